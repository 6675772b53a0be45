"""The thorough evaluation of a network that rests: in parts, one after the other, for all views of evaluation."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from engine import Evaluated, Evaluation, EvaluationPart, Look
from gui.plots.focus import focus_of
from gui.run_controller import RunController

REST_MS = 500
"""How long a network rests before more of its split is evaluated."""

MOST = Evaluation.most
"""Most samples that are evaluated."""


class Gathering(QObject):
    """One for each run controller; see `gathering_of`. A command has to wait for one part at most."""

    finished = Signal(object)
    """Up to MOST samples are evaluated: an `Evaluated`."""

    def __init__(self, controller: RunController) -> None:
        super().__init__(controller)
        self._controller, self._focus = controller, focus_of(controller)
        self._users: set[Hashable] = set()
        self._quick: Evaluated | None = None  # the last evaluation that was made at once
        self._whole: Evaluated | None = None  # what was gathered of the same network
        self._parts: list[Evaluated] = []
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._ask)
        controller.looks.answered.connect(self._hear)
        controller.state_changed.connect(self._follow)
        self._focus.changed.connect(self._follow)

    def enter(self, user: Hashable) -> None:
        """A view came into sight."""
        self._users.add(user)

    def leave(self, user: Hashable) -> None:
        """A view is out of sight."""
        self._users.discard(user)
        if not self._users:
            self._quick = self._whole = None
            self._stop()

    def best(self, quick: Evaluated) -> Evaluated:
        """What was gathered of the network of an evaluation, or else that."""
        return self._whole if self._whole is not None and quick is self._quick else quick

    def _hear(self, look: Look[Any], answer: Any, _step: int) -> None:
        if not self._users or not isinstance(answer, Evaluated):
            return
        if isinstance(look, EvaluationPart):
            self._take(look, answer)
        elif answer is not self._quick:
            self._quick, self._whole = answer, None
            self._stop()
            self._follow()

    def _follow(self) -> None:
        """Begin when the network rests, where not all was looked at; leave off where it does not."""
        quick = self._quick
        resting = self._controller.state not in ("preparing", "running")
        if quick is None or not resting or quick.split != self._focus.split:
            self._stop()
            return
        begun = self._whole is not None or self._rest.isActive() or self._busy()
        if not begun and len(quick.index) < min(quick.size, MOST):
            self._rest.start()

    def _busy(self) -> bool:
        return any(isinstance(look, EvaluationPart) for look in self._controller.looks.wanted)

    def _stop(self) -> None:
        self._rest.stop()
        self._parts = []
        self._controller.looks.drop(self)

    def _done(self) -> int:
        return sum(len(part.index) for part in self._parts)

    def _ask(self) -> None:
        if self._quick is not None:
            self._controller.looks.want(self, EvaluationPart(self._quick.split, self._done()))

    def _take(self, look: EvaluationPart, part: Evaluated) -> None:
        if not self._busy() or look.start != self._done():
            return
        self._parts.append(part)
        if self._done() < min(part.size, MOST):
            self._ask()
            return
        self._whole = Evaluated.joined(self._parts)
        self._stop()
        self.finished.emit(self._whole)


def gathering_of(controller: RunController) -> Gathering:
    """The gathering that all views of a controller share."""
    return controller.findChild(Gathering) or Gathering(controller)
