from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from engine.fields import count, fraction, switch
from engine.layers.base import Backward, Context, Group, Layer, Parameter, times
from engine.messages import Fix, ShapeError, say
from engine.numerics import Array, Shape


class Dense(Layer):
    """Fully connected layer: every unit sees every input. Each output is a weighted sum of all inputs plus a bias.

    y = x W + b          x: (N, in), W: (in, out), b: (out,), y: (N, out)

    dx = dy W^T,  dW = x^T dy,  db = sum over samples of dy

    DropConnect puts W mask / (1 - rate) in the place of W (Wan et al., 2013).
    """

    kind: Literal["dense"] = "dense"
    title: ClassVar[str] = "Dense"
    group: ClassVar[Group] = "core"
    headline: ClassVar[str | None] = "units"

    units: int = count("Units", "Number of outputs.", 32)
    bias: bool = switch("Bias", "Add a learned offset to every output.", True)

    drop_connect: float = fraction(
        "DropConnect", "Share of the weights set to zero in each training step; the rest is scaled up.", 0.0, live=True
    )

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        (shape,) = inputs
        if len(shape) != 1:
            raise ShapeError(
                say("It needs one row of numbers per sample, but gets {shape}.", shape=times(shape)),
                say("Put a Flatten layer before it."),
                fix=Fix("insert_before", "flatten"),
            )
        return (self.units,)

    def parameters(self, inputs: Sequence[Shape]) -> tuple[Parameter, ...]:
        (fan_in,) = inputs[0]
        weight = Parameter("weight", (fan_in, self.units), "weight", fan_in, self.units)
        return (weight, Parameter("bias", (self.units,), "bias", fan_in, self.units)) if self.bias else (weight,)

    def operations(self, inputs: Sequence[Shape]) -> int:
        return inputs[0][0] * self.units

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        weight, mask = ctx.dropped(p["weight"], self.drop_connect)
        y: Array = x @ weight
        if self.bias:
            y += p["bias"]

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            gradients = {"weight": mask * (x.T @ dy)}
            if self.bias:
                gradients["bias"] = dy.sum(axis=0)
            return (dy @ weight.T,), gradients

        return y, backward
