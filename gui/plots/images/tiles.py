"""Small pictures side by side, a square a number: drawn as they are, enlarged under the cursor, and read exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from gui.ramps import Ramp, as_image
from gui.theme import theme

if TYPE_CHECKING:
    from gui.plots.images.loupe import Loupe

ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0), Qt.Key.Key_Right: QPoint(1, 0), Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}  # fmt: skip


class Frames(Sequence[QRect]):
    """Where pictures of one size are drawn; `area` holds them all, with the lines around them."""

    def __init__(self, frames: Iterable[QRect]) -> None:
        self._frames = tuple(frames)
        self._ground: tuple[int, np.ndarray] | None = None
        left, right = min(each.left() for each in self), max(each.right() for each in self)
        top, bottom = min(each.top() for each in self), max(each.bottom() for each in self)
        self.area = QRect(QPoint(left - 1, top - 1), QPoint(right + 1, bottom + 1))
        self.size = self._frames[0].size()
        self.places = [
            (slice(y, y + each.height()), slice(x, x + each.width()))
            for each in self for x, y in [(each.left() - left + 1, each.top() - top + 1)]
        ]  # fmt: skip
        """The pixels of each frame within the area: rows, columns."""

    def __len__(self) -> int:
        return len(self._frames)

    def __getitem__(self, index: Any) -> Any:
        return self._frames[index]

    def ground(self, line: int) -> np.ndarray:
        """The pixels of the area, empty but for lines of a colour around the frames."""
        if self._ground is None or self._ground[0] != line:
            pixels = np.zeros((self.area.height(), self.area.width()), np.uint32)
            for rows, columns in self.places:
                pixels[rows.start - 1 : rows.stop + 1, columns.start - 1 : columns.stop + 1] = line
            self._ground = line, pixels
        return self._ground[1].copy()


@dataclass
class Block:
    """Pictures (N, height, width) of numbers, or (N, height, width, 3) of colours, with one scale for all; the last
    `missing` numbers of each are none. `frames` says where each is drawn."""

    key: str
    pictures: np.ndarray
    ramp: Ramp
    frames: Frames
    missing: int = 0
    _image: QImage | None = field(default=None, init=False, repr=False, compare=False)
    _drawn: tuple[Frames, QImage] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def enlarges(self) -> bool:
        """Whether every number takes whole pixels of the screen."""
        height, width = self.pictures.shape[1:3]
        return self.frames.size.width() % width == 0 and self.frames.size.height() % height == 0

    def drawn(self) -> QImage:
        """All pictures as they are drawn in the frames' area: one image is painted sooner than one for each picture."""
        if self._drawn is None or self._drawn[0] is not self.frames:
            height, width = self.pictures.shape[1:3]
            down, across = self.frames.size.height() // height, self.frames.size.width() // width
            pixels = self._pixels().reshape(-1, height, width).repeat(down, axis=1).repeat(across, axis=2)
            whole = self.frames.ground(QColor(theme.tokens.line).rgba())
            for picture, place in zip(pixels, self.frames.places, strict=False):
                whole[place] = picture
            self._drawn = self.frames, as_image(whole)
        return self._drawn[1]

    def _pixels(self) -> np.ndarray:
        return self.ramp.pixels(self.pictures.reshape(-1, *self.pictures.shape[2:]), self.missing)

    def image(self) -> QImage:
        """All pictures, one below the other, a pixel a number."""
        if self._image is None:
            self._image = as_image(self._pixels())
        return self._image

    def forget_image(self) -> None:
        """Make the picture anew when it is next needed, in the look that is in force then."""
        self._image = self._drawn = None

    def source(self, picture: int) -> QRect:
        """Where one of the pictures lies in `image`."""
        height, width = self.pictures.shape[1:3]
        return QRect(0, picture * height, width, height)


@dataclass(frozen=True)
class Spot:
    """One number: the block's key, and which picture, row and column."""

    key: str
    picture: int
    row: int
    column: int


class Tiles(QWidget):
    """A plain widget that paints blocks of pictures. What is under the cursor, or where the reading is moved by the
    arrow keys, is enlarged and read by a `Loupe`."""

    def __init__(self) -> None:
        super().__init__(focusPolicy=Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.blocks: list[Block] = []
        self.spot: Spot | None = None
        """The number that is read."""
        self.loupe: Loupe | None = None
        theme.changed.connect(self._recolour)

    def set_blocks(self, blocks: list[Block]) -> None:
        """Show other pictures; the reading stays where it is, if that is still there."""
        self.blocks = blocks
        if self.spot is not None and not self._holds(self.spot):
            self.spot = None
        self._show_loupe()
        self.update()

    def describe(self, spot: Spot) -> str:
        """What a number is of; a line of the loupe."""
        raise AssertionError(f"{type(self).__name__} does not say what its numbers are")

    def number(self, spot: Spot) -> str:
        """A number to its last digit; three of them where it is a colour, one below the other."""
        value = self.block(spot.key).pictures[spot.picture, spot.row, spot.column]
        return "\n".join(repr(shortest(each)) for each in np.ravel(value))

    def block(self, key: str) -> Block:
        """The block of that key."""
        return next(each for each in self.blocks if each.key == key)

    def spot_at(self, place: QPointF) -> Spot | None:
        """The number that is drawn at a place."""
        point = place.toPoint()
        for block in self.blocks:
            for picture, frame in enumerate(block.frames if block.frames.area.contains(point) else ()):
                if frame.contains(point):
                    spot = _within(block, picture, frame, place)
                    return spot if self._holds(spot) else None
        return None

    def place_of(self, spot: Spot) -> QRectF:
        """Where a number is drawn."""
        block = self.block(spot.key)
        frame = QRectF(block.frames[spot.picture])
        height, width = block.pictures.shape[1:3]
        across, down = frame.width() / width, frame.height() / height
        return QRectF(frame.left() + spot.column * across, frame.top() + spot.row * down, across, down)

    def read(self, spot: Spot | None) -> None:
        """Read another number, or none."""
        if spot != self.spot:
            self.spot = spot
            self.setAccessibleDescription("" if spot is None else f"{self.describe(spot)}: {self.number(spot)}")
            self._show_loupe()
            self.update()

    def move_reading(self, direction: QPoint) -> None:
        """Read the next number in a direction, in the next picture where this one ends; begins with the first."""
        if self.spot is None or not self.blocks:
            if self.blocks:
                self.read(Spot(self.blocks[0].key, 0, 0, 0))
            return
        spot = self.spot
        height, width = self.block(spot.key).pictures.shape[1:3]
        row, column = spot.row + direction.y(), spot.column + direction.x()
        inside = Spot(spot.key, spot.picture, row, column)
        if 0 <= row < height and 0 <= column < width and self._holds(inside):
            self.read(inside)
            return
        found = self._next_frame(spot, direction)
        if found is not None:
            block, picture = found
            self.read(_within(block, picture, block.frames[picture], self.place_of(spot).center()))

    def paint_blocks(self, painter: QPainter, area: QRect) -> None:
        """Paint the pictures that lie in an area."""
        for block in self.blocks:
            if not block.frames.area.intersects(area):
                continue
            if block.enlarges:
                painter.drawImage(block.frames.area.topLeft(), block.drawn())
                continue
            # Made larger, a picture shows its squares; made smaller, the means of several.
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for picture, frame in enumerate(block.frames):
                painter.fillRect(frame.adjusted(-1, -1, 1, 1), QColor(theme.tokens.line))
                painter.drawImage(frame, block.image(), block.source(picture))
        if self.spot is not None:
            outline(painter, self.place_of(self.spot))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.tokens.panel))
        self.paint_blocks(painter, event.rect())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.read(self.spot_at(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.read(None)
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.read(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.spot is not None:
            self.read(None)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_loupe()

    def _recolour(self) -> None:
        for block in self.blocks:
            block.forget_image()
        self.update()

    def _holds(self, spot: Spot) -> bool:
        """Whether a number is there."""
        block = next((each for each in self.blocks if each.key == spot.key), None)
        if block is None or spot.picture >= min(len(block.frames), len(block.pictures)):
            return False
        height, width = block.pictures.shape[1:3]
        behind = spot.row * width + spot.column
        return spot.row < height and spot.column < width and behind < height * width - block.missing

    def _next_frame(self, spot: Spot, direction: QPoint) -> tuple[Block, int] | None:
        """The nearest picture in a direction."""
        here = self.place_of(spot).center()
        own = self.block(spot.key).frames[spot.picture]
        best: tuple[float, Block, int] | None = None
        for block in self.blocks:
            for picture, frame in enumerate(block.frames):
                off = QRectF(frame).center() - QRectF(own).center()
                ahead = off.x() * direction.x() + off.y() * direction.y()
                beside = _gap(frame, here, across=direction.x() != 0)
                distance = ahead + 4 * beside
                if frame is not own and ahead > 0 and (best is None or distance < best[0]):
                    best = distance, block, picture
        return None if best is None else best[1:]

    def _show_loupe(self) -> None:
        if self.loupe is not None:
            self.loupe.follow(self)


def shortest(number: np.generic) -> float:
    """A number with no more digits than tell it from its neighbours in its own precision."""
    return float(str(number))


def _within(block: Block, picture: int, frame: QRect, place: QPointF) -> Spot:
    """The number of a picture that is nearest to a place."""
    height, width = block.pictures.shape[1:3]
    row = int((place.y() - frame.top()) * height / max(frame.height(), 1))
    column = int((place.x() - frame.left()) * width / max(frame.width(), 1))
    return Spot(block.key, picture, min(max(row, 0), height - 1), min(max(column, 0), width - 1))


def _gap(frame: QRect, place: QPointF, *, across: bool) -> float:
    """How far beside a frame a place lies, seen across (or down)."""
    at, first, last = (
        (place.y(), frame.top(), frame.bottom()) if across else (place.x(), frame.left(), frame.right())
    )  # fmt: skip
    return max(first - at, at - last, 0.0)


def outline(painter: QPainter, place: QRectF) -> None:
    """Mark a number's place so that it shows on any colour."""
    frame = place.toAlignedRect()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.tokens.panel), 3))
    painter.drawRect(frame.adjusted(-1, -1, 0, 0))
    painter.setPen(QPen(QColor(theme.tokens.text), 1))
    painter.drawRect(frame.adjusted(-1, -1, 0, 0))
