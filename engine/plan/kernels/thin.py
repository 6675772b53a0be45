"""Convolutions of few channels at the network's entrance, batch innermost.

With few channels, stretches of neighbouring numbers are short when the channels lie innermost. Here the batch does:
arrays are (height, width, channels, batch). A stack of `kernel` rows side by side, V (width, kernel, channels, batch),
then holds each window as kernel * kernel * channels neighbouring rows of numbers, which a matrix product takes as they
are: the copy is a kernel-th of im2col's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.layers.convolution import Conv2D
from engine.layers.flatten import Flatten
from engine.layers.pooling import MaxPool2D
from engine.numerics import Array, Shape, aligned
from engine.plan.kernels.base import Kernel, Seen, Signal, Site
from engine.plan.kernels.curves import curve_of, has_curve
from engine.plan.kernels.pooling import Pool, tiles
from engine.plan.program import Builder, Call, ranges
from engine.spec import INPUT, Node

FEW = 16
"""Fewer input channels than this are few; so many filters still are."""

STACK = 80_000
"""Most numbers of a stack of rows: it stays in the second-level cache."""


class Stage:
    """One convolution with the activation and pooling that follow it."""

    def __init__(self, site: Site, nodes: Sequence[Node], shape: Shape, first: bool) -> None:
        layers = [node.layer for node in nodes]
        assert isinstance(layers[0], Conv2D)
        self.site, self.nodes, self.layer, self.first = site, list(nodes), layers[0], first
        self.key, batch = nodes[0].id, site.batch
        height, width, self.channels = shape
        window = self.layer.window(shape)
        self.top, self.left, self.kernel = window.vertical[0], window.horizontal[0], self.layer.kernel
        self.rows, self.columns = window.output_size(shape)
        self.filters = self.layer.filters
        bends = [layer for layer in layers[1:] if has_curve(layer)]
        self.curve = curve_of(site, bends[0]) if bends else None
        pools = [layer for layer in layers[1:] if isinstance(layer, MaxPool2D)]
        self.size = pools[0].size if pools else 1
        self.pool = Pool(site, self.size) if pools else None
        self.out_rows, self.out_columns = self.rows // self.size, self.columns // self.size
        padded = (height + sum(window.vertical), width + sum(window.horizontal), self.channels, batch)
        self.x = self.take(padded)
        self.inside = self.x[self.top : self.top + height, self.left : self.left + width]
        self.raw = self.take((self.rows, self.columns, self.filters, batch))
        shrunk = (self.out_rows, self.out_columns, self.filters, batch)
        self.small = self.raw if self.pool is None else self.take(shrunk)
        per_row = padded[1] * self.kernel * self.channels * batch
        self.block = max(1, STACK // (per_row * self.size))  # rows of the result
        flat, self.gradient = site.stretch(self.key, "weight")
        order = (3, 1, 0, 2)  # as a window lies in V: its columns, in each its rows, in each the channels
        given = flat.reshape(self.kernel, self.kernel, self.channels, self.filters)
        self.weights = self.take((self.filters, self.kernel**2 * self.channels))
        self._load = self.weights.reshape(tuple(given.shape[axis] for axis in order)), given.transpose(order)
        self.bias = self.take((self.out_columns, self.filters, batch))

    def take(self, shape: Shape) -> Array:
        """Memory of this plan's own: with the batch innermost, that of another batch size lies otherwise."""
        return own(self.site, shape)

    def prepare(self, build: Builder) -> None:
        """What depends on parameters alone."""
        build.first(np.copyto, *self._load)
        if self.layer.bias:
            vector = self.site.network.parameters[self.key]["bias"]
            build.first(np.copyto, self.bias, vector[:, None])

    def forward(self, build: Builder, out: Array) -> None:
        """Fill `out` (rows, columns, filters, batch), which may be the inside of something larger."""

        def forward(calls: list[Call], first: int, count: int, part: int) -> None:
            for start in range(first, first + count, self.block):
                stop = min(start + self.block, first + count)
                fine = slice(start * self.size, stop * self.size)
                calls.append((np.matmul, (self.weights, self._windows(calls, fine, part), self.raw[fine])))
                if self.pool is not None:
                    self.pool.forward(calls, _image(self.raw[fine]), _image(self.small[start:stop]), part)
                for row in range(start, stop):
                    self._bend(calls, self.small[row], out[row], part)

        build.split("lines", self.out_rows, forward)
        build.barrier()

    def _bend(self, calls: list[Call], x: Array, y: Array, part: int) -> None:
        x, y = x.reshape(-1), y.reshape(-1)
        if self.layer.bias:
            calls.append((np.add, (x, self.bias.reshape(-1), y)))
            x = y
        if self.curve is not None:
            self.curve.forward(calls, x, y, part)
        elif x is not y:
            calls.append((np.copyto, (y, x)))

    def _windows(self, calls: list[Call], rows: slice, part: int) -> Array:
        """Stack the input rows of some output rows; returns their windows (rows, columns, kernel^2 channels, batch)."""
        _, width, channels, batch = self.x.shape
        count, kernel = rows.stop - rows.start, self.kernel
        stack = self.site.scratch(part, "stack", (count, width, kernel, channels * batch))
        line, spot, _, unit = self.x.strides
        source = np.ndarray(
            (count, width, kernel, channels * batch), self.x.dtype, self.x,
            rows.start * line, (line, spot, line, unit),
        )  # fmt: skip
        calls.append((np.copyto, (stack, source)))
        shape = (count, self.columns, kernel * kernel * channels, batch)
        strides = (stack.strides[0], stack.strides[1], batch * unit, unit)
        return np.ndarray(shape, stack.dtype, stack, 0, strides)

    def backward(self, build: Builder, y: Array, dy: Sequence[Array]) -> list[Array]:
        """From the gradient at `y`, the sum of one array a part, to that at the input's inside, likewise."""
        site, batch = self.site, self.site.batch
        weights = (self.filters, self.kernel**2 * self.channels)
        self.sums = [site.array(weights) for _ in range(site.parts)]
        self.totals = site.array((self.out_rows, self.filters))
        self.active = [part for part, (_, count) in enumerate(ranges(self.out_rows, site.parts)) if count]
        dxs = [] if self.first else [self.take(self.x.shape) for part in self.active]
        turned = np.zeros(weights[::-1], site.dtype)
        if dxs:
            build.first(np.copyto, turned, self.weights.T)
        ones = site.of_ones(batch)[:batch]

        def backward(calls: list[Call], first: int, count: int, part: int) -> None:
            sums, product = self.sums[part], site.scratch(part, "product", weights)
            calls.append((sums.fill, (0.0,)))
            dx = dxs[self.active.index(part)] if dxs else None
            if dx is not None:
                calls.append((dx.fill, (0.0,)))
            for start in range(first, first + count, self.block):
                stop = min(start + self.block, first + count)
                for row in range(start, stop):
                    dz = dy[0][row].reshape(-1)
                    calls.extend((np.add, (dz, other[row].reshape(-1), dz)) for other in dy[1:])
                    if self.curve is not None:
                        self.curve.backward(calls, y[row].reshape(-1), dz, dz, part)
                    total = site.scratch(part, "total", (self.out_columns * self.filters,))
                    calls.append((np.dot, (dz.reshape(-1, batch), ones, total)))
                    calls.append((np.add.reduce, (total.reshape(-1, self.filters), 0, None, self.totals[row])))
                fine = slice(start * self.size, stop * self.size)
                given = dy[0][start:stop]
                if self.pool is not None:
                    given = site.scratch(part, "dy", self.raw[fine].shape)
                    x, small, above = self.raw[fine], self.small[start:stop], dy[0][start:stop]
                    images = _image(x), _image(small), _image(above), _image(given)
                    self.pool.backward(calls, *images, part, add=False)
                windows = self._windows(calls, fine, part).transpose(0, 1, 3, 2)
                spots = len(given) * self.columns
                single = site.scratch(part, "single", (len(given), self.columns, *weights))
                calls.append((np.matmul, (given, windows, single)))
                calls.append((np.add.reduce, (single.reshape(spots, -1), 0, None, product.reshape(-1))))
                calls.append((np.add, (sums, product, sums)))
                if dx is not None:
                    self._fold(calls, turned, given, dx, start * self.size, part)

        build.split("lines", self.out_rows, backward)
        build.barrier()
        build.call(self._finish)
        height, width = self.inside.shape[:2]
        return [dx[self.top : self.top + height, self.left : self.left + width] for dx in dxs]

    def _fold(self, calls: list[Call], turned: Array, given: Array, dx: Array, start: int, part: int) -> None:
        """Add each window's gradient to where the window lay."""
        count, kernel, batch = len(given), self.kernel, self.site.batch
        spread = self.site.scratch(part, "spread", (count, self.columns, len(turned), batch))
        calls.append((np.matmul, (turned, given, spread)))
        pieces = spread.reshape(count, self.columns, kernel, kernel, self.channels * batch)
        lines = dx.reshape(*dx.shape[:2], -1)
        for u in range(kernel):
            for v in range(kernel):
                target = lines[start + u : start + u + count, v : v + self.columns]
                calls.append((np.add, (target, pieces[:, :, v, u], target)))

    def _finish(self) -> None:
        total, *others = [self.sums[part] for part in self.active]
        for other in others:
            total += other
        kernel, channels = self.kernel, self.channels
        gradient = self.gradient.reshape(kernel, kernel, channels, self.filters)
        gradient[...] = total.reshape(self.filters, kernel, kernel, channels).transpose(2, 1, 3, 0)
        if self.layer.bias:
            np.add.reduce(self.totals, 0, out=self.site.network.gradients[self.key]["bias"])

    def output(self, samples: slice) -> Array:
        """The convolution's own result for some samples as the textbook has it."""
        z: Array = self.raw.transpose(3, 0, 1, 2)[samples].copy()
        if self.rows % self.size:  # rows that no window of the pooling reaches were left out
            left = slice(self.out_rows * self.size, self.rows)
            calls: list[Call] = []
            windows = self._windows(calls, left, 0)
            for function, arguments in calls:
                function(*arguments)
            z[:, left] = (self.weights @ windows).transpose(3, 0, 1, 2)[samples]
        return z + self.site.network.parameters[self.key]["bias"] if self.layer.bias else z


class ThinKernel(Kernel):
    """All convolutions from the input up to Flatten, where they have few channels."""

    def __init__(self, site: Site, nodes: Sequence[Node], sources: Sequence[Signal], target: Signal) -> None:
        super().__init__(site, nodes, sources, target)
        self.stages: list[Stage] = []
        shape = sources[0].shape
        for length, run in enumerate(_stages(nodes, shape)):
            self.stages.append(Stage(site, run, shape, first=length == 0))
            last = self.stages[-1]
            shape = (last.out_rows, last.out_columns, last.filters)
        batch = site.batch
        self.out = own(site, (*shape, batch))
        self.kept: dict[str, Array] = {}

    @staticmethod
    def run(nodes: Sequence[Node], shape: Shape) -> int:
        """How many of some neighbouring nodes go together, the first of which sees samples of a shape."""
        if nodes[0].inputs != (INPUT,) or len(shape) != 3:
            return 0
        length = sum(len(run) for run in _stages(nodes, shape))
        ends = length and length < len(nodes) and isinstance(nodes[length].layer, Flatten)
        return length + 1 if ends else 0

    def forward(self, build: Builder) -> None:
        source, batch = self.sources[0].y, self.site.batch
        for stage in self.stages:
            stage.prepare(build)
        inside = self.stages[0].inside
        x = source.values(0, batch).transpose(1, 2, 3, 0)
        build.split("lines", len(inside), lambda calls, first, count, part: calls.append(
            (np.copyto, (inside[first : first + count], x[first : first + count]))))  # fmt: skip
        build.barrier()
        for stage, after in zip(self.stages, [*self.stages[1:], None], strict=True):
            stage.forward(build, self.out if after is None else after.inside)
        y = self.target.y.values(0, batch).reshape(batch, *self.out.shape[:3]).transpose(1, 2, 3, 0)
        build.split("lines", len(self.out), lambda calls, first, count, part: calls.append(
            (np.copyto, (y[first : first + count], self.out[first : first + count]))))  # fmt: skip
        build.barrier()

    def backward(self, build: Builder) -> None:
        arrived, _ = self.collect(build)
        batch = self.site.batch
        dout = own(self.site, self.out.shape)
        dy = arrived.values(0, batch).reshape(batch, *self.out.shape[:3]).transpose(1, 2, 3, 0)
        build.split("lines", len(dout), lambda calls, first, count, part: calls.append(
            (np.copyto, (dout[first : first + count], dy[first : first + count]))))  # fmt: skip
        build.barrier()
        dys = [dout]
        outs = [*(stage.inside for stage in self.stages[1:]), self.out]
        for stage, y in zip(reversed(self.stages), reversed(outs), strict=True):
            if self.carries(self.nodes):
                self._keep(build, stage, dys)
            dys = stage.backward(build, y, dys)

    def _keep(self, build: Builder, stage: Stage, dys: Sequence[Array]) -> None:
        kept = self.kept[stage.key] = np.zeros(dys[0].shape, self.site.dtype)
        build.call(lambda: np.copyto(kept, sum(dys[1:], start=dys[0])))

    @property
    def most(self) -> int:
        return max(math.prod(stage.raw.shape[:3]) for stage in self.stages)

    def observe(self, rows: slice) -> Seen:
        seen: Seen = {}
        if self.carries(self.nodes):
            for stage in self.stages:
                dy = self.kept[stage.key].transpose(3, 0, 1, 2).copy()
                seen.update(self.replay(stage.output(slice(None)), stage.nodes, dy))
            seen[self.nodes[-1].id] = super().entrance(slice(None)), self.looked_at()
            return seen
        for stage in self.stages:
            if any(node.id in self.site.watched for node in stage.nodes):
                seen.update(self.within(stage.output(rows), stage.nodes, rows))
        return {**seen, **self.outputs(self.nodes[-1:], rows)}


def own(site: Site, shape: Shape) -> Array:
    """Memory that no other plan uses."""
    return aligned(math.prod(shape), site.dtype).reshape(shape)


def _image(array: Array) -> Array:
    """(height, width, channels, batch) as one image whose channels are all of the batch's."""
    return array.reshape(1, *array.shape[:2], -1)


def _stages(nodes: Sequence[Node], shape: Shape) -> list[list[Node]]:
    """The runs of convolution, activation and pooling at the beginning that have few channels."""
    found: list[list[Node]] = []
    index = 0
    while index < len(nodes):
        layer = nodes[index].layer
        if not isinstance(layer, Conv2D) or layer.stride > 1 or layer.dilation > 1 or layer.drop_connect:
            break
        if shape[2] >= FEW or layer.filters > FEW or layer.kernel == 1:
            break
        run = [nodes[index]]
        height, width = layer.window(shape).output_size(shape)
        bent = False
        for node in nodes[index + 1 :]:
            if has_curve(node.layer) and not bent:
                bent = True
            elif isinstance(node.layer, MaxPool2D) and tiles(node.layer):
                height, width = height // node.layer.size, width // node.layer.size
                run.append(node)
                break
            else:
                break
            run.append(node)
        if len(run) > 1 and isinstance(run[-1].layer, MaxPool2D) and not bent and index + len(run) < len(nodes):
            after = nodes[index + len(run)]
            run += [after] if has_curve(after.layer) else []
        index, shape = index + len(run), (height, width, layer.filters)
        found.append(run)
    return found
