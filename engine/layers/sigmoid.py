from __future__ import annotations

from typing import ClassVar, Literal

from engine.layers.activation import Activation
from engine.numerics import Array, logistic


class Sigmoid(Activation):
    """Logistic function: squashes to between 0 and 1. Saturates where |x| is large, and its outputs are never centred
    on zero.

        y = 1 / (1 + exp(-x)),  dx = dy y (1 - y)
    """

    kind: Literal["sigmoid"] = "sigmoid"
    title: ClassVar[str] = "Sigmoid"
    ends: ClassVar[tuple[float, float] | None] = (0.0, 1.0)

    def value(self, x: Array) -> Array:
        return logistic(x)

    def slope(self, x: Array, y: Array) -> Array:
        slope: Array = y * (1 - y)
        return slope
