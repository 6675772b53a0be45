"""A step length that satisfies the strong Wolfe conditions, for the quasi-Newton methods.

    f(x + a d) <= f(x) + c1 a g d  and  |g(x + a d) d| <= c2 |g d|

Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6, with cubic interpolation.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.numerics import Array
from engine.optimizers.base import Evaluate

C1, C2 = 1e-4, 0.9
MOST_EVALUATIONS = 25


@dataclass
class Point:
    """A place on the line: step length, objective, slope along the direction, gradient."""

    a: float
    f: float
    slope: float
    g: Array


def strong_wolfe(x: Array, d: Array, f: float, g: Array, evaluate: Evaluate, first: float) -> Point:
    """The point x + a d, a > 0, found from a first guess; the start (a = 0) where no lower point is found."""

    def at(a: float) -> Point:
        value, gradient = evaluate(x + a * d, True)
        assert gradient is not None
        gradient = gradient.copy()
        return Point(a, value, float(gradient @ d), gradient)

    start = Point(0.0, f, float(g @ d), g)
    previous, a = start, first
    best = start
    if first <= 0:  # a schedule that has come down to zero
        return start
    for count in range(MOST_EVALUATIONS):
        point = at(a)
        if point.f < best.f:
            best = point
        if not math.isfinite(point.f) or point.f > f + C1 * a * start.slope or (count and point.f >= previous.f):
            return _zoom(previous, point, start, at, best, MOST_EVALUATIONS - count)
        if abs(point.slope) <= -C2 * start.slope:
            return point
        if point.slope >= 0:
            return _zoom(point, previous, start, at, best, MOST_EVALUATIONS - count)
        previous, a = point, 2 * a
    return best


def _zoom(low: Point, high: Point, start: Point, at: Callable[[float], Point], best: Point, left: int) -> Point:
    """Close in on a good point between `low`, the lowest so far, and `high`."""
    for _ in range(left):
        a = _between(low, high)
        point = at(a)
        if point.f < best.f:
            best = point
        if not math.isfinite(point.f) or point.f > start.f + C1 * a * start.slope or point.f >= low.f:
            high = point
        else:
            if abs(point.slope) <= -C2 * start.slope:
                return point
            if point.slope * (high.a - low.a) >= 0:
                high = low
            low = point
        if abs(high.a - low.a) * np.abs(start.slope) < 1e-14 * max(abs(start.f), 1e-300):
            break
    return best


def _between(low: Point, high: Point) -> float:
    """The minimum of the cubic through both points, kept away from the ends; the middle where there is none."""
    middle = (low.a + high.a) / 2
    if not (math.isfinite(high.f) and math.isfinite(high.slope)):
        return middle
    d1 = low.slope + high.slope - 3 * (low.f - high.f) / (low.a - high.a)
    root = d1 * d1 - low.slope * high.slope
    if root < 0:
        return middle
    d2 = math.copysign(math.sqrt(root), high.a - low.a)
    denominator = high.slope - low.slope + 2 * d2
    if denominator == 0:
        return middle
    a = high.a - (high.a - low.a) * (high.slope + d2 - d1) / denominator
    margin = 0.1 * abs(high.a - low.a)
    return min(max(a, min(low.a, high.a) + margin), max(low.a, high.a) - margin)
