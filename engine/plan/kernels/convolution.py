"""Convolutions, with the batch norm, activation and pooling that follow them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from engine.layers.batch_norm import BatchNorm
from engine.layers.convolution import Conv2D
from engine.layers.pooling import MaxPool2D
from engine.numerics import Array
from engine.plan.kernels.base import Kernel, Signal, Site, clear
from engine.plan.kernels.channels import ChannelNorm, Tile
from engine.plan.kernels.curves import curve_of, has_curve
from engine.plan.kernels.pooling import Pool, tiles
from engine.plan.kernels.products import Planes, Unfolding, blocks, convolve, correlate
from engine.plan.memory import Field, Grid
from engine.plan.program import Builder, Call, ranges
from engine.spec import INPUT, Node

PLANES = 4
"""Most channels of the network's input that are unfolded by columns."""

ROUNDED = 15
"""Greatest number that images are rounded up to multiples of: kernels of 3 and 5 pixels may share a grid."""


class ConvolutionKernel(Kernel):
    """Convolution, then perhaps batch norm, an activation, max pooling; group by group of images.

    Pooling comes before what rises: the largest of a window stays the largest under an activation or a positive gain,
    and three quarters of the work are saved. Where a gain is negative, the filter's sign is turned instead. (Where it
    is exactly zero, all of a window tie after the batch norm; the gain's gradient is then that of another winner.)
    """

    def __init__(self, site: Site, nodes: Sequence[Node], sources: Sequence[Signal], target: Signal) -> None:
        super().__init__(site, nodes, sources, target)
        layers = [node.layer for node in nodes]
        assert isinstance(layers[0], Conv2D)
        self.layer: Conv2D = layers[0]
        self.kernel, self.filters = self.layer.kernel, self.layer.filters
        self.height, self.width, self.channels = sources[0].shape
        self.before = (self.kernel - 1) // 2
        self.window = self.layer.window(sources[0].shape)
        self.pad = max(self.window.vertical + self.window.horizontal)
        self.unfolded = not keeps_size(self.layer)
        bends = [layer for layer in layers[1:] if has_curve(layer)]
        self.curve = curve_of(site, bends[0]) if bends else None
        pools = [layer for layer in layers[1:] if isinstance(layer, MaxPool2D)]
        self.pool = Pool(site, pools[0].size) if pools else None
        self.planar = sources[0].name == INPUT and self.channels <= PLANES and self.kernel > 1
        self.planar = self.planar and not self.unfolded

    @staticmethod
    def run(nodes: Sequence[Node]) -> int:
        """How many of some neighbouring nodes go together."""
        layer = nodes[0].layer
        if not isinstance(layer, Conv2D) or layer.drop_connect:
            return 0
        if isinstance(layer.padding, int) and layer.padding > layer.dilation * layer.kernel:
            return 0  # margins for nothing
        kinds: list[str] = []
        for node in nodes[1:]:
            if isinstance(node.layer, BatchNorm) and not kinds:
                kinds.append("norm")
            elif has_curve(node.layer) and "curve" not in kinds:
                kinds.append("curve")
            elif isinstance(node.layer, MaxPool2D) and tiles(node.layer) and "pool" not in kinds:
                kinds.append("pool")
            else:
                break
        return 1 + len(kinds)

    def arrange(self) -> None:
        source, target = self.sources[0], self.target
        if not self.planar:
            source.widen(self.pad, 1 if self.unfolded else self.kernel)
        if self.pool is None and not self.unfolded:
            if self.planar:
                target.widen(self.pad, self.kernel)
            else:
                target.widen(*source.layout)
                source.widen(*target.layout)

    def crowded(self) -> bool:
        """Whether kernels that share its grid are too many: images would be rounded up to a multiple of all."""
        signals = (self.sources[0], self.target) if self.pool is None else self.sources
        return not self.unfolded and self.kernel > 1 and any(signal.layout[1] > ROUNDED for signal in signals)

    def unfold(self) -> None:
        """Take the way that needs no grid of its own."""
        self.unfolded, self.planar = True, False

    def forward(self, build: Builder) -> None:
        site, source = self.site, self.sources[0]
        shape = (*self.window.output_size(source.shape), self.filters)
        if self.unfolded:
            grid = Grid(shape)
        elif self.planar:
            grid = Grid(shape, self.pad, self.kernel) if self.pool is not None else self.target.grid
        else:
            grid = source.grid.like(self.filters)
        self.raw = site.store.field(("raw", self.key), grid, site.batch)
        self.small = self.raw if self.pool is None else site.store.field(
            ("pooled", self.key), self.target.grid, site.batch)  # fmt: skip
        # Unfolded windows give images without margins; where those behind want some, what comes out is copied.
        self.bent = self.target.y
        if self.small.grid != self.target.grid:
            self.bent = site.store.field(("bent", self.key), self.small.grid, site.batch)
        build.first(source.y.behind(site.batch).fill, 0.0)
        self._weights(build)
        if self.unfolded:
            self.unfolding = Unfolding(source.y, self.window)
        if self.planar:
            planes = np.zeros((self.channels, len(self.raw.array)), site.dtype)
            self.planes = Planes(self.raw, planes, self.kernel, self.before)
        self.shift = Tile(site, self.small.grid)
        norm = next((node for node in self.nodes if isinstance(node.layer, BatchNorm)), None)
        self.norm = None if norm is None else ChannelNorm(site, norm, self.raw, self.small.grid, self.shift, self.sign)
        build.each(grid.span, self._convolve)
        bias = site.network.parameters[self.key]["bias"] if self.layer.bias else None
        if self.norm is not None:
            if site.training:
                build.each(grid.span, self.norm.measure)
                build.call(self.norm.combine, bias)
            else:
                build.first(self.norm.recall, bias)
        elif bias is not None:
            build.first(self.shift.write, bias)
        if self.pool is not None:
            build.each(grid.span, self._pool)
        build.each(self.target.grid.span, self._bend)

    def _weights(self, build: Builder) -> None:
        """The filters as the products want them; turned where a gain is negative and pooling comes first."""
        site = self.site
        flat, self.gradient = site.stretch(self.key, "weight")
        kernel, channels, filters = self.kernel, self.channels, self.filters
        self.sign: Array | None = None
        weights = flat.reshape(kernel, kernel, channels, filters)
        norm = next((node for node in self.nodes if isinstance(node.layer, BatchNorm)), None)
        if self.pool is not None and norm is not None:
            self.sign, turned = site.array(filters, 1), np.empty_like(weights)
            build.first(_signs, site.network.parameters[norm.id]["gain"], self.sign)
            build.first(np.multiply, weights, self.sign, turned)
            weights = turned
        self.weights = weights.reshape(kernel, kernel * channels, filters)
        self.flipped = site.array((kernel, kernel * filters, channels))
        self.back = self.flipped.reshape(kernel, kernel, filters, channels)
        if site.training:
            build.first(np.copyto, self.back, weights[::-1, ::-1].transpose(0, 1, 3, 2))
        self.turned = site.array((filters, kernel * kernel * channels))
        self.turn = self.turned.reshape(filters, kernel, kernel, channels), self.back[::-1, ::-1].transpose(2, 0, 1, 3)

    def _convolve(self, calls: list[Call], first: int, count: int, part: int) -> None:
        if self.unfolded:
            weights = self.weights.reshape(-1, self.filters)
            for start, number, columns in self._unfold(calls, first, count, part):
                calls.append((columns.dot, (weights, self.raw.rows(start, number))))
            return
        if not self.planar:
            temporary = self.site.scratch(part, "products", (count * self.raw.grid.span * self.filters,))
            convolve(calls, self.sources[0].y, self.raw, self.weights, self.before, temporary, first, count)
            return
        self.planes.load(calls, self.sources[0].y.values(first, count), first)
        columns, y = self._columns(calls, first, count, part), self.raw.rows(first, count)
        weights = self.weights.reshape(-1, self.filters)
        for start, size in blocks(len(y), 1, weights.size):
            calls.append((np.matmul, (columns[:, start : start + size].T, weights, y[start : start + size])))

    def _columns(self, calls: list[Call], first: int, count: int, part: int) -> Array:
        shape = (self.kernel**2 * self.channels, count * self.raw.grid.span)
        columns = self.site.scratch(part, "columns", shape)
        self.planes.columns(calls, columns, first)
        return columns

    def _unfold(self, calls: list[Call], first: int, count: int, part: int) -> Iterator[tuple[int, int, Array]]:
        """Unfold some images, a few at a time: the first of these, their number, their windows."""
        few = self.unfolding.images()
        for start in range(first, first + count, few):
            number = min(few, first + count - start)
            columns = self.site.scratch(part, "columns", (number * self.raw.grid.span, self.unfolding.width))
            self.unfolding.unfold(calls, columns, start, number)
            yield start, number, columns

    def _pool(self, calls: list[Call], first: int, count: int, part: int) -> None:
        assert self.pool is not None
        self.pool.forward(calls, self.raw.values(first, count), self.small.values(first, count), part)

    def _bend(self, calls: list[Call], first: int, count: int, part: int) -> None:
        """Scale and shift, activation, and zeros in the margins."""
        x, y = self.small.flat(first, count), self.bent.flat(first, count)
        if self.norm is not None:
            calls.append((np.multiply, (x, self.norm.scale.flat(count), y)))
            x = y
        if self.norm is not None or self.layer.bias:
            calls.append((np.add, (x, self.shift.flat(count), y)))
            x = y
        if self.curve is not None:
            self.curve.forward(calls, x, y, part)
        elif x is not y:
            calls.append((np.copyto, (y, x)))
        if self.bent is self.target.y:
            clear(calls, self.bent.right(first, count))
        else:
            calls.append((np.copyto, (self.target.y.values(first, count), self.bent.values(first, count))))

    def backward(self, build: Builder) -> None:
        site, target = self.site, self.target
        self.dy, owned = self.collect(build)
        self.dz, direct = self.dy, self.norm is None and self.pool is None
        moved = self.bent is not target.y
        if (
            moved or direct or (self.curve is not None and not owned)
        ):  # what is convolved must have zeros between bodies
            self.dz = site.store.field(("dz", self.key), self.small.grid, site.batch)
        self.edge = self.sources[0].new_edge(site)
        kernel, channels, filters = self.kernel, self.channels, self.filters
        whole = self.planar or self.unfolded
        shape = (kernel**2 * channels, filters) if whole else (kernel, kernel, kernel * channels, filters)
        self.sums = [site.array(shape) for _ in range(site.parts)]
        self.totals = site.array((site.batch, filters))
        self.starts = {first: part for part, (first, count) in enumerate(ranges(site.batch, site.parts)) if count}
        build.each(target.grid.span, self._bend_back)
        if self.norm is not None:
            build.each(target.grid.span, self._measure_back)
            build.call(self.norm.combine_back, self.totals, self.back, self.weights)
        if self.unfolded and self.edge is not None:
            (build.first if self.norm is None else build.call)(np.copyto, *self.turn)
        build.each(self.raw.grid.span, self._convolve_back)
        build.call(self._finish)

    def _bend_back(self, calls: list[Call], first: int, count: int, part: int) -> None:
        dz = self.dz.flat(first, count)
        dy = dz
        if self.bent is self.target.y:
            dy = self.dy.flat(first, count)
        else:
            calls.append((np.copyto, (self.dz.values(first, count), self.dy.values(first, count))))
        if self.curve is not None:
            self.curve.backward(calls, self.bent.flat(first, count), dy, dz, part)
        elif dy is not dz and self.dz is not self.dy:
            calls.append((np.copyto, (dz, dy)))
        clear(calls, self.dz.right(first, count))
        if self.dz is self.dy:
            clear(calls, self.dz.below(first, count))
        rows = self.dz.rows(first, count)
        calls.append((self.site.of_ones(len(rows))[: len(rows)].dot, (rows, self.totals[first])))

    def _measure_back(self, calls: list[Call], first: int, count: int, part: int) -> None:
        assert self.norm is not None
        self.norm.measure_back(calls, first, count, part, self.dz, self.small)

    def _convolve_back(self, calls: list[Call], first: int, count: int, part: int) -> None:
        site, grid = self.site, self.raw.grid
        dy, origin = self.dz, first
        if self.norm is not None or self.pool is not None:
            dy, origin = Field(grid, site.scratch(part, f"dy {grid}", (grid.lead + count * grid.span + grid.tail,
                                                                       grid.channels))), 0  # fmt: skip
            if self.norm is not None:
                addend = None if self.pool is not None else self.dz.whole(first, count)
                self.norm.back(calls, self.raw.whole(first, count), addend, dy.whole(0, count), count)
            if self.pool is not None:
                self.pool.backward(calls, self.raw.values(first, count), self.small.values(first, count),
                                   self.dz.values(first, count), dy.values(0, count), part,
                                   add=self.norm is not None)  # fmt: skip
        sums = self.sums[part]
        if first in self.starts:
            calls.append((sums.fill, (0.0,)))
        product = site.scratch(part, "sums", sums.shape)
        if self.unfolded:
            self._unfold_back(calls, dy, origin, first, count, part)
            return
        if self.planar:
            columns, rows = self._columns(calls, first, count, part), dy.rows(origin, count)
            for start, size in blocks(len(rows), 1, sums.size):
                piece = slice(start, start + size)
                calls.append((np.matmul, (columns[:, piece], rows[piece], product)))
                calls.append((np.add, (sums, product, sums)))
        else:
            correlate(calls, self.sources[0].y, dy, sums, self.before, product, first, count, origin)
        if self.edge is not None:
            temporary = site.scratch(part, "products", (count * grid.span * max(self.channels, self.filters),))
            after = self.kernel - 1 - self.before
            convolve(calls, dy, self.edge, self.flipped, after, temporary, first, count, origin=origin)

    def _unfold_back(self, calls: list[Call], dy: Field, origin: int, first: int, count: int, part: int) -> None:
        sums = self.sums[part]
        product = self.site.scratch(part, "sums", sums.shape)
        for start, number, columns in self._unfold(calls, first, count, part):
            rows = dy.rows(start - first + origin, number)
            calls.append((columns.T.dot, (rows, product)))
            calls.append((np.add, (sums, product, sums)))
            if self.edge is not None:
                calls.append((rows.dot, (self.turned, columns)))
                self.unfolding.fold(calls, columns, self.edge.values(start, number))

    def _finish(self) -> None:
        """The gradients of weights and bias from the parts' sums."""
        total, *others = [self.sums[part] for part in self.starts.values()]
        for other in others:
            total += other
        gradient = self.gradient.reshape(-1, self.filters)
        if self.planar or self.unfolded:
            gradient[...] = total
        else:
            np.add.reduce(total, 1, out=gradient.reshape(self.kernel, -1, self.filters))
        if self.norm is not None:
            gradient *= self.norm.slope
        if self.layer.bias:
            bias = self.site.network.gradients[self.key]["bias"]
            bias[...] = 0 if self.norm is not None else self.totals.sum(axis=0)

    @property
    def most(self) -> int:
        return math.prod(self.raw.grid.shape)

    def entrance(self, rows: slice) -> Array:
        z: Array = self.raw.values(0, self.site.batch)[rows].copy()
        if self.sign is not None:
            z *= self.sign
        if self.layer.bias:
            z += self.site.network.parameters[self.key]["bias"]
        return z

    def statistics(self) -> tuple[Array, Array]:
        assert self.norm is not None
        return self.norm.found


def keeps_size(layer: Conv2D) -> bool:
    """Whether the output is as large as the input."""
    if layer.stride > 1 or layer.dilation > 1:
        return False
    padding = 0 if layer.padding == "valid" else layer.padding
    return padding == "same" or 2 * int(padding) == layer.kernel - 1


def _signs(gain: Array, sign: Array) -> None:
    sign[...] = np.where(gain < 0, -1, 1)
