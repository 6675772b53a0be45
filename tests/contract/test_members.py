"""Every optimizer, schedule, regularizer, initializer and training rule, found through the catalogue."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from engine.catalog import family
from engine.numerics import Array, Purpose, stream
from engine.optimizers.base import Elementwise, Evaluating
from engine.rules.base import AveragingRule, EpochRule, EvaluationRule, GradientRule, RateRule, Rule, WeightRule
from engine.schedules.base import Controller
from tests.contract.laws import law
from tests.contract.strategies import generator, members
from tests.contract.support import check_gradient, scattered


def floats(data: st.DataObject) -> Any:
    return data.draw(st.sampled_from([np.float32, np.float64]))


def bowl(curvature: Array, centre: Array) -> Any:
    """A quadratic objective, as evaluating optimizers ask for it."""

    def evaluate(at: Array, gradient: bool) -> tuple[float, Array | None]:
        off = at - centre
        return float(0.5 * (curvature * off * off).sum()), curvature * off if gradient else None

    return evaluate


def state_of(optimizer: Any, like: Array) -> dict[str, Array]:
    return {slot: np.zeros_like(like) for slot in optimizer.slots} if isinstance(optimizer, Elementwise) else {}


@pytest.mark.parametrize("kind", list(family("optimizers")))
def test_optimizer_goes_downhill(kind: str) -> None:
    """On a quadratic bowl, 400 steps at rate 0.05 take the objective to less than a tenth."""
    optimizer: Any = family("optimizers")[kind]()
    evaluate, x = bowl(np.array([1.0, 2.0, 5.0]), np.zeros(3)), np.array([1.0, -1.0, 0.5])
    first, state = evaluate(x, False)[0], state_of(optimizer, x)
    for step in range(1, 401):
        if isinstance(optimizer, Elementwise):
            optimizer.update(x, evaluate(x, True)[1], state, step, 0.05)
        else:
            optimizer.step(x, evaluate, state, stream(0, Purpose.SEARCH, str(step)), 0.05)
    assert evaluate(x, False)[0] < first / 10


@law("optimizers")
def test_steps_go_down_in_place_and_keep_the_type(cls: Any, data: st.DataObject) -> None:
    """Elementwise: the first step is against the gradient, number by number. Evaluating: the objective does not rise,
    and is what the optimizer says it is. Both: the same bits from the same start; nothing but x and state changes."""
    optimizer, rng, dtype = data.draw(members(cls)), generator(data), floats(data)
    size, rate = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 9)) / 10
    start = scattered(rng, (size,), dtype)
    evaluate = bowl(rng.uniform(0.5, 4, size).astype(dtype), scattered(rng, (size,), dtype))
    g = evaluate(start, True)[1]
    kept, ends = g.copy(), []
    for _ in range(2):
        x = start.copy()
        state = state_of(optimizer, x)
        if isinstance(optimizer, Elementwise):
            optimizer.update(x, g, state, 1, rate)
            assert ((start - x) * g > 0).all()
            assert all(array.dtype == dtype and array.shape == x.shape for array in state.values())
        else:
            value = optimizer.step(x, evaluate, state, stream(1, Purpose.SEARCH), rate)
            assert value <= evaluate(start, False)[0]
            assert value == pytest.approx(evaluate(x, False)[0], rel=1e-5 if dtype == np.float32 else 1e-9, abs=1e-12)
        assert x.dtype == dtype
        ends.append(x)
    np.testing.assert_array_equal(*ends)
    np.testing.assert_array_equal(g, kept)


@law("optimizers")
def test_elementwise_means_element_by_element(cls: Any, data: st.DataObject) -> None:
    """Updating parts gives the same bits as updating the whole. Evaluating optimizers go on from a copied state."""
    optimizer, rng, dtype = data.draw(members(cls)), generator(data), floats(data)
    start = scattered(rng, (10,), dtype)
    whole, parts = start.copy(), start.copy()
    state_whole, state_parts = state_of(optimizer, whole), state_of(optimizer, parts)
    cut, rate = data.draw(st.integers(0, 10)), data.draw(st.integers(1, 9)) / 10
    evaluate = bowl(rng.uniform(0.5, 4, 10).astype(dtype), np.zeros(10, dtype))
    for step in range(1, 4):
        if isinstance(optimizer, Evaluating):
            for x, state in ((whole, state_whole), (parts, state_parts)):
                optimizer.step(x, evaluate, state, stream(step, Purpose.SEARCH), rate)
            state_parts = {name: array.copy() for name, array in state_parts.items()}
            continue
        g = scattered(rng, (10,), dtype)
        optimizer.update(whole, g, state_whole, step, rate)
        for part in (slice(0, cut), slice(cut, 10)):
            optimizer.update(parts[part], g[part], {name: a[part] for name, a in state_parts.items()}, step, rate)
    np.testing.assert_array_equal(whole, parts)
    shrunk = whole.copy()
    if isinstance(optimizer, Elementwise):
        optimizer.shrink(shrunk, 0.01)
        assert (np.abs(shrunk) <= np.abs(whole)).all()


@law("schedules")
def test_schedule_is_a_factor_and_a_pure_function(cls: Any, data: st.DataObject) -> None:
    schedule = data.draw(members(cls))
    per_epoch, epochs = data.draw(st.integers(1, 50)), data.draw(st.integers(1, 40))
    total = per_epoch * epochs
    step = data.draw(st.integers(0, total - 1) | st.floats(0, total) | st.integers(total, 10 * total))
    factor = schedule.factor(step, per_epoch, total)
    assert math.isfinite(factor)
    assert 0 <= factor <= 1 + 1e-12
    assert schedule.factor(0, per_epoch, total) > 0
    again = cls.model_validate_json(schedule.model_dump_json())
    assert again.factor(step, per_epoch, total) == factor


@law("schedules")
def test_controllers_only_ever_lower_the_rate(cls: Any, data: st.DataObject) -> None:
    """What a controller remembers is plain numbers, from which it goes on. Other schedules remember nothing: time in
    epochs is all that counts for them, however many steps make one (to rounding)."""
    schedule = data.draw(members(cls))
    losses = data.draw(st.lists(st.floats(0, 1e6), min_size=1, max_size=12))
    if not isinstance(schedule, Controller):
        epochs, t = data.draw(st.integers(5, 40)), data.draw(st.integers(0, 99)) / 20
        coarse, fine = (schedule.factor(t * spe, spe, epochs * spe) for spe in (20_000, 40_000))
        assert coarse == pytest.approx(fine, abs=1e-3)
        return
    state = schedule.start()
    assert state["factor"] == 1
    for loss in losses:
        before, restored = state["factor"], json.loads(json.dumps(state))
        schedule.observe(loss, state)
        schedule.observe(loss, restored)
        assert 0 <= state["factor"] <= before
        assert restored == state
    assert schedule.factor(3, 10, 100) == 1


@law("regularizers")
def test_penalty_and_its_gradient(cls: Any, data: st.DataObject) -> None:
    regularizer, rng = data.draw(members(cls)), generator(data)
    w = scattered(rng, (data.draw(st.integers(1, 12)),))
    g = scattered(rng, w.shape)
    before = g.copy()
    regularizer.add_gradient(w, g)
    check_gradient(g - before, regularizer.penalty, w)
    v = scattered(rng, (3,))
    assert regularizer.penalty(w) >= 0
    assert regularizer.penalty(np.zeros(4)) == 0
    both = regularizer.penalty(np.concatenate([w, v]))
    assert both == pytest.approx(regularizer.penalty(w) + regularizer.penalty(v), rel=1e-12)
    assert regularizer.acts_on("dense") == (not regularizer.layers or "dense" in regularizer.layers)


@law("regularizers")
def test_penalty_s_type_is_kept(cls: Any, data: st.DataObject) -> None:
    regularizer, rng, dtype = data.draw(members(cls)), generator(data), floats(data)
    w, g = scattered(rng, (5,), dtype), scattered(rng, (5,), dtype)
    kept = w.copy()
    regularizer.add_gradient(w, g)
    np.testing.assert_array_equal(w, kept)
    assert g.dtype == dtype
    assert type(regularizer.penalty(w)) is float


@law("initializers")
def test_initializer_draws_from_its_stream_alone(cls: Any, data: st.DataObject) -> None:
    initializer, seed = data.draw(members(cls)), data.draw(st.integers(0, 2**32 - 1))
    dense, image = st.tuples(*[st.integers(1, 6)] * 2), st.tuples(*[st.integers(1, 3)] * 4)
    shape = data.draw(dense | image)
    fans = data.draw(st.integers(1, 99)), data.draw(st.integers(1, 99))
    a, b = (initializer.draw(stream(seed, Purpose.INITIALISATION, "dense"), shape, *fans) for _ in range(2))
    np.testing.assert_array_equal(a, b)
    assert (a.shape, a.dtype) == (shape, np.float64)
    assert np.isfinite(a).all()
    other = initializer.draw(stream(seed, Purpose.INITIALISATION, "dense_2"), shape, *fans)
    assert not np.array_equal(a, other) or a.min() == a.max() or a.size == 1


@law("rules")
def test_each_rule_does_what_its_kind_does_at_its_moment(cls: Any, data: st.DataObject) -> None:
    rule, rng = data.draw(members(cls)), generator(data)
    kinds = [each for each in OWED if isinstance(rule, each)]
    assert len(kinds) == 1
    OWED[kinds[0]](rule, rng, floats(data))


def rate_rule(rule: RateRule, rng: np.random.Generator, dtype: Any) -> None:
    """A factor from 0 to 1 of time alone."""
    for epochs in rng.uniform(0, 20, 5):
        assert 0 <= rule.factor(float(epochs)) <= 1
        assert rule.factor(float(epochs)) == rule.factor(float(epochs))


def gradient_rule(rule: GradientRule, rng: np.random.Generator, dtype: Any) -> None:
    """No number grows or changes its sign; a second time changes nothing; what is small stays as it is."""
    g = (scattered(rng, (7,)) * 10.0 ** rng.integers(-8, 4)).astype(dtype)
    clipped = g.copy()
    rule.clip(clipped)
    assert clipped.dtype == dtype
    assert (np.abs(clipped) <= np.abs(g) * (1 + 1e-6)).all()
    assert (clipped * g >= 0).all()
    twice = clipped.copy()
    rule.clip(twice)
    np.testing.assert_allclose(twice, clipped, rtol=1e-6)
    small = g * dtype(1e-12)
    kept = small.copy()
    rule.clip(small)
    np.testing.assert_array_equal(small, kept)


def weight_rule(rule: WeightRule, rng: np.random.Generator, dtype: Any) -> None:
    """No unit's weights grow; a second time changes nothing; each unit is by itself."""
    for shape in ((5, 4), (3, 3, 2, 4)):
        w = (scattered(rng, shape) * 10.0 ** rng.integers(-3, 3)).astype(dtype)
        held = w.copy()
        rule.constrain(held)
        assert held.dtype == dtype
        assert (np.abs(held) <= np.abs(w) * (1 + 1e-6)).all()
        twice = held.copy()
        rule.constrain(twice)
        np.testing.assert_allclose(twice, held, rtol=1e-5)
        alone = w[..., 1:2].copy()
        rule.constrain(alone)
        np.testing.assert_allclose(alone, held[..., 1:2], rtol=1e-6)


def averaging_rule(rule: AveragingRule, rng: np.random.Generator, dtype: Any) -> None:
    """The average lies between what it was and what it is given, and stays where both agree."""
    old, x = scattered(rng, (6,), dtype), scattered(rng, (6,), dtype)
    for step in (1, 2, 1000):
        average = old.copy()
        rule.average(average, x, step)
        assert average.dtype == dtype
        assert (average >= np.minimum(old, x) - 1e-6).all()
        assert (average <= np.maximum(old, x) + 1e-6).all()
        same = x.copy()
        rule.average(same, x, step)
        np.testing.assert_allclose(same, x, rtol=1e-6)


def epoch_rule(rule: EpochRule, rng: np.random.Generator, dtype: Any) -> None:
    """A run whose loss falls by much goes on, one whose loss does not ends; its state is plain numbers."""
    state = rule.start()
    assert not any(rule.stops(loss, state) for loss in 1e6 - 1e4 * np.arange(50.0))
    restored = json.loads(json.dumps(state))
    stops = [rule.stops(1e6, state) for _ in range(200)]
    assert any(stops)
    assert stops == [rule.stops(1e6, restored) for _ in range(200)]


def evaluation_rule(rule: EvaluationRule, rng: np.random.Generator, dtype: Any) -> None:
    """Some passes."""
    assert type(rule.passes()) is int
    assert rule.passes() >= 1


OWED: dict[type[Rule], Any] = {
    RateRule: rate_rule,
    GradientRule: gradient_rule,
    WeightRule: weight_rule,
    AveragingRule: averaging_rule,
    EpochRule: epoch_rule,
    EvaluationRule: evaluation_rule,
}
"""What each kind of rule owes."""
