from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import count, real
from engine.numerics import Array, Shape
from engine.preprocessing.base import Fitted, Preprocessing, principal_axes


class Whiten(Preprocessing):
    """Whitening: principal components, each divided by its standard deviation, so that all directions vary alike.
    Images become rows of numbers.

    x' = (x - mean) U[:, :components] / sqrt(lambda + epsilon)          lambda: variance along each column of U
    """

    kind: Literal["whiten"] = "whiten"
    title: ClassVar[str] = "Whiten"

    components: int = count(
        "Components", "Number of directions kept, at most the number of inputs.", 16, at_most=100_000
    )
    epsilon: float = real(
        "Epsilon", "Added to each variance, so that noise is not blown up.", 1e-5, above=0.0, at_most=1e6, log=True
    )

    def output_shape(self, shape: Shape) -> Shape:
        return (min(self.components, int(np.prod(shape))),)

    def fit(self, x: Array) -> Fitted:
        mean, axes, variances = principal_axes(x)
        scale = 1 / np.sqrt(variances[: self.components] + self.epsilon)
        return {"mean": mean, "axes": axes[:, : self.components] * scale}

    def apply(self, x: Array, fitted: Fitted) -> Array:
        white: Array = (x.reshape(len(x), -1) - fitted["mean"]) @ fitted["axes"]
        return white
