"""A confusion matrix as it is painted: right classes downwards, predicted ones to the right."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from gui.plots.layer import KeptLayer
from gui.plots.view import is_taken
from gui.ramps import STEPS, ramp, readable
from gui.theme import tabular, theme

COUNTS, BY_RIGHT, BY_PREDICTED = "counts", "by_right", "by_predicted"

GUTTER = 76
"""Most pixels that the names of the right classes take."""

LEAST_FONT = 6.0
"""Points below which nobody reads a number."""

SPACED = 8
"""Pixels from which on there are lines between cells."""

WIDEST = 2.2
"""How many times wider than high a cell may be."""


class Matrix(QWidget):
    """The cells. A click or the arrow keys choose one, Escape none."""

    chosen = Signal(object)
    """The user chose a cell, (right, predicted), or None."""

    def __init__(self) -> None:
        super().__init__(focusPolicy=Qt.FocusPolicy.StrongFocus)
        self.counts = np.zeros((0, 0), dtype=np.int64)
        self.names: tuple[str, ...] = ()
        self.reading = COUNTS
        self.cell: tuple[int, int] | None = None
        self._measured: tuple[int, int, tuple[str, ...]] | None = None
        self._frame = QRectF()
        self._layer = KeptLayer(self, self._paint_names)
        self._fonts: dict[tuple[int, float, float], QFont | None] = {}
        self.setAccessibleName(self.tr("Confusion matrix"))
        tabular(self)

    def show_counts(self, counts: np.ndarray, names: tuple[str, ...]) -> None:
        """Show other counts, (right, predicted)."""
        self.counts, self.names = counts, names
        self._describe()
        self.update()

    def read_as(self, reading: str) -> None:
        """Show counts, or shares of the right or of the predicted classes."""
        self.reading = reading
        self._describe()
        self.update()

    def point_at(self, cell: tuple[int, int] | None) -> None:
        """Mark a cell."""
        self.cell = cell
        self._describe()
        self.update()

    def shares(self) -> np.ndarray:
        """What the colours show: each cell's share of its right class, or of its predicted one; 0 of none."""
        axis = 0 if self.reading == BY_PREDICTED else 1
        return self.counts / np.maximum(self.counts.sum(axis=axis, keepdims=True), 1)

    def text_of(self, right: int, predicted: int) -> str:
        """What stands in a cell; nothing where it is empty."""
        return self._texts([[right, predicted]])[0] if self.counts[right, predicted] else ""

    def sentence(self, right: int, predicted: int) -> str:
        """What a cell says, exactly."""
        count, own = int(self.counts[right, predicted]), int(self.counts[right].sum())
        given = int(self.counts[:, predicted].sum())
        text = (
            self.tr("{right} taken for {predicted}: {count} of {own} ({share} %)")
            if right != predicted
            else self.tr("{right} recognised: {count} of {own} ({share} %)")
        )
        if self.reading == BY_PREDICTED:
            own = given
            text = (
                self.tr("Answer {predicted}, but it was {right}: {count} of {own} ({share} %)")
                if right != predicted
                else self.tr("Answer {predicted}, and it was: {count} of {own} ({share} %)")
            )
        return text.format(
            right=self.names[right], predicted=self.names[predicted], count=f"{count:,}", own=f"{own:,}",
            share=f"{100 * count / max(own, 1):.4g}",
        )  # fmt: skip

    def frame(self) -> QRectF:
        """Where the cells are."""
        key = self.width(), self.height(), self.names
        if key != self._measured:
            self._measured = key
            metrics = QFontMetricsF(self.font())
            line = metrics.height()
            widest = max((metrics.horizontalAdvance(name) for name in self.names), default=0.0)
            left = min(widest, GUTTER, 0.22 * self.width()) + (line + 4 if self._titled() else 0) + 5
            top = line + (line if self._titled() else 0) + 2
            wide, high = self.width() - left - 2, self.height() - top - 2
            if self._titled():
                wide = min(wide, WIDEST * high)
            size = max(len(self.names), 1)
            self._frame = QRectF(round(left), round(top), max(round(wide), size), max(round(high), size))
            self._layer.forget()
        return self._frame

    def edges(self) -> tuple[np.ndarray, np.ndarray]:
        """Where cells begin, and the last ends: across and down, on whole pixels."""
        frame, steps = self.frame(), np.arange(len(self.names) + 1)
        across = np.rint(frame.left() + steps * (frame.width() / max(len(self.names), 1))).astype(np.int64)
        down = np.rint(frame.top() + steps * (frame.height() / max(len(self.names), 1))).astype(np.int64)
        return across, down

    def place(self, right: int, predicted: int) -> QRectF:
        """Where a cell is."""
        across, down = (each.tolist() for each in self.edges())
        wide, high = across[predicted + 1] - across[predicted], down[right + 1] - down[right]
        return QRectF(across[predicted], down[right], wide, high)

    def cell_at(self, point: QPoint) -> tuple[int, int] | None:
        """The cell under a point, (right, predicted)."""
        frame, size = self.frame(), len(self.counts)
        if not size or not frame.contains(point):
            return None
        right = int((point.y() - frame.top()) * size / frame.height())
        predicted = int((point.x() - frame.left()) * size / frame.width())
        return min(right, size - 1), min(predicted, size - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        # While a network is trained every call of Qt may have to wait for the interpreter's lock: so there are few.
        size = len(self.counts)
        if not size:
            return
        painter, (across, down) = QPainter(self), self.edges()
        if is_taken(self):
            self._paint_names(painter)
        else:
            painter.drawPixmap(0, 0, self._layer.picture(self.cell))
        colours = self._colours()
        painter.drawImage(int(across[0]), int(down[0]), self._cells(colours, np.diff(across), np.diff(down)))
        self._paint_numbers(painter, colours, across.tolist(), down.tolist())
        if self.cell is not None and max(self.cell) < size:
            place = self.place(*self.cell).adjusted(0, 0, -1, -1)
            for token, width in (("panel", 4), ("text", 2)):
                painter.setPen(QPen(QColor(getattr(theme.tokens, token)), width))
                painter.drawRect(place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measured = None
            self._fonts.clear()

    def _colours(self) -> np.ndarray:
        """The cells' colours, 0xAARRGGBB: of right answers in one hue, of mistakes in another."""
        steps = np.rint(STEPS * self.shares()).astype(np.int64)
        colours = np.where(np.eye(len(steps), dtype=bool), ramp("accent")[steps], ramp("problem")[steps])
        nothing = np.where(np.eye(len(steps), dtype=bool), _pixel("raised"), _pixel("panel"))
        return np.where(self.counts > 0, colours, nothing)

    def _cells(self, colours: np.ndarray, wide: np.ndarray, high: np.ndarray) -> QImage:
        """All cells as one picture, with lines between them where there is room."""
        pixels = np.repeat(np.repeat(colours, high, axis=0), wide, axis=1).astype(np.uint32)
        if min(wide.min(), high.min()) >= SPACED:
            pixels[np.cumsum(high) - 1] = _pixel("raised")
            pixels[:, np.cumsum(wide) - 1] = _pixel("raised")
        height, width = pixels.shape
        return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()

    def _paint_numbers(self, painter: QPainter, colours: np.ndarray, across: list[int], down: list[int]) -> None:
        filled = np.argwhere(self.counts > 0).tolist()
        texts = self._texts(filled)
        font = self._number_font(max(texts, key=len, default=""), across[1] - across[0], down[1] - down[0])
        if font is None:
            return
        painter.setFont(font)
        by_pen: dict[str, list[tuple[QRectF, str]]] = {}
        for (right, predicted), text in zip(filled, texts, strict=True):
            left, top = across[predicted], down[right]
            place = QRectF(left, top, across[predicted + 1] - left - 1, down[right + 1] - top - 1)
            pen = readable(QColor.fromRgba(int(colours[right, predicted]))).name()
            by_pen.setdefault(pen, []).append((place, text))
        for pen, written in by_pen.items():
            painter.setPen(QColor(pen))
            for place, text in written:
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _texts(self, cells: list[list[int]]) -> list[str]:
        """What stands in these cells."""
        if self.reading == COUNTS:
            return [f"{self.counts[right, predicted]:,}" for right, predicted in cells]
        shares = 100 * self.shares()
        values = (float(shares[right, predicted]) for right, predicted in cells)
        return [f"{share:.1f}" if share < 9.95 else f"{share:.0f}" for share in values]

    def _paint_names(self, painter: QPainter) -> None:
        frame, metrics, tokens = self.frame(), QFontMetricsF(self.font()), theme.tokens
        line, size = metrics.height(), len(self.counts)
        painter.setFont(self.font())
        every = max(1, int(np.ceil(size * line / max(frame.height(), 1))))
        titled = line if self._titled() else 0
        for index, name in enumerate(self._fitting(metrics, frame.left() - titled - 5)):
            if index % every:
                continue
            marked = self.cell is not None and index == self.cell[0]
            painter.setPen(QColor(tokens.text if marked else tokens.dim))
            place = self.place(index, 0)
            room = QRectF(titled, place.center().y() - line / 2, frame.left() - titled - 5, line)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        wide = self.place(0, 0).width()
        every = max(1, int(np.ceil(1.3 * metrics.averageCharWidth() / max(wide, 1))))
        for index, name in enumerate(self._fitting(metrics, wide)):
            if index % every:
                continue
            marked = self.cell is not None and index == self.cell[1]
            painter.setPen(QColor(tokens.text if marked else tokens.dim))
            place = self.place(0, index)
            room = QRectF(place.left(), frame.top() - line - 1, place.width(), line)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shortened(name, metrics, room.width() * every - 4))
        if not titled:
            return
        painter.setPen(QColor(tokens.text))
        above = QRectF(frame.left(), 0, frame.width(), line)
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, self.tr("Predicted class"))
        painter.save()
        painter.translate(0, frame.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, frame.height(), line), Qt.AlignmentFlag.AlignCenter, self.tr("Right class"))
        painter.restore()

    def _fitting(self, metrics: QFontMetricsF, room: float) -> tuple[str, ...]:
        """The names, or where they do not fit what tells them apart."""
        fits = all(metrics.horizontalAdvance(name) <= room for name in self.names)
        return self.names if fits else distinct(self.names)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            cell = self.cell_at(event.position().toPoint())
            self._choose(None if cell == self.cell else cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        size = len(self.counts)
        moves = {
            Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
        }  # fmt: skip
        move = moves.get(Qt.Key(event.key()))
        if move is not None and size:
            cell = (0, 0) if self.cell is None else (self.cell[0] + move[0], self.cell[1] + move[1])
            self._choose((min(max(cell[0], 0), size - 1), min(max(cell[1], 0), size - 1)))
        elif event.key() == Qt.Key.Key_Escape and self.cell is not None:
            self._choose(None)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.cell_at(event.pos())
            if cell is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.sentence(*cell), self, self._rect(*cell))
            return True
        overrides = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and event.key() == Qt.Key.Key_Escape and self.cell is not None:
            event.accept()  # else it would end the large view
            return True
        return super().event(event)

    def _rect(self, right: int, predicted: int) -> QRect:
        return self.place(right, predicted).toRect()

    def _choose(self, cell: tuple[int, int] | None) -> None:
        self.point_at(cell)
        self.chosen.emit(cell)

    def _describe(self) -> None:
        there = self.cell is not None and max(self.cell) < len(self.counts)
        hint = self.tr("The arrow keys choose a cell, Escape none")
        self.setAccessibleDescription(self.sentence(*self.cell) if self.cell is not None and there else hint)

    def _titled(self) -> bool:
        """Whether there is room for the names of the axes."""
        return self.height() >= 150 and self.width() >= 220

    def _number_font(self, longest: str, wide: float, high: float) -> QFont | None:
        """A font in which all numbers fit into their cells; None where none can be read."""
        key = len(longest), wide, high
        if key not in self._fonts:
            self._fonts.clear()
            self._fonts[key] = self._fitting_font("0" * len(longest), wide, high)
        return self._fonts[key]

    def _fitting_font(self, text: str, wide: float, high: float) -> QFont | None:
        font = QFont(self.font())
        points = min(1.25 * font.pointSizeF(), 16.0)
        while points >= LEAST_FONT:
            font.setPointSizeF(points)
            metrics = QFontMetricsF(font)
            if metrics.horizontalAdvance(text) + 3 <= wide and metrics.capHeight() + 4 <= high:
                return font
            points -= 0.5
        return None


def _pixel(token: str) -> np.uint32:
    return np.uint32(QColor(getattr(theme.tokens, token)).rgba())


def distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names without the words that all of them begin with: of "cultivar 1" and "cultivar 2" what tells them apart."""
    words = [name.split() for name in names]
    shared = 0
    while len(words) > 1 and all(len(each) > shared + 1 and each[shared] == words[0][shared] for each in words):
        shared += 1
    return tuple(" ".join(each[shared:]) for each in words)


def shortened(name: str, metrics: QFontMetricsF, room: float) -> str:
    """As much of a name as fits, from its beginning; no dots, which would take the room of letters."""
    while len(name) > 1 and metrics.horizontalAdvance(name) > room:
        name = name[:-1]
    return name
