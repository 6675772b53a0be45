"""Dense layers, with the batch norm, activation and dropout that follow them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.layers.batch_norm import BatchNorm
from engine.layers.dense import Dense
from engine.layers.dropout import Dropout
from engine.layers.relu import ReLU
from engine.numerics import Array
from engine.plan.kernels.base import Kernel, Signal, Site
from engine.plan.kernels.curves import curve_of, has_curve
from engine.plan.kernels.masks import Mask, is_inverted
from engine.plan.kernels.statistics import Affine
from engine.plan.program import Builder, Call
from engine.spec import Node

FOLDED = 32_768
"""Most inputs of a batch for which the bias is added by a column of ones: one call less counts more than the copy."""

COLUMNS = 32
"""Fewest columns of a matrix product that are a part."""


class DenseKernel(Kernel):
    """x W + b, then perhaps batch norm, an activation, dropout.

    Before batch norm the bias does nothing but shift the running mean: it is left out, and its gradient is the exact
    zero that the textbook finds up to rounding.
    """

    def __init__(self, site: Site, nodes: Sequence[Node], sources: Sequence[Signal], target: Signal) -> None:
        super().__init__(site, nodes, sources, target)
        layers = [node.layer for node in nodes]
        assert isinstance(layers[0], Dense)
        self.dense: Dense = layers[0]
        rest = layers[1:]
        self.norm = next((layer for layer in rest if isinstance(layer, BatchNorm)), None)
        bends = [layer for layer in rest if has_curve(layer)]
        self.curve = curve_of(site, bends[0]) if bends else None
        drop = next((index for index, layer in enumerate(layers) if isinstance(layer, Dropout)), None)
        self.mask = None if drop is None or not site.training else Mask(site, nodes[drop], target.shape)
        self.units = self.dense.units
        self.alters = self.norm is not None or self.curve is not None or self.mask is not None
        target.offers_ones = True
        self.inputs = math.prod(sources[0].shape)
        self.kept: Array | None = None
        """x W + b, where it is looked at and written over."""

    @staticmethod
    def run(nodes: Sequence[Node]) -> int:
        """How many of some neighbouring nodes go together."""
        if not isinstance(nodes[0].layer, Dense) or nodes[0].layer.drop_connect:
            return 0
        length, drops = 1, True
        if length < len(nodes) and isinstance(nodes[length].layer, BatchNorm):
            length += 1
        if length < len(nodes) and has_curve(nodes[length].layer):
            # What a dropout sets to zero passes no gradient through a ReLU either, and scaling commutes with it.
            drops = isinstance(nodes[length].layer, ReLU)
            length += 1
        if length < len(nodes) and drops and is_inverted(nodes[length].layer):
            length += 1
        return length

    def arrange(self) -> None:
        """Ask for a column of ones at the input where the bias is best added by it."""
        source = self.sources[0]
        alone = source.offers_ones and source.users == 1 and len(source.shape) == 1
        small = self.inputs * self.site.batch <= FOLDED
        self.folded = source.ones = alone and small and self.dense.bias and self.norm is None

    def forward(self, build: Builder) -> None:
        site, source, batch = self.site, self.sources[0].y, self.site.batch
        out, own = self.target.y.values(0, batch), site.network.parameters[self.key]
        weight, x = own["weight"], source.values(0, batch)
        if self.folded:
            weight = site.stretch(self.key, "weight", "bias")[0].reshape(self.inputs + 1, self.units)
            x = source.rows(0, batch)
        bias = own["bias"] if self.dense.bias else None
        # Beside ones rows are no neighbours, which is dear where they are short: the work is done apart, then copied.
        self.value = site.store.take(("value", self.key), out.shape) if self.target.ones else out
        self.z = self.value if self.norm is None else site.store.take(("z", self.key), out.shape)
        norm = None if self.norm is None else Affine(site, self.nodes[1], self.units, batch)
        if norm is None and any(node.id in site.watched for node in self.nodes[:-1]):
            self.kept = site.store.take(("kept", self.key), out.shape)
        self.affine, factor = norm, 1.0 if self.mask is None else self.mask.factor
        if self.mask is not None:
            build.first(self.mask.draw)

        def products(calls: list[Call], first: int, count: int, part: int) -> None:
            columns = slice(first, first + count)
            multiply(calls, x, weight[:, columns], self.z[:, columns])

        def measure(calls: list[Call], first: int, count: int, part: int) -> None:
            assert norm is not None
            norm.measure(calls, self.z[first : first + count], part)

        def bend(calls: list[Call], first: int, count: int, part: int) -> None:
            rows = slice(first, first + count)
            z, y = self.z[rows], self.value[rows]
            if norm is not None:
                norm.apply(calls, z, y, part)
            elif bias is not None and not self.folded:
                calls.append((np.add, (z, bias, z)))
            if self.kept is not None:
                calls.append((np.copyto, (self.kept[rows], z)))
            if self.curve is not None:
                self.curve.forward(calls, y, y, part)
            if self.mask is not None:
                calls.append((np.multiply, (y, self.mask.keep[rows], y)))
                if norm is None:
                    calls.append((np.multiply, (y, self.mask.scale, y)))
            if self.target.ones:
                calls.append((np.copyto, (out[rows], y)))

        build.barrier()
        build.split("columns", self.units, products, COLUMNS)
        if norm is not None:
            if site.training:
                build.split("rows", batch, measure)
            build.call(norm.combine if site.training else norm.recall, bias, factor)
        build.split("rows", batch, bend)

    def backward(self, build: Builder) -> None:
        site, batch, norm = self.site, self.site.batch, self.affine
        arrived, owned = self.collect(build)
        dy = arrived.values(0, batch)
        dz = dy if owned or not self.alters else site.store.take(("dz", self.key), dy.shape)
        weight = site.network.parameters[self.key]["weight"]
        edge, bends = self.sources[0].new_edge(site), self.curve is not None or self.mask is not None

        def bend(calls: list[Call], first: int, count: int, part: int) -> None:
            rows = slice(first, first + count)
            if self.curve is not None:
                self.curve.backward(calls, self.value[rows], dy[rows], dz[rows], part)
            elif self.mask is not None:
                calls.append((np.multiply, (dy[rows], self.mask.keep[rows], dz[rows])))
            if norm is not None:
                norm.measure_back(calls, self.z[rows], (dz if bends else dy)[rows], part)
            elif self.mask is not None:
                calls.append((np.multiply, (dz[rows], self.mask.scale, dz[rows])))

        def through_norm(calls: list[Call], first: int, count: int, part: int) -> None:
            rows = slice(first, first + count)
            assert norm is not None
            norm.back(calls, self.z[rows], (dz if bends else dy)[rows], dz[rows], part)

        def inputs(calls: list[Call], first: int, count: int, part: int) -> None:
            columns = slice(first, first + count)
            assert edge is not None
            multiply(calls, dz, weight[columns].T, edge.values(0, batch)[:, columns])

        if self.alters:
            build.split("rows", batch, bend)
        if norm is not None:
            build.call(norm.combine_back, 1.0 if self.mask is None else self.mask.factor)
            build.split("rows", batch, through_norm)
        build.barrier()
        build.split("columns", self.units, lambda calls, first, count, part: self._weights(
            calls, dz, slice(first, first + count)), COLUMNS)  # fmt: skip
        if self.dense.bias and norm is not None:
            build.first(site.stretch(self.key, "bias")[1].fill, 0.0)
        if edge is not None:
            build.together("columns", self.inputs, inputs, COLUMNS)

    def _weights(self, calls: list[Call], dz: Array, columns: slice) -> None:
        """The gradients of some columns of weight and bias from that of x W."""
        site, batch = self.site, self.site.batch
        names = ("weight", "bias") if self.folded else ("weight",)
        gradient = site.stretch(self.key, *names)[1].reshape(-1, self.units)
        multiply(calls, self.sources[0].y.rows(0, batch).T, dz[:, columns], gradient[:, columns])
        if self.dense.bias and self.norm is None and not self.folded:
            bias = site.stretch(self.key, "bias")[1]
            calls.append((np.dot, (site.of_ones(batch)[:batch], dz[:, columns], bias[columns])))

    def entrance(self, rows: slice) -> Array:
        if self.kept is not None:
            return self.kept[rows].copy()
        if self.affine is None:
            return super().entrance(rows)
        z: Array = self.affine.uncentred(self.z)[rows] if self.site.training else self.z[rows].copy()
        if self.dense.bias:
            z += self.site.network.parameters[self.key]["bias"]
        return z

    def statistics(self) -> tuple[Array, Array]:
        assert self.affine is not None
        return self.affine.found

    def mask_of(self, node: Node) -> Array | None:
        return self.mask.keep if self.mask is not None and isinstance(node.layer, Dropout) else None


def multiply(calls: list[Call], a: Array, b: Array, out: Array) -> None:
    """out = a b, by the cheapest call that takes `out` as it lies."""
    calls.append((a.dot, (b, out)) if out.flags.c_contiguous else (np.matmul, (a, b, out)))
