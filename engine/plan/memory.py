"""Where a plan's numbers lie: images as one long row of pixels, and a store that plans of all batch sizes share."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import DTypeLike

from engine.numerics import Array, Shape, aligned


@dataclass(frozen=True)
class Grid:
    """How one sample's numbers lie in memory: a list of positions, each with all its channels side by side.

    A row of numbers is one position. An image is `height` rows of `pitch` positions: its pixels, and after each row
    `pad` zeros, which are the right margin of this row and the left one of the next; all that is its *body*. Then come
    at least `pad` rows and positions of zeros, the bottom margin of this image and the top one of the next. A window
    that reaches over the edge thus reads zeros without a copy. Image follows image after `span` positions, a multiple
    of `multiple`; there are `lead` before the first and `tail` behind the last.
    """

    shape: Shape
    pad: int = 0
    multiple: int = 1

    @cached_property
    def extent(self) -> tuple[int, int, int]:
        """(height, width, channels); what is no image is one position."""
        return (self.shape[0], self.shape[1], self.shape[2]) if len(self.shape) == 3 else (1, 1, math.prod(self.shape))

    @cached_property
    def channels(self) -> int:
        return self.extent[2]

    @cached_property
    def pitch(self) -> int:
        return self.extent[1] + self.pad

    @cached_property
    def span(self) -> int:
        positions = self.extent[0] * self.pitch + self.pad * (self.pitch + 1)
        return -(-positions // self.multiple) * self.multiple

    @cached_property
    def lead(self) -> int:
        return -(-self.pad * (self.pitch + 1) // 16) * 16

    @cached_property
    def tail(self) -> int:
        return self.pad * (self.pitch + 1) + self.multiple - 1

    @property
    def plain(self) -> bool:
        """Whether there is nothing but pixels."""
        return self.span == self.extent[0] * self.extent[1]

    @property
    def body(self) -> int:
        """Positions from the first pixel to the end of the last row."""
        return self.extent[0] * self.pitch

    def like(self, channels: int) -> Grid:
        """The same positions with other channels."""
        return Grid((*self.extent[:2], channels), self.pad, self.multiple)


class Field:
    """A batch of samples on a grid: `array` is (positions, channels). Rows may have a one behind them,
    which lets a matrix product add the bias."""

    def __init__(self, grid: Grid, array: Array) -> None:
        self.grid, self.array = grid, array
        self.ones = array.shape[1] != grid.channels

    def rows(self, first: int, count: int) -> Array:
        """The positions of some samples, margins included: (count * span, channels)."""
        start = self.grid.lead + first * self.grid.span
        return self.array[start : start + count * self.grid.span]

    def whole(self, first: int, count: int) -> Array:
        """The same as one row of numbers."""
        assert not self.ones
        return self.rows(first, count).reshape(-1)

    def flat(self, first: int, count: int) -> Array:
        """What may be computed with number by number: all where there are no margins, else the images' bodies,
        (count, numbers). What lies below a body is the next image's margin too, and never written: that image may be
        another thread's."""
        if self.grid.plain:
            return self.whole(first, count)
        return self.view(first * self.grid.span, (count, self.grid.body * self.grid.channels), (self.grid.span,))

    def values(self, first: int, count: int) -> Array:
        """The samples as the textbook has them, without margins: (count, *shape); a view, perhaps strided."""
        if self.ones:
            return self.rows(first, count)[:, : self.grid.channels]
        if self.grid.plain:
            return self.rows(first, count).reshape(count, *self.grid.shape)
        height, width, channels = self.grid.extent
        return self.view(first * self.grid.span, (count, height, width, channels), (self.grid.span, self.grid.pitch, 1))

    def view(self, position: int, shape: Shape, steps: Shape) -> Array:
        """A strided view that begins at a position (counted from the first sample's first). `steps` are positions for
        the leading axes; axes that follow are contiguous numbers."""
        size, width = self.array.itemsize, self.array.shape[1]
        strides = [step * width * size for step in steps]
        inner = [size * math.prod(shape[axis + 1 :]) for axis in range(len(steps), len(shape))]
        offset = (self.grid.lead + position) * width * size
        return np.ndarray(shape, self.array.dtype, self.array, offset, (*strides, *inner))

    def right(self, first: int, count: int) -> tuple[Array, ...]:
        """A view of the right margins of some samples, or none."""
        grid, (height, width, channels) = self.grid, self.grid.extent
        if not grid.pad:
            return ()
        return (self.view(first * grid.span + width, (count, height, grid.pad * channels), (grid.span, grid.pitch)),)

    def below(self, first: int, count: int) -> tuple[Array, ...]:
        """A view of what lies between the bodies of some samples, or none."""
        grid = self.grid
        if grid.plain:
            return ()
        shape = (count, (grid.span - grid.body) * grid.channels)
        return (self.view(first * grid.span + grid.body, shape, (grid.span,)),)

    def behind(self, count: int) -> Array:
        """What windows on the last sample's margin read behind it. It may hold numbers of larger batches; they come to
        nothing, but not if they are no numbers."""
        start = self.grid.lead + count * self.grid.span
        return self.array[start : start + self.grid.tail]

    def reshaped(self, grid: Grid) -> Field:
        """The same memory as samples of another shape; both grids plain."""
        return Field(grid, self.array.reshape(-1, grid.channels))


class Store:
    """The working memory of all plans of one network, by name.

    An array for fewer samples is the beginning of one for more, so that plans of several batch sizes share memory.
    What is asked for first is zero; margins and columns of ones stay as their first user left them.
    """

    def __init__(self, dtype: DTypeLike) -> None:
        self.dtype = np.dtype(dtype)
        self._raw: dict[Hashable, Array] = {}
        self.grown = 0
        """How often an array had to be made anew because more was needed: older plans then hold on to the old one."""

    def take(self, key: Hashable, shape: Shape, dtype: DTypeLike | None = None) -> Array:
        """The array of that name."""
        kind = self.dtype if dtype is None else np.dtype(dtype)
        size, name = math.prod(shape), (key, kind)
        raw = self._raw.get(name)
        if raw is None or raw.size < size:
            self.grown += raw is not None
            raw = self._raw[name] = aligned(size, kind)
        return raw[:size].reshape(shape)

    def field(self, key: Hashable, grid: Grid, batch: int, ones: bool = False) -> Field:
        """A field for so many samples, with a one behind each row if asked for."""
        array = self.take((key, grid, ones), (grid.lead + batch * grid.span + grid.tail, grid.channels + ones))
        if ones:
            array[:, -1] = 1
        return Field(grid, array)
