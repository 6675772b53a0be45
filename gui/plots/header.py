"""The line above a plot: its title, and for each series a sample of its line, its name and its newest value, large."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import theme

SAMPLE = 22
"""Pixels of a sample of a line."""

GAP = 4
SIZES = (2.1, 1.8, 1.5, 1.25, 1.0)
"""Sizes of values as multiples of the font's, the largest that fits is taken."""

NO_VALUE = "–"


@dataclass
class Key:
    """How a series is told from others: name, colour token, line style, marker ("o", "s" or none)."""

    name: str
    token: str
    style: Qt.PenStyle = Qt.PenStyle.SolidLine
    marker: str = ""
    width: float = 2.0
    value: str = NO_VALUE


class Header(QWidget):
    """Legend and read-out in one. Where room is short the third key goes, then the names, then the title."""

    def __init__(self, title: str, keys: list[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def show_values(self, values: list[str]) -> None:
        """The newest value of each key, in their order."""
        if values != [key.value for key in self.keys]:
            for key, value in zip(self.keys, values, strict=True):
                key.value = value
            self.setAccessibleDescription(", ".join(f"{key.name} {key.value}" for key in self.keys))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, round(QFontMetricsF(self._font(SIZES[0])).height()))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.tokens
        title_font = self._font(1.1, bold=True)
        title_width = QFontMetricsF(title_font).horizontalAdvance(self.title)
        size, names, keys, titled = self._fitting(self.width() - title_width - 4 * GAP)
        small, large = self._font(0.95), self._font(size, bold=True)
        baseline = self.height() - QFontMetricsF(self._font(SIZES[0])).descent()
        if titled:
            painter.setFont(title_font)
            painter.setPen(QColor(tokens.text))
            painter.drawText(QPointF(0, baseline), self.title)
        x = self.width() - self._width(keys, size, names)
        for key in keys:
            colour = QColor(getattr(tokens, key.token))
            draw_sample(painter, QPointF(x, baseline - QFontMetricsF(small).xHeight() / 2), key, colour)
            x += SAMPLE + GAP
            if names:
                painter.setFont(small)
                painter.setPen(QColor(tokens.text))
                painter.drawText(QPointF(x, baseline), key.name)
                x += QFontMetricsF(small).horizontalAdvance(key.name) + GAP
            painter.setFont(large)
            painter.setPen(colour)
            painter.drawText(QPointF(x, baseline), key.value)
            x += self._value_width(key, large) + 3 * GAP

    def _fitting(self, room: float) -> tuple[float, bool, list[Key], bool]:
        """The most that fits into `room` (or the whole width without the title): size, with names, keys, with title."""
        kept = list(self.keys)
        while len(kept) > 2:
            for size in SIZES[:3]:
                if self._width(kept, size, True) <= room:
                    return size, True, kept, True
            kept.pop()
        for width, names, titled in ((room, True, True), (room, False, True), (self.width(), False, False)):
            for size in SIZES[:4] if names else SIZES:
                if self._width(kept, size, names) <= width:
                    return size, names, kept, titled
        return SIZES[-1], False, kept, False

    def _width(self, keys: list[Key], size: float, names: bool) -> float:
        large, small = self._font(size, bold=True), QFontMetricsF(self._font(0.95))
        width = sum(SAMPLE + GAP + self._value_width(key, large) for key in keys) + 3 * GAP * max(len(keys) - 1, 0)
        return width + (sum(small.horizontalAdvance(key.name) + GAP for key in keys) if names else 0.0)

    def _value_width(self, key: Key, font: QFont) -> float:
        """Room for a value; that of a typical one at least, so that the line stands still while digits change."""
        metrics = QFontMetricsF(font)
        return max(metrics.horizontalAdvance(key.value), metrics.horizontalAdvance("0.0000"))

    def _font(self, factor: float, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * factor)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


def draw_sample(painter: QPainter, left: QPointF, key: Key, colour: QColor) -> None:
    """A short piece of a series' line, with its marker, from `left` on."""
    painter.setPen(QPen(colour, key.width, key.style, Qt.PenCapStyle.FlatCap))
    painter.drawLine(left, left + QPointF(SAMPLE, 0))
    place = QRectF(left.x() + SAMPLE / 2 - 3.5, left.y() - 3.5, 7, 7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if key.marker == "o":
        painter.drawEllipse(place)
    elif key.marker == "s":
        painter.drawRect(place)
    painter.setBrush(Qt.BrushStyle.NoBrush)
