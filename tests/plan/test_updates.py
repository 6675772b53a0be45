"""Optimizers by flat calls beside their textbook code."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.catalog import family
from engine.numerics import Array
from engine.optimizers.base import Elementwise
from engine.plan import updates
from engine.plan.program import Workers
from engine.plan.updates import Segment, Update, flush, joined

KINDS = [kind for kind, cls in family("optimizers").items() if issubclass(cls, Elementwise)]
SEGMENTS = [Segment(slice(0, 40), 1.0, True), Segment(slice(40, 50), 1.0, False), Segment(slice(60, 100), 0.3, True)]


class Odd(Elementwise):
    """An optimizer without calls of its own."""

    slots = ("n",)

    def update(self, x: Array, g: Array, state: dict[str, Array], step: int, rate: float) -> None:
        state["n"] += 1
        x -= rate * g / state["n"]


def textbook(optimizer: Elementwise, x: Array, g: Array, moments: dict[str, Array], step: int, rate: float) -> None:
    for place, multiplier, shrinks in SEGMENTS:
        if shrinks:
            optimizer.shrink(x[place], rate * multiplier)
        own = {name: moment[place] for name, moment in moments.items()}
        optimizer.update(x[place], g[place], own, step, rate * multiplier)


def run(optimizer: Any, steps: int, workers: Workers | None = None) -> tuple[Array, Array]:
    """Parameters after some steps: by the flat calls, and by the textbook's."""
    rng = np.random.default_rng(3)
    x = rng.standard_normal(100)
    moments, plain = ({name: np.zeros(100) for name in optimizer.slots} for _ in range(2))
    ours, theirs, g = x.copy(), x.copy(), np.zeros(100)
    update = Update(optimizer, SEGMENTS, ours, g, moments)
    for step in range(1, steps + 1):
        g[...] = rng.standard_normal(100)
        rate = 0.1 / step
        update.advance(step, rate, workers)
        textbook(optimizer, theirs, g, plain, step, rate)
    np.testing.assert_array_equal(ours[50:60], x[50:60])
    return ours, theirs


@pytest.mark.parametrize("kind", KINDS)
def test_every_optimizer(kind: str) -> None:
    for fields in ({}, {"learning_rate": 0.5}):
        ours, theirs = run(family("optimizers")[kind](**fields), 300)
        np.testing.assert_allclose(ours, theirs, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_stretches_and_threads_change_no_bit(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _ = run(family("optimizers")[kind](), 5)
    monkeypatch.setattr(updates, "STRETCH", 7)
    monkeypatch.setattr(updates, "SHARED", 10)
    workers = Workers(2)
    for helpers in (None, workers):
        cut, _ = run(family("optimizers")[kind](), 5, helpers)
        np.testing.assert_array_equal(cut, whole)
    workers.close()


def test_an_optimizer_without_calls_goes_by_the_textbook() -> None:
    ours, theirs = run(Odd(), 20)
    np.testing.assert_array_equal(ours, theirs)


def test_neighbours_of_one_rate_are_one() -> None:
    assert joined(SEGMENTS) == [(slice(0, 50), 1.0), (slice(60, 100), 0.3)]


def test_next_to_nothing_becomes_nothing() -> None:
    moment = np.array([1e-3, -1e-37, 1e-39, -1e-39, 1e-44, 0.0], np.float32)
    flush(moment)
    np.testing.assert_array_equal(moment, np.array([1e-3, -1e-37, 0, 0, 0, 0], np.float32))


def test_moments_of_a_dead_unit_do_not_stay_subnormal() -> None:
    """Its gradient is zero from the second step on; without flushing, m ends at the smallest number there is."""
    x, g = np.ones(4, np.float32), np.full(4, 1e-3, np.float32)
    moments = {name: np.zeros(4, np.float32) for name in ("m", "v")}
    update = Update(family("optimizers")["adam"](), [Segment(slice(0, 4), 1.0, True)], x, g, moments)
    for step in range(1, 1300):
        update.advance(step, 0.001)
        g[...] = 0
    assert not moments["m"].any()
