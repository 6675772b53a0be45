"""Images looked up at other places than their pixels' own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np

from engine.numerics import Array

Fill = Literal["dark", "edge", "reflect"]
FILLS: Mapping[str, str] = {"dark": "Darkest value", "edge": "Border repeated", "reflect": "Mirror image"}
"""What lies beyond an image's border."""


def shifted(x: Array, rows: Array, columns: Array, fill: Fill, dark: Array) -> Array:
    """Images (N, H, W, C) at whole rows (N, H') and columns (N, W'), which may lie beyond the border."""
    x, rows, columns = _within(x, rows, columns, fill, dark)
    return x[np.arange(len(x))[:, None, None], rows[:, :, None], columns[:, None, :]]


def bilinear(x: Array, rows: Array, columns: Array, fill: Fill, dark: Array) -> Array:
    """Images (N, H, W, C) at any places (N, H', W') between pixels, as averages of the four around each.

    y = (1 - u) ((1 - v) x[i, j] + v x[i, j + 1]) + u ((1 - v) x[i + 1, j] + v x[i + 1, j + 1])

    row = i + u,  column = j + v
    """
    x, rows, columns = _within(x, rows, columns, fill, dark)
    n, height, width, channels = x.shape
    first_row, first_column = np.floor(rows), np.floor(columns)
    u, v = (rows - first_row)[..., None], (columns - first_column)[..., None]
    top, left = first_row.astype(np.int64), first_column.astype(np.int64)
    below, beside = np.minimum(top + 1, height - 1), np.minimum(left + 1, width - 1)
    pixels = x.reshape(-1, channels)
    image = (np.arange(n) * height)[:, None, None]
    top, below = (image + top) * width, (image + below) * width
    upper, lower = pixels.take(top + left, axis=0), pixels.take(below + left, axis=0)
    upper += v * (pixels.take(top + beside, axis=0) - upper)
    lower += v * (pixels.take(below + beside, axis=0) - lower)
    y: Array = upper + u * (lower - upper)
    return y


def _within(x: Array, rows: Array, columns: Array, fill: Fill, dark: Array) -> tuple[Array, Array, Array]:
    """Images, rows and columns so that none lies beyond a border: dark images gain a rim of one pixel all round."""
    height, width = x.shape[1:3]
    if fill == "dark":
        x = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=float(dark))
        return x, rows.clip(-1, height) + 1, columns.clip(-1, width) + 1
    if fill == "edge":
        return x, rows.clip(0, height - 1), columns.clip(0, width - 1)
    return x, _reflected(rows, height), _reflected(columns, width)


def _reflected(at: Array, extent: int) -> Array:
    """Places mirrored at the centres of the first and the last pixel, as often as it takes."""
    if extent == 1:
        return np.zeros_like(at)
    period = 2 * (extent - 1)
    once = np.mod(at, period)
    folded: Array = np.minimum(once, period - once)
    return folded
