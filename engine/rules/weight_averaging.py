from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import fraction
from engine.numerics import Array
from engine.rules.base import AveragingRule


class WeightAveraging(AveragingRule):
    """Weight averaging: evaluates with an exponential moving average of the parameters instead of their last values,
    which smooths the noise of single steps. Training itself is unchanged.

    a = d a + (1 - d) x,  d = min(decay, (1 + t) / (10 + t))          t: step; the average follows closely at first

    Polyak and Juditsky, 1992.
    """

    kind: Literal["weight_averaging"] = "weight_averaging"
    title: ClassVar[str] = "Weight averaging"

    decay: float = fraction("Decay", "Share of the average kept from step to step.", 0.99)

    def average(self, average: Array, x: Array, step: int) -> None:
        d = min(self.decay, (1 + step) / (10 + step))
        average *= d
        average += (1 - d) * x
