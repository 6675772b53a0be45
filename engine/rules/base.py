"""What the kinds of training rule do, by the moment at which they act."""

from __future__ import annotations

from engine.fields import Member
from engine.numerics import Array

State = dict[str, float]


class Rule(Member):
    """A training rule."""


class RateRule(Rule):
    """Acts before a step, on the learning rate."""

    def factor(self, epochs: float) -> float:
        """What the scheduled rate is multiplied by after so many epochs."""
        raise AssertionError(f"{type(self).__name__} does not say what it does")


class GradientRule(Rule):
    """Acts after the backward pass, on the whole gradient, penalties included."""

    def clip(self, g: Array) -> None:
        """Change the flat gradient in place."""
        raise AssertionError(f"{type(self).__name__} does not say what it does")


class WeightRule(Rule):
    """Acts after the update, on each layer's weights."""

    def constrain(self, w: Array) -> None:
        """Change weights in place; the last axis counts units, all others their inputs."""
        raise AssertionError(f"{type(self).__name__} does not say what it does")


class AveragingRule(Rule):
    """Acts after the update: keeps an average of all parameters, which stands in for them in evaluation."""

    def average(self, average: Array, x: Array, step: int) -> None:
        """Take the parameters after a step, counted from 1, into the average, in place."""
        raise AssertionError(f"{type(self).__name__} does not say what it does")


class EpochRule(Rule):
    """Acts at the end of an epoch; its state is checkpointed."""

    def start(self) -> State:
        """The state before the first epoch."""
        raise AssertionError(f"{type(self).__name__} does not say what it does")

    def stops(self, loss: float, state: State) -> bool:
        """Learn of an epoch's validation loss (training loss where there is none); whether to end the run."""
        raise AssertionError(f"{type(self).__name__} does not say what it does")


class EvaluationRule(Rule):
    """Acts in evaluation: how many random passes are averaged."""

    def passes(self) -> int:
        """Number of passes."""
        raise AssertionError(f"{type(self).__name__} does not say what it does")
