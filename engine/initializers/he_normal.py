from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.initializers.base import Initializer
from engine.numerics import Array, Shape


class HeNormal(Initializer):
    """Keeps the size of signals about equal through layers of ReLU, which drop half of it.

        w ~ Normal(0, sqrt(2 / fan_in))

    He et al., 2015.
    """

    kind: Literal["he_normal"] = "he_normal"
    title: ClassVar[str] = "He normal"

    def draw(self, rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
        return rng.normal(0.0, np.sqrt(2 / fan_in), shape)
