from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.initializers.base import Initializer
from engine.numerics import Array, Shape


class GlorotUniform(Initializer):
    """Keeps the size of signals about equal forwards and backwards, for tanh and sigmoid (Xavier).

        w ~ Uniform(-a, a),  a = sqrt(6 / (fan_in + fan_out))

    Glorot and Bengio, 2010.
    """

    kind: Literal["glorot_uniform"] = "glorot_uniform"
    title: ClassVar[str] = "Glorot uniform"

    def draw(self, rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
        limit = np.sqrt(6 / (fan_in + fan_out))
        return rng.uniform(-limit, limit, shape)
