from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from engine.fields import fraction, numbers
from engine.losses.base import Loss, Targets, dense_targets
from engine.numerics import Array, softmax


class SoftmaxCrossEntropy(Loss):
    """Softmax cross-entropy: reads scores as probabilities by softmax and asks for a high probability of the right
    class. Before training it is near ln(classes).

    q = softmax(s),  L = -(1 / n) sum over samples and k of  w[k] u[k] ln q[k],  u = (1 - smoothing) t + smoothing / K

    ds = (q sum(w u) - w u) / n          s: scores (N, K), t: targets as one-hot rows
    w: class weights, smoothing: label smoothing

    n is the sum of the right classes' weights, as in PyTorch; N for rows of targets (mixup), and where that sum is 0.
    """

    kind: Literal["softmax_cross_entropy"] = "softmax_cross_entropy"
    title: ClassVar[str] = "Softmax cross-entropy"
    accepts: ClassVar[frozenset[Targets]] = frozenset({"classes"})
    mixes: ClassVar[bool] = True

    label_smoothing: float = fraction(
        "Label smoothing",
        "Share of each target spread evenly over all classes, against overconfidence.",
        0.0,
        live=True,
    )
    class_weights: tuple[Annotated[float, Field(ge=0)], ...] = numbers(
        "Class weights", "How much each class counts, in order, separated by commas; empty for all alike."
    )

    def weights_needed(self) -> int | None:
        return len(self.class_weights) or None

    def value_and_gradient(self, scores: Array, targets: Array) -> tuple[float, Array]:
        t, log_q = self._asked(scores, targets), _log_softmax(scores)
        n: float = len(scores)
        if self.class_weights and targets.ndim == 1:
            n = float(np.array(self.class_weights, dtype=scores.dtype)[targets].sum()) or n
        share = scores.dtype.type(1 / n)
        return -float((t * log_q).sum()) / n, (np.exp(log_q) * t.sum(axis=1, keepdims=True) - t) * share

    def each(self, scores: Array, targets: Array) -> Array:
        losses: Array = -(self._asked(scores, targets) * _log_softmax(scores)).sum(axis=1)
        return losses

    def probabilities(self, scores: Array) -> Array | None:
        return softmax(scores)

    def _asked(self, scores: Array, targets: Array) -> Array:
        """The targets as rows, smoothed and weighted: w u."""
        t = dense_targets(targets, scores)
        if self.label_smoothing:
            t = t * scores.dtype.type(1 - self.label_smoothing) + scores.dtype.type(self.label_smoothing / t.shape[1])
        return t * np.array(self.class_weights, dtype=scores.dtype) if self.class_weights else t


def _log_softmax(scores: Array) -> Array:
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_q: Array = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return log_q
