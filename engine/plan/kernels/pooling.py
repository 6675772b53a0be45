"""Max pooling of windows that do not overlap: alone, or as the end of a convolution."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.layers.pooling import MaxPool2D
from engine.numerics import Array
from engine.plan.kernels.base import Kernel, Signal, Site, clear, maximum
from engine.plan.program import Builder, Call
from engine.spec import Node


def tiles(layer: MaxPool2D) -> bool:
    """Whether the windows lie side by side."""
    return layer.stride == layer.size > 1


class Pool:
    """The calls of pooling (n, height, width, channels) by windows of `size`, rows first."""

    def __init__(self, site: Site, size: int) -> None:
        self.site, self.size = site, size

    def forward(self, calls: list[Call], x: Array, y: Array, part: int) -> None:
        """y = the largest of each window."""
        size, (count, rows, columns, channels) = self.size, y.shape
        high = self.site.scratch(part, "pool", (count, rows, columns * size, channels))
        inner = x[:, :, : columns * size]
        calls.append(maximum(inner[:, 0 : rows * size : size], inner[:, 1 : rows * size : size], high))
        calls.extend(maximum(high, inner[:, u : rows * size : size], high) for u in range(2, size))
        calls.append(maximum(high[:, :, 0::size], high[:, :, 1::size], y))
        calls.extend(maximum(y, high[:, :, v::size], y) for v in range(2, size))

    def backward(self, calls: list[Call], x: Array, y: Array, dy: Array, dx: Array, part: int, add: bool) -> None:
        """Give each window's gradient to its first largest element: written to dx, or added to it."""
        size, (_, rows, columns, _) = self.size, y.shape
        winner, taken = (self.site.scratch(part, name, y.shape, np.bool_) for name in ("winner", "taken"))
        share = self.site.scratch(part, "share", y.shape)
        places = [(u, v) for u in range(size) for v in range(size)]
        for index, (u, v) in enumerate(places):
            here = (slice(None), slice(u, rows * size, size), slice(v, columns * size, size))
            if index == 0:
                mask = taken
                calls.append((np.equal, (x[here], y, taken)))
            elif index < len(places) - 1:
                mask = winner
                calls.append((np.equal, (x[here], y, winner)))
                calls.append((np.greater, (winner, taken, winner)))
                calls.append((np.bitwise_or, (winner, taken, taken)))
            else:
                mask = winner
                calls.append((np.logical_not, (taken, winner)))
            if add:
                calls.append((np.multiply, (dy, mask, share)))
                calls.append((np.add, (dx[here], share, dx[here])))
            else:
                calls.append((np.multiply, (dy, mask, dx[here])))
        if not add:
            clear(calls, [edge for edge in (dx[:, rows * size :], dx[:, : rows * size, columns * size :]) if edge.size])


class PoolKernel(Kernel):
    """Max pooling by itself."""

    def __init__(self, site: Site, nodes: Sequence[Node], sources: Sequence[Signal], target: Signal) -> None:
        super().__init__(site, nodes, sources, target)
        assert isinstance(nodes[0].layer, MaxPool2D)
        self.pool = Pool(site, nodes[0].layer.size)

    def forward(self, build: Builder) -> None:
        source, target = self.sources[0].y, self.target.y

        def forward(calls: list[Call], first: int, count: int, part: int) -> None:
            self.pool.forward(calls, source.values(first, count), target.values(first, count), part)

        build.each(source.grid.span, forward)

    def backward(self, build: Builder) -> None:
        arrived, _ = self.collect(build)
        source, target = self.sources[0].y, self.target.y
        edge = self.sources[0].new_edge(self.site)
        if edge is None:
            return

        def backward(calls: list[Call], first: int, count: int, part: int) -> None:
            x, y, dy, dx = (each.values(first, count) for each in (source, target, arrived, edge))
            self.pool.backward(calls, x, y, dy, dx, part, add=False)

        build.each(source.grid.span, backward)
