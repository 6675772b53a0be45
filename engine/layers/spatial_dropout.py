from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from engine.fields import fraction
from engine.layers.base import Backward, Context, Group, Layer, need_image
from engine.numerics import Array, Shape


class SpatialDropout(Layer):
    """Spatial dropout: drops whole channels of an image instead of single pixels, whose neighbours would give them
    away. The rest is scaled up.

        y = x mask / (1 - rate)          mask: one number a sample and channel, 1 with probability 1 - rate, else 0

    Tompson et al., 2015.
    """

    kind: Literal["spatial_dropout"] = "spatial_dropout"
    title: ClassVar[str] = "SpatialDropout"
    group: ClassVar[Group] = "regularisation"
    headline: ClassVar[str | None] = "rate"

    rate: float = fraction("Rate", "Share of the channels set to zero in training.", 0.2, live=True)

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        return need_image(inputs[0])

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        if not ctx.random or self.rate == 0:
            return x, lambda dy: ((dy,), {})
        keep = 1 - self.rate
        mask = ctx.keep_mask((len(x), 1, 1, x.shape[3]), keep) * x.dtype.type(1 / keep)

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return (dy * mask,), {}

        return x * mask, backward
