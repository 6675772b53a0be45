"""How scores are judged: counts of right answers while training, and every metric that applies on request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from engine.catalog import family
from engine.metrics.base import Figures, Metric
from engine.numerics import Array


def right(scores: Array, targets: Array) -> int:
    """How many samples have their class on top; targets are classes, or rows whose largest number is the class."""
    classes = targets if targets.ndim == 1 else targets.argmax(axis=1)
    return int((scores.argmax(axis=1) == classes).sum())


def report(metrics: Iterable[Metric], scores: Array, targets: Array, classifies: bool) -> dict[str, Figures]:
    """What each metric that fits the task says, by kind."""
    measured = "classes" if classifies else "values"
    if classifies and targets.ndim == 2:
        targets = targets.argmax(axis=1)
    return {metric.kind_name(): metric.compute(scores, targets) for metric in metrics if metric.measures == measured}


def all_metrics() -> list[Metric]:
    """Every metric as it comes."""
    return [cast("Metric", cls()) for cls in family("metrics").values()]
