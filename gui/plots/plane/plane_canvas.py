"""The input plane on the screen: a picture of it, the samples, and a point that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.layer import KeptLayer
from gui.plots.scale_bar import paint_names
from gui.plots.scales import ticks
from gui.plots.view import is_taken
from gui.theme import tabular, theme

if TYPE_CHECKING:
    from engine import Points

Place = tuple[float, float]

LEGEND_WIDTH = 140
"""Pixels beside the plane from which on there is a legend."""

TICKED = 150
"""Pixels of the plane's side from which on its axes have numbers."""

STEPS = 64
"""How many steps of an arrow key it is across the plane."""


class PlaneCanvas(QWidget):
    """Draws the plane; `legend` draws what stands beside it. Hovering, clicks and arrow keys choose points."""

    hovered = Signal(object)
    """The point under the pointer, raw; None when it left."""
    kept = Signal(object)
    """A point was chosen to stay; None: none is to stay any more."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, focusPolicy=Qt.FocusPolicy.StrongFocus, mouseTracking=True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)
        tabular(self)
        self.bounds = (-1.0, 1.0, -1.0, 1.0)
        self.picture: QImage | None = None
        self.smooth = True
        self.samples: tuple[tuple[Points, bool], ...] = ()
        """Samples to draw, and whether they are for validation."""
        self.colour_of: Callable[[np.ndarray], list[QColor]] = lambda targets: (
            [QColor(theme.tokens.text)] * len(targets)
        )
        self.colouring: object = None
        """By what the samples are coloured; another value paints them anew."""
        self.legend: Callable[[QPainter, QRectF], None] | None = None
        self.key: Callable[[], list[tuple[QColor, str]]] = list
        """Colours and their names, in one line below where there is no legend beside the plane."""
        self.readout, self.hint = "", ""
        """One line below the plane: what is read there; else how to."""
        self.here: Place | None = None
        self.probe: Place | None = None
        self._overlay = KeptLayer(self, self._paint_all_samples)
        theme.changed.connect(self._forget)

    # where things are

    def plane(self) -> QRectF:
        """Where the plane is drawn."""
        line = QFontMetricsF(self.font()).height()
        area = QRectF(self.rect()).adjusted(2, 2, -2, -line - 4)
        left, right, bottom, top = self.bounds
        square = abs((right - left) - (top - bottom)) <= 1e-6 * (right - left)
        if self._ticked():
            room = QFontMetricsF(self.font()).horizontalAdvance("-0.00") + 4
            area = area.adjusted(room, 0, 0, -line)
        side = min(area.width(), area.height())
        if not square:
            beside = LEGEND_WIDTH if area.width() >= 2 * LEGEND_WIDTH + 80 else 0
            return area.adjusted(0, 0, -beside, 0)
        spare = area.width() - side
        aside = 0.0 if spare >= LEGEND_WIDTH else spare / 2
        return QRectF(area.left() + aside, area.top(), side, side)

    def _ticked(self) -> bool:
        """Whether there is room for numbers on the axes."""
        return min(self.width() - 4, self.height() - QFontMetricsF(self.font()).height() - 6) >= TICKED

    def beside(self) -> QRectF:
        """Where the legend is drawn; empty where there is no room."""
        plane = self.plane()
        left = plane.right() + 12
        area = QRectF(left, plane.top(), min(self.width() - left - 4, 240), plane.height())
        return area if area.width() >= LEGEND_WIDTH - 24 else QRectF()

    def to_screen(self, points: np.ndarray) -> np.ndarray:
        """Where raw points (n, 2) lie, in pixels."""
        plane, (left, right, bottom, top) = self.plane(), self.bounds
        x = plane.left() + (points[:, 0] - left) / (right - left) * plane.width()
        y = plane.bottom() - (points[:, 1] - bottom) / (top - bottom) * plane.height()
        return np.stack([x, y], axis=1)

    def to_plane(self, place: QPointF) -> Place | None:
        """The raw point at a place; None outside of the plane."""
        plane, (left, right, bottom, top) = self.plane(), self.bounds
        if not plane.contains(place):
            return None
        x = left + (place.x() - plane.left()) / plane.width() * (right - left)
        y = bottom + (plane.bottom() - place.y()) / plane.height() * (top - bottom)
        return x, y

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plane, tokens = self.plane(), theme.tokens
        if self.picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.smooth)
            painter.drawImage(plane, self.picture)
        if is_taken(self):
            self._paint_all_samples(painter)
        else:
            shown = tuple((points.x.tobytes(), points.targets.tobytes(), late) for points, late in self.samples)
            key = shown, self.colouring, self.bounds
            painter.drawPixmap(0, 0, self._overlay.picture(*key))  # they stay while the answer changes
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawRect(plane)
        self._paint_ticks(painter, plane)
        for place, kept in ((self.probe, True), (self.here, False)):
            if place is not None:
                self._paint_cross(painter, plane, place, kept=kept)
        area = self.beside()
        if self.legend is not None and not area.isEmpty():
            self.legend(painter, area)
        painter.setPen(QColor(tokens.text if self.readout else tokens.dim))
        line = QFontMetricsF(self.font())
        below = QRectF(2, self.height() - line.height() - 1, self.width() - 4, line.height())
        text = self.readout or ("" if is_taken(self) else self.hint)
        if area.isEmpty() and not self.readout:
            free = below.width() - line.horizontalAdvance(text) - 12
            below.setWidth(below.width() - paint_names(painter, below, self.key(), free))
        painter.setPen(QColor(tokens.text if self.readout else tokens.dim))
        text = line.elidedText(text, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus() and not is_taken(self):
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(plane.adjusted(-1, -1, 1, 1))

    def _paint_ticks(self, painter: QPainter, plane: QRectF) -> None:
        """Round numbers on both axes, where there is room."""
        if not self._ticked():
            return
        metrics, (left, right, bottom, top) = QFontMetricsF(self.font()), self.bounds
        painter.setPen(QColor(theme.tokens.dim))
        across, up = ticks(left, right, plane.width() / 50), ticks(bottom, top, plane.height() / 35)
        font = QFont(self.font())
        font.setItalic(True)
        painter.setFont(font)
        if len(across) > 1:  # names of axes between their last two numbers
            at = plane.left() + ((across[-1] + across[-2]) / 2 - left) / (right - left) * plane.width()
            painter.drawText(
                QPointF(at - metrics.horizontalAdvance("x") / 2, plane.bottom() + metrics.ascent() + 1), "x"
            )
        if len(up) > 1:
            at = plane.bottom() - ((up[-1] + up[-2]) / 2 - bottom) / (top - bottom) * plane.height()
            painter.drawText(
                QPointF(plane.left() - metrics.horizontalAdvance("y") - 6, at + metrics.xHeight() / 2), "y"
            )
        painter.setFont(self.font())
        for value in across:
            text = f"{value:g}"
            at = plane.left() + (value - left) / (right - left) * plane.width() - metrics.horizontalAdvance(text) / 2
            painter.drawText(QPointF(at, plane.bottom() + metrics.ascent() + 1), text)
        for value in up:
            text = f"{value:g}"
            at = plane.bottom() - (value - bottom) / (top - bottom) * plane.height() + metrics.capHeight() / 2
            painter.drawText(QPointF(plane.left() - metrics.horizontalAdvance(text) - 4, at), text)

    def _paint_cross(self, painter: QPainter, plane: QRectF, place: Place, *, kept: bool) -> None:
        (x, y), tokens = self.to_screen(np.array([place]))[0], theme.tokens
        if not plane.adjusted(-1, -1, 1, 1).contains(x, y):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((tokens.panel, 4), (tokens.text, 1.6)):
            painter.setPen(QPen(QColor(colour), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if kept:
                painter.drawEllipse(QPointF(x, y), 7, 7)
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                painter.drawLine(QPointF(x + 3 * dx, y + 3 * dy), QPointF(x + 10 * dx, y + 10 * dy))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_all_samples(self, painter: QPainter) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.plane(), Qt.ClipOperation.IntersectClip)
        for points, late in self.samples:
            self._paint_samples(painter, points, late)
        painter.restore()

    def _paint_samples(self, painter: QPainter, points: Points, late: bool) -> None:
        plane = self.plane()
        radius = min(max(min(plane.width(), plane.height()) / 110, 1.8), 4.5)
        painter.setPen(QPen(QColor(theme.tokens.panel), 1))
        colours = self.colour_of(points.targets)
        for (x, y), colour in zip(self.to_screen(points.x).tolist(), colours, strict=True):
            painter.setBrush(colour)
            draw_marker(painter, QPointF(x, y), radius, square=late)

    def _forget(self) -> None:
        self._overlay.forget()
        self.update()

    # choosing points

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.to_plane(event.position()))
        if event.buttons() & Qt.MouseButton.LeftButton and self.here is not None:
            self.kept.emit(self.here)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.to_plane(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.kept.emit(place)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, (left, right, bottom, top) = event.key(), self.bounds
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
        if key in steps:
            x, y = self.probe if self.probe is not None else ((left + right) / 2, (bottom + top) / 2)
            many = 8 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            if self.probe is not None:
                dx, dy = steps[Qt.Key(key)]
                x, y = x + many * dx * (right - left) / STEPS, y + many * dy * (top - bottom) / STEPS
            self.kept.emit((min(max(x, left), right), min(max(y, bottom), top)))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.probe is not None:
            self.kept.emit(None)
        else:
            super().keyPressEvent(event)

    def _hover(self, place: Place | None) -> None:
        if place != self.here:
            self.here = place
            self.hovered.emit(place)
            self.update()


def draw_marker(painter: QPainter, centre: QPointF, radius: float, *, square: bool) -> None:
    """A sample: a circle for training, a square for validation."""
    if square:
        painter.drawRect(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius))
    else:
        painter.drawEllipse(centre, radius, radius)
