"""How a run follows the document while it goes on: live edits are passed on to it, all others make the two differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from engine import get, is_live, replaced

if TYPE_CHECKING:
    from engine import Experiment
    from gui.document import Document


class LiveEdits:
    """What the run trains, and which edits of the document are on their way to it. `send` takes a path and a value."""

    def __init__(self, document: Document, send: Callable[[str, object], None]) -> None:
        self._document, self._send = document, send
        self.experiment: Experiment | None = None
        """What the run trains with its live edits; None where there is no run."""
        self.differs = False
        """Whether the document was edited in ways the run does not follow."""
        self._seeded = False  # whether the run has a seed of its own
        self._pending: list[tuple[str, object]] = []  # on their way

    def begin(self, experiment: Experiment | None) -> Experiment:
        """A run begins: of an experiment that differs from the document's in its seed at most, or of the document's
        own. What it trains."""
        self._seeded = experiment is not None
        self.experiment = experiment or self._document.experiment
        return self.experiment

    def forget(self) -> None:
        """The run is gone."""
        self.experiment, self.differs = None, False
        self._pending.clear()

    def follow(self, path: str, value: object) -> None:
        """A field of the document was set: pass it on if it may change in a run that has what it belongs to."""
        if self.experiment is None:
            return
        owner = path.rpartition(".")[0]
        try:
            same = type(get(self.experiment, owner)) is type(get(self._document.experiment, owner))
        except KeyError:  # what it belongs to was added after the start
            return
        if same and is_live(self._document.experiment, path):
            self._pending.append((path, value))
            self._send(path, value)

    def take_over(self, path: str, value: object) -> None:
        """A live edit has taken effect."""
        if self.experiment is not None:
            self.experiment = replaced(self.experiment, path, value)
        self.settle(path, value)

    def settle(self, path: str, value: object) -> None:
        """A live edit that was passed on has been answered."""
        if (path, value) in self._pending:
            self._pending.remove((path, value))

    def settle_all(self) -> None:
        """Nothing that is on its way will be answered."""
        self._pending.clear()

    def compare(self) -> bool:
        """Bring `differs` up to date; whether it changed."""
        followed = self.experiment
        for path, value in self._pending if followed is not None else ():
            followed = replaced(followed, path, value)
        if followed is not None and self._seeded:
            followed = replaced(followed, "seed", self._document.experiment.seed)
        before, self.differs = self.differs, followed is not None and followed != self._document.experiment
        return self.differs != before
