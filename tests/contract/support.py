"""What the generated tests compute with: variants of a member, arrays away from kinks, central differences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from hypothesis import assume

from engine.fields import Hyperparameter, Member, hyperparameters
from engine.layers.base import Context
from engine.numerics import Array, Purpose, Shape, stream

GRADIENT_TOLERANCE = 1e-6
"""How far a gradient may be from central differences, by `relative_error`."""


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


def variants(cls: type[Member]) -> Iterator[Any]:
    """The member as it comes, and once with each other value of each field."""
    yield cls()
    for entry in hyperparameters(cls):
        for value in values(entry):
            if value != entry.default:
                yield cls.model_validate({entry.name: value})


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


def scattered(rng: np.random.Generator, shape: Shape, dtype: Any = np.float64) -> Array:
    """Numbers like `distinct`'s, but at no regular distances: no kink that lies elsewhere than at zero is hit
    either."""
    size = max(math.prod(shape), 8)
    jitter: Array = rng.uniform(-0.2, 0.2, shape) * (4 / size)
    return (distinct(rng, shape) + jitter).astype(dtype)


def check_gradient(analytic: Array, function: Callable[[Array], float], x: Array) -> None:
    """Fail where a gradient is not that of the function at x, by the lab's measure.

    Where the function has a kink within a step of x, as where two pieces of a maxout unit tie, there is none: such an
    example is rejected. It shows by slopes to either side that differ, with the analytic one between them.
    """
    assert analytic.shape == x.shape
    numerical = central_difference(function, x)
    if relative_error(analytic, numerical) <= GRADIENT_TOLERANCE:
        return
    index = np.unravel_index(np.abs(analytic - numerical).argmax(), x.shape)
    left, right = one_sided_differences(function, x, index)
    scale = max(float(np.abs(analytic).max() + np.abs(numerical).max()), 1e-3)
    margin = GRADIENT_TOLERANCE * scale
    kink = abs(right - left) > 1e-3 * scale
    assume(not (kink and min(left, right) - margin <= analytic[index] <= max(left, right) + margin))
    raise AssertionError(f"at {index} the gradient is {analytic[index]}, but the slope {numerical[index]}")


def one_sided_differences(
    function: Callable[[Array], float], x: Array, index: tuple[Any, ...], h: float = 1e-5
) -> tuple[float, float]:
    """The slopes to the left and to the right of x along one element."""
    kept = x[index]
    values = []
    for offset in (-h, 0.0, h):
        x[index] = kept + offset
        values.append(function(x))
    x[index] = kept
    return (values[1] - values[0]) / h, (values[2] - values[1]) / h
