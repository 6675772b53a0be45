from __future__ import annotations

from typing import ClassVar, Literal

from engine.schedules.base import Schedule


class Constant(Schedule):
    """Keeps the learning rate as it is.

    factor = 1
    """

    kind: Literal["constant"] = "constant"
    title: ClassVar[str] = "Constant"

    def factor(self, step: float, steps_per_epoch: int, total_steps: int) -> float:
        return 1.0
