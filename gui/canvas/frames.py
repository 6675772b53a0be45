"""The frame around an opened group: quiet, with the group's title, and a button that folds it into one box."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from engine import Network
from gui.canvas.fonts import LEGIBLE, canvas_font
from gui.canvas.items import WireItem
from gui.canvas.layout import CAPTION, HEIGHT, TITLE, TRACK, WIDTH, Point
from gui.groups import Group, group_title
from gui.theme import theme

PAD = 8.0
"""Between boxes and frame."""
CHEVRON = 20.0
LEAST = 90.0
"""The least width of a title."""


class GroupFrame(QGraphicsItem):
    """Lies around boxes, in as many pieces as it takes to leave out those of other layers."""

    def __init__(self, group: Group, network: Network) -> None:
        super().__init__()
        self.group = group
        self.pieces: list[QRectF] = []
        self.title = ""
        self.title_box = self.fold_box = self._bounds = QRectF()
        self.setZValue(0)
        self.setToolTip(QCoreApplication.translate("GroupFrame", "The arrow folds the group into one box."))
        self.retitle(network)

    def retitle(self, network: Network) -> None:
        """Show what the group is called now."""
        title = group_title(self.group, network)
        if title != self.title:
            self.title = title
            self.update()

    def surround(self, places: Sequence[Point], others: Sequence[Point], tracks: Sequence[tuple[Point, float]]) -> None:
        """Lie around the boxes at those top left corners and leave out the others; `tracks` are heights at which wires
        run above some of the boxes, each with that box's corner."""
        self.prepareGeometryChange()
        areas = pieces([_area(place) for place in places], [_area(place) for place in others])
        for area in areas:
            for (x, y), height in tracks:
                if area.contains(QPointF(x + 1, y + 1)) and y - 4 * TRACK < height < area.top() + PAD - 2:
                    area.setTop(height + 2 - PAD)
        first = next(area for area in areas if area.contains(_area(places[0])))
        self.title_box = QRectF(first.left(), first.top() - TITLE, max(first.width(), LEAST), TITLE)
        self.fold_box = QRectF(first.left() + 1, first.top() - TITLE + 1, CHEVRON, CHEVRON)
        first.setTop(first.top() - TITLE)
        self.pieces = areas
        self._bounds = QRectF()
        for area in areas:
            self._bounds = self._bounds.united(area)
        self._bounds.adjust(-2, -2, 2, 2)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.title_box)
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        tokens = theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = QColor(tokens.raised)
        fill.setAlphaF(0.5)
        painter.setPen(QPen(QColor(tokens.line), 1.5))
        painter.setBrush(fill)
        for piece in self.pieces:
            painter.drawRoundedRect(piece, 10, 10)
        if option.levelOfDetailFromTransform(painter.worldTransform()) < LEGIBLE:
            return
        centre = self.fold_box.center()
        painter.setPen(QPen(QColor(tokens.text), 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline([centre + QPointF(-4, -2), centre + QPointF(0, 2.5), centre + QPointF(4, -2)])
        font = canvas_font(13, QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.dim))
        room = self.title_box.adjusted(CHEVRON + 2, 2, -4, 0)
        text = QFontMetricsF(font).elidedText(self.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class Frames:
    """The frames of a scene, in the order of the groups."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self.all: list[GroupFrame] = []

    def sync(self, groups: Sequence[Group], network: Network) -> None:
        """Have a frame for each opened group."""
        if [frame.group for frame in self.all] != list(groups):
            for frame in self.all:
                self._scene.removeItem(frame)
            self.all = [GroupFrame(group, network) for group in groups]
            for frame in self.all:
                self._scene.addItem(frame)
        for frame in self.all:
            frame.retitle(network)

    def follow(
        self, moved: Collection[str], places: Mapping[str, Point], touching: Mapping[str, Sequence[WireItem]]
    ) -> None:
        """Lie around the boxes of each group, wherever one of them has moved; `touching` has the wires at each box."""
        for frame in self.all:
            members = frame.group.nodes
            if any(key in moved for key in members):
                arriving = {
                    id(wire): (places[wire.target], wire.extent[1])
                    for key in members
                    for wire in touching.get(key, ())
                    if wire.target in members
                }
                others = [place for key, place in places.items() if key not in members]
                frame.surround([places[key] for key in members], others, list(arriving.values()))

    def at(self, point: QPointF) -> GroupFrame | None:
        """The frame whose title is at a point."""
        return next((frame for frame in self.all if frame.title_box.contains(point)), None)

    def of(self, group: Group) -> GroupFrame | None:
        """The frame of a group."""
        return next((frame for frame in self.all if frame.group == group), None)

    def extent(self) -> QRectF:
        """What they all take up."""
        area = QRectF()
        for frame in self.all:
            area = area.united(frame.boundingRect())
        return area


def pieces(areas: Sequence[QRectF], others: Sequence[QRectF]) -> list[QRectF]:
    """The fewest rectangles, or nearly, that hold all areas and touch none of the others where that can be."""
    whole = QRectF()
    for area in areas:
        whole = whole.united(area)
    others = [each for each in others if each.intersects(whole)]
    if not others:
        return [whole]
    found: list[QRectF] = []
    for area in sorted(areas, key=lambda each: (each.top(), each.left())):
        unions = [(piece.united(area), index) for index, piece in enumerate(found)]
        free = [(union, index) for union, index in unions if not any(union.intersects(each) for each in others)]
        if free:
            union, index = min(free, key=lambda each: _extent(each[0]) - _extent(found[each[1]]))
            found[index] = union
        else:
            found.append(QRectF(area))
    return found


def _extent(area: QRectF) -> float:
    return area.width() * area.height()


def _area(place: Point) -> QRectF:
    return QRectF(place[0] - PAD, place[1] - PAD, WIDTH + 2 * PAD, HEIGHT + CAPTION + PAD + 2)
