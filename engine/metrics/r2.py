from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.metrics.base import Figures, Metric
from engine.numerics import Array


class RSquared(Metric):
    """R squared: the share of the targets' variance that the outputs explain; 1 is perfect, 0 no better than their
    mean.

    R^2 = 1 - sum (s - t)^2 / sum (t - mean(t))^2          0 where the targets do not vary
    """

    kind: Literal["r2"] = "r2"
    title: ClassVar[str] = "R squared"
    measures: ClassVar[Literal["classes", "values"]] = "values"

    def compute(self, scores: Array, targets: Array) -> Figures:
        spread = float(np.square(targets - targets.mean(axis=0)).sum())
        return {"r2": 1 - float(np.square(scores - targets).sum()) / spread if spread > 0 else 0.0}
