"""How one histogram looks: bars over its range, mean and deviation above, the ends of the range below; with outlines of
those it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from engine import over_range
from gui.plots.histograms.cells import Cell, bars, paint_baseline, paint_ends, parts
from gui.plots.scales import brief
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Histogram


def paint_now(painter: QPainter, frame: QRectF, cell: Cell, colour: QColor) -> None:
    """Draw what is now into `frame`, whose height decides whether there is room for the texts."""
    assert cell.now is not None
    compared = [] if cell.first is None else [(cell.first, QColor(theme.tokens.text))]
    if cell.beside is not None:
        compared.append((cell.beside.histogram(-1), QColor(theme.tokens.text)))
    paint_histogram(painter, frame, cell.now, colour, compared)


def paint_histogram(
    painter: QPainter,
    frame: QRectF,
    histogram: Histogram,
    colour: QColor,
    compared: list[tuple[Histogram, QColor]] | None = None,
) -> None:
    """Bars of one histogram, and outlines of others over a range that holds them all."""
    tokens, metrics = theme.tokens, QFontMetricsF(painter.font())
    area, texts = parts(metrics, frame)
    low = min([histogram.low, *(each.low for each, _ in compared or ())])
    high = max([histogram.high, *(each.high for each, _ in compared or ())])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(bars(area, _heights(histogram, low, high)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for each, outline in compared or ():
        painter.setPen(QPen(outline, 1))
        painter.drawPolyline(bars(area, _heights(each, low, high)))
    paint_baseline(painter, area, low, high)
    if texts:
        painter.setPen(QColor(tokens.text))
        spread = next(
            (text for digits in (3, 2, 1)
             if metrics.horizontalAdvance(text := _spread(histogram, digits)) <= frame.width()),
            brief(histogram.mean, 2),
        )  # fmt: skip
        painter.drawText(frame, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter, spread)
        painter.setPen(QColor(tokens.dim))
        paint_ends(painter, frame, low, high, Qt.AlignmentFlag.AlignBottom)


def _heights(histogram: Histogram, low: float, high: float) -> np.ndarray:
    """Heights of the bars over a range, the highest 1; where it is the histogram's own they are its counts."""
    counts = histogram.counts
    if (low, high) != (histogram.low, histogram.high):
        counts = over_range(counts[None], np.array([histogram.low]), np.array([histogram.high]), low, high)[0]
    heights: np.ndarray = counts / max(float(counts.max()), 1e-9)
    return heights


def _spread(histogram: Histogram, digits: int) -> str:
    return f"{brief(histogram.mean, digits)} ± {brief(histogram.deviation, digits)}"
