"""Initial weights follow their stated laws: spread, limits, right angles. Streams are fixed."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.numerics import Array, Purpose, normal_cdf, stream
from tests.engine.support import make
from tests.engine.test_random_layers import SIGMAS, kolmogorov

THIRTY = settings(max_examples=30)
SHAPES = st.sampled_from([((80, 100), 80, 100), ((3, 3, 20, 50), 180, 450), ((5, 2000), 5, 2000), ((2000, 4), 2000, 4)])
VARIANCES = {
    "he_normal": lambda fan_in, fan_out: 2 / fan_in,
    "lecun_normal": lambda fan_in, fan_out: 1 / fan_in,
    "glorot_normal": lambda fan_in, fan_out: 2 / (fan_in + fan_out),
    "he_uniform": lambda fan_in, fan_out: 2 / fan_in,
    "glorot_uniform": lambda fan_in, fan_out: 2 / (fan_in + fan_out),
}


def draw(kind: str, shape: tuple[int, ...], fan_in: int, fan_out: int, seed: int, **fields: float) -> Array:
    drawn: Array = make("initializers", kind, **fields).draw(
        stream(seed, Purpose.INITIALISATION, "dense"), shape, fan_in, fan_out
    )
    return drawn


def follows(w: Array, variance: float, uniform: bool) -> None:
    """Mean zero, that variance, and the whole distribution."""
    n = w.size
    assert abs(w.mean()) < SIGMAS * math.sqrt(variance / n)
    assert abs(w.var() / variance - 1) < SIGMAS * math.sqrt((0.8 if uniform else 2) / n)
    if uniform:
        limit = math.sqrt(3 * variance)
        assert np.abs(w).max() <= limit
        assert kolmogorov((w / limit + 1) / 2) < 2.2
    else:
        assert kolmogorov(normal_cdf(w / math.sqrt(variance))) < 2.2


@pytest.mark.parametrize("kind", list(VARIANCES))
@THIRTY
@given(SHAPES, st.integers(0, 2**32 - 1))
def test_spread_follows_the_fans(kind: str, place: tuple[tuple[int, ...], int, int], seed: int) -> None:
    shape, fan_in, fan_out = place
    follows(draw(kind, shape, fan_in, fan_out, seed), VARIANCES[kind](fan_in, fan_out), "uniform" in kind)


@THIRTY
@given(SHAPES, st.integers(0, 2**32 - 1), st.sampled_from([0.01, 0.1, 1.0]))
def test_spread_is_as_stated(place: tuple[tuple[int, ...], int, int], seed: int, spread: float) -> None:
    follows(draw("normal", *place, seed, deviation=spread), spread**2, uniform=False)
    follows(draw("uniform", *place, seed, limit=spread), spread**2 / 3, uniform=True)
    assert (draw("zeros", *place, seed) == 0).all()
    assert (draw("constant", *place, seed, value=spread) == spread).all()
    assert not draw("normal", *place, seed, deviation=0.0).any()


@THIRTY
@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 3), st.floats(0.1, 4), st.integers(0, 2**32 - 1))
def test_orthogonal_columns_or_rows(rows: int, columns: int, side: int, gain: float, seed: int) -> None:
    for shape in ((rows, columns), (side, side, rows, columns)):
        w = draw("orthogonal", shape, 1, 1, seed, gain=gain).reshape(-1, columns)
        product = w.T @ w if len(w) >= columns else w @ w.T
        np.testing.assert_allclose(product, gain**2 * np.eye(len(product)), atol=1e-12 * gain**2 + 1e-14)


def test_orthogonal_directions_are_all_alike() -> None:
    """The first column of many draws points anywhere on the circle, and both turns come equally often."""
    draws = np.stack([draw("orthogonal", (2, 2), 2, 2, seed) for seed in range(1500)])
    angles = np.arctan2(draws[:, 1, 0], draws[:, 0, 0])
    assert kolmogorov((angles + math.pi) / (2 * math.pi)) < 2.2
    assert abs(np.sign(np.linalg.det(draws)).mean()) < SIGMAS / math.sqrt(1500)
