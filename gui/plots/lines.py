"""What curves are declared with, and how many of them are painted in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pyqtgraph as pg
from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

Style = Qt.PenStyle

WIDE = 320
"""Most points of a line that is drawn two pixels wide while training: joints cost."""

REACH = 1e6
"""Pixels beyond which a painter's coordinates become unsafe."""


@dataclass(frozen=True)
class Series:
    """One series of a history as a view shows it. `per` says what it has a value for; `scale` makes the value shown of
    the value kept; a `raw` one is drawn faint and of the current run only."""

    name: str
    title: str
    per: Literal["step", "epoch", "point"]
    token: str = "training"
    style: Style = Style.SolidLine
    marker: str = ""
    raw: bool = False
    scale: float = 1.0


@dataclass
class Line:
    """A curve in the units of the axes. `upper` makes it a band from `y` to there."""

    x: np.ndarray
    y: np.ndarray
    colour: QColor
    style: Style = Style.SolidLine
    width: float = 1.0
    marker: str = ""
    upper: np.ndarray | None = None
    marked: slice = field(default_factory=lambda: slice(None))


Range = tuple[float, float, float, float]
"""Left, right, low, high."""


class Lines(pg.GraphicsObject):
    """Paints all curves of a chart, in the pixels of the box they lie in: no item for each, nothing to bound."""

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box)
        self.box = box
        self.lines: Sequence[Line] = ()
        self.stripes: Sequence[tuple[float, float]] = ()
        self.stripe_colour = QColor()
        self.marks: Sequence[tuple[float, QColor]] = ()
        self.guides: Sequence[tuple[float, QColor]] = ()
        self.smooth = False
        """Whether edges are smoothed, which takes its time."""
        self.paints = 0
        """How often the curves were painted."""
        box.sigStateChanged.connect(self._moved)
        box.sigResized.connect(self._moved)

    def show_all(self, lines: Sequence[Line], *, smooth: bool) -> None:
        """Paint these curves from now on, those in front last."""
        self.lines, self.smooth = lines, smooth
        resting = QGraphicsItem.CacheMode.DeviceCoordinateCache if smooth else QGraphicsItem.CacheMode.NoCache
        if self.cacheMode() != resting:  # what moves over curves at rest, such as a cursor, does not repaint them
            self.setCacheMode(resting)
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.box.width(), self.box.height())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.paints += 1
        (left, right), (low, high) = self.box.viewRange()
        width, height = self.box.width(), self.box.height()
        if right <= left or high <= low or not width or not height:
            return
        across, down = width / (right - left), height / (high - low)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for start, stop in self.stripes:
            painter.fillRect(QRectF((start - left) * across, 0, (stop - start) * across, height), self.stripe_colour)
        for place, colour in self.marks:
            painter.setPen(QPen(colour, 1, Style.DotLine))
            painter.drawLine(QPointF((place - left) * across, 0), QPointF((place - left) * across, height))
        for place, colour in self.guides:
            painter.setPen(QPen(colour, 1, Style.DashLine))
            painter.drawLine(QPointF(0, (high - place) * down), QPointF(width, (high - place) * down))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.smooth)
        for line in self.lines:
            if not len(line.x):
                continue
            x, y = (line.x - left) * across, (high - line.y) * down
            if line.upper is not None:
                self._band(painter, line, x, y, (high - line.upper) * down)
                continue
            thick = line.width if self.smooth or len(x) <= WIDE else 1.0
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(line.colour, thick, line.style))
            painter.drawPolyline(_polygon(x, y))
            if line.marker:
                self._markers(painter, line, x[line.marked], y[line.marked])

    def _band(self, painter: QPainter, line: Line, x: np.ndarray, y: np.ndarray, upper: np.ndarray) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line.colour)
        painter.drawPolygon(_polygon(np.concatenate([x, x[::-1]]), np.concatenate([y, upper[::-1]])))

    def _markers(self, painter: QPainter, line: Line, x: np.ndarray, y: np.ndarray) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line.colour)
        inside = (x > -8) & (x < self.box.width() + 8) & (y > -8) & (y < self.box.height() + 8)
        for place, value in zip(x[inside].tolist(), y[inside].tolist(), strict=True):
            frame = QRectF(place - 3, value - 3, 6, 6)
            if line.marker == "s":
                painter.drawRect(frame)
            else:
                painter.drawEllipse(frame)

    def _moved(self, *_: object) -> None:
        self.prepareGeometryChange()
        self.update()


def _polygon(x: np.ndarray, y: np.ndarray) -> QPolygonF:
    polygon = create_qpolygonf(len(x))
    places = ndarray_from_qpolygonf(polygon)
    np.clip(x, -REACH, REACH, out=places[:, 0])
    np.clip(y, -REACH, REACH, out=places[:, 1])
    return polygon
