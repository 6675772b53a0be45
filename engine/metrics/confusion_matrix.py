from __future__ import annotations

from typing import ClassVar, Literal

from engine.metrics.base import Figures, Metric, confusion
from engine.numerics import Array


class ConfusionMatrix(Metric):
    """Confusion matrix: how often each class (rows) was taken for each class (columns).

    counts[a][b] = number of samples with y = a and argmax s = b
    """

    kind: Literal["confusion_matrix"] = "confusion_matrix"
    title: ClassVar[str] = "Confusion matrix"
    measures: ClassVar[Literal["classes", "values"]] = "classes"

    def compute(self, scores: Array, targets: Array) -> Figures:
        return {"counts": confusion(scores, targets).tolist()}
