"""How one histogram looks: bars over its range, mean and deviation above, the ends of the range below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from gui.plots.scales import brief
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Histogram


def paint_histogram(painter: QPainter, frame: QRectF, histogram: Histogram, colour: QColor) -> None:
    """Draw into `frame`, whose height decides whether there is room for the texts."""
    tokens, metrics = theme.tokens, QFontMetricsF(painter.font())
    line = metrics.height()
    texts = frame.height() >= 3 * line
    area = frame.adjusted(0, line + 2 if texts else 0, 0, -line if texts else 0)
    most = max(int(histogram.counts.max()), 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(_outline(area, histogram.counts / most))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    if histogram.low < 0 < histogram.high:
        zero = area.left() - histogram.low / (histogram.high - histogram.low) * area.width()
        painter.setPen(QPen(QColor(tokens.dim), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()))
    if texts:
        painter.setPen(QColor(tokens.text))
        spread = next(
            (text for digits in (3, 2, 1)
             if metrics.horizontalAdvance(text := _spread(histogram, digits)) <= frame.width()),
            brief(histogram.mean, 2),
        )  # fmt: skip
        painter.drawText(frame, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter, spread)
        painter.setPen(QColor(tokens.dim))
        low, high = next(
            ends for digits in (3, 2, 1)
            if metrics.horizontalAdvance("  ".join(ends := _ends(histogram, digits))) <= frame.width() or digits == 1
        )  # fmt: skip
        painter.drawText(frame, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, low)
        painter.drawText(frame, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, high)


def _spread(histogram: Histogram, digits: int) -> str:
    return f"{brief(histogram.mean, digits)} ± {brief(histogram.deviation, digits)}"


def _ends(histogram: Histogram, digits: int) -> tuple[str, str]:
    return brief(histogram.low, digits), brief(histogram.high, digits)


def _outline(area: QRectF, heights: np.ndarray) -> QPolygonF:
    """The bars as one shape, from the lower left corner to the lower right: one call draws them all."""
    edges = np.round(area.left() + area.width() / len(heights) * np.arange(len(heights) + 1))
    # What is counted at all shows: half a pixel would be lost.
    tops = area.bottom() - np.where(heights > 0, np.maximum(heights * area.height(), 1.5), 0.0)
    points = [QPointF(edges[0], area.bottom())]
    for left, right, top in zip(edges[:-1].tolist(), edges[1:].tolist(), tops.tolist(), strict=True):
        points += [QPointF(left, top), QPointF(right, top)]
    points.append(QPointF(edges[-1], area.bottom()))
    return QPolygonF(points)
