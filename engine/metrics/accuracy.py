from __future__ import annotations

from typing import ClassVar, Literal

from engine.metrics.base import Figures, Metric
from engine.numerics import Array


class Accuracy(Metric):
    """Accuracy: the share of samples whose right class has the highest score.

    accuracy = mean over samples of [argmax s = y]
    """

    kind: Literal["accuracy"] = "accuracy"
    title: ClassVar[str] = "Accuracy"
    measures: ClassVar[Literal["classes", "values"]] = "classes"

    def compute(self, scores: Array, targets: Array) -> Figures:
        return {"accuracy": float((scores.argmax(axis=1) == targets).mean())}
