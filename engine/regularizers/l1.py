from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import strength
from engine.numerics import Array
from engine.regularizers.base import Regularizer


class L1(Regularizer):
    """L1 penalty: pulls every weight towards zero with the same force, so that many end there.

    P = strength * sum |w|,  dP/dw = strength * sign(w)
    """

    kind: Literal["l1"] = "l1"
    title: ClassVar[str] = "L1"

    strength: float = strength("Strength", "Weight of the penalty.", 1e-4)

    def penalty(self, w: Array) -> float:
        return self.strength * float(np.abs(w).sum())

    def add_gradient(self, w: Array, g: Array) -> None:
        g += self.strength * np.sign(w)
