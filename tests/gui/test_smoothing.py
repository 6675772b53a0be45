"""Smoothing beside its formula, carried out term by term."""

from __future__ import annotations

import numpy as np
import pytest

from engine import STEP_SERIES, History
from gui.plots.curves.smoothing import SmoothSteps, decayed_sums, smooth_points


def by_the_formula(steps: np.ndarray, values: np.ndarray, weight: float) -> list[float]:
    """As TensorBoard computes it, where a step follows a step."""
    found = []
    for now in range(len(steps)):
        there = [each for each in range(now + 1) if np.isfinite(values[each])]
        counts = [weight ** (steps[now] - steps[each]) for each in there]
        found.append(sum(c * values[each] for c, each in zip(counts, there, strict=True)) / sum(counts))
    return found


@pytest.mark.parametrize("weight", [0.5, 0.9, 0.999])
def test_a_smoothed_series_is_the_formulas(weight: float) -> None:
    values = np.random.default_rng(0).standard_normal((300, len(STEP_SERIES)))
    values[7:9, 0] = np.nan
    history, smooth = History(), SmoothSteps("loss", weight)
    for start in range(0, 300, 41):
        history.add_steps(values[start : start + 41])
        smooth.follow(history)
    steps, line = smooth.line(1, 300, 1000)
    expected = by_the_formula(np.arange(300), values[:, 0], weight)
    assert steps.tolist() == list(range(1, 301))
    assert line == pytest.approx(expected)
    assert smooth.at(120) == pytest.approx(expected[119])


def test_debiasing_is_that_of_tensorboard() -> None:
    values, last, weight = np.random.default_rng(1).standard_normal(50), 0.0, 0.6
    for value in values:
        last = weight * last + (1 - weight) * value
    assert smooth_points(np.arange(1, 51), values, weight)[-1] == pytest.approx(last / (1 - weight**50))


def test_points_far_apart_hardly_smooth_one_another() -> None:
    steps, values = np.array([10, 20, 1000]), np.array([1.0, 2.0, 4.0])
    found = smooth_points(steps, values, 0.9)
    assert found == pytest.approx(by_the_formula(steps, values, 0.9))
    assert found[-1] == pytest.approx(4.0)


def test_long_sums_are_those_of_the_loop() -> None:
    x = np.random.default_rng(2).standard_normal((5000, 1))
    total, expected = 3.0, []
    for value in x[:, 0]:
        total = 0.99 * total + value
        expected.append(total)
    assert decayed_sums(x, 0.99, np.array([3.0]))[:, 0] == pytest.approx(expected)


def test_steps_of_long_ago_are_smoothed_by_their_means() -> None:
    history, smooth = History(exact=64, buckets=128), SmoothSteps("loss", 0.99)
    steps = np.arange(1.0, 2001.0)
    for start in range(0, 2000, 100):
        history.add_steps(np.repeat(np.sin(steps[start : start + 100, None] / 300), len(STEP_SERIES), axis=1))
        smooth.follow(history)
    expected = smooth_points(steps, np.sin(steps / 300), 0.99)
    found_steps, line = smooth.line(1, 2000, 5000)
    assert np.abs(line - expected[found_steps.astype(int) - 1]).max() < 0.02
    assert smooth.at(1990) == pytest.approx(expected[1989], abs=0.01)
