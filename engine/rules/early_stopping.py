from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import count, real
from engine.rules.base import EpochRule, State


class EarlyStopping(EpochRule):
    """Early stopping: ends the run when the validation loss has not improved for some epochs, before the network
    learns the training samples by heart.

    stop after `patience` epochs without loss < best - delta          best = lowest validation loss so far
    """

    kind: Literal["early_stopping"] = "early_stopping"
    title: ClassVar[str] = "Early stopping"

    patience: int = count("Patience", "Epochs without improvement that are waited for.", 10, unit="epochs", live=True)
    delta: float = real("Delta", "By how much the loss must fall to count as better.", 0.0, at_least=0.0, at_most=1e3)

    def start(self) -> State:
        return {"best": float("inf"), "bad": 0.0}

    def stops(self, loss: float, state: State) -> bool:
        if loss < state["best"] - self.delta:
            state["best"], state["bad"] = loss, 0.0
        else:
            state["bad"] += 1
        return state["bad"] >= self.patience
