from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import strength
from engine.numerics import Array
from engine.optimizers.adam import Adam


class AdamW(Adam):
    """AdamW: Adam that also shrinks the weights by a fixed share in each step, apart from the gradient. Biases and
    normalisation parameters are spared, as are layers that are not penalised.

    w = w (1 - rate decay), then Adam's step:  x -= rate m^ / (sqrt(v^) + epsilon)
    rate: learning rate, decay: weight decay

    Loshchilov and Hutter, 2017.
    """

    kind: Literal["adamw"] = "adamw"  # type: ignore[assignment]
    title: ClassVar[str] = "AdamW"

    weight_decay: float = strength("Weight decay", "Share of the weights taken off at learning rate 1.", 0.01)

    def shrink(self, w: Array, rate: float) -> None:
        w *= 1 - rate * self.weight_decay
