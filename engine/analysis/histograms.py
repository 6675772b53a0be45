"""Histograms of weights, biases, activations, gradients and updates, cheap enough to take while training goes on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from engine.analysis.looks import Look
from engine.layers.activation import Activation
from engine.layers.base import Layer
from engine.numerics import Array
from engine.training.trainer import Trainer

Kind = Literal["weights", "biases", "activations", "gradients", "updates"]
KINDS: tuple[Kind, ...] = ("weights", "biases", "activations", "gradients", "updates")
BINS = 40
SAMPLED = 8192
"""Most values that are counted; of a larger array every so-manieth is, see `stride_of`."""

QUANTILES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
_INNER = np.array(QUANTILES[1:-1])

JUDGED = 2**20
"""Most values that are looked at for dead units; of a larger batch, fewer samples are."""

SATURATED = 0.97
"""Share of the way from the middle of a function's range to its ends from which on it counts as saturated."""


@dataclass(frozen=True)
class Histogram:
    """Counts over equal bins from `low` to `high` of `sampled` values: every `stride`-th of an array of `size`, without
    those that are not finite. Mean, deviation and QUANTILES (interpolated linearly) are of the counted values too. But
    `low` and `high`, and the first and last quantile, are the least and the greatest finite value of the whole array,
    whether they were counted or not; only where all values are the same, `low` is below and `high` above them.

    Of activations where it can happen (else None): the share of counted values that are exactly what an inactive unit
    gives (`silent`), the share of units that give it for every sample (`dead`), and the share of counted values near
    the ends of the function's range (`saturated`).
    """

    counts: Array
    low: float
    high: float
    mean: float
    deviation: float
    size: int
    sampled: int
    stride: int
    quantiles: tuple[float, ...]
    silent: float | None = None
    dead: float | None = None
    saturated: float | None = None


@dataclass(frozen=True)
class Snapshot:
    """Histograms as they stood after `step` steps, by (node id, kind)."""

    step: int
    histograms: dict[tuple[str, Kind], Histogram]


def stride_of(size: int) -> int:
    """How many values apart those are that are counted of an array: the least distance which leaves no more than
    SAMPLED and has no divisor in common with the size, so that every unit and every position comes in turn."""
    stride = max(-(-size // SAMPLED), 1)
    while math.gcd(stride, size) > 1:
        stride += 1
    return stride


def histogram(values: Array, bins: int = BINS, layer: Layer | None = None) -> Histogram:
    """The histogram of an array of any shape, over the range of all its finite values (at least a hair's breadth); to
    find that range takes two passes over an array of which only a sample is counted. Where the values are what a layer
    gives for a batch, that layer says what is dead or saturated."""
    size = values.size
    stride = stride_of(size) if size else 1
    ordered = np.sort(values.reshape(-1)[::stride])  # in its own precision, which is quicker
    if ordered.size and not math.isfinite(ordered[0] + ordered[-1]):  # NaN is last
        ordered = ordered[np.isfinite(ordered)]
    flat = ordered.astype(np.float64)
    count = len(flat)
    if not count:
        nothing = (math.nan,) * len(QUANTILES)
        return Histogram(np.zeros(bins, dtype=np.int64), 0.0, 1.0, 0.0, 0.0, size, 0, stride, nothing)
    least, greatest = (float(flat[0]), float(flat[-1])) if stride == 1 else _extremes(values)
    low, high = least, greatest
    if high - low <= 1e-12 * max(abs(low), abs(high), 1e-3):
        middle, half = (low + high) / 2, 0.5 * max(abs(low), 1e-3)
        low, high = middle - half, middle + half
    below = np.empty(bins + 1, dtype=np.int64)  # how many values lie below each edge
    below[0], below[-1] = 0, count
    below[1:-1] = flat.searchsorted(low + np.arange(1, bins) * ((high - low) / bins))
    counts = below[1:] - below[:-1]
    mean = float(np.add.reduce(flat)) / count
    centred = flat - mean
    deviation = math.sqrt(float(centred.dot(centred)) / count)
    silent, dead, saturated = _fractions(values, flat, layer) if isinstance(layer, Activation) else (None, None, None)
    quantiles = least, *_quantiles(flat), greatest
    return Histogram(counts, low, high, mean, deviation, size, count, stride, quantiles, silent, dead, saturated)


def _extremes(values: Array) -> tuple[float, float]:
    """The least and the greatest finite value of an array that has one."""
    least, greatest = float(np.minimum.reduce(values, axis=None)), float(np.maximum.reduce(values, axis=None))
    if math.isfinite(least + greatest):
        return least, greatest
    finite = values[np.isfinite(values)]
    return float(finite.min()), float(finite.max())


def over_range(counts: Array, lows: Array, highs: Array, low: float, high: float, bins: int = BINS) -> Array:
    """Counts (S, B) of histograms with ranges of their own as counts (S, bins) over one range: the values of each bin
    are taken to lie evenly in it. What lies outside of the range is not among them."""
    old = counts.shape[1]
    edges = (np.linspace(low, high, bins + 1) - lows[:, None]) * (old / (highs - lows)[:, None])
    edges = np.clip(edges, 0, old)
    whole = np.minimum(edges.astype(np.int64), old - 1)
    below = np.zeros((len(counts), old + 1))
    np.cumsum(counts, axis=1, out=below[:, 1:])
    rows = np.arange(len(counts))[:, None]
    found: Array = np.diff(below[rows, whole] + (edges - whole) * counts[rows, whole], axis=1)
    return found


def dead_share(values: Array, silent: float) -> float:
    """The share of units (the last axis) that give exactly `silent` for every sample and every position; of a batch
    with more than JUDGED values, for evenly chosen samples."""
    samples = values[:: max(1, -(-values.size // JUDGED))]
    rows = samples.reshape(-1, values.shape[-1])
    few = min(len(rows), 64)  # most units that live show it soon
    dead = np.logical_and.reduce(rows[:few] == silent, axis=0)
    if few < len(rows) and dead.any():
        dead[dead] = (rows[few:, dead] == silent).all(axis=0)
    return int(np.count_nonzero(dead)) / len(dead)


def _fractions(values: Array, flat: Array, layer: Activation) -> tuple[float | None, float | None, float | None]:
    silent = dead = saturated = None
    if layer.silent is not None:
        silent, dead = int(np.count_nonzero(flat == layer.silent)) / len(flat), dead_share(values, layer.silent)
    if layer.ends is not None:
        low, high = layer.ends
        outside = np.abs(flat - (low + high) / 2) > SATURATED * (high - low) / 2
        saturated = int(np.count_nonzero(outside)) / len(flat)
    return silent, dead, saturated


def _quantiles(ordered: Array) -> tuple[float, ...]:
    """The QUANTILES of sorted values but for the first and the last, as np.quantile gives them without its overhead."""
    places = _INNER * (len(ordered) - 1)
    below = places.astype(np.int64)
    above = np.minimum(below + 1, len(ordered) - 1)
    start = ordered[below]
    found = start + (places - below) * (ordered[above] - start)
    return tuple(found.tolist())


@dataclass(frozen=True)
class Histograms(Look[Snapshot]):
    """Histograms of (node id, kind) pairs, as far as they exist: weights and biases from the start, gradients and
    updates from the first step on. `weights` are the node's weight (or else its first parameter), `gradients` its
    gradient, `updates` what the last step added to it, `biases` the parameter that is added."""

    pairs: frozenset[tuple[str, Kind]]

    def watched(self) -> frozenset[str]:
        return frozenset(node_id for node_id, kind in self.pairs if kind == "activations")

    def moved(self) -> frozenset[str]:
        return frozenset(node_id for node_id, kind in self.pairs if kind == "updates")

    def answer(self, trainer: Trainer) -> Snapshot:
        histograms: dict[tuple[str, Kind], Histogram] = {}
        for node_id, kind in sorted(self.pairs):
            found = trainer.once(("histogram", node_id, kind), partial(_histogram_of, trainer, node_id, kind))
            if found is not None:
                histograms[node_id, kind] = found
        return Snapshot(trainer.step, histograms)


def _histogram_of(trainer: Trainer, node_id: str, kind: Kind) -> Histogram | None:
    values = _bias(trainer, node_id) if kind == "biases" else trainer.values(node_id, kind)
    if values is None:
        return None
    return histogram(values, layer=trainer.network.nodes[node_id].layer if kind == "activations" else None)


def _bias(trainer: Trainer, node_id: str) -> Array | None:
    """The parameter of a node that is added to what it gives, where there is one."""
    for slot in trainer.network.slots:
        if slot.node_id == node_id and slot.parameter.role == "bias":
            return trainer.network.parameters[node_id][slot.parameter.name]
    return None
