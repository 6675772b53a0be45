"""How scores are judged: counts of right answers while training, and every metric that applies on request."""

from __future__ import annotations

from engine.catalog import family
from engine.metrics.base import Figures, Metric
from engine.numerics import Array


def right(scores: Array, targets: Array) -> int:
    """How many samples have their class on top; targets are classes, or rows whose largest number is the class."""
    classes = targets if targets.ndim == 1 else targets.argmax(axis=1)
    return int((scores.argmax(axis=1) == classes).sum())


def report(scores: Array, targets: Array, classifies: bool) -> dict[str, Figures]:
    """Every metric that applies, by kind."""
    measured = "classes" if classifies else "values"
    if classifies and targets.ndim == 2:
        targets = targets.argmax(axis=1)
    found: dict[str, Figures] = {}
    for kind, cls in family("metrics").items():
        metric = cls()
        if isinstance(metric, Metric) and metric.measures == measured:
            found[kind] = metric.compute(scores, targets)
    return found
