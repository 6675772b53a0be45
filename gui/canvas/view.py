"""The view of the canvas: what pointer, wheel, keys and drags do."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from engine import INPUT
from gui.canvas.clipboard import Clipboard
from gui.canvas.edits import NetworkEdits
from gui.canvas.gestures import Band, Connect, Gesture, Move, Pan, Reconnect
from gui.canvas.keys import Keys
from gui.canvas.layers import dragged_key
from gui.canvas.layout import CAPTION
from gui.canvas.looks import LOSS
from gui.canvas.menus import CanvasMenu
from gui.canvas.scene import NetworkScene
from gui.document import Document
from gui.theme import theme

ZOOM_LEAST, ZOOM_MOST = 0.1, 3.0
FIT_LEAST, FIT_MOST = 0.4, 1.5
ZOOM_STEP = 1.2
MARGIN = 12
"""Pixels left free around the drawing when it is fitted."""


class NetworkView(QGraphicsView):
    """Shows the network of a document and lets a person build it.

    While `follows`, the drawing is fitted whenever the view's size or the network's structure changes; zooming or
    panning by hand ends that, `fit` starts it again.
    """

    fitted = Signal()
    insert_asked = Signal(QRect, str)
    """A layer is to be chosen by its name, beside this rectangle of the viewport; so much is typed already."""
    composed = Signal(QInputMethodEvent)
    """An input method began a layer's name, or goes on with it."""
    loss_chosen = Signal()
    """The box of the loss was clicked, which is no layer: its settings stand elsewhere."""

    def __init__(self, document: Document, edits: NetworkEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent, frameShape=QFrame.Shape.NoFrame)
        self.document, self.edits = document, edits
        self.network = NetworkScene(document, self)
        self.follows = True
        self.buttons = QRect()
        """What buttons cover, in viewport coordinates; a fitted drawing stays clear of it."""
        self.keep_free = 0
        """Pixels at the bottom that a fitted drawing leaves free."""
        self._gesture: Gesture | None = None
        self._space = False
        self.clipboard = Clipboard(edits, self)
        self._keys = Keys(self)
        self.setScene(self.network)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Network"))
        self.network.rearranged.connect(self._rearranged)
        document.changed.connect(self._end_gesture)
        document.replaced.connect(self._start_anew)
        document.selection_changed.connect(self._selected)
        theme.changed.connect(self._repaint)
        self._repaint()

    # what is in view

    def zoom(self) -> float:
        """Pixels per scene unit."""
        return self.transform().m11()

    def fit(self) -> None:
        """Bring the whole drawing into view, as large as is readable, and keep it so."""
        self.follows = True
        self.network.view_size = (self.width() - 2.0 * MARGIN, self.height() - self.keep_free - 2.0 * MARGIN)
        self.network.rearrange()
        self._limit_paper()
        room = QRectF(MARGIN, MARGIN, *self.network.view_size)
        low = room.adjusted(0, 0, 0, -self.buttons.height() - MARGIN)
        for area, aside in ((room, 0.5), (room, 0.0), (low, 0.5)):
            self._fit_into(area, aside)
            if not any(self.node_rect(key).intersects(self.buttons) for key in self.network.nodes):
                break
        self.fitted.emit()

    def _fit_into(self, room: QRectF, aside: float) -> None:
        """`aside` is the share of spare width that is left on the left."""
        area = self.network.content()
        if area.isEmpty() or room.width() < 1 or room.height() < 1:
            return
        zoom = min(room.width() / area.width(), room.height() / area.height())
        self._set_zoom(min(max(zoom, FIT_LEAST), FIT_MOST))
        shown = self.mapFromScene(area).boundingRect()
        left = room.left() + max(room.width() - shown.width(), 0) * aside
        top = room.top() + max(room.height() - shown.height(), 0) / 2
        self.pan(QPoint(round(shown.left() - left), round(shown.top() - top)))

    def tidy(self) -> None:
        """Give up the places chosen by hand."""
        self.edits.tidy()
        self.fit()

    def selected_boxes(self) -> dict[str, tuple[float, float]]:
        """Where the selected boxes lie, in scene coordinates."""
        boxes = {key: self.network.nodes[key].pos() for key in self.document.selection if key in self.network.nodes}
        return {key: (place.x(), place.y()) for key, place in boxes.items()}

    def put_in_line(self, way: str) -> None:
        """Align or distribute the selected boxes; see `align.WAYS`."""
        self.edits.put_in_line(way, self.selected_boxes())

    def zoom_by(self, factor: float, around: QPoint | None = None) -> None:
        """Zoom, keeping what is under a point of the viewport (its centre where None) in place."""
        self.follows = False
        point = self.viewport().rect().center() if around is None else around
        before = self.mapToScene(point)
        self._set_zoom(min(max(self.zoom() * factor, ZOOM_LEAST), ZOOM_MOST))
        self.pan(self.mapFromScene(before) - point, by_hand=False)

    def pan(self, away: QPoint, *, by_hand: bool = False) -> None:
        """Move the view over the paper, in pixels."""
        if by_hand:
            self.follows = False
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + away.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + away.y())

    def node_rect(self, key: str) -> QRect:
        """Where a box lies, in viewport coordinates."""
        return self.mapFromScene(self.network.nodes[key].scene_box()).boundingRect()

    def show_node(self, key: str) -> None:
        """Bring a box into view if it is not."""
        if not self.viewport().rect().contains(self.node_rect(key)):
            self.ensureVisible(self.network.nodes[key].scene_box(), 24, 24)

    def _set_zoom(self, zoom: float) -> None:
        self.resetTransform()
        self.scale(zoom, zoom)

    def _limit_paper(self) -> None:
        """Let the paper reach a view beyond the drawing on all sides: any place can be brought to the middle."""
        reach = max(self.width(), self.height()) / FIT_LEAST
        self.setSceneRect(self.network.content().adjusted(-reach, -reach, reach, reach))

    def _rearranged(self) -> None:
        if self.follows:
            self.fit()
        else:
            self._limit_paper()

    def _start_anew(self) -> None:
        self._end_gesture()
        self.follows = True

    def _selected(self) -> None:
        selection = self.document.selection
        looks = [self.network.nodes[key].look for key in selection if key in self.network.nodes]
        self.setAccessibleDescription("; ".join(look.spoken() for look in looks))
        if len(selection) == 1 and not self.follows and self._gesture is None and selection[0] in self.network.nodes:
            self.show_node(selection[0])

    def _repaint(self) -> None:
        self.setBackgroundBrush(QColor(theme.tokens.canvas))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.follows:
            self.fit()

    # pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point, here = event.position().toPoint(), self.mapToScene(event.position().toPoint())
        self._end_gesture()
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
            self._gesture = Connect(self, port)
        elif key == LOSS:
            self.document.select(())
            self.loss_chosen.emit()
        elif key is not None:
            self._gesture = Move(self, point, key, self._press_node(key, add))
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
        else:
            self.viewport().unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.finish(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the paper, ask for a layer; elsewhere a quick second click is a click."""
        here = self.mapToScene(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self.network.is_paper(here):
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
        key, wire = self.network.node_at(here), self.network.wire_at(here)
        keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        if keyboard:
            key = self.document.selection[0] if self.document.selection else None
            wire = self.network.selected_wire
        menu = CanvasMenu(self)
        if key is not None:
            menu.offer_remedies(key)
        if key is not None and key != LOSS:
            if key not in self.document.selection:
                self.document.select((key,))
            menu.offer_node(key)
        elif wire is not None:
            self.network.select_wire(wire)
            menu.offer_wire(wire)
        else:
            menu.offer_paper()
        at = self.node_rect(key).center() if keyboard and key is not None else event.pos()
        menu.popup(self.viewport().mapToGlobal(at))

    def _press_node(self, key: str, add: bool) -> Callable[[], None] | None:
        """Select on press; what must wait for the release, because it may become a drag of several, is returned."""
        selection = self.document.selection
        if add and key in selection:
            return lambda: self.document.select(each for each in selection if each != key)
        if add:
            self.document.select((*selection, key))
        elif key not in selection:
            self.document.select((key,))
        elif len(selection) > 1:
            return lambda: self.document.select((key,))
        return None

    def _end_gesture(self) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()

    # drags from the palette

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if dragged_key(event.mimeData()) is None:
            event.ignore()
            return
        self.network.show_spot(self.network.spot_at(self._scene_point(event)))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.network.show_spot(None)

    def dropEvent(self, event: QDropEvent) -> None:
        key = dragged_key(event.mimeData())
        if key is None:
            event.ignore()
            return
        spot = self.network.spot_at(self._scene_point(event))
        self.network.show_spot(None)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if spot.wire is not None and spot.wire[1] != LOSS:
            self.edits.add_on_wire(key, *spot.wire)
        else:
            self.edits.add_after(key, spot.wire[0] if spot.wire is not None else spot.node)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scene_point(self, event: QDropEvent) -> QPointF:
        return self.mapToScene(event.position().toPoint())

    # keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and self._keys.tab(cast(QKeyEvent, event)):
            return True
        return super().event(event)

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
        self.document.select(each for each in self.network.order if each != INPUT)
