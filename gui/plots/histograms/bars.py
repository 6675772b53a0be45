"""How one histogram looks: bars over its range, mean and deviation above, the ends of the range below; with outlines of
those it is compared with."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from engine import over_range
from gui.plots.histograms.cells import Cell, Widths, bars, fitting_ends, paint_baseline, parts
from gui.plots.scales import brief
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Histogram


def paint_now(painter: QPainter, frame: QRectF, cell: Cell, colour: QColor) -> None:
    """Draw what is now into `frame`, whose height decides whether there is room for the texts."""
    metrics = QFontMetricsF(painter.font())
    area, texts = parts(metrics, frame)
    paint_bars(painter, area, cell, colour)
    if texts:
        widths = Widths(metrics)
        paint_texts(painter, frame, texts_of(cell, widths, frame.width()), widths, metrics)


def paint_bars(painter: QPainter, area: QRectF, cell: Cell, colour: QColor) -> None:
    """Bars of a histogram, and outlines of those it is compared with, over a range that holds them all."""
    assert cell.now is not None
    low, high = cell.ends()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(bars(area, _heights(cell.now, low, high)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.tokens.text), 1))
    for each in cell.compared():
        painter.drawPolyline(bars(area, _heights(each, low, high)))
    paint_baseline(painter, area, low, high)


def texts_of(cell: Cell, widths: Widths, width: float) -> tuple[str, str, str]:
    """What is said of a histogram in so many pixels: mean and deviation, and both ends of the range."""
    now = cell.now
    assert now is not None
    for digits in (3, 2, 1):
        spread = f"{brief(now.mean, digits)} ± {brief(now.deviation, digits)}"
        if widths.of(spread) <= width:
            break
    else:
        spread = brief(now.mean, 2)
    return spread, *fitting_ends(widths, width, *cell.ends())


def paint_texts(
    painter: QPainter, frame: QRectF, texts: tuple[str, str, str], widths: Widths, metrics: QFontMetricsF
) -> None:
    """Mean and deviation above, the ends of the range below. Where texts begin is found here, which takes half the time
    of having Qt align them."""
    spread, left, right = texts
    above, below = round(frame.top() + metrics.ascent()), math.ceil(frame.bottom() - metrics.descent())
    painter.setPen(QColor(theme.tokens.text))
    painter.drawText(QPointF(round(frame.left() + max((frame.width() - widths.of(spread)) / 2, 0)), above), spread)
    painter.setPen(QColor(theme.tokens.dim))
    painter.drawText(QPointF(frame.left(), below), left)
    painter.drawText(QPointF(round(frame.right() - widths.of(right)), below), right)


def _heights(histogram: Histogram, low: float, high: float) -> np.ndarray:
    """Heights of the bars over a range, the highest 1; where it is the histogram's own they are its counts."""
    counts = histogram.counts
    if (low, high) != (histogram.low, histogram.high):
        counts = over_range(counts[None], np.array([histogram.low]), np.array([histogram.high]), low, high)[0]
    heights: np.ndarray = counts / max(float(counts.max()), 1e-9)
    return heights
