from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.augmentations.base import Augmentation, Span
from engine.augmentations.sampling import FILLS, Fill, bilinear
from engine.fields import choice, real
from engine.numerics import Array


class Stretch(Augmentation):
    """Stretch: makes each image wider or narrower, and taller or flatter, about its centre, by two random factors.
    Larger and smaller are equally likely.

    y(p) = x(c + (p - c) / s),  s = (1 + amount)^u,  u ~ Uniform(-1, 1)          one u for each axis of each image
    """

    kind: Literal["stretch"] = "stretch"
    title: ClassVar[str] = "Stretch"

    amount: float = real(
        "Amount", "The largest stretch: at 0.2 up to 1.2 times as wide or high, or 1.2 times less.", 0.2,
        at_least=0.0, at_most=3.0, step=0.05, live=True,
    )  # fmt: skip
    fill: Fill = choice("Border", "What comes into view beyond the border.", "edge", FILLS)

    def changed(self, x: Array, rng: np.random.Generator, span: Span) -> Array:
        high, wide = (1 + self.amount) ** rng.uniform(-1, 1, (2, len(x)))
        return self.stretched(x, high, wide, span)

    def stretched(self, x: Array, high: Array, wide: Array, span: Span) -> Array:
        """The images x, each made `high` times as high and `wide` times as wide."""
        rows, columns = _places(x.shape[1], high), _places(x.shape[2], wide)
        rows, columns = np.broadcast_arrays(rows[:, :, None].astype(x.dtype), columns[:, None].astype(x.dtype))
        return bilinear(x, rows, columns, self.fill, span.low)


def _places(extent: int, factor: Array) -> Array:
    """Where along an axis each pixel of a stretched image comes from, (N, extent)."""
    middle = (extent - 1) / 2
    places: Array = middle + (np.arange(extent) - middle) / factor[:, None]
    return places
