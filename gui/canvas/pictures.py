"""Pictures of boxes: each is painted once for a zoom and from then on copied to the screen, all by one item.

After a change of zoom no more boxes are painted anew in one frame than fit into a few milliseconds, and none of very
many; the others show their old picture scaled until their turn comes. So zooming stays fluid with hundreds of them.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.theme import theme

BUDGET = 0.002
"""Seconds of a frame that go into repainting boxes whose picture has another zoom."""
REST, NEXT = 60, 5
"""Milliseconds without a change of zoom until the other boxes have their turn, and between their turns."""
TURN = 16
"""How many have their turn at once."""
FEW = 40
"""Of more boxes in view, none is painted anew while the zoom goes on changing."""
KEPT = 24_000_000
"""Bytes of pictures that are kept of how boxes looked of late."""
EVERYWHERE = QRectF(-1e6, -1e6, 2e6, 2e6)


class Painted(Protocol):
    """A box that is shown by its picture."""

    picture: QPixmap | None
    """None where it should look different from what was painted."""
    zoom: float
    ratio: float
    """For which zoom, and how many device pixels for one, the picture is."""
    raised: bool

    def sight(self) -> Hashable:
        """All that decides on how it looks, but for theme and font."""

    def draw(self, painter: QPainter, zoom: float) -> None:
        """Paint it in its own coordinates."""

    def update(self) -> None:
        """Ask to be painted."""


class Album:
    """The pictures of late: to undo an edit, and to zoom out again, is to come back to some of them."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[Hashable, QPixmap] = OrderedDict()
        self._bytes = 0

    def find(self, key: Hashable) -> QPixmap | None:
        """The picture that was kept under a key, if it still is."""
        picture = self._pictures.get(key)
        if picture is not None:
            self._pictures.move_to_end(key)
        return picture

    def keep(self, key: Hashable, picture: QPixmap) -> None:
        """Keep a picture, and leave those that were not asked for longest where they become too many."""
        self._pictures[key] = picture
        self._bytes += 4 * picture.width() * picture.height()
        while self._bytes > KEPT:
            _, old = self._pictures.popitem(last=False)
            self._bytes -= 4 * old.width() * old.height()


class Pictures(QGraphicsItem):
    """Shows all boxes of a scene. One call for all: Qt asking hundreds of items written in Python to paint themselves
    takes several times as long as the painting."""

    def __init__(
        self, boxes: Mapping[str, Painted], places: Mapping[str, tuple[float, float]], bounds: QRectF, scene: QObject
    ) -> None:
        """`bounds` are those of any box, in its own coordinates; both mappings are followed as they change."""
        super().__init__()
        self.exposed: Sequence[QRectF] | None = None
        """The areas of the scene that are painted next, where the view knows them; much lies between them."""
        self._boxes, self._places, self._bounds = boxes, places, bounds
        self._album = Album()
        self._waiting: dict[str, None] = {}
        self._turn: set[str] = set()
        self._zooming = False
        self._timer = QTimer(scene, singleShot=True)
        self._timer.timeout.connect(self._sharpen)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    @property
    def all_sharp(self) -> bool:
        """Whether no box on the screen waits for a picture of its zoom."""
        return not self._waiting and not self._turn

    def zoomed(self) -> None:
        """The zoom changed, and may change again in a moment."""
        self._zooming = True
        self._timer.start(REST)

    def boundingRect(self) -> QRectF:
        return EVERYWHERE

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        world = painter.worldTransform()
        areas = [option.exposedRect] if self.exposed is None else self.exposed
        shown = [(key, self._boxes[key], x, y) for key, (x, y) in self._within(areas)]
        if any(box.raised for _, box, _, _ in shown):
            shown.sort(key=lambda each: each[1].raised)
        if widget is None:  # not for the screen: in full detail
            for _, box, x, y in shown:
                painter.save()
                painter.translate(x, y)
                box.draw(painter, world.m11())
                painter.restore()
        else:
            self._copy(painter, shown, widget.devicePixelRatioF())

    def _within(self, areas: Sequence[QRectF]) -> Iterable[tuple[str, tuple[float, float]]]:
        """The boxes that reach into one of some areas, with their places."""
        bounds, places, found = self._bounds, self._places.items(), set()
        for area in areas:
            left, right = area.left() - bounds.right(), area.right() - bounds.left()
            top, bottom = area.top() - bounds.bottom(), area.bottom() - bounds.top()
            found.update([key for key, (x, y) in places if left < x < right and top < y < bottom])
        return [item for item in places if item[0] in found]

    def _copy(self, painter: QPainter, shown: list[tuple[str, Painted, float, float]], ratio: float) -> None:
        world = painter.worldTransform()
        zoom, bounds = world.m11(), self._bounds
        dx, dy = world.dx() + zoom * bounds.left(), world.dy() + zoom * bounds.top()
        zooming = self._zooming and len(shown) > FEW
        until = time.perf_counter() + (0 if zooming else BUDGET)
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        level = round(zoom, 6), ratio, QApplication.font().key(), id(theme.tokens)
        for key, box, x, y in shown:
            picture = box.picture
            if picture is None or ratio != box.ratio or zoom != box.zoom:
                sight = box.sight(), *level
                found = self._album.find(sight)
                if found is not None:
                    picture = box.picture = found
                    box.zoom, box.ratio = zoom, ratio
                elif picture is None or ratio != box.ratio or key in self._turn or time.perf_counter() < until:
                    picture = self._paint(box, zoom, ratio)
                    self._album.keep(sight, picture)
            at_x, at_y = dx + zoom * x, dy + zoom * y
            if zoom != box.zoom:
                share = zoom / (box.zoom * ratio)
                width, height = round(picture.width() * share), round(picture.height() * share)
                painter.drawPixmap(round(at_x), round(at_y), width, height, picture)
                self._waiting[key] = None
            elif ratio == 1:
                painter.drawPixmap(round(at_x), round(at_y), picture)
            else:
                painter.drawPixmap(QPointF(round(at_x * ratio) / ratio, round(at_y * ratio) / ratio), picture)
        painter.restore()
        self._turn.clear()
        if self._waiting and not self._timer.isActive():
            self._timer.start(NEXT)

    def _paint(self, box: Painted, zoom: float, ratio: float) -> QPixmap:
        scale = zoom * ratio
        picture = QPixmap(math.ceil(self._bounds.width() * scale), math.ceil(self._bounds.height() * scale))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.scale(scale, scale)
        painter.translate(-self._bounds.topLeft())
        box.draw(painter, zoom)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        box.picture, box.zoom, box.ratio = picture, zoom, ratio
        return picture

    def _sharpen(self) -> None:
        self._zooming = False
        self._turn = set(list(self._waiting)[:TURN])
        for key in self._turn:
            del self._waiting[key]
            if key in self._boxes:
                self._boxes[key].update()
        if self._waiting:
            self._timer.start(NEXT)
