from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.datasets.base import Dataset, Samples
from engine.datasets.drawing import Drawing, distances, fitted, pieces
from engine.datasets.table import read_bundled
from engine.numerics import Array, Shape

BITMAP = 32
"""Side of the bitmaps that the images were counted from."""
WIDE = 26
"""What the wider digits take of it from left to right."""
INK = 0.305
"""The share of ink: the mean over all images."""
BROADEST = 5.0
"""The broadest half of a pen."""


class Digits(Dataset):
    """Real handwritten digits: 1,797 images of 8x8 pixels with 17 grey levels, ten classes. Small enough to learn in
    seconds.

    Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, 1998
    (CC BY 4.0); the repository's test set.
    """

    kind: Literal["digits"] = "digits"
    title: ClassVar[str] = "Digits"

    def input_shape(self) -> Shape:
        return 8, 8, 1

    def outputs(self) -> int:
        return 10

    def size(self) -> int:
        return 1797

    def load(self, rng: np.random.Generator) -> Samples:
        images, labels = read_bundled("digits", (self.size(), *self.input_shape()))
        return Samples(images, labels.astype(np.int64))

    def drawn(self, drawing: Drawing) -> Array:
        """As the repository describes its images: a bitmap of 32x32 pixels that the digit fills from top to bottom, and
        of each block of 4x4 of them the number that is ink. The digits there have about the same share of ink whatever
        they are, so that short ones are drawn with a broad pen."""
        begin, end = pieces(drawing)
        bitmap, radius = np.zeros((BITMAP, BITMAP), dtype=bool), 0.0
        if len(begin):
            for _ in range(3):  # a broader pen leaves less room for the lines that it follows
                within = fitted(begin, end, WIDE - 2 * radius, BITMAP - 2 * radius, (BITMAP - 1) / 2)
                away = distances(*within, BITMAP)
                radius = min(float(np.quantile(away, INK)), BROADEST)
            bitmap = away <= radius
        side = self.input_shape()[0]
        counted: Array = bitmap.reshape(side, BITMAP // side, side, -1).sum(axis=(1, 3)).astype(np.float64)
        return counted[..., None]
