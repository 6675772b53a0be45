"""What every initializer does."""

from __future__ import annotations

import numpy as np

from engine.fields import Member
from engine.numerics import Array, Shape


class Initializer(Member):
    """First values of a parameter, drawn in float64 whatever the network computes in."""

    def draw(self, rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
        """An array of `shape`; fan_in and fan_out count the inputs and outputs that each unit connects."""
        raise AssertionError(f"{type(self).__name__} does not say how it draws")
