"""What every schedule does."""

from __future__ import annotations

from engine.fields import Member


class Schedule(Member):
    """A factor on the base learning rate, as a pure function of progress: it can be previewed, saved and resumed."""

    def factor(self, step: float, steps_per_epoch: int, total_steps: int) -> float:
        """The factor for the step after `step` finished ones. step / steps_per_epoch is the time t in epochs."""
        raise AssertionError(f"{type(self).__name__} does not say how it decays")
