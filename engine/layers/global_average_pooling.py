from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from engine.layers.base import Backward, Context, Group, Layer, need_image
from engine.numerics import Array, Shape


class GlobalAvgPool2D(Layer):
    """Global average pooling: replaces each channel by its mean over the whole image, whatever its size. Stands in for
    Flatten at the end of a convolutional network, with far fewer weights behind it.

        y[n, c] = mean over i, j of x[n, i, j, c],  dx[n, i, j, c] = dy[n, c] / (H W)

    Lin et al., 2013.
    """

    kind: Literal["global_avg_pool2d"] = "global_avg_pool2d"
    title: ClassVar[str] = "GlobalAvgPool2D"
    group: ClassVar[Group] = "core"

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        return need_image(inputs[0])[2:]

    def operations(self, inputs: Sequence[Shape]) -> int:
        return math.prod(inputs[0])

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        pixels = x.shape[1] * x.shape[2]

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            dx = np.empty_like(x)
            dx[...] = (dy * x.dtype.type(1 / pixels))[:, None, None, :]
            return (dx,), {}

        return x.mean(axis=(1, 2)), backward
