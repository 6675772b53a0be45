"""The picture that is read among many, large, with the number's place in it and its exact value."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.plots.images.tiles import Spot, Tiles, outline
from gui.theme import theme

MARGIN = 6
"""Pixels around an enlarged picture."""

LARGEST, SMALLEST_LOUPE = 192, 48
"""Sides of an enlarged picture in pixels, at most and at least, as far as there is room."""


class Loupe(QWidget):
    """Lies over a view: the picture that is read, large, with the number's place in it and its exact value."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("Picture and value under the cursor"))
        self._tiles: Tiles | None = None
        self.hide()

    def lines(self) -> tuple[str, str]:
        """What is written: what the number is of, and the number."""
        tiles = self._tiles
        if tiles is None or tiles.spot is None:
            return "", ""
        return tiles.describe(tiles.spot), tiles.number(tiles.spot)

    def follow(self, tiles: Tiles) -> None:
        """Show what is read there; nothing where nothing is."""
        self._tiles = tiles
        if tiles.spot is None:
            self.hide()
            return
        self.setGeometry(self._place(tiles, tiles.spot))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tiles is None or self._tiles.spot is None:
            return
        painter, tokens, spot = QPainter(self), theme.tokens, self._tiles.spot
        painter.fillRect(self.rect(), QColor(tokens.raised))
        painter.setPen(QColor(tokens.dim))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        block, size = self._tiles.block(spot.key), self._picture_size(self._tiles, spot)
        frame = QRect(QPoint((self.width() - size.width()) // 2, MARGIN), size)
        painter.drawImage(frame, block.image(), block.source(spot.picture))
        height, width = block.pictures.shape[1:3]
        across, down = frame.width() / width, frame.height() / height
        outline(painter, QRectF(
            frame.left() + spot.column * across, frame.top() + spot.row * down, across, down))  # fmt: skip
        text, number = self.lines()
        top = frame.bottom() + MARGIN
        room = self.width() - 2 * MARGIN
        lines = [(text, self._small(), "dim"), *((line, self.font(), "text") for line in number.split("\n"))]
        for line, font, token in lines:
            painter.setFont(font)
            painter.setPen(QColor(getattr(tokens, token)))
            metrics = QFontMetricsF(font)
            painter.drawText(
                QRectF(MARGIN, top, room, metrics.height()), Qt.AlignmentFlag.AlignHCenter,
                metrics.elidedText(line, Qt.TextElideMode.ElideRight, room),
            )  # fmt: skip
            top += metrics.height()

    def _place(self, tiles: Tiles, spot: Spot) -> QRect:
        """Beside the picture that is read, where there is more room, within the view."""
        over, size = self.parentWidget().rect(), self._picture_size(tiles, spot)
        small, large = QFontMetricsF(self._small()), QFontMetricsF(self.font())
        text, number = self.lines()
        numbers = number.split("\n")
        widest = max(large.horizontalAdvance(each) for each in numbers)
        width = max(size.width(), small.horizontalAdvance(text) + 2, widest + 2)
        height = size.height() + small.height() + len(numbers) * large.height()
        whole = QSize(min(round(width) + 2 * MARGIN, over.width()), min(round(height) + 3 * MARGIN, over.height()))
        frame = tiles.block(spot.key).frames[spot.picture]
        frame = QRect(tiles.mapTo(self.parentWidget(), frame.topLeft()), frame.size())
        right = frame.right() + 8 + whole.width() <= over.right() or frame.left() - over.left() < over.width() / 2
        left = frame.right() + 8 if right else frame.left() - 8 - whole.width()
        left = min(max(left, over.left()), over.right() + 1 - whole.width())
        top = min(max(frame.center().y() - whole.height() // 2, over.top()), over.bottom() + 1 - whole.height())
        return QRect(QPoint(left, top), whole)

    def _picture_size(self, tiles: Tiles, spot: Spot) -> QSize:
        """The size of the enlarged picture: whole pixels for a number where they are to be seen at all."""
        height, width = tiles.block(spot.key).pictures.shape[1:3]
        over = self.parentWidget()
        lines = 2 + self.lines()[1].count("\n")
        texts = QFontMetricsF(self.font()).height() * lines + 3 * MARGIN
        side = max(min(LARGEST, 0.6 * over.width(), over.height() - texts), SMALLEST_LOUPE)
        scale = side / max(height, width)
        scale = min(int(scale), 32) if scale >= 1 else scale
        return QSize(max(round(scale * width), 1), max(round(scale * height), 1))

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font
