"""Curves in pixels: how each is painted, and where its last part begins that may still change."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from gui.plots.curves.growth import Growth
from gui.plots.curves.series import Line, Style
from gui.theme import theme

WIDE = 320
"""Most points of a line that is drawn two pixels wide while training: joints cost."""

DENSE = 0.8
"""Points a pixel from which on a line is painted as bars."""

REACH = 1e6
"""Pixels beyond which a painter's coordinates become unsafe."""

FEW = 48
"""Points up to which bars are worked out one by one."""

JOINT = 3
"""Pixels by which the end of a wide line, or its joint with what follows, may reach beyond its point."""

_bars = PrimitiveArray(QRectF, 4)

Tail = tuple[np.ndarray, np.ndarray, float]
"""The last points of a line in pixels, and its manner."""


@dataclass
class End:
    """How far a line was painted that goes on."""

    line: Line
    growth: Growth
    manner: float
    """The width of its pen; 0 for bars."""
    begin: float
    """The step of its first point, and where that lies in pixels."""
    left: float
    final: int
    """The first step whose point may still change, and how many points come before it."""
    count: int
    column: int
    """The first column of pixels that may still change."""
    resume: int
    """The step from which on points are needed to paint these columns."""


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

    def blank(self, colour: QColor) -> QPixmap:
        """An empty picture of that size."""
        picture = QPixmap(math.ceil(self.width * self.ratio), math.ceil(self.height * self.ratio))
        picture.setDevicePixelRatio(self.ratio)
        picture.fill(colour)
        return picture

    def paint(self, painter: QPainter, line: Line, *, smooth: bool = False) -> None:
        """Paint a whole line."""
        if not len(line.x):
            return
        x, y = self._pixels(line.x, line.y)
        if line.upper is not None:
            self._band(painter, line, x, y, self._pixels(line.x, line.upper)[1])
            return
        self.stroke(painter, line, x, y, theme.width(line.width) if smooth else _manner(line, len(x), x[-1] - x[0]))
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

    def end(self, line: Line, growth: Growth) -> End:
        """Where a line that has just been painted goes on."""
        end = End(line, growth, -1.0, math.inf, 0.0, 0, 0, round(self.width), 0)
        if len(line.x) > 1:
            x = self._pixels(line.x, line.y)[0]
            end.manner, end.begin, end.left = _manner(line, len(x), x[-1] - x[0]), line.steps[0], x[0]
            _put(end, line.steps, x, len(x))
        return end

    def tail(self, end: End, resume: int, column: int) -> Tail | None:
        """The points of a line that are needed to paint it from a column on, and to go on after that; None where they
        do not suffice."""
        if not end.growth.goes_on(resume):
            return None
        steps, x, y = end.growth.since(resume)
        if end.manner < 0:  # there was no line yet
            return (x, y, 1.0) if not len(steps) else None
        if not len(steps):
            return None
        x, y = self._pixels(x, y)
        count = end.count + len(steps) - int(steps.searchsorted(end.final))
        enough = steps[0] <= end.begin or _needed(x, column, end.manner) >= 0
        if not enough or _manner(end.line, count, x[-1] - end.left) != end.manner:
            return None
        _put(end, steps, x, count)
        return x, y, end.manner

    def _pixels(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        left, high, across, down = self.scale
        return (x - left) * across, (high - y) * down

    def _columns(self, painter: QPainter, line: Line, x: np.ndarray, y: np.ndarray) -> None:
        """A line of more points than pixels as one upright bar a pixel: the same picture in less than half the time."""
        if len(x) <= FEW:
            self._few(painter, line, x.tolist(), y.tolist())
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

    def _few(self, painter: QPainter, line: Line, x: list[float], y: list[float]) -> None:
        """The same for few points, for which an array takes longer."""
        column, top, bottom = math.floor(x[0]), y[0], y[0]
        most, least = self.height + 1, theme.width(1.0)
        for place, value, before in zip((*x[1:], math.inf), (*y[1:], 0.0), y, strict=True):
            here = math.floor(place) if place < math.inf else column + 1
            if here != column:
                upper = min(max(math.floor(top), -1.0), most)
                lower = min(max(math.floor(bottom) + least, -1.0), most)
                painter.fillRect(QRectF(column, upper, here - column, lower - upper), line.colour)
                column, top, bottom = here, before, before
            if value < top:
                top = value
            elif value > bottom:
                bottom = value

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


def _manner(line: Line, count: int, span: float) -> float:
    """How a line of so many points over so many pixels is painted: the width of the pen, or 0 for bars."""
    if line.style == Style.SolidLine and count > DENSE * max(span, WIDE):
        return 0.0
    return theme.width(line.width if count <= WIDE else 1.0)


def _put(end: End, steps: np.ndarray, x: np.ndarray, count: int) -> None:
    """Note how far a line was painted: to its last points, of so many in all."""
    first, _, width = end.growth.grain
    end.final = first + (int(steps[-1]) - first) // width * width
    place = int(steps.searchsorted(end.final))
    end.count = count - (len(steps) - place)
    end.column = math.floor(x[min(place, len(x) - 1)]) - (JOINT if end.manner else 0)
    end.resume = int(steps[max(_needed(x, end.column, end.manner), 0)])


def _needed(x: np.ndarray, column: int, manner: float) -> int:
    """The first of some points that is needed to paint from a column on; -1 where one before them is."""
    if manner:
        return int(x.searchsorted(column - JOINT)) - 1
    before = int(x.searchsorted(column)) - 1
    return int(x.searchsorted(math.floor(x[before]))) - 1 if before >= 0 else -1


def _polygon(x: np.ndarray, y: np.ndarray) -> QPolygonF:
    polygon = create_qpolygonf(len(x))
    places = ndarray_from_qpolygonf(polygon)
    np.clip(x, -REACH, REACH, out=places[:, 0])
    np.clip(y, -REACH, REACH, out=places[:, 1])
    return polygon
