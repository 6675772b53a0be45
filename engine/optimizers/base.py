"""The two forms of optimizer.

*Elementwise* ones turn the gradient of each parameter into its update, and work in place on flat segments of the arena.
*Evaluating* ones choose where to look themselves: they get the flat vector of parameters and a closure that gives the
full-batch loss (and gradient) anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

import numpy as np

from engine.fields import Member, rate
from engine.numerics import Array

Evaluate = Callable[[Array, bool], tuple[float, Array | None]]
"""evaluate(x, gradient) -> full-batch objective at x, and its gradient where asked for (else None)."""


class Optimizer(Member):
    """What both forms share: the base learning rate, which a schedule multiplies."""

    learning_rate: float = rate("Learning rate", "Size of a step; the schedule multiplies it.", 0.01)


class Elementwise(Optimizer):
    """x and g are flat and equally long; `state` holds one such array per slot, zero at first."""

    slots: ClassVar[tuple[str, ...]] = ()

    def update(self, x: Array, g: Array, state: dict[str, Array], step: int, rate: float) -> None:
        """Move x in place. `step` counts from 1, `rate` is this segment's scheduled rate. Leaves g as it is."""
        raise AssertionError(f"{type(self).__name__} does not say how it steps")

    def shrink(self, w: Array, rate: float) -> None:
        """Shrink the penalised weights w in place, before `update`; most optimizers do not."""


class Evaluating(Optimizer):
    """Steps by evaluating the full-batch objective; batches play no part, one step is one epoch."""

    most_parameters: ClassVar[int | None] = None
    """Networks with more are refused: cost or memory grow with the square of their number."""

    def step(
        self, x: Array, evaluate: Evaluate, state: dict[str, Array], rng: np.random.Generator, rate: float
    ) -> float:
        """Move x in place and return the objective there. `state` is kept between steps and checkpointed."""
        raise AssertionError(f"{type(self).__name__} does not say how it steps")

    def may_remember(self, state: Mapping[str, Array], size: int) -> bool:
        """Whether arrays read from a file can be what `step` has kept for `size` parameters."""
        return not state
