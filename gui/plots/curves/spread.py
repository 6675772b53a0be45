"""Mean and spread of a series over runs that differ in their seeds only."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import History
from gui.plots.curves.series import Series
from gui.plots.curves.tracing import values_of

CELLS = 400
"""Most places at which series over steps are averaged."""

Spread = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""Step numbers, means over the runs, lowest and highest of them."""


def spread(histories: Sequence[History], series: Series) -> Spread:
    """Mean, lowest and highest value over runs, where all of them have one. A series over steps is first averaged
    within each run, over equal stretches of steps."""
    if series.per == "step":
        steps, table = _stretches(histories, series.name)
    else:
        found = [values_of(history, series) for history in histories]
        common = set(found[0][0].tolist()).intersection(*(steps.tolist() for steps, _ in found[1:]))
        steps = np.array(sorted(common))
        table = np.array([values[np.isin(at, steps)] for at, values in found])
    if not len(steps):
        return (np.empty(0),) * 4
    return steps, table.mean(axis=0), table.min(axis=0), table.max(axis=0)


def _stretches(histories: Sequence[History], name: str) -> tuple[np.ndarray, np.ndarray]:
    """The middles of stretches, and the means within each run: (runs, stretches)."""
    last = min(history.steps for history in histories)
    width = max(1, -(-last // CELLS))
    count = last // width
    table = np.array([_means(history, name, width, count) for history in histories])
    middles = 1 + width * np.arange(count) + (width - 1) / 2
    whole = np.isfinite(table).all(axis=0)
    return middles[whole], table[:, whole]


def _means(history: History, name: str, width: int, count: int) -> np.ndarray:
    """The means over steps 1 ... width, width + 1 ... 2 width, and so on. Of long ago the means of buckets are known,
    which count where they begin."""
    sums, counts = np.zeros(count), np.zeros(count)
    starts, _, _, means = history.old_series(name)
    steps, values = history.series(name)
    bucket = (history.exact_from - 1) / max(len(starts), 1)
    for at, what, share in ((starts, means, bucket), (steps, values, 1.0)):
        cell = (at - 1) // width
        there = np.isfinite(what) & (cell < count)
        sums += share * np.bincount(cell[there], weights=what[there], minlength=count)
        counts += share * np.bincount(cell[there], minlength=count)
    with np.errstate(invalid="ignore", divide="ignore"):
        return sums / counts
