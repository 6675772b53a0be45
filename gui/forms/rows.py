"""One field as a row of a form: label, editor, reset control, and what is wrong with it beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from engine import Hyperparameter, Problem
from gui.forms.binding import Binding, Missing
from gui.forms.editors import EDITORS, Editor, LayersEditor
from gui.forms.hints import NUMBERS, field_tip, field_words, shown
from gui.forms.inputs import new_gesture
from gui.forms.labels import RESET_WIDTH, FieldLabel, MessageLabel, ResetButton
from gui.forms.layers import layers_with_weights
from gui.forms.notices import Remedies
from gui.forms.numbers import scrub_steps, scrubbed
from gui.texts import catalogue, explain


@dataclass
class Scrub:
    """A drag of a number by its label: the values it began with, and the one it begins at."""

    values: tuple[Any, ...]
    start: float
    gesture: str
    last: float | None
    """What was set last; None where values differed and nothing was set yet."""


class FieldRow(QObject):
    """A field of the document in a grid of three columns: label, editor, reset. It owns no widget; the grid's does."""

    def __init__(self, binding: Binding, entry: Hyperparameter, parent: QWidget) -> None:
        super().__init__(parent)
        self.binding, self.entry = binding, entry
        self.title = catalogue(entry.title)
        self._refusal = ""
        self._told: tuple[tuple[Any, ...], tuple[Problem, ...]] | None = None
        self._running = False
        self._parent, self._grid, self._line = parent, QGridLayout(), 0
        self._reset_button: ResetButton | None = None
        self._message: MessageLabel | None = None
        self._remedies: Remedies | None = None
        self.label = FieldLabel(self.title, parent)
        self.editor: Editor = EDITORS[entry.editor](entry, parent)
        self._scrub: Scrub | None = None
        self.label.clicked.connect(self.editor.activate)
        self.label.scrub_begun.connect(self._begin_scrub)
        self.label.scrubbed.connect(self._follow_scrub)
        self.label.scrub_ended.connect(self._end_scrub)
        self.editor.edited.connect(self._edited)
        self.editor.restored.connect(self._restored)
        if isinstance(self.editor, LayersEditor):
            binding.document.settled.connect(self._offer_layers)  # a layer may be renamed: no edit of this field
        self._describe()

    def add_to(self, grid: QGridLayout) -> None:
        """Put the row at the end of a grid."""
        self._grid, self._line = grid, grid.rowCount()
        if grid.columnCount() < 3:  # an empty column has no spacing: the first control in it would move all editors
            grid.addWidget(QWidget(self._parent), self._line, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnMinimumWidth(2, RESET_WIDTH)
        grid.addWidget(self.label, self._line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.editor, self._line, 1)
        # The next row counts from here: this keeps the lines for the message and the remedies.
        grid.setRowMinimumHeight(self._line + 2, 0)

    @property
    def reset(self) -> ResetButton:
        """The control that goes back to the default; made when first needed, for most fields never change."""
        if self._reset_button is None:
            default = shown(self.entry, self.entry.default) or self.tr("empty")
            button = ResetButton(self.title, default, self._parent)
            button.clicked.connect(self._reset)
            self._grid.addWidget(button, self._line, 2, Qt.AlignmentFlag.AlignTop)
            stops = [each for each in self.editor.inputs() if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
            QWidget.setTabOrder(stops[-1], button)
            self._reset_button = button
        return self._reset_button

    @property
    def message(self) -> MessageLabel:
        """What is wrong with the field; made when first needed."""
        if self._message is None:
            self._message = MessageLabel(self._parent)
            self._grid.addWidget(self._message, self._line + 1, 0, 1, 3)
        return self._message

    @property
    def remedies(self) -> Remedies:
        """What would mend the field; made when first needed."""
        if self._remedies is None:
            self._remedies = Remedies(self.binding.document, self._parent)
            self._grid.addWidget(self._remedies, self._line + 2, 0, 1, 3)
        return self._remedies

    def has_focus(self) -> bool:
        """Whether the keyboard's focus is on the field."""
        focus = QApplication.focusWidget()
        return focus is not None and self.editor.isAncestorOf(focus)

    def set_running(self, running: bool) -> None:
        """Say whether a run is under way, so that the field can say what an edit would do to it."""
        if running != self._running:
            self._running = running
            self._describe()
            self.refresh()

    def follow(self) -> None:
        """Show what stands in the document; nothing is to be done where that is what it was."""
        told = self.binding.values(), self.binding.problems()
        if told != self._told or self._refusal:
            self._told = told
            self.refresh()

    def refresh(self) -> None:
        """Show what stands in the document."""
        value = self.binding.value()
        if value is Missing.GONE:
            return
        self._refusal = ""
        self._offer_layers()
        if value is Missing.MIXED:
            self.editor.show_mixed()
        else:
            self.editor.show_value(value)
        scrubs = self.entry.editor in NUMBERS and any(is_number(each) for each in self.binding.values())
        if scrubs != self.label.scrubbable:
            self.label.set_scrubbable(scrubs)
            self._describe()
        self._mark(value)

    def _offer_layers(self) -> None:
        if isinstance(self.editor, LayersEditor):
            chosen = [each for ids in self.binding.values() for each in ids]
            self.editor.offer(layers_with_weights(self.binding.document, chosen))

    def _begin_scrub(self) -> None:
        self.editor.settle()
        self.editor.take_focus()
        values = self.binding.values()
        start = next((value for value in values if is_number(value)), None)
        if start is not None:
            alike = self.binding.value() is not Missing.MIXED
            self._scrub = Scrub(values, start, new_gesture(), last=start if alike else None)

    def _follow_scrub(self, pixels: int) -> None:
        """Set the number that many pixels away from where the drag began. Where several values differ, it begins at
        the first one that is a number, and sets them all."""
        scrub = self._scrub
        if scrub is None:
            return
        value = scrubbed(self.entry, scrub.start, scrub_steps(pixels, whole=isinstance(scrub.start, int)))
        if value != scrub.last:
            scrub.last = value
            self._edited(value, scrub.gesture)

    def _end_scrub(self, kept: bool) -> None:
        scrub, self._scrub = self._scrub, None
        if scrub is not None and not kept:
            self.binding.restore(self.binding.undo_text(self.entry.title), scrub.values, scrub.gesture)
            self.refresh()
        elif self._refusal:
            self.editor.mark_refused(False)  # the reason stays; what the box shows is what was accepted last

    def _edited(self, value: Any, gesture: str) -> None:
        text = self.binding.undo_text(self.entry.title)
        refusal = self.binding.set(text, value, gesture)
        self._refusal = refusal
        self.editor.mark_refused(bool(refusal))
        current = self.binding.value()
        if not refusal and not isinstance(current, Missing):
            self.editor.revert_to(current)
        if current is not Missing.GONE:
            self._mark(current)

    def _restored(self) -> None:
        self._refusal = ""
        self.refresh()

    def _reset(self) -> None:
        self.editor.take_focus()
        self._edited(self.entry.default, "")

    def _mark(self, value: Any) -> None:
        changed = value is Missing.MIXED or value != self.entry.default
        problems = self.binding.problems()
        said = [self._refusal] if self._refusal else [explain(problem) for problem in problems]
        if said or self._message is not None:
            self.message.say("\n".join(said))
        if problems or self._remedies is not None:
            self.remedies.offer(() if self._refusal else problems)
        self.label.mark(changed=changed, live=self._running and self.entry.live, faulty=bool(said))
        if changed or self._reset_button is not None:
            self.reset.setVisible(changed)

    def _describe(self) -> None:
        entry, running = self.entry, self._running
        drag = self.tr("Drag the name sideways to change the number.") if self.label.scrubbable else ""
        self.label.setToolTip(field_tip(entry, running=running, more=drag))
        self.editor.name(self.title, field_tip(entry, running=running))
        words = field_words(entry, running=running)
        for widget in self.editor.inputs():
            widget.setAccessibleDescription(words)


def is_number(value: Any) -> bool:
    """Whether a value is a number, and not a named option in its place."""
    return isinstance(value, int | float) and not isinstance(value, bool)
