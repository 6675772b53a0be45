"""Writing notes that are pinned to steps of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from gui.plots.curves.marks import NEAR
from gui.runs import Annotate, Note, Run

if TYPE_CHECKING:
    from gui.plots.curves.curve_view import CurvesView

WIDTH = 200


class Noting(QLineEdit):
    """A line to write in, over the place the note is pinned to. Enter keeps, Escape gives up, an empty text removes."""

    def __init__(self, owner: CurvesView) -> None:
        super().__init__(owner.chart, placeholderText=self.tr("Note; Enter keeps it"))
        self._owner = owner
        self._run: Run | None = None
        self._step = 0
        self.setAccessibleName(self.tr("Note"))
        self.installEventFilter(self)
        self.hide()
        self.editingFinished.connect(self._keep)

    def note_at(self, step: int) -> Note | None:
        """The note of the present run under or near the cursor's step."""
        owner = self._owner
        here = owner.chart.pixel_of(owner.place_of(step))
        for note in owner.runs.current.notes:
            if note.step == step or abs(owner.chart.pixel_of(owner.place_of(note.step)) - here) <= NEAR:
                return note
        return None

    def begin(self, step: int) -> None:
        """Write a note at a step of the present run, or change the one that is there."""
        owner = self._owner
        self._run = owner.runs.current
        note = self.note_at(step)
        self._step = note.step if note is not None else step
        self.setText(note.text if note is not None else "")
        frame = owner.chart.area()
        self.resize(min(WIDTH, frame.width()), self.sizeHint().height())
        x = min(max(owner.chart.pixel_of(owner.place_of(self._step)), frame.left()), frame.right() - self.width())
        self.move(x, frame.top() + 2)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def remove(self, step: int) -> None:
        """Remove the note at a step."""
        note, run = self.note_at(step), self._owner.runs.current
        if note is not None:
            self._push(self.tr("Remove note"), run, tuple(each for each in run.notes if each is not note))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:  # it must not reach what puts a large view back
                event.accept()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._end()
            return True
        return False

    def _keep(self) -> None:
        run, text, step = self._run, self.text().strip(), self._step
        if run is None:
            return
        had = next((note for note in run.notes if note.step == step), None)
        others = tuple(note for note in run.notes if note is not had)
        self._end()
        if text and (had is None or had.text != text):
            title = self.tr("Add note") if had is None else self.tr("Change note")
            self._push(title, run, (*others, Note(step, text)))
        elif not text and had is not None:
            self._push(self.tr("Remove note"), run, others)

    def _end(self) -> None:
        self._run = None
        self.hide()
        self._owner.setFocus()

    def _push(self, text: str, run: Run, notes: tuple[Note, ...]) -> None:
        self._owner.document.undo_stack.push(Annotate(text, self._owner.runs, run, notes))
