"""What the pointer does on the canvas between press and release: one class per gesture. Each can be called off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QRubberBand, QToolTip

from engine import refuse_wire
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
        self._view.document.select((*self._before, *touched))

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
        keys = view.document.selection if key in view.document.selection else (key,)
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
            self._view.edits.place({key: (place.x(), place.y()) for key, place in places.items()})

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
    """Draws a wire from an output port to another box; says why where it may not be."""

    def __init__(self, view: NetworkView, source: str) -> None:
        self._view, self._scene, self._source = view, view.network, source
        self._legal = set(view.edits.targets(source))
        self._scene.light(self._legal)

    def move(self, point: QPoint) -> None:
        here = self._view.mapToScene(point)
        target = self._target(here)
        end = self._scene.nodes[target].in_point() if target in self._legal and target is not None else here
        self._scene.show_rubber(self._source, end)
        if target is not None and target not in self._legal:
            self._explain(target, point)
        else:
            QToolTip.hideText()

    def finish(self, point: QPoint) -> None:
        target = self._target(self._view.mapToScene(point))
        self.cancel()
        if target is not None and (target == LOSS or self._view.edits.connect_wire(self._source, target) is not None):
            self._explain(target, point)

    def cancel(self) -> None:
        self._scene.show_rubber(None)
        self._scene.light(())

    def _target(self, point: QPointF) -> str | None:
        target = self._scene.node_at(point)
        return target if target != self._source else None

    def _explain(self, target: str, point: QPoint) -> None:
        if target == LOSS:
            text = QCoreApplication.translate("Gestures", "The loss takes the last layer's output by itself.")
        else:
            refusal = refuse_wire(self._view.document.network, self._source, target)
            text = translate(refusal.message) if refusal is not None else ""
        QToolTip.showText(self._view.viewport().mapToGlobal(point), text, self._view)
