"""The context menus of the canvas."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu

from engine import INPUT
from gui.canvas import align
from gui.canvas.layers import TEMPLATES, group_title, grouped
from gui.canvas.layout import Wire
from gui.canvas.looks import LOSS, owner
from gui.repairs import apply_remedy, remedy_title
from gui.resources import icon
from gui.texts import plain

if TYPE_CHECKING:
    from gui.canvas.view import NetworkView


class CanvasMenu(QMenu):
    """A menu for one place on the canvas; it goes away when closed. Its keys are only named: the view takes them. What
    is not possible now says why in its tooltip."""

    def __init__(self, view: NetworkView) -> None:
        super().__init__(view, toolTipsVisible=True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view, self._edits, self._clipboard = view, view.edits, view.clipboard

    def offer_remedies(self, keys: Collection[str]) -> None:
        """What would solve the problems of layers, the input or the loss."""
        document = self._edits.document
        for problem in (each for each in document.analysis.problems if owner(each) in keys):
            title = remedy_title(document, problem)
            if title:
                self._offer(plain(title), partial(apply_remedy, document, problem), symbol=icon("repair"))
        if not self.isEmpty():
            self.addSeparator()

    def offer_node(self, key: str, *, whole: bool = True) -> None:
        """What can be done with a layer, or with all selected ones; `whole` means that its box shows it alone, so that
        the wires which arrive at it are seen."""
        edits, chosen = self._edits, self._edits.layers()
        if key != INPUT:
            self._offer(self.tr("Cut"), self._clipboard.cut, "Ctrl+X", icon("cut"))
            self._offer(self.tr("Copy"), self._clipboard.copy, "Ctrl+C", icon("copy"))
        self._offer_paste()
        if key != INPUT:
            self._offer(self.tr("Duplicate"), self._clipboard.duplicate, "Ctrl+D", icon("duplicate"))
            self._offer(self.tr("Delete"), lambda: edits.delete(chosen), "Del", icon("delete"))
            if len(chosen) == 1:
                self._offer(self.tr("Rename..."), lambda: self._view.renaming.rename(chosen[0]), "F2")
                self.addSeparator()
                alone = "" if edits.can_move(key, False) else self.tr("No layer stands before it.")
                self._offer(
                    self.tr("Move earlier"), lambda: edits.move_in_chain(key, False), "Ctrl+Left", why_not=alone
                )
                alone = "" if edits.can_move(key, True) else self.tr("No layer stands behind it.")
                self._offer(self.tr("Move later"), lambda: edits.move_in_chain(key, True), "Ctrl+Right", why_not=alone)
        self.addSeparator()
        self._offer_layers(self.tr("Insert after"), lambda each: edits.add_after(each, key), key)
        targets = edits.targets(key, in_place=True)
        self._offer_boxes(self.tr("Connect to"), targets, lambda target: edits.connect_wire(key, target, in_place=True),
                          [self._in_place_of(target) for target in targets])  # fmt: skip
        if key != INPUT and whole:
            sources = edits.network.node(key).inputs
            self._offer_boxes(self.tr("Disconnect from"), sources, lambda source: edits.disconnect_wire(source, key))
        self.addSeparator()
        self._offer_arranging()

    def offer_wire(self, wire: Wire) -> None:
        """What can be done with a wire."""
        edits, (source, target) = self._edits, wire
        if target == LOSS:
            self._offer_layers(self.tr("Insert"), lambda key: edits.add_after(key, source), source)
            return
        self._offer(self.tr("Disconnect"), lambda: edits.disconnect_wire(source, target), "Del", icon("delete"))
        self.addSeparator()
        self._offer_layers(self.tr("Insert"), lambda key: edits.add_on_wire(key, source, target), source)

    def offer_paper(self) -> None:
        """What can be done where there is nothing."""
        self._offer_layers(self.tr("Insert at the end"), lambda key: self._edits.add_after(key, None), None)
        self._offer_paste()
        self.addSeparator()
        self._offer_arranging()
        self._offer(self.tr("Fit network"), self._view.fit, "Ctrl+0", icon("fit"))

    def _offer_paste(self) -> None:
        self._offer(self.tr("Paste"), self._clipboard.paste, "Ctrl+V", icon("paste"))

    def _offer_layers(self, text: str, choose: Callable[[str], object], after: str | None) -> None:
        """The layers by their groups, and the templates, to go behind `after`."""
        menu, groups, misfits = self.addMenu(icon("plus"), text), grouped(), self._edits.misfits(after)
        for group, found in groups.items():
            if group == TEMPLATES:
                submenu = self.addMenu(icon("template"), self.tr("Insert template"))
            else:
                submenu = menu.addMenu(group_title(group))
            submenu.setToolTipsVisible(True)
            for offer in found:
                action = submenu.addAction(offer.icon(), offer.title)
                action.setEnabled(offer.key not in misfits)
                action.setToolTip(misfits.get(offer.key, offer.summary))
                action.triggered.connect(lambda _checked=False, key=offer.key: choose(key))

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

    def _offer_arranging(self) -> None:
        menu, boxes = self.addMenu(icon("arrange"), self.tr("Arrange")), len(self._view.selected_boxes())
        menu.setToolTipsVisible(True)
        for way in align.WAYS:
            if way in ("align_top", "distribute_across"):
                menu.addSeparator()
            self._offer(align.title(way), lambda way=way: self._view.put_in_line(way), "", icon(way),
                        why_not=align.too_few(way, boxes) or "", menu=menu)  # fmt: skip
        menu.addSeparator()
        self._offer(self.tr("Arrange automatically"), self._view.tidy, "", icon("arrange"), menu=menu,
                    why_not="" if self._edits.document.positions else self.tr("No box was moved by hand."))  # fmt: skip

    def _offer(
        self, text: str, do: Callable[[], object], keys: str = "", symbol: QIcon | None = None, *, why_not: str = "",
        menu: QMenu | None = None,
    ) -> None:  # fmt: skip
        action = (menu or self).addAction(f"{text}\t{keys}" if keys else text)
        if symbol is not None:
            action.setIcon(symbol)
        action.setEnabled(not why_not)
        action.setToolTip(why_not)
        action.triggered.connect(lambda _checked=False: do())
