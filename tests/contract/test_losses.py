"""Every loss, found through the catalogue: means, their gradients, and what they take."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from engine.losses.base import Loss
from engine.numerics import Array
from tests.contract.laws import law
from tests.contract.strategies import generator, members
from tests.contract.support import check_gradient, scattered

Case = tuple[Loss, Array, Array]


def drawn(cls: type[Loss], data: st.DataObject, dtype: Any = np.float64) -> Case:
    """A loss of a class, scores, and targets of a kind it takes: classes, numbers, or shares of classes."""
    classes, samples = data.draw(st.integers(2, 5)), data.draw(st.integers(1, 5))
    loss, rng = data.draw(members(cls, width=classes)), generator(data)
    scores = scattered(rng, (samples, classes), dtype)
    kinds = sorted(loss.accepts) + (["shares"] if loss.mixes else [])
    match data.draw(st.sampled_from(kinds)):
        case "classes":
            return loss, scores, rng.integers(0, classes, samples)
        case "values":
            return loss, scores, scattered(rng, (samples, classes), dtype)
        case _:
            return loss, scores, rng.dirichlet(np.ones(classes), samples).astype(dtype)


@law("losses")
def test_gradient(cls: Any, data: st.DataObject) -> None:
    loss, scores, targets = drawn(cls, data)
    value, ds = loss.value_and_gradient(scores, targets)
    assert value == loss.value(scores, targets)
    check_gradient(ds, lambda s: loss.value(s, targets), scores)


@law("losses")
def test_type_is_kept_and_nothing_is_touched(cls: Any, data: st.DataObject) -> None:
    loss, scores, targets = drawn(cls, data, data.draw(st.sampled_from([np.float32, np.float64])))
    kept = scores.copy(), targets.copy()
    value, ds = loss.value_and_gradient(scores, targets)
    assert type(value) is float
    assert (ds.shape, ds.dtype) == (scores.shape, scores.dtype)
    np.testing.assert_array_equal(scores, kept[0])
    np.testing.assert_array_equal(targets, kept[1])
    again, ds_again = loss.value_and_gradient(scores, targets)
    assert again == value
    np.testing.assert_array_equal(ds, ds_again)


@law("losses")
def test_it_is_a_mean_over_samples(cls: Any, data: st.DataObject) -> None:
    """Samples that come twice, in any order, change nothing."""
    loss, scores, targets = drawn(cls, data)
    order = generator(data).permutation(np.tile(np.arange(len(scores)), 2))
    assert loss.value(scores[order], targets[order]) == pytest.approx(loss.value(scores, targets), rel=1e-12, abs=1e-12)


@law("losses")
def test_no_scores_overflow(cls: Any, data: st.DataObject) -> None:
    loss, scores, targets = drawn(cls, data, np.float32)
    value, ds = loss.value_and_gradient(scores * np.float32(10 ** data.draw(st.integers(1, 6))), targets)
    assert math.isfinite(value)
    assert np.isfinite(ds).all()


@law("losses")
def test_a_step_down_the_gradient_lowers_it(cls: Any, data: st.DataObject) -> None:
    loss, scores, targets = drawn(cls, data)
    value, ds = loss.value_and_gradient(scores, targets)
    assert value >= 0
    assert loss.value(scores - 1e-4 * ds, targets) <= value


@law("losses")
def test_each_sample_has_its_share_of_the_mean(cls: Any, data: st.DataObject) -> None:
    """The mean is that of the samples' own losses, divided by the classes' weights where they have any."""
    loss, scores, targets = drawn(cls, data)
    losses = loss.each(scores, targets)
    weights = np.array(getattr(loss, "class_weights", ()))
    n = (weights[targets].sum() if len(weights) and targets.ndim == 1 else 0) or len(scores)
    assert losses.shape == (len(scores),)
    assert losses.sum() / n == pytest.approx(loss.value(scores, targets), rel=1e-9, abs=1e-12)
    if not len(weights):
        np.testing.assert_allclose(losses, Loss.each(loss, scores, targets), rtol=1e-9, atol=1e-12)


@law("losses")
def test_probabilities_are_probabilities(cls: Any, data: st.DataObject) -> None:
    """Where scores are read as probabilities, those of the right class make the loss, and the order stays."""
    loss, scores, _ = drawn(cls, data)
    q = loss.probabilities(scores)
    if q is not None:
        assert q.shape == scores.shape
        assert ((q > 0) & (q < 1)).all()
        np.testing.assert_array_equal(q.argmax(axis=1), scores.argmax(axis=1))
