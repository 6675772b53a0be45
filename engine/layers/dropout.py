from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from engine.fields import choice, fraction
from engine.layers.base import Backward, Context, Group, Layer
from engine.numerics import Array


class Dropout(Layer):
    """Dropout: in training sets a random share of its inputs to zero, so that no unit can rely on another.
    Inverted, the rest is scaled up in training; vanilla, everything is scaled down in evaluation.

        y = x mask / (1 - rate),  dx = dy mask / (1 - rate)          mask: 1 with probability 1 - rate, else 0

    Vanilla: y = x mask in training, x (1 - rate) in evaluation. Srivastava et al., 2014.
    """

    kind: Literal["dropout"] = "dropout"
    title: ClassVar[str] = "Dropout"
    group: ClassVar[Group] = "regularisation"
    headline: ClassVar[str | None] = "rate"

    rate: float = fraction("Rate", "Share of the inputs set to zero in training.", 0.5, live=True)
    variant: Literal["inverted", "vanilla"] = choice(
        "Variant",
        "When outputs are scaled so that their mean stays: in training, or in evaluation.",
        "inverted",
        {"inverted": "Inverted", "vanilla": "Vanilla"},
    )

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        keep, vanilla = 1 - self.rate, self.variant == "vanilla"
        if self.rate == 0 or not (ctx.random or vanilla):
            return x, lambda dy: ((dy,), {})
        mask: Array = x.dtype.type(keep)
        if ctx.random:
            mask = ctx.keep_mask(x.shape, keep) * x.dtype.type(1 if vanilla else 1 / keep)

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return (dy * mask,), {}

        return x * mask, backward
