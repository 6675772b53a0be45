"""The context menus of the canvas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QWidget

from engine import INPUT
from gui.canvas.edits import NetworkEdits
from gui.canvas.layers import group_title, grouped
from gui.canvas.layout import Wire
from gui.canvas.looks import LOSS, owner
from gui.repairs import apply_remedy, remedy_title
from gui.resources import icon
from gui.texts import plain


class CanvasMenu(QMenu):
    """A menu for one place on the canvas; it goes away when closed. Its keys are only named: the view takes them."""

    def __init__(self, edits: NetworkEdits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._edits = edits

    def offer_remedies(self, key: str) -> None:
        """What would solve the problems that a box shows."""
        document = self._edits.document
        for problem in (each for each in document.analysis.problems if owner(each) == key):
            title = remedy_title(document, problem)
            if title:
                self._offer(plain(title), partial(apply_remedy, document, problem), symbol=icon("repair"))
        if not self.isEmpty():
            self.addSeparator()

    def offer_node(self, key: str) -> None:
        """What can be done with a box, or with all selected ones."""
        edits, chosen = self._edits, self._edits.layers()
        if key != INPUT:
            self._offer(self.tr("Delete"), lambda: edits.delete(chosen), "Del", icon("delete"))
            if len(chosen) == 1:
                self.addSeparator()
                self._offer(self.tr("Move earlier"), lambda: edits.move_in_chain(key, False), "Ctrl+Left",
                            enabled=edits.can_move(key, False))  # fmt: skip
                self._offer(self.tr("Move later"), lambda: edits.move_in_chain(key, True), "Ctrl+Right",
                            enabled=edits.can_move(key, True))  # fmt: skip
            self.addSeparator()
        self._offer_layers(self.tr("Insert after"), lambda kind: edits.add_after(kind, key))
        targets = edits.targets(key, in_place=True)
        self._offer_boxes(self.tr("Connect to"), targets, lambda target: edits.connect_wire(key, target, in_place=True),
                          [self._in_place_of(target) for target in targets])  # fmt: skip
        if key != INPUT:
            sources = edits.network.node(key).inputs
            self._offer_boxes(self.tr("Disconnect from"), sources, lambda source: edits.disconnect_wire(source, key))

    def offer_wire(self, wire: Wire) -> None:
        """What can be done with a wire."""
        edits, (source, target) = self._edits, wire
        if target == LOSS:
            self._offer_layers(self.tr("Insert"), lambda kind: edits.add_after(kind, source))
            return
        self._offer(self.tr("Disconnect"), lambda: edits.disconnect_wire(source, target), "Del", icon("delete"))
        self.addSeparator()
        self._offer_layers(self.tr("Insert"), lambda kind: edits.add_on_wire(kind, source, target))

    def offer_paper(self, fit: Callable[[], None], tidy: Callable[[], None]) -> None:
        """What can be done where there is nothing."""
        self._offer_layers(self.tr("Add at the end"), lambda kind: self._edits.add_after(kind, None))
        self.addSeparator()
        self._offer(self.tr("Arrange automatically"), tidy, enabled=bool(self._edits.document.positions))
        self._offer(self.tr("Fit"), fit, "F", icon("fit"))

    def _offer_layers(self, text: str, choose: Callable[[str], object]) -> None:
        menu = self.addMenu(icon("plus"), text)
        for group, found in grouped().items():
            submenu = menu.addMenu(group_title(group))
            for entry in found:
                action = submenu.addAction(icon(entry.kind, group), entry.title)
                action.triggered.connect(lambda _checked=False, kind=entry.kind: choose(kind))

    def _in_place_of(self, target: str) -> str:
        """What a wire to a layer would take the place of, in a few words; empty where of nothing."""
        inputs = self._edits.network.node(target).inputs
        if not inputs or not self._edits.takes_one(target):
            return ""
        return self.tr("(instead of {layer})").format(layer=self._edits.looks.title(inputs[0]))

    def _offer_boxes(
        self, text: str, keys: Sequence[str], choose: Callable[[str], object], remarks: Sequence[str] = ()
    ) -> None:
        """The way to wires for those who use no pointer."""
        menu = self.addMenu(text)
        menu.setEnabled(bool(keys))
        for key, remark in zip_longest(keys, remarks, fillvalue=""):
            action = menu.addAction(f"{self._edits.looks.title(key)} {remark}".strip())
            action.triggered.connect(lambda _checked=False, key=key: choose(key))

    def _offer(
        self, text: str, do: Callable[[], object], keys: str = "", symbol: QIcon | None = None, *, enabled: bool = True
    ) -> None:
        action = self.addAction(f"{text}\t{keys}" if keys else text)
        if symbol is not None:
            action.setIcon(symbol)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked=False: do())
