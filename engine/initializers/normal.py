from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.initializers.base import Initializer
from engine.numerics import Array, Shape


class Normal(Initializer):
    """Normal numbers of a fixed spread, whatever the layer's size: too small and signals die, too large and they
    saturate.

        w ~ Normal(0, deviation)
    """

    kind: Literal["normal"] = "normal"
    title: ClassVar[str] = "Normal"

    deviation: float = real("Deviation", "Standard deviation.", 0.01, at_least=0.0, at_most=100.0, log=True)

    def draw(self, rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
        return rng.normal(0.0, self.deviation, shape)
