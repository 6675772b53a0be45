from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import fraction
from engine.numerics import Array
from engine.optimizers.base import Elementwise


class Momentum(Elementwise):
    """Gradient descent with momentum: steps build up speed where slopes agree and cancel where they alternate.

        v = rho v + g,  x -= rate v          rho: momentum, rate: learning rate

    Polyak, 1964; PyTorch's form.
    """

    kind: Literal["momentum"] = "momentum"
    title: ClassVar[str] = "Momentum"
    slots: ClassVar[tuple[str, ...]] = ("v",)

    rho: float = fraction("Momentum", "Share of the velocity kept from step to step.", 0.9, live=True)

    def update(self, x: Array, g: Array, state: dict[str, Array], step: int, rate: float) -> None:
        v = state["v"]
        v *= self.rho
        v += g
        x -= rate * v
