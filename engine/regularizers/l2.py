from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import strength
from engine.numerics import Array
from engine.regularizers.base import Regularizer


class L2(Regularizer):
    """L2 penalty: pulls every weight towards zero in proportion to its size, so that none grows large.

    P = strength / 2 * sum w^2,  dP/dw = strength * w
    """

    kind: Literal["l2"] = "l2"
    title: ClassVar[str] = "L2"

    strength: float = strength("Strength", "Weight of the penalty; note the half in the formula.", 1e-4)

    def penalty(self, w: Array) -> float:
        return 0.5 * self.strength * float(np.dot(w, w))

    def add_gradient(self, w: Array, g: Array) -> None:
        g += self.strength * w
