from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.datasets.base import Dataset, Samples, Task
from engine.fields import count, real
from engine.numerics import Shape


class Sine(Dataset):
    """A noisy sine curve to fit: one number in, one number out.

    y = sin(2 pi x) + noise e,  x ~ Uniform(-1, 1),  e ~ Normal(0, 1)
    """

    kind: Literal["sine"] = "sine"
    title: ClassVar[str] = "Sine curve"
    task: ClassVar[Task] = "regression"

    samples: int = count("Samples", "Number of points.", 400, at_least=10, at_most=100_000)
    noise: float = real("Noise", "Standard deviation of the values about the curve.", 0.1, at_least=0.0, at_most=5.0)

    def input_shape(self) -> Shape:
        return (1,)

    def outputs(self) -> int:
        return 1

    def size(self) -> int:
        return self.samples

    def load(self, rng: np.random.Generator) -> Samples:
        x = rng.uniform(-1, 1, (self.samples, 1))
        y = np.sin(2 * np.pi * x) + self.noise * rng.standard_normal((self.samples, 1))
        return Samples(x.astype(np.float32), y.astype(np.float32))
