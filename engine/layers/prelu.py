from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import numpy as np

from engine.layers.base import Backward, Context, Group, Layer, Parameter
from engine.numerics import Array, Shape


class PReLU(Layer):
    """Parametric ReLU: a leaky ReLU that learns how much of what is negative to pass, for each feature or channel.

        y = x where x > 0, else slope x;  dslope = sum of dy x where x <= 0

    He et al., 2015; slopes start at 0.25.
    """

    kind: Literal["prelu"] = "prelu"
    title: ClassVar[str] = "PReLU"
    group: ClassVar[Group] = "activation"

    def parameters(self, inputs: Sequence[Shape]) -> tuple[Parameter, ...]:
        return (Parameter("slope", inputs[0][-1:], "gain", initial=0.25),)

    def operations(self, inputs: Sequence[Shape]) -> int:
        return math.prod(inputs[0])

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        slope = p["slope"]

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            gradient = (dy * np.minimum(x, 0)).sum(axis=tuple(range(x.ndim - 1)))
            return (np.where(x > 0, dy, dy * slope),), {"slope": gradient}

        return np.where(x > 0, x, x * slope), backward
