from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.layers.activation import Activation
from engine.numerics import Array


class Tanh(Activation):
    """Hyperbolic tangent: squashes to between -1 and 1, centred on zero. Saturates, and passes little gradient, where
    |x| is large.

        y = tanh(x),  dx = dy (1 - y^2)
    """

    kind: Literal["tanh"] = "tanh"
    title: ClassVar[str] = "Tanh"
    ends: ClassVar[tuple[float, float] | None] = (-1.0, 1.0)

    def value(self, x: Array) -> Array:
        return np.tanh(x)

    def slope(self, x: Array, y: Array) -> Array:
        return 1 - y * y
