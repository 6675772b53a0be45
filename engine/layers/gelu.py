from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.layers.activation import Activation
from engine.numerics import Array, normal_cdf


class GELU(Activation):
    """Gaussian error linear unit: weighs each number by how likely a normal number is to be smaller. A smooth ReLU.

        y = x F(x),  dx = dy (F(x) + x f(x))          F, f: distribution and density of Normal(0, 1)

    Hendrycks and Gimpel, 2016; the exact form.
    """

    kind: Literal["gelu"] = "gelu"
    title: ClassVar[str] = "GELU"

    def value(self, x: Array) -> Array:
        return x * normal_cdf(x)

    def slope(self, x: Array, y: Array) -> Array:
        slope: Array = normal_cdf(x) + x * np.exp(-x * x / 2) * x.dtype.type(1 / np.sqrt(2 * np.pi))
        return slope
