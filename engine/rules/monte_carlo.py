from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import count
from engine.rules.base import EvaluationRule


class MonteCarlo(EvaluationRule):
    """Random passes: evaluates each sample several times with dropout, noise and fractional pooling left random, and
    averages the answers (Monte-Carlo dropout, averaged fractional pooling).

    q = mean over passes of softmax(s)          for numbers to predict: the mean of the outputs

    Gal and Ghahramani, 2015; Graham, 2014.
    """

    kind: Literal["monte_carlo"] = "monte_carlo"
    title: ClassVar[str] = "Random passes in evaluation"

    number: int = count("Passes", "Random passes to average.", 10, at_least=2, at_most=1_000)

    def passes(self) -> int:
        return self.number
