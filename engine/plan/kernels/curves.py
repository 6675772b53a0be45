"""Activations whose slope follows from their value: flat calls, forward and back."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.layers.base import Layer
from engine.layers.leaky_relu import LeakyReLU
from engine.layers.relu import ReLU
from engine.layers.sigmoid import Sigmoid
from engine.layers.tanh import Tanh
from engine.numerics import Array
from engine.plan.kernels.base import Site, maximum
from engine.plan.program import Call


class Curve:
    """An activation on arrays of one shape."""

    def __init__(self, site: Site, layer: Layer) -> None:
        self.site = site

    def forward(self, calls: list[Call], x: Array, y: Array, part: int) -> None:
        """y = curve(x); they may be the same array."""
        raise AssertionError

    def backward(self, calls: list[Call], y: Array, dy: Array, dx: Array, part: int) -> None:
        """dx = dy curve'(x) where y = curve(x); dy and dx may be the same array."""
        raise AssertionError

    def scratch(self, part: int, like: Array, dtype: type | None = None) -> Array:
        return self.site.scratch(part, "curve", like.shape, dtype)


class ReLUCurve(Curve):
    def forward(self, calls: list[Call], x: Array, y: Array, part: int) -> None:
        calls.append(maximum(x, self.site.store.take("zeros", x.shape), y))

    def backward(self, calls: list[Call], y: Array, dy: Array, dx: Array, part: int) -> None:
        mask = self.scratch(part, y, np.bool_)
        calls.append((np.greater, (y, self.site.scalar(0), mask)))
        calls.append((np.multiply, (dy, mask, dx)))


class LeakyReLUCurve(Curve):
    def __init__(self, site: Site, layer: LeakyReLU) -> None:
        super().__init__(site, layer)
        self.slope = site.scalar(layer.negative_slope)
        self.rest = site.scalar(1 - layer.negative_slope)

    def forward(self, calls: list[Call], x: Array, y: Array, part: int) -> None:
        bent = self.scratch(part, x)
        calls.append((np.multiply, (x, self.slope, bent)))
        calls.append(maximum(x, bent, y))

    def backward(self, calls: list[Call], y: Array, dy: Array, dx: Array, part: int) -> None:
        mask, slope = self.scratch(part, y, np.bool_), self.scratch(part, y)
        calls.append((np.greater, (y, self.site.scalar(0), mask)))
        calls.append((np.multiply, (mask, self.rest, slope)))
        calls.append((np.add, (slope, self.slope, slope)))
        calls.append((np.multiply, (dy, slope, dx)))


class TanhCurve(Curve):
    def forward(self, calls: list[Call], x: Array, y: Array, part: int) -> None:
        calls.append((np.tanh, (x, y)))

    def backward(self, calls: list[Call], y: Array, dy: Array, dx: Array, part: int) -> None:
        bend = self.scratch(part, y)
        calls.append((np.multiply, (y, y, bend)))
        calls.append((np.multiply, (bend, dy, bend)))
        calls.append((np.subtract, (dy, bend, dx)))


class SigmoidCurve(Curve):
    def forward(self, calls: list[Call], x: Array, y: Array, part: int) -> None:
        half = self.site.scalar(0.5)
        calls.append((np.multiply, (x, half, y)))
        calls.append((np.tanh, (y, y)))
        calls.append((np.multiply, (y, half, y)))
        calls.append((np.add, (y, half, y)))

    def backward(self, calls: list[Call], y: Array, dy: Array, dx: Array, part: int) -> None:
        bend = self.scratch(part, y)
        calls.append((np.multiply, (y, y, bend)))
        calls.append((np.subtract, (y, bend, bend)))
        calls.append((np.multiply, (dy, bend, dx)))


_CURVES: dict[type[Layer], Callable[..., Curve]] = {
    ReLU: ReLUCurve,
    LeakyReLU: LeakyReLUCurve,
    Tanh: TanhCurve,
    Sigmoid: SigmoidCurve,
}


def has_curve(layer: Layer) -> bool:
    """Whether an activation is among them. A leaky ReLU must rise, and less than its other half."""
    return type(layer) in _CURVES and not (isinstance(layer, LeakyReLU) and not 0 < layer.negative_slope <= 1)


def curve_of(site: Site, layer: Layer) -> Curve:
    """The calls of an activation."""
    return _CURVES[type(layer)](site, layer)
