from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import rate
from engine.numerics import Array
from engine.optimizers.base import Evaluate, Evaluating


class RandomLocalSearch(Evaluating):
    """Random local search: tries one random step a time, over all training data, and keeps it if the loss falls. A
    baseline without gradients, here to lose.

        x' = x + rate e,  e ~ Normal(0, 1);  x = x' if L(x') < L(x)          rate: step size
    """

    kind: Literal["random_local_search"] = "random_local_search"
    title: ClassVar[str] = "Random local search"

    learning_rate: float = rate("Step size", "Standard deviation of a step; the schedule multiplies it.", 0.01)

    def step(
        self, x: Array, evaluate: Evaluate, state: dict[str, Array], rng: np.random.Generator, rate: float
    ) -> float:
        here, _ = evaluate(x, False)
        there = x + (rate * rng.standard_normal(x.size)).astype(x.dtype)
        best, _ = evaluate(there, False)
        if best < here:
            x[:] = there
            return best
        return here
