from __future__ import annotations

import math
from typing import ClassVar, Literal

from engine.fields import fraction
from engine.schedules.base import Schedule


class Cosine(Schedule):
    """Lets the learning rate fall along half a cosine: slowly, then quickly, then slowly to its end.

    factor = low + (1 - low) (1 + cos(pi step / total)) / 2          low: final factor

    Loshchilov and Hutter, 2016.
    """

    kind: Literal["cosine"] = "cosine"
    title: ClassVar[str] = "Cosine"

    low: float = fraction("Final factor", "What the rate is multiplied by at the end.", 0.0, live=True)

    def factor(self, step: float, steps_per_epoch: int, total_steps: int) -> float:
        progress = min(step / max(total_steps, 1), 1.0)
        return self.low + (1 - self.low) * (1 + math.cos(math.pi * progress)) / 2
