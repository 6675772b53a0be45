from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.metrics.base import Figures, Metric, confusion
from engine.numerics import Array


class PrecisionRecall(Metric):
    """Precision, recall and F1 of each class: how many of the samples it was given belong to it, how many of its own
    it was given, and their harmonic mean; and the plain means over classes. A figure without a sample is 0.

    precision = hits / given,  recall = hits / own,  F1 = 2 hits / (given + own)
    """

    kind: Literal["precision_recall"] = "precision_recall"
    title: ClassVar[str] = "Precision, recall, F1"
    measures: ClassVar[Literal["classes", "values"]] = "classes"

    def compute(self, scores: Array, targets: Array) -> Figures:
        figures = dict(zip(("precision", "recall", "f1"), precision_recall(confusion(scores, targets)), strict=True))
        per_class: Figures = {name: values.tolist() for name, values in figures.items()}
        return per_class | {f"mean_{name}": float(values.mean()) for name, values in figures.items()}


def precision_recall(counts: Array) -> tuple[Array, Array, Array]:
    """Precision, recall and F1 of each class, from counts by right class (rows) and predicted class (columns)."""
    hits, own, given = counts.diagonal(), counts.sum(axis=1), counts.sum(axis=0)
    return hits / np.maximum(given, 1), hits / np.maximum(own, 1), 2 * hits / np.maximum(given + own, 1)
