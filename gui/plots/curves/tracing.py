"""Series of a history as points of a line: thinned to what can be seen, smoothed where that is wanted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from weakref import WeakKeyDictionary

import numpy as np

from engine import EPOCH_SERIES, History
from gui.plots.curves.series import Series
from gui.plots.curves.smoothing import SmoothSteps, smooth_points
from gui.plots.scales import thinned

MOST_EPOCHS = 500
"""Points of a curve over epochs; a dashed line costs more than a solid one."""

Points = tuple[np.ndarray, np.ndarray]
"""Step numbers and values."""

Few = tuple[list[float], list[float]]
"""The same of few points, as lists: an array takes longer."""

Source = Callable[[int, int], Few]
"""From a step and the width of a bucket to the points from the bucket on that holds it."""

Grain = tuple[int, int, int]
"""The first exact step, and the steps in a bucket before it and from it on."""


def values_of(history: History, series: Series) -> Points:
    """All that is known of a series that is not measured at every step, without what does not apply."""
    if series.per == "epoch":
        assert series.name in EPOCH_SERIES
        _, steps, values = history.epoch_series(series.name)
    else:
        steps, values = history.point_series(series.name)
    there = np.isfinite(values)
    return steps[there], values[there]


class Tracer:
    """Traces series; what smoothing has worked out once is kept as long as the history and the weight are the same."""

    def __init__(self) -> None:
        self._smooth: WeakKeyDictionary[History, dict[str, SmoothSteps]] = WeakKeyDictionary()

    def trace(self, history: History, series: Series, first: int, last: int, most: int) -> Points:
        """A series from step `first` to step `last`, of about `most` stretches the extremes."""
        if series.per == "step":
            return history.envelope(series.name, first, last, most)
        return self._part(*values_of(history, series), first, last)

    def smooth(self, history: History, series: Series, weight: float, first: int, last: int, most: int) -> Points:
        """The same, smoothed."""
        if series.per == "step":
            found = self._smoothed(history, series.name, weight)
            return found.line(first, last, most)
        steps, values = values_of(history, series)
        return self._part(steps, smooth_points(steps, values, weight), first, last)

    def grain(self, history: History, series: Series, weight: float, first: int, last: int, most: int) -> Grain:
        """What the points of a series over steps depend on besides its figures (smoothed where `weight` is not 0):
        while it is the same, they stay as they are but for the last bucket. Its last part is the width of a bucket."""
        if weight:
            return self._smoothed(history, series.name, weight).grain(first, last, most)
        return history.grain(first, last, most)

    def source(self, history: History, series: Series, weight: float) -> Source:
        """The last points of a series over steps, from the bucket on that holds a step; the width of a bucket is as
        `grain` told it."""
        if not weight:
            return partial(history.envelope_from, series.name)
        return lambda step, width: self._smoothed(history, series.name, weight).line_from(step, width)

    def smooth_at(self, history: History, series: Series, weight: float, step: int) -> float:
        """The smoothed value at a step, or at the last one before it that has a value."""
        if series.per == "step":
            return self._smoothed(history, series.name, weight).at(step)
        steps, values = values_of(history, series)
        there = int(np.searchsorted(steps, step, side="right"))
        return float(smooth_points(steps[:there], values[:there], weight)[-1]) if there else float("nan")

    def _smoothed(self, history: History, name: str, weight: float) -> SmoothSteps:
        known = self._smooth.setdefault(history, {})
        if name not in known or known[name].weight != weight:
            known[name] = SmoothSteps(name, weight)
        known[name].follow(history)
        return known[name]

    @staticmethod
    def _part(steps: np.ndarray, values: np.ndarray, first: int, last: int) -> Points:
        """The points between two steps and one to either side, thinned evenly."""
        begin, end = np.searchsorted(steps, (first, last + 1)).tolist()
        part = slice(max(begin - 1, 0), end + 1)
        steps, values = steps[part], values[part]
        few = thinned(len(steps), MOST_EPOCHS)
        return steps[few], values[few]
