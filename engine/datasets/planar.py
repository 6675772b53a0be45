"""Points in the plane, generated: the classic tasks that need more than a straight line."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.datasets.base import Dataset, Samples, evenly
from engine.fields import count, real
from engine.numerics import Array, Shape


class Planar(Dataset):
    """Two coordinates a sample."""

    samples: int = count("Samples", "Number of points.", 600, at_least=10, at_most=100_000)
    noise: float = real("Noise", "Standard deviation of the points about their place.", 0.1, at_least=0.0, at_most=5.0)

    def input_shape(self) -> Shape:
        return (2,)

    def outputs(self) -> int:
        return 2

    def size(self) -> int:
        return self.samples

    def load(self, rng: np.random.Generator) -> Samples:
        classes = evenly(self.samples, self.outputs())
        points = self.places(rng, classes) + self.noise * rng.standard_normal((self.samples, 2))
        return Samples(points.astype(np.float32), classes)

    def places(self, rng: np.random.Generator, classes: Array) -> Array:
        """Where the points of the given classes lie before noise, (N, 2)."""
        raise AssertionError(f"{type(self).__name__} does not say where its points lie")


class TwoSpirals(Planar):
    """Two interleaved spirals: no straight line comes close, a small network with two hidden layers does.

    r = 2 t,  angle = 2 pi turns t + pi class          t ~ sqrt(Uniform(0.01, 1))
    """

    kind: Literal["two_spirals"] = "two_spirals"
    title: ClassVar[str] = "Two spirals"

    noise: float = real("Noise", "Standard deviation of the points about their arm.", 0.06, at_least=0.0, at_most=5.0)
    turns: float = real("Turns", "How often each arm winds.", 1.25, at_least=0.1, at_most=5.0, step=0.25)

    def places(self, rng: np.random.Generator, classes: Array) -> Array:
        t = np.sqrt(rng.uniform(0.01, 1.0, len(classes)))
        angle = 2 * np.pi * self.turns * t + np.pi * classes
        return np.stack([2 * t * np.cos(angle), 2 * t * np.sin(angle)], axis=1)


class Circles(Planar):
    """One class within a ring of the other: linear in no direction, easy once distance from the centre is learned."""

    kind: Literal["circles"] = "circles"
    title: ClassVar[str] = "Circles"

    def places(self, rng: np.random.Generator, classes: Array) -> Array:
        angle = rng.uniform(0, 2 * np.pi, len(classes))
        radius = np.where(classes == 0, 0.7 * np.sqrt(rng.uniform(0, 1, len(classes))), 1.5)
        return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


class Xor(Planar):
    """Exclusive or: the class says whether the two coordinates have different signs. The task a single layer failed."""

    kind: Literal["xor"] = "xor"
    title: ClassVar[str] = "XOR"

    def places(self, rng: np.random.Generator, classes: Array) -> Array:
        x = rng.uniform(0.15, 1.5, len(classes)) * np.where(rng.random(len(classes)) < 0.5, -1, 1)
        y = rng.uniform(0.15, 1.5, len(classes)) * np.where(classes == 0, np.sign(x), -np.sign(x))
        return np.stack([x, y], axis=1)


class Blobs(Planar):
    """Round clouds, one a class, on a circle: a linear classifier does well."""

    kind: Literal["blobs"] = "blobs"
    title: ClassVar[str] = "Blobs"

    noise: float = real("Noise", "Standard deviation of the points about their centre.", 0.4, at_least=0.0, at_most=5.0)
    classes: int = count("Classes", "Number of clouds.", 3, at_least=2, at_most=10)

    def outputs(self) -> int:
        return self.classes

    def places(self, rng: np.random.Generator, classes: Array) -> Array:
        angle = 2 * np.pi * classes / self.classes
        return 1.5 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
