"""Batch norm of rows: statistics by parts of the batch, and one affine map for all that follows from them."""

from __future__ import annotations

import numpy as np

from engine.layers.batch_norm import BatchNorm
from engine.numerics import Array
from engine.plan.kernels.base import Site
from engine.plan.program import Call, ranges
from engine.spec import Node


class Affine:
    """Batch norm after x W, in the network's own symbols.

        y = s z + shift,  s = gain / sqrt(var + eps)          z: (N, units), centred on the mean of its part

    Each part of the batch is centred on its own mean; variances of parts and the distances `delta` of their means from
    the whole one add up to the variance of the batch (Chan, Golub and LeVeque, 1979), so nothing cancels.
    """

    def __init__(self, site: Site, node: Node, units: int, batch: int) -> None:
        assert isinstance(node.layer, BatchNorm)
        self.site, self.layer, self.batch = site, node.layer, batch
        self.state = site.network.states[node.id]
        self.p, self.g = site.network.parameters[node.id], site.network.gradients[node.id]
        self.counts = [count for _, count in ranges(batch, site.parts)]
        self.weights = np.array(self.counts, site.dtype) / site.dtype.type(batch)
        self.means, self.squares, self.delta, self.shift, self.k0 = (
            site.array((site.parts, units)) for _ in range(5)
        )  # fmt: skip
        self.sums, self.products = site.array((site.parts, units)), site.array((site.parts, units))
        self.inverse, self.scale, self.k1 = (site.array(units) for _ in range(3))
        self.share = [site.array(count, 1 / max(count, 1)) for count in self.counts]
        self.ones = site.array(max(self.counts), 1)
        self.found = self.state["mean"], self.state["variance"]  # of the batch, bias included

    def measure(self, calls: list[Call], z: Array, part: int) -> None:
        """Mean and variance of a part; z is centred in place."""
        squares = self.site.scratch(part, "rows", z.shape)
        calls.append((np.dot, (self.share[part], z, self.means[part])))
        calls.append((np.subtract, (z, self.means[part], z)))
        calls.append((np.multiply, (z, z, squares)))
        calls.append((np.dot, (self.share[part], squares, self.squares[part])))

    def combine(self, bias: Array | None, factor: float) -> None:
        """The batch's statistics from those of the parts. What follows is multiplied by `factor`."""
        mean, variance = self.means[0], self.squares[0]
        if len(self.counts) > 1:
            mean = self.weights.dot(self.means)
            np.subtract(self.means, mean, self.delta)
            np.multiply(self.delta, self.delta, self.shift)
            np.add(self.shift, self.squares, self.shift)
            variance = self.weights.dot(self.shift)
        self.found = mean if bias is None else mean + bias, variance
        self.layer.remember(self.state, *self.found, self.batch)
        np.add(variance, self.layer.epsilon, self.inverse)
        np.sqrt(self.inverse, self.inverse)
        np.reciprocal(self.inverse, self.inverse)
        np.multiply(self.p["gain"], self.inverse, self.scale)
        if factor != 1:
            np.multiply(self.scale, factor, self.scale)
        np.multiply(self.delta, self.scale, self.shift)
        np.add(self.shift, self.p["bias"] * factor if factor != 1 else self.p["bias"], self.shift)

    def uncentred(self, z: Array) -> Array:
        """A copy of z as it was before it was centred."""
        whole: Array = z + (self.means[0] if len(self.counts) == 1 else np.repeat(self.means, self.counts, axis=0))
        return whole

    def recall(self, bias: Array | None, factor: float) -> None:
        """In evaluation: the same from the running statistics."""
        mean = self.state["mean"]
        self.scale[...] = self.p["gain"] / np.sqrt(self.state["variance"] + self.layer.epsilon) * factor
        self.shift[...] = self.p["bias"] * factor - (mean if bias is None else mean - bias) * self.scale

    def apply(self, calls: list[Call], z: Array, y: Array, part: int) -> None:
        """y = s z + shift."""
        calls.append((np.multiply, (z, self.scale, y)))
        calls.append((np.add, (y, self.shift[part], y)))

    def measure_back(self, calls: list[Call], z: Array, dy: Array, part: int) -> None:
        """The sums over a part that the gradient needs."""
        product, ones = self.site.scratch(part, "rows", z.shape), self.ones[: len(z)]
        calls.append((np.dot, (ones, dy, self.sums[part])))
        calls.append((np.multiply, (dy, z, product)))
        calls.append((np.dot, (ones, product, self.products[part])))

    def combine_back(self, factor: float) -> None:
        """Gradients of gain and bias, and what each part needs."""
        total = self.sums.sum(axis=0)
        product = ((self.products + self.delta * self.sums).sum(axis=0)) * self.inverse
        np.multiply(total, factor, self.g["bias"])
        np.multiply(product, factor, self.g["gain"])
        np.multiply(product, self.inverse, self.k1)
        np.multiply(self.k1, -1 / self.batch, self.k1)
        np.multiply(self.delta, self.k1, self.k0)
        np.subtract(self.k0, total / total.dtype.type(self.batch), self.k0)

    def back(self, calls: list[Call], z: Array, dy: Array, dz: Array, part: int) -> None:
        """dz = s (dy - mean(dy) - h mean(dy h)); dy and dz may be the same array."""
        product = self.site.scratch(part, "rows", z.shape)
        calls.append((np.multiply, (z, self.k1, product)))
        calls.append((np.add, (product, dy, dz)))
        calls.append((np.add, (dz, self.k0[part], dz)))
        calls.append((np.multiply, (dz, self.scale, dz)))
