"""What the pointer does on the canvas between press and release: one class per gesture. Each can be called off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QRubberBand, QToolTip

from engine import Analysis, DescentError, Network, refuse_wire
from gui.canvas.items import RAISED, RESTING
from gui.canvas.layout import Wire
from gui.canvas.looks import LOSS
from gui.canvas.scene import Spot
from gui.texts import translate

if TYPE_CHECKING:
    from gui.canvas.view import NetworkView


class Gesture(Protocol):
    """Points are in the view's viewport coordinates."""

    def move(self, point: QPoint) -> None: ...

    def finish(self, point: QPoint) -> None: ...

    def cancel(self) -> None: ...


class Pan:
    """Takes hold of the paper."""

    def __init__(self, view: NetworkView, start: QPoint) -> None:
        self._view, self._last = view, start
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, point: QPoint) -> None:
        self._view.pan(self._last - point)
        self._last = point

    def finish(self, point: QPoint) -> None:
        self.move(point)
        self.cancel()

    def cancel(self) -> None:
        self._view.viewport().unsetCursor()


class Band:
    """Selects the boxes that a rectangle touches; with Ctrl or Shift besides those selected already."""

    def __init__(self, view: NetworkView, start: QPoint, add: bool) -> None:
        self._view, self._start = view, start
        self._before = view.document.selection if add else ()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, view.viewport())

    def move(self, point: QPoint) -> None:
        area = QRect(self._start, point).normalized()
        self._band.setGeometry(area.united(QRect(area.topLeft(), QSize(1, 1))))
        self._band.show()
        scene_area = self._view.mapToScene(area).boundingRect()
        touched = [
            key
            for key, item in self._view.network.nodes.items()
            if key != LOSS and item.scene_box().intersects(scene_area)
        ]
        self._view.document.select((*self._before, *self._view.network.folding.all_members(touched)))

    def finish(self, point: QPoint) -> None:
        if (point - self._start).manhattanLength() >= QApplication.startDragDistance():
            self.move(point)
        self._end()

    def cancel(self) -> None:
        self._view.document.select(self._before)
        self._end()

    def _end(self) -> None:
        self._band.hide()
        self._band.deleteLater()


class Move:
    """Moves the selected boxes; a single layer that is let go over a wire is put into that wire."""

    def __init__(self, view: NetworkView, start: QPoint, key: str, click: Callable[[], None] | None) -> None:
        """`click` is what to do where the pointer is let go without having moved."""
        self._view, self._scene, self._start, self._click = view, view.network, start, click
        keys = view.network.folding.keys(view.document.selection)
        keys = keys if key in keys else (key,)
        self._from = {each: self._scene.nodes[each].pos() for each in keys if each in self._scene.nodes}
        self._moving = False
        self._wire: Wire | None = None

    def move(self, point: QPoint) -> None:
        if not self._moving and (point - self._start).manhattanLength() < QApplication.startDragDistance():
            return
        if not self._moving:
            self._moving = True
            self._raise(True)
        away = self._view.mapToScene(point) - self._view.mapToScene(self._start)
        self._scene.move_items({key: place + away for key, place in self._from.items()})
        self._wire = self._wire_under(self._view.mapToScene(point))
        self._scene.show_spot(Spot(wire=self._wire) if self._wire is not None else None)

    def finish(self, point: QPoint) -> None:
        if not self._moving:
            if self._click is not None:
                self._click()
            return
        self.move(point)
        self._raise(False)
        wire, places = self._wire, {key: self._scene.nodes[key].pos() for key in self._from}
        self._scene.show_spot(None)
        if wire is not None:
            (key,) = self._from
            self._view.edits.move_to_wire(key, wire[0], None if wire[1] == LOSS else wire[1])
            self._scene.put_back()
        else:
            self._view.edits.place(self._scene.by_hand({key: (at.x(), at.y()) for key, at in places.items()}))

    def cancel(self) -> None:
        self._raise(False)
        self._scene.show_spot(None)
        self._scene.put_back()

    def _raise(self, above: bool) -> None:
        """Show what is moved above everything it is moved over."""
        for key in self._from:
            if key in self._scene.nodes:
                self._scene.nodes[key].setZValue(RAISED if above else RESTING)

    def _wire_under(self, point: QPointF) -> Wire | None:
        if len(self._from) != 1:
            return None
        (key,) = self._from
        wire = self._scene.wire_at(point, apart_from=key)
        return wire if wire is not None and self._view.edits.can_take_wire(key, *wire) else None


class Connect:
    """Draws a wire from an output port to another box, or into a wire, where an Add is put; says why where it may not
    be. With Shift it takes the place of the one input that a box has."""

    def __init__(self, view: NetworkView, source: str) -> None:
        self._view, self._scene, self._source = view, view.network, source
        self._in_place = False
        self._legal: frozenset[str] = frozenset()
        self._look_up()

    def move(self, point: QPoint) -> None:
        self._look_up()
        here = self._view.mapToScene(point)
        target, wire = self._target(here), None
        if target is None:
            wire = self._wire(here)
        legal = target in self._legal and target is not None
        self._scene.show_rubber(self._source, self._scene.nodes[target].in_point() if legal and target else here)
        joins = wire is not None and self._view.edits.join_refusal(self._source, wire) is None
        self._scene.show_spot(Spot(wire=wire) if joins else None)
        text = "" if legal or joins else self._reason(target, wire)
        if joins:
            text = QCoreApplication.translate("Gestures", "Let go to add it to what flows here.")
        self._say(text, point)

    def finish(self, point: QPoint) -> None:
        self._look_up()
        here = self._view.mapToScene(point)
        target = self._target(here)
        wire = self._wire(here) if target is None else None
        self.cancel()
        reason = self._reason(target, wire)
        if reason:
            self._say(reason, point)
        elif target is not None:
            layer = self._scene.folding.inlet(target) or target
            self._view.edits.connect_wire(self._source, layer, in_place=self._in_place)
        elif wire is not None:
            self._view.edits.join_wire(self._source, wire)

    def cancel(self) -> None:
        self._scene.show_rubber(None)
        self._scene.show_spot(None)
        self._scene.light(())

    def _look_up(self) -> None:
        """Which boxes the wire may go to, now that Shift is held or let go."""
        in_place = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not self._legal or in_place != self._in_place:
            self._in_place = in_place
            layers = set(self._view.edits.targets(self._source, in_place=in_place))
            self._legal = frozenset(key for key in self._scene.nodes if self._scene.folding.inlet(key) in layers)
            self._scene.light(self._legal)

    def _target(self, point: QPointF) -> str | None:
        """The key of the box at a point, where that is another one."""
        target = self._scene.node_at(point)
        return target if target != self._scene.folding.key(self._source) else None

    def _wire(self, point: QPointF) -> Wire | None:
        return self._scene.wire_at(point, apart_from=self._scene.folding.key(self._source))

    def _reason(self, target: str | None, wire: Wire | None) -> str:
        """Why what is under the pointer is no place for the wire; empty where it is one, or nothing is there."""
        edits = self._view.edits
        if target == LOSS:
            return QCoreApplication.translate("Gestures", "The loss takes the last layer's output by itself.")
        refusal = None
        if target is not None:
            layer = self._scene.folding.inlet(target)
            if layer is None:
                return _several()
            refusal = edits.refusal(self._source, layer, in_place=self._in_place)
            if refusal is not None and edits.refusal(self._source, layer, in_place=True) is None:
                hint = QCoreApplication.translate("Gestures", "Hold Shift to exchange it.")
                return f"{translate(refusal.message)} {hint}"
        elif wire is not None:
            refusal = edits.join_refusal(self._source, wire)
        return "" if refusal is None else translate(refusal.message)

    def _say(self, text: str, point: QPoint) -> None:
        if text:
            QToolTip.showText(self._view.viewport().mapToGlobal(point), text, self._view)
        else:
            QToolTip.hideText()


class Reconnect:
    """Takes a wire by its end: to another box, or to the paper, which takes it away. A click selects it."""

    def __init__(self, view: NetworkView, start: QPoint, wire: Wire) -> None:
        self._view, self._scene, self._start, self._wire = view, view.network, start, wire
        self._moving = False
        self._free: tuple[Network, Analysis] | None = None

    def move(self, point: QPoint) -> None:
        if not self._moving and (point - self._start).manhattanLength() < QApplication.startDragDistance():
            return
        if not self._moving:
            self._moving = True
            self._free = self._view.edits.without(self._wire)
            self._scene.wires[self._wire].setVisible(False)
            self._scene.light([key for key in self._scene.order if self._refusal(self._layer(key)) is None])
        here = self._view.mapToScene(point)
        target = self._scene.node_at(here)
        legal = target is not None and target != LOSS and self._refusal(self._layer(target)) is None
        self._scene.show_rubber(self._wire[0], self._scene.nodes[target].in_point() if legal and target else here)
        text = "" if target is None or legal else self._reason(target)
        if target is None:
            text = QCoreApplication.translate("Gestures", "Let go to take the wire away.")
        QToolTip.showText(self._view.viewport().mapToGlobal(point), text, self._view)

    def finish(self, point: QPoint) -> None:
        if not self._moving:
            self._scene.select_wire(self._wire)
            return
        target = self._scene.node_at(self._view.mapToScene(point))
        reason = self._reason(target) if target is not None else ""
        self.cancel()
        if target is None:
            self._view.edits.disconnect_wire(*self._wire)
        elif reason:
            QToolTip.showText(self._view.viewport().mapToGlobal(point), reason, self._view)
        else:
            self._view.edits.move_wire(self._wire, self._layer(target))

    def cancel(self) -> None:
        QToolTip.hideText()
        self._scene.show_rubber(None)
        self._scene.light(())
        if self._wire in self._scene.wires:
            self._scene.wires[self._wire].setVisible(True)

    def _layer(self, target: str) -> str:
        """The layer in a box that the wire would go to: where it came from, the one that it did."""
        folding = self._scene.folding
        return self._wire[1] if target == folding.key(self._wire[1]) else folding.inlet(target) or ""

    def _refusal(self, target: str) -> DescentError | None:
        assert self._free is not None
        network, analysis = self._free
        return refuse_wire(network, self._wire[0], target, analysis)

    def _reason(self, target: str) -> str:
        if target == LOSS:
            return QCoreApplication.translate("Gestures", "The loss takes the last layer's output by itself.")
        if target == self._scene.folding.key(self._wire[0]):
            return ""
        layer = self._layer(target)
        refusal = self._refusal(layer)
        return "" if refusal is None else translate(refusal.message) if layer else _several()


def _several() -> str:
    """Why a wire cannot go to the box of some groups."""
    return QCoreApplication.translate(
        "Gestures", "Wires reach several layers of this group. Open it to say which one is meant."
    )
