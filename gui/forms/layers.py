"""The input for several layers of the network: it shows what they are called, and its list lets one tick them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from gui.forms.inputs import ChoiceBox, new_gesture
from gui.texts import named, node_title, plain

if TYPE_CHECKING:
    from gui.document import Document


def layers_with_weights(document: Document, chosen: Collection[str]) -> dict[str, str]:
    """The layers that have weights (or may have: those whose shape is not known) and those chosen already, by id: what
    each is called, with its id where several are called alike. Layers that are gone come last."""
    network, facts = document.network, document.analysis.nodes
    names = {}
    for node in network.nodes:
        weights = facts[node.id].shape is None or any(each.role == "weight" for each in facts[node.id].parameters)
        if weights or node.id in chosen:
            names[node.id] = node_title(node)
    names.update((each, named(network.name_of(each))) for each in chosen if each not in names)
    alike = Counter(names.values())
    return {each: f"{name} ({each})" if alike[name] > 1 else name for each, name in names.items()}


class TickMenu(QMenu):
    """A menu whose ticks are set and taken away without closing it; by the keyboard, the space bar does so."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.activeAction() is not None:
            self.activeAction().trigger()
        else:
            super().keyPressEvent(event)


class LayersBox(ChoiceBox):
    """Any number of layers, or all: shut it shows their names, open it lists them to be ticked. The ticks of one
    opening are one gesture."""

    chosen = Signal(object)
    """The ids that a person wants, in the order of the list; none for all layers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem("")
        self.gesture = new_gesture()
        self._names: dict[str, str] = {}
        self._ids: tuple[str, ...] | None = ()
        self.menu = TickMenu(self)
        self._ticks: dict[str, QAction] = {}
        self._all = self._tick(self.tr("All layers"), "")

    def offer(self, names: Mapping[str, str]) -> None:
        """What there is to choose from: names by id."""
        if names != self._names:
            self._names = dict(names)
            self._fill()
            self._show()

    def show_ids(self, ids: tuple[str, ...] | None) -> None:
        """Show layers; none for all of them, None where several fields differ."""
        self._ids = ids
        self._show()

    def showPopup(self) -> None:
        self.gesture = new_gesture()
        self.menu.setMinimumWidth(self.width())
        self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        self.menu.setActiveAction(self._all)

    def hidePopup(self) -> None:
        self.menu.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.showPopup()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        for action in self._ticks.values():
            self.menu.removeAction(action)
            action.deleteLater()
        self.menu.clear()
        self.menu.addAction(self._all)
        self.menu.addSeparator()
        self._ticks = {node_id: self._tick(name, node_id) for node_id, name in self._names.items()}
        self.menu.addActions(list(self._ticks.values()))

    def _tick(self, name: str, node_id: str) -> QAction:
        action = QAction(plain(name), self, checkable=True)
        action.triggered.connect(lambda on: self._ticked(node_id, on))
        return action

    def _ticked(self, node_id: str, on: bool) -> None:
        old = self._ids or ()
        wanted = () if not node_id else tuple(each for each in self._names if (on if each == node_id else each in old))
        self._show()  # what is ticked is what was accepted
        self.chosen.emit(wanted)

    def _show(self) -> None:
        ids = self._ids
        if ids is None:
            self.setItemText(0, self.tr("mixed"))
        else:
            self.setItemText(0, ", ".join(self._names.get(each, each) for each in ids) or self.tr("All layers"))
        self._all.setChecked(ids == ())
        for node_id, action in self._ticks.items():
            action.setChecked(node_id in (ids or ()))
