"""From the runs of a window to the lines of one view."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtGui import QColor

from engine import Axis, History
from gui.plots.curves.growth import Growth
from gui.plots.curves.series import Line, Series, Style
from gui.plots.curves.spread import spread
from gui.plots.curves.tracing import Few, Points, Tracer
from gui.plots.scales import MOST_BUCKETS, thinned
from gui.runs import Group, Run, Runs
from gui.theme import mixed, theme

MOST_MARKERS = 20

AGAIN = {Style.SolidLine: Style.DashDotLine, Style.DashLine: Style.DotLine}
"""How runs are told apart once the colours have gone round."""


@dataclass(frozen=True)
class Wish:
    """How lines are wanted. `window` is what is seen of the axis below, None for all; `pixels` its width."""

    axis: Axis
    logarithmic: bool
    weight: float
    window: tuple[float, float] | None
    pixels: int
    many: bool
    """Whether colours belong to the series, not to the runs."""

    @property
    def most(self) -> int:
        """Stretches whose extremes a line shows."""
        return min(max(self.pixels, 100), MOST_BUCKETS)


class Composer:
    """Composes lines, and keeps those that nothing has changed."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer
        self._settled = self._growing = False
        self._kept: dict[tuple[Run | None, str, str], tuple[Any, Line]] = {}

    def compose(
        self, runs: Runs, series: Sequence[Series], wish: Wish, *, settled: bool = False, growing: bool = False,
        trial: bool = False,
    ) -> list[Line]:  # fmt: skip
        """All lines, those in front last. Those over epochs may stay as they are where `settled` says so, those that
        change with every step where `growing` does: they are continued. A `trial` leaves what is kept as it is."""
        self._settled, self._growing = settled, growing
        made: dict[tuple[Run | None, str, str], tuple[Any, Line]] = {}
        averaged = [group for group in runs.groups() if runs.averages(group)] if runs.past else []
        main = [each for each in series if not each.raw]
        for group in averaged:
            for each in main:
                for part in ("band", "mean"):
                    self._keep(made, group.runs[0], each, part, wish, group)
        for run in runs.shown:
            for each in main:
                self._keep(made, run, each, "smooth" if wish.weight else "line", wish)
        for part in ("raw", "line") if runs.current.visible else ():
            for each in series:
                behind = each.raw or wish.weight > 0
                if behind == (part == "raw"):
                    self._keep(made, runs.current, each, part, wish)
        for each in series if wish.weight and runs.current.visible else ():
            self._keep(made, runs.current, each, "smooth", wish)
        if not trial:
            self._kept = made
        return [line for _, line in made.values()]

    def line(self, run: Run, name: str, part: str = "line") -> Line | None:
        """A line as it was composed last: "line", "raw", "smooth", "band" or "mean"."""
        found = self._kept.get((run, name, part))
        return found[1] if found is not None else None

    def _keep(
        self, made: dict[tuple[Run | None, str, str], tuple[Any, Line]], run: Run, series: Series, part: str,
        wish: Wish, group: Group | None = None,
    ) -> None:  # fmt: skip
        members = group.runs if group is not None else (run,)
        state = tuple(_length(each.history, series, wish) for each in members)
        key = run, series.name, part
        same = state, wish, series, theme.tokens.name, members, run.current
        known = self._kept.get(key)
        if known is not None and (known[0] == same or (
            (self._settled if series.per != "step" else self._growing and known[1].growth is not None)
            and known[0][1:] == same[1:]
        )):  # fmt: skip
            made[key] = known
        elif group is not None:
            made[key] = same, self._average(group, series, part, wish)
        else:
            made[key] = same, self._trace(run, series, part, wish)

    def _trace(self, run: Run, series: Series, part: str, wish: Wish) -> Line:
        history, tokens = run.history, theme.tokens
        first, last = 1 if series.per == "step" else 0, history.steps
        if wish.window is not None:
            ends = history.steps_at(np.array(wish.window), wish.axis)
            first, last = max(int(ends[0]) - 1, first), min(int(ends[1]) + 2, last)
        weight = wish.weight if part == "smooth" else 0.0
        if weight:
            points = self._tracer.smooth(history, series, weight, first, last, wish.most)
        else:
            points = self._tracer.trace(history, series, first, last, wish.most)
        steps, x, y = placed(history, points, series.scale, wish)
        past = run.experiment is not None and not run.current
        colour, style = QColor(getattr(tokens, series.token)), series.style
        if past:
            colour = colour if wish.many else QColor(getattr(tokens, run.token))
            style = Style.DotLine if wish.many else AGAIN[style] if run.turn % 2 else style
        if part == "raw":
            colour = mixed(tokens.panel, colour, 0.45 if series.raw else 0.3)
        line = Line(x, y, colour, style, 1.0 if part == "raw" or past else 2.0, live=series.per == "step" and not past)
        line.steps = steps
        if line.live and style == Style.SolidLine and not series.marker:
            tracer, over = self._tracer, last < history.steps
            line.growth = Growth(
                history,
                lambda: tracer.grain(history, series, weight, first, last if over else history.steps, wish.most),
                tracer.source(history, series, weight),
                lambda points: placed_few(history, points, series.scale, wish),
                calm=wish.most,
                over=over,
            )
        if series.marker and part == "line" and not past:
            line.marker, line.marked = series.marker, thinned(len(x), MOST_MARKERS)
        return line

    def _average(self, group: Group, series: Series, part: str, wish: Wish) -> Line:
        steps, means, lowest, highest = spread([run.history for run in group.runs], series)
        history = group.runs[0].history
        x, y = plottable(history, (steps, means), series.scale, wish)
        colour = QColor(getattr(theme.tokens, series.token))
        if part == "mean":
            return Line(x, y, colour, series.style, 2.0)
        positive = means > 0 if wish.logarithmic else np.isfinite(means)
        low, high = (each[positive] * series.scale for each in (lowest, highest))
        if wish.logarithmic:
            low, high = np.log10(np.maximum(low, np.finfo(float).tiny)), np.log10(high)
        colour.setAlphaF(0.22)
        return Line(x, low, colour, upper=high)


def plottable(history: History, points: Points, scale: float, wish: Wish) -> Points:
    """Points in the units of the axes, without those that these cannot show."""
    return placed(history, points, scale, wish)[1:]


def placed(history: History, points: Points, scale: float, wish: Wish) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same with the steps of the points before them."""
    steps, values = points
    shown = values > 0 if wish.logarithmic else np.isfinite(values)
    if not shown.all():
        steps, values = steps[shown], values[shown]
    values = values * scale
    return steps, history.places(steps, wish.axis), np.log10(values) if wish.logarithmic else values


def placed_few(history: History, points: Few, scale: float, wish: Wish) -> tuple[list[float], list[float], list[float]]:
    """The same for few points."""
    steps, values = points
    if wish.logarithmic or not math.isfinite(sum(values)):
        found = placed(history, (np.array(steps), np.array(values)), scale, wish)
        return found[0].tolist(), found[1].tolist(), found[2].tolist()
    places = history.few_places(steps, wish.axis) if steps else steps
    return steps, places, values if scale == 1.0 else [value * scale for value in values]


def _length(history: History, series: Series, wish: Wish) -> tuple[int, ...]:
    """What changes when a series gets longer, or its places on the axis change."""
    if series.per == "step":
        return (history.steps,)
    if series.per == "epoch":
        return (history.epochs, len(history.epoch_series(series.name)[0]))
    return (history.point_count(series.name), history.steps if wish.axis == "seconds" else 0)
