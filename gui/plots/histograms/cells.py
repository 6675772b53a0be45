"""What one cell of the histograms shows, and what its painters share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from pyqtgraph.functions import create_qpolygonf, ndarray_from_qpolygonf
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from gui.plots.scales import brief
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Histogram, Slices

LEAST = 1.5
"""Height of the lowest bar, in pixels: what is counted at all shows, and half a pixel would be lost."""

Mode = Literal["now", "ridge", "overlay", "heat", "bands"]


@dataclass(frozen=True)
class Cell:
    """The histogram as it is, those of the chosen steps, the first of the run where it is asked for, and those of
    another run, of which the latest is compared with the one that is now. What is compared has the colour of text:
    every other one is that of a kind."""

    now: Histogram | None = None
    slices: Slices | None = None
    first: Histogram | None = None
    other: Slices | None = None
    other_name: str = ""

    def stamp(self) -> tuple[object, ...]:
        """Tells two cells apart that look different over time."""
        ends = (
            None if each is None or not len(each)
            else (len(each), int(each.steps[0]), int(each.steps[-1]), float(each.mean[-1]), float(each.deviation[-1]))
            for each in (self.slices, self.other)
        )  # fmt: skip
        return (*ends, self.other_name)

    @property
    def alone(self) -> bool:
        """Whether the histogram that is now is compared with none."""
        return self.first is None and self.beside is None

    def compared(self) -> list[Histogram]:
        """The histograms that are drawn over the one that is now."""
        found = [] if self.first is None else [self.first]
        return found if self.beside is None else [*found, self.beside.histogram(-1)]

    def ends(self) -> tuple[float, float]:
        """The range of values of the histogram that is now and of those it is compared with."""
        assert self.now is not None
        if self.alone:
            return self.now.low, self.now.high
        all_ = (self.now, *self.compared())
        return min(each.low for each in all_), max(each.high for each in all_)

    @property
    def beside(self) -> Slices | None:
        """The slices of the other run, where there are some."""
        return self.other if self.other is not None and len(self.other) else None

    def value_range(self) -> tuple[float, float]:
        """The range of values for all slices of both runs."""
        ends = [each.common_range() for each in (self.slices, self.beside) if each is not None and len(each)]
        return min(low for low, _ in ends), max(high for _, high in ends)

    def step_range(self) -> tuple[int, int]:
        """The first and last step of the slices of both runs."""
        ends = [each.steps for each in (self.slices, self.beside) if each is not None and len(each)]
        return min(int(steps[0]) for steps in ends), max(int(steps[-1]) for steps in ends)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two: the first at 0, the other at 1."""
    return QColor.fromRgbF(*(
        (1 - share) * a + share * b for a, b in zip(one.getRgbF()[:3], other.getRgbF()[:3], strict=True)
    ))  # fmt: skip


def parts(metrics: QFontMetricsF, frame: QRectF) -> tuple[QRectF, bool]:
    """Where the drawing goes, and whether there is room for a line of text above and one below it."""
    line = math.ceil(metrics.height())
    texts = frame.height() >= 3 * line
    return frame.adjusted(0, line + 2 if texts else 0, 0, -line if texts else 0), texts


class Widths:
    """How wide texts of figures are in a font: as the sum of their characters, each measured once."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        self._metrics = metrics
        self._known: dict[str, float] = {}

    def of(self, text: str) -> float:
        """Pixels that a text takes."""
        known = self._known
        try:
            return sum([known[each] for each in text])
        except KeyError:
            known.update({each: self._metrics.horizontalAdvance(each) for each in text})
            return sum([known[each] for each in text])


def fitting_ends(widths: Widths, width: float, low: float, high: float) -> tuple[str, str]:
    """The ends of a range with as many digits as so many pixels have room for."""
    for digits in (3, 2, 1):
        ends = brief(low, digits), brief(high, digits)
        if widths.of("  ".join(ends)) <= width:
            break
    return ends


def paint_ends(painter: QPainter, frame: QRectF, low: float, high: float, flags: Qt.AlignmentFlag) -> None:
    """Two numbers at the left and right end of a frame, with as many digits as have room."""
    left, right = fitting_ends(Widths(QFontMetricsF(painter.font())), frame.width(), low, high)
    painter.drawText(frame, flags | Qt.AlignmentFlag.AlignLeft, left)
    painter.drawText(frame, flags | Qt.AlignmentFlag.AlignRight, right)


def paint_steps(painter: QPainter, frame: QRectF, first: int, last: int, flags: Qt.AlignmentFlag) -> None:
    """Two steps at the ends of a frame; the first one only where there is room."""
    left, right = f"{first:,}", f"{last:,}"
    painter.drawText(frame, flags | Qt.AlignmentFlag.AlignRight, right)
    if QFontMetricsF(painter.font()).horizontalAdvance(f"{left}   {right}") <= frame.width():
        painter.drawText(frame, flags | Qt.AlignmentFlag.AlignLeft, left)


def paint_baseline(painter: QPainter, area: QRectF, low: float, high: float) -> None:
    """The axis of values below, and a dotted line at zero."""
    tokens = theme.tokens
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    if low < 0 < high:
        zero = area.left() - low / (high - low) * area.width()
        painter.setPen(QPen(QColor(tokens.dim), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()))


def edges_of(area: QRectF, bins: int) -> np.ndarray:
    """Where the bars of an area begin and end, in whole pixels."""
    edges: np.ndarray = np.round(area.left() + area.width() / bins * np.arange(bins + 1))
    return edges


def bars(area: QRectF, heights: np.ndarray) -> QPolygonF:
    """Bars as one shape, from the lower left corner to the lower right: one call draws them all."""
    edges = edges_of(area, len(heights))
    tops = area.bottom() - np.where(heights > 0, np.maximum(heights * area.height(), LEAST), 0.0)
    x, y = np.repeat(edges, 2), np.full(2 * len(edges), area.bottom())
    y[1:-1] = np.repeat(tops, 2)
    return polygon(x, y)


def polygon(x: np.ndarray, y: np.ndarray) -> QPolygonF:
    """A line through points."""
    found: QPolygonF = create_qpolygonf(len(x))
    points = ndarray_from_qpolygonf(found)
    points[:, 0], points[:, 1] = x, y
    return found
