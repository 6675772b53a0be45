"""Samples side by side: a picture each, a line below it, and a frame that says whether the answer was right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolTip, QWidget

from gui.plots.pictures import Pictures
from gui.theme import theme

GAP = 6
SMALLEST, LARGEST = 36, 88
"""Least and greatest side of a picture, in pixels, where there are many."""
FEW = (176, 144, 112, 88, 64, 48)
"""Sides of pictures where all fit into what can be seen at once."""
MEASURED = 60
"""Captions, from the first on, that a tile is made wide enough for."""


@dataclass(frozen=True)
class Caption:
    """What is said of a sample: in a few signs, and in full; whether its answer is right (None: neither)."""

    brief: str
    full: str
    right: bool | None


class Grid(QWidget):
    """The tiles. A click or the arrow keys choose a sample."""

    chosen = Signal(int)
    """The user chose a sample; with its position in the split."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__(focusPolicy=Qt.FocusPolicy.StrongFocus)
        self._pictures = pictures
        self._indices: Sequence[int] = ()
        self._caption: Callable[[int], Caption] | None = None
        self._set_font()
        self._needed = 0  # pixels that the captions take
        self.sample: int | None = None
        """The chosen one."""
        self.setAccessibleName(self.tr("Samples"))
        self.setAccessibleDescription(self.tr("The arrow keys choose a sample"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def indices(self) -> Sequence[int]:
        """The samples that are shown, in order."""
        return self._indices

    def show_samples(self, indices: np.ndarray, caption: Callable[[int], Caption], sample: int | None) -> None:
        """Show these samples; `caption` tells what is said of one by its place among them."""
        self._indices, self._caption, self.sample = indices.tolist(), caption, sample
        metrics = self._metrics
        texts = [caption(place).brief for place in range(min(len(indices), MEASURED))]
        self._needed = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 8
        self.fit()
        self._describe()

    def fit(self) -> None:
        """Take the height that the tiles need."""
        _, columns, (_, tall) = self._measures()
        height = -(-len(self._indices) // columns) * tall + GAP
        if height != self.minimumHeight():
            self.setMinimumHeight(height)
        self.update()

    def caption_at(self, place: int) -> Caption:
        """What is said of the sample at a place."""
        assert self._caption is not None
        return self._caption(place)

    def tile(self, place: int) -> QRect:
        """Where the tile at a place is."""
        _, columns, (wide, tall) = self._measures()
        return QRect(GAP // 2 + place % columns * wide, place // columns * tall, wide, tall)

    def place_at(self, point: QPoint) -> int | None:
        """The place of the tile under a point."""
        _, columns, (wide, tall) = self._measures()
        column, row = (point.x() - GAP // 2) // wide, point.y() // tall
        place = row * columns + column
        return place if 0 <= column < columns and 0 <= place < len(self._indices) else None

    def places_in(self, frame: QRect) -> range:
        """The places of the tiles that a part of the widget shows."""
        _, columns, (_, tall) = self._measures()
        first = max(frame.top() // tall, 0) * columns
        last = (max(frame.bottom(), 0) // tall + 1) * columns
        return range(min(first, len(self._indices)), min(last, len(self._indices)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        # While a network is trained every call of Qt may have to wait for the interpreter's lock: so there are few.
        if self._caption is None:
            return
        painter, tokens, metrics = QPainter(self), theme.tokens, self._metrics
        painter.setFont(self._font)
        side, columns, (wide, tall) = self._measures()
        frames: dict[str, list[QRect]] = {}
        texts: list[tuple[QRect, str]] = []
        chosen = None
        for place in self.places_in(event.rect()):
            index, caption = self._indices[place], self._caption(place)
            left, top = GAP // 2 + place % columns * wide, place // columns * tall
            frame = QRect(left + (wide - side) // 2, top + GAP, side, side)
            image = self._pictures.image(index)
            if image is None:
                painter.fillRect(frame, QColor(tokens.raised))
            else:
                painter.drawImage(frame, image)
            frames.setdefault({True: tokens.good, False: tokens.problem, None: tokens.line}[caption.right], []).append(
                frame
            )
            texts.append((QRect(left + 2, top + GAP + side + 3, wide - 4, tall - side - 2 * GAP), caption.brief))
            if index == self.sample:
                chosen = QRect(left, top, wide, tall)
        for colour, framed in frames.items():
            painter.setPen(QPen(QColor(colour), 2))
            painter.drawRects(framed)
        painter.setPen(QColor(tokens.text))
        for room, text in texts:
            if self._needed > room.width() + 4:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
        if chosen is not None:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(chosen.adjusted(2, 2, -2, -1), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = self._measures()[1]
        here = self._indices.index(self.sample) if self.sample in self._indices else None
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns,
            Qt.Key.Key_Home: -len(self._indices), Qt.Key.Key_End: len(self._indices),
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._indices:
            super().keyPressEvent(event)
            return
        last = len(self._indices) - 1
        self._choose(0 if here is None else min(max(here + step, 0), last))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(event.pos())
            if place is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.caption_at(place).full, self, self.tile(place))
            return True
        return super().event(event)

    def _choose(self, place: int) -> None:
        self.sample = self._indices[place]
        self._describe()
        self.update()
        self.chosen.emit(self.sample)

    def _describe(self) -> None:
        there = self._caption is not None and self.sample in self._indices
        text = self.caption_at(self._indices.index(self.sample)).full if there else ""
        self.setAccessibleDescription(text or self.tr("The arrow keys choose a sample"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_font()

    def _set_font(self) -> None:
        self._font = QFont(self.font())
        self._font.setPointSizeF(0.85 * self._font.pointSizeF())
        self._metrics = QFontMetrics(self._font)
        self._line = self._metrics.height()

    def _measures(self) -> tuple[int, int, tuple[int, int]]:
        """A picture's side, the number of columns, and a tile's width and height. Few samples are shown larger."""
        side = min(max(self.width() // 7, SMALLEST), LARGEST)
        viewport = self.parentWidget()
        for larger in FEW if viewport is not None else ():
            _, columns, (_, tall) = self._measured(larger)
            if larger > side and -(-len(self._indices) // columns) * tall + GAP <= viewport.height():
                return self._measured(larger)
        return self._measured(side)

    def _measured(self, side: int) -> tuple[int, int, tuple[int, int]]:
        wide = max(side + 2 * GAP, self._needed)
        columns = max(1, (self.width() - GAP) // wide)
        even = (self.width() - GAP) // columns if len(self._indices) > columns else wide
        return side, columns, (max(even, 1), side + 2 * GAP + self._line + 2)


class GridArea(QScrollArea):
    """The tiles, with a scroll bar."""

    moved = Signal()
    """Other tiles have come into sight."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__(
            widgetResizable=True, frameShape=QFrame.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.NoFocus,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )  # fmt: skip
        self.grid = Grid(pictures)
        self.setWidget(self.grid)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.grid.chosen.connect(self._reveal)

    def in_sight(self) -> list[int]:
        """The samples whose tiles can be seen."""
        frame = self.viewport().rect().translated(0, self.verticalScrollBar().value())
        return [self.grid.indices[place] for place in self.grid.places_in(frame)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.moved.emit()

    def _reveal(self, sample: int) -> None:
        tile = self.grid.tile(self.grid.indices.index(sample))
        self.ensureVisible(tile.center().x(), tile.center().y(), 0, tile.height() // 2 + 2)
