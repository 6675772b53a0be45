from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from engine.fields import count
from engine.layers.base import Backward, Context, Group, Layer, need_image, times
from engine.layers.windows import Window, points
from engine.messages import Fix, ShapeError, say
from engine.numerics import Array, Shape


class AvgPool2D(Layer):
    """Average pooling: replaces each window by its mean, channel by channel, and so shrinks the image.

    y[n, i, j, c] = mean over u, v of x[n, s i + u, s j + v, c]          s: stride

    dx: each window shares its gradient out equally. Windows that would reach over the edge are left out.
    """

    kind: Literal["avg_pool2d"] = "avg_pool2d"
    title: ClassVar[str] = "AvgPool2D"
    group: ClassVar[Group] = "core"
    headline: ClassVar[str | None] = "size"

    size: int = count("Window", "Side of the square window, in pixels.", 2, at_most=1_000, unit="px")
    stride: int = count("Stride", "Pixels between neighbouring windows.", 2, at_most=1_000, unit="px")

    def _window(self) -> Window:
        return Window(self.size, self.stride, 1, (0, 0), (0, 0))

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        shape = need_image(inputs[0])
        height, width = self._window().output_size(shape)
        if height < 1 or width < 1:
            raise ShapeError(
                say("A window of {size} pixels does not fit into {shape}.", size=self.size, shape=times(shape)),
                say("Use a smaller window, or pool less often before it."),
                "layer.size",
                Fix("set", min(shape[:2])),
            )
        return height, width, shape[2]

    def operations(self, inputs: Sequence[Shape]) -> int:
        height, width, channels = self.output_shape(inputs)
        return height * width * channels * self.size**2

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        window = self._window()
        out_h, out_w = window.output_size(x.shape[1:])
        places = [points(u, v, out_h, out_w, window) for u in range(self.size) for v in range(self.size)]
        y = x[places[0]].copy()
        for place in places[1:]:
            y += x[place]
        share = x.dtype.type(1 / len(places))
        y *= share

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            dx = np.zeros_like(x)
            portion = dy * share
            for place in places:
                dx[place] += portion
            return (dx,), {}

        return y, backward
