from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import fraction, strength
from engine.numerics import Array
from engine.regularizers.base import Regularizer


class ElasticNet(Regularizer):
    """Elastic net: a mixture of L1 and L2: some weights end at zero, and none grows large.

    P = strength (mix sum |w| + (1 - mix) / 2 sum w^2)          mix: share of L1
    dP/dw = strength (mix sign(w) + (1 - mix) w)

    Zou and Hastie, 2005.
    """

    kind: Literal["elastic_net"] = "elastic_net"
    title: ClassVar[str] = "Elastic net"

    strength: float = strength("Strength", "Weight of the penalty.", 1e-4)
    mix: float = fraction("Share of L1", "How much of the penalty is L1; the rest is L2.", 0.5, live=True)

    def penalty(self, w: Array) -> float:
        return self.strength * (self.mix * float(np.abs(w).sum()) + 0.5 * (1 - self.mix) * float(np.dot(w, w)))

    def add_gradient(self, w: Array, g: Array) -> None:
        g += self.strength * (self.mix * np.sign(w) + (1 - self.mix) * w)
