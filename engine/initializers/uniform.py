from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.initializers.base import Initializer
from engine.numerics import Array, Shape


class Uniform(Initializer):
    """Evenly spread numbers within fixed limits, whatever the layer's size.

    w ~ Uniform(-limit, limit)
    """

    kind: Literal["uniform"] = "uniform"
    title: ClassVar[str] = "Uniform"

    limit: float = real("Limit", "Largest distance from zero.", 0.05, at_least=0.0, at_most=100.0, log=True)

    def draw(self, rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
        return rng.uniform(-self.limit, self.limit, shape)
