from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.augmentations.base import Augmentation, Span
from engine.fields import real
from engine.numerics import Array


class GaussianNoise(Augmentation):
    """Gaussian noise: adds a small random number to each input, so that the network learns not to mind small changes.
    Images stay between their darkest and their brightest value.

    y = x + deviation (high - low) e,  e ~ Normal(0, 1)          low, high: of all images, or of each feature of rows
    """

    kind: Literal["gaussian_noise"] = "gaussian_noise"
    title: ClassVar[str] = "Gaussian noise"
    needs: ClassVar[Literal["image", "any"]] = "any"

    deviation: float = real(
        "Deviation", "Standard deviation of the noise, as a share of the range of the inputs.", 0.05,
        at_least=0.0, at_most=1.0, step=0.01, live=True,
    )  # fmt: skip

    def changed(self, x: Array, rng: np.random.Generator, span: Span) -> Array:
        noise = rng.standard_normal(x.shape, dtype=np.float32 if x.dtype == np.float32 else np.float64)
        return span.clipped(x + (self.deviation * (span.high - span.low)).astype(x.dtype) * noise.astype(x.dtype))
