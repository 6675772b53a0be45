"""The figures of a run over time, within bounded memory.

The last `EXACT` steps are kept as they were. Older ones become buckets of equal width holding minimum, maximum and
mean; when there are too many buckets, neighbours are merged and the width doubles. Ten million steps stay within 50 MB.
"""

from __future__ import annotations

import math

import numpy as np

from engine.numerics import Array
from engine.training.events import Edited, Epoch, Event, Started, Step

EXACT = 2**17
BUCKETS = 2**16
STEP_SERIES = ("loss", "accuracy", "penalty", "rate", "gradient_norm")
EPOCH_SERIES = ("loss", "accuracy", "validation_loss", "validation_accuracy")


class History:
    """What happened, as series over steps and epochs. Figures that do not apply are NaN. `exact` is a power of two."""

    def __init__(self, exact: int = EXACT, buckets: int = BUCKETS) -> None:
        self._exact, self._most_buckets = exact, buckets
        self._recent = np.empty((2 * exact, len(STEP_SERIES)))
        self._filled = 0
        self._first = 1  # the step in row 0 of _recent
        self._width = 1
        self._old = np.empty((3, 0, len(STEP_SERIES)))  # minimum, maximum, mean
        self._epochs: list[tuple[int, int, float, float, float, float]] = []
        self._epoch_table = np.empty((0, 6))
        self.edits: list[Edited] = []

    @property
    def steps(self) -> int:
        """Number of steps recorded."""
        return self._first + self._filled - 1

    @property
    def epochs(self) -> int:
        """Number of epochs recorded."""
        return self._epochs[-1][0] if self._epochs else 0

    def add(self, event: Event) -> None:
        """Record an event; those without figures are passed over."""
        match event:
            case Step():
                self.add_steps(np.array([[math.nan if value is None else value for value in event[2:]]]))
            case Epoch():
                self._epochs.append((event.epoch, event.step, event.loss, _number(event.accuracy),
                                     _number(event.validation_loss), _number(event.validation_accuracy)))  # fmt: skip
            case Started() if event.validation_loss is not None and not self._epochs:
                self._epochs.append((0, 0, math.nan, math.nan, event.validation_loss,
                                     _number(event.validation_accuracy)))  # fmt: skip
            case Edited():
                self.edits.append(event)

    def add_steps(self, rows: Array) -> None:
        """Record consecutive steps at once: rows (n, 5), columns as in STEP_SERIES."""
        while len(rows):
            room = len(self._recent) - self._filled
            taken = rows[:room]
            self._recent[self._filled : self._filled + len(taken)] = taken
            self._filled += len(taken)
            rows = rows[room:]
            if self._filled == len(self._recent):
                self._age()

    def series(self, name: str) -> tuple[Array, Array]:
        """The exact recent part of a series over steps: (step numbers, values)."""
        column = STEP_SERIES.index(name)
        return np.arange(self._first, self._first + self._filled), self._recent[: self._filled, column]

    def old_series(self, name: str) -> tuple[Array, Array, Array, Array]:
        """The bucketed older part: (first step of each bucket, minimum, maximum, mean)."""
        column = STEP_SERIES.index(name)
        starts = 1 + self._width * np.arange(self._old.shape[1])
        return starts, self._old[0, :, column], self._old[1, :, column], self._old[2, :, column]

    def epoch_series(self, name: str) -> tuple[Array, Array, Array]:
        """A series over epochs: (epochs, step numbers, values). Epoch 0 is the untrained network."""
        fresh = self._epochs[len(self._epoch_table) :]
        if fresh:  # converting all of them each time would take longer and longer
            self._epoch_table = np.concatenate([self._epoch_table, np.array(fresh, dtype=float)])
        table = self._epoch_table
        return table[:, 0], table[:, 1], table[:, 2 + EPOCH_SERIES.index(name)]

    def _age(self) -> None:
        """Move the older half of the exact rows into buckets."""
        while self._old.shape[1] + self._exact // self._width > self._most_buckets and self._width < self._exact:
            self._merge()
        groups = self._recent[: self._exact].reshape(-1, self._width, len(STEP_SERIES))
        aged = np.stack([groups.min(axis=1), groups.max(axis=1), groups.mean(axis=1)])
        self._old = np.concatenate([self._old, aged], axis=1)
        self._recent[: self._exact] = self._recent[self._exact :]
        self._filled -= self._exact
        self._first += self._exact

    def _merge(self) -> None:
        pairs = self._old.reshape(3, self._old.shape[1] // 2, 2, len(STEP_SERIES))
        self._old = np.stack([pairs[0].min(axis=1), pairs[1].max(axis=1), pairs[2].mean(axis=1)])
        self._width *= 2


def _number(value: float | None) -> float:
    return math.nan if value is None else value
