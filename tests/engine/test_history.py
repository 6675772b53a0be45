"""History within bounded memory, and histograms."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from engine import STEP_SERIES, Axis, Edited, Epoch, Histograms, History, Started, Step, Trainer, histogram
from tests.engine.support import experiment


def rows(first: int, count: int) -> np.ndarray:
    steps = np.arange(first, first + count, dtype=float)
    return np.stack([steps + 1000 * column for column in range(len(STEP_SERIES))], axis=1)


def test_steps_and_epochs_are_kept_exactly() -> None:
    history = History()
    history.add(Started(2, 4, 10, 2.5, 0.1))
    history.add(Step(1, 0.5, 2.0, None, 0.1, 0.01, 3.0))
    history.add(Step(2, 1.0, 1.0, 0.5, 0.2, 0.02, 4.0))
    history.add(Epoch(1, 2, 1.5, 0.4, 1.2, None, 0.1))
    assert history.steps == 2
    assert history.epochs == 1
    np.testing.assert_array_equal(history.series("loss"), ([1, 2], [2.0, 1.0]))
    assert np.isnan(history.series("accuracy")[1][0])
    np.testing.assert_array_equal(history.series("rate")[1], [0.01, 0.02])
    np.testing.assert_array_equal(history.epoch_series("validation_loss"), ([0, 1], [0, 2], [2.5, 1.2]))
    assert np.isnan(history.epoch_series("validation_accuracy")[2][1])


@pytest.mark.parametrize("portion", [1, 7, 64, 1000])
def test_old_steps_become_buckets_that_hold_all(portion: int) -> None:
    history = History(exact=64, buckets=128)
    total = 5000
    for first in range(1, total + 1, portion):
        history.add_steps(rows(first, min(portion, total + 1 - first)))
    assert history.steps == total
    steps, exact = history.series("loss")
    assert len(exact) >= 64
    np.testing.assert_array_equal(exact, steps)
    starts, low, high, mean = history.old_series("loss")
    assert 0 < len(starts) <= 128
    width = starts[1] - starts[0]
    np.testing.assert_array_equal(low, starts)
    np.testing.assert_array_equal(high, starts + width - 1)
    np.testing.assert_allclose(mean, (low + high) / 2)
    assert high[-1] == steps[0] - 1, "no step is lost between the two parts"


def test_ten_million_steps_stay_small() -> None:
    history = History()
    block = np.zeros((100_000, len(STEP_SERIES)))
    for _ in range(100):
        history.add_steps(block)
    assert history.steps == 10_000_000
    assert history.nbytes < 50e6


@pytest.mark.parametrize(
    ("first", "last", "most"), [(1, 5000, 50), (4000, 4999, 40), (4990, 5000, 40), (100, 4990, 900)]
)
def test_a_line_keeps_the_extremes_of_any_stretch(first: int, last: int, most: int) -> None:
    history, rng = History(exact=64, buckets=128), np.random.default_rng(1)
    values = rng.standard_normal((5000, len(STEP_SERIES)))
    for start in range(0, 5000, 37):
        history.add_steps(values[start : start + 37])
    steps, line = history.envelope("loss", first, last, most)
    assert len(steps) <= 2 * most + 2 * 8 + 4
    assert (np.diff(steps) >= 0).all()
    bucket = 5000 // 64  # the ends may reach a bucket further
    inside = values[first - 1 : last, 0]
    around = values[max(first - 1 - bucket, 0) : last + bucket, 0]
    assert around.min() <= line.min() <= inside.min()
    assert around.max() >= line.max() >= inside.max()


def test_places_on_the_axes_of_epochs_and_seconds() -> None:
    history = History()
    history.reach(5, 0.5, 1.0)
    history.reach(10, 1.0, 2.0)
    history.add(Epoch(1, 10, 1.0, None, None, None, 0.1))
    history.reach(30, 2.0, 6.0)
    steps = np.array([0, 5, 10, 20])
    np.testing.assert_allclose(history.places(steps), [0, 0.5, 1, 1.5])
    np.testing.assert_allclose(history.places(steps, "seconds"), [0, 1, 2, 4])
    np.testing.assert_allclose(history.steps_at(np.array([1.0, 1.5])), [10, 20])
    np.testing.assert_array_equal(history.places(steps, "steps"), steps)


def test_figures_of_metrics_become_series() -> None:
    history = History()
    for epoch in (1, 2):
        metrics = {
            "precision_recall": {"f1": [0.1 * epoch, 0.2], "mean_f1": 0.5},
            "confusion_matrix": {"counts": [[1]]},
        }
        history.add(Epoch(epoch, 10 * epoch, 1.0, None, None, None, 0.1, metrics))
    assert history.point_names() == ("precision_recall.f1.0", "precision_recall.f1.1", "precision_recall.mean_f1")
    np.testing.assert_array_equal(history.point_series("precision_recall.f1.0"), ([10, 20], [0.1, 0.2]))
    assert len(history.point_series("nowhere")[0]) == 0
    for step in range(21, 20_000):
        history.add_points(step, {"often": float(step)})
    steps, values = history.point_series("often")
    assert len(steps) <= 2**12
    assert steps[-1] == 19_999
    np.testing.assert_array_equal(steps, values)


def test_histogram_counts_every_value_of_a_small_array() -> None:
    values = np.random.default_rng(0).standard_normal((30, 20)).astype(np.float32)
    found = histogram(values, 25)
    expected, edges = np.histogram(values.astype(np.float64), 25)
    assert found.counts.sum() == values.size == found.size
    assert np.abs(found.counts - expected).sum() <= 2, "at most a value at an edge may fall differently"
    assert (found.low, found.high) == (edges[0], edges[-1])
    assert found.mean == pytest.approx(values.mean(), abs=1e-6)
    assert found.deviation == pytest.approx(values.std(), abs=1e-6)


@pytest.mark.parametrize(
    "values", [np.zeros(5), np.full(3, 7.0), np.array([np.nan, np.inf]), np.zeros(0), np.ones(10**6)]
)
def test_histogram_of_odd_arrays(values: np.ndarray) -> None:
    found = histogram(values)
    assert found.high > found.low
    assert found.counts.sum() == min(np.isfinite(values).sum(), found.counts.sum())
    assert found.size == values.size


def test_snapshot_of_what_is_wanted() -> None:
    trainer = Trainer(experiment())
    wanted = [
        ("dense", "weights"),
        ("dense", "gradients"),
        ("tanh", "activations"),
        ("tanh", "weights"),
        ("x", "weights"),
    ]
    look = Histograms(frozenset(wanted))  # type: ignore[arg-type]
    assert look.watched() == {"tanh"}
    before = look.answer(trainer)
    assert set(before.histograms) == {("dense", "weights"), ("tanh", "activations")}
    for event in trainer.events():
        if isinstance(event, Step) and event.step == 2:
            break
    after = look.answer(trainer)
    assert after.step == 2
    assert set(after.histograms) == {("dense", "weights"), ("dense", "gradients"), ("tanh", "activations")}
    assert after.histograms["dense", "weights"].size == 16


def test_live_edits_are_kept_beside_the_figures() -> None:
    history, edit = History(), Edited(3, "optimizer.learning_rate", 0.1, 0.2)
    history.add(edit)
    assert history.edits == [edit]
    assert (history.steps, history.epochs) == (0, 0)


@pytest.mark.parametrize("count", [50, 3000, 40_000])
def test_the_last_points_of_a_line_are_found_without_the_others(count: int) -> None:
    history = History(exact=2**14, buckets=2**10)
    for first in range(1, count, 333):
        history.add_steps(rows(first, 333))
        history.reach(history.steps, history.steps / 100)
    for name in STEP_SERIES:
        grain = history.grain(1, history.steps, 200)
        steps, values = history.envelope(name, 1, history.steps, 200)
        for step in (max(history.steps - 700, grain[0]), history.steps):
            found = history.envelope_from(name, step, grain[2])
            late = steps >= grain[0] + (step - grain[0]) // grain[2] * grain[2]
            assert found[0] == steps[late].tolist()
            assert found[1] == values[late].tolist()


def test_places_that_were_asked_for_before_follow_the_run() -> None:
    history = History()
    for turn in range(1, 4):
        history.add_steps(rows(10 * turn - 9, 10))
        history.reach(10 * turn, turn**2 / 2, 0.1 * turn**2)
        for axis in get_args(Axis):
            steps = [1.0, 5.0, 10.0]
            assert history.few_places(steps, axis) == history.places(np.array(steps), axis).tolist()
            assert history.few_places(list(steps), axis) == history.few_places(steps, axis)
