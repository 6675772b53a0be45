from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.layers.activation import Activation
from engine.numerics import Array


class ReLU(Activation):
    """Rectified linear unit: passes what is positive and sets the rest to zero. Cheap, and does not saturate above
    zero; a unit that is negative for every sample is dead.

        y = max(x, 0),  dx = dy where x > 0, else 0
    """

    kind: Literal["relu"] = "relu"
    title: ClassVar[str] = "ReLU"
    silent: ClassVar[float | None] = 0.0

    def value(self, x: Array) -> Array:
        return np.maximum(x, 0)

    def slope(self, x: Array, y: Array) -> Array:
        return (x > 0).astype(x.dtype)
