"""How histograms look over the steps of a run: ridges, an overlay, a heat map, bands of percentiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from engine import QUANTILES
from gui.plots.histograms.cells import Cell, Mode, paint_baseline, paint_ends, paint_steps, parts, polygon
from gui.plots.scales import brief, ticks
from gui.ramps import shades_between
from gui.theme import mixed, theme

if TYPE_CHECKING:
    from engine import Slices

RIDGE_PIXELS, MOST_RIDGES = 6, 24
"""Pixels from one ridge to the next, at least, and how many there are at most."""

MOST_LINES = 10
"""Lines of an overlay."""

LEVELS = 64
"""Shades of a heat map."""

LEAST_SHADE = 0.12
"""How dark a single value is at least, so that it can be seen."""

NARROW, LOW, ROOMY = 110, 24, 220
"""Pixels of width and height from which on values stand beside a picture, and of width for longer ones."""

TALL = 120
"""Pixels from which on a picture says above it what its colours mean."""

VALUES, LARGE_VALUES = 36, 52
"""Pixels for these."""

BANDS = ((0, 6, 0.14), (1, 5, 0.30), (2, 4, 0.52))
"""Which of the QUANTILES bound a band, and how much of the colour it has."""

MEDIAN = QUANTILES.index(0.5)


def paint_over_time(painter: QPainter, frame: QRectF, cell: Cell, mode: Mode, colour: QColor) -> None:
    """Draw a cell with at least one slice."""
    area, texts = parts(QFontMetricsF(painter.font()), frame)
    low, high = cell.value_range()
    first, last = cell.step_range()
    upright = mode in ("heat", "bands")  # values upwards, steps across
    inner = beside_values(area) if upright else area
    if mode in ("ridge", "overlay"):
        (_paint_ridges if mode == "ridge" else _paint_overlay)(painter, area, cell, low, high, colour)
    elif mode == "heat":
        _paint_heat(painter, inner, cell, low, high, colour)
    else:
        _paint_bands(painter, inner, cell, low, high, colour)
    if not texts:
        return
    painter.setPen(QColor(theme.tokens.dim))
    above, below = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
    if not upright:
        paint_ends(painter, frame, low, high, below)
        _paint_between(painter, frame, _span_text(first, last), above)
        return
    under = QRectF(inner.left(), frame.top(), inner.width(), frame.height())
    if inner.left() > area.left():
        _paint_values(painter, area, inner, low, high)
        if inner.height() >= TALL:
            _paint_between(painter, under, _meaning_text(mode), above)
    else:
        paint_ends(painter, frame, low, high, above)
    step = QCoreApplication.translate("OverTime", "step")
    for part in halves(under, cell) if mode == "heat" else (under,):
        paint_steps(painter, part, first, last, below)
        _paint_between(painter, part, step, below, f"{first:,}", f"{last:,}")


def slice_at(area: QRectF, cell: Cell, mode: Mode, place: QPointF) -> tuple[Slices, int] | None:
    """The slice that is drawn at a place: of the step there, of the ridge there, or the latest of an overlay."""
    slices = cell.slices
    if slices is None or not len(slices):
        return None
    first, last = cell.step_range()
    inner = beside_values(area) if mode in ("heat", "bands") else area
    across = min(max((place.x() - inner.left()) / max(inner.width(), 1), 0.0), 1.0)
    if mode == "ridge":
        index, baselines, _ = ridges(area, slices)
        return slices, int(index[np.abs(baselines - place.y()).argmin()])
    if mode == "overlay":
        return slices, len(slices) - 1
    if mode == "heat" and cell.beside is not None:
        if across > 0.5:
            slices = cell.beside
        across = 2 * across % 1 if across < 1 else 1.0
    return slices, slices.nearest(first + across * (last - first))


def beside_values(area: QRectF) -> QRectF:
    """What is left of an area beside the numbers of its axis of values, where there is room for them."""
    if area.width() < NARROW or area.height() < LOW:
        return area
    return area.adjusted(VALUES if area.width() < ROOMY else LARGE_VALUES, 0, 0, 0)


def _paint_values(painter: QPainter, area: QRectF, inner: QRectF, low: float, high: float) -> None:
    """The axis of values at the left: both ends, round numbers between them where there is room."""
    metrics = QFontMetricsF(painter.font())
    line, room = metrics.height(), inner.left() - area.left() - 4
    places = [(high, inner.top()), (low, inner.bottom() - line)]
    for value in ticks(low, high, inner.height() / (4 * line)):
        top = inner.bottom() - (value - low) / (high - low) * inner.height() - line / 2
        if inner.top() + 1.5 * line < top < inner.bottom() - 2.5 * line:
            places.append((value, top))
    for value, top in places:
        text = next((each for digits in (3, 2, 1) if metrics.horizontalAdvance(each := brief(value, digits)) <= room),
                    brief(value, 1))  # fmt: skip
        painter.drawText(QRectF(area.left(), top, room, line), Qt.AlignmentFlag.AlignRight, text)


def _paint_between(painter: QPainter, frame: QRectF, text: str, flags: Qt.AlignmentFlag, *beside: str) -> None:
    """A text in the middle, where there is room for it between those beside it."""
    if QFontMetricsF(painter.font()).horizontalAdvance("   ".join((*beside, text))) <= frame.width():
        painter.drawText(frame, flags | Qt.AlignmentFlag.AlignHCenter, text)


def _span_text(first: int, last: int) -> str:
    text = QCoreApplication.translate("OverTime", "steps {first} to {last}")
    return text.format(first=f"{first:,}", last=f"{last:,}")


def _meaning_text(mode: Mode) -> str:
    """What the colours say."""
    if mode == "heat":
        return QCoreApplication.translate("OverTime", "the darker, the more values")
    return QCoreApplication.translate("OverTime", "median, and 50, 90, 100 % of the values")


def halves(area: QRectF, cell: Cell) -> tuple[QRectF, ...]:
    """Where heat maps go: one in all the room, or those of two runs side by side."""
    if cell.beside is None:
        return (area,)
    half = area.width() / 2
    return area.adjusted(0, 0, -half - 1, 0), area.adjusted(half + 1, 0, 0, 0)


def ridges(area: QRectF, slices: Slices) -> tuple[np.ndarray, np.ndarray, float]:
    """Which slices have a ridge, where they stand from the back to the front, and how high they may be."""
    count = min(max(int(area.height() / RIDGE_PIXELS), 3), MOST_RIDGES, len(slices))
    index = np.unique(np.linspace(0, len(slices) - 1, count).round().astype(int))
    height = area.height() * (min(0.4, 4 / len(index)) if len(index) > 1 else 1.0)
    baselines = np.linspace(area.top() + height, area.bottom(), len(index)) if len(index) > 1 else [area.bottom()]
    return index, np.asarray(baselines), height


def _paint_ridges(painter: QPainter, area: QRectF, cell: Cell, low: float, high: float, colour: QColor) -> None:
    slices, drawn = cell.slices, []
    if slices is not None and len(slices):
        drawn += _ridge_lines(area, slices, low, high, colour, filled=True)
    if cell.beside is not None:
        other = QColor(theme.tokens.text)
        drawn += _ridge_lines(area, cell.beside, low, high, other, filled=False)
    panel = QColor(theme.tokens.panel)
    for _, line, shade, filled in sorted(drawn, key=lambda each: (each[0], not each[3])):
        painter.setPen(QPen(shade, 1))
        if filled:
            painter.setBrush(mixed(panel, shade, 0.55))
            painter.drawPolygon(line)  # it begins and ends on its baseline
        else:
            painter.drawPolyline(line)
    paint_baseline(painter, area, low, high)


def _ridge_lines(
    area: QRectF, slices: Slices, low: float, high: float, colour: QColor, *, filled: bool
) -> list[tuple[float, QPolygonF, QColor, bool]]:
    index, baselines, height = ridges(area, slices)
    x, heights = _profiles(area, slices.at(index), low, high)
    panel, last = QColor(theme.tokens.panel), max(len(index) - 1, 1)
    return [
        (
            float(baseline),
            polygon(x, baseline - height * profile),
            mixed(panel, colour, 0.45 + 0.55 * at / last),
            filled,
        )
        for at, (baseline, profile) in enumerate(zip(baselines, heights, strict=True))
    ]


def _paint_overlay(painter: QPainter, area: QRectF, cell: Cell, low: float, high: float, colour: QColor) -> None:
    panel = QColor(theme.tokens.panel)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    runs = ((cell.slices, colour), (cell.beside, QColor(theme.tokens.text)))
    for slices, hue in runs:
        if slices is None or not len(slices):
            continue
        index = np.unique(np.linspace(0, len(slices) - 1, MOST_LINES).round().astype(int))
        x, heights = _profiles(area, slices.at(index), low, high)
        for at, profile in enumerate(heights):
            share = 1.0 if len(index) == 1 else 0.2 + 0.8 * at / (len(index) - 1)
            painter.setPen(QPen(mixed(panel, hue, share), 2 if at == len(index) - 1 else 1))
            painter.drawPolyline(polygon(x, area.bottom() - area.height() * profile))
    paint_baseline(painter, area, low, high)


def _profiles(area: QRectF, slices: Slices, low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    """Where bins have their middles, with both ends, and heights there: those of a slice from 0 to 1, its highest."""
    counts = slices.resampled(low, high)
    heights = counts / np.maximum(counts.max(axis=1, keepdims=True), 1e-9)
    middles = (np.arange(counts.shape[1]) + 0.5) / counts.shape[1]
    x = area.left() + area.width() * np.concatenate([[0.0], middles, [1.0]])
    return x, np.pad(heights, ((0, 0), (1, 1)))


def _paint_heat(painter: QPainter, area: QRectF, cell: Cell, low: float, high: float, colour: QColor) -> None:
    first, last = cell.step_range()
    for slices, part in zip((cell.slices, cell.beside), halves(area, cell), strict=False):
        if slices is None or not len(slices) or part.width() < 1:
            continue
        hue = colour if slices is cell.slices else QColor(theme.tokens.text)
        image = heat_image(slices, low, high, first, last, int(part.width()), hue)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(part, image)
        painter.setPen(QPen(QColor(theme.tokens.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(part)
        if slices is cell.beside:
            painter.setPen(hue)
            room = QFontMetricsF(painter.font()).elidedText(
                cell.other_name, Qt.TextElideMode.ElideRight, part.width() - 6
            )
            painter.drawText(part.adjusted(3, 1, -3, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, room)


def heat_image(
    slices: Slices, low: float, high: float, first: int, last: int, width: int, colour: QColor
) -> QImage:  # fmt: skip
    """A picture, a pixel wide for each of `width` steps from `first` to `last` and a pixel high for each bin, great
    values on top. A slice is as dark as its fullest bin is full, by the square root; steps without any stay empty."""
    counts = slices.resampled(low, high)
    shares = np.sqrt(counts / np.maximum(counts.max(axis=1, keepdims=True), 1e-9))
    shades = np.where(counts > 0, LEAST_SHADE + (1 - LEAST_SHADE) * shares, 0.0)
    levels = np.rint(shades * (LEVELS - 1)).astype(np.uint8)
    steps = first + (np.arange(width) + 0.5) * ((last - first) / width)
    middles = (slices.steps[1:] + slices.steps[:-1]) / 2
    columns = levels[np.searchsorted(middles, steps)].T[::-1]
    known = (steps >= slices.steps[0]) & (steps <= slices.steps[-1]) if last > first else np.ones(width, dtype=bool)
    panel = QColor(theme.tokens.panel)
    colours = shades_between(panel.name(), colour.name(), LEVELS)
    pixels = np.ascontiguousarray(np.where(known, colours[columns], np.uint32(panel.rgb())))
    return QImage(pixels.data, width, len(pixels), 4 * width, QImage.Format.Format_RGB32).copy()


def _paint_bands(painter: QPainter, area: QRectF, cell: Cell, low: float, high: float, colour: QColor) -> None:
    first, last = cell.step_range()
    panel = QColor(theme.tokens.panel)
    painter.save()
    painter.setClipRect(area.adjusted(0, -1, 0, 1))
    if cell.slices is not None and len(cell.slices):
        x, levels = _band_lines(area, cell.slices, first, last, low, high)
        painter.setPen(Qt.PenStyle.NoPen)
        for lower, upper, share in BANDS:
            painter.setBrush(mixed(panel, colour, share))
            around = np.concatenate([levels[:, upper], levels[::-1, lower]])
            painter.drawPolygon(polygon(np.concatenate([x, x[::-1]]), around))
        painter.setPen(QPen(colour, 2))
        painter.drawPolyline(polygon(x, levels[:, MEDIAN]))
    if cell.beside is not None:
        x, levels = _band_lines(area, cell.beside, first, last, low, high)
        hue = QColor(theme.tokens.text)
        for at in (1, MEDIAN, 5):
            painter.setPen(QPen(hue, 1, Qt.PenStyle.SolidLine if at == MEDIAN else Qt.PenStyle.DashLine))
            painter.drawPolyline(polygon(x, levels[:, at]))
    if low < 0 < high:
        zero = area.bottom() + low / (high - low) * area.height()
        painter.setPen(QPen(QColor(theme.tokens.dim), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(area.left(), zero), QPointF(area.right(), zero))
    painter.restore()
    painter.setPen(QPen(QColor(theme.tokens.line), 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())


def _band_lines(
    area: QRectF, slices: Slices, first: int, last: int, low: float, high: float
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Where steps lie, and where the quantiles (S, Q) do; a single slice goes all the way across."""
    y = area.bottom() - (slices.quantiles - low) / (high - low) * area.height()
    if last == first:
        return np.array([area.left(), area.right()]), np.repeat(y[:1], 2, axis=0)
    return area.left() + (slices.steps - first) / (last - first) * area.width(), y
