from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import count, fraction, real
from engine.schedules.base import Controller, State


class ReduceOnPlateau(Controller):
    """Keeps the learning rate while the validation loss improves, and lowers it when it has not for some epochs.

    factor = factor drop          drop: factor, after more than `patience` epochs without loss < best (1 - threshold)

    PyTorch's ReduceLROnPlateau, in its relative mode.
    """

    kind: Literal["reduce_on_plateau"] = "reduce_on_plateau"
    title: ClassVar[str] = "Reduce on plateau"

    drop: float = real("Factor", "What the rate is multiplied by.", 0.1, above=0.0, below=1.0, live=True)
    patience: int = count("Patience", "Epochs without improvement that are waited for.", 5, at_least=0, unit="epochs")
    threshold: float = fraction("Threshold", "Share by which the loss must fall to count as better.", 1e-4)

    def start(self) -> State:
        return {"factor": 1.0, "best": float("inf"), "bad": 0.0}

    def observe(self, loss: float, state: State) -> None:
        if loss < state["best"] * (1 - self.threshold):
            state["best"], state["bad"] = loss, 0.0
        else:
            state["bad"] += 1
        if state["bad"] > self.patience:
            state["factor"] *= self.drop
            state["bad"] = 0.0
