"""The undoable edits. Each holds what was and what is; doing and undoing are the same exchange."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from gui.groups import Group

if TYPE_CHECKING:
    from engine import Experiment

Positions = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Contents:
    """What an undo step exchanges: the experiment, where its nodes lie on the canvas (those moved by hand), and which
    of them are shown as groups. Where its seed was drawn rather than written, `seed_before` is the one before."""

    experiment: Experiment
    positions: Positions
    groups: tuple[Group, ...] = ()
    seed_before: int | None = None


class Exchange(QUndoCommand):
    """Replaces the document's contents. `paths` names the fields where the edit only set some; consecutive edits with
    the same non-empty `merge` key become one undo step (one drag of a slider, one typed name)."""

    def __init__(
        self, text: str, old: Contents, new: Contents, show: Callable[[Contents, Sequence[str]], None],
        *, paths: Sequence[str] = (), merge: str = "",
    ) -> None:  # fmt: skip
        super().__init__(text)
        self.old, self.new, self.paths, self._show, self._merge = old, new, paths, show, merge

    def redo(self) -> None:
        self._show(self.new, self.paths)

    def undo(self) -> None:
        self._show(self.old, self.paths)

    def id(self) -> int:
        """Qt merges neighbours of one id only; the key decides the rest."""
        return 1 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Exchange) or other._merge != self._merge:
            return False
        self.new = other.new
        self.setObsolete(self.new == self.old)
        return True


class WeightEdit(QUndoCommand):
    """Sets one weight of the network of a run. Not a part of the experiment: once that run is gone there is nothing to
    undo, and the step is dropped."""

    def __init__(self, text: str, path: str, old: float, new: float, send: Callable[[str, float], bool]) -> None:
        """`old` is brought up to date when the weight has been set; `send` says whether the run is still there."""
        super().__init__(text)
        self.path, self.old, self.new, self._send = path, old, new, send
        self.run: int | None = None
        """The number of the run, once it is known."""

    def redo(self) -> None:
        self._set(self.new)

    def undo(self) -> None:
        self._set(self.old)

    def _set(self, value: float) -> None:
        if not self._send(self.path, value):
            self.setObsolete(True)  # and never back: the stack undoes even what it is about to drop
