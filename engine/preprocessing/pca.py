from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import count
from engine.numerics import Array, Shape
from engine.preprocessing.base import Fitted, Preprocessing, principal_axes


class PCA(Preprocessing):
    """Principal components: turns the centred data so that its axes are the directions in which it varies most, and
    keeps the first of them. Images become rows of numbers.

    x' = (x - mean) U[:, :components]          columns of U: eigenvectors of the covariance, largest first
    """

    kind: Literal["pca"] = "pca"
    title: ClassVar[str] = "PCA"

    components: int = count(
        "Components", "Number of directions kept, at most the number of inputs.", 16, at_most=100_000
    )

    def output_shape(self, shape: Shape) -> Shape:
        return (min(self.components, int(np.prod(shape))),)

    def fit(self, x: Array) -> Fitted:
        mean, axes, _ = principal_axes(x)
        return {"mean": mean, "axes": axes[:, : self.components]}

    def apply(self, x: Array, fitted: Fitted) -> Array:
        turned: Array = (x.reshape(len(x), -1) - fitted["mean"]) @ fitted["axes"]
        return turned
