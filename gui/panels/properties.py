"""What is selected, to read and to change: a layer, several layers, the input, or the network where nothing is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import INPUT, Node
from gui.document import Document
from gui.forms import VerticalScroll
from gui.forms.form import Controller, discard
from gui.panels.property_views import InputView, ManyView, NeighboursView, NetworkView, NodeView, View


class PropertiesPanel(QWidget):
    """Follows the selection of a document. The forms within follow edits by themselves."""

    def __init__(self, document: Document, controller: Controller | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self._controller = document, controller
        self._key: tuple[object, ...] = ()
        self._view: View | None = None
        self.scroll = VerticalScroll(self)
        self.scroll.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.scroll)
        document.settled.connect(self._settle)
        self._settle()

    @property
    def view(self) -> View:
        """What is shown of the selection as it is now."""
        self.document.settle()
        assert self._view is not None
        return self._view

    def _selected(self) -> tuple[list[Node], tuple[object, ...]]:
        """The selected layers, and what tells one view from another."""
        nodes = {node.id: node for node in self.document.network.nodes}
        selected = [nodes[node_id] for node_id in self.document.selection if node_id in nodes]
        if selected:
            return selected, tuple((node.id, type(node.layer)) for node in selected)
        if INPUT in self.document.selection:
            return [], ("input",)
        return [], (self.document.experiment.model.kind,)

    def _settle(self) -> None:
        """Show what stands in the document; only where something else is selected does a new view replace the old."""
        selected, key = self._selected()
        if key == self._key and self._view is not None:
            return
        self._key = key
        if self._view is not None:
            self.document.settled.disconnect(self._view.refresh)
            self.scroll.column.removeWidget(self._view)
            discard(self._view)
        self._view = self._made(selected, key)
        self.document.settled.connect(self._view.refresh)  # after the forms within, whose rows it looks at
        self.scroll.column.insertWidget(0, self._view)
        self._view.show()  # Qt would do so a turn later
        self.scroll.verticalScrollBar().setValue(0)

    def _made(self, selected: Sequence[Node], key: tuple[object, ...]) -> View:
        parent = self.scroll.widget()
        if len(selected) == 1:
            return NodeView(self.document, self._controller, parent, selected[0].id)
        if selected:
            return ManyView(self.document, self._controller, parent, [node.id for node in selected])
        views: dict[object, type[InputView | NeighboursView]] = {
            "input": InputView,
            "k_nearest_neighbors": NeighboursView,
        }
        view = views.get(key[0], NetworkView)
        return view(self.document, self._controller, parent)
