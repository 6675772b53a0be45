from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import real
from engine.rules.base import RateRule


class WarmUp(RateRule):
    """Warm-up: starts with a small learning rate that grows to the full one, so that the first steps, when gradients
    are large and averages unsettled, do no harm.

    factor = min(1, t / epochs)          epochs: length, t: time in epochs, at the end of the step
    """

    kind: Literal["warm_up"] = "warm_up"
    title: ClassVar[str] = "Warm-up"

    epochs: float = real("Length", "Epochs until the full rate.", 1.0, above=0.0, at_most=1e4, unit="epochs", step=0.5)

    def factor(self, epochs: float) -> float:
        return min(1.0, epochs / self.epochs)
