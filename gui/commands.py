"""The undoable edits. Each holds what was and what is; doing and undoing are the same exchange."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from engine import Experiment

Positions = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Contents:
    """What an undo step exchanges: the experiment, and where its nodes lie on the canvas (those moved by hand)."""

    experiment: Experiment
    positions: Positions


class Exchange(QUndoCommand):
    """Replaces the document's contents. `path` names the field where the edit set just one; consecutive edits with the
    same non-empty `merge` key become one undo step (one drag of a slider, one typed name)."""

    def __init__(
        self, text: str, old: Contents, new: Contents, show: Callable[[Contents, str | None], None],
        *, path: str | None = None, merge: str = "",
    ) -> None:  # fmt: skip
        super().__init__(text)
        self.old, self.new, self.path, self._show, self._merge = old, new, path, show, merge

    def redo(self) -> None:
        self._show(self.new, self.path)

    def undo(self) -> None:
        self._show(self.old, self.path)

    def id(self) -> int:
        """Qt merges neighbours of one id only; the key decides the rest."""
        return 1 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Exchange) or other._merge != self._merge:
            return False
        self.new = other.new
        self.setObsolete(self.new == self.old)
        return True
