from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import fraction
from engine.numerics import Array
from engine.optimizers.base import Elementwise


class Nesterov(Elementwise):
    """Nesterov momentum: momentum that looks ahead, taking the slope where the present speed will lead.

    v = rho v + g,  x -= rate (g + rho v)          rho: momentum, rate: learning rate

    Nesterov, 1983; PyTorch's form.
    """

    kind: Literal["nesterov"] = "nesterov"
    title: ClassVar[str] = "Nesterov"
    slots: ClassVar[tuple[str, ...]] = ("v",)

    rho: float = fraction("Momentum", "Share of the velocity kept from step to step.", 0.9, live=True)

    def update(self, x: Array, g: Array, state: dict[str, Array], step: int, rate: float) -> None:
        v = state["v"]
        v *= self.rho
        v += g
        x -= rate * (g + self.rho * v)
