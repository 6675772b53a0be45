"""All curves of a chart, painted in one go."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.plots.curves.series import Line
from gui.plots.curves.sheet import Bar, Sheet
from gui.plots.curves.strokes import Frame
from gui.plots.curves.tips import Rows, Tip
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
        self._pictures: dict[str, tuple[object, Sheet]] = {}
        self._whole: Sheet | None = None
        self._settled: Sheet | None = None
        self._front: Sheet | None = None
        self._tips: list[Tip] = []
        self._column = 0  # the first column of pixels that may still change,
        self._rows: Rows = (0, 0)  # the rows where it and those behind it are painted,
        self._bars: tuple[int, list[list[Bar] | None]] = 0, []  # and what of
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

    def replace(self, lines: Sequence[Line]) -> QRect | None:
        """Paint other curves that do not change with every step, and say where on the picture they differ. None where
        everything has to be painted anew: those that do change are not the same as before."""
        whole, live = self._whole, [line for line in self.lines if line.live]
        if self.smooth or whole is None or _Same(live) != _Same([line for line in lines if line.live]):
            return None
        if self._front is None and any(line.width > 1 for line in live) and not all(line.live for line in lines):
            return None  # wide ones are not on a picture of their own
        before, after = _settled(self.lines), _settled(lines)
        self.lines = lines
        sheet, frame = self._settled, self._frame
        same = [frame.alike(one, other) for one, other in zip(before, after, strict=False)]
        left = max(math.floor(min(min(same, default=0.0), whole.width)), 0) if len(before) == len(after) else 0
        if sheet is None or left == 0:
            self._choose_pictures()
            return QRect(0, 0, whole.width, whole.height)
        sheet.take(None, left, whole.width, 0, whole.height)
        painter = sheet.painter(left, whole.width)
        for line in after:
            frame.paint(painter, line)
        painter.end()
        self._pictures["settled"] = (frame, _Same(after)), sheet
        return QRect(left, 0, whole.width - left, whole.height)

    def extend(self) -> QRect | None:
        """Paint what came since, and say where on the picture. None where everything has to be painted anew."""
        whole = self._whole
        if self.smooth or whole is None or not self._open:
            return None
        for tip in self._tips:
            if not tip.grow():
                return None
        drawn = [tip for tip in self._tips if tip.manner >= 0]
        if not drawn:
            return QRect()
        left, right = max(self._column, 0), min(max([tip.end for tip in drawn]), whole.width)
        if left >= right:
            self._settle(drawn)
            return QRect()
        front, (top, bottom) = self._front, self._rows
        bars = [tip.bars(whole) for tip in drawn]
        if None not in bars and (left, bars) == self._bars:  # no pixel differs
            self._settle(drawn)
            return QRect(left, max(top, 0), 1, 1)
        whole.take(self._behind, left, right, top, bottom)
        if front is not None:
            front.take(None, left, right, top, bottom)
        rows = [
            tip.paint(front if tip.wide and front is not None else whole, each, left, right)
            for tip, each in zip(drawn, bars, strict=True)
        ]
        self._settle(drawn)
        self._bars, self._rows = (left, bars), (min([each[0] for each in rows]), max([each[1] for each in rows]))
        top, bottom = min(top, self._rows[0]), max(bottom, self._rows[1])
        return QRect(left, top, right - left, bottom - top)

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
        if self._whole is None or self._whole.ratio != ratio:
            frame = self._frame_now(ratio)
            if frame is None:
                return
            self._frame = frame
            self._paint_whole(frame)
        for sheet in (self._whole, self._settled, self._front):
            if sheet is not None:
                painter.drawImage(0, 0, sheet.image)

    def _paint_whole(self, frame: Frame) -> None:
        """Make the kept pictures."""
        self._choose_pictures()
        live = sorted((line for line in self.lines if line.live), key=lambda line: line.width > 1)
        self._whole = frame.sheet(self.background)
        self._whole.take(self._behind, 0, self._whole.width, 0, self._whole.height)
        # Thin lines lie behind those that do not change with every step, wide ones before them.
        parted = self._settled is not None and any(line.width > 1 for line in live)
        self._front = frame.sheet() if parted else None
        for sheet, wide in ((self._whole, False), (self._front or self._whole, True)):
            painter = QPainter(sheet.image)
            for line in live:
                if (line.width > 1) == wide:
                    frame.paint(painter, line)
            painter.end()
        self._open = all(line.growth is not None for line in live)
        self._tips = [Tip(frame, line, line.growth) for line in live
                      if line.growth is not None and not line.growth.over]  # fmt: skip
        self._column, self._rows, self._bars = 0, (0, self._whole.height), (0, [])
        self._settle([tip for tip in self._tips if tip.manner >= 0])

    def _settle(self, tips: Sequence[Tip]) -> None:
        """Note from where on the next refresh paints."""
        if tips:
            self._column = min(tip.column for tip in tips)
            for tip in tips:
                tip.settle(self._column)

    def _frame_now(self, ratio: float) -> Frame | None:
        (left, right), (low, high) = self.box.viewRange()
        width, height = self.box.width(), self.box.height()
        return (
            Frame(left, right, low, high, width, height, ratio)
            if right > left and high > low and width and height
            else None
        )

    def _choose_pictures(self) -> None:
        """Take what lies behind the lines that change with every step, and what lies on them."""
        frame = self._frame
        settled = _settled(self.lines)
        ground = frame, self.background, tuple(self.stripes), self.grid, tuple(self.marks), tuple(self.guides)
        self._behind = self._picture("ground", ground, lambda on: self._ground(on, frame))
        self._settled = None
        if settled:
            # The lines stay alive as long as the picture, so that another line is never taken for one of them.
            state = frame, theme.density, _Same(settled)
            self._settled = self._picture("settled", state, lambda on: [frame.paint(on, each) for each in settled])

    def _picture(self, name: str, state: object, paint: Callable[[QPainter], object]) -> Sheet:
        """What is painted of a state, from before if it was the same."""
        known = self._pictures.get(name)
        if known is not None and known[0] == state:
            return known[1]
        picture = self._frame.sheet(self.background if name == "ground" else None)
        painter = QPainter(picture.image)
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


def _settled(lines: Sequence[Line]) -> list[Line]:
    """Those that do not change with every step."""
    return [line for line in lines if not line.live and len(line.x)]


class _Same:
    """Equal to another of the very same lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and len(self._lines) == len(other._lines) and all(
            one is another for one, another in zip(self._lines, other._lines, strict=True)
        )  # fmt: skip
