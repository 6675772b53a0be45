"""Which number has which colour: a line below pictures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.scales import brief, exact
from gui.theme import theme

KEY = 40.0
"""Pixels of the short bar in a line of text."""


def paint_scale(painter: QPainter, room: QRectF, low: str, high: str, kind: str = "signed") -> float:
    """A short bar of colours with what stands at its ends, at the right of a line of text, in the painter's letters;
    from orange to blue, or in greys. Returns where it begins; nothing is painted where it has no room."""
    tokens, metrics = theme.tokens, QFontMetricsF(painter.font())
    ends = metrics.horizontalAdvance(low), metrics.horizontalAdvance(high)
    width = sum(ends) + 8 + KEY
    if width > room.width():
        return room.right()
    left = room.right() - width
    frame = QRectF(left + ends[0] + 4, room.center().y() - 3, KEY, 7)
    gradient = QLinearGradient(frame.topLeft(), frame.topRight())
    grey = "#000000", "#808080", "#ffffff"
    for index, colour in enumerate((tokens.validation, tokens.panel, tokens.training) if kind == "signed" else grey):
        gradient.setColorAt(index / 2, QColor(colour))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(frame, gradient)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(tokens.line))
    painter.drawRect(frame)
    painter.setPen(QColor(tokens.dim))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(left, room.y(), ends[0] + 1, room.height()), middle, low)
    painter.drawText(QRectF(frame.right() + 4, room.y(), ends[1] + 2, room.height()), middle, high)
    painter.restore()
    return left


def paint_names(painter: QPainter, line: QRectF, entries: list[tuple[QColor, str]], free: float) -> float:
    """Colours and their names at the right of a line of text, where they fit into what is free of it, in the painter's
    letters. Returns how much they take."""
    metrics = QFontMetricsF(painter.font())
    width = sum(metrics.horizontalAdvance(name) + 22 for _, name in entries)
    if not entries or width > free:
        return 0.0
    at = line.right() - width + 8
    painter.setPen(QColor(theme.tokens.dim))
    for colour, name in entries:
        painter.fillRect(QRectF(at, line.center().y() - 4, 8, 8), colour)
        painter.drawText(QRectF(at + 12, line.y(), width, line.height()), Qt.AlignmentFlag.AlignVCenter, name)
        at += metrics.horizontalAdvance(name) + 22
    return width


class ScaleBar(QWidget):
    """The colours of a scale with the numbers at its ends, and a line of text."""

    def __init__(self) -> None:
        super().__init__()
        self._limit, self._colour, self._text = 0.0, False, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Scale"))
        theme.changed.connect(self.update)

    def show_scale(self, limit: float, *, colour: bool, text: str) -> None:
        """Show the scale from -limit to limit: of numbers, or of each of the three colours."""
        if (limit, colour, text) != (self._limit, self._colour, self._text):
            self._limit, self._colour, self._text = limit, colour, text
            scale = self.tr("Colours from {low} to {high}").format(low=exact(-limit), high=exact(limit))
            self.setToolTip(f"{text}\n{scale}")
            self.setAccessibleDescription(self.toolTip())
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, round(QFontMetricsF(self.font()).height()) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.tokens
        metrics = QFontMetricsF(self.font())
        low, high = brief(-self._limit), brief(self._limit)
        ends = metrics.horizontalAdvance(low), metrics.horizontalAdvance(high)
        bar = min(90.0, max(self.width() - sum(ends) - 16, 24.0))
        left = self.width() - bar - sum(ends) - 10
        frame = QRectF(left + ends[0] + 4, 3, bar, self.height() - 6)
        gradient = QLinearGradient(frame.topLeft(), frame.topRight())
        stops = ("#000000", "#808080", "#ffffff") if self._colour else (
            tokens.validation, tokens.panel, tokens.training)  # fmt: skip
        for index, colour in enumerate(stops):
            gradient.setColorAt(index / 2, QColor(colour))
        painter.fillRect(frame, gradient)
        painter.setPen(QColor(tokens.line))
        painter.drawRect(frame)
        painter.setPen(QColor(tokens.dim))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, ends[0] + 1, self.height()), middle, low)
        painter.drawText(QRectF(frame.right() + 4, 0, ends[1] + 2, self.height()), middle, high)
        room = left - 8
        if room > metrics.horizontalAdvance("00000000"):
            text = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(2, 0, room, self.height()), middle, text)
