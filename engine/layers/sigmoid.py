from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from engine.layers.base import Backward, Context, Group, Layer
from engine.numerics import Array, Shape


class Sigmoid(Layer):
    """Logistic function: squashes to between 0 and 1. Saturates where |x| is large,
    and its outputs are never centred on zero.

    y = 1 / (1 + exp(-x)),  dx = dy y (1 - y)
    """

    kind: Literal["sigmoid"] = "sigmoid"
    title: ClassVar[str] = "Sigmoid"
    group: ClassVar[Group] = "activation"

    def operations(self, inputs: Sequence[Shape]) -> int:
        return math.prod(inputs[0])

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        y: Array = 0.5 * (1 + np.tanh(0.5 * x))  # the same function, and no exponential to overflow

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return (dy * y * (1 - y),), {}

        return y, backward
