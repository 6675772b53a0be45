"""The samples of a run: loaded, split, and preprocessed with constants fitted on the training part only."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import DTypeLike

from engine.augmentations.base import Span
from engine.datasets.base import Samples
from engine.messages import DescentError, say
from engine.numerics import Array, Purpose, stream
from engine.preprocessing.base import Fitted, Preprocessing
from engine.spec import Data

DIGESTED = 2**18
"""Numbers whose digest is worked out in one go."""


@dataclass(frozen=True)
class Pipeline:
    """The preprocessing steps with their constants: maps raw samples to what the network sees."""

    steps: Sequence[Preprocessing]
    fitted: Sequence[Fitted]
    dtype: DTypeLike

    def __call__(self, raw: Array) -> Array:
        """Raw samples (N, ...) of any type as the network sees them; worked out in float64."""
        x = raw.astype(np.float64)
        for step, constants in zip(self.steps, self.fitted, strict=True):
            x = step.apply(x, constants)
        return np.ascontiguousarray(x, dtype=self.dtype)


@dataclass(frozen=True)
class Splits:
    """The preprocessed samples of `data` by split; `raw`: the same samples as they came, by the name of their split,
    with the span of the training inputs and the way from there."""

    data: Data
    train: Samples
    validation: Samples
    test: Samples
    raw: Mapping[str, Samples]
    span: Span
    pipeline: Pipeline

    @cached_property
    def digest(self) -> str:
        """A digest of the raw samples, in hexadecimal. Of numbers that are not whole it counts the first 24 bits, so
        that the last one of a sine, which differs between machines, does not."""
        digest = hashlib.sha256()
        for part in self.raw.values():
            for array in (part.x, part.targets):
                digest.update(repr(array.shape).encode())
                rows = max(1, DIGESTED // max(math.prod(array.shape[1:]), 1))
                for start in range(0, len(array), rows):
                    digest.update(_coarse(array[start : start + rows]).tobytes())
        return digest.hexdigest()

    def batch(
        self, index: Array, data: Data, rng: np.random.Generator, room: tuple[Array, Array] | None = None
    ) -> tuple[Array, Array]:
        """The training samples at `index` as one step sees them: augmented while raw, preprocessed, then mixed; put
        into `room` if it is given."""
        if room is not None and not data.augmentations:
            x, targets = room
            self.train.x.take(index, 0, x, "clip")  # which spares the copy that lets an error leave no trace
            self.train.targets.take(index, 0, targets, "clip")
            return room
        x, targets = self.train.x[index], self.train.targets[index]
        changing = [each for each in data.augmentations if not each.mixes]
        if changing:
            raw = self.raw["train"].x[index]
            for each in changing:
                raw = each.apply(raw, rng, self.span)
            x = self.pipeline(raw)
        for each in data.augmentations:
            if each.mixes:
                rows = targets if targets.ndim == 2 else np.eye(data.outputs(), dtype=x.dtype)[targets]
                x, targets = each.mix(x, rows, rng)
        if data.task == "reconstruction":
            targets = x.reshape(len(x), -1)
        return x, targets


def load_splits(data: Data, dtype: DTypeLike = np.float32) -> Splits:
    """Load, split and preprocess the samples an experiment trains on. May raise DescentError."""
    samples = data.source.load(stream(data.seed, Purpose.DATA))
    parts = split(samples, data)
    if not len(parts[0]):  # shares are rounded class by class, so that a small class may go to the others as a whole
        raise DescentError(
            say("Validation and test take all samples, so none is left to train on. Lower one of the two shares.")
        )
    fitted: list[Fitted] = []
    x = parts[0].x.astype(np.float64)
    for step in data.preprocessing:
        fitted.append(step.fit(x))
        x = step.apply(x, fitted[-1])
    pipeline = Pipeline(data.preprocessing, fitted, dtype)
    empty = np.zeros((0, *data.input_shape()), dtype=dtype)
    fed = [pipeline(part.x) if len(part) else empty for part in parts]
    ready = [Samples(x, _targets(part, x, data)) for part, x in zip(parts, fed, strict=True)]
    raw = dict(zip(("train", "validation", "test"), parts, strict=True))
    return Splits(data, ready[0], ready[1], ready[2], raw, Span.of(parts[0].x), pipeline)


def split(samples: Samples, data: Data) -> tuple[Samples, Samples, Samples]:
    """Training, validation and test samples: every class in the same shares, at random, as the data's seed has it."""
    rng = stream(data.seed, Purpose.SPLIT)
    classes = samples.targets if samples.targets.ndim == 1 else np.zeros(len(samples), dtype=np.int64)
    order = rng.permutation(len(samples))
    train, validation, test = [], [], []
    for label in np.unique(classes):
        members = order[classes[order] == label]
        kept_validation = round(data.validation_fraction * len(members))
        kept_test = min(round(data.test_fraction * len(members)), len(members) - kept_validation)
        validation.append(members[:kept_validation])
        test.append(members[kept_validation : kept_validation + kept_test])
        train.append(members[kept_validation + kept_test :])
    # Sorted, so that an epoch without shuffling has the samples in the order of the source.
    return (
        samples.take(np.sort(np.concatenate(train))),
        samples.take(np.sort(np.concatenate(validation))),
        samples.take(np.sort(np.concatenate(test))),
    )


def _targets(part: Samples, x: Array, data: Data) -> Array:
    """The targets of a part whose samples are fed as x."""
    if data.task == "reconstruction":
        return x.reshape(len(x), math.prod(x.shape[1:]))
    targets = part.targets
    for step in data.preprocessing:
        targets = step.apply_targets(targets, data.source.outputs())
    return targets if targets.ndim == 1 else np.ascontiguousarray(targets, dtype=x.dtype)


def _coarse(x: Array) -> Array:
    """Whole numbers as they are; others as multiples of a power of two that is a 2^24th of the largest, place by place
    in a sample."""
    if x.dtype.kind != "f":
        return x.astype(x.dtype.newbyteorder("<"))
    scale = np.abs(x.astype(np.float64)).max(axis=0, initial=0)
    _, exponent = np.frexp(0.71 * scale)  # of a largest number that is a power of two, the last bit must not count
    coarse: Array = np.rint(np.ldexp(x.astype(np.float64), 24 - exponent)).astype("<i8")
    return coarse
