from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.losses.base import Loss, Targets
from engine.numerics import Array


class SquaredHinge(Loss):
    """Squared hinge loss: like the multiclass SVM loss, but a margin violated twice as much costs four times as much.

    m[j] = max(0, s[j] - s[y] + 1),  L = mean over samples of  sum over j != y of  m[j]^2          y: the right class

    ds[j] = 2 m[j] / N,  ds[y] = -sum over j != y of ds[j]
    """

    kind: Literal["squared_hinge"] = "squared_hinge"
    title: ClassVar[str] = "Squared hinge"
    accepts: ClassVar[frozenset[Targets]] = frozenset({"classes"})

    def value_and_gradient(self, scores: Array, targets: Array) -> tuple[float, Array]:
        rows, m = np.arange(len(scores)), _margins(scores, targets)
        ds = m * scores.dtype.type(2 / len(scores))
        ds[rows, targets] = -ds.sum(axis=1)
        return float((m * m).sum()) / len(scores), ds

    def each(self, scores: Array, targets: Array) -> Array:
        losses: Array = np.square(_margins(scores, targets)).sum(axis=1)
        return losses


def _margins(scores: Array, targets: Array) -> Array:
    """How far each class is within the margin of the right one, (N, K)."""
    rows = np.arange(len(scores))
    m: Array = np.maximum(scores - scores[rows, targets][:, None] + 1, 0)
    m[rows, targets] = 0
    return m
