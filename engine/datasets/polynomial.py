from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.datasets.base import Dataset, Samples, Task
from engine.fields import count, real
from engine.numerics import Shape


class Polynomial(Dataset):
    """Noisy points about a random polynomial: few of them, and a large network fits the noise instead of the curve.

    y = p(x) + noise e,  x ~ Uniform(-1, 1),  e ~ Normal(0, 1)          p: Chebyshev polynomials with random weights
    """

    kind: Literal["polynomial"] = "polynomial"
    title: ClassVar[str] = "Noisy polynomial"
    task: ClassVar[Task] = "regression"

    samples: int = count("Samples", "Number of points.", 60, at_least=10, at_most=100_000)
    degree: int = count("Degree", "Highest power of x.", 3, at_most=20)
    noise: float = real("Noise", "Standard deviation of the values about the curve.", 0.15, at_least=0.0, at_most=5.0)

    def input_shape(self) -> Shape:
        return (1,)

    def outputs(self) -> int:
        return 1

    def size(self) -> int:
        return self.samples

    def load(self, rng: np.random.Generator) -> Samples:
        weights = rng.standard_normal(self.degree + 1)
        x = rng.uniform(-1, 1, (self.samples, 1))
        curve = np.polynomial.chebyshev.chebval(x, weights / np.linalg.norm(weights))
        y = curve + self.noise * rng.standard_normal((self.samples, 1))
        return Samples(x.astype(np.float32), y.astype(np.float32))
