"""The rows of histograms: a plain widget that paints what is in sight."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine import times
from gui.document import Document
from gui.plots.histograms.bars import paint_now
from gui.plots.histograms.cell_pictures import CellPictures
from gui.plots.histograms.cells import Cell, Mode
from gui.plots.histograms.over_time import paint_over_time, slice_at
from gui.plots.histograms.reading import Badge, badge, badge_hint, figures_of
from gui.plots.histograms.row_heads import head_of, paint_head, paint_title
from gui.plots.histograms.row_layout import RowLayout, Slot
from gui.plots.histograms.sheet import Sheet
from gui.plots.histograms.shown import Shown
from gui.texts import catalogue, node_title
from gui.theme import theme

CALM, SLOW = 0.5, 1.0
"""Seconds between two changes of what is read rather than seen: numbers; and histograms over time, where a moment more
changes little."""


class Rows(QWidget):
    """Layers from top to bottom, kinds from left to right. A click, or up and down, selects a layer.

    All that is in sight is kept as one picture. New figures (`refresh`) change the bars in it at once, and what is read
    no more often than every CALM or SLOW seconds; it is painted anew where something else changed (`renew`).
    """

    resized = Signal()
    read = Signal()
    """What is read is brought up to date."""

    def __init__(self, document: Document, names: dict[str, str], cell: Callable[[str, Any], Cell]) -> None:
        """`cell` says what a layer's cell of a kind shows."""
        super().__init__(focusPolicy=Qt.FocusPolicy.StrongFocus)
        self._document, self._names, self._cell = document, names, cell
        self.mode: Mode = "now"
        self.pictures = CellPictures(self)
        self._layer: str | None = None
        self._kinds: tuple[str, ...] = ()
        self._nodes: list[str] = []
        self._layout: tuple[tuple[object, ...], RowLayout] | None = None
        self._shown: Shown | None = None
        self._read_at = 0.0
        self._calm = QTimer(self, singleShot=True)
        self._calm.timeout.connect(self._read_now)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Histograms of the layers"))
        self.setAccessibleDescription(self.tr("Up and down select a layer"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        document.changed.connect(self.renew)

    @property
    def nodes(self) -> tuple[str, ...]:
        """The layers that have a row."""
        return tuple(self._nodes)

    @property
    def single(self) -> bool:
        """Whether one layer is shown large."""
        return self._layer is not None

    @property
    def gutter(self) -> int:
        """Pixels left of the columns that hold the layers' names; 0 where these stand above."""
        return self.places.gutter

    @property
    def places(self) -> RowLayout:
        """Where everything is."""
        room = self.parentWidget().height() if self.parentWidget() is not None else 0
        known = self._layout
        if known is None or known[0] != (self.width(), self.height(), room):
            nodes, kinds = list(self._nodes), self._kinds
            found = RowLayout(self.size(), room, self.font(), nodes, kinds, self._has, single=self.single)
            known = self._layout = (self.width(), self.height(), room), found
        return known[1]

    def choose(self, layer: str | None, kinds: tuple[str, ...], mode: Mode) -> None:
        """Show one layer, or all (None), and these kinds; layers that have none of them are left out."""
        analysis = self._document.analysis
        nodes = [each for each in analysis.order if layer in (None, each)]
        if "activations" not in kinds and layer is None:
            nodes = [each for each in nodes if analysis.nodes[each].parameters]
        if (layer, kinds, nodes, mode) != (self._layer, self._kinds, self._nodes, self.mode):
            self._layer, self._kinds, self._nodes, self.mode = layer, kinds, nodes, mode
            self.pictures.clear()
        self.renew()

    def fit(self) -> None:
        """Take the height the rows need; a single layer has all the room."""
        self.setMinimumHeight(0 if self.single else len(self._nodes) * self.places.row_height)
        self.renew()

    def renew(self) -> None:
        """Paint all anew: something besides the figures changed."""
        self._layout = self._shown = None
        self.update()

    def refresh(self) -> None:
        """Show new figures."""
        if self._shown is not None:
            self._shown.stale = True
        rest = CALM if self.mode == "now" else SLOW
        if time.monotonic() - self._read_at >= rest:
            self._read_now()
            return
        if not self._calm.isActive():
            self._calm.start(round(1000 * rest))  # for the last of many
        if self.mode == "now":
            self.update()

    def _read_now(self) -> None:
        self._calm.stop()
        self._read_at = time.monotonic()
        if self._shown is not None:
            self._shown.stale = self._shown.unread = True
        self.read.emit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.updateGeometry()  # a hidden scroll area does not notice that rows have come or gone

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.renew()  # another font, perhaps

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def place_of(self, node_id: str) -> QRectF | None:
        """Where a layer's row is; None where it is not shown."""
        return self.places.row(node_id)

    def cells(self, node_id: str) -> list[tuple[str, QRectF]]:
        """The kinds a layer has and where their histograms go."""
        return [(slot.kind, slot.frame) for slot in self.places.slots(node_id)]

    def pairs_in(self, viewport: QRect) -> set[tuple[str, Any]]:
        """The (node id, kind) of the histograms that a viewport shows."""
        seen = QRectF(viewport)
        return {
            (slot.node_id, slot.kind)
            for node_id in self.places.nodes_between(seen.top(), seen.bottom())
            for slot in self.places.slots(node_id)
            if self.single or slot.frame.intersects(seen)
        }

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        seen = self.rect()
        if self.parentWidget() is not None:
            seen = seen.intersected(self.parentWidget().rect().translated(-self.pos()))
        if self.pictures.direct or not seen.contains(event.rect()):  # a picture of all is taken
            self._paint_ground(painter, QRectF(event.rect()))
            self._paint_cells(painter, QRectF(event.rect()))
            return
        shown, ratio = self._shown, self.devicePixelRatioF()
        if shown is None or not shown.fits(seen, ratio, self.places) or not self._write(shown):
            shown = self._shown = Shown(
                Sheet(seen, ratio), self.places, {slot: self._ground_of(slot) for slot in self._slots(QRectF(seen))}
            )
            inside = shown.sheet.painter()
            self._paint_ground(inside, QRectF(seen), shown)
            inside.end()
            self._write(shown)
        painter.drawImage(seen.topLeft(), shown.sheet.image)
        if self.mode != "now":
            self._paint_cells(painter, QRectF(seen))

    def _slots(self, area: QRectF) -> Iterator[Slot]:
        """The cells in an area."""
        known = self._document.analysis.nodes  # a layer may have been removed a moment ago
        for node_id in self.places.nodes_between(area.top(), area.bottom()):
            if node_id in known:
                yield from (slot for slot in self.places.slots(node_id) if slot.frame.intersects(area))

    def _paint_ground(self, painter: QPainter, area: QRectF, shown: Shown | None = None) -> None:
        """Everything but the histograms themselves."""
        painter.fillRect(area, QColor(theme.tokens.panel))
        if not self.single:
            for node_id in self.places.nodes_between(area.top(), area.bottom()):
                if node_id in self._document.analysis.nodes:
                    self._paint_head(painter, node_id, shown)
        for slot in self._slots(area):
            if self.single:
                self._paint_title(painter, slot, shown)
            if not self._fills(self._cell(slot.node_id, slot.kind)):
                painter.setFont(self.places.cell_font)
                painter.setPen(QColor(theme.tokens.dim))
                painter.drawText(slot.drawn, Qt.AlignmentFlag.AlignCenter, "–")

    def _paint_head(self, painter: QPainter, node_id: str, shown: Shown | None) -> None:
        row = self.places.row(node_id)
        assert row is not None
        node, shape = self._document.network.node(node_id), self._document.analysis.nodes[node_id].shape
        facts = [catalogue(node.layer.title)] if node.title else []
        facts += [times(shape)] if shape is not None else []
        found = self._badge(node_id, shown)
        selected = node_id in self._document.selection
        paint_head(painter, self.places, row, node_title(node), facts, found, selected=selected)

    def _paint_title(self, painter: QPainter, slot: Slot, shown: Shown | None) -> None:
        found = self._badge(slot.node_id, shown) if slot.kind == "activations" else None
        paint_title(painter, self.places, slot.frame, self._names[slot.kind], slot.kind, found)

    def _badge(self, node_id: str, shown: Shown | None) -> Badge | None:
        found = badge(self._cell(node_id, "activations").now)
        if shown is not None:
            shown.badges[node_id] = found
        return found

    def _paint_cells(self, painter: QPainter, area: QRectF) -> None:
        """The histograms in an area: plainly, or by their pictures."""
        tokens = theme.tokens
        self.pictures.begin()
        for slot in self._slots(area):
            found, colour = self._cell(slot.node_id, slot.kind), QColor(getattr(tokens, slot.kind))
            painter.setFont(self.places.cell_font)
            if not self._fills(found):
                continue
            if self.mode == "now":
                paint_now(painter, slot.drawn, found, colour)
            else:
                stamp = (self.mode, tokens.name, found.stamp())
                draw = partial(self._draw_over_time, found, colour)
                self.pictures.paint(painter, slot.drawn, (slot.node_id, slot.kind), stamp, draw)

    def _draw_over_time(self, cell: Cell, colour: QColor, painter: QPainter, frame: QRectF) -> None:
        if self.mode != "now":
            paint_over_time(painter, frame, cell, self.mode, colour)

    def _write(self, shown: Shown) -> bool:
        """Bring the picture up to date; False where it has to be made anew, because there are other histograms."""
        if shown.stale and self.mode == "now":
            cells = {slot: self._cell(slot.node_id, slot.kind) for slot in shown.slots}
            filled = {slot: cell for slot, cell in cells.items() if self._fills(cell)}
            if not shown.write(filled):
                return False
        if shown.unread:
            self._write_badges(shown)
        shown.stale = shown.unread = False
        return True

    def _write_badges(self, shown: Shown) -> None:
        """What is said of dead and saturated layers, where that is not what it was."""
        for node_id, known in list(shown.badges.items()):
            row = self.places.row(node_id)
            if row is None or badge(self._cell(node_id, "activations").now) == known:
                continue
            painter = shown.sheet.painter()
            for slot in self.places.slots(node_id) if self.single else ():
                painter.fillRect(QRectF(slot.frame.topLeft(), slot.drawn.topRight()), QColor(theme.tokens.panel))
                self._paint_title(painter, slot, shown)
            if not self.single:
                painter.setClipRect(head_of(self.places, row))
                painter.fillRect(row, QColor(theme.tokens.panel))
                self._paint_head(painter, node_id, shown)
            painter.end()

    def _ground_of(self, slot: Slot) -> QColor:
        selected = not self.single and slot.node_id in self._document.selection
        return QColor(theme.tokens.raised if selected else theme.tokens.panel)

    def _fills(self, cell: Cell) -> bool:
        """Whether a cell has something to show."""
        if self.mode == "now":
            return cell.now is not None
        return any(each is not None and len(each) for each in (cell.slices, cell.other))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        node_id = self._node_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and node_id is not None:
            self._document.select((node_id,))
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if move is None or not self._nodes or self.single:
            super().keyPressEvent(event)
            return
        selected = [self._nodes.index(each) for each in self._document.selection if each in self._nodes]
        index = selected[0] + move if selected else 0
        self._document.select((self._nodes[min(max(index, 0), len(self._nodes) - 1)],))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._figures_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _figures_at(self, place: QPointF) -> str:
        """The exact figures of what is drawn at a place; of a layer's name, what its shares mean."""
        node_id = self._node_at(place)
        if node_id is None:
            return ""
        layer = node_title(self._document.network.node(node_id))
        for slot in self.places.slots(node_id):
            if not slot.frame.contains(place):
                continue
            kind = slot.kind
            found = self._cell(node_id, kind)
            if self.mode == "now":
                return "" if found.now is None else figures_of(layer, self._names[kind], found.now)
            at = slice_at(slot.area, found, self.mode, place)
            if at is not None:
                slices, index = at
                name = found.other_name if slices is found.other else ""
                step = int(slices.steps[index])
                return figures_of(layer, self._names[kind], slices.histogram(index), step, name)
        return badge_hint(layer, self._cell(node_id, "activations").now)

    def _node_at(self, place: QPointF) -> str | None:
        near = self.places.nodes_between(place.y(), place.y())
        return next((each for each in near if (row := self.place_of(each)) is not None and row.contains(place)), None)

    def _has(self, node_id: str, kind: str) -> bool:
        facts = self._document.analysis.nodes.get(node_id)  # None for a moment after its layer was removed
        if facts is None or kind == "activations":
            return facts is not None
        return any(each.role == "bias" for each in facts.parameters) if kind == "biases" else bool(facts.parameters)
