"""What the rows of histograms show, as one picture that is kept: while training only the bars in it are painted anew,
all by a few operations on its pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from gui.plots.histograms.cells import LEAST, edges_of
from gui.theme import theme


class Sheet:
    """A picture of a part of a widget."""

    def __init__(self, seen: QRect, ratio: float) -> None:
        """`seen` is that part; `ratio` says how many pixels of the screen one of the widget has."""
        self.seen, self.ratio = seen, ratio
        self.image = QImage(
            math.ceil(seen.width() * ratio), math.ceil(seen.height() * ratio), QImage.Format.Format_RGB32
        )
        self.image.setDevicePixelRatio(ratio)
        stride = self.image.bytesPerLine() // 4
        self.pixels = np.frombuffer(self.image.bits(), dtype=np.uint32).reshape(self.image.height(), stride)

    def painter(self) -> QPainter:
        """Paints into the picture, in the widget's coordinates."""
        painter = QPainter(self.image)
        painter.translate(-self.seen.topLeft())
        return painter


class QuickBars:
    """Bars of histograms in a sheet: pixel by pixel those that `paint_bars` gives, in a fraction of its time. What is
    done for all histograms by one call is: after other work a call costs more than a thousand pixels."""

    def __init__(self, sheet: Sheet, cells: Sequence[tuple[QRectF, QColor, QColor]], bins: int) -> None:
        """`cells` are the areas of the histograms, the colours of their bars, and those of the ground."""
        self._sheet, self._areas = sheet, [area for area, _, _ in cells]
        self._bottoms = np.array([area.bottom() for area in self._areas])[:, None]
        self._heights = np.array([area.height() for area in self._areas])[:, None]
        self._zero = QPen(QColor(theme.tokens.dim), 1, Qt.PenStyle.DotLine)
        self._dot = np.uint32(self._zero.color().rgb())
        frames = [_Frame(sheet, area, bins) for area in self._areas]
        sizes = [frame.shape[0] * frame.shape[1] for frame in frames]
        self._pixels, self._covered = np.empty(sum(sizes), np.uint32), np.empty(sum(sizes), np.bool_)
        self._change = np.empty(sum(sizes), np.uint32)  # what turns the ground into the colour of bars, by exclusive or
        # For each column of pixels the place of its bar among those of all histograms; beside the bars, of one without.
        self._bars = np.concatenate([at * (bins + 1) + frame.bins for at, frame in enumerate(frames)])
        self._rows = np.full((len(frames), bins + 1), 2**30)
        self._pieces = []
        end = column = 0
        for frame, size, (_, colour, ground) in zip(frames, sizes, cells, strict=True):
            part, end = slice(end, end + size), end + size
            empty = frame.ground(QColor(theme.tokens.line), ground)  # where the axis is drawn over bars, it stays
            self._change[part] = np.where(empty == ground.rgb(), colour.rgb() ^ ground.rgb(), 0).reshape(-1)
            columns, column = slice(column, column + frame.shape[1]), column + frame.shape[1]
            self._pieces.append((
                frame, columns, self._covered[part].reshape(frame.shape), self._pixels[part].reshape(frame.shape),
                empty,
            ))  # fmt: skip

    def write(self, counts: Sequence[np.ndarray], ends: Sequence[tuple[float, float]]) -> None:
        """Put in these histograms: their counts, and the ends of their ranges."""
        sheet = self._sheet
        heights = np.array(counts, dtype=float)
        empty = heights == 0
        heights /= np.maximum(np.maximum.reduce(heights, axis=1, keepdims=True), 1e-9)
        heights *= self._heights
        np.maximum(heights, LEAST, out=heights)
        heights[empty] = 0.0
        tops = np.subtract(self._bottoms, heights, out=heights)
        self._rows[:, :-1] = _pixels((tops - sheet.seen.top()) * sheet.ratio)
        tops = self._rows.take(self._bars)
        for frame, columns, covered, _, _ in self._pieces:
            np.greater_equal(frame.rows, tops[columns], out=covered)
        np.multiply(self._covered, self._change, out=self._pixels)
        for at, (frame, _, _, pixels, ground) in enumerate(self._pieces):
            np.bitwise_xor(pixels, ground, out=frame.pixels)
            if sheet.ratio == 1.0 and ends[at][0] < 0 < ends[at][1]:
                frame.dot(_zero_of(self._areas[at], *ends[at]) - sheet.seen.left(), self._dot)
        if sheet.ratio != 1.0:
            self._dot_lines(ends)

    def _dot_lines(self, ends: Sequence[tuple[float, float]]) -> None:
        """The lines at zero where pixels are not those of the widget: dots are of several then."""
        painter = self._sheet.painter()
        painter.setPen(self._zero)
        for area, (low, high) in zip(self._areas, ends, strict=True):
            if low < 0 < high:
                zero = _zero_of(area, low, high)
                painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()))
        painter.end()


class _Frame:
    """The pixels of one histogram, its axis among them."""

    def __init__(self, sheet: Sheet, area: QRectF, bins: int) -> None:
        ratio, corner = sheet.ratio, sheet.seen.topLeft()
        place = area.translated(-corner.x(), -corner.y())
        around = place.adjusted(-0.5, -0.5, 1, 1)  # lines reach half their width beyond it
        self._left, right = _between(around.left() * ratio, around.right() * ratio, sheet.image.width())
        self._top, bottom = _between(around.top() * ratio, around.bottom() * ratio, sheet.image.height())
        self.pixels = sheet.pixels[self._top : bottom, self._left : right]
        self.shape = self.pixels.shape
        edges = _pixels((edges_of(area, bins) - corner.x()) * ratio)
        found = np.searchsorted(edges, np.arange(self._left, right), side="right") - 1
        self.bins = np.where(found < 0, bins, found)
        """Which bar each column belongs to; `bins` for none."""
        foot = int(_pixels(np.array(place.bottom() * ratio)))
        rows = np.arange(self._top, bottom)
        self.rows = np.where(rows < foot, rows, -(2**30))[:, None]
        """The rows, to be compared with the tops of bars; where there are none any more, above all."""
        self._first = round(place.top())
        self._sheet, self._area = sheet, area

    def ground(self, line: QColor, ground: QColor) -> np.ndarray:
        """The pixels without any bars: the axis on the ground."""
        self.pixels[...] = ground.rgb()
        painter = self._sheet.painter()
        painter.setPen(QPen(line, 1))
        painter.drawLine(self._area.bottomLeft(), self._area.bottomRight())
        painter.end()
        return self.pixels.copy()

    def dot(self, x: float, colour: np.uint32) -> None:
        """A dotted line down to the axis: every third pixel, as Qt has it."""
        column = math.floor(x) - self._left
        start = self._first - self._top
        if 0 <= column < self.shape[1]:
            self.pixels[start if start >= 0 else start % 3 :: 3, column] = colour


def _zero_of(area: QRectF, low: float, high: float) -> float:
    return area.left() - low / (high - low) * area.width()


def _between(start: float, stop: float, most: int) -> tuple[int, int]:
    """The pixels from one place to another, as far as there are any."""
    first = min(max(math.floor(start), 0), most)
    return first, min(max(math.ceil(stop), first), most)


def _pixels(places: np.ndarray) -> np.ndarray:
    """The first pixel that a shape covers which begins at a place, as Qt has it: to the nearest, after 64ths."""
    found: np.ndarray = (np.rint(places * 64).astype(np.int64) + 32) >> 6
    return found
