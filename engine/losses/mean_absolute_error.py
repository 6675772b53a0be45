from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.losses.base import Loss, Targets
from engine.numerics import Array


class MeanAbsoluteError(Loss):
    """Mean absolute error: the distance between outputs and targets, averaged over all numbers. Outliers weigh less
    than in the squared error.

    L = mean over all elements of |s - t|,  ds = sign(s - t) / (N K)          s, t: (N, K)
    """

    kind: Literal["mean_absolute_error"] = "mean_absolute_error"
    title: ClassVar[str] = "Mean absolute error"
    accepts: ClassVar[frozenset[Targets]] = frozenset({"values"})

    def value_and_gradient(self, scores: Array, targets: Array) -> tuple[float, Array]:
        difference = scores - targets
        return float(np.abs(difference).mean()), np.sign(difference) * scores.dtype.type(1 / difference.size)

    def each(self, scores: Array, targets: Array) -> Array:
        losses: Array = np.abs(scores - targets).mean(axis=1)
        return losses
