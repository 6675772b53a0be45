from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from engine.layers.base import Backward, Context, Group, Layer
from engine.numerics import Array, Shape, softmax


class Softmax(Layer):
    """Softmax: turns scores into probabilities that add up to 1. Softmax cross-entropy does this itself, so it needs no
    such layer before it.

        y[k] = exp(x[k]) / sum over j of exp(x[j]),  dx = y (dy - sum over j of dy[j] y[j])
    """

    kind: Literal["softmax"] = "softmax"
    title: ClassVar[str] = "Softmax"
    group: ClassVar[Group] = "activation"

    def operations(self, inputs: Sequence[Shape]) -> int:
        return math.prod(inputs[0])

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        y = softmax(x)

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return (y * (dy - (dy * y).sum(axis=-1, keepdims=True)),), {}

        return y, backward
