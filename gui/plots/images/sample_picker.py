"""Choosing a sample by its picture: a page of small pictures, with their classes, that drops down from a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gui.plots.images.sample_header import fitted
from gui.plots.pictures import picture
from gui.resources import icon
from gui.texts import catalogue
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Gallery

COLUMNS, ROWS = 10, 5
PAGE = COLUMNS * ROWS
SIDE = 36
"""Pixels of a picture, at most."""


class SamplePicker(QFrame):
    """A page of a split's samples. Says which page it wants, is given it, and says which sample was picked."""

    wanted = Signal()
    """Another page, or another split."""
    picked = Signal(int)
    """The number of a sample in its split."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup, frameShape=QFrame.Shape.StyledPanel)
        self.start = 0
        """The number of the first sample of the page."""
        self.split_choice = QComboBox(toolTip=self.tr("Which samples to choose from"))
        self.split_choice.setAccessibleName(self.tr("Samples"))
        self.back_button, self.on_button = (
            QToolButton(icon=icon(name), autoRaise=True) for name in ("chevron_left", "chevron_right")
        )
        for button, name in ((self.back_button, self.tr("Previous page")), (self.on_button, self.tr("Next page"))):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.place = QLabel()
        self.grid = PictureGrid()
        top = QHBoxLayout(spacing=4)
        top.addWidget(self.split_choice)
        top.addStretch(1)
        top.addWidget(self.place)
        top.addWidget(self.back_button)
        top.addWidget(self.on_button)
        column = QVBoxLayout(self, spacing=4)
        column.setContentsMargins(6, 6, 6, 6)
        column.addLayout(top)
        column.addWidget(self.grid)
        self.back_button.clicked.connect(lambda: self.turn(-1))
        self.on_button.clicked.connect(lambda: self.turn(1))
        self.grid.picked.connect(self._pick)
        self.grid.left.connect(self.turn)

    def open_at(self, index: int) -> None:
        """Show the page that a sample is on."""
        self.grid.forget()
        self.start = index - index % PAGE
        self.grid.mark(index % PAGE)
        self.adjustSize()
        self.show()
        self.grid.setFocus()
        self.wanted.emit()

    def show_gallery(self, gallery: Gallery) -> None:
        """Show the page that was asked for."""
        if gallery.start != self.start:
            return
        end = gallery.start + len(gallery.pictures)
        text = self.tr("{first} to {last} of {count}").format(
            first=f"{gallery.start + 1:,}", last=f"{end:,}", count=f"{gallery.count:,}"
        )
        self.place.setText(text)
        self.back_button.setEnabled(gallery.start > 0)
        self.on_button.setEnabled(end < gallery.count)
        self.grid.show_gallery(gallery)

    def turn(self, pages: int) -> None:
        """Show a page before or after this one, if there is one."""
        button = self.on_button if pages > 0 else self.back_button
        if button.isEnabled():
            self.start += pages * PAGE
            self.wanted.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.turn(-1 if event.angleDelta().y() > 0 else 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def _pick(self, place: int) -> None:
        self.picked.emit(self.start + place)
        self.hide()


class PictureGrid(QWidget):
    """Small pictures in rows; a click, or Enter on the marked one, picks."""

    picked = Signal(int)
    """The place of a picture on the page."""
    left = Signal(int)
    """The mark was moved beyond the page: back (-1) or on (1)."""

    def __init__(self) -> None:
        super().__init__(focusPolicy=Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.gallery: Gallery | None = None
        self.marked = 0
        """The place of the marked picture."""
        self._images: list[QImage] = []
        self.setAccessibleName(self.tr("Pictures of the samples"))
        self._cell = QSize()
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Take the size that pictures and the text below them need."""
        font = QFont(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        self.setFont(font)
        self._cell = QSize(SIDE + 8, SIDE + 8 + round(QFontMetricsF(font).height()))
        self.setFixedSize(COLUMNS * self._cell.width(), ROWS * self._cell.height())

    def forget(self) -> None:
        """Show nothing until there is a page."""
        self.gallery, self._images = None, []
        self.update()

    def show_gallery(self, gallery: Gallery) -> None:
        if self.gallery is gallery:
            return
        self.gallery = gallery
        self._images = [picture(each, gallery.low, gallery.high) for each in gallery.pictures]
        self.mark(min(self.marked, len(self._images) - 1))

    def mark(self, place: int) -> None:
        """Mark another picture."""
        self.marked = max(place, 0)
        self.setAccessibleDescription(self.name_of(self.marked))
        self.update()

    def name_of(self, place: int) -> str:
        """What a picture is: its number, and its class where it has one."""
        gallery = self.gallery
        if gallery is None or not 0 <= place < len(gallery.classes):
            return ""
        number = self.tr("sample {number}").format(number=f"{gallery.start + place + 1:,}")
        label = int(gallery.classes[place])
        return f"{number}, {catalogue(gallery.names[label])}" if label >= 0 else number

    def frame_of(self, place: int) -> QRectF:
        """Where a picture's cell is."""
        width, height = self._cell.width(), self._cell.height()
        return QRectF(place % COLUMNS * width, place // COLUMNS * height, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens, gallery = QPainter(self), theme.tokens, self.gallery
        if gallery is None:
            return
        metrics = QFontMetricsF(self.font())
        for place, image in enumerate(self._images):
            cell = self.frame_of(place)
            if place == self.marked:
                painter.fillRect(cell, QColor(tokens.accent))
            picture = fitted(image, QRectF(0, 0, SIDE, SIDE))
            picture.moveCenter(QPointF(cell.center().x(), cell.top() + 4 + SIDE / 2))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, picture.width() < image.width())
            painter.drawImage(picture.toAlignedRect(), image)
            label = int(gallery.classes[place])
            if label >= 0:
                painter.setPen(QColor(tokens.on_accent if place == self.marked else tokens.dim))
                below = cell.adjusted(1, SIDE + 6, -1, 0)
                name = metrics.elidedText(catalogue(gallery.names[label]), Qt.TextElideMode.ElideRight, below.width())
                painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            self.mark(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.picked.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, count = Qt.Key(event.key()), len(self._images)
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -COLUMNS, Qt.Key.Key_Down: COLUMNS}
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in steps and count:
            place = self.marked + steps[key]
            if 0 <= place < count:
                self.mark(place)
            else:
                self.marked = place % PAGE
                self.left.emit(1 if place > 0 else -1)
                self.mark(min(self.marked, count - 1))
        elif key in pages:
            self.left.emit(pages[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and count:
            self.picked.emit(self.marked)
        else:
            super().keyPressEvent(event)

    def _place_at(self, position: QPointF) -> int | None:
        return next((each for each in range(len(self._images)) if self.frame_of(each).contains(position)), None)
