"""Every layer, found through the catalogue: shapes as declared, gradients as central differences have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from engine.layers.base import Backward, Context, Layer
from engine.messages import ShapeError
from engine.numerics import Array, Shape
from tests.contract.laws import law
from tests.contract.strategies import generator, images, inputs, members, rows, seeds
from tests.contract.support import check_gradient, context, scattered


class Bench:
    """One layer with inputs, parameters and state in a dtype. Each run begins with the same state and masks."""

    def __init__(self, layer: Layer, shapes: tuple[Shape, ...], rng: Any, batch: int, dtype: Any = np.float64) -> None:
        self.layer = layer
        self.x: list[Array] = [scattered(rng, (batch, *shape), dtype) for shape in shapes]
        self.p = {entry.name: scattered(rng, entry.shape, dtype) for entry in layer.parameters(shapes)}
        self.state: dict[str, Array] = {
            entry.name: (entry.initial + rng.uniform(0.2, 1, entry.shape)).astype(dtype)
            for entry in layer.states(shapes)
        }
        self.after = self.state
        self.output_shape = (batch, *layer.output_shape(shapes))
        self.dy = scattered(rng, self.output_shape, dtype)
        self._contexts = {training: context(training) for training in (True, False)}
        self._start = self._contexts[True].rng.bit_generator.state

    def run(self, training: bool, ctx: Context | None = None) -> tuple[Array, Backward]:
        self.after = {name: array.copy() for name, array in self.state.items()}
        if ctx is None:
            ctx = self._contexts[training]
            ctx.rng.bit_generator.state = self._start
        return self.layer.forward(self.x, self.p, self.after, ctx)

    def objective(self, training: bool) -> float:
        return float((self.run(training)[0] * self.dy).sum())

    def gradients(self, training: bool) -> list[tuple[Array, Array]]:
        """Every input and parameter with its gradient."""
        dxs, gradients = self.run(training)[1](self.dy)
        assert set(gradients) == set(self.p)
        return [*zip(self.x, dxs, strict=True), *((self.p[name], gradients[name]) for name in self.p)]


def drawn(cls: type[Layer], data: st.DataObject, dtype: Any = np.float64, most: int = 3) -> Bench:
    """A bench with any valid layer of a class, shapes of inputs it takes, and a batch of up to `most` samples."""
    layer = data.draw(members(cls))
    shapes = data.draw(inputs(layer))
    return Bench(layer, shapes, generator(data), data.draw(st.integers(1, most)), dtype)


def draws(ctx: Context, bench: Bench) -> bool:
    """Whether the layer takes anything from its stream in that context."""
    before = str(ctx.rng.bit_generator.state)
    bench.run(ctx.training, ctx)
    return str(ctx.rng.bit_generator.state) != before


@law("layers")
def test_gradients_in_training(cls: Any, data: st.DataObject) -> None:
    bench = drawn(cls, data)
    for array, gradient in bench.gradients(True):
        check_gradient(gradient, lambda _: bench.objective(True), array)


@law("layers")
def test_gradients_in_evaluation(cls: Any, data: st.DataObject) -> None:
    bench = drawn(cls, data)
    for array, gradient in bench.gradients(False):
        check_gradient(gradient, lambda _: bench.objective(False), array)


@law("layers")
def test_shapes_and_types_are_kept(cls: Any, data: st.DataObject) -> None:
    dtype = data.draw(st.sampled_from([np.float32, np.float64]))
    bench = drawn(cls, data, dtype, most=5)
    for training in (True, False):
        y, _ = bench.run(training)
        assert (y.shape, y.dtype) == (bench.output_shape, dtype)
        assert np.isfinite(y).all()
        for array, gradient in bench.gradients(training):
            assert (gradient.shape, gradient.dtype) == (array.shape, dtype)
            assert np.isfinite(gradient).all()
        for name, array in bench.after.items():
            assert (array.shape, array.dtype) == (bench.state[name].shape, dtype)


@law("layers")
def test_counts_are_integers(cls: Any, data: st.DataObject) -> None:
    """Sizes are known as whole numbers before anything is allocated, and follow from the shapes alone."""
    layer = data.draw(members(cls))
    shapes = data.draw(inputs(layer))
    data.draw(seeds)
    assert type(layer.operations(shapes)) is int
    assert layer.operations(shapes) >= 0
    assert all(type(extent) is int and extent >= 1 for extent in layer.output_shape(shapes))
    declared = [*layer.parameters(shapes), *layer.states(shapes)]
    assert len({entry.name for entry in declared}) == len(declared)
    assert all(type(extent) is int and extent >= 1 for entry in declared for extent in entry.shape)
    for parameter in layer.parameters(shapes):
        assert parameter.fan_in >= 1
        assert parameter.fan_out >= 1
    again = cls.model_validate_json(layer.model_dump_json())
    assert (again.parameters(shapes), again.states(shapes)) == (layer.parameters(shapes), layer.states(shapes))


@law("layers")
def test_shapes_fit_or_are_refused_with_a_remedy(cls: Any, data: st.DataObject) -> None:
    layer = data.draw(members(cls))
    number = data.draw(st.integers(layer.fewest_inputs, layer.most_inputs or 4))
    shapes = data.draw(st.tuples(*[rows | images()] * number))
    data.draw(seeds)
    refusal = refusal_of(layer, shapes)
    if refusal is None:
        assert all(extent >= 1 for extent in layer.output_shape(shapes))
        return
    assert str(refusal).endswith(".")
    assert str(refusal.remedy).endswith(".")
    assert refusal.field is None or refusal.field.removeprefix("layer.") in cls.model_fields


def refusal_of(layer: Layer, shapes: Sequence[Shape]) -> ShapeError | None:
    """What a layer has against shapes; None where nothing."""
    try:
        layer.output_shape(shapes)
    except ShapeError as refusal:
        return refusal
    return None


@law("layers")
def test_inputs_and_parameters_are_left_alone(cls: Any, data: st.DataObject) -> None:
    bench = drawn(cls, data)
    kept = [array.copy() for array in (*bench.x, *bench.p.values(), bench.dy)]
    for training in (True, False):
        y, backward = bench.run(training)
        result = y.copy()
        backward(bench.dy)
        np.testing.assert_array_equal(y, result)
        for before, after in zip(kept, (*bench.x, *bench.p.values(), bench.dy), strict=True):
            np.testing.assert_array_equal(before, after)


@law("layers")
def test_the_stream_alone_decides(cls: Any, data: st.DataObject) -> None:
    """The same stream gives the same bits, forwards and backwards; carrying back twice, or nothing, changes nothing."""
    bench = drawn(cls, data)
    for training in (True, False):
        y, backward = bench.run(training)
        state = bench.after
        once, twice = backward(bench.dy), backward(bench.dy)
        z, backward_again = bench.run(training)
        np.testing.assert_array_equal(y, z)
        for name, array in state.items():
            np.testing.assert_array_equal(array, bench.after[name])
        again = backward_again(bench.dy)
        for other in (twice, again):
            for a, b in zip(once[0], other[0], strict=True):
                np.testing.assert_array_equal(a, b)
            for name, gradient in once[1].items():
                np.testing.assert_array_equal(gradient, other[1][name])
        zero = backward(np.zeros_like(bench.dy))
        assert not any(np.any(array) for array in (*zero[0], *zero[1].values()))


@law("layers")
def test_evaluation_changes_no_state_and_draws_nothing(cls: Any, data: st.DataObject) -> None:
    bench = drawn(cls, data)
    assert not draws(context(False), bench)
    for name, array in bench.after.items():
        np.testing.assert_array_equal(array, bench.state[name])


@law("layers")
def test_modes_differ_only_by_randomness_and_state(cls: Any, data: st.DataObject) -> None:
    """A layer that neither draws nor keeps statistics is the same in both modes. What one draws in training it draws
    in evaluation too, where it is asked to stay random."""
    bench = drawn(cls, data)
    seed = data.draw(st.integers(0, 99))
    random = draws(context(True, seed), bench)
    trained, _ = bench.run(True, context(True, seed))
    sampling = context(False, seed)
    sampling.sampling = True
    sampled, _ = bench.run(False, sampling)
    evaluated, _ = bench.run(False)
    if not bench.state:
        np.testing.assert_array_equal(trained, sampled)
    if not random:
        np.testing.assert_array_equal(sampled, evaluated)


@law("layers")
def test_samples_are_evaluated_apart(cls: Any, data: st.DataObject) -> None:
    """In evaluation what one sample gives does not hang on the others in its batch."""
    bench = drawn(cls, data, most=4)
    whole, _ = bench.run(False)
    batch = bench.x
    for index in range(len(whole)):
        bench.x = [array[index : index + 1] for array in batch]
        alone, _ = bench.run(False)
        np.testing.assert_allclose(alone[0], whole[index], rtol=1e-12, atol=1e-12)
