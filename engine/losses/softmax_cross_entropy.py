from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.losses.base import Loss, Targets, dense_targets
from engine.numerics import Array


class SoftmaxCrossEntropy(Loss):
    """Softmax cross-entropy: reads scores as probabilities by softmax and asks for a high probability of the right
    class. Before training it is near ln(classes).

        q = softmax(s),  L = -mean over samples of  sum over k of  t[k] ln q[k]

        ds = (q - t) / N          s: scores (N, K), t: targets as one-hot rows
    """

    kind: Literal["softmax_cross_entropy"] = "softmax_cross_entropy"
    title: ClassVar[str] = "Softmax cross-entropy"
    accepts: ClassVar[frozenset[Targets]] = frozenset({"classes"})

    def value_and_gradient(self, scores: Array, targets: Array) -> tuple[float, Array]:
        shifted = scores - scores.max(axis=1, keepdims=True)
        log_q = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        t = dense_targets(targets, scores)
        value = -float((t * log_q).sum()) / len(scores)
        return value, (np.exp(log_q) * t.sum(axis=1, keepdims=True) - t) / len(scores)
