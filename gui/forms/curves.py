"""A small picture of one or a few curves, to be read exactly under the cursor or by the arrow keys."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.forms.numbers import exact
from gui.theme import theme

PLOT_HEIGHT = 60
"""Pixels of the plot itself; a line of text stands above it, one below."""
GAP = 4
STROKE = 20
"""Length of the sample of a line in the legend, in pixels."""


@dataclass(frozen=True)
class Line:
    """One curve: its title, its values at the places of the picture, a theme token for its colour, its dashes."""

    title: str
    values: np.ndarray
    token: str
    style: Qt.PenStyle = Qt.PenStyle.SolidLine


@dataclass(frozen=True)
class Picture:
    """Curves over common places `x`, which rise; `ends` stands at the ends of their axis, `place` says one in words,
    `description` says in a sentence what is to be seen. `log` draws the values, positive then, on a logarithmic axis;
    those of 0 stand at its lower end."""

    x: np.ndarray
    lines: tuple[Line, ...]
    ends: tuple[str, str]
    place: Callable[[float], str]
    description: str
    log: bool = False


class CurveView(QWidget):
    """Shows a picture, or says in a sentence why there is none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._picture: Picture | None = None
        self._sentence = ""
        self._heights: list[np.ndarray] = []
        self._range = (0.0, 1.0)
        self.reading: int | None = None
        """The index of the place that is read; None where none is."""
        theme.changed.connect(self.update)

    @property
    def picture(self) -> Picture | None:
        return self._picture

    @property
    def sentence(self) -> str:
        """What stands there in place of a picture."""
        return self._sentence

    def show_picture(self, picture: Picture) -> None:
        """Show curves. A reading stays at its place."""
        if self._picture is None or len(picture.x) != len(self._picture.x):
            self.reading = None
        self._picture, self._sentence = picture, ""
        self._measure(picture)
        self._said(picture.description)

    def show_sentence(self, text: str) -> None:
        """Say why there is nothing to be seen."""
        self._picture, self._sentence, self.reading = None, text, None
        self._said(text)

    def read(self, index: int | None) -> None:
        """Read the values at a place, or no more."""
        if index != self.reading:
            self.reading = index
            self.update()

    def texts(self) -> list[str]:
        """What is read: the place, then every line with its value to the last digit; empty where nothing is."""
        picture, index = self._picture, self.reading
        if picture is None or index is None:
            return []
        values = [f"{line.title}: {exact(float(line.values[index]))}" for line in picture.lines]
        return [picture.place(float(picture.x[index])), *values]

    def sizeHint(self) -> QSize:
        line = math.ceil(QFontMetricsF(self._small()).height())
        return QSize(240, 2 * line + PLOT_HEIGHT + 2 * GAP if self._picture is not None else 2 * line + GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.read(self._nearest(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self.read(None)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.read(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move the reading about a pixel, Home and End to the ends, Escape ends it."""
        if self._picture is None:
            super().keyPressEvent(event)
            return
        last, now = len(self._picture.x) - 1, self.reading
        stride = max(1, round(last / max(self._frame().width(), 1)))
        moves = {
            Qt.Key.Key_Right: 0 if now is None else min(now + stride, last),
            Qt.Key.Key_Left: last if now is None else max(now - stride, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in moves:
            self.read(moves[key])
            self.setAccessibleDescription(", ".join(self.texts()))
        elif key == Qt.Key.Key_Escape and now is not None:
            self.read(None)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._small())
        if self._picture is None:
            painter.setPen(QColor(theme.tokens.dim))
            painter.drawText(self.rect(), Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, self._sentence)
        else:
            self._paint_picture(painter, self._picture, self._frame())
            if self.hasFocus():
                painter.setPen(QColor(theme.tokens.accent))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_picture(self, painter: QPainter, picture: Picture, frame: QRectF) -> None:
        tokens = theme.tokens
        painter.fillRect(frame, QColor(tokens.panel))
        painter.setPen(QColor(tokens.line))
        painter.drawRect(frame)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(frame)
            painter.setPen(QColor(tokens.line))
        low, high = self._range
        if low < 0 < high:
            middle = frame.bottom() + frame.height() * low / (high - low)
            painter.drawLine(QPointF(frame.left(), middle), QPointF(frame.right(), middle))
        self._paint_axis(painter, frame)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across = self._across(frame)
        for line, heights in zip(picture.lines, self._heights, strict=True):
            painter.setPen(_pen(line))
            down = frame.bottom() - heights * frame.height()
            points = zip(across.tolist(), down.tolist(), strict=True)
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
            if self.reading is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(getattr(tokens, line.token)))
                painter.drawEllipse(QPointF(across[self.reading], down[self.reading]), 3, 3)
                painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if self.reading is not None:
            painter.setPen(QPen(QColor(tokens.dim), 1, Qt.PenStyle.DotLine))
            x = float(across[self.reading])
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
        self._paint_legend(painter, picture)
        self._paint_places(painter, picture, frame, across)

    def _paint_axis(self, painter: QPainter, frame: QRectF) -> None:
        painter.setPen(QColor(theme.tokens.dim))
        metrics = QFontMetricsF(painter.font())
        for place, text in self._marks():
            centre = frame.bottom() - place * frame.height()
            top = min(max(centre - metrics.height() / 2, frame.top() - 2), frame.bottom() - metrics.height() + 2)
            room = QRectF(0, top, frame.left() - GAP, metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_legend(self, painter: QPainter, picture: Picture) -> None:
        metrics = QFontMetricsF(painter.font())
        x = 0.0
        for line, text in zip(picture.lines, self._legend(picture, metrics), strict=True):
            painter.setPen(_pen(line))
            painter.drawLine(QPointF(x, metrics.height() / 2), QPointF(x + STROKE, metrics.height() / 2))
            x += STROKE + GAP
            painter.setPen(QColor(theme.tokens.text))
            painter.drawText(QPointF(x, metrics.ascent()), text)
            x += metrics.horizontalAdvance(text) + 3 * GAP

    def _legend(self, picture: Picture, metrics: QFontMetricsF) -> list[str]:
        """The titles, with the values that are read: to the last digit, or as many as there is room for."""
        if self.reading is None:
            return [line.title for line in picture.lines]
        values = [float(line.values[self.reading]) for line in picture.lines]
        room = self.width() - len(values) * (STROKE + 4 * GAP) + 3 * GAP
        for write in (exact, lambda value: f"{value:.6g}", lambda value: f"{value:.3g}"):
            texts = [f"{line.title} {write(value)}" for line, value in zip(picture.lines, values, strict=True)]
            if sum(metrics.horizontalAdvance(text) for text in texts) <= room:
                break
        return texts

    def _paint_places(self, painter: QPainter, picture: Picture, frame: QRectF, across: np.ndarray) -> None:
        metrics = QFontMetricsF(painter.font())
        base = frame.bottom() + GAP + metrics.ascent()
        left, right = (metrics.horizontalAdvance(end) for end in picture.ends)
        begin, end = frame.left(), frame.right()
        if self.reading is not None:
            text = picture.place(float(picture.x[self.reading]))
            width = metrics.horizontalAdvance(text)
            begin = min(max(float(across[self.reading]) - width / 2, frame.left()), frame.right() - width)
            end = begin + width
            painter.setPen(QColor(theme.tokens.text))
            painter.drawText(QPointF(begin, base), text)
        painter.setPen(QColor(theme.tokens.dim))
        if self.reading is None or frame.left() + left + GAP < begin:
            painter.drawText(QPointF(frame.left(), base), picture.ends[0])
        if self.reading is None or frame.right() - right - GAP > end:
            painter.drawText(QPointF(frame.right() - right, base), picture.ends[1])

    def _measure(self, picture: Picture) -> None:
        """Work out how high every value stands, as shares of the plot's height, and what the axis spans."""
        found = np.concatenate([line.values for line in picture.lines])
        if picture.log:
            floor, top = float(found[found > 0].min()), float(found.max())
            low, span = math.log(floor), math.log(top) - math.log(floor)
            self._range = floor, top
            self._heights = [(np.log(np.maximum(line.values, floor)) - low) / span for line in picture.lines]
        else:
            low, high = 0.0 - ceiling(-float(found.min())), ceiling(float(found.max()))
            self._range = low, high
            self._heights = [(line.values - low) / ((high - low) or 1.0) for line in picture.lines]

    def _marks(self) -> list[tuple[float, str]]:
        """What stands beside the axis, and where, as shares of the plot's height."""
        low, high = self._range
        marks = [(0.0, f"{low:.3g}")]
        if low < 0 < high:
            marks.append((-low / (high - low), "0"))
        return [*marks, (1.0, f"{high:.3g}")] if high > low else marks

    def _frame(self) -> QRectF:
        metrics = QFontMetricsF(self._small())
        left = max((metrics.horizontalAdvance(text) for _, text in self._marks()), default=0.0) + GAP
        left, top = math.ceil(left), math.ceil(metrics.height()) + GAP
        return QRectF(left, top, self.width() - left - GAP, PLOT_HEIGHT)

    def _across(self, frame: QRectF) -> np.ndarray:
        assert self._picture is not None
        x = self._picture.x
        return frame.left() + (x - x[0]) / ((x[-1] - x[0]) or 1.0) * frame.width()

    def _nearest(self, pixel: float) -> int | None:
        return None if self._picture is None else int(np.abs(self._across(self._frame()) - pixel).argmin())

    def _small(self) -> QFont:
        font = QFont(self.font())
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * 0.85)
        return font

    def _said(self, text: str) -> None:
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()


def ceiling(value: float) -> float:
    """The least of the numbers 1, 2 and 5 times a power of ten that is not below a value; 0 for 0. Axes that end on one
    stand still while a curve grows, so that it is seen to grow."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(each * power for each in (1.0, 2.0, 5.0, 10.0) if each * power >= value * (1 - 1e-9))


def _pen(line: Line) -> QPen:
    return QPen(QColor(getattr(theme.tokens, line.token)), 1.6, line.style)
