"""What the activations share: one function applied to every number by itself."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import ClassVar

from engine.layers.base import Backward, Context, Group, Layer
from engine.numerics import Array, Shape


class Activation(Layer):
    """A function of each number: a member says its value, and its slope, from x and y = value(x)."""

    group: ClassVar[Group] = "activation"
    silent: ClassVar[float | None] = None
    """What a unit gives exactly while it passes no gradient, where there is such a value: one that always does is dead.
    """
    ends: ClassVar[tuple[float, float] | None] = None
    """The values between which the function levels off at both sides, where it does: near them it is saturated."""

    def value(self, x: Array) -> Array:
        """The function at x."""
        raise AssertionError(f"{type(self).__name__} does not say what it is")

    def slope(self, x: Array, y: Array) -> Array:
        """The derivative at x, where y = value(x)."""
        raise AssertionError(f"{type(self).__name__} does not say how it rises")

    def operations(self, inputs: Sequence[Shape]) -> int:
        return math.prod(inputs[0])

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        y = self.value(x)

        def backward(dy: Array) -> tuple[tuple[Array, ...], dict[str, Array]]:
            return (dy * self.slope(x, y),), {}

        return y, backward
