"""Every layer, found through the catalogue: shapes as declared, gradients as central differences have them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.catalog import family
from engine.layers.base import Layer
from engine.numerics import Array, Shape
from tests.contract.support import central_difference, context, distinct, layer_cases, relative_error

CASES = list(layer_cases())
IDS = [f"{layer.kind_name()}-{index}" for index, (layer, _) in enumerate(CASES)]


class Bench:
    """One layer with inputs, parameters and state in a dtype."""

    def __init__(self, layer: Layer, shapes: tuple[Shape, ...], dtype: Any, batch: int = 3) -> None:
        rng = np.random.default_rng(7)
        self.layer = layer
        self.x: list[Array] = [distinct(rng, (batch, *shape), dtype) for shape in shapes]
        self.p = {entry.name: distinct(rng, entry.shape, dtype) for entry in layer.parameters(shapes)}
        self.state = {entry.name: np.full(entry.shape, entry.initial + 0.5, dtype) for entry in layer.states(shapes)}
        self.dy = distinct(rng, (batch, *layer.output_shape(shapes)), dtype)

    def run(self, training: bool) -> tuple[Array, Any]:
        state = {name: array.copy() for name, array in self.state.items()}
        return self.layer.forward(self.x, self.p, state, context(training))

    def objective(self, training: bool) -> float:
        return float((self.run(training)[0] * self.dy).sum())


def test_every_layer_is_covered() -> None:
    assert {layer.kind_name() for layer, _ in CASES} == set(family("layers"))


@pytest.mark.parametrize("training", [True, False], ids=["train", "evaluate"])
@pytest.mark.parametrize(("layer", "shapes"), CASES, ids=IDS)
def test_gradients(layer: Layer, shapes: tuple[Shape, ...], training: bool) -> None:
    bench = Bench(layer, shapes, np.float64)
    dxs, gradients = bench.run(training)[1](bench.dy)
    assert set(gradients) == set(bench.p)
    assert len(dxs) == len(bench.x)
    for array, gradient in [*zip(bench.x, dxs, strict=True), *((bench.p[name], gradients[name]) for name in bench.p)]:
        assert gradient.shape == array.shape
        numerical = central_difference(lambda _: bench.objective(training), array)
        assert relative_error(gradient, numerical) <= 1e-6


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("layer", "shapes"), CASES, ids=IDS)
def test_shapes_and_types_are_kept(layer: Layer, shapes: tuple[Shape, ...], dtype: Any) -> None:
    for batch in (1, 4):
        bench = Bench(layer, shapes, dtype, batch)
        for training in (True, False):
            y, backward = bench.run(training)
            assert y.shape == (batch, *layer.output_shape(shapes))
            assert y.dtype == dtype
            for array in backward(bench.dy)[0]:
                assert array.dtype == dtype


@pytest.mark.parametrize(("layer", "shapes"), CASES, ids=IDS)
def test_inputs_and_parameters_are_left_alone(layer: Layer, shapes: tuple[Shape, ...]) -> None:
    bench = Bench(layer, shapes, np.float64)
    kept = [array.copy() for array in (*bench.x, *bench.p.values(), bench.dy)]
    bench.run(True)[1](bench.dy)
    for before, after in zip(kept, (*bench.x, *bench.p.values(), bench.dy), strict=True):
        np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize(("layer", "shapes"), CASES, ids=IDS)
def test_evaluation_changes_no_state_and_draws_nothing(layer: Layer, shapes: tuple[Shape, ...]) -> None:
    bench = Bench(layer, shapes, np.float64)
    state = {name: array.copy() for name, array in bench.state.items()}
    ctx = context(False)
    before = ctx.rng.bit_generator.state["state"]["state"].copy()
    layer.forward(bench.x, bench.p, state, ctx)
    for name, array in state.items():
        np.testing.assert_array_equal(array, bench.state[name])
    np.testing.assert_array_equal(ctx.rng.bit_generator.state["state"]["state"], before)


@pytest.mark.parametrize(("layer", "shapes"), CASES, ids=IDS)
def test_counts_are_integers(layer: Layer, shapes: tuple[Shape, ...]) -> None:
    assert type(layer.operations(shapes)) is int
    assert all(type(extent) is int for extent in layer.output_shape(shapes))
    for parameter in layer.parameters(shapes):
        assert parameter.fan_in >= 1
        assert parameter.fan_out >= 1
