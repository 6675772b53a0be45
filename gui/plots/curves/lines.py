"""All curves of a chart, painted in one go."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.plots.curves.series import Line
from gui.plots.curves.strokes import End, Frame, Tail
from gui.theme import theme

FLAG = 9
"""Pixels of the flag of a mark."""


class Lines(pg.GraphicsObject):
    """Paints all curves of a chart, in the pixels of the box they lie in: no item for each, nothing to bound.

    While training, all is painted on a picture, which is kept: what is new is painted on a strip of it, from the last
    place on where something changes.
    """

    voided = Signal()
    """The kept picture is no longer right."""

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
        self.covered = False
        """Whether another widget shows the picture in place of this item."""
        self.paints = 0
        """How often the curves were painted."""
        self._pictures: dict[str, tuple[object, QPixmap]] = {}
        self._whole: QPixmap | None = None
        self._front: QPixmap | None = None
        self._ends: list[End] = []
        self._settled: QPixmap | None = None
        self._open = False
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
        self.void()

    def void(self) -> None:
        """Paint everything anew."""
        self._whole = None
        self.voided.emit()
        if not self.covered:
            self.update()

    def replace(self, lines: Sequence[Line]) -> bool:
        """Paint other curves that do not change with every step; whether those that do are the same as before."""
        live = [line for line in self.lines if line.live]
        if self.smooth or self._whole is None or _Same(live) != _Same([line for line in lines if line.live]):
            return False
        self.lines = lines
        self._choose_pictures()
        self.voided.emit()
        if not self.covered:
            self.update()
        return True

    def extend(self) -> QRect | None:
        """Paint what came since, and say where on the picture. None where everything has to be painted anew."""
        if self.smooth or self._whole is None or not self._open:
            return None
        drawn = [end for end in self._ends if end.manner >= 0]
        if not drawn:
            return None if self._ends else QRect()
        resume, column = min(end.resume for end in drawn), min(end.column for end in drawn)
        tails = {}
        for end in self._ends:
            tail = self._frame.tail(end, resume, column)
            if tail is None:
                return None
            tails[id(end.line)] = tail
        width, height = math.ceil(self._frame.width), math.ceil(self._frame.height)
        strip = QRect(max(column, 0), 0, width - max(column, 0), height)
        if not strip.isEmpty():
            self._paint_live(strip, tails)
        return strip

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.box.width(), self.box.height())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.covered:
            return
        self.paints += 1
        if self.smooth:
            frame = self._frame_now(1.0)
            if frame is not None:
                self._ground(painter, frame)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                for line in self.lines:
                    frame.paint(painter, line, smooth=True)
            return
        self.show(painter, painter.device().devicePixelRatioF())

    def show(self, painter: QPainter, ratio: float) -> None:
        """Paint all curves from the kept pictures, which are made where they are not there."""
        if self._whole is None or self._whole.devicePixelRatio() != ratio:
            frame = self._frame_now(ratio)
            if frame is None:
                return
            self._frame = frame
            self._choose_pictures()
            live = [line for line in self.lines if line.live]
            self._whole = frame.blank(self.background)
            wide = any(line.width > 1 for line in live)
            self._front = frame.blank(QColor(Qt.GlobalColor.transparent)) if wide else None
            self._paint_live(QRect(0, 0, math.ceil(frame.width), math.ceil(frame.height)), {})
            self._open = all(line.growth is not None for line in live)
            self._ends = [
                frame.end(line, line.growth) for line in live if line.growth is not None and not line.growth.over
            ]
        for picture in (self._whole, self._settled, self._front):
            if picture is not None:
                painter.drawPixmap(0, 0, picture)

    def _frame_now(self, ratio: float) -> Frame | None:
        (left, right), (low, high) = self.box.viewRange()
        width, height = self.box.width(), self.box.height()
        return (
            Frame(left, right, low, high, width, height, ratio)
            if right > left and high > low and width and height
            else None
        )

    def _paint_live(self, strip: QRect, tails: dict[int, Tail]) -> None:
        """Paint a strip of the curves that change with every step; of a line that has a tail, only that."""
        painter = QPainter(self._whole)
        painter.setClipRect(strip)
        painter.drawPixmap(0, 0, self._behind)
        self._live(painter, tails, wide=False)
        painter.end()
        if self._front is not None:
            painter = QPainter(self._front)
            painter.setClipRect(strip)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillRect(strip, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            self._live(painter, tails, wide=True)
            painter.end()

    def _choose_pictures(self) -> None:
        """Take what lies behind the lines that change with every step, and what lies on them."""
        frame = self._frame
        settled = [line for line in self.lines if not line.live and len(line.x)]
        ground = frame, self.background, tuple(self.stripes), self.grid, tuple(self.marks), tuple(self.guides)
        self._behind = self._picture("ground", ground, lambda on: self._ground(on, frame))
        self._settled = None
        if settled:
            # The lines stay alive as long as the picture, so that another line is never taken for one of them.
            state = frame, theme.density, _Same(settled)
            self._settled = self._picture("settled", state, lambda on: [frame.paint(on, each) for each in settled])

    def _live(self, painter: QPainter, tails: dict[int, Tail], *, wide: bool) -> None:
        for line in self.lines:
            if line.live and (line.width > 1) == wide:
                tail = tails.get(id(line))
                if tail is not None:
                    self._frame.stroke(painter, line, *tail)
                elif not tails:
                    self._frame.paint(painter, line)

    def _picture(self, name: str, state: object, paint: Callable[[QPainter], object]) -> QPixmap:
        """What is painted of a state, from before if it was the same."""
        known = self._pictures.get(name)
        if known is not None and known[0] == state:
            return known[1]
        picture = self._frame.blank(self.background if name == "ground" else QColor(Qt.GlobalColor.transparent))
        painter = QPainter(picture)
        paint(painter)
        painter.end()
        self._pictures[name] = state, picture
        return picture

    def _ground(self, painter: QPainter, frame: Frame) -> None:
        """What lies behind the curves."""
        left, high, across, down = frame.scale
        width, height = frame.width, frame.height
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for start, stop in self.stripes:
            painter.fillRect(QRectF((start - left) * across, 0, (stop - start) * across, height), self.stripe_colour)
        painter.setPen(QPen(self.grid_colour, 1))
        for place in self.grid[0]:
            painter.drawLine(QPointF((place - left) * across, 0), QPointF((place - left) * across, height))
        for value in self.grid[1]:
            painter.drawLine(QPointF(0, (high - value) * down), QPointF(width, (high - value) * down))
        for value, colour in self.guides:
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0, (high - value) * down), QPointF(width, (high - value) * down))
        for place, colour in self.marks:
            x = (place - left) * across
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, 0), QPointF(x, height))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(x, 0), QPointF(x + FLAG, FLAG / 2), QPointF(x, FLAG)]))

    def _moved(self, *_: object) -> None:
        self.prepareGeometryChange()
        self.void()


class _Same:
    """Equal to another of the very same lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and len(self._lines) == len(other._lines) and all(
            one is another for one, another in zip(self._lines, other._lines, strict=True)
        )  # fmt: skip
