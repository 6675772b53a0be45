"""A regression of one number: the samples, the curve the network draws through them, and how it came there."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QToolButton, QWidget

from engine import Curve, FittedCurve, Look, Probe, Probed
from gui.document import Document
from gui.plots.layer import KeptLayer
from gui.plots.plane.plane_canvas import draw_marker
from gui.plots.scales import ticks
from gui.plots.suited import is_row_of, unfit_text
from gui.plots.view import Table, View
from gui.run_controller import RunController
from gui.theme import tabular, theme

KEPT = 12
"""Earlier curves that are shown at most."""

APART = 1.35
"""How many times as many steps the next of them has behind it."""

NAMED_HEIGHT = 180
"""Pixels from which on axes have names."""

HISTORY_WIDTH = 300
"""Pixels from which on there is room for the button beside the title."""


class FitView(View):
    """The fitted curve over the samples, with earlier ones fading behind it."""

    kind = "fit"

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.history_button = QToolButton(
            text=self.tr("Earlier curves"), checkable=True, checked=True, autoRaise=True,
            toolTip=self.tr("Show earlier curves of this run, fading"),
        )  # fmt: skip
        self.choices.addWidget(self.history_button)
        self.earlier = Earlier()
        self.canvas = CurveCanvas(self)
        self.set_page(self.canvas)
        self.canvas.hovered.connect(self._follow)
        self.canvas.kept.connect(controller.attention.keep)
        controller.attention.probe_changed.connect(self._follow)
        self.history_button.toggled.connect(self.canvas.update)
        theme.changed.connect(self.canvas.forget)
        document.settled.connect(self._offer)
        controller.state_changed.connect(self._offer)

    def unfit(self) -> str:
        experiment = self.controller.experiment
        if is_row_of(experiment, 1) and experiment.data.task == "regression":
            return ""
        if is_row_of(experiment, 1):
            return self.tr("A fitted curve is for regression; this data set asks for classes.")
        text = self.tr(
            "A fitted curve needs one input number and numbers to predict; this data set has {numbers} inputs. "
            "{sets} fit."
        )
        return unfit_text(text, experiment, 1, "regression")

    def looks(self) -> tuple[Look[Any], ...]:
        point = self.canvas.point()
        return (FittedCurve(),) if point is None else (FittedCurve(), Probe((point,)))

    def show_answer(self, look: Look[Any], answer: Any) -> None:
        if isinstance(answer, Probed):
            self.canvas.probed = answer
        elif isinstance(answer, Curve) and answer is not self.canvas.curve:
            self.earlier.take(self.controller.run_number, self.step or 0, answer.y[:, 0])
            self.canvas.curve = answer
        self.canvas.redraw()

    def table(self) -> Table | None:
        curve = self.canvas.curve
        if curve is None:
            return None
        names = [self.tr("Output {number}").format(number=index + 1) for index in range(curve.y.shape[1])]
        return Table((self.tr("Input"), *names), np.column_stack([curve.x, curve.y]).tolist())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._offer()

    def _offer(self) -> None:
        """Show the button where there is room, and something to switch."""
        self.history_button.setVisible(self.width() >= HISTORY_WIDTH and not self.unfit())

    def _follow(self) -> None:
        """The pointer or the kept point is elsewhere."""
        if self.canvas.probed is not None and self.canvas.probed.point != (self.canvas.point(),):
            self.canvas.probed = None
        self.ask()
        self.canvas.redraw()


class Earlier:
    """Curves of a run at steps that lie farther apart the later they are: a network learns most at first."""

    def __init__(self, most: int = KEPT) -> None:
        self.curves: list[tuple[int, np.ndarray]] = []
        """Steps and values, the oldest first, without the newest."""
        self._most, self._run = most, -1
        self._last: tuple[int, np.ndarray] | None = None

    def take(self, run: int, step: int, values: np.ndarray) -> None:
        """Learn of the newest curve; that of another run, or of a network begun anew, is the first."""
        last = self._last
        if run != self._run or (last is not None and (step < last[0] or len(values) != len(last[1]))):
            self.curves, last, self._run = [], None, run
        if last is not None and last[0] != step and (not self.curves or last[0] >= APART * self.curves[-1][0]):
            self.curves = [*self.curves, last][-self._most :]
        self._last = step, values


class CurveCanvas(QWidget):
    """Draws samples and curves over the one input."""

    hovered = Signal()
    kept = Signal(object)
    """An input was chosen to stay, as a point of one number; None: none is to stay any more."""

    def __init__(self, view: FitView) -> None:
        super().__init__(view, focusPolicy=Qt.FocusPolicy.StrongFocus, mouseTracking=True)
        self.view = view
        self.setAccessibleName(view.title())
        self.setCursor(Qt.CursorShape.CrossCursor)
        tabular(self)
        self.curve: Curve | None = None
        self.probed: Probed | None = None
        self.here: float | None = None
        self._samples = KeptLayer(self, self._paint_samples)

    def point(self) -> float | None:
        """The input that is looked at: under the pointer, or else the one that is kept."""
        kept = self.view.controller.attention.probe
        return self.here if self.here is not None else kept[0] if kept is not None and len(kept) == 1 else None

    def redraw(self) -> None:
        self.setAccessibleDescription(self.readout())
        self.update()

    def forget(self) -> None:
        """The look changed."""
        self._samples.forget()
        self.update()

    def readout(self) -> str:
        """The exact answer at the input that is looked at."""
        point = self.point()
        if point is None or self.probed is None:
            return "" if self.view.taken else self.tr("Point to read, click to keep")
        values = ", ".join(str(value) for value in self.probed.values)
        return self.tr("{values} at {x:.6g}").format(values=values, x=point)

    def frame(self) -> QRectF:
        """Where the curve is drawn."""
        metrics = QFontMetricsF(self.font())
        area = QRectF(self.rect()).adjusted(metrics.horizontalAdvance("-0.00") + 6, 4, -6, -metrics.height() - 4)
        return area.adjusted(0, 0, 0, -metrics.height()) if self.height() >= 120 else area

    def ranges(self) -> tuple[float, float, float, float]:
        """Input from, to; output from, to: of the samples, with the curve where it stays near them."""
        curve = self.curve
        assert curve is not None
        targets = [points.targets[:, 0] for points in (curve.train, curve.validation) if len(points.targets)]
        low, high = min(float(each.min()) for each in targets), max(float(each.max()) for each in targets)
        margin = 0.25 * max(high - low, 1e-6)
        return float(curve.x[0]), float(curve.x[-1]), low - margin, high + margin

    def to_screen(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Where inputs and outputs lie, in pixels (n, 2)."""
        frame, (left, right, low, high) = self.frame(), self.ranges()
        reach = 10 * (high - low)
        across = frame.left() + (x - left) / (right - left) * frame.width()
        up = (
            frame.bottom()
            - (np.clip(np.nan_to_num(y), low - reach, high + reach) - low) / (high - low) * frame.height()
        )
        return np.stack([across, up], axis=1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.curve is None:
            return
        painter, tokens, frame, metrics = QPainter(self), theme.tokens, self.frame(), QFontMetricsF(self.font())
        self._paint_axes(painter, frame)
        if self.view.taken:
            self._paint_samples(painter)
        else:
            train, validation = self.curve.train, self.curve.validation
            key = train.x.tobytes(), train.targets.tobytes(), validation.x.tobytes()
            painter.drawPixmap(0, 0, self._samples.picture(*key))  # they stay while the curve changes
        painter.setClipRect(frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.view.history_button.isChecked():
            older = self.view.earlier.curves
            for index, (_, values) in enumerate(older):
                colour = QColor(tokens.training)
                colour.setAlphaF(0.08 + 0.37 * (index + 1) / len(older))
                self._paint_curve(painter, values, QPen(colour, 1))
        self._paint_curve(painter, self.curve.y[:, 0], QPen(QColor(tokens.training), 2.4))
        point = self.point()
        if point is not None:
            left, right, _, _ = self.ranges()
            x = frame.left() + (point - left) / (right - left) * frame.width()
            painter.setPen(QPen(QColor(tokens.dim), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            if self.probed is not None:
                painter.setPen(QPen(QColor(tokens.panel), 1.5))
                painter.setBrush(QColor(tokens.accent))
                (place,) = self.to_screen(np.array([point]), np.array(self.probed.values[:1])).tolist()
                painter.drawEllipse(QPointF(*place), 5, 5)
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_names(painter, frame)
        painter.setPen(QColor(tokens.text if self.probed is not None else tokens.dim))
        below = QRectF(2, self.height() - metrics.height() - 1, self.width() - 4, metrics.height())
        text = metrics.elidedText(self.readout(), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame)

    def _paint_curve(self, painter: QPainter, values: np.ndarray, pen: QPen) -> None:
        assert self.curve is not None
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(*each) for each in self.to_screen(self.curve.x, values).tolist()]))

    def _paint_axes(self, painter: QPainter, frame: QRectF) -> None:
        tokens, metrics = theme.tokens, QFontMetricsF(self.font())
        left, right, low, high = self.ranges()
        for value in ticks(low, high, frame.height() / 40):
            y = frame.bottom() - (value - low) / (high - low) * frame.height()
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.setPen(QColor(tokens.dim))
            text = f"{value:g}"
            painter.drawText(
                QPointF(frame.left() - metrics.horizontalAdvance(text) - 4, y + metrics.capHeight() / 2), text
            )
        if self.height() >= 120:
            for value in ticks(left, right, frame.width() / 70):
                text = f"{value:g}"
                x = frame.left() + (value - left) / (right - left) * frame.width()
                painter.drawText(
                    QPointF(x - metrics.horizontalAdvance(text) / 2, frame.bottom() + metrics.ascent() + 1), text
                )

    def key(self) -> list[tuple[str, str]]:
        """What is drawn, by the token of its colour."""
        found = [("training", self.tr("network"))]
        if self.curve is not None and len(self.curve.train.x):
            found.append(("dim", self.tr("training samples")))
        if self.curve is not None and len(self.curve.validation.x):
            found.append(("validation", self.tr("validation samples")))
        return found

    def _paint_names(self, painter: QPainter, frame: QRectF) -> None:
        """The names of the axes, and what is drawn in which colour, where there is room."""
        tokens, metrics = theme.tokens, QFontMetricsF(self.font())
        if self.height() < NAMED_HEIGHT:
            return
        room = QRectF(frame.left() + 5, frame.top() + 2, frame.width() - 10, metrics.height())
        painter.setPen(QColor(tokens.dim))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, self.tr("output"))
        below = room.translated(0, frame.height() - metrics.height() - 8)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, self.tr("input"))
        key = self.key()
        left = room.right() - sum(metrics.horizontalAdvance(text) + 26 for _, text in key)
        if left < room.left() + metrics.horizontalAdvance(self.tr("output")) + 20:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for token, text in key:
            middle, colour = room.center().y(), QColor(getattr(tokens, token))
            painter.setBrush(colour)
            if token == "training":
                painter.setPen(QPen(colour, 2.4))
                painter.drawLine(QPointF(left, middle), QPointF(left + 12, middle))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                draw_marker(painter, QPointF(left + 6, middle), 4, square=token == "validation")
            painter.setPen(QColor(tokens.text))
            painter.drawText(QPointF(left + 16, room.top() + metrics.ascent()), text)
            left += metrics.horizontalAdvance(text) + 26
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_samples(self, painter: QPainter) -> None:
        curve = self.curve
        assert curve is not None
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.frame()
        radius = min(max(min(frame.width(), frame.height()) / 140, 2.2), 4.5)
        painter.setClipRect(frame)
        painter.setPen(Qt.PenStyle.NoPen)
        for points, token, square in ((curve.train, "dim", False), (curve.validation, "validation", True)):
            colour = QColor(getattr(theme.tokens, token))
            colour.setAlphaF(0.75)
            painter.setBrush(colour)
            for place in self.to_screen(points.x[:, 0], points.targets[:, 0]).tolist():
                draw_marker(painter, QPointF(*place), radius, square=square)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._input_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = self._input_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and x is not None:
            self.kept.emit((x,))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        kept = self.view.controller.attention.probe
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in moves and self.curve is not None:
            left, right, _, _ = self.ranges()
            many = 8 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            x = (
                (left + right) / 2
                if kept is None
                else kept[0] + many * moves[Qt.Key(event.key())] * (right - left) / 128
            )
            self.kept.emit((min(max(x, left), right),))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and kept is not None:
            self.kept.emit(None)
        else:
            super().keyPressEvent(event)

    def _input_at(self, place: QPointF) -> float | None:
        frame = self.frame()
        if self.curve is None or not frame.contains(place):
            return None
        left, right, _, _ = self.ranges()
        return left + (place.x() - frame.left()) / frame.width() * (right - left)

    def _hover(self, x: float | None) -> None:
        if x != self.here:
            self.here = x
            self.hovered.emit()
