"""Every loss, optimizer, schedule, regularizer, initializer, preprocessing step and data set, through the catalogue."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from engine.catalog import family
from engine.datasets.base import Dataset
from engine.initializers.base import Initializer
from engine.losses.base import Loss
from engine.numerics import Array, Purpose, stream
from engine.optimizers.base import Elementwise, Evaluating, Optimizer
from engine.preprocessing.base import Preprocessing
from engine.regularizers.base import Regularizer
from engine.schedules.base import Schedule
from tests.contract.support import central_difference, distinct, relative_error, variants


def members(name: str) -> Any:
    cases = [member for cls in family(name).values() for member in variants(cls)]
    return pytest.mark.parametrize("member", cases, ids=[f"{case.kind}-{i}" for i, case in enumerate(cases)])


@members("losses")
def test_loss_gradient(member: Loss) -> None:
    rng = np.random.default_rng(3)
    for kind in sorted(member.accepts):
        scores = distinct(rng, (5, 4)) * 1.5
        targets = rng.integers(0, 4, 5) if kind == "classes" else distinct(rng, (5, 4))
        value, ds = member.value_and_gradient(scores, targets)
        assert value == pytest.approx(member.value(scores, targets), rel=1e-12)
        numerical = central_difference(lambda s, t=targets: member.value(s, t), scores)  # type: ignore[misc]
        assert relative_error(ds, numerical) <= 1e-6


@members("losses")
def test_loss_is_a_mean_and_stays_finite(member: Loss) -> None:
    rng = np.random.default_rng(4)
    for kind in sorted(member.accepts):
        scores = distinct(rng, (6, 3))
        targets = rng.integers(0, 3, 6) if kind == "classes" else distinct(rng, (6, 3))
        twice = member.value(np.concatenate([scores, scores]), np.concatenate([targets, targets]))
        assert twice == pytest.approx(member.value(scores, targets), rel=1e-12)
        narrow = targets if kind == "classes" else targets.astype(np.float32)
        value, ds = member.value_and_gradient((scores * 1e4).astype(np.float32), narrow)
        assert math.isfinite(value)
        assert np.isfinite(ds).all()
        assert ds.dtype == np.float32


@members("optimizers")
def test_optimizer_goes_downhill(member: Optimizer) -> None:
    """On a quadratic bowl, 400 steps at rate 0.05 take the objective to less than a tenth."""
    curvature = np.array([1.0, 2.0, 5.0])
    x = np.array([1.0, -1.0, 0.5])

    def evaluate(at: Array, gradient: bool) -> tuple[float, Array | None]:
        return float(0.5 * (curvature * at * at).sum()), curvature * at if gradient else None

    first, _ = evaluate(x, False)
    state: dict[str, Array] = {}
    if isinstance(member, Elementwise):
        state = {slot: np.zeros_like(x) for slot in member.slots}
    for step in range(1, 401):
        if isinstance(member, Elementwise):
            member.update(x, curvature * x, state, step, 0.05)
        elif isinstance(member, Evaluating):
            member.step(x, evaluate, state, stream(0, Purpose.SEARCH, str(step)), 0.05)
    assert evaluate(x, False)[0] < first / 10


@members("optimizers")
def test_elementwise_means_element_by_element(member: Optimizer) -> None:
    """Updating two halves gives the same bits as updating the whole, in place, and leaves the gradient alone."""
    if not isinstance(member, Elementwise):
        return
    rng = np.random.default_rng(5)
    start, gradients = rng.standard_normal(10), rng.standard_normal((3, 10))
    whole, halves = start.copy(), start.copy()
    state_whole = {slot: np.zeros(10) for slot in member.slots}
    state_halves = {slot: np.zeros(10) for slot in member.slots}
    for step, g in enumerate(gradients, 1):
        kept = g.copy()
        member.update(whole, g, state_whole, step, 0.1)
        np.testing.assert_array_equal(g, kept)
        for half in (slice(0, 4), slice(4, 10)):
            member.update(halves[half], g[half], {name: a[half] for name, a in state_halves.items()}, step, 0.1)
    np.testing.assert_array_equal(whole, halves)
    assert not np.array_equal(whole, start)


@members("schedules")
def test_schedule_is_a_finite_factor(member: Schedule) -> None:
    factors = [member.factor(step, 10, 1000) for step in range(1000)]
    assert max(factors) == pytest.approx(1.0, rel=1e-3)
    assert factors[0] > 0
    assert all(math.isfinite(factor) and factor >= 0 for factor in factors)
    assert factors == [member.factor(step, 10, 1000) for step in range(1000)]


@members("regularizers")
def test_penalty_gradient(member: Regularizer) -> None:
    w = distinct(np.random.default_rng(6), (12,))
    g = np.full_like(w, 2.0)
    member.add_gradient(w, g)
    assert relative_error(g - 2.0, central_difference(member.penalty, w.copy())) <= 1e-6
    assert member.penalty(np.zeros(4)) == 0


@members("initializers")
def test_initializer_draws_from_its_stream_alone(member: Initializer) -> None:
    a, b = (member.draw(stream(1, Purpose.INITIALISATION, "dense"), (50, 40), 50, 40) for _ in range(2))
    np.testing.assert_array_equal(a, b)
    assert a.shape == (50, 40)
    assert np.isfinite(a).all()
    other = member.draw(stream(2, Purpose.INITIALISATION, "dense"), (50, 40), 50, 40)
    assert not np.array_equal(a, other) or a.min() == a.max()


@members("preprocessing")
def test_preprocessing_is_fitted_on_what_it_is_given(member: Preprocessing) -> None:
    rng = np.random.default_rng(8)
    for shape in ((40, 5), (40, 4, 4, 2)):
        train, other = rng.uniform(-3, 9, shape), rng.uniform(-3, 9, shape)
        train[:, ..., 0] = 7.0  # a feature that never varies
        fitted = member.fit(train)
        mapped = member.apply(other, fitted)
        assert np.isfinite(mapped).all()
        assert mapped.shape[1:] == member.output_shape(shape[1:])
        np.testing.assert_allclose(mapped[:3], member.apply(other[:3], fitted), rtol=0, atol=1e-12)


@members("datasets")
def test_data_set_holds_what_it_states(member: Dataset) -> None:
    samples = member.load(stream(0, Purpose.DATA))
    again = member.load(stream(0, Purpose.DATA))
    np.testing.assert_array_equal(samples.x, again.x)
    assert samples.x.shape == (member.size(), *member.input_shape())
    assert np.isfinite(samples.x.astype(float)).all()
    if member.task == "classification":
        assert samples.targets.dtype == np.int64
        assert set(np.unique(samples.targets)) == set(range(member.outputs()))
        assert len(member.class_names()) == member.outputs()
    else:
        assert samples.targets.shape == (member.size(), member.outputs())
