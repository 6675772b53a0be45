"""Small pieces of arrays, to be read number by number."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.numerics import Array, Shape

ROW = 64
"""Most numbers of an excerpt from a row of numbers."""

SIDE = 32
"""Most rows, and columns, of an excerpt from a plane."""


@dataclass(frozen=True, eq=False)
class Excerpt:
    """Part of an array of some shape: a copy of the numbers (n,) or (rows, columns) around the chosen one, along `axes`
    from `first` on; `largest` is the greatest magnitude in the whole array, for colours.

    Of more than two axes it shows a plane: the first two, images and filters alike, at the chosen place of the others.
    """

    values: Array
    shape: Shape
    first: tuple[int, ...]
    axes: tuple[int, ...]
    chosen: int
    largest: float

    @property
    def size(self) -> int:
        """How many numbers the whole array has."""
        return math.prod(self.shape)

    @property
    def place(self) -> tuple[int, ...]:
        """The chosen number's place in the whole array."""
        return tuple(int(each) for each in np.unravel_index(self.chosen, self.shape))

    @property
    def cell(self) -> tuple[int, ...]:
        """The chosen number's place in `values`."""
        return tuple(self.place[axis] - self.first[axis] for axis in self.axes)

    @property
    def value(self) -> float:
        """The chosen number."""
        return float(self.values[self.cell])

    def index(self, *cell: int) -> int:
        """The flat place in the whole array of a number of `values`."""
        place = list(self.first)
        for axis, offset in zip(self.axes, cell, strict=True):
            place[axis] += offset
        return int(np.ravel_multi_index(place, self.shape))


def excerpt(array: Array, chosen: int | None = None) -> Excerpt:
    """The part of an array around its chosen number (a flat place, brought into range), else that of the greatest
    magnitude."""
    array = array if array.ndim else array.reshape(1)
    place = np.unravel_index(within(array, chosen), array.shape)
    axes = (0,) if array.ndim == 1 else (0, 1)
    most = ROW if array.ndim == 1 else SIDE
    first, cut = [int(each) for each in place], list[slice | int](int(each) for each in place)
    for axis in axes:
        first[axis] = max(0, min(first[axis] - most // 2, array.shape[axis] - most))
        cut[axis] = slice(first[axis], first[axis] + most)
    largest = _magnitude(array).max()
    values = array[tuple(cut)].astype(np.float64)
    flat = int(np.ravel_multi_index(place, array.shape))
    return Excerpt(values, array.shape, tuple(first), axes, flat, float(largest))


def within(array: Array, chosen: int | None) -> int:
    """A flat place in an array: the chosen one brought into range, else that of the greatest magnitude."""
    return int(_magnitude(array).argmax()) if chosen is None else max(0, min(chosen, array.size - 1))


def _magnitude(array: Array) -> Array:
    sizes: Array = np.nan_to_num(np.abs(array), nan=0.0, posinf=np.inf)
    return sizes
