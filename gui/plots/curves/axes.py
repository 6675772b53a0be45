"""The axes of a chart, and what the mouse does within them."""

from __future__ import annotations

import math

import pyqtgraph as pg
from pyqtgraph.GraphicsScene.mouseEvents import MouseDragEvent
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QGraphicsSceneResizeEvent, QGraphicsSceneWheelEvent

from gui.plots.scales import brief, log_ticks

BEYOND = 12
"""Pixels by which a number may reach beyond its axis."""


class Axis(pg.AxisItem):
    """An axis whose outermost numbers are shown though they reach beyond its ends, and whose logarithmic numbers are
    written in full and far enough apart."""

    _bounds: QRectF | None = None

    def boundingRect(self) -> QRectF:
        if self._bounds is None:  # asked several times for every picture of the curves beside it
            self._bounds = super().boundingRect().adjusted(-BEYOND, -BEYOND, BEYOND, BEYOND)
        return self._bounds

    def resizeEvent(self, event: QGraphicsSceneResizeEvent | None = None) -> None:
        self._bounds = None
        super().resizeEvent(event)

    def updateAutoSIPrefix(self) -> None:
        """Numbers carry no prefixes; writing the title anew for every range would take longer than all the rest."""
        self.autoSIPrefixScale = 1.0
        self.picture = None
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        if not self.logMode:
            return super().tickValues(minVal, maxVal, size)
        return [(1.0, log_ticks(minVal, maxVal, size))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self.orientation == "bottom" and spacing >= 1:
            return [f"{value:,.0f}" for value in values]
        return [text.replace("e+", "e") for text in super().tickStrings(values, scale, spacing)]

    def logTickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [brief(10.0**value, 1) for value in values]


class Box(pg.ViewBox):
    """The area of the curves. The wheel zooms along the run, over an axis along that one; dragging moves, the right
    button draws a frame to zoom into. Values follow the curves in sight until somebody chooses a range of them."""

    framing = Signal(bool)
    """A frame begins or ends."""
    pressed_long = Signal(object)
    """The right button was held, but hardly moved: that is no frame, but a slow click; with the event."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False, defaultPadding=0)
        self.values_chosen = False
        """Whether the range of values was chosen by hand."""

    def wheelEvent(self, ev: QGraphicsSceneWheelEvent, axis: int | None = None) -> None:
        self.values_chosen = self.values_chosen or axis == self.YAxis
        super().wheelEvent(ev, self.XAxis if axis is None else axis)

    def mouseDragEvent(self, ev: MouseDragEvent, axis: int | None = None) -> None:
        if ev.button() == Qt.MouseButton.RightButton and axis is None:
            self._frame(ev)
            return
        self.values_chosen = self.values_chosen or axis == self.YAxis
        super().mouseDragEvent(ev, self.XAxis if axis is None and not self.values_chosen else axis)

    def zoom(self, factor: float, middle: float | None = None) -> None:
        """Show more (a factor above 1) or less of the run around a place on its axis, by default the middle."""
        left, right = self.viewRange()[0]
        place = (left + right) / 2 if middle is None or not left < middle < right else middle
        self.setXRange(place - (place - left) * factor, place + (right - place) * factor, padding=0)
        self.sigRangeChangedManually.emit((True, False))

    def shift(self, share: float) -> None:
        """Move along the run by a share of what is seen."""
        left, right = self.viewRange()[0]
        self.setXRange(left + share * (right - left), right + share * (right - left), padding=0)
        self.sigRangeChangedManually.emit((True, False))

    def _frame(self, ev: MouseDragEvent) -> None:
        ev.accept()
        if ev.isStart():
            self.framing.emit(True)
        if not ev.isFinish():
            self.updateScaleBox(ev.buttonDownPos(), ev.pos())
            return
        self.rbScaleBox.hide()
        self.framing.emit(False)
        frame = QRectF(ev.buttonDownPos(), ev.pos()).normalized()
        if min(frame.width(), frame.height()) > 4:
            frame = self.childGroup.mapRectFromParent(frame)
            if all(math.isfinite(each) for each in frame.getRect()):
                self.values_chosen = True
                self.showAxRect(frame, padding=0)
        else:
            self.pressed_long.emit(ev)
