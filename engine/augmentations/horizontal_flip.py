from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.augmentations.base import Augmentation, Span
from engine.fields import real
from engine.numerics import Array


class HorizontalFlip(Augmentation):
    """Horizontal flip: shows some images mirrored, left for right. Right where a mirrored thing is still the same
    thing; wrong for letters and digits.

    y[i, j] = x[i, width - 1 - j] with the given probability, else x[i, j]
    """

    kind: Literal["horizontal_flip"] = "horizontal_flip"
    title: ClassVar[str] = "Horizontal flip"

    probability: float = real(
        "Probability", "Share of the images that are mirrored.", 0.5, at_least=0.0, at_most=1.0, step=0.05, live=True
    )

    def changed(self, x: Array, rng: np.random.Generator, span: Span) -> Array:
        chosen = rng.random(len(x)) < self.probability
        return np.where(chosen[:, None, None, None], x[:, :, ::-1], x)
