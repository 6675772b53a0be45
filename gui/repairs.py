"""The remedies of problems as edits: what a button says that applies one, and what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.texts import translate

if TYPE_CHECKING:
    from engine import Problem
    from gui.document import Document


def remedy_title(document: Document, problem: Problem) -> str:
    """What the remedy of a problem is called, as in "Insert Flatten before it"; empty where none can be applied."""
    from engine import repair_of  # not at the top: the status line is there before the engine

    repair = repair_of(document.experiment, problem)
    return translate(repair.title) if repair is not None else ""


def apply_remedy(document: Document, problem: Problem) -> None:
    """Apply the remedy of a problem as one undo step. What the document refuses is not done; `refused` says why."""
    from engine import DescentError, repair_of

    if problem not in document.analysis.problems:  # it was solved while a menu was open
        return
    repair = repair_of(document.experiment, problem)
    if repair is None:
        return
    try:
        document.edit(translate(repair.title), repair.experiment)
    except DescentError as refusal:
        document.refused.emit(translate(refusal.message))
