from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from engine.layers.base import Backward, Context, Group, Layer, times
from engine.messages import Fix, ShapeError, say
from engine.numerics import Array, Shape


class Add(Layer):
    """Adds its inputs element by element. With a wire that skips some layers it makes a residual block.

        y = x1 + x2 + ...,  dx1 = dx2 = ... = dy

    He et al., 2015.
    """

    kind: Literal["add"] = "add"
    title: ClassVar[str] = "Add"
    group: ClassVar[Group] = "merge"
    fewest_inputs: ClassVar[int] = 2
    most_inputs: ClassVar[int | None] = None

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        for shape in inputs[1:]:
            if shape != inputs[0]:
                raise ShapeError(
                    say("It needs inputs of one shape, but gets {a} and {b}.", a=times(inputs[0]), b=times(shape)),
                    say("Give both branches the same number of channels and the same size."),
                    fix=Fix("match_channels"),
                )
        return inputs[0]

    def operations(self, inputs: Sequence[Shape]) -> int:
        return math.prod(inputs[0]) * (len(inputs) - 1)

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        y = sum(inputs[1:], start=inputs[0])

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return (dy,) * len(inputs), {}

        return y, backward
