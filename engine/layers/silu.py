from __future__ import annotations

from typing import ClassVar, Literal

from engine.layers.activation import Activation
from engine.numerics import Array, logistic


class SiLU(Activation):
    """Sigmoid linear unit, or swish: weighs each number by its own logistic function. A smooth ReLU that dips below
    zero.

        y = x q,  dx = dy q (1 + x (1 - q))          q = 1 / (1 + exp(-x))

    Elfwing et al., 2017; Ramachandran et al., 2017.
    """

    kind: Literal["silu"] = "silu"
    title: ClassVar[str] = "SiLU"

    def value(self, x: Array) -> Array:
        return x * logistic(x)

    def slope(self, x: Array, y: Array) -> Array:
        q = logistic(x)
        slope: Array = q * (1 + x * (1 - q))
        return slope
