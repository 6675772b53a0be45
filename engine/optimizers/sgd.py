from __future__ import annotations

from typing import ClassVar, Literal

from engine.numerics import Array
from engine.optimizers.base import Elementwise


class SGD(Elementwise):
    """Gradient descent: a step straight down the slope of the batch's loss. With small batches it is stochastic.

    x -= rate g          rate: learning rate
    """

    kind: Literal["sgd"] = "sgd"
    title: ClassVar[str] = "SGD"

    def update(self, x: Array, g: Array, state: dict[str, Array], step: int, rate: float) -> None:
        x -= rate * g
