from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.datasets.base import Dataset, Samples
from engine.datasets.table import read_bundled
from engine.numerics import Shape


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
