"""Histograms of weights, gradients and activations, cheap enough to take while training goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.analysis.looks import Look
from engine.numerics import Array
from engine.training.trainer import Trainer

Kind = Literal["weights", "activations", "gradients"]
KINDS: tuple[Kind, ...] = ("weights", "activations", "gradients")
BINS = 40
SAMPLED = 8192
"""Most values that are counted; a larger array is thinned evenly."""


@dataclass(frozen=True)
class Histogram:
    """Counts over equal bins from `low` to `high`; mean and deviation of the counted values; `size` of the array."""

    counts: Array
    low: float
    high: float
    mean: float
    deviation: float
    size: int


@dataclass(frozen=True)
class Snapshot:
    """Histograms as they stood after `step` steps, by (node id, kind)."""

    step: int
    histograms: dict[tuple[str, Kind], Histogram]


def histogram(values: Array, bins: int = BINS) -> Histogram:
    """The histogram of an array of any shape, over the range of its values (at least a hair's breadth)."""
    flat = values.reshape(-1)
    size = flat.size
    if size > SAMPLED:
        flat = flat[:: -(-size // SAMPLED)]
    flat = flat.astype(np.float64)
    flat = flat[np.isfinite(flat)]
    if not flat.size:
        return Histogram(np.zeros(bins, dtype=np.int64), 0.0, 1.0, 0.0, 0.0, size)
    low, high = float(flat.min()), float(flat.max())
    if high - low <= 1e-12 * max(abs(low), abs(high), 1e-3):
        middle, half = (low + high) / 2, 0.5 * max(abs(low), 1e-3)
        low, high = middle - half, middle + half
    places = ((flat - low) * (bins / (high - low))).astype(np.int64)
    counts = np.bincount(np.minimum(places, bins - 1), minlength=bins)
    return Histogram(counts, low, high, float(flat.mean()), float(flat.std()), size)


@dataclass(frozen=True)
class Histograms(Look[Snapshot]):
    """Histograms of (node id, kind) pairs, as far as they exist: weights from the start, gradients from the first step
    on. `weights` are the node's weight, `gradients` its gradient."""

    pairs: frozenset[tuple[str, Kind]]

    def watched(self) -> frozenset[str]:
        return frozenset(node_id for node_id, kind in self.pairs if kind == "activations")

    def answer(self, trainer: Trainer) -> Snapshot:
        histograms: dict[tuple[str, Kind], Histogram] = {}
        for node_id, kind in sorted(self.pairs):
            values = trainer.values(node_id, kind)
            if values is not None:
                histograms[node_id, kind] = histogram(values)
        return Snapshot(trainer.step, histograms)
