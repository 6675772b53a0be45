from __future__ import annotations

from typing import ClassVar, Literal

from engine.losses.base import Loss, Targets
from engine.numerics import Array


class MeanSquaredError(Loss):
    """Mean squared error: the squared distance between outputs and targets, averaged over all numbers. For fitting
    curves.

        L = mean over all elements of (s - t)^2,  ds = 2 (s - t) / (N K)          s, t: (N, K)
    """

    kind: Literal["mean_squared_error"] = "mean_squared_error"
    title: ClassVar[str] = "Mean squared error"
    accepts: ClassVar[frozenset[Targets]] = frozenset({"values"})

    def value_and_gradient(self, scores: Array, targets: Array) -> tuple[float, Array]:
        difference = scores - targets
        return float((difference * difference).mean()), difference * (2 / difference.size)

    def each(self, scores: Array, targets: Array) -> Array:
        difference = scores - targets
        losses: Array = (difference * difference).mean(axis=1)
        return losses
