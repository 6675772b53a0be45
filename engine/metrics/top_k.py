from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import count
from engine.metrics.base import Figures, Metric
from engine.numerics import Array


class TopK(Metric):
    """Top-k accuracy: the share of samples whose right class is among the k highest scores.

    top_k = mean over samples of [fewer than k scores exceed s[y]]
    """

    kind: Literal["top_k"] = "top_k"
    title: ClassVar[str] = "Top-k accuracy"
    measures: ClassVar[Literal["classes", "values"]] = "classes"

    k: int = count("k", "How many of the highest scores count.", 5)

    def compute(self, scores: Array, targets: Array) -> Figures:
        right = scores[np.arange(len(scores)), targets][:, None]
        return {"top_k": float(((scores > right).sum(axis=1) < self.k).mean())}
