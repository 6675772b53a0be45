"""What every data set states without being loaded, and gives when it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np

from engine.datasets.drawing import Drawing
from engine.fields import Member
from engine.numerics import Array, Shape

Task = Literal["classification", "regression", "reconstruction"]

BUNDLED = Path(__file__).resolve().parents[2] / "resources" / "datasets"


@dataclass(frozen=True)
class Samples:
    """Raw samples: x (N, ...) as they are at rest, and their targets, (N,) int64 classes or (N, K) floats."""

    x: Array
    targets: Array

    def __len__(self) -> int:
        return len(self.x)

    def take(self, index: Array) -> Samples:
        return Samples(self.x[index], self.targets[index])


class Dataset(Member):
    """A source of samples. Shape, task and size are known without loading, so that a network can be checked at once."""

    task: ClassVar[Task] = "classification"

    def input_shape(self) -> Shape:
        """The shape of one sample."""
        raise AssertionError(f"{type(self).__name__} does not say what it holds")

    def outputs(self) -> int:
        """Number of classes, or of numbers to predict."""
        raise AssertionError(f"{type(self).__name__} does not say what it holds")

    def size(self) -> int:
        """Number of samples."""
        raise AssertionError(f"{type(self).__name__} does not say what it holds")

    def class_names(self) -> tuple[str, ...]:
        """The classes' names, in order of their index."""
        return tuple(str(index) for index in range(self.outputs())) if self.task == "classification" else ()

    def load(self, rng: np.random.Generator) -> Samples:
        """All samples. `rng` is the stream of generated sets; bundled ones leave it alone. May raise DescentError."""
        raise AssertionError(f"{type(self).__name__} does not say how it loads")

    def drawn(self, drawing: Drawing) -> Array | None:
        """A drawing by hand made to look like a raw sample: float64, of `input_shape`. None where the set holds no
        pictures that can be drawn."""
        return None


def evenly(samples: int, classes: int) -> Array:
    """Class indices, each class as often as the others (to one), in order."""
    return np.sort(np.arange(samples, dtype=np.int64) % classes)
