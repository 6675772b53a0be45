"""What a model answers: to every sample of a split, to chosen ones, and to one from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

import numpy as np

from engine.analysis.looks import Look
from engine.datasets.base import Samples
from engine.graph import analyse
from engine.metrics.base import confusion
from engine.metrics.precision_recall import PrecisionRecall
from engine.numerics import Array, Shape, softmax
from engine.spec import KNearestNeighbors
from engine.training.trainer import Trainer

Split = Literal["train", "validation", "test"]
Meaning = Literal["probability", "votes", "score", "value"]
"""How an answer's numbers are to be read: as probabilities by the loss, as shares of the neighbours' votes, as scores
that have no scale of their own, or as the predicted numbers."""

SAMPLED = 10_000
"""Most samples that are evaluated, unless a look says otherwise."""

WORK = 2**27
"""Most multiply-adds that an evaluation of a part of a split may take, which keeps training waiting for some tenths
of a second at worst."""

FEWEST = 500
"""Samples that are evaluated whatever it takes."""

WIDEST = 64
"""Most numbers in an answer that are told for every sample; a reconstruction of more has its loss told alone."""


@dataclass(frozen=True, eq=False)
class Evaluated:
    """What a model as it stands makes of the samples of a split, n of its `size`: those at `index`, evenly spread where
    they are fewer, and all figures are theirs alone.

    `targets` are the right classes (n,), or numbers (n, K); `answers` are (n, K) and to be read as `meaning` says.
    `losses` are each sample's own, None for votes. `loss` and `accuracy` are those of `Trainer.evaluate`. Where there
    are no classes `predicted`, `counts` and the figures by class are None.
    """

    split: Split
    size: int
    index: Array
    meaning: Meaning
    targets: Array | None
    answers: Array | None
    losses: Array | None
    loss: float | None
    accuracy: float | None
    class_names: tuple[str, ...] = ()
    predicted: Array | None = None
    confidence: Array | None = None
    """How sure an answer is, (n,): the highest probability or share of votes, of scores its lead over the second."""
    counts: Array | None = None
    """Samples by right class (rows) and predicted class (columns)."""
    precision: Array | None = None
    recall: Array | None = None
    f1: Array | None = None

    @property
    def whole(self) -> bool:
        """Whether all samples of the split were evaluated."""
        return len(self.index) == self.size


@dataclass(frozen=True)
class Evaluation(Look[Evaluated]):
    """All samples of a split as the model answers them; of a large one, or where a sample takes much work, a part.

    With `thorough`, up to `most` samples whatever the work: for a run that is paused or over. Test samples are touched
    only by a look that says "test".
    """

    split: Split
    most: int = SAMPLED
    thorough: bool = False

    def answer(self, trainer: Trainer) -> Evaluated | None:
        """None where the split is empty."""
        samples: Samples = getattr(trainer.splits, self.split)
        if not len(samples):
            return None
        most = self.most if self.thorough else min(self.most, max(FEWEST, WORK // max(work(trainer), 1)))
        index = thinned(len(samples), most)
        part = samples if len(index) == len(samples) else samples.take(index)
        with np.errstate(all="ignore"):
            return _evaluated(trainer, self.split, len(samples), index, part)


def work(trainer: Trainer) -> int:
    """Multiply-adds that the answer to one sample takes."""
    if isinstance(trainer.experiment.model, KNearestNeighbors):
        return int(trainer.splits.train.x.size)
    return analyse(trainer.experiment).operations


def thinned(size: int, most: int) -> Array:
    """Positions of all of `size` samples, or of `most` of them, evenly spread."""
    return np.arange(size) if size <= most else np.arange(most) * size // most


def _evaluated(trainer: Trainer, split: Split, size: int, index: Array, part: Samples) -> Evaluated:
    scores, targets = trainer.scores(part.x), part.targets
    loss, accuracy = trainer.judge(scores, targets)
    losses = None if trainer.votes else trainer.experiment.loss.each(scores, targets).astype(np.float64)
    meaning, answers = read(trainer, scores)
    if accuracy is None:
        told = scores.shape[1] <= WIDEST
        return Evaluated(
            split, size, index, meaning, targets.copy() if told else None, answers if told else None, losses, loss, None
        )
    right = targets.copy() if targets.ndim == 1 else targets.argmax(axis=1)
    by_class = cast("dict[str, Any]", PrecisionRecall().compute(scores, right))
    return Evaluated(
        split, size, index, meaning, right, answers, losses, loss, accuracy,
        class_names=trainer.experiment.data.source.class_names(),
        predicted=scores.argmax(axis=1), confidence=_confidence(meaning, answers), counts=confusion(scores, right),
        precision=np.array(by_class["precision"]), recall=np.array(by_class["recall"]), f1=np.array(by_class["f1"]),
    )  # fmt: skip


def read(trainer: Trainer, scores: Array) -> tuple[Meaning, Array]:
    """How a model's scores (N, K) are to be read, and what they then are, (N, K) float64, an array of its own."""
    exact = scores.astype(np.float64)
    if trainer.experiment.data.task != "classification":
        return "value", exact
    if trainer.votes:
        return "votes", exact
    if trainer.passes > 1:
        return "probability", softmax(exact)  # the trainer has averaged them, and gives their logarithms
    probabilities = trainer.experiment.loss.probabilities(exact)
    return ("score", exact) if probabilities is None else ("probability", probabilities)


def _confidence(meaning: Meaning, answers: Array) -> Array:
    if meaning != "score" or answers.shape[1] < 2:
        top: Array = answers.max(axis=1)
        return top
    best = np.partition(answers, -2, axis=1)
    lead: Array = best[:, -1] - best[:, -2]
    return lead


@dataclass(frozen=True, eq=False)
class Shown:
    """Samples as the data set has them, (n, ...) at the positions `index` of a split, and the values that all raw
    training samples take: one pair for images, one of each feature for rows."""

    split: Split
    index: Array
    raw: Array
    low: Array
    high: Array


@dataclass(frozen=True)
class Pictures(Look[Shown]):
    """The raw samples of a split at some positions, for looking at; those beyond its end are left out."""

    split: Split
    indices: tuple[int, ...]

    def answer(self, trainer: Trainer) -> Shown:
        rest = trainer.splits.raw[self.split].x
        index = np.array([at for at in self.indices if 0 <= at < len(rest)], dtype=np.int64)
        span = trainer.splits.span
        return Shown(self.split, index, rest[index], span.low, span.high)


@dataclass(frozen=True, eq=False)
class Reply:
    """A model's answer to one raw sample: the K numbers, how they are to be read, and the sample as it was fed."""

    meaning: Meaning
    answers: Array
    class_names: tuple[str, ...]
    fed: Array

    @property
    def predicted(self) -> int:
        """The class with the highest answer."""
        return int(self.answers.argmax())


@dataclass(frozen=True)
class Answer(Look[Reply]):
    """What the model answers to one sample from outside, given as the data set has its own: float64 in C order. It is
    preprocessed with the constants of the training split."""

    shape: Shape
    numbers: bytes

    @classmethod
    def to(cls, sample: Array) -> Answer:
        """The look for a raw sample."""
        return cls(sample.shape, np.ascontiguousarray(sample, dtype=np.float64).tobytes())

    def answer(self, trainer: Trainer) -> Reply | None:
        """None where the data set's samples have another shape."""
        source = trainer.experiment.data.source
        if self.shape != source.input_shape():
            return None
        raw = np.frombuffer(self.numbers, dtype=np.float64).reshape(1, *self.shape)
        fed = trainer.splits.pipeline(raw)
        with np.errstate(all="ignore"):
            meaning, answers = read(trainer, trainer.scores(fed))
        return Reply(meaning, answers[0], source.class_names(), fed[0].copy())
