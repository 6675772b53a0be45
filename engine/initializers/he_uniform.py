from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.initializers.base import Initializer
from engine.numerics import Array, Shape


class HeUniform(Initializer):
    """Keeps the size of signals about equal through layers of ReLU, which drop half of it.

    w ~ Uniform(-a, a),  a = sqrt(6 / fan_in)

    He et al., 2015.
    """

    kind: Literal["he_uniform"] = "he_uniform"
    title: ClassVar[str] = "He uniform"

    def draw(self, rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
        limit = np.sqrt(6 / fan_in)
        return rng.uniform(-limit, limit, shape)
