"""Curves in pixels: how each is painted."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.plots.curves.series import Line, Style
from gui.plots.curves.sheet import Bar, Sheet
from gui.theme import theme

WIDE = 320
"""Most points of a line that is drawn two pixels wide while training: joints cost."""

DENSE = 0.8
"""Points a pixel from which on a line is painted as bars."""

REACH = 1e6
"""Pixels beyond which a painter's coordinates become unsafe."""

FEW = 48
"""Points up to which bars are worked out one by one."""

APART = 8
"""Pixels by which a line, or its marker, may reach beyond a point."""

_bars = PrimitiveArray(QRectF, 4)


@dataclass(frozen=True)
class Frame:
    """What is seen, in the units of the axes, and its size in pixels."""

    left: float
    right: float
    low: float
    high: float
    width: float
    height: float
    ratio: float

    @property
    def scale(self) -> tuple[float, float, float, float]:
        """The left and the upper end, and the pixels of a unit along and down."""
        return self.left, self.high, self.width / (self.right - self.left), self.height / (self.high - self.low)

    def sheet(self, colour: QColor | None = None) -> Sheet:
        """An empty picture of that size."""
        return Sheet(self.width, self.height, self.ratio, colour)

    def paint(self, painter: QPainter, line: Line, *, smooth: bool = False) -> None:
        """Paint a whole line."""
        if not len(line.x):
            return
        x, y = self.pixels(line.x, line.y)
        if line.upper is not None:
            self._band(painter, line, x, y, self.pixels(line.x, line.upper)[1])
            return
        width = theme.width(line.width) if smooth else manner_of(line, len(x), x[-1] - x[0])
        self.stroke(painter, line, x, y, width)
        if line.marker or len(x) == 1:
            self._markers(painter, line, x[line.marked], y[line.marked])

    def stroke(self, painter: QPainter, line: Line, x: np.ndarray, y: np.ndarray, manner: float) -> None:
        """Paint points of a line in a manner."""
        if manner:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(line.colour, manner, line.style))
            painter.drawPolyline(_polygon(x, y))
        else:
            self._columns(painter, line, x, y)

    def alike(self, before: Line, after: Line) -> float:
        """The pixel up to which two lines look the same."""
        if before is after:
            return math.inf
        count = min(len(before.x), len(after.x))
        looks = [(line.colour, line.style, line.width, line.marker, line.marked, line.upper is None,
                  manner_of(line, len(line.x), 0.0)) for line in (before, after)]  # fmt: skip
        if looks[0] != looks[1] or before.upper is not None or count < 2:
            return 0.0
        differ = np.flatnonzero((before.x[:count] != after.x[:count]) | (before.y[:count] != after.y[:count]))
        last = int(differ[0]) - 1 if len(differ) else count - 1
        return self.pixels(after.x[last : last + 1], after.y[:1])[0].item() - APART if last >= 0 else 0.0

    def pixels(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Places in the units of the axes as pixels."""
        left, high, across, down = self.scale
        return (x - left) * across, (high - y) * down

    def _columns(self, painter: QPainter, line: Line, x: np.ndarray, y: np.ndarray) -> None:
        """A line of more points than pixels as one upright bar a pixel: the same picture in less than half the time."""
        if len(x) <= FEW:
            for begin, top, end, bottom in bars_of(x.tolist(), y.tolist()):
                top, bottom = max(top, -1), min(bottom, math.ceil(self.height) + 1)
                if top < bottom:
                    painter.fillRect(QRectF(begin, top, end - begin, bottom - top), line.colour)
            return
        columns = np.floor(x)
        first = np.concatenate([[0], np.flatnonzero(columns[1:] != columns[:-1]) + 1])
        before = y[np.maximum(first - 1, 0)]  # where the line comes from
        top = np.floor(np.minimum(np.minimum.reduceat(y, first), before))
        bottom = np.floor(np.maximum(np.maximum.reduceat(y, first), before)) + theme.width(1.0)
        _bars.resize(len(first))
        bars = _bars.ndarray()
        bars[:, 0] = columns[first]
        np.clip(top, -1, self.height + 1, out=bars[:, 1])
        bars[:-1, 2] = bars[1:, 0] - bars[:-1, 0]
        bars[-1, 2] = 1
        bars[:, 3] = np.clip(bottom, -1, self.height + 1) - bars[:, 1]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line.colour)
        painter.drawRects(*_bars.drawargs())

    def _band(self, painter: QPainter, line: Line, x: np.ndarray, y: np.ndarray, upper: np.ndarray) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line.colour)
        painter.drawPolygon(_polygon(np.concatenate([x, x[::-1]]), np.concatenate([y, upper[::-1]])))

    def _markers(self, painter: QPainter, line: Line, x: np.ndarray, y: np.ndarray) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line.colour)
        inside = (x > -8) & (x < self.width + 8) & (y > -8) & (y < self.height + 8)
        for place, value in zip(x[inside].tolist(), y[inside].tolist(), strict=True):
            frame = QRectF(place - 3, value - 3, 6, 6)
            if line.marker == "s":
                painter.drawRect(frame)
            else:
                painter.drawEllipse(frame)


def manner_of(line: Line, count: int, span: float) -> float:
    """How a line of so many points over so many pixels is painted: the width of the pen, or 0 for bars."""
    if line.style == Style.SolidLine and count > DENSE * max(span, WIDE):
        return 0.0
    return theme.width(line.width if count <= WIDE else 1.0)


def bars_of(x: list[float], y: list[float]) -> list[Bar]:
    """A line of more points than pixels as one upright bar a pixel, for few points, of which an array takes longer."""
    floor, bars, thick = math.floor, [], math.ceil(theme.width(1.0))
    column, top, bottom, before = floor(x[0]), y[0], y[0], y[0]
    for place, value in zip(x, y, strict=True):
        here = floor(place)
        if here != column:
            bars.append((column, floor(top), here, floor(bottom) + thick))
            column, top, bottom = here, before, before  # where the line comes from
        if value < top:
            top = value
        elif value > bottom:
            bottom = value
        before = value
    bars.append((column, floor(top), column + 1, floor(bottom) + thick))
    return bars


def _polygon(x: np.ndarray, y: np.ndarray) -> QPolygonF:
    polygon = create_qpolygonf(len(x))
    places = ndarray_from_qpolygonf(polygon)
    np.clip(x, -REACH, REACH, out=places[:, 0])
    np.clip(y, -REACH, REACH, out=places[:, 1])
    return polygon
