from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from engine.fields import fraction
from engine.layers.base import Backward, Context, Group, Layer
from engine.numerics import Array


class Dropout(Layer):
    """Dropout: in training sets a random share of its inputs to zero, so that no unit can rely on another. The rest is
    scaled up (inverted dropout), so that nothing needs to change in evaluation.

        y = x mask / (1 - rate),  dx = dy mask / (1 - rate)          mask: 1 with probability 1 - rate, else 0

    Srivastava et al., 2014.
    """

    kind: Literal["dropout"] = "dropout"
    title: ClassVar[str] = "Dropout"
    group: ClassVar[Group] = "regularisation"
    headline: ClassVar[str | None] = "rate"

    rate: float = fraction("Rate", "Share of the inputs set to zero in training.", 0.5, live=True)

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        if not ctx.training or self.rate == 0:
            return x, lambda dy: ((dy,), {})
        keep = 1 - self.rate
        mask = ctx.keep_mask(x.shape, keep) * x.dtype.type(1 / keep)

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return (dy * mask,), {}

        return x * mask, backward
