"""What is random in a network follows its stated law: masks, noise, regions of fractional pooling, and their streams.

Figures may miss their expectation by 4.5 standard deviations: seven in a million would. Streams are fixed, so a test
that passes goes on passing.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.catalog import family
from engine.graph import analyse
from engine.layers.base import Context
from engine.network import TextbookNetwork
from engine.numerics import Array, Purpose, keep_mask, normal_cdf, stream
from engine.spec import Experiment, chain
from tests.contract.support import context
from tests.engine.support import experiment, layer

THIRTY = settings(max_examples=30)
SIGMAS = 4.5

rates = st.integers(1, 98).map(lambda percent: percent / 100)
seeds = st.integers(0, 2**32 - 1)


def trained(made: Any, x: Array, seed: int = 0, p: dict[str, Array] | None = None) -> tuple[Array, Any]:
    return made.forward([x], p or {}, {}, context(True, seed))  # type: ignore[no-any-return]


def near(share: float, expected: float, n: int) -> bool:
    """Whether chance explains by how much a share of n draws misses its probability."""
    return abs(share - expected) <= SIGMAS * math.sqrt(expected * (1 - expected) / n) + 1 / 65536


def kolmogorov(law: Array) -> float:
    """sqrt(n) sup |F_n - F| of samples given as F(x); above 2.2 once in eight thousand times."""
    law, n = np.sort(law, axis=None), law.size
    steps = np.arange(n + 1) / n
    return math.sqrt(n) * float(max((steps[1:] - law).max(), (law - steps[:-1]).max()))


# Masks


class EveryLane:
    """Stands in for a generator: its words hold each number of 16 bits once, lowest bits first."""

    def __init__(self) -> None:
        self.bit_generator = self

    def random_raw(self, size: int) -> Array:
        return np.arange(65536, dtype="<u2").view("<u8")[:size]


@THIRTY
@given(st.floats(0, 1))
def test_keep_masks_hold_their_probability_to_a_65536th(keep: float) -> None:
    mask = keep_mask(EveryLane(), (256, 256), keep)  # type: ignore[arg-type]
    assert int(mask.sum()) == round(keep * 65536)
    np.testing.assert_array_equal(mask.ravel(), np.arange(65536) < round(keep * 65536))


@THIRTY
@given(rates, seeds)
def test_keep_masks_are_independent_draws(keep: float, seed: int) -> None:
    n = 20_000
    mask = keep_mask(stream(seed, Purpose.MASK), (n,), keep)
    assert near(mask.mean(), keep, n)
    deviation = keep * (1 - keep)
    for lag in (1, 2, 3, 4, 64):
        correlation = float(((mask[lag:] - keep) * (mask[:-lag] - keep)).mean()) / deviation
        assert abs(correlation) < SIGMAS / math.sqrt(n - lag) + 1e-3


@pytest.mark.parametrize("shape", [(1,), (3,), (5, 7), (2, 3, 3, 5)])
def test_a_smaller_mask_is_the_beginning_of_a_larger_one(shape: tuple[int, ...]) -> None:
    mask = keep_mask(stream(3, Purpose.MASK), shape, 0.3)
    larger = keep_mask(stream(3, Purpose.MASK), (400,), 0.3)
    np.testing.assert_array_equal(mask.ravel(), larger[: mask.size])


# Layers that drop


@THIRTY
@given(rates, seeds)
def test_inverted_dropout(rate: float, seed: int) -> None:
    x = np.full((100, 60), 2.0)
    made = layer("dropout", rate=rate)
    y, backward = trained(made, x, seed)
    dropped = y == 0
    assert near(dropped.mean(), rate, x.size)
    np.testing.assert_allclose(y[~dropped], 2 / (1 - rate), rtol=1e-12)
    np.testing.assert_allclose(backward(x)[0][0], y)
    assert made.forward([x], {}, {}, context(False))[0] is x


@THIRTY
@given(rates, seeds)
def test_vanilla_dropout(rate: float, seed: int) -> None:
    x = np.full((100, 60), 2.0)
    made = layer("dropout", rate=rate, variant="vanilla")
    y, _ = trained(made, x, seed)
    assert near((y == 0).mean(), rate, x.size)
    assert set(np.unique(y)) <= {0.0, 2.0}
    evaluated, backward = made.forward([x], {}, {}, context(False))
    np.testing.assert_allclose(evaluated, 2 * (1 - rate), rtol=1e-12)
    np.testing.assert_allclose(backward(x)[0][0], evaluated)


@THIRTY
@given(rates, seeds)
def test_spatial_dropout_drops_whole_channels(rate: float, seed: int) -> None:
    x = np.ones((80, 3, 2, 40))
    y, _ = trained(layer("spatial_dropout", rate=rate), x, seed)
    np.testing.assert_array_equal(y, np.broadcast_to(y[:, :1, :1], y.shape))
    dropped = y[:, 0, 0] == 0
    assert near(dropped.mean(), rate, dropped.size)
    np.testing.assert_allclose(y[y != 0], 1 / (1 - rate), rtol=1e-12)


@THIRTY
@given(rates, seeds, st.sampled_from([(3,), (2, 2, 2)]))
def test_stochastic_depth_skips_whole_samples(rate: float, seed: int, shape: tuple[int, ...]) -> None:
    x = np.ones((3000, *shape))
    rows = trained(layer("stochastic_depth", rate=rate), x, seed)[0].reshape(3000, -1)
    np.testing.assert_array_equal(rows, np.broadcast_to(rows[:, :1], rows.shape))
    assert near((rows[:, 0] == 0).mean(), rate, 3000)
    np.testing.assert_allclose(rows[rows != 0], 1 / (1 - rate), rtol=1e-12)


@THIRTY
@given(rates, seeds, st.sampled_from(["dense", "conv2d"]))
def test_drop_connect_masks_weights_and_not_units(rate: float, seed: int, kind: str) -> None:
    """With an input that singles out each weight the output shows the mask; one mask serves the whole batch."""
    inputs, units = 50, 60
    rng = np.random.default_rng(0)
    dense = kind == "dense"
    made = layer(
        kind, bias=False, drop_connect=rate, **({"units": units} if dense else {"filters": units, "kernel": 1})
    )
    weight = rng.uniform(1, 2, (inputs, units) if dense else (1, 1, inputs, units))
    x = np.tile(np.eye(inputs), (2, 1)).reshape((-1, inputs) if dense else (-1, 1, 1, inputs))
    y, backward = trained(made, x, seed, {"weight": weight})
    rows = y.reshape(2, inputs, units)
    np.testing.assert_array_equal(rows[0], rows[1])
    dropped = rows[0] == 0
    assert near(dropped.mean(), rate, dropped.size)
    np.testing.assert_allclose(rows[0][~dropped], (weight.reshape(inputs, units) / (1 - rate))[~dropped], rtol=1e-12)
    gradient = backward(np.ones_like(y))[1]["weight"].reshape(inputs, units)
    np.testing.assert_array_equal(gradient == 0, dropped)
    plain = made.forward([x], {"weight": weight}, {}, context(False))[0]
    np.testing.assert_allclose(plain.reshape(2, inputs, units)[0], weight.reshape(inputs, units))


@THIRTY
@given(st.integers(1, 400).map(lambda part: part / 100), seeds, st.sampled_from([np.float32, np.float64]))
def test_gaussian_noise_is_normal(deviation: float, seed: int, dtype: Any) -> None:
    x = np.full((60, 100), 3.0, dtype)
    made = layer("gaussian_noise", deviation=deviation)
    y, backward = trained(made, x, seed)
    z = (y - x).astype(np.float64) / deviation
    assert abs(z.mean()) < SIGMAS / math.sqrt(z.size)
    assert abs(z.std() - 1) < SIGMAS / math.sqrt(2 * z.size)
    assert kolmogorov(normal_cdf(z)) < 2.2
    assert backward(x)[0][0] is x
    assert made.forward([x], {}, {}, context(False))[0] is x


RANDOM: dict[str, dict[str, Any]] = {
    "dense": {"units": 4, "drop_connect": 0.4},
    "conv2d": {"filters": 2, "drop_connect": 0.4},
    "dropout": {"rate": 0.3},
    "spatial_dropout": {"rate": 0.3},
    "stochastic_depth": {"rate": 0.3},
    "gaussian_noise": {"deviation": 0.7},
    "fractional_max_pool2d": {},
}
"""Settings under which layers are random."""


def test_random_layers_are_those_and_no_others() -> None:
    for kind in family("layers"):
        made = layer(kind, **RANDOM.get(kind, {}))
        ctx = context(True)
        before = str(ctx.rng.bit_generator.state)
        shape = (6,) if kind in ("dense", "maxout") else (4, 4, 2)
        shapes = [shape] * made.fewest_inputs
        p = {entry.name: np.ones(entry.shape) for entry in made.parameters(shapes)}
        state = {entry.name: np.ones(entry.shape) for entry in made.states(shapes)}
        made.forward([np.ones((2, *each)) for each in shapes], p, state, ctx)
        assert (str(ctx.rng.bit_generator.state) != before) == (kind in RANDOM), kind


UNBIASED = [entry for entry in RANDOM.items() if entry[0] != "fractional_max_pool2d"]
UNBIASED.append(("dropout", {"rate": 0.3, "variant": "vanilla"}))


@pytest.mark.parametrize(("kind", "fields"), UNBIASED)
def test_training_keeps_the_mean_of_evaluation(kind: str, fields: dict[str, Any]) -> None:
    """Over many steps the outputs in training average to the output in evaluation; so do those of random passes."""
    made, rng = layer(kind, **fields), np.random.default_rng(1)
    shape = (5,) if kind == "dense" else (3, 3, 2)
    x = rng.standard_normal((4, *shape))
    p = {entry.name: rng.standard_normal(entry.shape) for entry in made.parameters([shape])}
    expected = made.forward([x], p, {}, context(False))[0]
    for ctx in (context(True, 5), Context(False, stream(6, Purpose.MASK), sampling=True)):
        draws = np.stack([made.forward([x], p, {}, ctx)[0] for _ in range(1500)])
        error = draws.std(axis=0) / math.sqrt(len(draws))
        assert (np.abs(draws.mean(axis=0) - expected) <= SIGMAS * error + 1e-4).all()


# Fractional pooling


@THIRTY
@given(st.integers(1, 40), st.integers(1, 6), st.floats(1.001, 6), st.floats(0, 1, exclude_max=True))
def test_fractional_regions_cover_the_image(extent: int, size: int, ratio: float, u: float) -> None:
    """Starts lie within bounds and begin at 0, the last region ends with the image, and steps are the two whole numbers
    about a = (extent - size) / (outputs - 1), so that regions overlap by size - a on average."""
    outputs = int(extent / ratio)
    made = layer("fractional_max_pool2d", size=size, ratio=ratio)
    if outputs < 1 or outputs + size - 1 > extent:
        return
    starts = made._starts(extent, outputs, u)
    assert len(starts) == outputs
    assert starts[-1] == extent - size
    assert (starts >= 0).all()
    if outputs == 1:
        return
    a, gaps = (extent - size) / (outputs - 1), np.diff(starts)
    assert starts[0] == 0
    assert set(gaps.tolist()) <= {math.floor(a), math.ceil(a)}
    assert (size - gaps).mean() == pytest.approx(size - a)


def observed(ctx: Context, height: int, width: int, **fields: Any) -> tuple[Array, Array]:
    """Where regions start along both axes, as maxima of ramps show it; two samples, which share their regions."""
    made = layer("fractional_max_pool2d", **fields)
    ramp = np.stack(np.broadcast_arrays(np.arange(height)[:, None], np.arange(width)), axis=-1).astype(float)
    y = made.forward([np.stack([ramp, ramp + 100])], {}, {}, ctx)[0]
    np.testing.assert_array_equal(y[0] + 100, y[1])
    starts = y[0] - (made.size - 1)
    assert (starts[:, :, 0] == starts[:, :1, 0]).all()
    assert (starts[:, :, 1] == starts[:1, :, 1]).all()
    return starts[:, 0, 0], starts[0, :, 1]


def test_fractional_regions_are_drawn_anew_each_step_for_each_axis() -> None:
    """Each region starts where floor((i + u) a) - floor(u a) puts it, as often as a uniform u does."""
    steps, height, width, size = 3000, 11, 8, 2
    ctx = context(True, 9)
    down, across = (np.stack(each) for each in zip(*(observed(ctx, height, width) for _ in range(steps)), strict=True))
    grid = (np.arange(100_000) + 0.5) / 100_000
    for starts, extent in ((down, height), (across, width)):
        outputs = starts.shape[1]
        assert outputs == int(extent / 1.414)
        a = (extent - size) / (outputs - 1)
        for i in range(outputs - 1):
            expected = np.floor((i + grid) * a) - np.floor(grid * a)
            for place in np.unique(expected):
                assert near((starts[:, i] == place).mean(), float((expected == place).mean()), steps)
    first, second = down[:, 1] - down[:, 1].mean(), across[:, 1] - across[:, 1].mean()
    assert abs((first * second).mean() / (first.std() * second.std())) < SIGMAS / math.sqrt(steps)


def test_fractional_regions_are_fixed_in_evaluation_and_random_when_sampling() -> None:
    (down, across), (again, _) = (observed(context(False, seed), 9, 7, size=3) for seed in (1, 2))
    np.testing.assert_array_equal(down, again)
    made = layer("fractional_max_pool2d", size=3)
    np.testing.assert_array_equal(down, made._starts(9, 6, 0.5))
    np.testing.assert_array_equal(across, made._starts(7, 4, 0.5))
    ctx = Context(False, stream(0, Purpose.MASK), sampling=True)
    assert len({observed(ctx, 9, 7, size=3)[0].tobytes() for _ in range(30)}) > 1


# Streams


@THIRTY
@given(seeds, st.sampled_from(list(Purpose)), st.text(max_size=9), st.text(max_size=9))
def test_streams_differ_by_seed_purpose_and_owner(seed: int, purpose: Purpose, owner: str, other: str) -> None:
    n = 4000
    base = stream(seed, purpose, owner).standard_normal(n)
    np.testing.assert_array_equal(base, stream(seed, purpose, owner).standard_normal(n))
    others = [stream(seed + 1, purpose, owner), stream(seed, Purpose((purpose + 1) % len(Purpose)), owner)]
    others += [stream(seed, purpose, other)] if other != owner else []
    for each in others:
        assert abs(np.corrcoef(base, each.standard_normal(n))[0, 1]) < SIGMAS / math.sqrt(n)


def network_of(value: Experiment) -> TextbookNetwork:
    return TextbookNetwork(value.network, analyse(value), seed=4)


def test_a_layer_more_changes_no_other_s_weights_or_masks() -> None:
    """Both networks compute the same up to the added layer, and drop the same units at each step."""
    layers = [layer("dense", units=7), layer("dropout"), layer("dense", units=2)]
    short = network_of(experiment(*layers))
    with_noise = [layer("gaussian_noise", deviation=0.5), layer("dropout", rate=0.3)]
    nodes = chain(*layers[:2], *with_noise, layers[2])
    assert [node.id for node in nodes.nodes] == ["dense", "dropout", "gaussian_noise", "dropout_2", "dense_2"]
    long = network_of(experiment(network=nodes))
    for node_id in ("dense", "dense_2"):
        np.testing.assert_array_equal(short.parameters[node_id]["weight"], long.parameters[node_id]["weight"])
    x = np.random.default_rng(0).standard_normal((5, 2)).astype(np.float32)
    for _ in range(3):
        a, b = short.forward(x, training=True), long.forward(x, training=True)
        np.testing.assert_array_equal(a.outputs["dropout"], b.outputs["dropout"])
        assert not np.array_equal(b.outputs["dropout"] == 0, b.outputs["dropout_2"] == 0)
