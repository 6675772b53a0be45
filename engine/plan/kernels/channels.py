"""Batch norm of images: statistics by groups of images, and flat operands for what follows from them."""

from __future__ import annotations

import numpy as np

from engine.layers.batch_norm import BatchNorm
from engine.numerics import Array
from engine.plan.kernels.base import Site
from engine.plan.memory import Field, Grid
from engine.plan.program import Call, group_size
from engine.spec import Node

CANCELS = 30.0
"""mean^2 / variance from which on the variance is computed anew from the distances: else digits would be lost."""


class Tile:
    """A vector over the channels, written side by side for a group of images, zero in the margins: operands of one
    dimension are several times cheaper than broadcast ones."""

    def __init__(self, site: Site, grid: Grid) -> None:
        count = group_size(grid.span)
        place = Field(grid, site.array((grid.lead + count * grid.span + grid.tail, grid.channels)))
        self._plain, self._flat, self._whole = grid.plain, place.flat(0, count), place.whole(0, count)
        self._values, self._numbers = place.values(0, count), grid.span * grid.channels

    def flat(self, count: int) -> Array:
        """As `Field.flat` has so many images."""
        return self._whole[: count * self._numbers] if self._plain else self._flat[:count]

    def whole(self, count: int) -> Array:
        """As `Field.whole` has so many images."""
        return self._whole[: count * self._numbers]

    def write(self, vector: Array) -> None:
        """Write other values."""
        self._values[...] = vector


class ChannelNorm:
    """Batch norm after a convolution.

        y = scale z + shift,  scale = |gain| / sqrt(var + eps)          z: sign (x * W), sign: that of the gain

    `sign` is None, and the gain taken as it is, where nothing depends on its sign. Sums are taken over each group of
    images and combined in float64.
    """

    def __init__(self, site: Site, node: Node, raw: Field, grid: Grid, shift: Tile, sign: Array | None) -> None:
        assert isinstance(node.layer, BatchNorm)
        self.site, self.layer, self.raw, self.sign, self.shift = site, node.layer, raw, sign, shift
        self.state = site.network.states[node.id]
        self.p, self.g = site.network.parameters[node.id], site.network.gradients[node.id]
        height, width, channels = raw.grid.extent
        self.count = site.batch * height * width
        self.sums, self.squares, self.products = (site.array((site.batch, channels)) for _ in range(3))
        self.scale = Tile(site, grid)
        if site.training:
            self.k0, self.k1, ones = Tile(site, raw.grid), Tile(site, raw.grid), Tile(site, raw.grid.like(1))
            ones.write(site.array(1, 1))
            self.pixels = ones
        self.slope = site.array(channels)
        self.found = self.state["mean"], self.state["variance"]  # of the batch, sign and bias included

    def measure(self, calls: list[Call], first: int, count: int, part: int) -> None:
        """Sums of a group and of its squares."""
        z, pixels = self.raw.rows(first, count), self.pixels.whole(count)
        squares = self.site.scratch(part, "squares", z.shape)
        flat = z.reshape(-1)
        calls.append((np.dot, (pixels, z, self.sums[first])))
        calls.append((np.multiply, (flat, flat, squares.reshape(-1))))
        calls.append((np.dot, (pixels, squares, self.squares[first])))

    def combine(self, bias: Array | None) -> None:
        """The batch's statistics, the running ones, and the map that follows."""
        mean = self.sums.sum(axis=0, dtype=np.float64) / self.count
        variance = self.squares.sum(axis=0, dtype=np.float64) / self.count - mean * mean
        if (mean * mean > CANCELS * variance).any():
            distances = self.raw.values(0, self.site.batch) - mean.astype(self.site.dtype)
            variance = np.square(distances).mean(axis=(0, 1, 2), dtype=np.float64)
        signed = mean if self.sign is None else mean * self.sign
        self.found = signed if bias is None else signed + bias, variance
        self.layer.remember(self.state, *self.found, self.count)
        self.mean, self.inverse = mean, 1 / np.sqrt(variance + self.layer.epsilon)
        self._use(self.mean)

    def recall(self, bias: Array | None) -> None:
        """In evaluation: the same map from the running statistics."""
        signed = self.state["mean"] if bias is None else self.state["mean"] - bias
        self.inverse = 1 / np.sqrt(self.state["variance"] + self.layer.epsilon)
        self._use(signed if self.sign is None else signed * self.sign)

    def _use(self, mean: Array) -> None:
        gain = self.p["gain"] * self.inverse
        self.slope[...] = gain
        if self.sign is not None:
            gain = gain * self.sign
        self.scale.write(gain)
        self.shift.write(self.p["bias"] - mean * gain)

    def measure_back(self, calls: list[Call], first: int, count: int, part: int, dz: Field, small: Field) -> None:
        """The sum of dz z over a group."""
        rows = dz.rows(first, count)
        product = self.site.scratch(part, "squares", rows.shape)
        calls.append((np.multiply, (dz.whole(first, count), small.whole(first, count), product.reshape(-1))))
        calls.append((self.site.of_ones(len(rows))[: len(rows)].dot, (product, self.products[first])))

    def combine_back(self, totals: Array, back: Array, weights: Array) -> None:
        """Gradients of gain and bias; then dy / slope = dz + k1 z + k0, the slope going into the filters `back`."""
        total = totals.sum(axis=0, dtype=np.float64)
        product = (self.products.sum(axis=0, dtype=np.float64) - self.mean * total) * self.inverse
        self.g["bias"][...] = total
        self.g["gain"][...] = product if self.sign is None else product * self.sign
        k1 = -product * self.inverse / self.count
        self.k1.write(k1)
        self.k0.write(-total / self.count - k1 * self.mean)
        kernel, _, filters, channels = back.shape
        given = weights.reshape(kernel, kernel, channels, filters)[::-1, ::-1].transpose(0, 1, 3, 2)
        slope = self.slope if self.sign is None else self.slope * self.sign
        np.multiply(given, slope[:, None], back)

    def back(self, calls: list[Call], z: Array, dz: Array | None, dy: Array, count: int) -> None:
        """dy = k1 z + k0 (+ dz): the gradient at z, but for the slope; whole images, zero in the margins."""
        calls.append((np.multiply, (z, self.k1.whole(count), dy)))
        calls.append((np.add, (dy, self.k0.whole(count), dy)))
        if dz is not None:
            calls.append((np.add, (dy, dz, dy)))
