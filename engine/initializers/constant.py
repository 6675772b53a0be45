from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.initializers.base import Initializer
from engine.numerics import Array, Shape


class Constant(Initializer):
    """One number everywhere. As weights it leaves every unit of a layer the same for ever.

    w = value
    """

    kind: Literal["constant"] = "constant"
    title: ClassVar[str] = "Constant"

    value: float = real("Value", "What every element starts as.", 0.1, at_least=-1e6, at_most=1e6)

    def draw(self, rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
        return np.full(shape, self.value)
