from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from engine.layers.base import Backward, Context, Group, Layer, times
from engine.messages import ShapeError, say
from engine.numerics import Array, Shape


class Concat(Layer):
    """Joins its inputs side by side, along features or channels, so that what follows sees them all.

    y = [x1, x2, ...] along the last axis;  dx1, dx2, ...: dy cut up likewise
    """

    kind: Literal["concat"] = "concat"
    title: ClassVar[str] = "Concat"
    group: ClassVar[Group] = "merge"
    fewest_inputs: ClassVar[int] = 2
    most_inputs: ClassVar[int | None] = None

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        for shape in inputs[1:]:
            if shape[:-1] != inputs[0][:-1]:
                raise ShapeError(
                    say("It needs inputs of one height and width, but gets {a} and {b}.", a=times(inputs[0]),
                        b=times(shape)),
                    say("Give both branches the same size, or flatten both."),
                )  # fmt: skip
        return (*inputs[0][:-1], sum(shape[-1] for shape in inputs))

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        edges = np.cumsum([x.shape[-1] for x in inputs])[:-1].tolist()

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return tuple(np.ascontiguousarray(part) for part in np.split(dy, edges, axis=-1)), {}

        return np.concatenate(list(inputs), axis=-1), backward
