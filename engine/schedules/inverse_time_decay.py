from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import real
from engine.schedules.base import Schedule


class InverseTimeDecay(Schedule):
    """Lets the learning rate fall quickly at first and ever more slowly later.

    factor = 1 / (1 + k t)          k: decay, t: time in epochs
    """

    kind: Literal["inverse_time_decay"] = "inverse_time_decay"
    title: ClassVar[str] = "Inverse time decay"

    k: float = real("Decay", "Decay constant k.", 0.1, at_least=0.0, at_most=100.0, log=True, unit="1/epoch", live=True)

    def factor(self, step: float, steps_per_epoch: int, total_steps: int) -> float:
        return 1 / (1 + self.k * step / steps_per_epoch)
