"""The boxes and wires of the canvas: plain painting, no decisions."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.canvas.layout import CAPTION, HEIGHT, WIDTH, Route
from gui.canvas.looks import Look
from gui.resources import icon
from gui.theme import theme

LEGIBLE = 0.4
"""The zoom below which text is left out."""
PORT_RADIUS = 6.0
PORT_REACH = 14.0
"""How far from a port, in scene units, the pointer takes hold of it."""
END_REACH = 18.0
"""How far before a box, in scene units, the pointer takes hold of the arrow of a wire."""
STRIPE = 6.0
RESTING, RAISED = 2.0, 5.0
"""How high boxes lie, and those that are being moved: above wires, boxes and marks."""
ICON = 18.0


def canvas_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The application's font at a size in scene units: boxes have fixed sizes, and zoom does the rest."""
    font = QFont(QApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


class NodeItem(QGraphicsItem):
    """One box: a layer, the input, or the loss. Its position is its top left corner."""

    def __init__(self, key: str, look: Look, *, port: bool = True) -> None:
        super().__init__()
        self.key, self.has_port = key, port
        self.look = look
        self.selected = self.hovered = self.lit = False
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(RESTING)
        self._compose()

    def show_look(self, look: Look) -> None:
        """Show what changed; nothing happens where nothing did."""
        if look != self.look:
            self.look = look
            self._compose()
            self.update()

    def mark(self, *, selected: bool | None = None, hovered: bool | None = None, lit: bool | None = None) -> None:
        """Set how the box stands out: selected, under the pointer, or as a place where a wire may end."""
        now = tuple(
            old if new is None else new
            for new, old in ((selected, self.selected), (hovered, self.hovered), (lit, self.lit))
        )
        if now != (self.selected, self.hovered, self.lit):
            self.selected, self.hovered, self.lit = now
            self.update()

    def box(self) -> QRectF:
        """The box alone, in item coordinates."""
        return QRectF(0, 0, WIDTH, HEIGHT)

    def scene_box(self) -> QRectF:
        return self.box().translated(self.pos())

    def out_point(self) -> QPointF:
        """Where wires leave, in scene coordinates."""
        return self.pos() + QPointF(WIDTH, HEIGHT / 2)

    def in_point(self, aside: float = 0.0) -> QPointF:
        """Where a wire arrives, in scene coordinates; `aside` keeps several wires apart."""
        return self.pos() + QPointF(0, HEIGHT / 2 + aside)

    def boundingRect(self) -> QRectF:
        return QRectF(-6, -12, WIDTH + PORT_REACH + 6, HEIGHT + CAPTION + 16)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addRect(self.box())
        return path

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        tokens, box, look = theme.tokens, self.box(), self.look
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.selected or self.lit:
            ring = QColor(tokens.accent if self.selected else tokens.good)
            painter.setPen(QPen(ring, 3.0 if self.selected else 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3.5, -3.5, 3.5, 3.5), 11, 11)
        outline = QPen(QColor(tokens.problem), 2.5) if look.problem else QPen(QColor(tokens.node_line), 1.2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.node))
        painter.drawRoundedRect(box, 8, 8)
        self._paint_stripe(painter, box)
        painter.setPen(outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 8, 8)
        if zoom >= LEGIBLE:
            self._paint_texts(painter, box)
        if look.problem:
            self._paint_badge(painter, box)
        if self.has_port and (self.hovered or self.selected):
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(QColor(tokens.node))
            painter.drawEllipse(QPointF(WIDTH, HEIGHT / 2), PORT_RADIUS, PORT_RADIUS)

    def _paint_stripe(self, painter: QPainter, box: QRectF) -> None:
        rounded, left = QPainterPath(), QPainterPath()
        rounded.addRoundedRect(box, 8, 8)
        left.addRect(QRectF(0, 0, STRIPE, HEIGHT))
        painter.setBrush(QColor(getattr(theme.tokens, self.look.group)))
        painter.drawPath(rounded.intersected(left))

    def _paint_texts(self, painter: QPainter, box: QRectF) -> None:
        tokens, look = theme.tokens, self.look
        side = QRect(int(STRIPE + 6), int(self._title_box.center().y() - ICON / 2), int(ICON), int(ICON))
        icon(look.icon, look.group).paint(painter, side)
        painter.setFont(canvas_font(self._title_size, QFont.Weight.DemiBold))
        painter.setPen(QColor(tokens.text))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if self._wraps:
            painter.drawText(self._title_box, flags | Qt.TextFlag.TextWordWrap, look.title)
        else:
            painter.drawText(self._title_box, flags, self._title)
        painter.setFont(canvas_font(13))
        painter.setPen(QColor(tokens.dim))
        for place, text in self._details:
            painter.drawText(place, flags, text)
        if look.caption:
            painter.setPen(QColor(tokens.text))
            painter.drawText(QRectF(0, HEIGHT + 5, WIDTH, CAPTION - 5), Qt.AlignmentFlag.AlignCenter, look.caption)

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
        look = self.look
        left = STRIPE + 6 + ICON + 5
        metrics = QFontMetricsF(canvas_font(15, QFont.Weight.DemiBold))
        room = WIDTH - left - 4
        words = [metrics.horizontalAdvance(word) for word in look.title.split()]
        self._wraps = not look.details and len(words) > 1 and metrics.horizontalAdvance(look.title) > room >= max(words)
        self._title, self._title_size = metrics.elidedText(look.title, Qt.TextElideMode.ElideRight, room), 15
        title_height = 19.0
        if self._title != look.title and not self._wraps and len(look.details) < 2:
            small_metrics = QFontMetricsF(canvas_font(13, QFont.Weight.DemiBold))
            lines = in_two_lines(look.title, small_metrics, room)
            if lines:
                self._title, self._title_size, title_height = "\n".join(lines), 13, 33.0
        heights = [title_height, *([17.0] * len(look.details))]
        top = (HEIGHT - sum(heights)) / 2
        self._title_box = QRectF(left, 2 if self._wraps else top, room, HEIGHT - 4 if self._wraps else heights[0])
        small = QFontMetricsF(canvas_font(13))
        self._details = [
            (
                QRectF(STRIPE + 8, top + title_height + 17 * index, WIDTH - STRIPE - 12, 17),
                small.elidedText(text, Qt.TextElideMode.ElideRight, WIDTH - STRIPE - 12),
            )
            for index, text in enumerate(look.details)
        ]
        elided = look.title if self._title.endswith("…") and not self._wraps else ""
        self.setToolTip(f"{look.title}\n{look.problem}" if look.problem else elided)


def in_two_lines(title: str, metrics: QFontMetricsF, room: float) -> tuple[str, str] | None:
    """A title cut between words, or within one where a capital begins (MaxPool2D), as evenly as can be; None where
    it does not fit so."""
    cuts = [match.start() for match in re.finditer(r" |(?<=[a-z])(?=[A-Z])", title)]
    halves = [(title[:cut], title[cut:].strip()) for cut in cuts]
    width, best = min(
        ((max(metrics.horizontalAdvance(each) for each in pair), pair) for pair in halves), default=(room + 1, None)
    )
    return best if width <= room else None


class WireItem(QGraphicsItem):
    """A wire from one box to another, with an arrow at its end."""

    def __init__(self, source: str, target: str, *, firm: bool = False) -> None:
        """A firm wire, such as the one to the loss, is part of the drawing but cannot be taken away."""
        super().__init__()
        self.source, self.target, self.firm = source, target, firm
        self.selected = self.marked = False
        self.aside = 0.0
        self.path = QPainterPath()
        self._reach = QPainterPath()
        self._bounds = QRectF()
        self.setZValue(1)

    def mark(self, *, selected: bool | None = None, marked: bool | None = None) -> None:
        """Set how the wire stands out: selected, or as the place where a layer will be put."""
        now = (self.selected if selected is None else selected, self.marked if marked is None else marked)
        if now != (self.selected, self.marked):
            self.selected, self.marked = now
            self.setZValue(3 if self.marked else 1)
            self.update()

    def run(self, start: QPointF, end: QPointF, route: Route | None) -> None:
        """Lay the wire from point to point, around boxes where there is a route."""
        self.prepareGeometryChange()
        self.path = wire_path(start, end, route)
        stroker = QPainterPathStroker()
        stroker.setWidth(16)
        self._reach = stroker.createStroke(self.path)
        self._bounds = self.path.boundingRect().adjusted(-14, -14, 14, 14)

    def middle(self) -> QPointF:
        return self.path.pointAtPercent(0.5)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        return self._reach

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.path.isEmpty():
            return
        tokens = theme.tokens
        strong = self.selected or self.marked
        colour = QColor(tokens.accent if strong else tokens.wire)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 3.2 if strong else 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(_arrow(self.path.currentPosition()))
        if self.marked:
            paint_plus(painter, self.middle())


class PlaceMark(QGraphicsItem):
    """Where a dragged layer will be put when not into a wire: a bar with a plus, its centre at the item's position."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(4)

    def boundingRect(self) -> QRectF:
        return QRectF(QPointF(-14, -HEIGHT / 2 - 4), QSizeF(28, HEIGHT + 8))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.tokens.accent), 4, c=Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(0, -HEIGHT / 2), QPointF(0, HEIGHT / 2))
        paint_plus(painter, QPointF(0, 0))


def paint_plus(painter: QPainter, centre: QPointF) -> None:
    """A plus in a disc: here something will be added."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tokens.accent))
    painter.drawEllipse(centre, 11, 11)
    painter.setPen(QPen(QColor(theme.tokens.on_accent), 2.4, c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(centre - QPointF(5, 0), centre + QPointF(5, 0))
    painter.drawLine(centre - QPointF(0, 5), centre + QPointF(0, 5))


def wire_path(start: QPointF, end: QPointF, route: Route | None) -> QPainterPath:
    """A curve from a box's right side to another's left; along a route's corners, rounded, where there is one."""
    end = end - QPointF(2, 0)
    path = QPainterPath(start)
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
    return QPolygonF([tip + QPointF(2, 0), tip + QPointF(-8, -5), tip + QPointF(-8, 5)])
