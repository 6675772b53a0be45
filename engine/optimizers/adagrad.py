from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.numerics import Array
from engine.optimizers.base import Elementwise


class AdaGrad(Elementwise):
    """AdaGrad: divides each parameter's step by the root of all its squared gradients so far, so that steps only ever
    shrink.

    c += g^2,  x -= rate g / (sqrt(c) + epsilon)          rate: learning rate

    Duchi et al., 2011.
    """

    kind: Literal["adagrad"] = "adagrad"
    title: ClassVar[str] = "AdaGrad"
    slots: ClassVar[tuple[str, ...]] = ("c",)

    epsilon: float = real("Epsilon", "Against division by zero.", 1e-7, above=0.0, at_most=1.0, log=True)

    def update(self, x: Array, g: Array, state: dict[str, Array], step: int, rate: float) -> None:
        c = state["c"]
        c += g * g
        x -= rate * g / (np.sqrt(c) + self.epsilon)
