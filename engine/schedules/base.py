"""What every schedule does."""

from __future__ import annotations

from engine.fields import Member

State = dict[str, float]


class Schedule(Member):
    """A factor on the base learning rate, as a pure function of progress: it can be previewed, saved and resumed."""

    def factor(self, step: float, steps_per_epoch: int, total_steps: int) -> float:
        """The factor for the step after `step` finished ones. step / steps_per_epoch is the time t in epochs."""
        raise AssertionError(f"{type(self).__name__} does not say how it decays")


class Controller(Schedule):
    """A schedule that needs memory: it watches the validation loss, and its state is checkpointed.

    The training loss stands in where there is no validation.
    """

    def start(self) -> State:
        """The state before the first epoch; "factor" is what multiplies the base rate."""
        return {"factor": 1.0}

    def observe(self, loss: float, state: State) -> None:
        """Learn of an epoch's loss; may change the state in place."""
        raise AssertionError(f"{type(self).__name__} does not say what it watches for")

    def factor(self, step: float, steps_per_epoch: int, total_steps: int) -> float:
        """Without state, as in a preview, nothing is known to have happened yet."""
        return 1.0
