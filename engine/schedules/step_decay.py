from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import count, real
from engine.schedules.base import Schedule


class StepDecay(Schedule):
    """Multiplies the learning rate by a factor every so many epochs.

    factor = drop^floor(t / every)          drop: factor, t: time in epochs
    """

    kind: Literal["step_decay"] = "step_decay"
    title: ClassVar[str] = "Step decay"

    drop: float = real("Factor", "What the rate is multiplied by at each step.", 0.5, above=0.0, at_most=1.0, live=True)
    every: int = count("Every", "Epochs between two steps.", 10, unit="epochs", live=True)

    def factor(self, step: float, steps_per_epoch: int, total_steps: int) -> float:
        return float(self.drop ** ((step // steps_per_epoch) // self.every))
