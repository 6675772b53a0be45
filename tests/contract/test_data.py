"""Every data set, preprocessing step, augmentation and metric, found through the catalogue."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from engine.augmentations.base import Span
from engine.catalog import family
from engine.numerics import Array, Purpose, Shape, stream
from tests.contract.laws import law
from tests.contract.strategies import generator, images, members, rows


def shapes(data: st.DataObject) -> Shape:
    """The shape of a sample: a row, or an image."""
    return data.draw(rows | images())


@law("preprocessing")
def test_preprocessing_is_fitted_on_what_it_is_given(cls: Any, data: st.DataObject) -> None:
    """Its constants come from the training samples alone, and map each sample by itself; a feature that never varies
    does no harm."""
    step, shape, rng = data.draw(members(cls)), shapes(data), generator(data)
    train, other = rng.uniform(-3, 9, (data.draw(st.integers(1, 9)), *shape)), rng.uniform(-3, 9, (4, *shape))
    train[..., 0] = 7.0
    kept = train.copy(), other.copy()
    fitted = step.fit(train)
    mapped = step.apply(other, fitted)
    assert np.isfinite(mapped).all()
    assert (mapped.shape, mapped.dtype) == ((4, *step.output_shape(shape)), np.float64)
    for index in range(4):
        alone = step.apply(other[index : index + 1], fitted)
        np.testing.assert_allclose(alone[0], mapped[index], rtol=1e-9, atol=1e-9)
    again = step.fit(train)
    assert again.keys() == fitted.keys()
    for name, constant in fitted.items():
        np.testing.assert_array_equal(constant, again[name])
    np.testing.assert_array_equal(train, kept[0])
    np.testing.assert_array_equal(other, kept[1])


@law("preprocessing")
def test_targets_stay_or_become_rows(cls: Any, data: st.DataObject) -> None:
    step, classes, rng = data.draw(members(cls)), data.draw(st.integers(2, 6)), generator(data)
    targets = rng.integers(0, classes, 5)
    mapped = step.apply_targets(targets, classes)
    if step.makes_rows:
        assert mapped.shape == (5, classes)
        np.testing.assert_array_equal(mapped.argmax(axis=1), targets)
        np.testing.assert_array_equal(step.apply_targets(mapped, classes), mapped)
    else:
        np.testing.assert_array_equal(mapped, targets)


@law("augmentations")
def test_augmentations_change_samples_within_their_kind(cls: Any, data: st.DataObject) -> None:
    """Shape and type stay; images stay within what images held, shares of classes add up to 1; the stream decides."""
    member, rng, seed = data.draw(members(cls)), generator(data), data.draw(st.integers(0, 99))
    ample = (12, 12, 3) if member.needs == "image" or data.draw(st.booleans()) else (5,)
    shape = shapes(data)
    shape = shape if member.refuses(shape) is None else ample
    dtype = data.draw(st.sampled_from([np.float32, np.float64]))
    x, targets = rng.uniform(0, 255, (4, *shape)).astype(dtype), np.eye(4, 6, dtype=dtype)
    span, kept = Span.of(x), x.copy()

    def changed() -> tuple[Array, Array]:
        purpose = stream(seed, Purpose.AUGMENTATION)
        return member.mix(x, targets, purpose) if member.mixes else (member.apply(x, purpose, span), targets)

    (y, mixed), (again, mixed_again) = changed(), changed()
    np.testing.assert_array_equal(y, again)
    np.testing.assert_array_equal(mixed, mixed_again)
    idle = stream(seed, Purpose.AUGMENTATION)  # what it does not do at all it leaves as it is
    assert member.apply(x, idle, span) is x if member.mixes else member.mix(x, targets, idle) == (x, targets)
    np.testing.assert_array_equal(x, kept)
    assert (y.shape, y.dtype, mixed.shape, mixed.dtype) == (x.shape, dtype, targets.shape, dtype)
    np.testing.assert_allclose(mixed.sum(axis=1), 1, rtol=1e-6)
    assert np.isfinite(y).all()
    if len(shape) == 3:
        assert span.low - 1e-3 <= y.min()
        assert y.max() <= span.high + 1e-3


@law("datasets")
def test_data_set_holds_what_it_states(cls: Any, data: st.DataObject) -> None:
    source, seed = data.draw(members(cls)), data.draw(st.integers(0, 2**32 - 1))
    samples, again = (source.load(stream(seed, Purpose.DATA)) for _ in range(2))
    np.testing.assert_array_equal(samples.x, again.x)
    np.testing.assert_array_equal(samples.targets, again.targets)
    assert len(samples) == len(samples.targets) == source.size()
    assert samples.x.shape == (source.size(), *source.input_shape())
    assert samples.x.dtype in (np.uint8, np.float32)
    assert np.isfinite(samples.x).all()
    if source.task == "classification":
        assert samples.targets.dtype == np.int64
        assert set(np.unique(samples.targets)) == set(range(source.outputs()))
        assert len(source.class_names()) == len(set(source.class_names())) == source.outputs()
    else:
        assert samples.targets.shape == (source.size(), source.outputs())
        assert np.isfinite(samples.targets).all()
        assert source.class_names() == ()


@pytest.mark.parametrize("kind", list(family("datasets")))
def test_data_set_as_it_comes(kind: str) -> None:
    source: Any = family("datasets")[kind]()
    samples = source.load(stream(0, Purpose.DATA))
    assert samples.x.shape == (source.size(), *source.input_shape())
    taken = samples.take(np.array([2, 0]))
    np.testing.assert_array_equal(taken.x, samples.x[[2, 0]])


@law("metrics")
def test_metrics_are_plain_figures_of_the_whole(cls: Any, data: st.DataObject) -> None:
    """Plain numbers, whatever the order of the samples; shares lie between 0 and 1; perfect answers score best."""
    metric, rng = data.draw(members(cls)), generator(data)
    classes, samples = data.draw(st.integers(2, 5)), data.draw(st.integers(2, 9))
    scores = rng.standard_normal((samples, classes))
    order = rng.permutation(samples)
    counts = metric.measures == "classes"
    targets: Array = rng.integers(0, classes, samples) if counts else rng.standard_normal((samples, classes))
    figures = metric.compute(scores, targets)
    plain = json.loads(json.dumps(figures, allow_nan=False))
    assert plain == figures
    shuffled = metric.compute(scores[order], targets[order])
    perfect = metric.compute(np.eye(classes)[targets] if counts else targets, targets)
    for name, value in figures.items():
        np.testing.assert_allclose(np.asarray(shuffled[name]), np.asarray(value), rtol=1e-12)
        if counts and name != "counts":
            assert (np.asarray(value) >= 0).all()
            assert (np.asarray(value) <= 1).all()
            assert (np.asarray(perfect[name]) >= np.asarray(value)).all()
    assert all(math.isfinite(value) for value in perfect.values() if isinstance(value, float))
