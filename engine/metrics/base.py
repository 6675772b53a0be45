"""What every metric does."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import Member
from engine.numerics import Array

Figures = dict[str, float | list[float] | list[list[int]]]
"""Named results: a number, a number a class, or a table of counts."""


class Metric(Member):
    """A figure of merit of scores (N, K) against targets, over a whole split at once."""

    measures: ClassVar[Literal["classes", "values"]]

    def compute(self, scores: Array, targets: Array) -> Figures:
        """The figures; `targets` are classes (N,) or values (N, K), as `measures` says."""
        raise AssertionError(f"{type(self).__name__} does not say what it measures")


def confusion(scores: Array, targets: Array) -> Array:
    """Counts by right class (rows) and highest score (columns)."""
    classes = scores.shape[1]
    counts = np.bincount(targets * classes + scores.argmax(axis=1), minlength=classes * classes)
    return counts.reshape(classes, classes)
