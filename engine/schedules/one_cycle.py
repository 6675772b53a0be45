from __future__ import annotations

import math
from typing import ClassVar, Literal

from engine.fields import real
from engine.schedules.base import Schedule


class OneCycle(Schedule):
    """One cycle: the learning rate rises from a small one to the full one, then falls to almost nothing at the end.

    rising:  factor = 1/d + (1 - 1/d) (1 - cos(pi p)) / 2          p: share of the rise that is over, d: start divisor

    falling:  factor = f + (1 - f) (1 + cos(pi p)) / 2          f = 1 / (d final divisor)

    Smith and Topin, 2017; PyTorch's form.
    """

    kind: Literal["one_cycle"] = "one_cycle"
    title: ClassVar[str] = "One cycle"

    rise: float = real("Rise", "Share of the steps in which the rate rises.", 0.3, above=0.0, below=1.0, step=0.05)
    start: float = real(
        "Start divisor", "How many times smaller the rate starts.", 25.0, at_least=1.0, at_most=1e6, log=True
    )
    end: float = real(
        "Final divisor",
        "How many times smaller than at the start the rate ends.",
        1e4,
        at_least=1.0,
        at_most=1e9,
        log=True,
    )

    def factor(self, step: float, steps_per_epoch: int, total_steps: int) -> float:
        top, last = self.rise * total_steps - 1, total_steps - 1
        low, final = 1 / self.start, 1 / (self.start * self.end)
        if step <= top and top > 0:
            return low + (1 - low) * (1 - math.cos(math.pi * step / top)) / 2
        progress = min((step - top) / max(last - top, 1e-12), 1.0)
        return final + (1 - final) * (1 + math.cos(math.pi * progress)) / 2
