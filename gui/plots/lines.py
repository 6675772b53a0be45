"""What curves are declared with, and how many of them are painted in one go."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pyqtgraph as pg
from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf
from pyqtgraph.Qt.internals import PrimitiveArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

Style = Qt.PenStyle

WIDE = 320
"""Most points of a line that is drawn two pixels wide while training: joints cost."""

FLAG = 9
"""Pixels of the flag of a mark."""

DENSE = 0.8
"""Points a pixel from which on a line is painted as bars."""

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
    live: bool = False
    """Whether it changes with every step."""
    marked: slice = field(default_factory=lambda: slice(None))


Range = tuple[float, float, float, float]
"""Left, right, low, high."""


class Lines(pg.GraphicsObject):
    """Paints all curves of a chart, in the pixels of the box they lie in: no item for each, nothing to bound.

    While training, what does not change with every step is painted on pictures, which are kept.
    """

    def __init__(self, box: pg.ViewBox) -> None:
        super().__init__(box)
        self.box = box
        self.lines: Sequence[Line] = ()
        self.background, self.stripe_colour, self.grid_colour = QColor(), QColor(), QColor()
        self.stripes: Sequence[tuple[float, float]] = ()
        self.grid: tuple[tuple[float, ...], ...] = ((), ())
        """Where lines stand behind the curves: of the axis below, of values."""
        self.marks: Sequence[tuple[float, QColor]] = ()
        self.guides: Sequence[tuple[float, QColor]] = ()
        self.smooth = False
        """Whether edges are smoothed, which takes its time."""
        self.paints = 0
        """How often the curves were painted."""
        self._bars = PrimitiveArray(QRectF, 4)
        self._pictures: dict[str, tuple[object, QPixmap]] = {}
        self.setZValue(-100)  # behind the line that follows the cursor
        box.sigStateChanged.connect(self._moved)
        box.sigResized.connect(self._moved)

    def show_all(self, lines: Sequence[Line], *, smooth: bool) -> None:
        """Paint these curves from now on, those in front last."""
        self.lines, self.smooth = lines, smooth
        resting = QGraphicsItem.CacheMode.DeviceCoordinateCache if smooth else QGraphicsItem.CacheMode.NoCache
        if self.cacheMode() != resting:  # what moves over curves at rest, such as a cursor, does not repaint them
            self.setCacheMode(resting)
            self._pictures.clear()
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.box.width(), self.box.height())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.paints += 1
        (left, right), (low, high) = self.box.viewRange()
        width, height = self.box.width(), self.box.height()
        if right <= left or high <= low or not width or not height:
            return
        self._scale = left, high, width / (right - left), height / (high - low)
        if self.smooth:
            self._ground(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for line in self.lines:
                self._line(painter, line)
            return
        frame = left, right, low, high, width, height, painter.device().devicePixelRatioF()
        settled = [line for line in self.lines if not line.live]
        ground = frame, self.background, tuple(self.stripes), self.grid, tuple(self.marks), tuple(self.guides)
        painter.drawPixmap(0, 0, self._picture("ground", ground, frame[-1], self._ground))
        for line in self.lines:
            if line.live and line.width <= 1:
                self._line(painter, line)
        if settled:
            # The lines stay alive as long as the picture, so that another line is never taken for one of them.
            state = frame, _Same(settled)
            painter.drawPixmap(0, 0, self._picture("settled", state, frame[-1], lambda on: self._all(on, settled)))
        for line in self.lines:
            if line.live and line.width > 1:
                self._line(painter, line)

    def _picture(self, name: str, state: object, ratio: float, paint: Callable[[QPainter], None]) -> QPixmap:
        """What is painted of a state, from before if it was the same."""
        known = self._pictures.get(name)
        if known is not None and known[0] == state:
            return known[1]
        picture = QPixmap(math.ceil(self.box.width() * ratio), math.ceil(self.box.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(self.background if name == "ground" else Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint(painter)
        painter.end()
        self._pictures[name] = state, picture
        return picture

    def _ground(self, painter: QPainter) -> None:
        """What lies behind the curves."""
        left, high, across, down = self._scale
        width, height = self.box.width(), self.box.height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for start, stop in self.stripes:
            painter.fillRect(QRectF((start - left) * across, 0, (stop - start) * across, height), self.stripe_colour)
        painter.setPen(QPen(self.grid_colour, 1))
        for place in self.grid[0]:
            painter.drawLine(QPointF((place - left) * across, 0), QPointF((place - left) * across, height))
        for value in self.grid[1]:
            painter.drawLine(QPointF(0, (high - value) * down), QPointF(width, (high - value) * down))
        for value, colour in self.guides:
            painter.setPen(QPen(colour, 1, Style.DashLine))
            painter.drawLine(QPointF(0, (high - value) * down), QPointF(width, (high - value) * down))
        for place, colour in self.marks:
            x = (place - left) * across
            painter.setPen(QPen(colour, 1, Style.DotLine))
            painter.drawLine(QPointF(x, 0), QPointF(x, height))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(x, 0), QPointF(x + FLAG, FLAG / 2), QPointF(x, FLAG)]))

    def _all(self, painter: QPainter, lines: Sequence[Line]) -> None:
        for line in lines:
            self._line(painter, line)

    def _line(self, painter: QPainter, line: Line) -> None:
        if not len(line.x):
            return
        left, high, across, down = self._scale
        x, y = (line.x - left) * across, (high - line.y) * down
        if line.upper is not None:
            self._band(painter, line, x, y, (high - line.upper) * down)
            return
        if line.style == Style.SolidLine and not self.smooth and len(x) > DENSE * max(x[-1] - x[0], WIDE):
            self._columns(painter, line, x, y)
            return
        thick = line.width if self.smooth or len(x) <= WIDE else 1.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(line.colour, thick, line.style))
        painter.drawPolyline(_polygon(x, y))
        if line.marker or len(x) == 1:
            self._markers(painter, line, x[line.marked], y[line.marked])

    def _columns(self, painter: QPainter, line: Line, x: np.ndarray, y: np.ndarray) -> None:
        """A line of more points than pixels as one upright bar a pixel: the same picture in less than half the time."""
        columns = np.floor(x)
        first = np.flatnonzero(np.diff(columns, prepend=columns[0] - 1))
        before = y[np.maximum(first - 1, 0)]  # where the line comes from
        top = np.floor(np.minimum(np.minimum.reduceat(y, first), before))
        bottom = np.floor(np.maximum(np.maximum.reduceat(y, first), before)) + 1
        self._bars.resize(len(first))
        bars = self._bars.ndarray()
        bars[:, 0] = columns[first]
        np.clip(top, -1, self.box.height() + 1, out=bars[:, 1])
        bars[:, 2] = np.diff(bars[:, 0], append=bars[-1, 0] + 1)
        bars[:, 3] = np.clip(bottom, -1, self.box.height() + 1) - bars[:, 1]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line.colour)
        painter.drawRects(*self._bars.drawargs())

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


class _Same:
    """Equal to another of the very same lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and len(self._lines) == len(other._lines) and all(
            one is another for one, another in zip(self._lines, other._lines, strict=True)
        )  # fmt: skip

    __hash__ = None  # type: ignore[assignment]


def _polygon(x: np.ndarray, y: np.ndarray) -> QPolygonF:
    polygon = create_qpolygonf(len(x))
    places = ndarray_from_qpolygonf(polygon)
    np.clip(x, -REACH, REACH, out=places[:, 0])
    np.clip(y, -REACH, REACH, out=places[:, 1])
    return polygon
