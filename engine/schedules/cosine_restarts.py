from __future__ import annotations

import math
from typing import ClassVar, Literal

from engine.fields import count, fraction
from engine.schedules.base import Schedule


class CosineRestarts(Schedule):
    """Cosine decay that starts again from the full rate, each time after a longer while.

    factor = low + (1 - low) (1 + cos(pi c)) / 2          c: share of the present cycle that is over, low: final factor

    Cycle i lasts first * growth^i epochs. Loshchilov and Hutter, 2016.
    """

    kind: Literal["cosine_restarts"] = "cosine_restarts"
    title: ClassVar[str] = "Cosine with restarts"

    first: int = count("First cycle", "Epochs until the first restart.", 10, unit="epochs", live=True)
    growth: int = count("Growth", "How many times longer each cycle is than the one before.", 2, at_most=100, live=True)
    low: float = fraction("Final factor", "What the rate is multiplied by at the end of a cycle.", 0.0, live=True)

    def factor(self, step: float, steps_per_epoch: int, total_steps: int) -> float:
        t, cycle = step / steps_per_epoch, float(self.first)
        if self.growth == 1:
            t %= cycle
        while t >= cycle:
            t -= cycle
            cycle *= self.growth
        return self.low + (1 - self.low) * (1 + math.cos(math.pi * t / cycle)) / 2
