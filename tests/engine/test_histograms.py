"""Histograms hold what plain NumPy and loops find in the same sample; their record stays bounded and evenly spread."""

from __future__ import annotations

from itertools import pairwise
from math import gcd

import numpy as np
import pytest

from engine import QUANTILES, HistogramRecord, Histograms, Snapshot, Step, Trainer, family, histogram
from tests.engine.support import experiment

LAYERS = family("layers")
PAIRS = ("weights", "biases", "activations", "gradients", "updates")


def sample(values: np.ndarray) -> np.ndarray:
    """The documented sample, found anew."""
    stride = next(each for each in range(1, 10**6) if values.size / each <= 8192 and gcd(each, values.size) == 1)
    return values.reshape(-1)[::stride].astype(np.float64)


@pytest.mark.parametrize("shape", [(7,), (30, 20), (64, 16, 16, 8), (1000, 1000)])
def test_counts_and_quantiles_are_those_of_the_documented_sample(shape: tuple[int, ...]) -> None:
    values = np.random.default_rng(1).standard_normal(shape).astype(np.float32)
    found, taken = histogram(values), sample(values)
    counts, edges = np.histogram(taken, len(found.counts), (values.min(), values.max()))
    assert (found.sampled, found.size) == (len(taken), values.size)
    assert found.sampled <= 8192
    assert np.abs(found.counts - counts).sum() <= 4, "values at an edge may fall differently"
    assert (found.low, found.high) == (edges[0], edges[-1])
    np.testing.assert_allclose(found.quantiles[1:-1], np.quantile(taken, QUANTILES[1:-1]), rtol=1e-12, atol=1e-12)
    assert found.mean == pytest.approx(taken.mean())


@pytest.mark.parametrize("bad", [None, np.nan, np.inf, -np.inf])
def test_the_ends_are_those_of_all_values_though_a_sample_is_counted(bad: float | None) -> None:
    values = np.random.default_rng(6).standard_normal((100, 50, 8)).astype(np.float32)
    skipped = np.setdiff1d(np.arange(values.size), np.arange(0, values.size, histogram(values).stride))
    values.flat[skipped[7]], values.flat[skipped[-7]] = 90.0, -70.0
    if bad is not None:
        values.flat[skipped[20]] = bad
    found = histogram(values)
    assert (found.low, found.high) == (found.quantiles[0], found.quantiles[-1]) == (-70.0, 90.0)
    assert found.counts.sum() == found.sampled == len(sample(values))
    edges = [-70 + 4 * k for k in range(41)]
    inside = [sum(low <= v < high for v in sample(values)) for low, high in pairwise(edges)]
    assert found.counts.tolist() == inside
    pooled = values.reshape(50, 2, 50, 8).max(axis=1)
    if bad is None:
        assert histogram(pooled).high == found.high, "a pool has no greater maximum than its input"


def test_every_unit_is_sampled_as_often_as_others() -> None:
    units = np.broadcast_to(np.arange(32.0), (64, 16, 16, 32)).copy()
    found = histogram(units, bins=32)
    assert found.counts.min() >= found.counts.max() - 1 > 100


def test_dead_units_and_zeros_as_loops_count_them() -> None:
    rng = np.random.default_rng(2)
    values = np.maximum(rng.standard_normal((100, 4, 4, 6)), 0)
    values[..., 2] = 0
    values[:80, ..., 5] = 0  # wakes late
    found = histogram(values, layer=LAYERS["relu"]())
    dead = sum(all(v == 0 for v in values[..., unit].flat) for unit in range(6))
    assert found.dead == pytest.approx(dead / 6)
    assert found.silent == pytest.approx(float((sample(values) == 0).mean()))
    assert found.saturated is None
    assert histogram(values).dead is None
    assert histogram(values, layer=LAYERS["leaky_relu"]()).dead is None


@pytest.mark.parametrize(("kind", "low", "high"), [("tanh", -0.97, 0.97), ("sigmoid", 0.015, 0.985)])
def test_saturated_values_as_loops_count_them(kind: str, low: float, high: float) -> None:
    layer = LAYERS[kind]()
    values = layer.value(np.random.default_rng(3).normal(0, 3, (50, 9)))
    found = histogram(values, layer=layer)
    outside = sum(not low <= v <= high for row in values for v in row)
    assert found.saturated == pytest.approx(outside / values.size)
    assert found.dead is None


def test_all_kinds_of_a_step_and_not_a_bit_else() -> None:
    plain, watched = Trainer(experiment()), Trainer(experiment())
    list(plain.events())
    look = Histograms(frozenset(("dense", kind) for kind in PAIRS))  # type: ignore[misc]
    assert look.moved() == {"dense"} == look.watched()
    before: dict[str, np.ndarray] = {}
    for event in watched.events():
        if isinstance(event, Step) and before:
            found = look.answer(watched).histograms
            moved = watched.network.parameters["dense"]["weight"] - before["weight"]
            assert found["dense", "updates"].mean == pytest.approx(float(moved.astype(np.float64).mean()), rel=1e-5)
            bias = watched.network.parameters["dense"]["bias"].astype(np.float64)
            assert found["dense", "biases"].mean == pytest.approx(float(bias.mean()), rel=1e-6)
            assert set(found) == {("dense", kind) for kind in PAIRS}
        if isinstance(event, Step):
            before = {name: each.copy() for name, each in watched.network.parameters["dense"].items()}
            watched.watch(look.watched(), look.moved())
    assert watched.weights_sha256() == plain.weights_sha256()


def snapshot(step: int, values: np.ndarray) -> Snapshot:
    return Snapshot(step, {("a", "weights"): histogram(values)})


@pytest.mark.parametrize("stride", [1, 7])
def test_a_record_stays_bounded_even_and_keeps_its_ends(stride: int) -> None:
    record, rng = HistogramRecord(most=32), np.random.default_rng(4)
    for step in range(0, 3000 * stride, stride):
        record.add(snapshot(step, rng.standard_normal(50) + step))
        found = record.slices("a", "weights")
        assert found is not None
        assert len(found) <= 32
        assert (found.steps[0], found.steps[-1]) == (0, step)
    gaps = np.diff(found.steps)[:-1]
    assert len(found) >= 15
    assert gaps.max() <= 2 * gaps.min()
    assert record.steps == (0, step)
    assert record.nbytes < 20_000
    np.testing.assert_allclose(found.mean, found.steps, atol=1.0)


def test_a_record_gives_back_what_it_was_given() -> None:
    record, values = HistogramRecord(), np.maximum(np.random.default_rng(5).standard_normal((9, 7)), 0)
    given = [histogram(values * (k + 1), layer=LAYERS["relu"]()) for k in range(3)]
    for k, each in enumerate(given):
        record.add(Snapshot(10 * k, {("a", "activations"): each}))
    found = record.slices("a", "activations")
    assert found is not None
    for k, each in enumerate(given):
        again = found.histogram(k)
        np.testing.assert_array_equal(again.counts, each.counts)
        assert {**vars(again), "counts": 0} == {**vars(each), "counts": 0}
    assert found.between(5, 20).steps.tolist() == [10, 20]
    assert record.slices("a", "weights") is None
    record.add(Snapshot(20, {("a", "activations"): given[0]}))
    assert len(found) == len(record.slices("a", "activations") or ()) == 3, "the same step is taken over anew"
    assert found.high[2] == given[2].high, "what was given out stays as it is"


def test_slices_over_a_common_range_keep_their_mass() -> None:
    record = HistogramRecord()
    for k in range(3):
        record.add(snapshot(k, np.linspace(-1 - k, 1 + k, 1000)))
    found = record.slices("a", "weights")
    assert found is not None
    low, high = float(found.low.min()), float(found.high.max())
    counts = found.resampled(low, high, 60)
    np.testing.assert_allclose(counts.sum(axis=1), 1000)
    inside = (np.linspace(low, high, 61)[:-1] >= -1) & (np.linspace(low, high, 61)[1:] <= 1)
    assert counts[0][inside].sum() == pytest.approx(1000)
    np.testing.assert_allclose(counts[0][inside], 50, rtol=0.05)
    assert found.resampled(-1, 1, 10).sum(axis=1)[2] == pytest.approx(1000 / 3, rel=0.05)


def test_a_wild_slice_does_not_stretch_the_common_range() -> None:
    record = HistogramRecord()
    for k in range(100):
        record.add(snapshot(k, np.linspace(-1, 1, 50) * (1000 if k == 50 else 1)))
    found = record.slices("a", "weights")
    assert found is not None
    assert found.common_range() == (-1, 1)


def test_more_layers_than_are_kept_are_passed_over() -> None:
    record, small = HistogramRecord(), histogram(np.arange(3.0))
    record.add(Snapshot(0, {(f"n{k}", "weights"): small for k in range(1000)}))
    assert len(record.keys) == 400


def test_what_two_questions_share_is_worked_out_once_and_anew_with_each_step_or_typed_in_weight() -> None:
    trainer = Trainer(experiment())
    events = (event for event in trainer.events() if isinstance(event, Step))
    one, two = Histograms(frozenset({("dense", "weights")})), Histograms(frozenset({("dense", k) for k in PAIRS}))  # type: ignore[misc]
    next(events)
    first = one.answer(trainer).histograms["dense", "weights"]
    assert two.answer(trainer).histograms["dense", "weights"] is first
    trainer.set_weight("dense", "weight", (0, 0), 77.0)
    trainer.settle()
    typed = one.answer(trainer).histograms["dense", "weights"]
    assert typed.high == 77.0 != first.high
    next(events)
    assert one.answer(trainer).histograms["dense", "weights"] is not typed
