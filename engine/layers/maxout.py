from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from engine.fields import count
from engine.layers.base import Backward, Context, Group, Layer, Parameter, times
from engine.messages import Fix, ShapeError, say
from engine.numerics import Array, Shape


class Maxout(Layer):
    """Maxout: every unit computes several weighted sums and keeps the largest, so it learns its own activation, made of
    straight pieces.

        z = x W + b,  y[n, u] = max over k of z[n, u, k]          W: (in, units * pieces), the pieces of a unit together

    Goodfellow et al., 2013.
    """

    kind: Literal["maxout"] = "maxout"
    title: ClassVar[str] = "Maxout"
    group: ClassVar[Group] = "activation"
    headline: ClassVar[str | None] = "units"

    units: int = count("Units", "Number of outputs.", 32)
    pieces: int = count("Pieces", "Weighted sums that compete in each unit.", 2, at_least=2, at_most=1_000)

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
        wide = self.units * self.pieces
        return (
            Parameter("weight", (fan_in, wide), "weight", fan_in, self.units),
            Parameter("bias", (wide,), "bias", fan_in, self.units),
        )

    def operations(self, inputs: Sequence[Shape]) -> int:
        return inputs[0][0] * self.units * self.pieces

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        z = (x @ p["weight"] + p["bias"]).reshape(len(x), self.units, self.pieces)
        winner = z.argmax(axis=2)[..., None]

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            dz = np.zeros_like(z)
            np.put_along_axis(dz, winner, dy[..., None], axis=2)
            dz = dz.reshape(len(x), -1)
            return (dz @ p["weight"].T,), {"weight": x.T @ dz, "bias": dz.sum(axis=0)}

        return np.take_along_axis(z, winner, axis=2)[..., 0], backward
