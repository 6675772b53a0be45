from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from engine.layers.base import Backward, Context, Group, Layer, times
from engine.messages import Fix, ShapeError, say
from engine.numerics import Array, Shape


class Multiply(Layer):
    """Multiplies its inputs element by element. With a sigmoid on one branch it makes a gate.

    y = x1 x2 ...,  dx1 = dy x2 ...          the product of all others
    """

    kind: Literal["multiply"] = "multiply"
    title: ClassVar[str] = "Multiply"
    group: ClassVar[Group] = "merge"
    fewest_inputs: ClassVar[int] = 2
    most_inputs: ClassVar[int | None] = None

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        for shape in inputs[1:]:
            if shape != inputs[0]:
                raise ShapeError(
                    say("It needs inputs of one shape, but gets {a} and {b}.", a=times(inputs[0]),
                        b=times(shape)),
                    say("Give both branches the same number of channels and the same size."),
                    fix=Fix("match_channels"),
                )  # fmt: skip
        return inputs[0]

    def operations(self, inputs: Sequence[Shape]) -> int:
        return math.prod(inputs[0]) * (len(inputs) - 1)

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return tuple(
                math.prod((x for other, x in enumerate(inputs) if other != index), start=dy)
                for index in range(len(inputs))
            ), {}

        return math.prod(inputs[1:], start=inputs[0]), backward
