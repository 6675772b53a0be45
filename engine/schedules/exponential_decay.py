from __future__ import annotations

import math
from typing import ClassVar, Literal

from engine.fields import real
from engine.schedules.base import Schedule


class ExponentialDecay(Schedule):
    """Lets the learning rate fall by the same share in every epoch.

    factor = exp(-k t)          k: decay, t: time in epochs
    """

    kind: Literal["exponential_decay"] = "exponential_decay"
    title: ClassVar[str] = "Exponential decay"

    k: float = real(
        "Decay", "Decay constant k.", 0.05, at_least=0.0, at_most=100.0, log=True, unit="1/epoch", live=True
    )

    def factor(self, step: float, steps_per_epoch: int, total_steps: int) -> float:
        return math.exp(-self.k * step / steps_per_epoch)
