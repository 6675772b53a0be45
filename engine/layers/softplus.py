from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.layers.activation import Activation
from engine.numerics import Array, logistic


class Softplus(Activation):
    """Softplus: a smooth ReLU, above zero everywhere.

        y = ln(1 + exp(x)),  dx = dy / (1 + exp(-x))

    Dugas et al., 2001.
    """

    kind: Literal["softplus"] = "softplus"
    title: ClassVar[str] = "Softplus"

    def value(self, x: Array) -> Array:
        return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))

    def slope(self, x: Array, y: Array) -> Array:
        return logistic(x)
