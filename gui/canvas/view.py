"""The view of the canvas: what pointer, wheel, keys and drags do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from engine import INPUT
from gui.canvas.camera import ZOOM_STEP, Camera
from gui.canvas.clipboard import Clipboard
from gui.canvas.edits import NetworkEdits
from gui.canvas.gestures import Band, Connect, Gesture, Move, Pan, Reconnect
from gui.canvas.groups import GroupHand
from gui.canvas.keys import Keys
from gui.canvas.layers import dragged_key
from gui.canvas.layout import CAPTION
from gui.canvas.looks import LOSS
from gui.canvas.menus import CanvasMenu
from gui.canvas.minimap import Minimap
from gui.canvas.renaming import Renaming
from gui.canvas.scene import NetworkScene
from gui.document import Document


class NetworkView(Camera):
    """Shows the network of a document and lets a person build it."""

    insert_asked = Signal(QRect, str)
    """A layer is to be chosen by its name, beside this rectangle of the viewport; so much is typed already."""
    composed = Signal(QInputMethodEvent)
    """An input method began a layer's name, or goes on with it."""
    loss_chosen = Signal()
    """The box of the loss was clicked, which is no layer: its settings stand elsewhere."""

    def __init__(self, document: Document, edits: NetworkEdits, parent: QWidget | None = None) -> None:
        super().__init__(NetworkScene(document), parent)
        self.document, self.edits = document, edits
        self._gesture: Gesture | None = None
        self._space = False
        self.clipboard = Clipboard(edits, self)
        self.groups = GroupHand(self)
        self.renaming = Renaming(self)
        self._keys = Keys(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Network"))
        self.minimap = Minimap(self)
        document.changed.connect(self._end_gesture)
        document.replaced.connect(self._start_anew)
        document.selection_changed.connect(self._selected)

    @property
    def dragging(self) -> bool:
        """Whether a gesture is under way."""
        return self._gesture is not None

    def tidy(self) -> None:
        """Give up the places chosen by hand."""
        self.edits.tidy()
        self.fit()

    def selected_boxes(self) -> dict[str, tuple[float, float]]:
        """Where the selected boxes lie, in scene coordinates."""
        keys = self.network.folding.keys(self.document.selection)
        return {key: self.network.places[key] for key in keys if key in self.network.places}

    def put_in_line(self, way: str) -> None:
        """Align or distribute the selected boxes; see `align.WAYS`."""
        self.edits.put_in_line(way, self.selected_boxes(), self.network.by_hand)

    def _start_anew(self) -> None:
        self._end_gesture()
        self.follows = True

    def _selected(self) -> None:
        keys = [key for key in self.network.folding.keys(self.document.selection) if key in self.network.nodes]
        self.setAccessibleDescription("; ".join(self.network.nodes[key].look.spoken() for key in keys))
        if len(keys) == 1 and not self.follows and self._gesture is None:
            self.show_node(keys[0])

    # pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point, here = event.position().toPoint(), self.mapToScene(event.position().toPoint())
        self._end_gesture()
        self.groups.folded = False
        left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (left and self._space):
            self.follows = False
            self._gesture = Pan(self, point)
            return
        if not left:
            return
        add = bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
        key, port, wire = self.network.node_at(here), self.network.port_at(here), None
        if port is not None:
            self._gesture = Connect(self, self.network.folding.outlet(port))
        elif key == LOSS:
            self.document.select(())
            self.loss_chosen.emit()
        elif key is not None:
            self._gesture = Move(self, point, key, self._press_node(self.network.folding.members(key), add))
        elif (frame := self.network.frames.at(here)) is not None:
            if not self.groups.fold_at(frame, here):
                self._gesture = Move(self, point, frame.group.nodes[0], self._press_node(frame.group.nodes, add))
        elif (end := self.network.wire_end_at(here)) is not None:
            self._gesture = Reconnect(self, point, end)
        elif (wire := self.network.wire_at(here)) is not None:
            self.network.select_wire(wire)
        else:
            if not add:
                self.document.select(())
            self._gesture = Band(self, point, add)
        if wire is None:
            self.network.select_wire(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._gesture is not None:
            if not isinstance(self._gesture, Pan):
                self.outdate()
            self._gesture.move(point)
        else:
            here = self.mapToScene(point)
            self.network.hover(self.network.port_at(here) or self.network.node_at(here))
            self._show_hold(here)

    def _show_hold(self, here: QPointF) -> None:
        """Show by the pointer's shape what can be taken hold of."""
        if self._space:
            return
        if self.network.port_at(here) is not None:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        elif self.network.node_at(here) is None and self.network.wire_end_at(here) is not None:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif (frame := self.network.frames.at(here)) is not None and frame.fold_box.contains(here):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.finish(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the paper, ask for a layer; on a group, open or rename it; elsewhere a quick second click is a click."""
        here = self.mapToScene(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self.groups.double_click(here):
            self._end_gesture()
        elif left and self.network.is_paper(here):
            self.insert_asked.emit(QRect(event.position().toPoint(), QSize(1, 1)), "")
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.network.hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position().toPoint())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not turned.x():
            self.pan(QPoint(-turned.y(), 0), by_hand=True)
        else:
            self.pan(-turned, by_hand=True)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._end_gesture()
        here = self.mapToScene(event.pos())
        folding, at = self.network.folding, event.pos()
        key, wire = self.network.node_at(here), self.network.wire_at(here)
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            key = next(iter(folding.keys(self.document.selection)), None)
            wire = self.network.selected_wire
            at = self.node_rect(key).center() if key is not None else at
        menu = CanvasMenu(self)
        if key is not None:
            menu.offer_remedies(folding.members(key))
        if key is not None and key != LOSS:
            if not self.document.selects(folding.members(key)):
                self.document.select(folding.members(key))
            menu.offer_node(folding.outlet(key), whole=len(folding.members(key)) == 1)
            self.groups.edits.offer(menu)
        elif wire is not None:
            self.network.select_wire(wire)
            menu.offer_wire(wire)
        else:
            menu.offer_paper()
            self.minimap.offer(menu)
        menu.popup(self.viewport().mapToGlobal(at))

    def _press_node(self, nodes: Sequence[str], add: bool) -> Callable[[], None] | None:
        """Select on press what a box shows; what must wait for the release, because it may become a drag of several, is
        returned."""
        selection = self.document.selection
        if add and self.document.selects(nodes):
            return lambda: self.document.select(each for each in selection if each not in nodes)
        if add:
            self.document.select((*selection, *nodes))
        elif not self.document.selects(nodes):
            self.document.select(nodes)
        elif len(selection) > len(nodes):
            return lambda: self.document.select(nodes)
        return None

    def _end_gesture(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()

    # drags from the palette

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What can be put in is welcome: where it may go, moves tell."""
        if dragged_key(event.mimeData()) is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        key = dragged_key(event.mimeData())
        if key is None:
            event.ignore()
            return
        spot = self.network.spot_at(self._scene_point(event))
        refusal = self.edits.drop_refusal(key, spot.behind)
        self.network.show_spot(spot, refused=bool(refusal))
        self._say(refusal, event)
        event.setDropAction(Qt.DropAction.IgnoreAction if refusal else Qt.DropAction.CopyAction)
        event.setAccepted(not refusal)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.network.show_spot(None)
        QToolTip.hideText()

    def dropEvent(self, event: QDropEvent) -> None:
        key = dragged_key(event.mimeData())
        if key is None:
            event.ignore()
            return
        spot = self.network.spot_at(self._scene_point(event))
        self.network.show_spot(None)
        QToolTip.hideText()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if spot.wire is not None and spot.wire[1] != LOSS:
            self.edits.add_on_wire(key, *spot.wire)
        else:
            self.edits.add_after(key, spot.behind)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, text: str, event: QDropEvent) -> None:
        """Say something beside what is dragged; empty for nothing."""
        if text:
            QToolTip.showText(self.viewport().mapToGlobal(event.position().toPoint()), text, self)
        else:
            QToolTip.hideText()

    def _scene_point(self, event: QDropEvent) -> QPointF:
        return self.mapToScene(event.position().toPoint())

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif event.key() == Qt.Key.Key_Escape and self._gesture is not None:
            self._end_gesture()
        elif not self._keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.viewport().unsetCursor()

    def ask(self, text: str = "") -> None:
        """Ask for a layer by its name, of which `text` is typed already; near the box that it will go behind."""
        self.insert_asked.emit(self.ask_beside(), text)

    def ask_beside(self) -> QRect:
        """Where a layer is asked for, in viewport coordinates: at the box that it will go behind, if that is in view,
        else in the middle."""
        place, whole = self.edits.behind() or self.document.analysis.output or INPUT, self.viewport().rect()
        rect = self.node_rect(place).adjusted(0, 0, 0, round(CAPTION * self.zoom()))
        return rect if whole.intersects(rect) else QRect(whole.center(), QSize(1, 1))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.preeditString() or event.commitString():
            self.composed.emit(event)
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        if query == Qt.InputMethodQuery.ImEnabled:
            return True
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return QRectF(self.ask_beside())
        return super().inputMethodQuery(query)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)  # which turns input methods off where no item of the scene takes them
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space = False
        self.viewport().unsetCursor()

    def delete_selection(self) -> None:
        """Delete the selected wire, or else the selected layers."""
        wire = self.network.selected_wire
        if wire is not None:
            self.edits.disconnect_wire(*wire)
        else:
            self.edits.delete(self.edits.layers())

    def select_all(self) -> None:
        """Select all layers; the input is none."""
        self.network.select_wire(None)
        self.document.select(node.id for node in self.document.network.nodes)

    def group_selection(self) -> None:
        """Show the selected layers as one box; says why where they cannot be one."""
        self.groups.edits.group()

    def ungroup_selection(self) -> None:
        """Dissolve the groups of the selected layers."""
        self.groups.edits.ungroup()
