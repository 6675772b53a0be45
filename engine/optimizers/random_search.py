from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import rate, real
from engine.numerics import Array
from engine.optimizers.base import Evaluate, Evaluating


class RandomSearch(Evaluating):
    """Random search: draws all parameters anew in every step and keeps the best draw so far. A baseline, here to lose.

    x' = deviation e,  e ~ Normal(0, 1);  x = x' if L(x') < L(x)
    """

    kind: Literal["random_search"] = "random_search"
    title: ClassVar[str] = "Random search"

    learning_rate: float = rate("Scale", "Multiplies the deviation; the schedule multiplies it in turn.", 1.0)
    deviation: float = real("Deviation", "Standard deviation of a draw.", 0.1, above=0.0, at_most=100.0, log=True)

    def step(
        self, x: Array, evaluate: Evaluate, state: dict[str, Array], rng: np.random.Generator, rate: float
    ) -> float:
        here, _ = evaluate(x, False)
        there = (rate * self.deviation * rng.standard_normal(x.size)).astype(x.dtype)
        best, _ = evaluate(there, False)
        if best < here:
            x[:] = there
            return best
        return here
