"""A form for any declared value: a row for each of its fields, made from their declarations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from engine import Hyperparameter, Problem, Value, hyperparameters
from gui.document import Document
from gui.forms.binding import Binding
from gui.forms.editors import EDITORS
from gui.forms.inputs import LineBox, NumberBox
from gui.forms.rows import FieldRow
from gui.forms.tabs import restore_tab_order
from gui.run_states import UNDER_WAY
from gui.texts import catalogue


class Controller(Protocol):
    """What a form needs to know of the run controller."""

    state: Any
    state_changed: SignalInstance


class Block(QWidget):
    """What takes the whole width of a form: a member to choose, or a list of them. They refresh themselves."""


class MemberForm(QWidget):
    """The fields of the value at a dotted path of the experiment, kept in step with the document.

    Several paths are edited together, as far as their values are of one class. `only` and `without` choose among the
    fields by name. The rows are rebuilt where the class of the value changes, and otherwise refreshed in place.
    """

    def __init__(
        self, document: Document, path: str | Sequence[str], *, controller: Controller | None = None,
        only: Collection[str] | None = None, without: Collection[str] = (), parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.binding = Binding(document, (path,) if isinstance(path, str) else tuple(path))
        self._controller = controller
        self._only, self._without = only, frozenset(without)
        self._cls: type[Value] | None = None
        self._empty = False
        self._told: tuple[tuple[Any, ...], tuple[Problem, ...]] | None = None
        self._body: QWidget | None = None
        self.rows: dict[str, FieldRow] = {}
        self.blocks: dict[str, Block] = {}
        self._outer = QVBoxLayout(self, spacing=0)
        self._outer.setContentsMargins(0, 0, 0, 0)
        document.settled.connect(self.refresh)
        if controller is not None:
            controller.state_changed.connect(self._follow_run)
        self.refresh()

    def refresh(self) -> None:
        """Show what stands in the document; nothing is to be done where that is what it was, or is gone with all that
        shows it."""
        told = (self.binding.values(), self.binding.document.analysis.problems)
        if told[0] and self._told is not None and _same(told[0], self._told[0]) and told[1] == self._told[1]:
            return
        if not told[0] and self.binding.orphaned():
            return
        self._told = told
        kinds = self.binding.kinds()
        cls = kinds[0] if len(kinds) == 1 else None
        if cls is not self._cls:
            self._rebuild(cls)
        for row in self.rows.values():
            row.follow()

    def _rebuild(self, cls: type[Value] | None) -> None:
        focused = next((name for name, row in self.rows.items() if row.has_focus()), None)
        if self._body is not None:
            discard(self._body)
        self._cls, self._body = cls, None
        self.rows, self.blocks = {}, {}
        entries = [entry for entry in hyperparameters(cls) if self._wanted(entry)] if cls is not None else []
        self._show_unless_empty(not entries)
        if not entries:
            return
        self._body = QWidget(self)
        grid = QGridLayout(self._body, horizontalSpacing=4, verticalSpacing=4)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for entry in entries:
            if entry.editor in EDITORS:
                row = self.rows[entry.name] = FieldRow(self.binding.at(entry.name), entry, self._body)
                row.add_to(grid)
            elif len(self.binding.paths) == 1:
                block = self.blocks[entry.name] = self._block(entry, self._body)
                grid.addWidget(block, grid.rowCount(), 0, 1, 3)
        self._outer.addWidget(self._body)
        self._follow_run()
        if self.isVisible():
            restore_tab_order(self)
            self._body.show()  # Qt would do so a turn later, and hidden rows take no focus
            if focused in self.rows:
                self.rows[focused].editor.take_focus()

    def _show_unless_empty(self, empty: bool) -> None:
        """An empty form leaves no gap in the layout around it."""
        if empty != self._empty:
            self._empty = empty
            self.setVisible(not empty)

    def _wanted(self, entry: Hyperparameter) -> bool:
        return entry.name not in self._without and (self._only is None or entry.name in self._only)

    def _block(self, entry: Hyperparameter, parent: QWidget) -> Block:
        binding = self.binding.at(entry.name)
        return BLOCKS[entry.editor](
            binding.document, binding.paths[0], entry.family, title=catalogue(entry.title), help=catalogue(entry.help),
            controller=self._controller, parent=parent,
        )  # fmt: skip

    def _follow_run(self) -> None:
        running = self._controller is not None and self._controller.state in UNDER_WAY
        for row in self.rows.values():
            row.set_running(running)


def _same(new: Sequence[Any], old: Sequence[Any]) -> bool:
    """Whether the values are the very same: an edit makes new ones of what it changes, and of nothing else."""
    return len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))


BLOCKS: dict[str, Callable[..., Block]] = {}
"""The editors that take a block of their own, by kind of field; filled where they are defined, for they hold forms."""


def discard(widget: QWidget) -> None:
    """Take a widget away for good, after the event that may come from within it. Typing under way in it is dropped:
    to commit it now would be an edit within the edit that made the widget superfluous."""
    for box in (*widget.findChildren(NumberBox), *widget.findChildren(LineBox)):
        box.blockSignals(True)
    focus = QApplication.focusWidget()
    if focus is not None and widget.isAncestorOf(focus):
        focus.clearFocus()  # what is hidden would swallow the next keys
    parent = widget.parentWidget()
    if parent is not None and parent.layout() is not None:
        parent.layout().removeWidget(widget)
    widget.hide()
    widget.deleteLater()
