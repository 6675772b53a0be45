"""Cut, copy, paste, duplicate: layers on the system's clipboard, as text, so that they go between windows too."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from engine import DescentError, copy_layers, parse_layers
from gui.canvas.edits import NetworkEdits
from gui.canvas.layout import LANE
from gui.texts import node_title, translate


class Clipboard(QObject):
    """What goes between a network and the clipboard. Each edit is one undo step."""

    def __init__(self, edits: NetworkEdits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edits = edits

    def copy(self) -> bool:
        """Put the selected layers on the clipboard; False where none is selected."""
        chosen = self._chosen()
        if chosen:
            QGuiApplication.clipboard().setText(copy_layers(self._edits.network, chosen))
        return bool(chosen)

    def cut(self) -> None:
        """Put the selected layers on the clipboard and take them out of the network."""
        if self.copy():
            chosen = self._chosen()
            text = self._named(chosen, self.tr("Cut {layer}"), self.tr("Cut {count} layers"))
            self._edits.delete(chosen, text)

    def paste(self) -> None:
        """Put the clipboard's layers behind what is selected, or at the end; says what is wrong with foreign text."""
        try:
            block = parse_layers(QGuiApplication.clipboard().text())
        except DescentError as fault:
            self._edits.refuse(translate(fault.message))
            return
        text = self.tr("Paste {count} layers").format(count=len(block.nodes))
        if len(block.nodes) == 1:
            text = self.tr("Paste {layer}").format(layer=node_title(block.nodes[0]))
        self._edits.insert(text, block, self._edits.behind())

    def duplicate(self) -> None:
        """Put a copy of the selected layers behind the last of them, below them where all were placed by hand."""
        edits, chosen = self._edits, self._chosen()
        if not chosen:
            return
        text = self._named(chosen, self.tr("Duplicate {layer}"), self.tr("Duplicate {count} layers"))
        placed = [edits.document.positions[each] for each in chosen if each in edits.document.positions]
        places = []
        if len(placed) == len(chosen):
            heights = [y for _, y in placed]
            places = [(x, y + max(heights) - min(heights) + LANE) for x, y in placed]
        try:
            block = parse_layers(copy_layers(edits.network, chosen))
        except DescentError as fault:  # a network that a file has brought may have a cycle
            edits.refuse(translate(fault.message))
            return
        edits.insert(text, block, chosen[-1], places)

    def _chosen(self) -> tuple[str, ...]:
        """The selected layers in the network's order; says that there is none where there is none."""
        selection = self._edits.layers()
        chosen = tuple(node.id for node in self._edits.network.nodes if node.id in selection)
        if not chosen:
            self._edits.refuse(self.tr("No layer is selected."))
        return chosen

    def _named(self, chosen: tuple[str, ...], one: str, several: str) -> str:
        """The name of an undo step."""
        if len(chosen) == 1:
            return one.format(layer=self._edits.looks.title(chosen[0]))
        return several.format(count=len(chosen))
