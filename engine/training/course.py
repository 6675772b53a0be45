"""Where a run stands among its samples: which it takes next, and in which order."""

from __future__ import annotations

import copy
from typing import NamedTuple

import numpy as np

from engine.numerics import Array, Purpose, stream
from engine.spec import Data, Experiment
from engine.trained import Ending
from engine.training.samples import Splits
from engine.training.stepper import Batch


class Ahead(NamedTuple):
    """A step that has not been taken: its settings, its batch, and which training samples are in it."""

    experiment: Experiment
    batch: Batch
    samples: Array
    steps_per_epoch: int


class Course:
    """The order of the present epoch, how many of its samples are done, and the streams that order and augment; what
    the epoch came to so far, and what rules remember of those before it."""

    def __init__(self, seed: int) -> None:
        self.orders, self.augmentation = (stream(seed, each) for each in (Purpose.ORDER, Purpose.AUGMENTATION))
        self.epoch, self.position, self.done = 0, 0, 0
        """The number of the epoch from 0, how many of its samples are done, and how many epochs are."""
        self.order: Array | None = None
        self.loss_sum, self.right_sum = 0.0, 0.0
        """Over the samples of the epoch that are done."""
        self.begun: tuple[float | None, float | None] | None = None
        """Validation loss and accuracy before the first step."""
        self.watched: list[dict[str, float]] = []
        """The states of the rules that act at the end of an epoch."""
        self.ending: Ending | None = None

    def begin(self, epoch: int, count: int, shuffle: bool) -> None:
        """Begin an epoch over so many samples."""
        self.epoch, self.position = epoch, 0
        self.loss_sum, self.right_sum = 0.0, 0.0
        self.order = self.orders.permutation(count) if shuffle else np.arange(count)

    @property
    def open(self) -> bool:
        """Whether an epoch is under way: begun, and not counted as done."""
        return self.order is not None and self.done == self.epoch

    @property
    def over(self) -> bool:
        """Whether all samples of the epoch are done, or none was begun."""
        return self.order is None or self.position >= len(self.order)

    def left(self) -> int:
        """How many samples of the epoch are still to come."""
        return 0 if self.order is None else len(self.order) - self.position

    def take(
        self, splits: Splits, data: Data, size: int, steps_per_epoch: int, room: tuple[Array, Array] | None = None
    ) -> tuple[Array, Batch]:
        """The next batch of at most so many samples, put into `room` if it is given, and which samples those are."""
        assert self.order is not None, "no epoch has begun"
        index = self.order[self.position : self.position + size]
        steps = self.epoch * steps_per_epoch + self.position / size
        self.position += len(index)
        x, targets = splits.batch(index, data, self.augmentation, room)
        return index, Batch(x, targets, steps, self.epoch + self.position / len(self.order))

    def copied(self) -> Course:
        """One that stands where this one stands; what is taken from it is still to come here."""
        return copy.deepcopy(self)
