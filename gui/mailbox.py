"""The mailbox of a run: what the training thread tells the window, without a signal a step."""

from __future__ import annotations

import struct
from collections import deque
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from engine import Edited, Epoch, Finished, Message, Started, Step

if TYPE_CHECKING:
    from engine import Look

BLOCK = 1024
"""Rows that wait as they came; more of them are packed."""

MOST_ROWS = 1_000_000
"""Rows that may wait for the window; training holds when there are more (some 60 MB)."""


@dataclass(frozen=True)
class Prepared:
    """The data are loaded: number of training samples."""

    samples: int


@dataclass(frozen=True)
class Refused:
    """A live edit was not taken."""

    path: str
    value: Any
    message: Message


@dataclass(frozen=True)
class Halted:
    """The run has reached the goal of that number, and waits."""

    goal: int


@dataclass(frozen=True)
class Failed:
    """The run ended by a fault."""

    message: Message


@dataclass(frozen=True)
class Shown:
    """An untrained network stands, and can be looked at; or it cannot be built, and why."""

    fault: Message | None = None


@dataclass(frozen=True)
class Seen:
    """The answers to questions after `step` steps, each with the seconds it took. None answers a question that does
    not apply, and every question where there is no network to look at."""

    answers: tuple[tuple[Look[Any], Any, float], ...]
    step: int = 0


@dataclass(frozen=True)
class Opened:
    """The answer to the question that was asked along with the start, of the network before its first step."""

    answer: Any


News = Opened | Started | Epoch | Edited | Finished | Prepared | Shown | Refused | Halted | Failed | Seen


class Mailbox:
    """What one run has to tell the window: written by the training thread, emptied by the window.

    Steps are appended to a list, which needs no lock; when the window is late they are packed into blocks, so that no
    row is ever lost. Rare news come first out of the box but are put in last, so news of a step never precede it.
    """

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        self.steps: list[Step] = []
        self._blocks: list[np.ndarray] = []
        self._packed = 0
        self._lock = Lock()
        self._news: deque[News] = deque()
        self._most_rows = most_rows
        self.waiting = False
        """Whether the training thread holds until there is room, and needs a nudge then."""

    def full(self) -> bool:
        """Whether training has to wait for the window (training thread)."""
        self.waiting = True  # before looking: a window that makes room in between sees it, and nudges in vain at worst
        self.waiting = self._packed + len(self.steps) >= self._most_rows
        return self.waiting

    def tell(self, news: News) -> None:
        """Put rare news in (training thread)."""
        self._news.append(news)

    def pack(self) -> None:
        """Turn the waiting steps into a compact block (training thread)."""
        with self._lock:
            self._blocks.append(_rows(self.steps))
            self._packed += len(self.steps)
            self.steps.clear()

    def take(self) -> tuple[list[News], np.ndarray]:
        """Empty the box (window): the rare news in order, and all steps before the last of them as rows (n, 7) with the
        columns of `Step`, NaN where a figure does not apply."""
        news = [self._news.popleft() for _ in range(len(self._news))]
        with self._lock:
            blocks, self._blocks, self._packed = self._blocks, [], 0
            count = len(self.steps)  # the other thread may append meanwhile: leave what comes after
            blocks.append(_rows(self.steps[:count]))
            del self.steps[:count]
        return news, blocks[0] if len(blocks) == 1 else np.concatenate(blocks)


def _rows(steps: list[Step]) -> np.ndarray:
    figures = list(chain.from_iterable(steps))
    try:
        rows = np.frombuffer(struct.pack(f"{len(figures)}d", *figures))  # takes half the time
    except struct.error:  # there is None among them
        rows = np.array(figures, dtype=float)
    return rows.reshape(-1, len(Step._fields))
