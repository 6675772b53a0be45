"""What keys do on the canvas: letters begin a layer's name, arrows go from box to box, and Tab leaves it. Wires are
drawn and taken away by keys through the menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent

from gui.canvas.camera import ZOOM_STEP
from gui.canvas.looks import LOSS

if TYPE_CHECKING:
    from gui.canvas.view import NetworkView

_Key = Qt.Key
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def begins_a_name(event: QKeyEvent) -> bool:
    """Whether a key types a letter, of whatever script: keys with Ctrl and the like mean something else."""
    return event.text().isalpha() and not event.modifiers() & (_CTRL | _ALT | Qt.KeyboardModifier.MetaModifier)


class Keys:
    """Turns keys into edits and selections of one view."""

    def __init__(self, view: NetworkView) -> None:
        self._view = view
        self._table: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {
            (_Key.Key_Delete, _NONE): view.delete_selection,
            (_Key.Key_Backspace, _NONE): view.delete_selection,
            (_Key.Key_A, _CTRL): view.select_all,
            (_Key.Key_X, _CTRL): view.clipboard.cut,
            (_Key.Key_C, _CTRL): view.clipboard.copy,
            (_Key.Key_V, _CTRL): view.clipboard.paste,
            (_Key.Key_D, _CTRL): view.clipboard.duplicate,
            (_Key.Key_Escape, _NONE): self._clear,
            (_Key.Key_0, _CTRL): view.fit,
            (_Key.Key_Plus, _NONE): lambda: view.zoom_by(ZOOM_STEP),
            (_Key.Key_Equal, _NONE): lambda: view.zoom_by(ZOOM_STEP),
            (_Key.Key_Minus, _NONE): lambda: view.zoom_by(1 / ZOOM_STEP),
            (_Key.Key_Return, _NONE): view.groups.open_chosen,
            (_Key.Key_Enter, _NONE): view.groups.open_chosen,
            (_Key.Key_F2, _NONE): view.renaming.rename_chosen,
            (_Key.Key_G, _CTRL): view.group_selection,
            (_Key.Key_G, _CTRL | _SHIFT): view.ungroup_selection,
            (_Key.Key_Insert, _NONE): view.ask,
            (_Key.Key_Slash, _NONE): view.ask,
            (_Key.Key_Home, _NONE): lambda: self._go(0),
            (_Key.Key_End, _NONE): lambda: self._go(-1),
            (_Key.Key_PageUp, _NONE): lambda: self._step(-1),
            (_Key.Key_PageDown, _NONE): lambda: self._step(1),
            (_Key.Key_Left, _NONE): lambda: self._along_wire(False),
            (_Key.Key_Right, _NONE): lambda: self._along_wire(True),
            (_Key.Key_Up, _NONE): lambda: self._across(-1),
            (_Key.Key_Down, _NONE): lambda: self._across(1),
            (_Key.Key_Left, _CTRL): lambda: self._move(False),
            (_Key.Key_Right, _CTRL): lambda: self._move(True),
            (_Key.Key_Left, _ALT): lambda: self._move(False),
            (_Key.Key_Right, _ALT): lambda: self._move(True),
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; False where it stands for nothing here."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if key in (_Key.Key_Plus, _Key.Key_Slash, _Key.Key_Equal):  # which of them need Shift depends on the keyboard
            modifiers &= ~_SHIFT
        action = self._table.get((key, modifiers))  # the key as a number: not every letter of the world is in Qt.Key
        if action is not None:
            action()
        elif begins_a_name(event):
            self._view.ask(event.text())
        else:
            return False
        return True

    def _order(self) -> tuple[str, ...]:
        return self._view.network.order

    def _here(self) -> str | None:
        """The key of the last selected box: keys go on from it."""
        keys = self._view.network.folding.keys(self._view.document.selection)
        return keys[-1] if keys and keys[-1] in self._order() else None

    def _pick(self, key: str) -> bool:
        self._view.network.select_wire(None)
        self._view.document.select(self._view.network.folding.members(key))
        return True

    def _go(self, index: int) -> None:
        self._pick(self._order()[index])

    def _step(self, by: int) -> None:
        """To the next box as listed, or the one before it: so each can be reached, however the wires run."""
        order, here = self._order(), self._here()
        self._go(0 if here is None else min(max(order.index(here) + by, 0), len(order) - 1))

    def _clear(self) -> None:
        self._view.network.select_wire(None)
        self._view.document.select(())

    def _along_wire(self, forward: bool) -> None:
        here = self._here()
        if here is None:
            self._go(0)
            return
        wires = self._view.network.wires.values()
        ends = [
            wire.target if forward else wire.source
            for wire in wires
            if (wire.source if forward else wire.target) == here and wire.target != LOSS
        ]
        if not ends:
            self._step(1 if forward else -1)
        else:
            nodes, level = self._view.network.nodes, self._view.network.nodes[here].y()
            self._pick(min(ends, key=lambda end: (abs(nodes[end].y() - level), self._order().index(end))))

    def _across(self, sign: int) -> None:
        """To the nearest box above or below."""
        here = self._here()
        if here is None:
            self._go(0)
            return
        nodes = self._view.network.nodes
        at = nodes[here].pos()
        beyond = [key for key in self._order() if sign * (nodes[key].y() - at.y()) > 1]
        if beyond:
            self._pick(min(beyond, key=lambda key: abs(nodes[key].y() - at.y()) * 3 + abs(nodes[key].x() - at.x())))

    def _move(self, later: bool) -> None:
        here = self._here()
        if here is None:
            return
        if len(self._view.network.folding.members(here)) > 1:
            text = QCoreApplication.translate("Keys", "A group keeps its place. Open it to move the layers in it.")
            self._view.document.refused.emit(text)
        else:
            self._view.edits.move_in_chain(here, later)
