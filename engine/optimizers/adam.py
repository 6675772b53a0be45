from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import fraction, rate, real
from engine.numerics import Array
from engine.optimizers.base import Elementwise


class Adam(Elementwise):
    """Adam: momentum, with each parameter's step scaled by how large its gradients have been lately. A robust first
    choice.

        m = beta1 m + (1 - beta1) g,  v = beta2 v + (1 - beta2) g^2
        m^ = m / (1 - beta1^t),  v^ = v / (1 - beta2^t)
        x -= rate m^ / (sqrt(v^) + epsilon)          rate: learning rate

    Kingma and Ba, 2015.
    """

    kind: Literal["adam"] = "adam"
    title: ClassVar[str] = "Adam"
    slots: ClassVar[tuple[str, ...]] = ("m", "v")

    learning_rate: float = rate("Learning rate", "Size of a step; the schedule multiplies it.", 0.001)
    beta1: float = fraction("Beta 1", "Share of the mean gradient kept from step to step.", 0.9)
    beta2: float = fraction("Beta 2", "Share of the mean squared gradient kept from step to step.", 0.999)
    epsilon: float = real("Epsilon", "Against division by zero.", 1e-8, above=0.0, at_most=1.0, log=True)

    def update(self, x: Array, g: Array, state: dict[str, Array], step: int, rate: float) -> None:
        m, v = state["m"], state["v"]
        m *= self.beta1
        m += (1 - self.beta1) * g
        v *= self.beta2
        v += (1 - self.beta2) * g * g
        root = np.sqrt(v / (1 - self.beta2**step))
        root += self.epsilon
        x -= (rate / (1 - self.beta1**step)) * m / root
