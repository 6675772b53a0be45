from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from engine.fields import fraction
from engine.layers.base import Backward, Context, Group, Layer
from engine.numerics import Array


class StochasticDepth(Layer):
    """Stochastic depth: at the end of a residual branch, skips the branch for a random share of the samples, so that
    the network trains as if it were shallower. Deeper blocks usually get a higher rate.

        y = x mask / (1 - rate)          mask: one number a sample, 1 with probability 1 - rate, else 0

    Huang et al., 2016; scaled in training, as in PyTorch.
    """

    kind: Literal["stochastic_depth"] = "stochastic_depth"
    title: ClassVar[str] = "StochasticDepth"
    group: ClassVar[Group] = "regularisation"
    headline: ClassVar[str | None] = "rate"

    rate: float = fraction("Rate", "Probability that a sample skips the branch in training.", 0.1, live=True)

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        if not ctx.random or self.rate == 0:
            return x, lambda dy: ((dy,), {})
        keep = 1 - self.rate
        mask = ctx.keep_mask((len(x),) + (1,) * (x.ndim - 1), keep) * x.dtype.type(1 / keep)

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return (dy * mask,), {}

        return x * mask, backward
