"""Looks into networks whose data are points in the plane: the answer over the plane, every neuron's, and the plane as
a layer bends it.

All coordinates are raw: as the data set has them, before preprocessing. Grids are given by the centres of their cells,
`values[j, i]` being that at (xs[i], ys[j]), both rising.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.analysis.answers import Points, answers, fewer, points, raw_inputs
from engine.analysis.evaluation import Meaning
from engine.analysis.looks import Look
from engine.network import TextbookNetwork
from engine.numerics import Array
from engine.preprocessing.base import principal_axes
from engine.spec import INPUT, KNearestNeighbors
from engine.training.trainer import Trainer

Bounds = tuple[float, float, float, float]
"""Left, right, bottom, top of a part of the plane."""

MARGIN = 0.1
"""How far around the samples the plane is looked at by itself, as a share of their extent."""

MOST_WORK = 3e7
"""Multiply-adds in one answer; a larger network is asked at fewer places."""

LEAST_RESOLUTION = 12
CHUNK = 512
"""Samples in one go through the textbook network."""

FITTED = 128
"""From more units than this on, principal axes are fitted on as many samples, evenly spread."""


@dataclass(frozen=True, eq=False)
class Surface:
    """A model's answers over the plane: `values` (resolution, resolution, K), and what they are; beside the samples."""

    bounds: Bounds
    xs: Array
    ys: Array
    values: Array
    meaning: Meaning
    train: Points
    validation: Points


@dataclass(frozen=True)
class DecisionSurface(Look[Surface]):
    """The model's answer at `resolution` x `resolution` places of the plane; around the training samples where no
    bounds are given. Fewer places where the model is large, see MOST_WORK; at most MOST_POINTS samples of a split."""

    resolution: int = 64
    bounds: Bounds | None = None

    def answer(self, trainer: Trainer) -> Surface | None:
        if raw_inputs(trainer) != 2:
            return None
        bounds, xs, ys, raw = _plane(trainer, self.resolution, self.bounds)
        values, meaning = answers(trainer, raw)
        train, validation = points(trainer, "train"), points(trainer, "validation")
        return Surface(bounds, xs, ys, _own(values).reshape(len(ys), len(xs), -1), meaning, train, validation)


@dataclass(frozen=True, eq=False)
class Responses:
    """The outputs of a node's first neurons over the plane: `values` (neurons, resolution, resolution); `units`: how
    many neurons it has."""

    node_id: str
    values: Array
    units: int

    @property
    def left_out(self) -> int:
        """How many of its neurons are not here."""
        return self.units - len(self.values)


@dataclass(frozen=True, eq=False)
class Neurons:
    """The responses of some nodes, by id, over the same plane."""

    bounds: Bounds
    xs: Array
    ys: Array
    nodes: dict[str, Responses]


@dataclass(frozen=True)
class NeuronResponses(Look[Neurons]):
    """Every neuron's own output over the plane, for nodes that give rows of numbers; of each node the first `most`.
    The weights are those being trained, also where evaluation averages them. Other nodes are passed over."""

    node_ids: tuple[str, ...]
    resolution: int = 24
    most: int = 16
    bounds: Bounds | None = None

    def answer(self, trainer: Trainer) -> Neurons | None:
        if raw_inputs(trainer) != 2 or isinstance(trainer.experiment.model, KNearestNeighbors):
            return None
        bounds, xs, ys, raw = _plane(trainer, self.resolution, self.bounds)
        outputs = node_outputs(trainer, raw, self.node_ids, self.most)
        shape = (-1, len(ys), len(xs))
        found = {
            node_id: Responses(node_id, np.ascontiguousarray(values.T).reshape(shape), units)
            for node_id, (values, units) in outputs.items()
        }
        return Neurons(bounds, xs, ys, found)


Axes = Literal["units", "line", "principal"]
"""How the outputs of a layer are shown: both units, the only one, or along two principal axes of many."""


@dataclass(frozen=True, eq=False)
class Warp:
    """The plane as a layer maps it: lines of constant second coordinate (`horizontal`) and first (`vertical`), each
    (lines, places, d) with d = 2, or 1 where the layer has one unit; and the training samples.

    `variance` is the share of the samples' variance that the axes show.
    """

    node_id: str
    units: int
    axes: Axes
    variance: float
    horizontal: Array
    vertical: Array
    train: Points


@dataclass(frozen=True)
class WarpedPlane(Look[Warp]):
    """Where a layer's outputs take the lines of a regular grid and the training samples. More than two units are
    projected on the two principal axes of the samples (each axis such that its largest component is positive), fitted
    on at most FITTED samples where there are more units than that."""

    node_id: str
    lines: int = 13
    places: int = 33
    most_points: int = 400
    bounds: Bounds | None = None

    def answer(self, trainer: Trainer) -> Warp | None:
        model = trainer.experiment.model
        if raw_inputs(trainer) != 2 or isinstance(model, KNearestNeighbors):
            return None
        if self.node_id != INPUT and self.node_id not in trainer.network.nodes:
            return None
        left, right, bottom, top = self.bounds or plane_bounds(trainer)
        most = fewer(trainer, 2 * self.lines * self.places + self.most_points, 256, MOST_WORK)
        share = most / (2 * self.lines * self.places + self.most_points)
        places = max(round(self.places * share), 5)
        sample = points(trainer, "train", max(round(self.most_points * share), 32))
        across, along = np.linspace(left, right, places), np.linspace(bottom, top, self.lines)
        horizontal = np.stack(np.meshgrid(across, along), axis=-1)
        across, along = np.linspace(left, right, self.lines), np.linspace(bottom, top, places)
        vertical = np.stack(np.meshgrid(across, along, indexing="ij"), axis=-1)
        raw = np.concatenate([horizontal.reshape(-1, 2), vertical.reshape(-1, 2), sample.x])
        outputs = node_outputs(trainer, raw, (self.node_id,), None)
        if self.node_id not in outputs:
            return None
        mapped, units = outputs[self.node_id]
        if not np.isfinite(mapped).all():
            return None
        placed, axes, variance = _in_the_plane(mapped.astype(np.float64), len(sample.x))
        grid = self.lines * places
        shape = (self.lines, places, -1)
        return Warp(
            self.node_id, units, axes, variance, placed[:grid].reshape(shape), placed[grid : 2 * grid].reshape(shape),
            Points(placed[2 * grid :], sample.targets, sample.of),
        )  # fmt: skip


def plane_bounds(trainer: Trainer) -> Bounds:
    """The part of the plane around the training samples, with a margin: square, unless they lie in a narrow band."""
    low, high = (
        trainer.splits.raw["train"].x.min(axis=0).astype(float),
        trainer.splits.raw["train"].x.max(axis=0).astype(float),
    )
    extent = np.maximum(high - low, 1e-6)
    if extent.max() <= 4 * extent.min():
        extent[:] = extent.max()
    centre, half = (low + high) / 2, (0.5 + MARGIN) * extent
    (left, bottom), (right, top) = (centre - half).tolist(), (centre + half).tolist()
    return left, right, bottom, top


def node_outputs(
    trainer: Trainer, raw: Array, node_ids: tuple[str, ...], most: int | None
) -> dict[str, tuple[Array, int]]:
    """What nodes (or the input, after preprocessing) give for raw samples, in evaluation mode and by the textbook: by
    id the first `most` numbers of each sample's row, (n, units), and how many there are. Images are passed over."""
    network: TextbookNetwork = trainer.network
    x = trainer.splits.pipeline(raw)
    pieces: dict[str, list[Array]] = {}
    units: dict[str, int] = {}
    chunk = max(1, min(CHUNK, int(MOST_WORK / 4 / max(network.x.size, 1)) or 1))
    with np.errstate(all="ignore"):
        for start in range(0, len(x), chunk):
            outputs = network.forward(x[start : start + chunk], training=False).outputs
            for node_id in node_ids:
                output = outputs.get(node_id)
                if output is not None and output.ndim == 2:
                    units[node_id] = output.shape[1]
                    pieces.setdefault(node_id, []).append(_own(output[:, :most]))
    return {node_id: (np.concatenate(parts), units[node_id]) for node_id, parts in pieces.items()}


def _own(values: Array) -> Array:
    return np.array(values, copy=True)


def _plane(trainer: Trainer, resolution: int, bounds: Bounds | None) -> tuple[Bounds, Array, Array, Array]:
    """Bounds, the cells' centres on both axes, and all of them as raw samples (n, 2), row by row."""
    bounds = plane_bounds(trainer) if bounds is None else bounds
    cells = fewer(trainer, resolution * resolution, LEAST_RESOLUTION * LEAST_RESOLUTION, MOST_WORK)
    side = min(resolution, math.isqrt(cells))
    left, right, bottom, top = bounds
    steps = (np.arange(side) + 0.5) / side
    xs, ys = left + (right - left) * steps, bottom + (top - bottom) * steps
    return bounds, xs, ys, np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)


def _in_the_plane(mapped: Array, samples: int) -> tuple[Array, Axes, float]:
    """Outputs (n, units), of which the last so many are the samples', in at most two dimensions."""
    units = mapped.shape[1]
    if units <= 2:
        return mapped, "line" if units == 1 else "units", 1.0
    fitted = mapped[len(mapped) - samples :]
    if units > FITTED:
        fitted = fitted[np.arange(min(FITTED, samples)) * samples // min(FITTED, samples)]
        mean = fitted.mean(axis=0)
        # The axes of n samples lie in the space that these span: n x n numbers instead of units x units.
        centred = fitted - mean
        powers, mixes = np.linalg.eigh(centred @ centred.T)
        order = powers.argsort()[::-1]
        powers = np.maximum(powers[order], 0)
        axes = centred.T @ mixes[:, order[:2]]
        axes /= np.maximum(np.sqrt((axes * axes).sum(axis=0)), 1e-300)
        axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(2)])
    else:
        mean, axes, powers = principal_axes(fitted)
    total = float(powers.sum())
    return (mapped - mean) @ axes[:, :2], "principal", float(powers[:2].sum()) / total if total > 0 else 1.0
