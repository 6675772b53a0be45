"""Windows over images: the index work that convolution and pooling share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.numerics import Array, Shape


class Window(NamedTuple):
    """A square window of `size` points, moved by `stride`, its points `dilation` apart; padding (before, after)."""

    size: int
    stride: int
    dilation: int
    vertical: tuple[int, int]
    horizontal: tuple[int, int]

    def output_size(self, shape: Shape) -> tuple[int, int]:
        """Number of windows (down, across) over an image of shape (height, width, ...); below 1 where none fits."""
        reach = self.dilation * (self.size - 1) + 1
        height, width = shape[0] + sum(self.vertical), shape[1] + sum(self.horizontal)
        return (height - reach) // self.stride + 1, (width - reach) // self.stride + 1


def pad_amounts(padding: str | int, extent: int, reach: int, stride: int) -> tuple[int, int]:
    """Padding before and after one axis. "same" gives ceil(extent / stride) outputs, the odd pixel goes after."""
    if padding == "valid":
        return 0, 0
    if padding == "same":
        total = max((-(-extent // stride) - 1) * stride + reach - extent, 0)
        return total // 2, total - total // 2
    return int(padding), int(padding)


def columns(x: Array, window: Window) -> Array:
    """im2col: every window of x (N, H, W, C) as a row, (N * out_h * out_w, size * size * C)."""
    return np.ascontiguousarray(_views(pad(x, window), window)).reshape(-1, window.size**2 * x.shape[3])


def fold(rows: Array, shape: Shape, window: Window) -> Array:
    """The adjoint of `columns`: adds every row back to where its window lay; returns (N, H, W, C) = `shape`."""
    samples, height, width, channels = shape
    out_h, out_w = window.output_size(shape[1:])
    parts = rows.reshape(samples, out_h, out_w, window.size, window.size, channels)
    padded = np.zeros(
        (samples, height + sum(window.vertical), width + sum(window.horizontal), channels), dtype=rows.dtype
    )
    for u in range(window.size):
        for v in range(window.size):
            padded[points(u, v, out_h, out_w, window)] += parts[:, :, :, u, v]
    return crop(padded, shape, window)


def pad(x: Array, window: Window, fill: float = 0.0) -> Array:
    """x with its padding around it; x itself where there is none."""
    if not any(window.vertical + window.horizontal):
        return x
    return np.pad(x, ((0, 0), window.vertical, window.horizontal, (0, 0)), constant_values=fill)


def crop(padded: Array, shape: Shape, window: Window) -> Array:
    """The inverse of `pad`: the part of `padded` that is the image of shape `shape`."""
    top, left = window.vertical[0], window.horizontal[0]
    return padded[:, top : top + shape[1], left : left + shape[2]]


def points(u: int, v: int, out_h: int, out_w: int, window: Window) -> tuple[slice, slice, slice]:
    """Where the point (u, v) of all windows lies in the padded image: slices over (batch, rows, columns)."""
    top, left = u * window.dilation, v * window.dilation
    return (
        slice(None),
        slice(top, top + (out_h - 1) * window.stride + 1, window.stride),
        slice(left, left + (out_w - 1) * window.stride + 1, window.stride),
    )


def _views(padded: Array, window: Window) -> Array:
    samples, height, width, channels = padded.shape
    reach = window.dilation * (window.size - 1) + 1
    out_h, out_w = (height - reach) // window.stride + 1, (width - reach) // window.stride + 1
    n, h, w, c = padded.strides
    return np.lib.stride_tricks.as_strided(
        padded,
        (samples, out_h, out_w, window.size, window.size, channels),
        (n, h * window.stride, w * window.stride, h * window.dilation, w * window.dilation, c),
        writeable=False,
    )
