from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.losses.base import Loss, Targets
from engine.numerics import Array


class Hinge(Loss):
    """Multiclass SVM loss: every wrong class should score at least 1 below the right one; what is closer is penalised
    in proportion, what is farther costs nothing.

        L = mean over samples of  sum over j != y of  max(0, s[j] - s[y] + 1)          y: the right class

        ds[j] = 1/N where the margin is violated,  ds[y] = -(violations) / N

    Weston and Watkins, 1999.
    """

    kind: Literal["hinge"] = "hinge"
    title: ClassVar[str] = "Hinge (multiclass SVM)"
    accepts: ClassVar[frozenset[Targets]] = frozenset({"classes"})

    def value_and_gradient(self, scores: Array, targets: Array) -> tuple[float, Array]:
        rows, margins = np.arange(len(scores)), _margins(scores, targets)
        ds = (margins > 0).astype(scores.dtype) / len(scores)
        ds[rows, targets] = -ds.sum(axis=1)
        return float(margins.sum()) / len(scores), ds

    def each(self, scores: Array, targets: Array) -> Array:
        losses: Array = _margins(scores, targets).sum(axis=1)
        return losses


def _margins(scores: Array, targets: Array) -> Array:
    """How far each class is within the margin of the right one, (N, K)."""
    rows = np.arange(len(scores))
    margins: Array = scores - scores[rows, targets][:, None] + 1
    margins[rows, targets] = 0
    return np.maximum(margins, 0, out=margins)
