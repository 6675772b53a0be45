from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.initializers.base import Initializer
from engine.numerics import Array, Shape


class Zeros(Initializer):
    """All zeros. Right for biases; as weights it leaves every unit of a layer the same for ever.

    w = 0
    """

    kind: Literal["zeros"] = "zeros"
    title: ClassVar[str] = "Zeros"

    def draw(self, rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
        return np.zeros(shape)
