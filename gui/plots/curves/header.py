"""The line above a plot: its title, and for each series a sample of its line, its name and its newest value, large."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import theme

SAMPLE = 22
"""Pixels of a sample of a line."""

GAP = 4
SIZES = (2.1, 1.8, 1.5, 1.25, 1.0)
"""Sizes of values as multiples of the font's, the largest that fits is taken."""

SMALL = 0.95
"""The size of names."""

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
    """Legend and read-out in one: keys in a line where they fit, else with names above the values, else, where height
    is short too, without names. What does not fit even so gives way in this order: the third key, the title, the first
    key."""

    def __init__(self, title: str, keys: list[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.keys = keys
        self._stacked = False
        self._sizes = SIZES
        self._faces: dict[tuple[float, bool], tuple[QFont, QFontMetricsF, dict[str, float]]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def show_values(self, values: list[str]) -> None:
        """The newest value of each key, in their order."""
        if values != [key.value for key in self.keys]:
            for key, value in zip(self.keys, values, strict=True):
                key.value = value
            self.setAccessibleDescription(", ".join(f"{key.name} {key.value}" for key in self.keys))
            self.update()

    def arrange(self, width: int, *, tall: bool, low: bool = False) -> None:
        """Choose between one line and two for a width to come; two only where the plot is `tall` enough. In a line of
        its own it is `low`, to leave the height to the plot."""
        sizes = SIZES[2:] if low else SIZES
        stacked = tall and self._line_width(self.keys, SIZES[2], names=True) > width - self._title_width()
        if (stacked, sizes) != (self._stacked, self._sizes):
            self._stacked, self._sizes = stacked, sizes
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = self._metrics(SIZES[1] if self._stacked else self._sizes[0]).height()
        return QSize(60, round(height + (self._metrics(SMALL).height() - 4 if self._stacked else 0)))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._stacked:
            self._paint_stacked(painter)
        else:
            self._paint_line(painter)

    def _paint_line(self, painter: QPainter) -> None:
        size, names, keys, titled = self._fitting(self.width() - self._title_width())
        small, large = self._font(SMALL), self._font(size, bold=True)
        baseline = self.height() - self._metrics(self._sizes[0]).descent()
        if titled:
            self._paint_title(painter, baseline)
        x = self.width() - self._line_width(keys, size, names=names)
        for key in keys:
            draw_sample(painter, QPointF(x, baseline - self._metrics(SMALL).xHeight() / 2), key)
            x += SAMPLE + GAP
            if names:
                painter.setFont(small)
                painter.setPen(QColor(theme.tokens.text))
                painter.drawText(QPointF(x, baseline), key.name)
                x += self._width(key.name, SMALL) + GAP
            painter.setFont(large)
            painter.setPen(QColor(getattr(theme.tokens, key.token)))
            painter.drawText(QPointF(x, baseline), key.value)
            x += self._value_width(key, size) + 3 * GAP

    def _paint_stacked(self, painter: QPainter) -> None:
        small = self._metrics(SMALL)
        keys, titled, size = list(self.keys), True, SIZES[1]
        for keys, titled, size in (
            (self.keys, True, SIZES[1]), (self.keys, True, SIZES[2]), (self.keys[:2], True, SIZES[1]),
            (self.keys[:2], True, SIZES[2]), (self.keys[:2], False, SIZES[2]), (self.keys[:2], False, SIZES[4]),
            (self.keys[1:2], False, SIZES[2]), (self.keys[1:2], False, SIZES[4]),
        ):  # fmt: skip
            columns = [self._column_width(key, size) for key in keys]
            room = self.width() - (self._title_width() if titled else 0)
            if sum(columns) + 3 * GAP * (len(keys) - 1) <= room:
                break
        baseline = self.height() - self._metrics(size).descent() / 2
        if titled:
            self._paint_title(painter, small.ascent())
        x = self.width() - sum(columns) - 3 * GAP * (len(keys) - 1)
        for key, column in zip(keys, columns, strict=True):
            draw_sample(painter, QPointF(x, small.ascent() - small.xHeight() / 2), key)
            painter.setFont(self._font(SMALL))
            painter.setPen(QColor(theme.tokens.text))
            painter.drawText(QPointF(x + SAMPLE + GAP, small.ascent()), key.name)
            painter.setFont(self._font(size, bold=True))
            painter.setPen(QColor(getattr(theme.tokens, key.token)))
            painter.drawText(QPointF(x, baseline), key.value)
            x += column + 3 * GAP

    def _paint_title(self, painter: QPainter, baseline: float) -> None:
        painter.setFont(self._font(1.1, bold=True))
        painter.setPen(QColor(theme.tokens.text))
        painter.drawText(QPointF(0, baseline), self.title)

    def _fitting(self, room: float) -> tuple[float, bool, list[Key], bool]:
        """The most that fits into `room` (or the whole width without the title): size, with names, keys, with title."""
        for keys in (self.keys, self.keys[:2]):
            for size in self._sizes[:3]:
                if self._line_width(keys, size, names=True) <= room:
                    return size, True, keys, True
        for width, titled in ((room, True), (self.width(), False)):
            for keys in (self.keys[:2], self.keys[1:2]) if not titled else (self.keys[:2],):
                for size in self._sizes:
                    if self._line_width(keys, size, names=False) <= width:
                        return size, False, keys, titled
        return SIZES[-1], False, self.keys[1:2] or self.keys, False

    def _line_width(self, keys: list[Key], size: float, *, names: bool) -> float:
        width = sum(SAMPLE + GAP + self._value_width(key, size) for key in keys) + 3 * GAP * max(len(keys) - 1, 0)
        return width + (sum(self._width(key.name, SMALL) + GAP for key in keys) if names else 0.0)

    def _column_width(self, key: Key, size: float) -> float:
        named = SAMPLE + GAP + self._width(key.name, SMALL)
        return max(named, self._value_width(key, size))

    def _value_width(self, key: Key, size: float) -> float:
        """Room for a value; that of a typical one at least, so that the line stands still while digits change."""
        return max(self._width(key.value, size, bold=True), self._width("0.0000", size, bold=True))

    def _title_width(self) -> float:
        return self._width(self.title, 1.1, bold=True) + 4 * GAP if self.title else 0.0

    def _font(self, factor: float, *, bold: bool = False) -> QFont:
        return self._face(factor, bold)[0]

    def _metrics(self, factor: float, *, bold: bool = False) -> QFontMetricsF:
        return self._face(factor, bold)[1]

    def _face(self, factor: float, bold: bool) -> tuple[QFont, QFontMetricsF, dict[str, float]]:
        """A font, its measures, and the widths of texts; kept, as making them takes longer than painting."""
        found = self._faces.get((factor, bold))
        if found is None:
            font = QFont(self.font())
            font.setPointSizeF(self.font().pointSizeF() * factor)
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            found = self._faces[factor, bold] = font, QFontMetricsF(font), {}
        return found

    def _width(self, text: str, factor: float, *, bold: bool = False) -> float:
        _, metrics, known = self._face(factor, bold)
        if text not in known:
            if len(known) > 200:
                known.clear()
            known[text] = metrics.horizontalAdvance(text)
        return known[text]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._faces.clear()


def draw_sample(painter: QPainter, left: QPointF, key: Key) -> None:
    """A short piece of a series' line, with its marker, from `left` on."""
    colour = QColor(getattr(theme.tokens, key.token))
    painter.setPen(QPen(colour, theme.width(key.width), key.style, Qt.PenCapStyle.FlatCap))
    painter.drawLine(left, left + QPointF(SAMPLE, 0))
    place = QRectF(left.x() + SAMPLE / 2 - 3.5, left.y() - 3.5, 7, 7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if key.marker == "o":
        painter.drawEllipse(place)
    elif key.marker == "s":
        painter.drawRect(place)
    painter.setBrush(Qt.BrushStyle.NoBrush)
