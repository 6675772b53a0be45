"""The drawing of a document's network: an item for each box and wire, in step with it, and what lies where."""

from __future__ import annotations

import functools
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from gui.canvas.figures import Figures
from gui.canvas.folding import Folding
from gui.canvas.frames import Frames
from gui.canvas.items import (
    BOUNDS,
    DRAWN,
    END_REACH,
    PORT_REACH,
    REACH,
    RESTING,
    NodeItem,
    PlaceMark,
    PlusMark,
    WireItem,
)
from gui.canvas.layout import CAPTION, GUTTER, HEIGHT, PITCH, WIDTH, Layout, Point, Route, Wire, arrange
from gui.canvas.looks import LOSS, Looks
from gui.canvas.pictures import Pictures
from gui.document import Document
from gui.theme import theme

remembered = functools.lru_cache(maxsize=32)(arrange)
"""The layouts of late: to undo an edit is to come back to one of them."""


@dataclass(frozen=True)
class Spot:
    """Where a dragged layer would go: into `wire`, or behind `node` (at the end where both are None)."""

    wire: Wire | None = None
    node: str | None = None

    @property
    def behind(self) -> str | None:
        """The node that it would go behind; None for the end."""
        return self.wire[0] if self.wire is not None else self.node


class NetworkScene(QGraphicsScene):
    """Boxes and wires of the document's network.

    Boxes go by keys: a layer's is its id, that of a collapsed group stands for all of its layers (see `folding`). Wires
    go by the ids of the nodes at their ends, whichever boxes show them.
    """

    rearranged = Signal()
    """The network's structure changed, so boxes lie elsewhere now."""
    redrawn = Signal()
    """Boxes moved, or look different."""
    wire_selected = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.looks = Looks(document, self)
        self.nodes: dict[str, NodeItem] = {}
        self.wires: dict[Wire, WireItem] = {}
        self.frames = Frames(self)
        self.places: dict[str, Point] = {}
        """The top left corners of all boxes, as plain numbers: asking hundreds of items takes longer."""
        self.below = 0.0
        """What is left free under every box and its caption."""
        self.selected_wire: Wire | None = None
        self.view_size = self._laid_out_for = (700.0, 330.0)
        self._touching: dict[str, list[WireItem]] = {}
        self._structure: object = None
        self._put_for: object = None
        """What the boxes and wires were last put in their places for; None where some lie elsewhere."""
        self._layout = Layout({}, {}, 1, 1, 1)
        self._content: QRectF | None = None
        self._rubber: WireItem | None = None
        self._hovered: str | None = None
        self._marked: Wire | None = None
        self._selected: set[str] = set()
        self.pictures = Pictures(self.nodes, self.places, BOUNDS, self)
        self.pictures.setZValue(RESTING)
        self.addItem(self.pictures)
        self._place_mark, self._plus = PlaceMark(), PlusMark()
        for mark in (self._place_mark, self._plus):
            mark.hide()
            self.addItem(mark)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        document.changed.connect(self.sync)
        document.replaced.connect(self._forget)
        document.selection_changed.connect(self._show_selection)
        theme.changed.connect(self._repaint)
        self.sync()

    @property
    def folding(self) -> Folding:
        """Which boxes show which nodes."""
        return self.looks.folding

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of input and layers in the order of the network's list."""
        return self.folding.order

    def sync(self) -> None:
        """Bring all items in step with the document; items of boxes and wires that stay are kept, and those that look
        the same are not painted anew."""
        looks = self.looks.all()
        for key in [key for key in self.nodes if key not in looks]:
            self.removeItem(self.nodes.pop(key))
            self._selected.discard(key)
            self.places.pop(key, None)
        for key, look in looks.items():
            item = self.nodes.get(key)
            if item is None:
                item = self.nodes[key] = NodeItem(key, look, port=key != LOSS)
                self.addItem(item)
            else:
                item.show_look(look)
        self._sync_wires()
        structure = (tuple(looks), tuple(self._ends()), self.folding.open)
        changed, self._structure = structure != self._structure, structure
        if changed:
            columns = self._layout.columns if self.document.positions and self._layout.places else None
            self._arrange(columns)
        self.frames.sync(self.folding.open, self.document.network)
        put_for = structure, tuple(self.wires), dict(self.document.positions), self.document.groups
        if put_for != self._put_for:
            self._put()
            self._put_for = put_for
        self._show_selection()
        if changed:
            self.rearranged.emit()
        self.redrawn.emit()

    def show_figures(self, figures: Figures) -> None:
        """Put other figures on the boxes; those whose text stays are not touched."""
        self.looks.figures = figures
        for key, look in self.looks.all().items():
            self.nodes[key].show_look(look)

    def rearrange(self) -> None:
        """Lay out anew for the view's size; rows stay as they are while boxes have places chosen by hand."""
        if not self.document.positions and self._laid_out_for != self.view_size:
            self._arrange(None)
            self._put()
            self.redrawn.emit()

    def leave_below(self, height: float) -> None:
        """Leave so much free under every box and its caption."""
        if height != self.below:
            self.below = height
            columns = self._layout.columns if self.document.positions and self._layout.places else None
            self._arrange(columns)
            self._put()
            self.rearranged.emit()
            self.redrawn.emit()

    def by_hand(self, places: Mapping[str, Point]) -> dict[str, Point]:
        """The places of nodes that follow from places chosen for boxes."""
        return self.folding.places(places, self.document.positions)

    def content(self) -> QRectF:
        """What boxes and wires take up."""
        if self._content is None:
            area = QRectF()
            if self.places:
                lefts, tops = zip(*self.places.values(), strict=True)
                area.setCoords(
                    min(lefts) - 4, min(tops) - 12, max(lefts) + WIDTH + 4, max(tops) + HEIGHT + CAPTION + self.below
                )
            if self.wires:
                lefts, tops, rights, bottoms = zip(*(wire.extent for wire in self.wires.values()), strict=True)
                area = area.united(QRectF(QPointF(min(lefts), min(tops)), QPointF(max(rights), max(bottoms))))
            self._content = area.united(self.frames.extent())
        return QRectF(self._content)

    def any_box_in(self, area: QRectF) -> bool:
        """Whether a box, without its caption, reaches into an area."""
        left, right = area.left() - WIDTH, area.right()
        top, bottom = area.top() - HEIGHT, area.bottom()
        return any(left < x < right and top < y < bottom for x, y in self.places.values())

    def move_items(self, places: Mapping[str, QPointF]) -> None:
        """Move boxes and drag their wires along; the document does not know yet."""
        self._put_for = None
        for key, place in places.items():
            self._place(key, place.x(), place.y())
        touched = {id(wire): wire for key in places for wire in self._touching.get(key, ())}
        for wire in touched.values():
            self._run(wire)
        self.frames.follow(places, self.places, self._touching)
        self._content = None
        self.redrawn.emit()

    def put_back(self) -> None:
        """Boxes and wires to where the document says; where another was opened, it is about to be drawn anyway."""
        if self._structure is None:
            return
        self._put()
        self.redrawn.emit()

    def node_at(self, point: QPointF) -> str | None:
        """The box at a point, the loss's included."""
        px, py = point.x(), point.y()
        found = None
        for key, (x, y) in self.places.items():
            if x <= px <= x + WIDTH and y <= py <= y + HEIGHT:
                found = key
        return found

    def port_at(self, point: QPointF) -> str | None:
        """The box whose output port is in reach of a point."""
        px, py = point.x() - WIDTH, point.y() - HEIGHT / 2
        for key, (x, y) in self.places.items():
            if -8 <= px - x <= PORT_REACH and -PORT_REACH <= py - y <= PORT_REACH and key != LOSS:
                return key
        return None

    def wire_at(self, point: QPointF, apart_from: str | None = None) -> Wire | None:
        """The wire in reach of a point; those at the box `apart_from` are passed over."""
        x, y = point.x(), point.y()
        for wire, item in self.wires.items():
            left, top, right, bottom = item.extent
            near = left - REACH <= x <= right + REACH and top - REACH <= y <= bottom + REACH
            if near and apart_from not in (item.source, item.target) and item.reaches(point):
                return wire
        return None

    def wire_end_at(self, point: QPointF) -> Wire | None:
        """The wire whose arrow a point is at; the firm one cannot be taken by it."""
        px, py = point.x(), point.y() - HEIGHT / 2
        for wire, item in self.wires.items():
            x, y = self.places[item.target]
            if 0 <= x - px <= END_REACH and abs(y + item.aside - py) <= END_REACH / 2 and not item.firm:
                return wire
        return None

    def is_paper(self, point: QPointF) -> bool:
        """Whether there is nothing at a point."""
        nothing = self.node_at(point) is None and self.port_at(point) is None and self.wire_at(point) is None
        return nothing and self.frames.at(point) is None

    def spot_at(self, point: QPointF) -> Spot:
        """Where a layer dropped at a point goes."""
        node = self.node_at(point)
        if node is not None:
            return Spot(node=None if node == LOSS else self.folding.outlet(node))
        wire = self.wire_at(point)
        if wire is not None:
            return Spot(wire=wire)
        return Spot()

    def show_spot(self, spot: Spot | None, *, refused: bool = False) -> None:
        """Show where a dragged layer would go, or may not go where it is refused; None for nowhere."""
        wire = spot.wire if spot is not None else None
        marked = wire if not refused else None
        if marked != self._marked:
            for each, now in ((self._marked, False), (marked, True)):
                if each in self.wires:
                    self.wires[each].mark(marked=now)
            self._marked = marked
        for mark in (self._plus, self._place_mark):
            if mark.refused != refused:
                mark.refused = refused
                mark.update()
        self._plus.setVisible(wire is not None)
        if wire is not None:
            self._plus.setPos(self.wires[wire].middle())
        bar = spot is not None and spot.wire is None
        if bar and spot is not None:
            node = self.nodes[self.folding.key(spot.node or self.document.analysis.output or self.order[-1])]
            self._place_mark.setPos(node.out_point() + QPointF(14, 0))
        self._place_mark.setVisible(bar)

    def show_rubber(self, source: str | None, point: QPointF | None = None) -> None:
        """The wire being drawn from a box, or from a node in it, to the pointer; None for none."""
        if source is None or point is None:
            if self._rubber is not None:
                self.removeItem(self._rubber)
                self._rubber = None
            return
        if self._rubber is None:
            self._rubber = WireItem(source, "")
            self._rubber.mark(selected=True)
            self._rubber.setZValue(DRAWN)
            self.addItem(self._rubber)
        start = self.nodes[self.folding.key(source)].out_point()
        self._rubber.run((start.x(), start.y()), (point.x(), point.y()), None)

    def light(self, keys: Collection[str]) -> None:
        """Light the boxes where the wire being drawn may end."""
        for key, item in self.nodes.items():
            item.mark(lit=key in keys)

    def hover(self, key: str | None) -> None:
        """Show the port of the box under the pointer."""
        if key != self._hovered:
            for each, hovered in ((self._hovered, False), (key, True)):
                if each in self.nodes:
                    self.nodes[each].mark(hovered=hovered)
            self._hovered = key

    def select_wire(self, wire: Wire | None) -> None:
        """Select a wire in place of the boxes; None for no wire."""
        if wire is not None and wire in self.wires and self.wires[wire].firm:
            return
        changed, self.selected_wire = wire != self.selected_wire, wire
        if wire is not None:
            self.document.select(())
        for each, item in self.wires.items():
            item.mark(selected=each == wire)
        if changed:
            self.wire_selected.emit()

    def _forget(self) -> None:
        self._structure = self._put_for = None
        self._layout = Layout({}, {}, 1, 1, 1)

    def _sync_wires(self) -> None:
        """All wires, and whether they are firm; the one from the output to the loss comes last."""
        wires = dict.fromkeys(self.folding.wires(), False)
        if self.document.analysis.output is not None:
            wires[(self.document.analysis.output, LOSS)] = True
        for wire in [wire for wire in self.wires if wire not in wires]:
            self.removeItem(self.wires.pop(wire))
        for wire, firm in wires.items():
            if wire not in self.wires:
                self.wires[wire] = WireItem(*wire, firm=firm)
                self.addItem(self.wires[wire])
        self._touching = {}
        for (source, target), item in self.wires.items():
            item.source, item.target = self.folding.key(source), self.folding.key(target)
            self._touching.setdefault(item.source, []).append(item)
            self._touching.setdefault(item.target, []).append(item)
        if self.selected_wire not in wires:
            self.select_wire(None)

    def _ends(self) -> Iterable[Wire]:
        """The wires as the layout sees them: from box to box, each pair once."""
        return dict.fromkeys((item.source, item.target) for item in self.wires.values())

    def _arrange(self, columns: int | None) -> None:
        framed = tuple(group.nodes for group in self.folding.open)
        keys = (*self.order, LOSS)
        self._layout = remembered(keys, tuple(self._ends()), self.view_size, columns=columns, framed=framed,
                               below=self.below)  # fmt: skip
        self._laid_out_for = self.view_size

    def _put(self) -> None:
        chosen, output = self.document.positions, self.document.analysis.output
        for key in self.nodes:
            x, y = self._layout.places[key]
            if chosen:
                x, y = chosen.get(self.folding.members(key)[0], (x, y))
            if key == LOSS and output is not None:
                box = self.folding.members(self.folding.key(output))[0]
                if box in chosen:
                    x, y = chosen[box][0] + PITCH, chosen[box][1]
            self._place(key, x, y)
        self._spread()
        for wire in self.wires.values():
            self._run(wire)
        self.frames.follow(self.places, self.places, self._touching)
        self._content = None

    def _place(self, key: str, x: float, y: float) -> None:
        if self.places.get(key) != (x, y):
            self.places[key] = (x, y)
            self.nodes[key].setPos(x, y)

    def _spread(self) -> None:
        """Let wires that end at one box arrive one below the other: straight ones in the middle, and of the others
        those outside that turn in nearest to the box, so that none crosses another."""
        for key, touching in self._touching.items():
            arriving = [wire for wire in touching if wire.target == key]
            here = self.places[key][1]
            sides: dict[int, list[tuple[float, WireItem]]] = {-1: [], 1: []}
            for wire in arriving:
                wire.aside = 0.0
                route = self._layout.routes.get((wire.source, key))
                level = self.places[wire.source][1] if route is None else route.track - HEIGHT / 2
                if level != here and len(arriving) > 1:
                    sides[-1 if level < here else 1].append((route.in_x if route is not None else -math.inf, wire))
            for sign, side in sides.items():
                step = min(12.0, (HEIGHT / 2 - 6) / max(len(side), 1))
                for index, (_, wire) in enumerate(sorted(side, key=lambda each: each[0])):
                    wire.aside = sign * step * (index + 1)

    def _run(self, wire: WireItem) -> None:
        (left, top), (right, bottom) = self.places[wire.source], self.places[wire.target]
        start, end = (left + WIDTH, top + HEIGHT / 2), (right, bottom + HEIGHT / 2 + wire.aside)
        route, laid = self._layout.routes.get((wire.source, wire.target)), self._layout.places
        if route is not None and any(self.places[key] != laid[key] for key in (wire.source, wire.target)):
            route = self._rerouted(start, end, route, laid[wire.source][0] + WIDTH, laid[wire.target][0])
        wire.run(start, end, route)

    @staticmethod
    def _rerouted(start: Point, end: Point, route: Route, right: float, left: float) -> Route | None:
        """A route whose ends were moved by hand from where it was laid, from `right` to `left`: over the boxes between,
        if there still are some."""
        if end[0] - start[0] < WIDTH or abs(start[1] - route.track) > 3 * HEIGHT:
            return None
        return Route(start[0] + min(route.out_x - right, GUTTER), route.track, end[0] - min(left - route.in_x, GUTTER))

    def _show_selection(self) -> None:
        if self.document.selection and self.selected_wire is not None:
            self.select_wire(None)
        selected = {key for key in self.folding.keys(self.document.selection) if key in self.nodes}
        for key in selected ^ self._selected:
            self.nodes[key].mark(selected=key in selected)
        changed, self._selected = selected != self._selected, selected
        if changed:
            self.redrawn.emit()

    def _repaint(self) -> None:
        for item in (*self.nodes.values(), *self.wires.values()):
            item.repaint()
        self.update()
