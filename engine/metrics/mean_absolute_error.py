from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.metrics.base import Figures, Metric
from engine.numerics import Array


class MeanAbsoluteErrorMetric(Metric):
    """Mean absolute error: the mean distance between outputs and targets, in the targets' own unit.

    MAE = mean over all elements of |s - t|
    """

    kind: Literal["mean_absolute_error"] = "mean_absolute_error"
    title: ClassVar[str] = "Mean absolute error"
    measures: ClassVar[Literal["classes", "values"]] = "values"

    def compute(self, scores: Array, targets: Array) -> Figures:
        return {"mean_absolute_error": float(np.abs(scores - targets).mean())}
