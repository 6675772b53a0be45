"""Reading a plot: a vertical line under the cursor, and the values of all curves there; to their last digit while Shift
is held."""

from __future__ import annotations

import math
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QLabel

from gui.plots.curves.header import NO_VALUE
from gui.plots.curves.marks import NEAR, marks_of
from gui.plots.curves.series import Series
from gui.plots.curves.tracing import values_of
from gui.theme import theme

if TYPE_CHECKING:
    from gui.plots.curves.curve_view import CurvesView
    from gui.runs import Run

SPACIOUS = 200
"""Pixels of a chart's height from which on there is room for a hint."""

NAMES, LEAST_NAME = 0.55, 260
"""The share of a chart's width that names take at most, and the pixels that they may take in any case: what covers too
much of a small chart lies above the view."""

Reading = tuple[str, str, str]
"""What is read: name, value, colour token."""


class Readout(QLabel):
    """Lies over the plot, on the side where the cursor is not."""

    def __init__(self, owner: CurvesView, *, low: bool) -> None:
        super().__init__(owner, textFormat=Qt.TextFormat.RichText, margin=4)
        self._owner, self._low = owner, low
        self._text: Callable[[float], str] = owner.short_text
        self.place: float | None = None
        """Where on the axis below values are read; None where they are not."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.exact = False
        """Whether values are shown to their last digit."""
        self._watched: QWindow | None = None  # the window whose keys are heard while values are shown
        self.setAccessibleName(self.tr("Values under the cursor"))
        self.setAccessibleDescription(self.tr("Hold Shift for all digits"))
        owner.destroyed.connect(self.deleteLater)
        super().hide()

    def show_at(self, place: float) -> None:
        """Read the values at a place on the axis below."""
        self.place = place
        self._heed_shift()
        self.refresh()

    def hide(self) -> None:
        self.place = None
        self._owner.chart.cursor_line.hide()
        super().hide()
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None

    def _heed_shift(self) -> None:
        """Follow the Shift key, wherever the keyboard is."""
        self.exact = bool(QGuiApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        window = self._owner.window().windowHandle()
        if self._watched is None and window is not None:
            self._watched = window
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        if (pressed or event.type() == QEvent.Type.KeyRelease) and isinstance(event, QKeyEvent):
            self.exact = pressed if event.key() == Qt.Key.Key_Shift else self.exact
            self.refresh()
        return False

    def move_by(self, direction: int, *, steps: bool) -> None:
        """Move the reading to the next epoch or step; it begins at the newest."""
        history, axis = self._owner.runs.current.history, self._owner.options.axis
        if self.place is None:
            step = float(history.steps)
        elif steps:
            step = float(self.step + direction)
        else:
            here = float(history.places(history.steps_at(np.array([self.place]), axis))[0])
            step = float(history.steps_at(np.array([round(here) + direction], dtype=float))[0])
        step = min(max(step, 0.0), float(history.steps))
        self.show_at(float(history.places(np.array([step]), axis)[0]))

    @property
    def step(self) -> int:
        """The step of the present run that is read; 0 where there is none yet."""
        history = self._owner.runs.current.history
        if self.place is None:
            return history.steps
        step = round(float(history.steps_at(np.array([self.place]), self._owner.options.axis)[0]))
        return min(max(step, 1), history.steps)

    def refresh(self) -> None:
        """Read again: the run may have gone on."""
        owner, chart = self._owner, self._owner.chart
        if self.place is None or not owner.filled:
            return
        tokens, metrics = theme.tokens, self.fontMetrics()
        room = max(round(NAMES * chart.width()), LEAST_NAME)  # runs may have long names
        rows = "".join(
            f"<tr><td style='color:{getattr(tokens, token)}'>"
            f"{escape(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room))}&nbsp;</td>"
            f"<td align='right'>{escape(value)}</td></tr>"
            for name, value, token in self.lines(exact=self.exact)
        )
        if not self.exact and chart.area().height() >= SPACIOUS:
            hint = escape(self.tr("Shift: all digits"))
            rows += f"<tr><td colspan='2' style='color:{tokens.dim}'>{hint}</td></tr>"
        self.setText(f"<table cellspacing='0'>{rows}</table>")
        self.setStyleSheet(f"color: {tokens.text}; background: {tokens.raised}; border: 1px solid {tokens.line};")
        self.adjustSize()
        chart.cursor_line.setPos(self.place)
        chart.cursor_line.show()
        frame = chart.area()
        left = chart.pixel_of(self.place) > frame.center().x()
        x = frame.left() + 4 if left else frame.right() - self.width() - 4
        x = max(min(x, chart.width() - self.width()), 0)
        self._put(QPoint(x, max(frame.bottom() - self.height() - 4, 0) if self._low else frame.top() + 4))
        self.raise_()
        super().show()

    def _put(self, place: QPoint) -> None:
        """Lie at a place in the chart; what would cover most of a small one lies above the whole view instead."""
        owner, window = self._owner, self._owner.window()
        place, above = owner.chart.mapTo(owner, place), self.height() + 4
        too_large = self.height() > 0.7 * owner.chart.area().height() or self.width() > owner.chart.width()
        outside = too_large and owner.mapTo(window, QPoint()).y() > above
        parent = window if outside else owner
        if self.parentWidget() is not parent:
            self.setParent(parent)
        if outside:
            place = owner.mapTo(window, QPoint(place.x(), -above))
            place.setX(max(min(place.x(), window.width() - self.width()), 0))
        self.move(place)

    def lines(self, *, exact: bool = False) -> list[Reading]:
        """What is read, from the top; `exact` to the last digit."""
        self._text = self._owner.exact_text if exact else self._owner.short_text
        owner, current = self._owner, self._owner.runs.current
        found: list[Reading] = []
        if self.step > 0:
            found.append(self._head(current, self.step))
            found += self._flags()
        for series in owner.series() if current.visible else ():
            found += self._read(current, series, "")
        found += self._averages()
        for run in owner.past_runs():
            for series in owner.series():
                if not series.raw:
                    found += self._read(run, series, run.name)
        return found

    def _averages(self) -> list[Reading]:
        """Means over seeds, with the lowest and the highest."""
        owner, runs = self._owner, self._owner.runs
        assert self.place is not None
        found: list[Reading] = []
        for group in runs.groups():
            for series in owner.series() if runs.averages(group) else ():
                lines = [owner.line(series.name, part, group.runs[0]) for part in ("mean", "band")]
                if series.raw or lines[0] is None or lines[1] is None or not len(lines[0].x):
                    continue
                nearest = int(np.abs(lines[0].x - self.place).argmin())
                upper = lines[1].upper
                assert upper is not None
                values = [each[nearest] for each in (lines[0].y, lines[1].y, upper)]
                mean, low, high = (f"{10.0**each if owner.logarithmic else each:.5g}" for each in values)
                title = self.tr("{name}, mean of {count} seeds").format(name=series.title, count=len(group.runs))
                found.append((title, f"{mean}  ({low} – {high})", series.token))
        return found

    def _head(self, run: Run, step: int) -> Reading:
        epoch = run.history.places(np.array([step]))[0]
        name = self.tr("Epoch {epoch}").format(epoch=f"{epoch:.4g}")
        text = self.tr("step {step}").format(step=f"{step:,}")
        if self._owner.options.axis == "seconds":
            seconds = run.history.places(np.array([step]), "seconds")[0]
            text = self.tr("{step}, {seconds} s").format(step=text, seconds=f"{seconds:.4g}")
        return name, text, "text"

    def _flags(self) -> list[Reading]:
        """The notes and edits under the cursor."""
        owner, chart = self._owner, self._owner.chart
        assert self.place is not None
        here = chart.pixel_of(self.place)
        return [
            (mark.text, self.tr("step {step}").format(step=f"{mark.step:,}"), mark.token)
            for mark in marks_of(owner.runs.current)
            if abs(chart.pixel_of(owner.place_of(mark.step)) - here) <= NEAR
        ]

    def _read(self, run: Run, series: Series, name: str) -> list[Reading]:
        """A series of a run under the cursor, and its smoothed value."""
        owner, axis, history = self._owner, self._owner.options.axis, run.history
        assert self.place is not None
        title = f"{name}, {series.title}" if name else series.title
        token = run.token if name and not owner.many else series.token
        found: list[Reading] = []
        if series.per == "step":
            if not history.steps:
                return []
            step = round(float(history.steps_at(np.array([self.place]), axis)[0]))
            step = min(max(step, 1), history.steps)
            found += [(each, value, token) for each, value in self._step_values(run, series, step, title)]
        else:
            steps, values = values_of(history, series)
            if not len(steps):
                return []
            nearest = int(np.abs(history.places(steps, axis) - self.place).argmin())
            step = int(steps[nearest])
            if series.per == "epoch":
                epochs = history.epoch_series(series.name)
                epoch = int(epochs[0][np.searchsorted(epochs[1], step)])
                title = self.tr("{name}, epoch {epoch}").format(name=title, epoch=epoch)
            found.append((title, self._text(float(values[nearest])), token))
        if owner.options.smoothing:
            value = owner.tracer.smooth_at(history, series, owner.options.weight, step)
            found.append((self.tr("– smoothed"), self._text(value), token))
        return found

    def _step_values(self, run: Run, series: Series, step: int, title: str) -> list[tuple[str, str]]:
        """A step's figure; of long ago, where only the extremes of some steps are kept, these and their mean."""
        history = run.history
        steps, values = history.series(series.name)
        if len(steps) and step >= steps[0]:
            value = float(values[step - int(steps[0])])
            return [(title, self._text(value) if math.isfinite(value) else NO_VALUE)]
        starts, low, high, mean = history.old_series(series.name)
        place = int(np.searchsorted(starts, step, side="right")) - 1
        lowest, highest, middle = (f"{each[place] * series.scale:.5g}" for each in (low, high, mean))
        unit = " %" if series.scale == 100.0 else ""
        return [
            (self.tr("{name} from step {step}").format(name=title, step=f"{starts[place]:,.0f}"),
             f"{lowest} – {highest}{unit}"),
            (self.tr("– their mean"), f"{middle}{unit}"),
        ]  # fmt: skip
