from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from engine.layers.base import Backward, Context, Group, Layer
from engine.numerics import Array, Shape


class ReLU(Layer):
    """Rectified linear unit: passes what is positive and sets the rest to zero. Cheap, and
    does not saturate above zero.

    y = max(x, 0),  dx = dy where x > 0, else 0
    """

    kind: Literal["relu"] = "relu"
    title: ClassVar[str] = "ReLU"
    group: ClassVar[Group] = "activation"

    def operations(self, inputs: Sequence[Shape]) -> int:
        return math.prod(inputs[0])

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        y: Array = np.maximum(x, 0)

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return (dy * (x > 0),), {}

        return y, backward
