from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.losses.base import Loss, Targets, dense_targets
from engine.numerics import Array


class OneVsAllHinge(Loss):
    """One-vs-all hinge loss: a separate two-class SVM for every class against all others.

    L = mean over samples of  sum over k of  max(0, 1 - t[k] s[k])          t[k]: 1 for the right class, else -1

    ds[k] = -t[k] / N where the margin is violated
    """

    kind: Literal["one_vs_all_hinge"] = "one_vs_all_hinge"
    title: ClassVar[str] = "One-vs-all hinge"
    accepts: ClassVar[frozenset[Targets]] = frozenset({"classes"})

    def value_and_gradient(self, scores: Array, targets: Array) -> tuple[float, Array]:
        t, margins = _margins(scores, targets)
        return float(margins.sum()) / len(scores), np.where(margins > 0, -t, 0) * scores.dtype.type(1 / len(scores))

    def each(self, scores: Array, targets: Array) -> Array:
        losses: Array = _margins(scores, targets)[1].sum(axis=1)
        return losses


def _margins(scores: Array, targets: Array) -> tuple[Array, Array]:
    """The targets as 1 and -1, and how far each score is within its margin, (N, K)."""
    t: Array = 2 * dense_targets(targets, scores) - 1
    return t, np.maximum(1 - t * scores, 0)
