from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from engine.fields import real
from engine.layers.base import Backward, Context, Group, Layer
from engine.numerics import Array


class GaussianNoise(Layer):
    """Gaussian noise: adds random numbers in training, so that the network learns not to mind small changes.

    y = x + deviation e,  e ~ Normal(0, 1),  dx = dy
    """

    kind: Literal["gaussian_noise"] = "gaussian_noise"
    title: ClassVar[str] = "GaussianNoise"
    group: ClassVar[Group] = "regularisation"
    headline: ClassVar[str | None] = "deviation"

    deviation: float = real(
        "Deviation", "Standard deviation of the noise.", 0.1, at_least=0.0, at_most=100.0, live=True
    )

    def forward(
        self, inputs: Sequence[Array], p: Mapping[str, Array], state: dict[str, Array], ctx: Context
    ) -> tuple[Array, Backward]:
        (x,) = inputs
        y = x
        if ctx.random and self.deviation > 0:
            y = x + x.dtype.type(self.deviation) * ctx.rng.standard_normal(x.shape, dtype=x.dtype)
        return y, lambda dy: ((dy,), {})
