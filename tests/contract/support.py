"""What the generated tests share: variants of a member from its declaration alone, inputs, central differences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from engine.catalog import FAMILIES, family
from engine.fields import Hyperparameter, Member, hyperparameters
from engine.layers.base import Context, Layer
from engine.messages import ShapeError
from engine.numerics import Array, Purpose, Shape, stream

ALL_MEMBERS = [(name, kind) for name in FAMILIES for kind in family(name)]
SHAPES: tuple[Shape, ...] = ((6,), (1,), (6, 6, 2), (5, 7, 3), (1, 1, 1))


def values(entry: Hyperparameter) -> list[Any]:
    """Some valid values of a field, from its declaration: small ones, so that tests stay quick."""
    match entry.editor:
        case "count":
            low = int(entry.minimum or 0)
            return [value for value in (low, low + 1, low + 2) if value <= (entry.maximum or value)]
        case "real":
            low = -np.inf if entry.minimum is None else entry.minimum
            high = np.inf if entry.maximum is None else entry.maximum
            candidates = [entry.default, entry.default / 2, 0.5, 0.25, 1.0]
            return [value for value in candidates if low < value < high or value in (entry.default,)]
        case "switch":
            return [True, False]
        case "choice":
            return list(entry.options)
        case "choice_or_count":
            return [*entry.options, 0, 2]
        case "text":
            return [entry.default, "a name"]
        case _:
            return [entry.default]


def bad_values(entry: Hyperparameter) -> list[Any]:
    """Values that the field's declaration rules out: wrong types, and what lies beyond its bounds."""
    bad: list[Any] = [None, [1]]
    if entry.editor in ("count", "real"):
        bad += ["1", True]
        if entry.minimum is not None:
            bad.append(type(entry.default)(entry.minimum) if entry.minimum_excluded else entry.minimum - 1)
        if entry.maximum is not None:
            bad.append(type(entry.default)(entry.maximum) if entry.maximum_excluded else entry.maximum * 2 + 1)
    if entry.editor == "count":
        bad.append(1.5)
    if entry.editor == "real":
        bad += [float("nan"), float("inf")]
    if entry.editor in ("choice", "choice_or_count"):
        bad.append("no such option")
    if entry.editor == "switch":
        bad += [1, "yes"]
    return bad


def variants(cls: type[Member]) -> Iterator[Any]:
    """The member as it comes, and once with each other value of each field."""
    yield cls()
    for entry in hyperparameters(cls):
        for value in values(entry):
            if value != entry.default:
                yield cls.model_validate({entry.name: value})


def layer_cases() -> Iterator[tuple[Layer, tuple[Shape, ...]]]:
    """Every layer's variants with each of SHAPES that they take."""
    for cls in family("layers").values():
        for layer in variants(cls):
            for shape in SHAPES:
                inputs = (shape,) * max(layer.fewest_inputs, 1)
                try:
                    layer.output_shape(inputs)
                except ShapeError:
                    continue
                yield layer, inputs


def distinct(rng: np.random.Generator, shape: Shape, dtype: Any = np.float64) -> Array:
    """Numbers in about -2 to 2, no two within 1e-2 of each other nor any of zero (for up to 400 of them): away from the
    kinks and ties of ReLU, maxima and absolute values, where no derivative exists."""
    size = int(np.prod(shape))
    spaced = (np.arange(size) - size / 2 + 0.25) * (4 / max(size, 8))
    return rng.permutation(spaced).reshape(shape).astype(dtype)


def context(training: bool, seed: int = 0) -> Context:
    """A fresh context: the same masks each time."""
    return Context(training, stream(seed, Purpose.MASK, "layer"))


def central_difference(function: Callable[[Array], float], x: Array, h: float = 1e-5) -> Array:
    """The numerical gradient of a scalar function at x, in float64."""
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] = kept + h
        above = function(x)
        x[index] = kept - h
        below = function(x)
        x[index] = kept
        gradient[index] = (above - below) / (2 * h)
    return gradient


def relative_error(a: Array, n: Array) -> float:
    """max |a - n| / max(max |a| + max |n|, 1e-3), the lab's measure of a gradient check."""
    if not a.size:
        return 0.0
    return float(np.abs(a - n).max() / max(np.abs(a).max() + np.abs(n).max(), 1e-3))
