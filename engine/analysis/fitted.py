"""A look at a regression of one number: the curve that the model draws through its samples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.analysis.answers import Points, answers, fewer, points, raw_inputs
from engine.analysis.looks import Look
from engine.numerics import Array
from engine.training.trainer import Trainer

MARGIN = 0.1
"""How far beyond the samples the curve goes, as a share of their extent."""

MOST_WORK = 3e7
"""Multiply-adds in one answer; a larger network is asked at fewer places."""


@dataclass(frozen=True, eq=False)
class Curve:
    """The model's answers `y` (places, K) at `x` (places,), raw and rising; beside the samples."""

    x: Array
    y: Array
    train: Points
    validation: Points


@dataclass(frozen=True)
class FittedCurve(Look[Curve]):
    """The model's answer over its one input, at `places` places: from a little before the first training sample to a
    little after the last one, unless bounds are given. At most MOST_POINTS samples of each split."""

    places: int = 256
    bounds: tuple[float, float] | None = None

    def answer(self, trainer: Trainer) -> Curve | None:
        if raw_inputs(trainer) != 1 or trainer.experiment.data.task != "regression":
            return None
        if self.bounds is None:
            low, high = float(trainer.splits.raw["train"].x.min()), float(trainer.splits.raw["train"].x.max())
            margin = MARGIN * max(high - low, 1e-6)
            low, high = low - margin, high + margin
        else:
            low, high = self.bounds
        x = np.linspace(low, high, fewer(trainer, self.places, 32, MOST_WORK))
        y, _ = answers(trainer, x[:, None])
        return Curve(x, np.array(y), points(trainer, "train"), points(trainer, "validation"))
