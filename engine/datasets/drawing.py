"""Drawings by hand, as lines, and what it takes to make a picture of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.numerics import Array

Drawing = Sequence[Array]
"""The strokes of a pen, each the places it went through, (P, 2): right and down, in any unit."""

PIECES = 80
"""Most straight pieces that are drawn; a finer drawing is thinned, which no picture of few pixels shows."""

BLOCK = 32
"""Pieces measured in one go, so that memory stays small."""


def pieces(drawing: Drawing) -> tuple[Array, Array]:
    """Begins and ends of a drawing's straight pieces, (S, 2) each. A stroke of one place is a piece of no length."""
    strokes = [np.asarray(stroke, dtype=np.float64).reshape(-1, 2) for stroke in drawing if len(stroke)]
    every = max(1, -(-sum(len(stroke) for stroke in strokes) // PIECES))
    begins, ends = [np.zeros((0, 2))], [np.zeros((0, 2))]
    for stroke in strokes:
        kept = stroke[::every] if (len(stroke) - 1) % every == 0 else np.concatenate([stroke[::every], stroke[-1:]])
        begins.append(kept[:-1] if len(kept) > 1 else kept)
        ends.append(kept[1:] if len(kept) > 1 else kept)
    return np.concatenate(begins), np.concatenate(ends)


def fitted(begin: Array, end: Array, wide: float, high: float, centre: float) -> tuple[Array, Array]:
    """The pieces moved and scaled so that the box around them has its middle at (centre, centre) and is `high`. What
    would be wider than `wide` is narrowed, but to no less than half its natural width: what is flat stays flat."""
    places = np.concatenate([begin, end])
    low, high_corner = places.min(axis=0), places.max(axis=0)
    width, height = np.maximum(high_corner - low, 1e-9).tolist()
    down = min(high / height, 2 * wide / width)
    scale = np.array([min(down, wide / width), down])
    middle = (low + high_corner) / 2
    return (begin - middle) * scale + centre, (end - middle) * scale + centre


def distances(begin: Array, end: Array, side: int) -> Array:
    """From the centre of each of side x side pixels, at whole numbers, to the nearest piece: (side, side)."""
    nearest = np.full((side, side), np.inf)
    pixel = np.arange(side, dtype=np.float64)
    for first in range(0, len(begin), BLOCK):
        start = begin[first : first + BLOCK]
        across = squares(start, end[first : first + BLOCK] - start, pixel)
        np.minimum(nearest, across.min(axis=0), out=nearest)
    away: Array = np.sqrt(nearest)
    return away


def squares(begin: Array, step: Array, pixel: Array) -> Array:
    """Squared distances from the places (pixel, pixel) of a grid to pieces from `begin` on by `step`, (N, 2) each:
    (N, height, width)."""
    start, step = begin[:, :, None], step[:, :, None]
    length = np.maximum(np.square(step).sum(axis=1), 1e-9)
    right, down = pixel - start[:, 0], pixel - start[:, 1]
    along = (down * step[:, 1] / length)[:, :, None] + (right * step[:, 0] / length)[:, None]
    along = along.clip(0, 1)
    across: Array = np.square(right[:, None] - along * step[:, 0, :, None])
    across += np.square(down[:, :, None] - along * step[:, 1, :, None])
    return across
