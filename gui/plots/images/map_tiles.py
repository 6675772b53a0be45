"""What each layer makes of one sample: a row of maps for each layer, from the input to the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QStaticText

from engine import INPUT, times
from gui.document import Document
from gui.plots.images.tiles import ARROWS, Block, Frames, Spot, Tiles
from gui.plots.scale_bar import paint_scale
from gui.plots.scales import brief
from gui.ramps import Ramp
from gui.standing import standing_name
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Maps, NodeMaps
    from gui.run_controller import RunController

SIDES = (112, 96, 80, 64, 56, 48, 40, 36, 32, 28, 24)
"""Pixels that a map may take; the most at which all layers fit, or else the least."""

LEAST = 16
"""Pixels that it takes where names stand above."""

LARGEST_SQUARE = 24
"""Pixels of a number of an output without pixels."""

NARROW = 400
"""Pixels below which the layers' names stand above their maps, not beside them."""

GUTTER = 128
GAP = 3


@dataclass(frozen=True)
class Row:
    """Where a layer is drawn: the whole row, and its pictures; a strip's numbers lie `across` in a line."""

    node_id: str
    frame: QRect
    pictures: Frames
    across: int = 0


@dataclass(frozen=True)
class _Label:
    """The words of a row that stay, and where they and its range go."""

    key: tuple[object, ...]
    bold: QFont
    small: QFont
    name: QStaticText
    shape: QStaticText
    shape_at: QPointF
    span_at: QPointF


class MapTiles(Tiles):
    """A row for each layer. A click, or up and down, selects a layer; left and right go to another sample; with shift,
    the arrows move the number that is read."""

    stepped = Signal(int)
    """Another sample is wanted: so many further."""

    def __init__(self, document: Document, controller: RunController) -> None:
        super().__init__()
        self._document, self._controller = document, controller
        self.maps: Maps | None = None
        self.rows: list[Row] = []
        self._room, self._bar, self._width = QSize(200, 100), 0, 200
        self._layout: object = None
        self._labels: dict[str, _Label] = {}
        self.setAccessibleName(self.tr("Feature maps of the layers"))

    @property
    def gutter(self) -> int:
        """Pixels left of the maps that hold the layers' names; 0 where these stand above."""
        return GUTTER if self._room.width() >= NARROW else 0

    def show_maps(self, maps: Maps) -> None:
        """Show another sample, or the same as the network sees it now."""
        self.maps = maps
        self._arrange()
        self.set_blocks([
            _block(each, row) for each, row in zip((maps.fed, *maps.nodes), self.rows, strict=True)
        ])  # fmt: skip

    def arrange(self, room: QSize, bar: int) -> None:
        """Lay the rows out in a place of that size, of which a scroll bar takes some width where they do not fit."""
        self._room, self._bar = room, bar
        if self.maps is not None:
            self.show_maps(self.maps)

    def name_of(self, node_id: str) -> str:
        """What a layer is called; its id where it was removed since."""
        return standing_name(self._controller, node_id, self.tr("Input"))

    def place_of_row(self, node_id: str) -> QRect | None:
        """Where a layer's row is; None where it is not shown."""
        return next((row.frame for row in self.rows if row.node_id == node_id), None)

    def describe(self, spot: Spot) -> str:
        row = next(each for each in self.rows if each.node_id == spot.key)
        name = self.name_of(spot.key)
        if row.across:
            return self.tr("{layer}, number {index}").format(layer=name, index=spot.row * row.across + spot.column)
        place = self.tr("row {row}, column {column}").format(row=spot.row, column=spot.column)
        if self.block(spot.key).ramp.kind == "colour":
            return f"{name}, {place}"
        return self.tr("{layer}, map {channel}, {place}").format(layer=name, channel=spot.picture, place=place)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.tokens
        painter.fillRect(event.rect(), QColor(tokens.panel))
        shown = [] if self.maps is None else list(zip(self.rows, (self.maps.fed, *self.maps.nodes), strict=True))
        for row, node in shown:
            if row.frame.intersects(event.rect()):
                self._paint_frame(painter, row, node)
        self.paint_blocks(painter, event.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        row = next((each for each in self.rows if each.frame.contains(event.position().toPoint())), None)
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self._document.select((row.node_id,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = ARROWS.get(Qt.Key(event.key()))
        if direction is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.move_reading(direction)
        elif direction.x():
            self.stepped.emit(direction.x())
        elif self.rows:
            nodes = [row.node_id for row in self.rows]
            selected = [nodes.index(each) for each in self._document.selection if each in nodes]
            index = selected[0] + direction.y() if selected else 0
            self._document.select((nodes[min(max(index, 0), len(nodes) - 1)],))

    def _paint_frame(self, painter: QPainter, row: Row, node: NodeMaps) -> None:
        """A row's mark where it is selected, its layer's name, shape and range, the line below it."""
        tokens, frame, label = theme.tokens, row.frame, self._label(row, node)
        if row.node_id in self._document.selection:
            painter.fillRect(frame, QColor(tokens.raised))
            painter.fillRect(QRect(frame.left(), frame.top(), 3, frame.height()), QColor(tokens.accent))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(frame.bottomLeft(), frame.bottomRight())
        painter.setFont(label.bold)
        painter.setPen(QColor(tokens.text))
        painter.drawStaticText(frame.left() + 6, frame.top() + 2, label.name)
        painter.setFont(label.small)
        painter.setPen(QColor(tokens.dim))
        painter.drawStaticText(label.shape_at, label.shape)
        span = self.tr("{low} to {high}").format(low=brief(node.low), high=brief(node.high))
        painter.drawText(label.span_at, span)
        metrics, ramp = QFontMetricsF(label.small), Ramp.of(node.low, node.high)
        begin = label.span_at.x() + metrics.horizontalAdvance(span) + 8
        end = frame.left() + (self.gutter - 4 if self.gutter else frame.width() - 4)
        room = QRectF(begin, label.span_at.y() - metrics.ascent(), end - begin, metrics.height())
        ends = brief(ramp.low) if ramp.kind == "signed" else "0", brief(ramp.high)
        if paint_scale(painter, room, *ends, ramp.kind) == room.right():
            paint_scale(painter, room, "", "", ramp.kind)

    def _label(self, row: Row, node: NodeMaps) -> _Label:
        """What is written of a layer, laid out once: the greater part of the time goes into shaping text."""
        name, narrow = self.name_of(row.node_id), not self.gutter
        key = (name, row.frame, node.shape, narrow)
        label = self._labels.get(row.node_id)
        if label is None or label.key != key:
            small, bold = self._small(), self._small()
            bold.setWeight(QFont.Weight.DemiBold)
            metrics, thin = QFontMetricsF(bold), QFontMetricsF(small)
            line, left, top = metrics.height(), row.frame.left() + 6, row.frame.top() + 2
            room = (self.gutter or row.frame.width()) - 10
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            beside = left + metrics.horizontalAdvance(name) + 8
            stacked = not narrow and row.frame.height() >= 3 * line + 2
            shape = times(node.shape)
            if not stacked:
                shape = thin.elidedText(shape, Qt.TextElideMode.ElideRight, max(left + room - beside, 1))
            shape_at = QPointF(left, top + line) if stacked else QPointF(beside, top)
            span_at = QPointF(left, top + (2 if stacked else 1) * line + thin.ascent())
            if narrow:
                span_at = QPointF(beside + thin.horizontalAdvance(shape) + 8, top + thin.ascent())
            label = _Label(key, bold, small, _static(name, bold), _static(shape, small), shape_at, span_at)
            self._labels[row.node_id] = label
        return label

    def _arrange(self) -> None:
        """Choose the largest maps at which all layers fit."""
        assert self.maps is not None
        nodes = (self.maps.fed, *self.maps.nodes)
        shapes = tuple((each.node_id, each.values.shape) for each in nodes)
        key = (self._room, self._bar, self.font().key(), shapes)
        if key == self._layout:
            return
        self._labels.clear()
        self._layout, self._width = key, self._room.width()
        sides = SIDES if self.gutter else (*SIDES, LEAST)
        for side in sides:
            self.rows = self._rows(nodes, side)
            if self.rows[-1].frame.bottom() < self._room.height():
                break
        else:
            self._width -= self._bar
            self.rows = self._rows(nodes, sides[-1])
        self.setMinimumSize(0, self.rows[-1].frame.bottom() + 1)

    def _rows(self, nodes: tuple[NodeMaps, ...], side: int) -> list[Row]:
        """The rows with maps of at most so many pixels."""
        line = QFontMetricsF(self._small()).height()
        left = self.gutter or 6
        room = max(self._width - left - 6, 24)
        top, rows = 0, []
        for node in nodes:
            above = 4 + (0 if self.gutter else round(line))
            across = 0
            if node.values.ndim == 3:
                size = _map_size(node.values.shape, min(side, room))
                count = 1 if _coloured(node) else node.values.shape[2]
                in_line = max((room + GAP) // (size.width() + GAP), 1)
                pictures = Frames(
                    QRect(
                        QPoint(left + index % in_line * (size.width() + GAP),
                               top + above + index // in_line * (size.height() + GAP)), size,
                    )
                    for index in range(count)
                )  # fmt: skip
            else:
                across, square = _strip(len(node.values), room, side)
                lines = -(-len(node.values) // across)
                pictures = Frames([QRect(left, top + above, across * square, lines * square)])
            bottom = max(pictures[-1].bottom() + 5, top + round(2 * line) + 4 if self.gutter else 0)
            rows.append(Row(node.node_id, QRect(0, top, self._width, bottom - top), pictures, across))
            top = bottom
        return rows

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font


def _block(node: NodeMaps, row: Row) -> Block:
    """A node's maps as pictures, or its numbers as one."""
    ramp = Ramp.of(node.low, node.high)
    if node.values.ndim == 3:
        if _coloured(node):
            return Block(node.node_id, node.values[None], Ramp("colour", node.low, node.high), row.pictures)
        return Block(node.node_id, np.ascontiguousarray(node.values.transpose(2, 0, 1)), ramp, row.pictures)
    lines = -(-len(node.values) // row.across)
    padded = np.zeros(lines * row.across, node.values.dtype)
    padded[: len(node.values)] = node.values
    missing = len(padded) - len(node.values)
    return Block(node.node_id, padded.reshape(1, lines, row.across), ramp, row.pictures, missing)


def _static(text: str, font: QFont) -> QStaticText:
    static = QStaticText(text)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.prepare(font=font)
    return static


def _coloured(node: NodeMaps) -> bool:
    """Whether the channels are the colours of one picture."""
    return node.node_id == INPUT and node.shape[2:] == (3,)


def _map_size(shape: tuple[int, ...], side: int) -> QSize:
    """How large a map is drawn: whole pixels for a number where it is made larger."""
    height, width = shape[:2]
    scale = side / max(height, width)
    scale = int(scale) if scale >= 1 else scale
    return QSize(max(round(scale * width), 1), max(round(scale * height), 1))


def _strip(count: int, room: int, side: int) -> tuple[int, int]:
    """How many of so many numbers lie in a line, and the pixels of one, so that they are hardly higher than a map."""
    for square in range(min(LARGEST_SQUARE, side), 2, -1):
        across = max(room // square, 1)
        if -(-count // across) * square <= side:
            return min(across, count), square
    return min(max(room // 3, 1), count), 3
