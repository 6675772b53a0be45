from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.layers.activation import Activation
from engine.numerics import Array


class ELU(Activation):
    """Exponential linear unit: like ReLU above zero, but bends smoothly to -alpha below, which keeps outputs nearer to
    a mean of zero.

        y = x where x > 0, else alpha (exp(x) - 1);  dx = dy where x > 0, else dy (y + alpha)

    Clevert et al., 2015.
    """

    kind: Literal["elu"] = "elu"
    title: ClassVar[str] = "ELU"

    alpha: float = real("Alpha", "What it bends to below zero, with a minus.", 1.0, above=0.0, at_most=100.0)

    def value(self, x: Array) -> Array:
        return np.where(x > 0, x, x.dtype.type(self.alpha) * np.expm1(np.minimum(x, 0)))

    def slope(self, x: Array, y: Array) -> Array:
        slope: Array = np.where(x > 0, x.dtype.type(1), y + x.dtype.type(self.alpha))
        return slope
