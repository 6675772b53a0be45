"""What is pinned to the steps of a run: notes, and the live edits that were made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine import Edited, Value, get, hyperparameter
from gui.runs import Note, Run
from gui.texts import catalogue

if TYPE_CHECKING:
    from engine import Experiment

NEAR = 7
"""Pixels within which a mark is under the cursor."""


@dataclass(frozen=True)
class Mark:
    """A flag: after which step, what it says, its colour token, and the note where it is one."""

    step: int
    text: str
    token: str
    note: Note | None = None


def marks_of(run: Run) -> list[Mark]:
    """The flags of a run, in order."""
    found = [Mark(note.step, note.text, "accent", note) for note in run.notes]
    if run.experiment is not None:
        found += [Mark(edit.step, edit_text(run.experiment, edit), "dim") for edit in run.history.edits]
    return sorted(found, key=lambda mark: mark.step)


def edit_text(experiment: Experiment, edit: Edited) -> str:
    """A live edit as the user reads it: what was set, from what to what."""
    owner_path, _, name = edit.path.rpartition(".")
    title = name
    try:
        owner = get(experiment, owner_path) if owner_path else experiment
        declared = hyperparameter(type(owner), name) if isinstance(owner, Value) else None
        if declared is not None:
            title = catalogue(declared.title)
    except KeyError:
        pass
    return QCoreApplication.translate("Marks", "{title} {old} → {new}").format(
        title=title, old=_short(edit.old), new=_short(edit.new)
    )


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
