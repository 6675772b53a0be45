from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.augmentations.base import Augmentation, Span
from engine.fields import choice, real
from engine.numerics import Array


class Cutout(Augmentation):
    """Cutout: covers a square of some images, so that the network cannot rely on one part of a thing alone.

    y = fill within |i - a| <= side / 2 and |j - b| <= side / 2, else x          (a, b): any pixel, all equally likely

    The square is cut off at the border, so it covers less near it. DeVries and Taylor, 2017.
    """

    kind: Literal["cutout"] = "cutout"
    title: ClassVar[str] = "Cutout"

    probability: float = real(
        "Probability", "Share of the images that lose a square.", 0.5, at_least=0.0, at_most=1.0, step=0.05, live=True
    )
    size: float = real(
        "Size", "Side of the square, as a share of the image's shorter side.", 0.35,
        above=0.0, at_most=1.0, step=0.05, live=True,
    )  # fmt: skip
    fill: Literal["mean", "dark"] = choice(
        "Filled with", "What covers the square.", "mean", {"mean": "Mean of the image", "dark": "Darkest value"}
    )

    def side(self, height: int, width: int) -> int:
        """Side of the square, in pixels."""
        return max(round(self.size * min(height, width)), 1)

    def changed(self, x: Array, rng: np.random.Generator, span: Span) -> Array:
        n, height, width, _ = x.shape
        chosen = np.asarray(rng.random(n) < self.probability)
        row, column = rng.integers(0, height, (n, 1)), rng.integers(0, width, (n, 1))
        side = self.side(height, width)
        rows, columns = _covered(row, height, side), _covered(column, width, side)
        square = (chosen[:, None, None] & rows[:, :, None] & columns[:, None, :])[..., None]
        fill = x.mean(axis=(1, 2), keepdims=True) if self.fill == "mean" else span.low.astype(x.dtype)
        return np.where(square, fill, x)


def _covered(centre: Array, extent: int, side: int) -> Array:
    """Which pixels along an axis lie in a square about the given centres, (N, extent)."""
    start = centre - side // 2
    pixel = np.arange(extent)
    covered: Array = (pixel >= start) & (pixel < start + side)
    return covered
