from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import fraction, rate, real
from engine.numerics import Array
from engine.optimizers.base import Elementwise


class RMSProp(Elementwise):
    """RMSProp: AdaGrad that forgets: divides each parameter's step by the root mean square of its recent gradients.

    c = decay c + (1 - decay) g^2,  x -= rate g / (sqrt(c) + epsilon)          rate: learning rate

    Tieleman and Hinton, 2012.
    """

    kind: Literal["rmsprop"] = "rmsprop"
    title: ClassVar[str] = "RMSProp"
    slots: ClassVar[tuple[str, ...]] = ("c",)

    learning_rate: float = rate("Learning rate", "Size of a step; the schedule multiplies it.", 0.001)
    decay: float = fraction("Decay", "Share of the mean squared gradient kept from step to step.", 0.99)
    epsilon: float = real("Epsilon", "Against division by zero.", 1e-7, above=0.0, at_most=1.0, log=True)

    def update(self, x: Array, g: Array, state: dict[str, Array], step: int, rate: float) -> None:
        c = state["c"]
        c *= self.decay
        c += (1 - self.decay) * g * g
        x -= rate * g / (np.sqrt(c) + self.epsilon)
