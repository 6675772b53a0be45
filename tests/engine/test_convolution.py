"""Convolution and pooling against plain loops over the definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.layers.convolution import Conv2D
from engine.layers.pooling import MaxPool2D
from engine.messages import ShapeError
from engine.numerics import Array
from tests.contract.support import context


def by_loops(x: Array, w: Array, b: Array, stride: int, dilation: int, pads: tuple[int, int, int, int]) -> Array:
    top, bottom, left, right = pads
    x = np.pad(x, ((0, 0), (top, bottom), (left, right), (0, 0)))
    kernel, filters = w.shape[0], w.shape[3]
    reach = dilation * (kernel - 1) + 1
    height, width = (x.shape[1] - reach) // stride + 1, (x.shape[2] - reach) // stride + 1
    y = np.zeros((len(x), height, width, filters))
    for n, i, j, o in np.ndindex(*y.shape):
        patch = x[n, i * stride : i * stride + reach : dilation, j * stride : j * stride + reach : dilation]
        y[n, i, j, o] = (patch * w[..., o]).sum() + b[o]
    return y


@settings(max_examples=80, deadline=None)
@given(
    st.integers(1, 9), st.integers(1, 9), st.integers(1, 3), st.integers(1, 3), st.integers(1, 4), st.integers(1, 3),
    st.integers(1, 2), st.one_of(st.sampled_from(["valid", "same"]), st.integers(0, 3)),
)  # fmt: skip
def test_convolution_is_its_definition(
    height: int, width: int, channels: int, filters: int, kernel: int, stride: int, dilation: int, padding: str | int
) -> None:
    conv = Conv2D(filters=filters, kernel=kernel, stride=stride, dilation=dilation, padding=padding)  # type: ignore[arg-type]
    shape = (height, width, channels)
    reach = dilation * (kernel - 1) + 1
    if padding == "same":
        totals = [max((-(-size // stride) - 1) * stride + reach - size, 0) for size in (height, width)]
        pads = (totals[0] // 2, totals[0] - totals[0] // 2, totals[1] // 2, totals[1] - totals[1] // 2)
    else:
        pads = (0, 0, 0, 0) if padding == "valid" else (int(padding),) * 4
    if height + pads[0] + pads[1] < reach or width + pads[2] + pads[3] < reach:
        with pytest.raises(ShapeError):
            conv.output_shape([shape])
        return
    rng = np.random.default_rng(0)
    x = rng.standard_normal((2, *shape))
    p = {entry.name: rng.standard_normal(entry.shape) for entry in conv.parameters([shape])}
    y, _ = conv.forward([x], p, {}, context(True))
    np.testing.assert_allclose(y, by_loops(x, p["weight"], p["bias"], stride, dilation, pads), atol=1e-12)
    assert y.shape[1:] == conv.output_shape([shape])


def test_same_padding_keeps_the_size() -> None:
    for kernel in range(1, 6):
        assert Conv2D(filters=2, kernel=kernel).output_shape([(8, 5, 1)]) == (8, 5, 2)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 8), st.integers(1, 8), st.integers(1, 3), st.integers(1, 3))
def test_pooling_is_its_definition(height: int, width: int, size: int, stride: int) -> None:
    pool = MaxPool2D(size=size, stride=stride)
    if min(height, width) < size:
        with pytest.raises(ShapeError):
            pool.output_shape([(height, width, 2)])
        return
    x = np.random.default_rng(1).standard_normal((2, height, width, 2))
    y, backward = pool.forward([x], {}, {}, context(True))
    for n, i, j, c in np.ndindex(*y.shape):
        assert y[n, i, j, c] == x[n, i * stride : i * stride + size, j * stride : j * stride + size, c].max()
    assert backward(np.ones_like(y))[0][0].sum() == pytest.approx(y.size)


def test_a_tie_passes_its_gradient_once() -> None:
    x = np.zeros((1, 2, 2, 1))
    _, backward = MaxPool2D().forward([x], {}, {}, context(True))
    np.testing.assert_array_equal(backward(np.ones((1, 1, 1, 1)))[0][0].ravel(), [1, 0, 0, 0])
