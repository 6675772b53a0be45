"""The line search of the quasi-Newton methods, on lines of every shape, and what they do where curvature misleads."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.numerics import Array
from engine.optimizers.line_search import C1, C2, MOST_EVALUATIONS, Point, _between, strong_wolfe
from tests.engine.support import make

LINES: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "parabola": (lambda a: (a - 1) ** 2, lambda a: 2 * (a - 1)),
    "quartic": (lambda a: (a - 1) ** 4, lambda a: 4 * (a - 1) ** 3),
    "waves": (lambda a: (a - 3) ** 2 + 3 * math.sin(4 * a), lambda a: 2 * (a - 3) + 12 * math.cos(4 * a)),
    "valley": (lambda a: math.sqrt(1e-4 + (a - 1) ** 2), lambda a: (a - 1) / math.sqrt(1e-4 + (a - 1) ** 2)),
    "slow": (lambda a: -a / (a * a + 2), lambda a: (a * a - 2) / (a * a + 2) ** 2),
    "barrier": (lambda a: -math.log1p(-a) - 5 * a if a < 1 else math.inf, lambda a: 1 / (1 - a) - 5 if a < 1 else 0.0),
}
"""Functions of the step length that fall at 0, and their slopes."""


def search(line: str, first: float) -> tuple[Point, int]:
    f, slope = LINES[line]
    count = 0

    def evaluate(x: Array, gradient: bool) -> tuple[float, Array]:
        nonlocal count
        count += 1
        a = float(x[0])
        return f(a), np.array([slope(a)])

    if slope(0.0) > 0:
        raise AssertionError("the line does not fall")
    return strong_wolfe(np.zeros(1), np.ones(1), f(0.0), np.array([slope(0.0)]), evaluate, first), count


@pytest.mark.parametrize("line", [line for line in LINES if line != "waves"])
@settings(max_examples=30)
@given(st.floats(-8, 3).map(lambda e: 10.0**e))
def test_found_points_satisfy_the_strong_wolfe_conditions(line: str, first: float) -> None:
    f, slope = LINES[line]
    point, count = search(line, first)
    assert count <= MOST_EVALUATIONS + 1
    assert point.f == f(point.a)
    assert point.f <= f(0) + C1 * point.a * slope(0)
    if count < MOST_EVALUATIONS:
        assert abs(slope(point.a)) <= C2 * abs(slope(0)) + 1e-9
    assert point.g.tolist() == [slope(point.a)]


@settings(max_examples=30)
@given(st.floats(-3, 2).map(lambda e: 10.0**e))
def test_many_valleys_do_not_lead_it_up(first: float) -> None:
    f, slope = (lambda a: (a - 3) ** 2 + 3 * math.sin(4 * a - 2)), (lambda a: 2 * (a - 3) + 12 * math.cos(4 * a - 2))
    LINES["shifted"] = f, slope
    point, count = search("shifted", first)
    assert point.a > 0
    assert point.f < f(0)
    assert count <= MOST_EVALUATIONS + 1


def test_a_line_without_end_is_followed_only_so_far() -> None:
    LINES["endless"] = (lambda a: -a, lambda a: -1.0)
    point, count = search("endless", 1.0)
    assert (point.a, count) == (2.0 ** (MOST_EVALUATIONS - 1), MOST_EVALUATIONS)


def test_where_nothing_is_lower_it_stays() -> None:
    """A slope that promises what the function does not keep, as rounding does near a minimum."""
    LINES["liar"] = (lambda a: 1.0 + a, lambda a: -1e-9)
    point, count = search("liar", 1.0)
    assert (point.a, point.f) == (0.0, 1.0)
    assert count <= MOST_EVALUATIONS + 1
    LINES["wall"] = (lambda a: 0.0 if a == 0 else math.inf, lambda a: -1.0)
    assert search("wall", 1.0)[0].a == 0.0


def test_between_two_points_lies_the_lowest_of_their_cubic() -> None:
    """Of a cubic itself exactly; kept a tenth away from the ends; the middle where there is no minimum."""

    def at(a: float, f: float, slope: float) -> Point:
        return Point(a, f, slope, np.zeros(1))

    def cubic(a: float) -> Point:
        return at(a, a**3 - 3 * a, 3 * a**2 - 3)

    assert _between(cubic(0.0), cubic(3.0)) == pytest.approx(1.0)
    assert _between(cubic(3.0), cubic(0.0)) == pytest.approx(1.0)
    assert _between(cubic(0.99), cubic(3.0)) == pytest.approx(0.99 + 0.201)
    assert _between(at(0, 0, -1), at(2, -2, -1)) == 1.0, "a straight line"
    assert _between(at(0, 0, -1), at(2, -4 / 3, -1)) == 1.0, "it falls all the way"
    assert _between(at(0, 0, -1), at(2, math.inf, 0)) == 1.0


@settings(max_examples=200)
@given(*[st.floats(-1e6, 1e6)] * 4, st.floats(1e-3, 1e3), st.floats(1e-3, 1e3))
def test_between_is_between(f: float, slope: float, other: float, other_slope: float, a: float, width: float) -> None:
    low, high = Point(a, f, slope, np.zeros(1)), Point(a + width, other, other_slope, np.zeros(1))
    for found in (_between(low, high), _between(high, low)):
        assert a + 0.099 * width <= found <= a + 0.901 * width


# What the methods make of it


def slope_of(optimizer: Any, x: Array, evaluate: Any, state: dict[str, Array]) -> float:
    rng = np.random.default_rng(0)
    return float(optimizer.step(x, evaluate, state, rng, optimizer.learning_rate))


def bowl(x: Array, gradient: bool) -> tuple[float, Array]:
    return float(x @ x), 2 * x


@pytest.mark.parametrize("kind", ["bfgs", "lbfgs"])
def test_a_memory_that_points_uphill_is_dropped(kind: str) -> None:
    """Begins again from steepest descent instead of climbing."""
    state = {"B": -np.eye(2)} if kind == "bfgs" else {"S": np.array([[1.0, 0.0]]), "Y": np.array([[-1.0, 0.0]])}
    x = np.array([1.0, 0.5])
    assert slope_of(make("optimizers", kind), x, bowl, state) < 1.25
    assert float(x @ x) < 1.25
    for _ in range(20):
        slope_of(make("optimizers", kind), x, bowl, state)
    np.testing.assert_allclose(x, 0, atol=1e-6)


@pytest.mark.parametrize("kind", ["bfgs", "lbfgs"])
def test_a_slope_without_curvature_teaches_nothing(kind: str) -> None:
    """On a plane gradients do not change, and nothing is divided by their change of zero."""

    def plane(x: Array, gradient: bool) -> tuple[float, Array]:
        return float(x.sum()), np.ones(2)

    x, state = np.zeros(2), {}
    value = slope_of(make("optimizers", kind), x, plane, state)
    assert value == pytest.approx(x.sum())
    assert value < 0
    remembered = state["S"] if kind == "lbfgs" else state["B"] - np.eye(2)
    assert not remembered.any()


def test_newton_stays_where_no_step_helps() -> None:
    x = np.zeros(2)
    assert slope_of(make("optimizers", "newton"), x, bowl, {}) == 0.0
    np.testing.assert_array_equal(x, 0)


def test_newton_leaves_a_saddle_or_goes_to_it() -> None:
    """L = x^2 - y^2: with absolute curvature the saddle repels, with signed curvature it attracts."""

    def saddle(x: Array, gradient: bool) -> tuple[float, Array]:
        return float(x[0] ** 2 - x[1] ** 2), np.array([2 * x[0], -2 * x[1]])

    away, towards = np.array([1.0, 0.1]), np.array([1.0, 0.1])
    slope_of(make("optimizers", "newton", curvature="absolute"), away, saddle, {})
    slope_of(make("optimizers", "newton", curvature="signed"), towards, saddle, {})
    assert abs(away[1]) > 0.1
    np.testing.assert_allclose(towards, 0, atol=1e-3)
