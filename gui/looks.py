"""What the views ask of the network, and when: each question as often as somebody in sight wants its answer, and never
so often that training notices."""

from __future__ import annotations

import time
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine import Look

    Hear = Callable[[Look[Any], Any, int], None]

SHARE = 0.05
"""Most of the training thread's time that the questions which take long may take, all together."""

LONG = 0.001
"""Seconds from which an answer takes long."""

HZ = 10.0
"""How often an answer is wanted where nobody says."""

CALM_HZ = 2.0
"""How often answers are wanted at most while no view is in sight but small pictures on the canvas."""

TOGETHER = 0.05
"""Seconds by which a question may be asked before its time along with one whose time has come, since a step that is
watched serves both."""


@dataclass
class _Asked:
    """What is known of a question: when it was asked last, how long an answer takes, of which state one is known."""

    at: float = -1e9
    seconds: float = 0.0
    state: int = -1
    answer: Any = None
    step: int = 0


class Looks(QObject):
    """The questions of the views in sight. `send` passes questions on to whoever holds the network, with all that are
    wanted; `hear` is told the answers. One bundle is under way at a time, so answers are always the latest.

    A question is asked again when the network may have changed since, when its interval is over while training, and at
    once while the network stands still. Whoever says so hears the answers to its own questions, and no others.
    """

    answered = Signal(object, object, int)
    """A question, its answer (None where it does not apply), and after how many steps it was given."""
    needed = Signal()
    """Somebody wants answers, and there is no network to look at."""

    def __init__(
        self, send: Callable[[Sequence[Look[Any]], frozenset[Look[Any]]], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._send = send
        self._wants: dict[Hashable, tuple[tuple[Look[Any], ...], float, float]] = {}
        self._asked: dict[Look[Any], _Asked] = {}
        self._hearing: dict[Hashable, Hear] = {}
        self._hearers: dict[Look[Any], tuple[Hashable, ...]] = {}
        self._state = 0  # counts up when the network may have changed
        self._under_way: int | None = None  # the state that is being looked at
        self.open = False
        """Whether there is a network to look at."""
        self.moving = False
        """Whether it is being trained."""
        self.calm = False
        """Whether nobody looks closely."""
        self.poll = 1 / 30
        """Seconds from one call of `ask` to the next while it is."""

    def want(
        self, owner: Hashable, *looks: Look[Any], hz: float = HZ, share: float = SHARE, hear: Hear | None = None
    ) -> None:
        """Ask these questions, and no others, for a view in sight, and tell the answers to `hear`. `share` of the
        training thread's time is the most that they may take, all those together that take long."""
        if not looks:
            self.drop(owner)
        elif self._wants.get(owner) != (looks, hz, share):
            self._wants[owner] = looks, hz, share
            if hear is not None:
                self._hearing[owner] = hear
            self._tidy()
            if not self.open:
                self.needed.emit()
            self.ask()

    def drop(self, owner: Hashable) -> None:
        """Ask nothing more for a view."""
        if self._wants.pop(owner, None) is not None:
            self._hearing.pop(owner, None)
            self._tidy()

    @property
    def wanted(self) -> frozenset[Look[Any]]:
        """All that is asked."""
        return frozenset(look for looks, *_ in self._wants.values() for look in looks)

    def last(self, look: Look[Any]) -> Any:
        """The latest answer to a question that is asked; None where there is none yet."""
        found = self._asked.get(look)
        return None if found is None else found.answer

    def last_step(self, look: Look[Any]) -> int:
        """After how many steps that answer was given."""
        found = self._asked.get(look)
        return 0 if found is None else found.step

    def seconds(self, look: Look[Any]) -> float:
        """How long the training thread took for the latest answer to a question that is asked."""
        found = self._asked.get(look)
        return 0.0 if found is None else found.seconds

    def touch(self) -> None:
        """Learn that the network may have changed."""
        self._state += 1

    def renew(self) -> None:
        """Learn that another network will stand in the place of this one; until then old answers are good enough."""
        self._state += 1
        self._under_way, self.open, self.moving = None, False, False

    def forget(self) -> None:
        """Learn that there is no network any more."""
        self.renew()
        for known in self._asked.values():
            known.answer, known.state, known.at = None, -1, -1e9

    def ask(self) -> None:
        """Send the questions that are due: those whose time is nearer now than it will be at the next call. One that
        came late is due the sooner again, so that on average each is asked as often as it is wanted."""
        if not self.open or self._under_way is not None or not self._wants:
            return
        now, ripe = time.monotonic(), False
        due: dict[Look[Any], float] = {}
        long = sum(known.seconds > LONG for known in self._asked.values())
        for look, (hz, share) in self._rates().items():
            known = self._asked.setdefault(look, _Asked())
            if known.state == self._state:
                continue
            least = known.seconds / share * (long if known.seconds > LONG else 1)
            interval = max(1 / (min(hz, CALM_HZ) if self.calm else hz), least) if self.moving else 0.0
            left = interval - (now - known.at)
            ripe = ripe or left <= self.poll / 2
            if left <= TOGETHER:
                due[look] = min(max(-left, 0.0), self.poll) if -left < interval else 0.0
        if ripe:
            for look, late in due.items():
                self._asked[look].at = now - late
            self._under_way = self._state
            self._send(list(due), self.wanted)

    def hear(self, answers: Sequence[tuple[Look[Any], Any, float]], step: int) -> None:
        """Take answers over."""
        state, self._under_way = self._under_way, None
        if state is None:  # of a network that is no longer there
            return
        for look, answer, seconds in answers:
            known = self._asked.get(look)
            if known is not None:
                known.answer, known.seconds, known.state, known.step = answer, seconds, state, step
                self.answered.emit(look, answer, step)
                for owner in self._hearers.get(look, ()):
                    if isinstance(owner, QObject) and not isValid(owner):
                        self.drop(owner)
                    elif owner in self._hearing:
                        self._hearing[owner](look, answer, step)

    def _rates(self) -> dict[Look[Any], tuple[float, float]]:
        """How often each question is asked, and the share of the time it may take."""
        rates: dict[Look[Any], tuple[float, float]] = {}
        for looks, hz, share in self._wants.values():
            for look in looks:
                other_hz, other_share = rates.get(look, (0.0, 0.0))
                rates[look] = max(hz, other_hz), max(share, other_share)
        return rates

    def _tidy(self) -> None:
        """Forget answers that nobody wants, and find out who hears which."""
        wanted = self.wanted
        self._hearers = {
            look: tuple(owner for owner, (looks, *_) in self._wants.items() if look in looks) for look in wanted
        }
        for look in [each for each in self._asked if each not in wanted]:
            del self._asked[look]
