from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from engine.fields import count, real
from engine.layers.base import Backward, Context, Group, Layer, need_image, times
from engine.messages import ShapeError, say
from engine.numerics import Array, Shape


class FractionalMaxPool2D(Layer):
    """Fractional max pooling: max pooling that shrinks by a fraction such as 1.4, with windows placed at random in
    training. In evaluation they are fixed, or averaged over several random placements.

        start[i] = floor((i + u) a) - floor(u a),  a = (side - size) / (outputs - 1),  u ~ Uniform(0, 1)

        start[outputs - 1] = side - size          size: window, side: that of the image

        u = 1/2 in evaluation, in training drawn once a step for each axis

    Graham, 2014; overlapping pseudo-random regions, as in PyTorch.
    """

    kind: Literal["fractional_max_pool2d"] = "fractional_max_pool2d"
    title: ClassVar[str] = "FractionalMaxPool2D"
    group: ClassVar[Group] = "core"
    headline: ClassVar[str | None] = "ratio"

    size: int = count("Window", "Side of the square window, in pixels.", 2, at_most=1_000, unit="px")
    ratio: float = real("Ratio", "How much smaller the image becomes.", 1.414, above=1.0, at_most=100.0, step=0.1)

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        height, width, channels = need_image(inputs[0])
        out_h, out_w = int(height / self.ratio), int(width / self.ratio)
        if min(out_h, out_w) < 1 or out_h + self.size - 1 > height or out_w + self.size - 1 > width:
            raise ShapeError(
                say("A window of {size} pixels at ratio {ratio} does not fit into {shape}.", size=self.size,
                    ratio=self.ratio, shape=times(inputs[0])),
                say("Use a smaller window or another ratio."),
                "layer.size",
            )  # fmt: skip
        return out_h, out_w, channels

    def operations(self, inputs: Sequence[Shape]) -> int:
        height, width, channels = self.output_shape(inputs)
        return height * width * channels * self.size**2

    def _starts(self, extent: int, outputs: int, u: float) -> Array:
        """Where the windows along one axis begin."""
        if outputs == 1:
            return np.array([extent - self.size])
        alpha = (extent - self.size) / (outputs - 1)
        starts: Array = (np.floor((np.arange(outputs) + u) * alpha) - np.floor(u * alpha)).astype(np.int64)
        starts[-1] = extent - self.size
        return starts

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        out_h, out_w, _ = self.output_shape([x.shape[1:]])
        down, across = ctx.rng.random(2) if ctx.random else (0.5, 0.5)
        rows = self._starts(x.shape[1], out_h, down)[:, None]
        columns = self._starts(x.shape[2], out_w, across)
        windows = np.stack([x[:, rows + i, columns + j] for i in range(self.size) for j in range(self.size)])
        winner = windows.argmax(axis=0)

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            dx = np.zeros_like(x)
            n, i, j, c = np.indices(winner.shape, sparse=True)
            places = n, rows[i, 0] + winner // self.size, columns[j] + winner % self.size, c
            np.add.at(dx, places, dy)
            return (dx,), {}

        return np.take_along_axis(windows, winner[None], axis=0)[0], backward
