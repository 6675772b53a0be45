"""Convolution as matrix products without unfolding the image.

On a grid, `kernel` neighbouring pixels are kernel * C neighbouring numbers. Every kernel-th position on, such stretches
do not overlap and are the rows of a matrix: a matrix product with one row of the filters, of shape (kernel * C, O),
gives that row's share of every kernel-th output. `kernel` such matrices, a position apart, give all outputs; so one
batched product per row of the filters replaces im2col.
"""

from __future__ import annotations

import numpy as np

from engine.layers.windows import Window
from engine.numerics import Array
from engine.plan.memory import Field
from engine.plan.program import Call

SMALL = 1_000_000
"""Multiply-adds of one matrix product up to which OpenBLAS leaves out packing its operands where the processor has
AVX-512; elsewhere the size makes little difference."""


UNFOLDED = 65_536
"""Most numbers of unfolded windows at a time, unless a single image has more."""


def blocks(positions: int, kernel: int, work: int) -> list[tuple[int, int]]:
    """(first, number) of stretches of positions, multiples of the kernel, so that a product of `work` multiply-adds a
    row stays small."""
    most = max(8, SMALL // work) * kernel
    count = -(-positions // most)
    size = -(-positions // (count * kernel)) * kernel
    return [(start, min(size, positions - start)) for start in range(0, positions, size)]


def phases(field: Field, position: int, count: int, kernel: int, channels: int) -> Array:
    """Every kernel-th stretch of numbers from a position on, and from the next ones: (kernel, count / kernel,
    channels)."""
    return field.view(position, (kernel, count // kernel, channels), (1, kernel))


def convolve(
    calls: list[Call], x: Field, y: Field, weights: Array, before: int, temporary: Array, first: int, count: int,
    to: int | None = None, origin: int | None = None,
) -> None:  # fmt: skip
    """y = x * weights (kernel, kernel * C, O), for samples first to first + count; `to` and `origin` are the sample at
    which y and x begin where they hold that group alone."""
    kernel, _, filters = weights.shape
    channels, pitch, span = x.grid.channels, x.grid.pitch, x.grid.span
    source = (first if origin is None else origin) * span
    target = (first if to is None else to) * span
    for start, size in blocks(count * span, kernel, kernel * channels * filters):
        out = phases(y, target + start, size, kernel, filters)
        total = y.array[y.grid.lead + target + start :][:size].reshape(-1)
        addend = temporary[: size * filters]
        other = addend.reshape(size // kernel, kernel, filters).transpose(1, 0, 2)
        for row in range(kernel):
            corner = source + start + (row - before) * pitch - before
            windows = phases(x, corner, size, kernel, kernel * channels)
            if row == 0:
                calls.append((np.matmul, (windows, weights[row], out)))
            else:
                calls.append((np.matmul, (windows, weights[row], other)))
                calls.append((np.add, (total, addend, total)))


def correlate(
    calls: list[Call], x: Field, dy: Field, sums: Array, before: int, temporary: Array, first: int, count: int,
    origin: int | None = None,
) -> None:  # fmt: skip
    """Add x^T dy to sums (kernel, kernel, kernel * C, O), whose second axis are the phases; `origin` is dy's."""
    kernel, _, width, filters = sums.shape
    pitch, span, unit = x.grid.pitch, x.grid.span, x.array.itemsize
    given = (first if origin is None else origin) * span
    all_sums, flat = sums.reshape(-1), temporary.reshape(-1)
    for start, size in blocks(count * span, kernel, width * filters):
        corner = first * span + start - before * pitch - before
        step = x.grid.channels * unit
        windows = np.ndarray(
            (kernel, kernel, width, size // kernel), x.array.dtype, x.array,
            (x.grid.lead + corner) * step, (pitch * step, step, unit, kernel * step),
        )  # fmt: skip
        calls.append((np.matmul, (windows, phases(dy, given + start, size, kernel, filters), temporary)))
        calls.append((np.add, (all_sums, flat, all_sums)))


class Unfolding:
    """Windows of any stride, dilation and padding, unfolded for a few images at a time; see `engine.layers.windows`."""

    def __init__(self, x: Field, window: Window) -> None:
        self.x, self.window = x, window
        height, width, self.channels = x.grid.extent
        self.rows, self.columns = window.output_size((height, width))
        self.width = window.size**2 * self.channels

    def images(self) -> int:
        """How many images' windows stay in the second-level cache."""
        return max(1, UNFOLDED // (self.rows * self.columns * self.width))

    def unfold(self, calls: list[Call], columns: Array, first: int, count: int) -> None:
        """Copy the windows of some images: columns (count * rows * columns, size * size * channels)."""
        window, grid = self.window, self.x.grid
        shape = (count, self.rows, self.columns, window.size, window.size, self.channels)
        steps = (grid.span, window.stride * grid.pitch, window.stride, window.dilation * grid.pitch, window.dilation)
        corner = first * grid.span - window.vertical[0] * grid.pitch - window.horizontal[0]
        calls.append((np.copyto, (columns.reshape(shape), self.x.view(corner, shape, steps))))

    def fold(self, calls: list[Call], columns: Array, dx: Array) -> None:
        """Add every window to where it lay in dx (count, height, width, channels), whatever is there set to zero."""
        window, (count, height, width, _) = self.window, dx.shape
        parts = columns.reshape(count, self.rows, self.columns, window.size, window.size, self.channels)
        calls.append((dx.fill, (0.0,)))
        for u in range(window.size):
            for v in range(window.size):
                above, left = u * window.dilation - window.vertical[0], v * window.dilation - window.horizontal[0]
                (y, i), (x, j) = _reached(above, height, self.rows, window), _reached(left, width, self.columns, window)
                target = dx[:, y, x]
                if target.size:
                    calls.append((np.add, (target, parts[:, i, j, u, v], target)))


def _reached(offset: int, extent: int, windows: int, window: Window) -> tuple[slice, slice]:
    """Which pixels of an axis one point of the windows reaches, and by which windows."""
    first = max(0, -(offset // window.stride)) if offset < 0 else 0
    last = min(windows - 1, (extent - 1 - offset) // window.stride)
    if last < first:
        return slice(0, 0), slice(0, 0)
    start = first * window.stride + offset
    return slice(start, last * window.stride + offset + 1, window.stride), slice(first, last + 1)


class Planes:
    """A few input channels, each as a plane of its own: unfolding them by columns makes long copies."""

    def __init__(self, field: Field, planes: Array, kernel: int, before: int) -> None:
        """`planes` is (C, positions), on the same grid as `field`, which holds the results."""
        self.grid, self.planes, self.kernel, self.before = field.grid, planes, kernel, before

    def load(self, calls: list[Call], x: Array, first: int) -> None:
        """Copy samples (n, H, W, C) in."""
        calls.append((np.copyto, (self._view(first * self.grid.span, x.shape), x.transpose(3, 0, 1, 2))))

    def columns(self, calls: list[Call], columns: Array, first: int) -> None:
        """Unfold: columns (kernel * kernel * C, positions)."""
        kernel, length, unit = self.kernel, self.planes.shape[1], self.planes.itemsize
        corner = self.grid.lead + first * self.grid.span - self.before * (self.grid.pitch + 1)
        shape = (kernel, kernel, len(self.planes), columns.shape[1])
        strides = (self.grid.pitch * unit, unit, length * unit, unit)
        windows = np.ndarray(shape, self.planes.dtype, self.planes, corner * unit, strides)
        calls.append((np.copyto, (columns.reshape(shape), windows)))

    def _view(self, position: int, shape: tuple[int, ...]) -> Array:
        (count, height, width, channels), unit = shape, self.planes.itemsize
        strides = (self.planes.shape[1], self.grid.span, self.grid.pitch, 1)
        return np.ndarray(
            (channels, count, height, width), self.planes.dtype, self.planes,
            (self.grid.lead + position) * unit, tuple(stride * unit for stride in strides),
        )  # fmt: skip
