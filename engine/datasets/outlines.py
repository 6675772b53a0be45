"""Outlines of plane figures as signed distances: below zero inside, zero on the edge, above zero outside.

A figure lies within the unit circle. x and y are arrays (N, height, width) of places; `t` in 0..1, (N, 1, 1), makes it
from slim to stout. Where a figure is put together of others its distance is exact only near its edge, which is where
it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from engine.numerics import Array


def disc(x: Array, y: Array, t: Array) -> Array:
    return np.hypot(x, y) - 0.88


def ring(x: Array, y: Array, t: Array) -> Array:
    half = 0.12 + 0.12 * t
    return np.abs(np.hypot(x, y) - (0.94 - half)) - half


def square(x: Array, y: Array, t: Array) -> Array:
    return _box(x, y, 0.7, 0.7)


def frame(x: Array, y: Array, t: Array) -> Array:
    half = 0.1 + 0.09 * t
    return np.abs(_box(x, y, 0.705 - half, 0.705 - half)) - half


def triangle(x: Array, y: Array, t: Array) -> Array:
    return np.maximum(-y, 0.5 * y + 0.8660254 * np.abs(x)) - 0.5


def star(x: Array, y: Array, t: Array) -> Array:
    """Five points: mirrored and turned into one tenth of the star, its edge is a line from tip to inner corner."""
    tenth = np.float32(np.pi / 5)
    angle = np.arctan2(x, -y)
    angle = np.abs(angle - 2 * tenth * np.round(angle / (2 * tenth)))
    radius = np.hypot(x, y)
    inner = 0.38 + 0.12 * t
    corner_x, corner_y = inner * np.cos(tenth), inner * np.sin(tenth)
    edge_x, edge_y = corner_x - 1, corner_y
    across = edge_x * (radius * np.sin(angle)) - edge_y * (radius * np.cos(angle) - 1)
    distance: Array = -across / np.hypot(edge_x, edge_y)
    return distance


def cross(x: Array, y: Array, t: Array) -> Array:
    half = 0.17 + 0.13 * t
    return np.minimum(_box(x, y, 0.92, half), _box(x, y, half, 0.92))


def crescent(x: Array, y: Array, t: Array) -> Array:
    """A disc from which another one, a little smaller and beside it, is taken away."""
    return np.maximum(np.hypot(x, y) - 0.95, 0.78 - np.hypot(x - 0.34 - 0.22 * t, y))


def arrow(x: Array, y: Array, t: Array) -> Array:
    shaft = _box(x + 0.4, y, 0.55, 0.13 + 0.1 * t)
    head = np.maximum(-x, 0.5812382 * x + 0.8137335 * np.abs(y) - 0.5812382)
    return np.minimum(shaft, head)


def heart(x: Array, y: Array, t: Array) -> Array:
    """A square on its corner and a disc on each of its upper sides."""
    body = 0.7071068 * (np.abs(x) + np.abs(y - 0.1)) - 0.52
    lobes = np.hypot(np.abs(x) - 0.3676955, y + 0.2676955) - 0.52
    return np.minimum(body, lobes)


def _box(x: Array, y: Array, half_width: Array | float, half_height: Array | float) -> Array:
    box: Array = np.maximum(np.abs(x) - half_width, np.abs(y) - half_height)
    return box


OUTLINES: Mapping[str, Callable[[Array, Array, Array], Array]] = {
    outline.__name__: outline for outline in (disc, ring, square, frame, triangle, star, cross, crescent, arrow, heart)
}
