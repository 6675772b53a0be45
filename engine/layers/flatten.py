from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from engine.layers.base import Backward, Context, Group, Layer
from engine.numerics import Array, Shape


class Flatten(Layer):
    """Lays an image out as one row of numbers, so that a Dense layer can take it.

    y[n] = all elements of x[n], rows first, channels last
    """

    kind: Literal["flatten"] = "flatten"
    title: ClassVar[str] = "Flatten"
    group: ClassVar[Group] = "core"

    def output_shape(self, inputs: Sequence[Shape]) -> Shape:
        return (math.prod(inputs[0]),)

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return (dy.reshape(x.shape),), {}

        return x.reshape(len(x), -1), backward
