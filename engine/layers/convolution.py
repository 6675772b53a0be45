from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from engine.fields import choice_or_count, count, fraction, switch
from engine.layers.base import Backward, Context, Group, Layer, Parameter, need_image, times
from engine.layers.windows import Window, columns, fold, pad_amounts
from engine.messages import Fix, ShapeError, say
from engine.numerics import Array, Shape

Padding = Literal["valid", "same"] | Annotated[int, Field(ge=0, le=1000)]


class Conv2D(Layer):
    """2-D convolution: slides small filters over the image; each filter answers to one pattern wherever it appears.

    y[n, i, j, o] = b[o] + sum over u, v, c of  x[n, s i + d u, s j + d v, c] W[u, v, c, o]

    x: (N, H, W, in), W: (kernel, kernel, in, out), s: stride, d: dilation; cross-correlation, as in PyTorch.
    With the windows of x as rows (im2col), y = columns W, dW = columns^T dy, dx = fold(dy W^T).
    """

    kind: Literal["conv2d"] = "conv2d"
    title: ClassVar[str] = "Conv2D"
    group: ClassVar[Group] = "core"
    headline: ClassVar[str | None] = "filters"

    filters: int = count("Filters", "Number of output channels.", 16, at_most=65_536)
    kernel: int = count("Kernel", "Side of the square window, in pixels.", 3, at_most=1_000, unit="px")
    stride: int = count("Stride", "Pixels between neighbouring windows.", 1, at_most=1_000, unit="px")
    padding: Padding = choice_or_count(
        "Padding",
        "Zeros around the image: none, enough to keep the size (at stride 1), or so many pixels on each side.",
        "same",
        {"valid": "None (valid)", "same": "Keep size (same)"},
    )
    dilation: int = count("Dilation", "Spacing of the window's points; 1 is a dense window.", 1, at_most=1_000)
    bias: bool = switch("Bias", "Add a learned offset to every filter's output.", True)

    drop_connect: float = fraction(
        "DropConnect", "Share of the weights set to zero in each training step; the rest is scaled up.", 0.0, live=True
    )

    def window(self, shape: Shape) -> Window:
        """Where its windows lie on samples of a shape."""
        height, width, _ = shape
        reach = self.dilation * (self.kernel - 1) + 1
        return Window(
            self.kernel,
            self.stride,
            self.dilation,
            pad_amounts(self.padding, height, reach, self.stride),
            pad_amounts(self.padding, width, reach, self.stride),
        )

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        shape = need_image(inputs[0])
        height, width = self.window(shape).output_size(shape)
        if height < 1 or width < 1:
            raise ShapeError(
                say("A window of {kernel} pixels does not fit into {shape}.", kernel=self.kernel, shape=times(shape)),
                say("Use a smaller kernel or dilation, or more padding."),
                "layer.kernel",
                Fix("set", max((min(shape[:2]) - 1) // self.dilation + 1, 1)),
            )
        return height, width, self.filters

    def parameters(self, inputs: Sequence[Shape]) -> tuple[Parameter, ...]:
        channels = inputs[0][2]
        fan_in, fan_out = self.kernel**2 * channels, self.kernel**2 * self.filters
        weight = Parameter("weight", (self.kernel, self.kernel, channels, self.filters), "weight", fan_in, fan_out)
        return (weight, Parameter("bias", (self.filters,), "bias", fan_in, fan_out)) if self.bias else (weight,)

    def operations(self, inputs: Sequence[Shape]) -> int:
        height, width, filters = self.output_shape(inputs)
        return height * width * filters * self.kernel**2 * inputs[0][2]

    def scratch(self, inputs: Sequence[Shape]) -> int:
        window, (height, width, channels) = self.window(inputs[0]), inputs[0]
        padded = (height + sum(window.vertical)) * (width + sum(window.horizontal))
        rows, across = window.output_size(inputs[0])
        return (padded + rows * across * self.kernel**2) * channels

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        window = self.window(x.shape[1:])
        height, width = window.output_size(x.shape[1:])
        rows = columns(x, window)  # (N * height * width, kernel * kernel * in)
        weight, mask = ctx.dropped(p["weight"], self.drop_connect)
        flat = weight.reshape(-1, self.filters)
        y: Array = rows @ flat
        if self.bias:
            y += p["bias"]

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            dy = np.ascontiguousarray(dy).reshape(-1, self.filters)
            gradients = {"weight": mask * (rows.T @ dy).reshape(weight.shape)}
            if self.bias:
                gradients["bias"] = dy.sum(axis=0)
            return (fold(dy @ flat.T, x.shape, window),), gradients

        return y.reshape(len(x), height, width, self.filters), backward
