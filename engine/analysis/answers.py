"""What a model answers to raw samples, and the samples beside it: what the views of the input plane share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.analysis.evaluation import Meaning, read, thinned
from engine.numerics import Array
from engine.spec import KNearestNeighbors
from engine.training.trainer import Trainer

MOST_POINTS = 1000
"""Most samples of a split that an answer holds; of more, evenly spread ones."""


@dataclass(frozen=True, eq=False)
class Points:
    """Samples of a split: x (n, inputs), targets, (n,) classes or (n, K) values; `of`: how many the split has."""

    x: Array
    targets: Array
    of: int


def answers(trainer: Trainer, raw: Array) -> tuple[Array, Meaning]:
    """The model's answers to raw samples (n, ...) in evaluation mode, (n, K), and how they are to be read."""
    with np.errstate(all="ignore"):
        scores = trainer.scores(trainer.splits.pipeline(raw))
        meaning, values = read(trainer, scores)
    return values.astype(scores.dtype), meaning


def points(trainer: Trainer, split: Literal["train", "validation"], most: int = MOST_POINTS) -> Points:
    """Raw samples of a split and their targets, at most so many; classes where the task has classes."""
    raw = trainer.splits.raw[split].x
    targets = getattr(trainer.splits, split).targets
    chosen = thinned(len(raw), most)
    kept = targets[chosen]
    if trainer.experiment.data.task == "classification" and kept.ndim == 2:
        kept = kept.argmax(axis=1)
    return Points(raw[chosen].astype(np.float64), kept, len(raw))


def raw_inputs(trainer: Trainer) -> int | None:
    """How many numbers a raw sample has; None where it is an image."""
    shape = trainer.experiment.data.source.input_shape()
    return shape[0] if len(shape) == 1 else None


def fewer(trainer: Trainer, wanted: int, least: int, most_work: float) -> int:
    """How many samples to ask for, `wanted` or fewer, so that the answer takes bounded work: about `most_work`
    multiply-adds, unless `least` samples take more."""
    if isinstance(trainer.experiment.model, KNearestNeighbors):
        each = 50 * len(trainer.splits.train)  # distances, and sorting them
    else:
        each = max(trainer.network.x.size, 1) * trainer.passes
    return max(min(wanted, int(most_work / each)), min(wanted, least))
