"""When what of a view of curves is drawn anew: all of it, or only what is new since it was drawn last.

Curves that change with every step are continued at every refresh; those over epochs are renewed some times a second;
ranges, which cost most, are chosen anew less often, and not by all views at once.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from gui.plots.curves.composer import Composer, Wish
from gui.plots.curves.header import NO_VALUE
from gui.plots.curves.marks import marks_of
from gui.plots.curves.ranges import along, reached, stripes, values_in
from gui.plots.curves.series import Line, Range, Series
from gui.plots.curves.tracing import Tracer, values_of
from gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.plots.curves.curve_view import CurvesView
    from gui.runs import Run

CURVE_SECONDS, RANGE_SECONDS, TEXT_SECONDS = 0.02, 0.34, 0.33
EPOCH_SECONDS = 0.33
"""How soon curves over epochs are drawn anew, however quickly epochs follow one another."""

CALM_SECONDS, CALM_GROWTH = 2.0, 1.1
"""Ranges are chosen anew after this time, and when the run is longer by this factor or leaves what is seen."""

TURN_SECONDS = 0.06
"""No two views change their ranges sooner after one another while training: their pauses would add up to one that is
felt."""

TALL = 170
"""Pixels from which on the header may take two lines, and a legend has room."""


class Drawing:
    """Draws the curves of a view into its chart, and its newest figures."""

    _any_ranged_at = -math.inf

    def __init__(self, view: CurvesView) -> None:
        self._view, self._controller, self._chart = view, view.controller, view.chart
        self.tracer = Tracer()
        self.composer = Composer(self.tracer)
        self.following = True
        """Whether the whole run is shown, however long it becomes."""
        self._drawn_at = self._settled_at = self._ranged_at = self._told_at = -math.inf
        self._ranged_steps = 0
        self._size = 0.0, 0.0  # of the chart when ranges were chosen
        self._lengths: object = None
        self._extended = False

    def refresh(self) -> None:
        """Bring everything up to date at once."""
        if self._view.isVisible():
            self._ranged_at = self._told_at = -math.inf
            self._draw(resting=self._controller.state != "running")

    def refresh_if_due(self) -> None:
        """Bring up to date what is due; called at every change of the figures."""
        if self._controller.state != "running":
            self.refresh()
            return
        now = time.monotonic()
        if now - self._drawn_at >= CURVE_SECONDS and self._view.isVisible() and not self._extend(now):
            self._draw(resting=False)

    def line(self, name: str, part: str, run: Run) -> Line | None:
        """A line as it is drawn, in the units of the axes."""
        if self._extended:
            self.compose(settled=True)
        return self.composer.line(run, name, part)

    def compose(self, *, settled: bool, growing: bool = False, trial: bool = False) -> list[Line]:
        """The lines as they are now, as `Composer.compose` has it."""
        view, options = self._view, self._view.options
        if not trial:
            self._extended = False
        window = None if self.following else self._chart.seen[:2]
        weight = options.weight if options.smoothing else 0.0
        wish = Wish(options.axis, view.logarithmic, weight, window, round(self._chart.box.width()), view.many)
        return self.composer.compose(
            view.runs, view.visible_series(), wish, settled=settled, growing=growing, trial=trial
        )

    def _extend(self, now: float) -> bool:
        """Draw only what is new of the curves that change with every step; whether nothing else is due."""
        view, chart = self._view, self._chart
        if not view.filled or (self._range_due(now) and self._ranges_change(now)):
            return False
        if now - self._settled_at >= EPOCH_SECONDS:
            lengths, self._settled_at = self._lengths_now(), now
            if self._lengths != lengths and not chart.live.replace(self.compose(settled=False, growing=True)):
                return False
            self._lengths = lengths
        if not chart.live.extend():
            return False
        self._drawn_at, self._extended = now, True
        if now - self._told_at >= TEXT_SECONDS:
            self._tell(now)
        return True

    def _range_due(self, now: float) -> bool:
        """Whether other ranges may have become better, and it is this view's turn to change them."""
        since = now - self._ranged_at
        if since < RANGE_SECONDS or now - Drawing._any_ranged_at < TURN_SECONDS:
            return False
        if since >= CALM_SECONDS or self._view.runs.current.history.steps > CALM_GROWTH * self._ranged_steps:
            return True
        return self.following and reached(self._controller, self._view.options.axis) > self._chart.seen[1]

    def _ranges_change(self, now: float) -> bool:
        """Whether ranges that are due differ from those that are shown; where not, they are done with."""
        chart, lines = self._chart, self._chart.lines
        wanted = self._wanted(self.compose(settled=True, trial=True))
        box = chart.box
        if wanted != (chart.seen, lines.stripes, lines.marks, lines.guides) or self._size != (
            box.width(),
            box.height(),
        ):
            return True
        self._note_ranged(now)
        return False

    def _note_ranged(self, now: float) -> None:
        self._ranged_at = Drawing._any_ranged_at = now
        self._ranged_steps = self._view.runs.current.history.steps

    def _lengths_now(self) -> object:
        """What changes with the curves that do not change with every step."""
        history = self._view.runs.current.history
        return [
            history.epochs if each.per == "epoch" else history.point_count(each.name)
            for each in self._view.series() if each.per != "step"
        ]  # fmt: skip

    def _draw(self, *, resting: bool) -> None:
        view, chart = self._view, self._chart
        now = self._drawn_at = time.monotonic()
        settled = not resting and now - self._settled_at < EPOCH_SECONDS
        if not settled:
            self._settled_at, self._lengths = now, self._lengths_now()
        lines = self.compose(settled=settled) if view.applies() else []
        if not any(len(line.x) for line in lines):
            view.show_empty()
            return
        view.show_chart()
        chart.lines.show_all(lines, smooth=resting)
        ranged = resting or self._range_due(now) or self._ranged_at < 0
        if ranged:
            self._note_ranged(now)
            self._fit(lines)
        if resting or not ranged:  # what takes long is not done twice in one turn
            self._tell(now)

    def _tell(self, now: float) -> None:
        """Bring figures up to date, as often as they can be read."""
        if now - self._told_at >= TEXT_SECONDS:
            self._told_at, view = now, self._view
            view.header.show_values([self._newest(each) for each in view.series()[: len(view.header.keys)]])
            view.legend.refresh(tall=view.height() >= TALL)
            view.readout.refresh()

    def _wanted(self, lines: Sequence[Line]) -> tuple[Range, object, object, object]:
        """Calm ranges: along the run, those that show everything, where nobody has chosen others; of values, those
        that show what lies within. And the stripes, marks and guides within them."""
        view, chart, run = self._view, self._chart, self._view.runs.current
        left, right, low, high = chart.seen
        if self.following:
            left, right = along(self._controller, view.past_runs(), view.options.axis)
        if not chart.box.values_chosen:
            low, high = values_in(lines, left, right, view)
        history = run.history if run.history.steps or not view.past_runs() else view.past_runs()[-1].history
        bands = stripes(history, view.options.axis, left, right, chart.box.width()) if view.options.bands else []
        tokens = theme.tokens
        marks = [(view.place_of(mark.step), QColor(getattr(tokens, mark.token))) for mark in marks_of(run)]
        dim = QColor(tokens.dim)
        guides = [(math.log10(each) if view.logarithmic else each, dim) for each in view.guides]
        return (left, right, low, high), bands, marks, guides

    def _fit(self, lines: Sequence[Line]) -> None:
        """Show calm ranges, and put stripes, marks and guides where they belong."""
        items = self._chart.lines
        wanted, items.stripes, items.marks, items.guides = self._wanted(lines)
        chart = self._chart
        chart.show_range(wanted)
        chart.place_grid()
        self._size = chart.box.width(), chart.box.height()

    def _newest(self, series: Series) -> str:
        view, history = self._view, self._view.runs.current.history
        values = (history.series(series.name) if series.per == "step" else values_of(history, series))[1]
        return view.value_text(values[-1] * series.scale) if len(values) and math.isfinite(values[-1]) else NO_VALUE
