"""The boxes and wires of the canvas: plain painting, no decisions."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QIcon,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from gui.canvas.box_texts import ICON, STRIPE, box_texts
from gui.canvas.fonts import LEGIBLE, canvas_font
from gui.canvas.layout import CAPTION, HEIGHT, WIDTH, Point, Route
from gui.canvas.looks import Look
from gui.resources import icon
from gui.theme import theme

PORT_RADIUS = 6.0
PORT_REACH = 14.0
"""How far from a port, in scene units, the pointer takes hold of it."""
END_REACH = 18.0
"""How far before a box, in scene units, the pointer takes hold of the arrow of a wire."""
REACH = 8.0
"""How far from a wire, in scene units, the pointer takes hold of it."""
RESTING, RAISED = 2.0, 5.0
"""How high boxes lie, and those that are being moved: above wires, boxes and marks."""
DRAWN = 6.0
"""How high the wire that is being drawn lies: nothing hides where it goes."""
CARD = 3.0
"""How far the boxes behind a group's box look out."""
BOX = QRectF(0, 0, WIDTH, HEIGHT)
BOUNDS = QRectF(-6, -12, WIDTH + PORT_REACH + 6, HEIGHT + CAPTION + 16)
"""The box with all that stands around it."""
CAPTION_BOX = QRectF(0, HEIGHT + 5, WIDTH, CAPTION - 5)
LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
"""How a line of text stands in its place."""


class NodeItem(QGraphicsRectItem):
    """One box: a layer, the input, or the loss. Its position is its top left corner. For Qt it is an empty rectangle:
    what it shows is drawn here, but put on the screen by `Pictures`."""

    def __init__(self, key: str, look: Look, *, port: bool = True) -> None:
        super().__init__(BOUNDS)
        self.setPen(Qt.PenStyle.NoPen)
        self.key, self.has_port = key, port
        self.look = look
        self.selected = self.hovered = self.lit = False
        self.picture: QPixmap | None = None
        self.zoom = self.ratio = 0.0
        self.raised = False
        self.setZValue(RESTING)
        self._compose()

    def show_look(self, look: Look) -> None:
        """Show what changed; nothing happens where nothing did."""
        if look is not self.look and look != self.look:
            self.look = look
            self._compose()
            self.repaint()

    def mark(self, *, selected: bool | None = None, hovered: bool | None = None, lit: bool | None = None) -> None:
        """Set how the box stands out: selected, under the pointer, or as a place where a wire may end."""
        now = tuple(
            old if new is None else new
            for new, old in ((selected, self.selected), (hovered, self.hovered), (lit, self.lit))
        )
        if now != (self.selected, self.hovered, self.lit):
            self.selected, self.hovered, self.lit = now
            self.repaint()

    def sight(self) -> tuple[object, ...]:
        """All that decides on how it looks, but for theme and font."""
        return self.look, self.has_port, self.selected, self.hovered, self.lit

    def repaint(self) -> None:
        """Paint it anew, because it should look different."""
        self.picture = None
        self.update()

    def setZValue(self, z: float) -> None:
        """Lie above the other boxes, or among them."""
        self.raised = z > RESTING
        super().setZValue(z)

    def scene_box(self) -> QRectF:
        """The box alone, in scene coordinates."""
        return BOX.translated(self.pos())

    def out_point(self) -> QPointF:
        """Where wires leave, in scene coordinates."""
        return self.pos() + QPointF(WIDTH, HEIGHT / 2)

    def in_point(self, aside: float = 0.0) -> QPointF:
        """Where a wire arrives, in scene coordinates; `aside` keeps several wires apart."""
        return self.pos() + QPointF(0, HEIGHT / 2 + aside)

    def draw(self, painter: QPainter, zoom: float) -> None:
        """Paint the box in item coordinates."""
        tokens, box, look = theme.tokens, BOX, self.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outer = box.adjusted(0, -2 * CARD, 2 * CARD, 0) if look.stack else box
        if self.selected or self.lit:
            ring = QColor(tokens.accent if self.selected else tokens.good)
            painter.setPen(QPen(ring, 3.0 if self.selected else 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(outer.adjusted(-3.5, -3.5, 3.5, 3.5), 11, 11)
        outline = QPen(QColor(tokens.problem), 2.5) if look.problem else QPen(QColor(tokens.node_line), 1.2)
        painter.setBrush(QColor(tokens.node))
        if look.stack:
            painter.setPen(QPen(QColor(tokens.node_line), 1.2))
            for index in (2, 1):
                painter.drawRoundedRect(box.translated(index * CARD, -index * CARD), 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 8, 8)
        self._paint_stripe(painter, box)
        painter.setPen(outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 8, 8)
        if zoom >= LEGIBLE:
            self._paint_texts(painter)
        if look.problem:
            self._paint_badge(painter, box)
        if self.has_port and (self.hovered or self.selected):
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(QColor(tokens.node))
            painter.drawEllipse(QPointF(WIDTH, HEIGHT / 2), PORT_RADIUS, PORT_RADIUS)

    def _paint_stripe(self, painter: QPainter, box: QRectF) -> None:
        """The hue at the left; of a group, those of its layers from top to bottom."""
        rounded = QPainterPath()
        rounded.addRoundedRect(box, 8, 8)
        hues = self.look.stack or (self.look.group,)
        height = HEIGHT / len(hues)
        for index, hue in enumerate(hues):
            part = QPainterPath()
            part.addRect(QRectF(0, index * height, STRIPE, height))
            painter.setBrush(QColor(getattr(theme.tokens, hue)))
            painter.drawPath(rounded.intersected(part))

    def _paint_texts(self, painter: QPainter) -> None:
        tokens, look, texts = theme.tokens, self.look, self._texts
        side = QRectF(STRIPE + 6, texts.title_box.center().y() - ICON / 2, ICON, ICON)
        paint_icon(painter, icon(look.icon, look.group), side)
        painter.setFont(canvas_font(texts.title_size, QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.text))
        painter.drawText(texts.title_box, LINE | Qt.TextFlag.TextWordWrap if texts.wraps else LINE,
                         look.title if texts.wraps else texts.title)  # fmt: skip
        painter.setFont(canvas_font(13))
        painter.setPen(QColor(tokens.dim))
        for place, text in texts.details:
            painter.drawText(place, LINE, text)
        if look.caption:
            painter.setPen(QColor(tokens.text))
            painter.drawText(CAPTION_BOX, Qt.AlignmentFlag.AlignCenter, look.caption)

    def _paint_badge(self, painter: QPainter, box: QRectF) -> None:
        centre = QPointF(WIDTH - 10, 1)
        painter.setPen(QPen(QColor(theme.tokens.node), 1.5))
        painter.setBrush(QColor(theme.tokens.problem))
        painter.drawEllipse(centre, 10, 10)
        painter.setPen(QPen(QColor(theme.tokens.node), 2.4, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(centre + QPointF(0, -5), centre + QPointF(0, 1))
        painter.drawPoint(centre + QPointF(0, 5))

    def _compose(self) -> None:
        """Place the texts: once per look, not once per painting."""
        look, self._texts = self.look, box_texts(self.look)
        tip = look.title if self._texts.cut else ""
        self.setToolTip(f"{look.title}\n{look.problem}" if look.problem else tip)


@dataclass(frozen=True)
class WireShape:
    """A wire that begins at the origin: its line, the outline that is filled, and the line's left, top, right and
    bottom. Not to be changed: wires share it."""

    line: QPainterPath
    outline: QPainterPath
    extent: tuple[float, float, float, float]


class WireItem(QGraphicsPathItem):
    """A wire from one box to another, with an arrow at its end: its outline, computed once and then only filled."""

    def __init__(self, source: str, target: str, *, firm: bool = False) -> None:
        """A firm wire, such as the one to the loss, is part of the drawing but cannot be taken away."""
        super().__init__()
        self.source, self.target, self.firm = source, target, firm
        self.selected = self.marked = False
        self.aside = 0.0
        self.extent = (0.0, 0.0, 0.0, 0.0)
        """Left, top, right and bottom of the line, as plain numbers: asking hundreds of items takes longer."""
        self._run: tuple[Point, Point, Route | None] = (0.0, 0.0), (0.0, 0.0), None
        self._shape = wire_shape(0.0, 0.0, None)
        self._reach: QPainterPath | None = None
        self.setPen(Qt.PenStyle.NoPen)
        self.setZValue(1)
        self.repaint()

    @property
    def line(self) -> QPainterPath:
        """What is filled around, in scene coordinates."""
        return self._shape.line.translated(*self._run[0])

    def mark(self, *, selected: bool | None = None, marked: bool | None = None) -> None:
        """Set how the wire stands out: selected, or as the place where a layer will be put."""
        now = (self.selected if selected is None else selected, self.marked if marked is None else marked)
        if now != (self.selected, self.marked):
            self.selected, self.marked = now
            self.setZValue(3 if self.marked else 1)
            self._outline()
            self.repaint()

    def run(self, start: Point, end: Point, route: Route | None) -> None:
        """Lay the wire from point to point, around boxes where there is a route."""
        run = start, end, route
        if run != self._run:
            self._run = run
            self._outline()

    def middle(self) -> QPointF:
        """Half way along it, in scene coordinates."""
        return self.line.pointAtPercent(0.5)

    def reaches(self, point: QPointF) -> bool:
        """Whether a point is near enough to take hold of the wire."""
        if self._reach is None:
            stroker = QPainterPathStroker()
            stroker.setWidth(2 * REACH)
            self._reach = stroker.createStroke(self._shape.line)
        return self._reach.contains(point - QPointF(*self._run[0]))

    def repaint(self) -> None:
        """Take the look's colours."""
        tokens = theme.tokens
        self.setBrush(QColor(tokens.accent if self.selected or self.marked else tokens.wire))

    def _outline(self) -> None:
        (x, y), (end_x, end_y), route = self._run
        if route is not None:
            route = Route(route.out_x - x, route.track - y, route.in_x - x)
        shape = wire_shape(end_x - x, end_y - y, route, bold=self.selected or self.marked)
        if shape is not self._shape:
            self._shape, self._reach = shape, None
        left, top, right, bottom = shape.extent
        self.extent = (x + left, y + top, x + right, y + bottom)
        self.setPath(shape.outline.translated(x, y))


class PlusMark(QGraphicsItem):
    """A plus at the item's position: into this wire a dragged layer will be put, or may not be where it is refused."""

    def __init__(self) -> None:
        super().__init__()
        self.refused = False
        self.setZValue(4)

    def boundingRect(self) -> QRectF:
        return QRectF(-12, -12, 24, 24)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, refused=self.refused)


class PlaceMark(QGraphicsItem):
    """Where a dragged layer will be put when not into a wire, or may not be: a bar with a sign, its centre at the
    item's position."""

    def __init__(self) -> None:
        super().__init__()
        self.refused = False
        self.setZValue(4)

    def boundingRect(self) -> QRectF:
        return QRectF(QPointF(-14, -HEIGHT / 2 - 4), QSizeF(28, HEIGHT + 8))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.tokens.problem if self.refused else theme.tokens.accent
        painter.setPen(QPen(QColor(colour), 4, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(0, -HEIGHT / 2), QPointF(0, HEIGHT / 2))
        paint_sign(painter, refused=self.refused)


def paint_icon(painter: QPainter, symbol: QIcon, place: QRectF) -> None:
    """Paint an icon; into a picture of pixels, from a picture of its own that is made once for each size."""
    world = painter.worldTransform()
    if not isinstance(painter.device(), QPixmap):
        symbol.paint(painter, place.toRect())
        return
    side = max(round(place.width() * world.m11()), 1)
    painter.save()
    painter.resetTransform()
    painter.drawPixmap(world.map(place.topLeft()).toPoint(), symbol.pixmap(QSize(side, side), 1.0))
    painter.restore()


def paint_sign(painter: QPainter, *, refused: bool) -> None:
    """A plus in a disc: here something will be added. A ring with a bar across: it may not be."""
    if refused:
        painter.setPen(QPen(QColor(theme.tokens.problem), 3.2))
        painter.setBrush(QColor(theme.tokens.node))
        painter.drawEllipse(QPointF(0, 0), 10, 10)
        painter.drawLine(QPointF(-7, -7), QPointF(7, 7))
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tokens.accent))
    painter.drawEllipse(QPointF(0, 0), 11, 11)
    painter.setPen(QPen(QColor(theme.tokens.on_accent), 2.4, c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(-5, 0), QPointF(5, 0))
    painter.drawLine(QPointF(0, -5), QPointF(0, 5))


@functools.lru_cache(maxsize=512)
def wire_shape(dx: float, dy: float, route: Route | None, *, bold: bool = False) -> WireShape:
    """The shape of a wire that ends so far to the right and down, along a route that is seen from its beginning. Most
    wires of a network have one of a few."""
    line = wire_path(QPointF(0, 0), QPointF(dx, dy), route)
    width = 3.2 if bold else 1.8
    if line.elementCount() == 2:  # straight, as most are
        start, end = line.elementAt(0), line.elementAt(1)
        outline = QPainterPath()
        outline.addRect(start.x, start.y - width / 2, end.x - start.x, width)
    else:
        stroker = QPainterPathStroker()
        stroker.setWidth(width)
        outline = stroker.createStroke(line)
    outline.setFillRule(Qt.FillRule.WindingFill)
    outline.addPolygon(_arrow(line.currentPosition()))
    area = line.controlPointRect()
    return WireShape(line, outline, (area.left(), area.top(), area.right(), area.bottom()))


def wire_path(start: QPointF, end: QPointF, route: Route | None) -> QPainterPath:
    """A curve from a box's right side to another's left; along a route's corners, rounded, where there is one."""
    end = end - QPointF(2, 0)
    path = QPainterPath(start)
    if route is None and start.y() == end.y() and start.x() < end.x():
        path.lineTo(end)
        return path
    if route is None:
        reach = max(abs(end.x() - start.x()) / 2, min(80.0, 20 + abs(end.y() - start.y()) / 2))
        path.cubicTo(start + QPointF(reach, 0), end - QPointF(reach, 0), end)
        return path
    corners = [
        QPointF(route.out_x, start.y()),
        QPointF(route.out_x, route.track),
        QPointF(route.in_x, route.track),
        QPointF(route.in_x, end.y()),
    ]
    points = [start, *corners, end]
    for before, corner, after in zip(points, corners, points[2:], strict=False):
        radius = min(10.0, _distance(before, corner) / 2, _distance(corner, after) / 2)
        path.lineTo(_towards(corner, before, radius))
        path.quadTo(corner, _towards(corner, after, radius))
    path.lineTo(end)
    return path


def _distance(a: QPointF, b: QPointF) -> float:
    return math.hypot(a.x() - b.x(), a.y() - b.y())


def _towards(start: QPointF, goal: QPointF, far: float) -> QPointF:
    whole = _distance(start, goal)
    return start if whole == 0 else start + (goal - start) * (far / whole)


def _arrow(tip: QPointF) -> QPolygonF:
    x, y = tip.x(), tip.y()
    return QPolygonF([QPointF(x + 2, y), QPointF(x - 8, y - 5), QPointF(x - 8, y + 5)])
