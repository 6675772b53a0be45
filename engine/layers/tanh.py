from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from engine.layers.base import Backward, Context, Group, Layer
from engine.numerics import Array, Shape


class Tanh(Layer):
    """Hyperbolic tangent: squashes to between -1 and 1, centred on zero. Saturates, and
    passes little gradient, where |x| is large.

    y = tanh(x),  dx = dy (1 - y^2)
    """

    kind: Literal["tanh"] = "tanh"
    title: ClassVar[str] = "Tanh"
    group: ClassVar[Group] = "activation"

    def operations(self, inputs: Sequence[Shape]) -> int:
        return math.prod(inputs[0])

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        y: Array = np.tanh(x)

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return (dy * (1 - y * y),), {}

        return y, backward
