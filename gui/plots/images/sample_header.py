"""One sample and the network's answer: the picture as it came, its class, and what the network makes of each class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.pictures import picture
from gui.plots.scales import brief, exact
from gui.texts import catalogue, class_titles
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Maps

LOW, HIGH = 2, 5.5
"""Lines of text that the height is, by the room there is."""

TALL = 230
"""Pixels of a view from which on there is room."""

TEXT = 150
"""Pixels for the words; what is left is the chart's."""

GAP = 8


class SampleHeader(QWidget):
    """A plain widget that paints a sample's picture, class and answer, and where there is room a bar for each class."""

    def __init__(self, split_names: dict[str, str]) -> None:
        super().__init__()
        self._split_names = split_names
        self.maps: Maps | None = None
        self._picture: QImage | None = None
        self._low = False
        self.setAccessibleName(self.tr("Sample and answer"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_maps(self, maps: Maps) -> None:
        """Show another sample, or another answer."""
        old, self.maps = self.maps, maps
        if old is None or old.picture.shape != maps.picture.shape or (old.picture != maps.picture).any():
            self._picture = picture(maps.picture, maps.low, maps.high)
        self.setAccessibleDescription(". ".join(text for text, _ in self.words()))
        self.setToolTip("\n".join([*(text for text, _ in self.words()), *self.figures()]))
        self.update()

    def fit(self, height: int) -> None:
        """Take a height that suits a view of that height."""
        self._low = height < TALL
        self.setFixedHeight(round((LOW if self._low else HIGH) * QFontMetricsF(self.font()).height()) + 6)

    def lines(self) -> list[tuple[str, str]]:
        """The words, one below the other: (text, colour token). Where the place is low, the sample's number is left
        out."""
        lines = self.words()
        return lines[1:] if self._low and len(lines) > 2 else lines

    def words(self) -> list[tuple[str, str]]:
        """All that is to be said."""
        maps = self.maps
        if maps is None:
            return []
        found = [(self.place(), "dim")]
        if maps.truth is not None:
            found.append((self.tr("Class: {name}").format(name=catalogue(maps.names[maps.truth])), "text"))
        best = self.answer()
        if best is not None:
            figure = f"{100 * float(maps.shares[best]):.1f} %" if maps.shares is not None else brief(maps.scores[best])
            text = self.tr("Answer: {name} ({figure})").format(name=catalogue(maps.names[best]), figure=figure)
            right = best == maps.truth
            found.append((f"{text} {'✓' if right else '✗'}", "good" if right else "problem"))
        elif len(maps.scores) <= 3:
            found.append((self.tr("Answer: {figure}").format(figure=", ".join(brief(s) for s in maps.scores)), "text"))
        return found

    def place(self) -> str:
        """Which sample it is."""
        maps = self.maps
        assert maps is not None
        return self.tr("{split} {number} of {count}").format(
            split=self._split_names[maps.split], number=f"{maps.index + 1:,}", count=f"{maps.count:,}"
        )

    def answer(self) -> int | None:
        """The class with the highest score; None where the answers are no classes."""
        maps = self.maps
        if maps is None or len(maps.names) != len(maps.scores) or not np.isfinite(maps.scores).all():
            return None
        return int(maps.scores.argmax())

    def figures(self) -> list[str]:
        """The exact answer for each class."""
        maps = self.maps
        if maps is None or len(maps.names) != len(maps.scores):
            return []
        values, what = (maps.scores, self.tr("Score")) if maps.shares is None else (maps.shares, self.tr("Probability"))
        lines = [
            f"{name}: {exact(value)}" for name, value in zip(class_titles(maps.names), values.tolist(), strict=True)
        ]
        return [self.tr("{what} of each class:").format(what=what), *lines[:30]]

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.tokens
        painter.fillRect(event.rect(), QColor(tokens.panel))
        if self.maps is None:
            return
        left = 2.0
        if self._picture is not None:
            frame = fitted(self._picture, QRectF(left, 2, self.height() - 6, self.height() - 6))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, frame.width() < self._picture.width())
            painter.drawImage(frame, self._picture)
            painter.setPen(QColor(tokens.line))
            painter.drawRect(frame.adjusted(-1, -1, 0, 0))
            left = frame.right() + GAP
        lines = self.lines()
        metrics = QFontMetricsF(self.font())
        height = min(metrics.height(), (self.height() - 4) / max(len(lines), 1))
        room = min(max(metrics.horizontalAdvance(text) for text, _ in lines) + 2, self.width() - left)
        for index, (text, token) in enumerate(lines):
            painter.setPen(QColor(getattr(tokens, token)))
            place = QRectF(left, 1 + index * height, room, height)
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, elided)
        left += max(room, TEXT) + GAP
        if self.width() - left > 120 and len(self.maps.names) == len(self.maps.scores):
            self._paint_chart(painter, QRectF(left, 2, self.width() - left - 4, self.height() - 6))

    def _paint_chart(self, painter: QPainter, frame: QRectF) -> None:
        """A bar for each class, where names fit below them; else the most probable ones as lines."""
        maps, font = self.maps, QFont(self.font())
        assert maps is not None
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        values = maps.scores if maps.shares is None else maps.shares
        values = np.where(np.isfinite(values), values, 0).astype(float)
        low, high = (0.0, 1.0) if maps.shares is not None else (min(values.min(), 0.0), max(values.max(), 1e-9))
        widest = max(metrics.horizontalAdvance(name) for name in class_titles(maps.names)) + 4
        column = min(frame.width() / len(values), max(widest, 28.0))
        if widest <= column:
            area = frame.adjusted(0, 0, 0, -metrics.height())
            zero = area.bottom() + low / (high - low) * area.height()
            for index, (name, value) in enumerate(zip(class_titles(maps.names), values.tolist(), strict=True)):
                x = frame.left() + index * column
                top = zero - value / (high - low) * area.height()
                painter.fillRect(QRectF(x + 2, min(top, zero), column - 4, abs(top - zero)), self._colour(index))
                painter.setPen(self._name_colour(index))
                place = QRectF(x, area.bottom(), column, metrics.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, name)
            painter.setPen(QPen(QColor(theme.tokens.line), 1))
            painter.drawLine(frame.left(), round(zero), frame.left() + column * len(values), round(zero))
            return
        count = max(int(frame.height() // metrics.height()), 1)
        name_width = min(widest, 0.4 * frame.width())
        figure_width = metrics.horizontalAdvance("100.0 %")
        room = min(frame.width() - name_width - figure_width - 2 * GAP, 240.0)
        for place, index in enumerate(np.argsort(-values, kind="stable")[:count].tolist()):
            top = frame.top() + place * metrics.height()
            painter.setPen(self._name_colour(index))
            painter.drawText(
                QRectF(frame.left(), top, name_width, metrics.height()), Qt.AlignmentFlag.AlignRight,
                metrics.elidedText(maps.names[index], Qt.TextElideMode.ElideRight, name_width),
            )  # fmt: skip
            share = max(values[index] - low, 0.0) / (high - low)
            bar = QRectF(frame.left() + name_width + GAP, top + 2, max(room * share, 1.0), metrics.height() - 4)
            painter.fillRect(bar, self._colour(index))
            figure = f"{100 * values[index]:.1f} %" if maps.shares is not None else brief(values[index])
            painter.setPen(QColor(theme.tokens.text))
            painter.drawText(QRectF(bar.right() + GAP, top, figure_width, metrics.height()), 0, figure)

    def _colour(self, index: int) -> QColor:
        """A class's bar: the answer's stands out, good or bad."""
        tokens, maps = theme.tokens, self.maps
        if index != self.answer() or maps is None:
            return QColor(tokens.dim)
        return QColor(tokens.good if index == maps.truth else tokens.problem)

    def _name_colour(self, index: int) -> QColor:
        """A class's name: the true one's stands out."""
        true = self.maps is not None and index == self.maps.truth
        return QColor(theme.tokens.good if true else theme.tokens.text)


def fitted(picture: QImage, room: QRectF) -> QRectF:
    """Where a picture goes in a room: at its upper left, as large as fits, by a whole number of times where it can."""
    scale = min(room.width() / picture.width(), room.height() / picture.height())
    scale = int(scale) if scale >= 1 else scale
    return QRectF(room.left(), room.top(), scale * picture.width(), scale * picture.height())
