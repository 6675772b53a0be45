"""The drawing of a document's network: an item for each box and wire, in step with it, and what lies where."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from engine import INPUT
from gui.canvas.figures import Figures
from gui.canvas.items import END_REACH, PORT_REACH, NodeItem, PlaceMark, WireItem
from gui.canvas.layout import CAPTION, HEIGHT, PITCH, WIDTH, Layout, Route, Wire, arrange
from gui.canvas.looks import LOSS, Looks
from gui.document import Document
from gui.theme import theme


@dataclass(frozen=True)
class Spot:
    """Where a dragged layer would go: into `wire`, or behind `node` (at the end where both are None)."""

    wire: Wire | None = None
    node: str | None = None


class NetworkScene(QGraphicsScene):
    """Boxes and wires of the document's network."""

    rearranged = Signal()
    """The network's structure changed, so boxes lie elsewhere now."""
    wire_selected = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.looks = Looks(document, self)
        self.nodes: dict[str, NodeItem] = {}
        self.wires: dict[Wire, WireItem] = {}
        self.selected_wire: Wire | None = None
        self.view_size = self._laid_out_for = (700.0, 330.0)
        self._touching: dict[str, list[WireItem]] = {}
        self._structure: object = None
        self._layout = Layout({}, {}, 1, 1, 1)
        self._rubber: WireItem | None = None
        self._place_mark = PlaceMark()
        self._place_mark.hide()
        self.addItem(self._place_mark)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        document.changed.connect(self.sync)
        document.replaced.connect(self._forget)
        document.selection_changed.connect(self._show_selection)
        theme.changed.connect(self._repaint)
        self.sync()

    @property
    def order(self) -> tuple[str, ...]:
        """Input and layers in the order of the network's list."""
        return (INPUT, *(node.id for node in self.document.network.nodes))

    def sync(self) -> None:
        """Bring all items in step with the document; items of boxes and wires that stay are kept."""
        looks = self.looks.all()
        for key in [key for key in self.nodes if key not in looks]:
            self.removeItem(self.nodes.pop(key))
        for key, look in looks.items():
            item = self.nodes.get(key)
            if item is None:
                item = self.nodes[key] = NodeItem(key, look, port=key != LOSS)
                self.addItem(item)
            else:
                item.show_look(look)
        wires = self._wires()
        for wire in [wire for wire in self.wires if wire not in wires]:
            self.removeItem(self.wires.pop(wire))
        for wire, firm in wires.items():
            if wire not in self.wires:
                self.wires[wire] = WireItem(*wire, firm=firm)
                self.addItem(self.wires[wire])
        self._touching = {}
        for (source, target), wire_item in self.wires.items():
            self._touching.setdefault(source, []).append(wire_item)
            self._touching.setdefault(target, []).append(wire_item)
        if self.selected_wire not in wires:
            self.select_wire(None)
        structure = (tuple(looks), tuple(wires))
        changed, self._structure = structure != self._structure, structure
        if changed:
            columns = self._layout.columns if self.document.positions and self._layout.places else None
            self._layout = arrange(tuple(looks), tuple(wires), self.view_size, columns=columns)
            self._laid_out_for = self.view_size
        self._put()
        self._show_selection()
        if changed:
            self.rearranged.emit()

    def show_figures(self, figures: Figures) -> None:
        """Put other figures on the boxes; those whose text stays are not touched."""
        self.looks.figures = figures
        for key, look in self.looks.all().items():
            self.nodes[key].show_look(look)

    def rearrange(self) -> None:
        """Lay out anew for the view's size; rows stay as they are while boxes have places chosen by hand."""
        if not self.document.positions and self._laid_out_for != self.view_size:
            self._laid_out_for = self.view_size
            self._layout = arrange(tuple(self.nodes), tuple(self.wires), self.view_size)
            self._put()

    def content(self) -> QRectF:
        """What boxes and wires take up."""
        area = QRectF()
        for item in self.nodes.values():
            area = area.united(item.scene_box().adjusted(-4, -12, 4, CAPTION))
        for wire in self.wires.values():
            area = area.united(wire.path.boundingRect().adjusted(-2, -2, 2, 2))
        return area

    def move_items(self, places: Mapping[str, QPointF]) -> None:
        """Move boxes and drag their wires along; the document does not know yet."""
        for key, place in places.items():
            self.nodes[key].setPos(place)
        touched = {id(wire): wire for key in places for wire in self._touching.get(key, ())}
        for wire in touched.values():
            self._run(wire)

    def put_back(self) -> None:
        """Boxes and wires to where the document says."""
        self._put()

    def node_at(self, point: QPointF) -> str | None:
        """The box at a point, the loss's included."""
        return next((key for key, item in reversed(self.nodes.items()) if item.scene_box().contains(point)), None)

    def port_at(self, point: QPointF) -> str | None:
        """The box whose output port is in reach of a point."""
        for key, item in self.nodes.items():
            away = point - item.out_point()
            if item.has_port and -8 <= away.x() <= PORT_REACH and abs(away.y()) <= PORT_REACH:
                return key
        return None

    def wire_at(self, point: QPointF, apart_from: str | None = None) -> Wire | None:
        """The wire in reach of a point; those at the box `apart_from` are passed over."""
        for wire, item in self.wires.items():
            if apart_from not in wire and item.boundingRect().contains(point) and item.shape().contains(point):
                return wire
        return None

    def wire_end_at(self, point: QPointF) -> Wire | None:
        """The wire whose arrow a point is at; the firm one cannot be taken by it."""
        for wire, item in self.wires.items():
            away = self.nodes[wire[1]].in_point(item.aside) - point
            if not item.firm and 0 <= away.x() <= END_REACH and abs(away.y()) <= END_REACH / 2:
                return wire
        return None

    def is_paper(self, point: QPointF) -> bool:
        """Whether there is nothing at a point."""
        return self.node_at(point) is None and self.port_at(point) is None and self.wire_at(point) is None

    def spot_at(self, point: QPointF) -> Spot:
        """Where a layer dropped at a point goes."""
        node = self.node_at(point)
        if node is not None:
            return Spot(node=None if node == LOSS else node)
        wire = self.wire_at(point)
        if wire is not None:
            return Spot(wire=wire)
        return Spot()

    def show_spot(self, spot: Spot | None) -> None:
        """Show where a dragged layer would go; None for nowhere."""
        for wire, item in self.wires.items():
            item.mark(marked=spot is not None and spot.wire == wire)
        bar = spot is not None and spot.wire is None
        if bar and spot is not None:
            node = self.nodes[spot.node or self.document.analysis.output or self.order[-1]]
            self._place_mark.setPos(node.out_point() + QPointF(14, 0))
        self._place_mark.setVisible(bar)

    def show_rubber(self, source: str | None, point: QPointF | None = None) -> None:
        """The wire being drawn from a box to the pointer; None for none."""
        if source is None or point is None:
            if self._rubber is not None:
                self.removeItem(self._rubber)
                self._rubber = None
            return
        if self._rubber is None:
            self._rubber = WireItem(source, "")
            self._rubber.mark(selected=True)
            self.addItem(self._rubber)
        self._rubber.run(self.nodes[source].out_point(), point, None)

    def light(self, keys: Collection[str]) -> None:
        """Light the boxes where the wire being drawn may end."""
        for key, item in self.nodes.items():
            item.mark(lit=key in keys)

    def hover(self, key: str | None) -> None:
        """Show the port of the box under the pointer."""
        for each, item in self.nodes.items():
            item.mark(hovered=each == key)

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
        self._structure = None
        self._layout = Layout({}, {}, 1, 1, 1)

    def _wires(self) -> dict[Wire, bool]:
        """All wires, and whether they are firm; the one from the output to the loss comes last."""
        known = set(self.order)
        wires = {
            (source, node.id): False
            for node in self.document.network.nodes
            for source in node.inputs
            if source in known
        }
        if self.document.analysis.output is not None:
            wires[(self.document.analysis.output, LOSS)] = True
        return wires

    def _put(self) -> None:
        chosen = self.document.positions
        for key, item in self.nodes.items():
            x, y = chosen.get(key, self._layout.places[key])
            output = self.document.analysis.output
            if key == LOSS and output is not None and output in chosen:
                x, y = chosen[output][0] + PITCH, chosen[output][1]
            item.setPos(x, y)
        self._spread()
        for wire in self.wires.values():
            self._run(wire)

    def _spread(self) -> None:
        """Let wires that end at one box arrive one below the other: straight ones in the middle."""
        for key, item in self.nodes.items():
            arriving = [wire for wire in self._touching.get(key, ()) if wire.target == key]
            above, below = 0, 0
            for wire in arriving:
                route = self._layout.routes.get((wire.source, key))
                level = self.nodes[wire.source].y() if route is None else route.track - HEIGHT / 2
                wire.aside = 0.0
                if len(arriving) > 1 and level < item.y():
                    above += 1
                    wire.aside = -min(12.0 * above, HEIGHT / 2 - 10)
                elif len(arriving) > 1 and level > item.y():
                    below += 1
                    wire.aside = min(12.0 * below, HEIGHT / 2 - 10)

    def _run(self, wire: WireItem) -> None:
        start, end = self.nodes[wire.source].out_point(), self.nodes[wire.target].in_point(wire.aside)
        route = self._layout.routes.get((wire.source, wire.target))
        moved = any(self.nodes[key].pos() != QPointF(*self._layout.places[key]) for key in (wire.source, wire.target))
        if moved:
            route = self._rerouted(start, end, route)
        wire.run(start, end, route)

    @staticmethod
    def _rerouted(start: QPointF, end: QPointF, route: Route | None) -> Route | None:
        """A route whose ends were moved by hand: over the boxes between, if there still are some."""
        if route is None or end.x() - start.x() < WIDTH or abs(start.y() - route.track) > 3 * HEIGHT:
            return None
        return Route(start.x() + 14, route.track, end.x() - 14)

    def _show_selection(self) -> None:
        if self.document.selection and self.selected_wire is not None:
            self.select_wire(None)
        for key, item in self.nodes.items():
            item.mark(selected=key in self.document.selection)

    def _repaint(self) -> None:
        for item in self.items():
            item.update()
