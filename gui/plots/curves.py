"""What the loss and the accuracy plot share: three curves over the epochs, drawn cheaply while training goes on.

Cheap means: no automatic ranges, ranges changed at most three times a second, curves thinned to some 2,000 points, no
antialiasing before the run rests.
"""

from __future__ import annotations

import math
import time
from typing import ClassVar

import numpy as np
import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseClickEvent
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsItem, QHBoxLayout, QToolButton, QWidget

from gui.document import Document
from gui.plots.header import NO_VALUE, Header, Key
from gui.plots.readout import Readout
from gui.plots.scales import MOST_BUCKETS, brief, bucket_envelope, ceiling, envelope, exact, log_ticks, thinned
from gui.plots.view import View
from gui.resources import icon
from gui.run_controller import RunController
from gui.theme import theme

CURVE_SECONDS, RANGE_SECONDS, TEXT_SECONDS = 0.08, 0.34, 0.25
TURN_SECONDS = 0.02
"""No two plots are drawn sooner after one another while training: their pauses would add up to one that is felt."""

MOST_EPOCHS = 500
"""Points of a curve over epochs; a dashed line costs more than a solid one."""

MOST_MARKERS = 20

TALL = 170
"""Pixels from which on the header may take two lines."""

TITLED_HEIGHT = 190
"""Pixels from which on the value axis has a title; the header says it too."""

BEYOND = 12
"""Pixels by which a number may reach beyond its axis."""

MARGIN = 0.02
"""Share of a range kept free at its ends, so that markers there are whole."""


class CurvesPlot(View):
    """One figure of a run over the epochs: per batch, and per epoch for training and validation samples."""

    rises: ClassVar[bool] = False
    """Whether curves go up in a good run; values are read below them then."""

    _any_drawn_at: ClassVar[float] = -math.inf

    def __init__(
        self, document: Document, controller: RunController, *, series: str, scale: float = 1.0,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(document, controller, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.series, self.scale = series, scale
        self.logarithmic = False
        self._following = True
        self._drawn_at = self._ranged_at = self._told_at = -math.inf
        self._epochs_drawn = -1

        dash = Qt.PenStyle.DashLine
        self.header = Header("", [
            Key(self.tr("Training"), "training", marker="o"),
            Key(self.tr("Validation"), "validation", dash, "s"),
            Key(self.tr("Batch"), "training", width=1.0),
        ], self)  # fmt: skip
        self.header.setAccessibleName(self.title())
        self.follow_button = QToolButton(
            self, icon=icon("fit"), autoRaise=True, visible=False,
            toolTip=self.tr("Show the whole run again (double click)"),
        )  # fmt: skip
        self.follow_button.setAccessibleName(self.tr("Show the whole run"))
        self.follow_button.clicked.connect(self.follow)
        self.buttons = QHBoxLayout(spacing=0)
        self.buttons.addWidget(self.follow_button)

        axes = {"left": _Axis("left"), "bottom": _Axis("bottom")}
        self.plot = pg.PlotWidget(focusPolicy=Qt.FocusPolicy.NoFocus, axisItems=axes)
        self.plot.setAccessibleName(self.title())
        self._build_plot()
        self.set_page(self.plot)
        self.readout = Readout(self, self.plot, low=self.rises)
        self.choices.addWidget(self.header, 1000)
        self.choices.addLayout(self.buttons)

        controller.updated.connect(self._refresh_if_due)
        controller.state_changed.connect(self.refresh)
        document.changed.connect(self.refresh)
        theme.changed.connect(self._restyle)
        self._restyle()

    # What a kind of plot says for itself

    def axis_title(self) -> str:
        return self.title()

    def empty_text(self) -> str:
        raise AssertionError(f"{type(self).__name__} does not say this")

    def applies(self) -> bool:
        """Whether there can be such figures at all."""
        return True

    def value_text(self, value: float) -> str:
        """The newest value of a series, for reading from afar."""
        raise AssertionError(f"{type(self).__name__} does not say this")

    def wanted_range(self, low: float, high: float, calm_high: float) -> tuple[float, float]:
        """The value axis for values from `low` to `high`; `calm_high` leaves out the highest few batches."""
        raise AssertionError(f"{type(self).__name__} does not say this")

    def unfit(self) -> str:
        return "" if self.applies() else self.empty_text()

    def waiting_text(self) -> str:
        return self.empty_text()

    def looks(self) -> tuple[()]:
        return ()

    # Drawing

    def _build_plot(self) -> None:
        item = self.plot.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.disableAutoRange()
        item.setContentsMargins(0, 8, 12, 0)
        item.setLabel("bottom", self.tr("Epoch"))
        item.setLabel("left", self.axis_title())
        for axis in ("left", "bottom"):
            item.getAxis(axis).enableAutoSIPrefix(False)
            item.getAxis(axis).setStyle(maxTickLevel=1)
            item.getAxis(axis).setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)  # it seldom changes
        self.view = item.getViewBox()
        self.view.setDefaultPadding(0)
        self.view.setMouseEnabled(x=True, y=False)
        self.view.sigRangeChangedManually.connect(self._moved_by_hand)
        self.batch_curve = pg.PlotCurveItem(x=np.empty(0), y=np.empty(0), skipFiniteCheck=True)
        self.training_curve = pg.PlotCurveItem(x=np.empty(0), y=np.empty(0), skipFiniteCheck=True)
        self.validation_curve = pg.PlotCurveItem(x=np.empty(0), y=np.empty(0), skipFiniteCheck=True)
        self.training_markers = pg.ScatterPlotItem(symbol="o", size=6, pen=None, pxMode=True)
        self.validation_markers = pg.ScatterPlotItem(symbol="s", size=6, pen=None, pxMode=True)
        self.line = pg.InfiniteLine(angle=90, movable=False)
        self.line.hide()
        for each in (self.batch_curve, self.training_curve, self.validation_curve,
                     self.training_markers, self.validation_markers, self.line):  # fmt: skip
            item.addItem(each, ignoreBounds=True)
        scene = self.plot.scene()
        scene.sigMouseMoved.connect(self._hover)
        scene.sigMouseClicked.connect(self._clicked)
        self.plot.viewport().installEventFilter(self)

    def _restyle(self) -> None:
        tokens = theme.tokens
        self.plot.setBackground(QColor(tokens.panel))
        for name in ("left", "bottom"):
            axis = self.plot.getPlotItem().getAxis(name)
            axis.setPen(QColor(tokens.line))
            axis.setTextPen(QColor(tokens.dim))
            axis.setTickFont(self.font())
            axis.label.setFont(self.font())
            axis.setGrid(40)
        faint = _mixed(tokens.training, tokens.panel, 0.45)
        training, validation = QColor(tokens.training), QColor(tokens.validation)
        self.batch_curve.setPen(pg.mkPen(faint, width=1))
        self.training_curve.setPen(pg.mkPen(training, width=2))
        self.validation_curve.setPen(pg.mkPen(validation, width=2, style=Qt.PenStyle.DashLine))
        self.training_markers.setBrush(training)
        self.validation_markers.setBrush(validation)
        self.line.setPen(pg.mkPen(QColor(tokens.dim), width=1))
        self.header.update()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "readout"):
            self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        taken = self.title_button.sizeHint().width() + self.buttons.sizeHint().width() + self.enlarge_button.width()
        self.header.arrange(self.width() - taken - 24, tall=self.height() >= TALL)
        item = self.plot.getPlotItem()
        item.showLabel("left", self.height() >= TITLED_HEIGHT)
        item.showLabel("bottom", self.height() >= TITLED_HEIGHT - 30)
        item.getAxis("left").setWidth(56 if self.height() >= TITLED_HEIGHT else 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            painter = QPainter(self)
            painter.setPen(QColor(theme.tokens.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.readout.hide()

    def set_logarithmic(self, logarithmic: bool) -> None:
        """Draw the values on a logarithmic axis, or a linear one."""
        self.logarithmic = logarithmic
        self.plot.getPlotItem().getAxis("left").setLogMode(logarithmic)
        self.follow()

    def follow(self) -> None:
        """Show the whole run, and go on doing so."""
        self._following = True
        self.follow_button.hide()
        self.refresh()

    def _moved_by_hand(self) -> None:
        self._following = False
        self.follow_button.show()
        self._draw_batches()
        self._fit()

    def _refresh_if_due(self) -> None:
        if self.controller.state != "running":
            self.refresh()
        elif self.isVisible():
            now = time.monotonic()
            if now - self._drawn_at >= CURVE_SECONDS and now - CurvesPlot._any_drawn_at >= TURN_SECONDS:
                self._draw(resting=False)

    def refresh(self) -> None:
        """Bring everything up to date at once."""
        if self.isVisible():
            self._ranged_at = self._told_at = -math.inf
            self._epochs_drawn = -1
            self._draw(resting=self.controller.state != "running")

    def _draw(self, *, resting: bool) -> None:
        now = self._drawn_at = CurvesPlot._any_drawn_at = time.monotonic()
        history = self.controller.history
        if not self.applies() or (not history.steps and not len(history.epoch_series("loss")[0])):
            self.empty.setText(self.empty_text())
            self._pages.setCurrentWidget(self.empty)
            self.readout.hide()
            self.header.show_values([NO_VALUE] * 3)
            return
        self._pages.setCurrentWidget(self.plot)
        for curve in (self.batch_curve, self.training_curve, self.validation_curve):
            curve.opts["antialias"] = resting
        telling = now - self._told_at >= TEXT_SECONDS
        if history.epochs != self._epochs_drawn and (telling or history.epochs <= MOST_EPOCHS):
            self._draw_epochs()
        self._draw_batches()
        if now - self._ranged_at >= RANGE_SECONDS:
            self._ranged_at = now
            self._fit()
        if telling:
            self._told_at = now
            self.header.show_values(self._newest())
            self.readout.refresh()

    def _draw_epochs(self) -> None:
        self._epochs_drawn = self.controller.history.epochs
        for name, curve, markers in (
            (self.series, self.training_curve, self.training_markers),
            (f"validation_{self.series}", self.validation_curve, self.validation_markers),
        ):
            epochs, _, values = self.controller.history.epoch_series(name)
            x, y = self._plottable(epochs, values)
            few = thinned(len(x), MOST_EPOCHS)
            curve.setData(x[few], y[few])
            some = thinned(len(x), MOST_MARKERS)
            markers.setData(x[some], y[some])

    def _draw_batches(self) -> None:
        """The curve of the batches, thinned to what the view shows."""
        history, (left, right) = self.controller.history, self.view.viewRange()[0]
        starts, low, high, _ = history.old_series(self.series)
        steps, values = history.series(self.series)
        first, last = 0, len(steps)
        if len(steps) and not self._following:
            ends = self.controller.history.steps_at(np.array([left, right])) - steps[0]
            first = min(max(int(ends[0]) - 1, 0), last - 1)
            last = max(min(int(ends[1]) + 3, last), first + 1)
        share = len(steps) / max(history.steps, 1)
        x, y = envelope(int(steps[first]) if first < len(steps) else 1, values[first:last],
                        max(int(MOST_BUCKETS * share), 100))  # fmt: skip
        if len(starts):
            old_x, old_y = bucket_envelope(starts, low, high, max(int(MOST_BUCKETS * (1 - share)), 100))
            x, y = np.concatenate([old_x, x]), np.concatenate([old_y, y])
        self.batch_curve.setData(*self._plottable(self.controller.history.places(x), y))

    def _plottable(self, x: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Values as the axis wants them, without those that it cannot show."""
        shown = values > 0 if self.logarithmic else np.isfinite(values)
        y = values[shown] * self.scale
        return x[shown], np.log10(y) if self.logarithmic else y

    def _fit(self) -> None:
        """Choose calm ranges: of epochs, those that show everything, where nobody has chosen others; of values, those
        that show what lies within. Ranges of a logarithmic axis are exponents."""
        progress = self.controller.progress
        ahead = min(ceiling(1.02 * progress.epoch), float(max(progress.epochs, 1))) if progress.epoch > 0 else 1.0
        whole = max(ahead, progress.epoch)
        left, right = -MARGIN * whole, (1 + MARGIN) * whole
        if not self._following:
            left, right = self.view.viewRange()[0]
        batches, means = (
            np.concatenate([y[(x >= left) & (x <= right)] for x, y in (curve.getData() for curve in curves)])
            for curves in ((self.batch_curve,), (self.training_curve, self.validation_curve))
        )
        y = np.concatenate([batches, means])
        if not len(y):
            low, high = 0.0, 1.0
        elif self.logarithmic:
            low, high = math.floor(2 * float(y.min())) / 2, math.ceil(2 * float(y.max()) + 1e-9) / 2
        else:
            calm = max(float(np.quantile(batches, 0.995)) if len(batches) else -math.inf, means.max(initial=-math.inf))
            low, high = self.wanted_range(float(y.min()), float(y.max()), calm)
        above = MARGIN * max(high - low, 1e-12)
        wanted = (left, right, low - above, high + above)
        if self._viewed() != wanted:
            self.view.setRange(xRange=wanted[:2], yRange=wanted[2:], padding=0, disableAutoRange=False)

    def _viewed(self) -> tuple[float, float, float, float]:
        (left, right), (low, high) = self.view.viewRange()
        return left, right, low, high

    def _newest(self) -> list[str]:
        texts = []
        history = self.controller.history
        for name in (self.series, f"validation_{self.series}"):
            values = history.epoch_series(name)[2]
            texts.append(self._text(values[-1]) if len(values) else NO_VALUE)
        values = history.series(self.series)[1]
        return [*texts, self._text(values[-1]) if len(values) else NO_VALUE]

    def _text(self, value: float) -> str:
        return self.value_text(value * self.scale) if math.isfinite(value) else NO_VALUE

    # Reading values under the cursor

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.readout.hide()
        return False

    def _clicked(self, event: MouseClickEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.double():
            self.follow()

    def _hover(self, place: QPointF) -> None:
        if self.view.sceneBoundingRect().contains(place):
            self.readout.show_at(self.view.mapSceneToView(place).x())
        else:
            self.readout.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the reading by an epoch, with Shift by a step; Home follows the run again."""
        direction = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if direction is not None and self._pages.currentWidget() is self.plot:
            self.readout.move_by(direction, steps=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Home:
            self.follow()
        elif event.key() == Qt.Key.Key_Escape and self.readout.epoch is not None:
            self.readout.hide()
        else:
            super().keyPressEvent(event)

    def exact_text(self, value: float) -> str:
        """A value to its last digit, as it stands in the history."""
        return exact(value)


class _Axis(pg.AxisItem):
    """An axis whose outermost numbers are shown though they reach beyond its ends, and whose logarithmic numbers are
    written in full and far enough apart."""

    def boundingRect(self) -> QRectF:
        return super().boundingRect().adjusted(-BEYOND, -BEYOND, BEYOND, BEYOND)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        if not self.logMode:
            return super().tickValues(minVal, maxVal, size)
        return [(1.0, log_ticks(minVal, maxVal, size))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [text.replace("e+", "e") for text in super().tickStrings(values, scale, spacing)]

    def logTickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [brief(10.0**value, 1) for value in values]


def _mixed(foreground: str, background: str, share: float) -> QColor:
    """An opaque blend: drawing with a translucent pen takes longer."""
    pairs = zip(QColor(foreground).getRgb()[:3], QColor(background).getRgb()[:3], strict=True)
    return QColor(*(round(share * one + (1 - share) * other) for one, other in pairs))
