"""What every loss declares and does."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import Member
from engine.numerics import Array

Targets = Literal["classes", "values"]
"""Class indices, (N,) int64; or one row of numbers a sample, (N, K) float."""


class Loss(Member):
    """A loss: the mean over a batch, and its gradient at the scores."""

    accepts: ClassVar[frozenset[Targets]]
    mixes: ClassVar[bool] = False
    """Whether classes may come as rows of shares (N, K), as mixup makes them."""

    def weights_needed(self) -> int | None:
        """The number of classes that the settings are made for; None where they fit any."""
        return None

    def value_and_gradient(self, scores: Array, targets: Array) -> tuple[float, Array]:
        """The mean loss of scores (N, K) against targets, and its gradient at the scores, (N, K)."""
        raise AssertionError(f"{type(self).__name__} does not say how it computes")

    def value(self, scores: Array, targets: Array) -> float:
        """The mean loss alone."""
        return self.value_and_gradient(scores, targets)[0]

    def each(self, scores: Array, targets: Array) -> Array:
        """The loss of every sample by itself, (N,): their mean is the mean loss, unless classes are weighted."""
        return np.array([self.value(scores[at : at + 1], targets[at : at + 1]) for at in range(len(scores))])

    def probabilities(self, scores: Array) -> Array | None:
        """What scores (N, K) say as probabilities of the classes, (N, K); None where they are no more than scores."""
        return None


def dense_targets(targets: Array, like: Array) -> Array:
    """Targets as (N, K) rows of the scores' type: class indices become one-hot rows, rows stay as they are."""
    if targets.ndim == 2:
        return targets.astype(like.dtype, copy=False)
    rows = np.zeros_like(like)
    rows[np.arange(len(targets)), targets] = 1
    return rows
