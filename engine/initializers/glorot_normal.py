from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.initializers.base import Initializer
from engine.numerics import Array, Shape


class GlorotNormal(Initializer):
    """Keeps the size of signals about equal forwards and backwards, for tanh and sigmoid (Xavier).

    w ~ Normal(0, sqrt(2 / (fan_in + fan_out)))

    Glorot and Bengio, 2010.
    """

    kind: Literal["glorot_normal"] = "glorot_normal"
    title: ClassVar[str] = "Glorot normal"

    def draw(self, rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
        return rng.normal(0.0, np.sqrt(2 / (fan_in + fan_out)), shape)
