from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.losses.base import Loss, Targets, dense_targets
from engine.numerics import Array, logistic


class BinaryCrossEntropy(Loss):
    """Binary cross-entropy: reads every score as the probability of a yes, by the logistic function, apart from the
    others. Before training it is near ln(2).

    q = 1 / (1 + exp(-s)),  L = mean over all elements of  -t ln q - (1 - t) ln(1 - q)

    ds = (q - t) / (N K)          s: scores (N, K), t: targets between 0 and 1, classes as one-hot rows
    """

    kind: Literal["binary_cross_entropy"] = "binary_cross_entropy"
    title: ClassVar[str] = "Binary cross-entropy"
    accepts: ClassVar[frozenset[Targets]] = frozenset({"classes", "values"})
    mixes: ClassVar[bool] = True

    def value_and_gradient(self, scores: Array, targets: Array) -> tuple[float, Array]:
        t = dense_targets(targets, scores)
        return float(_losses(scores, t).mean()), (logistic(scores) - t) * scores.dtype.type(1 / scores.size)

    def each(self, scores: Array, targets: Array) -> Array:
        losses: Array = _losses(scores, dense_targets(targets, scores)).mean(axis=1)
        return losses

    def probabilities(self, scores: Array) -> Array | None:
        return logistic(scores)


def _losses(s: Array, t: Array) -> Array:
    losses: Array = np.maximum(s, 0) - s * t + np.log1p(np.exp(-np.abs(s)))
    return losses
