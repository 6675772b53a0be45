from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.layers.activation import Activation
from engine.numerics import Array


class LeakyReLU(Activation):
    """Leaky ReLU: passes what is positive, and a small share of what is negative, so that no unit dies.

        y = x where x > 0, else slope x;  dx = dy or slope dy

    Maas et al., 2013.
    """

    kind: Literal["leaky_relu"] = "leaky_relu"
    title: ClassVar[str] = "Leaky ReLU"

    negative_slope: float = real("Slope", "Slope where x is negative.", 0.01, at_least=0.0, at_most=1.0, step=0.01)

    def value(self, x: Array) -> Array:
        return np.where(x > 0, x, x * x.dtype.type(self.negative_slope))

    def slope(self, x: Array, y: Array) -> Array:
        slope: Array = np.where(x > 0, x.dtype.type(1), x.dtype.type(self.negative_slope))
        return slope
