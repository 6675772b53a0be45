"""A pad to draw on with the mouse, a pen or the arrow keys."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import theme

STEP = 1 / 24
"""How far an arrow key moves the pen, as a share of the side."""


class Pad(QWidget):
    """Strokes, in shares of the pad's side. With the keys: arrows move the pen, Space puts it down and lifts it,
    Backspace takes the last stroke back, Delete all."""

    drawn = Signal()
    """The strokes have changed."""

    def __init__(self) -> None:
        super().__init__(focusPolicy=Qt.FocusPolicy.StrongFocus, cursor=Qt.CursorShape.CrossCursor)
        self.strokes: list[list[tuple[float, float]]] = []
        self._pen = (0.5, 0.5)
        self._down = False  # by the space bar
        self._drawing = False  # by the mouse
        self._seeking = False  # the keys' pen is shown
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Drawing pad"))
        self.setAccessibleDescription(
            self.tr("Arrows move the pen, Space puts it down and lifts it, Backspace undoes a stroke, Delete clears")
        )
        self.setToolTip(self.tr("Draw with the mouse; or with the arrow keys, Space puts the pen down and lifts it"))

    @property
    def lines(self) -> list[np.ndarray]:
        """The strokes as arrays of places (P, 2), right and down."""
        return [np.array(stroke) for stroke in self.strokes]

    def clear(self) -> None:
        """Take all strokes away."""
        self._change([])

    def undo_stroke(self) -> None:
        """Take the last stroke back."""
        self._change(self.strokes[:-1])

    def square(self) -> QRectF:
        """Where one draws: the largest square in the middle."""
        side = max(min(self.width(), self.height()) - 2, 1)
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def sizeHint(self) -> QSize:
        return QSize(200, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens, square = QPainter(self), theme.tokens, self.square()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent if self.hasFocus() else tokens.node_line), 1.5))
        painter.setBrush(QColor(tokens.canvas))
        painter.drawRoundedRect(square, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not self.strokes:
            painter.setPen(QColor(tokens.dim))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.tr("Draw here"))
        width = max(0.055 * square.width(), 2.0)
        painter.setPen(
            QPen(QColor(tokens.text), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        for stroke in self.strokes:
            places = [self._on_pad(place) for place in stroke]
            if len(places) == 1:
                painter.drawPoint(places[0])
            else:
                painter.drawPolyline(QPolygonF(places))
        if self._seeking and self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            if self._down:
                painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(self._on_pad(self._pen), 5, 5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.square().contains(event.position()):
            self._drawing, self._down, self._seeking = True, False, False
            self._change([*self.strokes, [self._place(event.position())]])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drawing:
            self._draw_to(self._place(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drawing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: (-STEP, 0.0), Qt.Key.Key_Right: (STEP, 0.0), Qt.Key.Key_Up: (0.0, -STEP),
            Qt.Key.Key_Down: (0.0, STEP),
        }  # fmt: skip
        move = moves.get(Qt.Key(event.key()))
        if move is not None:
            self._seeking = True
            x, y = (min(max(at + by, 0.0), 1.0) for at, by in zip(self._pen, move, strict=True))
            self._pen = x, y
            if self._down:
                self._draw_to(self._pen)
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._seeking, self._down = True, not self._down
            if self._down:
                self._change([*self.strokes, [self._pen]])
        elif event.key() == Qt.Key.Key_Backspace or event.matches(QKeySequence.StandardKey.Undo):
            self.undo_stroke()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear()
        else:
            super().keyPressEvent(event)
            return
        self.update()

    def event(self, event: QEvent) -> bool:
        # Else Delete would take away the selected layer, and Undo take back an edit of the network.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space)
            undoes = event.matches(QKeySequence.StandardKey.Undo) and bool(self.strokes)
            if event.key() in ours or undoes:
                event.accept()
                return True
        return super().event(event)

    def _draw_to(self, place: tuple[float, float]) -> None:
        if self.strokes and self.strokes[-1][-1] != place:
            self.strokes[-1].append(place)
            self.update()
            self.drawn.emit()

    def _change(self, strokes: list[list[tuple[float, float]]]) -> None:
        if strokes != self.strokes:
            self._down = self._down and len(strokes) > len(self.strokes)
            self.strokes = strokes
            self.update()
            self.drawn.emit()

    def _place(self, point: QPointF) -> tuple[float, float]:
        square = self.square()
        right, down = (point.x() - square.left()) / square.width(), (point.y() - square.top()) / square.height()
        return min(max(right, 0.0), 1.0), min(max(down, 0.0), 1.0)

    def _on_pad(self, place: tuple[float, float]) -> QPointF:
        square = self.square()
        return QPointF(square.left() + place[0] * square.width(), square.top() + place[1] * square.height())
