"""What settings will do, before anything is trained: the learning rate over a run, and a penalty over a weight."""

from __future__ import annotations

import math

import numpy as np

from engine.numerics import Array
from engine.optimizers.base import Evaluating
from engine.regularizers.base import Regularizer
from engine.rules.base import RateRule
from engine.schedules.base import Controller
from engine.spec import Data, Experiment

_GOLDEN = (math.sqrt(5) - 1) / 2


def rate_curve(experiment: Experiment, points: int = 200) -> tuple[Array, Array] | None:
    """The learning rate of a run as (epochs, rates): schedule and warm-up times the base rate, at steps of the run by
    the time in epochs at which they begin. All steps, or about `points` of them where there are more, the first and
    the last included. None where the rate depends on how the losses go."""
    schedule, training = experiment.schedule, experiment.training
    if isinstance(schedule, Controller):
        return None
    samples = training_samples(experiment.data)
    batch = samples if isinstance(experiment.optimizer, Evaluating) else training.batch_size
    per_epoch = -(-samples // batch)
    total = per_epoch * training.epochs
    steps = _spread(total, points)
    warm_ups = [rule for rule in training.rules if isinstance(rule, RateRule)]
    rates = np.empty(len(steps))
    for index, step in enumerate(steps.tolist()):
        factor = schedule.factor(float(step), per_epoch, total)
        for rule in warm_ups:
            epoch, earlier = divmod(step, per_epoch)
            factor *= rule.factor(epoch + min((earlier + 1) * batch, samples) / samples)
        rates[index] = experiment.optimizer.learning_rate * factor
    return steps / per_epoch, rates


def penalty_curve(regularizer: Regularizer, reach: float = 1.0, points: int = 201) -> tuple[Array, Array, Array]:
    """What a penalty makes of one weight between -reach and reach: (weights, penalties, slopes). Training subtracts
    the slope, times the learning rate, from the weight in each step. An odd number of points has 0 among them."""
    half = np.arange(1, points // 2 + 1) * reach / (points // 2)
    w = np.concatenate([-half[::-1], [0.0], half]) if points % 2 else np.concatenate([-half[::-1], half])
    slopes = np.zeros_like(w)
    regularizer.add_gradient(w, slopes)
    penalties = np.array([regularizer.penalty(w[index : index + 1]) for index in range(len(w))])
    return w, penalties, slopes


def training_samples(data: Data) -> int:
    """How many samples the split leaves for training, without loading them: exact for classes of equal size (to one
    sample), else off by one or two a class at most."""
    size, classes = data.source.size(), 1
    if data.source.task == "classification":
        classes = max(1, min(data.source.outputs(), size))
    left = 0
    for members, count in ((size // classes, classes - size % classes), (size // classes + 1, size % classes)):
        validation = round(data.validation_fraction * members)
        test = min(round(data.test_fraction * members), members - validation)
        left += count * (members - validation - test)
    return max(left, 1)


def _spread(total: int, most: int) -> Array:
    """At most so many of the steps 0 ... total - 1. Where some are left out they lie unevenly within even parts, so
    that a rate which swings faster than they follow each other shows as a band, never as a slower swing."""
    if total <= most:
        return np.arange(total)
    parts = np.arange(most)
    steps = ((parts + (parts * _GOLDEN) % 1.0) * (total / most)).astype(np.int64)
    steps[0], steps[-1] = 0, total - 1
    return steps
