"""What the rows of histograms show, as one picture that is kept: while training only the bars in it are painted anew,
all by a few operations on its pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
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
    """Bars of histograms in a sheet: pixel by pixel those that `paint_bars` gives, in a fraction of its time."""

    def __init__(self, sheet: Sheet, cells: Sequence[tuple[QRectF, QColor, QColor]], bins: int) -> None:
        """`cells` are the areas of the histograms, the colours of their bars, and those of the ground."""
        self._sheet = sheet
        self._pieces = [_Piece(sheet, *each, bins) for each in cells]
        self._bottoms = np.array([area.bottom() for area, _, _ in cells])[:, None]
        self._heights = np.array([area.height() for area, _, _ in cells])[:, None]
        self._lines = [QLineF(area.bottomLeft(), area.bottomRight()) for area, _, _ in cells]
        self._areas = [area for area, _, _ in cells]
        self._line, self._zero = QPen(QColor(theme.tokens.line), 1), QPen(QColor(theme.tokens.dim), 1)
        self._zero.setStyle(Qt.PenStyle.DotLine)

    def write(self, counts: Sequence[np.ndarray], ends: Sequence[tuple[float, float]]) -> None:
        """Put in these histograms: their counts, and the ends of their ranges."""
        if not self._pieces:
            return
        heights = np.array(counts, dtype=float)
        heights /= np.maximum(heights.max(axis=1, keepdims=True), 1e-9)
        tops = self._bottoms - np.where(heights > 0, np.maximum(heights * self._heights, LEAST), 0.0)
        rows = np.full((len(heights), heights.shape[1] + 1), 2**30)  # beside the bars there are none
        rows[:, :-1] = _pixels((tops - self._sheet.seen.top()) * self._sheet.ratio)
        for piece, each in zip(self._pieces, rows, strict=True):
            piece.fill(each)
        painter = self._sheet.painter()
        painter.setPen(self._line)
        painter.drawLines(self._lines)
        painter.setPen(self._zero)
        for area, (low, high) in zip(self._areas, ends, strict=True):
            if low < 0 < high:
                zero = area.left() - low / (high - low) * area.width()
                painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()))
        painter.end()


class _Piece:
    """The pixels of one histogram, its axis among them."""

    def __init__(self, sheet: Sheet, area: QRectF, colour: QColor, ground: QColor, bins: int) -> None:
        ratio, corner = sheet.ratio, sheet.seen.topLeft()
        frame = area.translated(-corner.x(), -corner.y())
        around = frame.adjusted(-0.5, -0.5, 1, 1)  # lines reach half their width beyond it
        left, right = _between(around.left() * ratio, around.right() * ratio, sheet.image.width())
        top, bottom = _between(around.top() * ratio, around.bottom() * ratio, sheet.image.height())
        foot = min(max(int(_pixels(np.array(frame.bottom() * ratio))), top), bottom)
        edges = _pixels((edges_of(area, bins) - corner.x()) * ratio)
        bins = np.searchsorted(edges, np.arange(left, right), side="right") - 1
        self._bins = np.where(bins < 0, len(edges) - 1, bins)
        self._rows = np.arange(top, foot)[:, None]
        self._drawn, self._below = sheet.pixels[top:foot, left:right], sheet.pixels[foot:bottom, left:right]
        self._colour, self._ground = np.uint32(colour.rgb()), np.uint32(ground.rgb())

    def fill(self, tops: np.ndarray) -> None:
        """Draw bars from these rows of pixels on down."""
        self._drawn[...] = np.where(self._rows >= tops[self._bins], self._colour, self._ground)
        self._below[...] = self._ground


def _between(start: float, stop: float, most: int) -> tuple[int, int]:
    """The pixels from one place to another, as far as there are any."""
    first = min(max(math.floor(start), 0), most)
    return first, min(max(math.ceil(stop), first), most)


def _pixels(places: np.ndarray) -> np.ndarray:
    """The first pixel that a shape covers which begins at a place, as Qt has it: to the nearest, after 64ths."""
    found: np.ndarray = np.floor(np.rint(places * 64) / 64 + 0.5).astype(np.int64)
    return found
