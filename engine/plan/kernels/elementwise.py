"""What treats every number by itself, and what only lays numbers out anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.layers.activation import Activation
from engine.numerics import Array
from engine.plan.kernels.base import Kernel, Signal, Site, clear
from engine.plan.kernels.curves import curve_of, has_curve
from engine.plan.kernels.masks import Mask
from engine.plan.program import Builder, Call
from engine.spec import Node


class AlikeKernel(Kernel):
    """A kernel whose inputs and output lie alike in memory."""

    def arrange(self) -> None:
        for source in self.sources:
            self.target.widen(*source.layout)
        for source in self.sources:
            source.widen(*self.target.layout)


class ActivationKernel(AlikeKernel):
    """Any activation: those that need only their value by flat calls, the others by their textbook code, group by
    group."""

    def __init__(self, site: Site, nodes: Sequence[Node], sources: Sequence[Signal], target: Signal) -> None:
        super().__init__(site, nodes, sources, target)
        assert isinstance(nodes[0].layer, Activation)
        self.layer: Activation = nodes[0].layer
        self.curve = curve_of(site, self.layer) if has_curve(self.layer) else None

    def forward(self, build: Builder) -> None:
        source, target = self.sources[0].y, self.target.y

        def forward(calls: list[Call], first: int, count: int, part: int) -> None:
            x, y = source.flat(first, count), target.flat(first, count)
            if self.curve is not None:
                self.curve.forward(calls, x, y, part)
            else:
                calls.append((self._value, (x, y)))
            clear(calls, target.right(first, count))

        build.each(target.grid.span, forward)

    def backward(self, build: Builder) -> None:
        arrived, owned = self.collect(build)
        source, target = self.sources[0].y, self.target.y
        edge = self.sources[0].pass_on(self.site, arrived, owned)
        if edge is None:
            return

        def backward(calls: list[Call], first: int, count: int, part: int) -> None:
            y, dy, dx = (each.flat(first, count) for each in (target, arrived, edge))
            if self.curve is not None:
                self.curve.backward(calls, y, dy, dx, part)
            else:
                calls.append((self._slope, (source.flat(first, count), y, dy, dx)))

        build.each(target.grid.span, backward)

    def _value(self, x: Array, y: Array) -> None:
        y[...] = self.layer.value(x)

    def _slope(self, x: Array, y: Array, dy: Array, dx: Array) -> None:
        np.multiply(dy, self.layer.slope(x, y), dx)


class AddKernel(AlikeKernel):
    """The sum of its inputs; the gradient goes to all of them as it is, without a copy."""

    def forward(self, build: Builder) -> None:
        sources, target = [source.y for source in self.sources], self.target.y

        def forward(calls: list[Call], first: int, count: int, part: int) -> None:
            y = target.flat(first, count)
            calls.append((np.add, (sources[0].flat(first, count), sources[1].flat(first, count), y)))
            calls.extend((np.add, (y, source.flat(first, count), y)) for source in sources[2:])

        build.each(target.grid.span, forward)

    def backward(self, build: Builder) -> None:
        arrived, _ = self.collect(build)
        for source in self.sources:
            source.share_edge(arrived)


class DropoutKernel(Kernel):
    """Inverted dropout of any shape; in evaluation it hands on what it gets."""

    def __init__(self, site: Site, nodes: Sequence[Node], sources: Sequence[Signal], target: Signal) -> None:
        super().__init__(site, nodes, sources, target)
        self.mask = Mask(site, nodes[0], target.shape) if site.training else None

    def forward(self, build: Builder) -> None:
        source, target, mask = self.sources[0].y, self.target.y, self.mask
        if mask is not None:
            build.first(mask.draw)

        def forward(calls: list[Call], first: int, count: int, part: int) -> None:
            x, y = source.values(first, count), target.values(first, count)
            if mask is None:
                calls.append((np.copyto, (y, x)))
            else:
                calls.append((np.multiply, (x, mask.keep[first : first + count], y)))
                calls.append((np.multiply, (y, mask.scale, y)))

        build.each(target.grid.span, forward)

    def backward(self, build: Builder) -> None:
        arrived, _ = self.collect(build)
        edge, mask = self.sources[0].new_edge(self.site), self.mask
        if edge is None or mask is None:
            return

        def backward(calls: list[Call], first: int, count: int, part: int) -> None:
            dx = edge.values(first, count)
            calls.append((np.multiply, (arrived.values(first, count), mask.keep[first : first + count], dx)))
            calls.append((np.multiply, (dx, mask.scale, dx)))

        build.each(self.target.grid.span, backward)


class FlattenKernel(Kernel):
    """An image as a row: the same memory where it has no margins, else a copy."""

    def forward(self, build: Builder) -> None:
        source, target = self.sources[0].y, self.target
        if source.grid.plain:
            target.y = source.reshaped(target.grid)
            return

        def forward(calls: list[Call], first: int, count: int, part: int) -> None:
            x = source.values(first, count)
            calls.append((np.copyto, (target.y.values(first, count).reshape(x.shape), x)))

        build.each(source.grid.span, forward)

    def backward(self, build: Builder) -> None:
        arrived, owned = self.collect(build)
        source = self.sources[0]
        if source.grid.plain:
            source.share_edge(arrived.reshaped(source.grid), owned)
            return
        edge = source.new_edge(self.site)
        if edge is None:
            return

        def backward(calls: list[Call], first: int, count: int, part: int) -> None:
            dx = edge.values(first, count)
            calls.append((np.copyto, (dx, arrived.values(first, count).reshape(dx.shape))))

        build.each(source.grid.span, backward)
