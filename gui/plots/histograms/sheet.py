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

NEAR = 12
"""Pixels between two histograms that are filled in one go, with all that lies between them."""


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
    """Bars of histograms in a sheet: pixel by pixel those that `paint_bars` gives, in a fraction of its time. All that
    can be done for all histograms by one call is: after other work a call costs more than a thousand pixels."""

    def __init__(self, sheet: Sheet, cells: Sequence[tuple[QRectF, QColor, QColor]], bins: int) -> None:
        """`cells` are the areas of the histograms, the colours of their bars, and those of the ground."""
        self._sheet, self._areas = sheet, [area for area, _, _ in cells]
        self._bottoms = np.array([area.bottom() - sheet.seen.top() for area in self._areas])[:, None]
        self._heights = np.array([area.height() for area in self._areas])[:, None]
        self._zero = QPen(QColor(theme.tokens.dim), 1, Qt.PenStyle.DotLine)
        self._frames: list[_Frame] = []
        for area in self._areas:
            self._frames.append(_Frame(sheet, area, bins, self._frames[-1] if self._frames else None))
        self._tops = np.full((len(cells), bins + 1), np.inf)  # in 64ths of a pixel; beside the bars there is none
        sizes = [frame.pixels.size for frame in self._frames]
        self._pixels, self._covered = np.empty(sum(sizes), np.uint32), np.empty(sum(sizes), np.bool_)
        self._change = np.empty(sum(sizes), np.uint32)  # what turns the ground into the colour of bars, by exclusive or
        # For each column of pixels the place of its bar among those of all histograms.
        self._bars = np.concatenate([at * (bins + 1) + frame.bins for at, frame in enumerate(self._frames)])
        self._bands = []
        end = column = 0
        for band in _bands(self._frames):
            cells_in = [(self._frames[at], cells[at]) for at in band]
            start, width = end, sum(frame.pixels.shape[1] for frame, _ in cells_in)
            first = cells_in[0][0]
            end += width * first.pixels.shape[0]
            shape, columns, column = (-1, width), slice(column, column + width), column + width
            empty = [frame.ground(QColor(theme.tokens.line), ground) for frame, (_, _, ground) in cells_in]
            # Where the axis is drawn over bars, it stays.
            self._change[start:end] = np.concatenate([
                np.where(each == ground.rgb(), colour.rgb() ^ ground.rgb(), 0)
                for each, (_, (_, colour, ground)) in zip(empty, cells_in, strict=True)
            ], axis=1).reshape(-1)  # fmt: skip
            whole = sheet.pixels[first.top : first.top + first.pixels.shape[0], first.left : first.left + width]
            self._bands.append((
                columns, first.rows, self._covered[start:end].reshape(shape), self._pixels[start:end].reshape(shape),
                np.concatenate(empty, axis=1), whole,
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
        np.subtract(self._bottoms, heights, out=heights)
        np.multiply(heights, 64 * sheet.ratio, out=self._tops[:, :-1])
        tops = self._tops.take(self._bars)
        for columns, rows, covered, _, _, _ in self._bands:
            np.greater(rows, tops[columns], out=covered)
        np.multiply(self._covered, self._change, out=self._pixels)
        for _, _, _, pixels, ground, whole in self._bands:
            np.bitwise_xor(pixels, ground, out=whole)
        self._dot_zeros(ends)

    def _dot_zeros(self, ends: Sequence[tuple[float, float]]) -> None:
        """The lines at zero; by Qt where pixels are not those of the widget, for there dots are of several."""
        quick, painter = self._sheet.ratio == 1.0, None
        dot = self._zero.color().rgb()
        for frame, area, (low, high) in zip(self._frames, self._areas, ends, strict=True):
            if not low < 0 < high:
                continue
            zero = area.left() - low / (high - low) * area.width()
            if quick:
                frame.dot(zero - self._sheet.seen.left(), dot)
                continue
            if painter is None:
                painter = self._sheet.painter()
                painter.setPen(self._zero)
            painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()))
        if painter is not None:
            painter.end()


class _Frame:
    """The pixels of one histogram, its axis among them."""

    def __init__(self, sheet: Sheet, area: QRectF, bins: int, last: _Frame | None) -> None:
        """A frame that is close to the `last` one begins where that ends."""
        ratio, corner = sheet.ratio, sheet.seen.topLeft()
        place = area.translated(-corner.x(), -corner.y())
        around = place.adjusted(-0.5, -0.5, 1, 1)  # lines reach half their width beyond it
        self.left, self.right = _between(around.left() * ratio, around.right() * ratio, sheet.image.width())
        self.top, self.bottom = _between(around.top() * ratio, around.bottom() * ratio, sheet.image.height())
        self.foot = int(_pixels(np.array(place.bottom() * ratio)))
        self.joins = last is not None and (last.top, last.bottom, last.foot) == (self.top, self.bottom, self.foot)
        """Whether it is at the height of the last one, and begins where that ends."""
        if last is not None:
            self.joins = self.joins and 0 <= self.left - last.right <= NEAR * ratio
            self.left = last.right if self.joins else self.left
        self.pixels = sheet.pixels[self.top : self.bottom, self.left : self.right]
        edges = _pixels((edges_of(area, bins) - corner.x()) * ratio)
        found = np.searchsorted(edges, np.arange(self.left, self.right), side="right") - 1
        self.bins = np.where(found < 0, bins, found)
        """Which bar each column belongs to; `bins` for none."""
        rows = np.arange(self.top, self.bottom, dtype=float)
        self.rows = np.where(rows < self.foot, 64 * rows + 31.5, -np.inf)[:, None]
        """The rows in 64ths of a pixel: those beyond the top of a bar are covered by it (see `_pixels`); below the foot
        of all bars none is."""
        self._first = round(place.top()) - self.top
        self._sheet, self._area = sheet, area

    def ground(self, line: QColor, ground: QColor) -> np.ndarray:
        """The pixels without any bars: the axis on the ground."""
        self.pixels[...] = ground.rgb()
        painter = self._sheet.painter()
        painter.setPen(QPen(line, 1))
        painter.drawLine(self._area.bottomLeft(), self._area.bottomRight())
        painter.end()
        return self.pixels.copy()

    def dot(self, x: float, colour: int) -> None:
        """A dotted line down to the axis: every third pixel, as Qt has it."""
        column, first = math.floor(x) - self.left, self._first
        if 0 <= column < self.right - self.left:
            self.pixels[first if first >= 0 else first % 3 :: 3, column] = colour


def _bands(frames: Sequence[_Frame]) -> list[list[int]]:
    """Which frames, by their index, follow one another at one height."""
    found: list[list[int]] = []
    for at, frame in enumerate(frames):
        if frame.joins:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def _between(start: float, stop: float, most: int) -> tuple[int, int]:
    """The pixels from one place to another, as far as there are any."""
    first = min(max(math.floor(start), 0), most)
    return first, min(max(math.ceil(stop), first), most)


def _pixels(places: np.ndarray) -> np.ndarray:
    """The first pixel that a shape covers which begins at a place, as Qt has it: to the nearest, after 64ths."""
    found: np.ndarray = (np.rint(places * 64).astype(np.int64) + 32) >> 6
    return found
