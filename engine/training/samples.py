"""The samples of a run: loaded, split, and preprocessed with constants fitted on the training part only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import DTypeLike

from engine.datasets.base import Samples
from engine.messages import DescentError, say
from engine.numerics import Array, Purpose, stream
from engine.preprocessing.base import Fitted
from engine.spec import Data


@dataclass(frozen=True)
class Splits:
    """Preprocessed samples by split, and the constants that were fitted, one dictionary a preprocessing step."""

    train: Samples
    validation: Samples
    test: Samples
    fitted: tuple[Fitted, ...]


def load_splits(data: Data, dtype: DTypeLike = np.float32) -> Splits:
    """Load, split and preprocess the samples an experiment trains on. May raise DescentError."""
    samples = data.source.load(stream(data.seed, Purpose.DATA))
    train, validation, test = split(samples, data)
    if not len(train):  # shares are rounded class by class, so that a small class may go to the others as a whole
        raise DescentError(
            say("Validation and test take all samples, so none is left to train on. Lower one of the two shares.")
        )
    fitted: list[Fitted] = []
    parts = [part.x.astype(np.float64) for part in (train, validation, test)]
    for step in data.preprocessing:
        constants = step.fit(parts[0])
        fitted.append(constants)
        parts = [step.apply(part, constants) if len(part) else part for part in parts]
    ready = [
        Samples(np.ascontiguousarray(x, dtype=dtype), _targets(part.targets, dtype))
        for x, part in zip(parts, (train, validation, test), strict=True)
    ]
    return Splits(ready[0], ready[1], ready[2], tuple(fitted))


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


def _targets(targets: Array, dtype: DTypeLike) -> Array:
    return targets if targets.ndim == 1 else np.ascontiguousarray(targets, dtype=dtype)
