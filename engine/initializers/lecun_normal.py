from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.initializers.base import Initializer
from engine.numerics import Array, Shape


class LecunNormal(Initializer):
    """Keeps the variance of signals equal from input to output of a layer without an activation.

    w ~ Normal(0, sqrt(1 / fan_in))

    LeCun et al., 1998.
    """

    kind: Literal["lecun_normal"] = "lecun_normal"
    title: ClassVar[str] = "LeCun normal"

    def draw(self, rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
        return rng.normal(0.0, np.sqrt(1 / fan_in), shape)
