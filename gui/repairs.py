"""The remedies of problems as edits: what a button says that applies one, and what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.texts import translate

if TYPE_CHECKING:
    from engine import Experiment, Problem, Repair
    from gui.document import Document


def remedy_title(document: Document, problem: Problem) -> str:
    """What the remedy of a problem is called, as in "Insert Flatten before it"; empty where none can be applied."""
    repair = _repairs.of(document, problem)
    return translate(repair.title) if repair is not None else ""


def apply_remedy(document: Document, problem: Problem) -> None:
    """Apply the remedy of a problem as one undo step. What the document refuses is not done; `refused` says why."""
    from engine import DescentError  # not at the top: the status line is there before the engine

    if problem not in document.analysis.problems:  # it was solved while a menu was open
        return
    repair = _repairs.of(document, problem)
    if repair is None:
        return
    try:
        document.edit(translate(repair.title), repair.experiment)
    except DescentError as refusal:
        document.refused.emit(translate(refusal.message))


class _Repairs:
    """Those of the latest experiment: several places ask for the same, and in a large network each takes its time."""

    def __init__(self) -> None:
        self._experiment: Experiment | None = None
        self._found: list[tuple[Problem, Repair | None]] = []

    def of(self, document: Document, problem: Problem) -> Repair | None:
        from engine import repair_of

        experiment = document.experiment
        if experiment is not self._experiment:
            self._experiment, self._found = experiment, []
        for known, repair in self._found:
            if known is problem:
                return repair
        self._found.append((problem, repair_of(experiment, problem, document.analysis)))
        return self._found[-1][1]


_repairs = _Repairs()
