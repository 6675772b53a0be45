"""What a run reports. Accuracies are None where the task has no classes; durations are in seconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Status = Literal["finished", "stopped", "diverged"]


@dataclass(frozen=True)
class Started:
    """The network stands and the data are loaded. Losses are those of the initial weights. Nothing is trained yet,
    unless the run goes on from a trained state: then `step` steps are done."""

    steps_per_epoch: int
    total_steps: int
    parameters: int
    validation_loss: float | None
    validation_accuracy: float | None
    step: int = 0


class Step(NamedTuple):
    """One finished step: figures of its batch before the update. `loss` is the data loss, `penalty` comes on top."""

    step: int
    epoch: float
    loss: float
    accuracy: float | None
    penalty: float
    rate: float
    gradient_norm: float


@dataclass(frozen=True)
class Epoch:
    """One finished epoch: means over its training samples as they were seen, and the validation samples after it."""

    epoch: int
    step: int
    loss: float
    accuracy: float | None
    validation_loss: float | None
    validation_accuracy: float | None
    seconds: float
    metrics: dict[str, Any] = field(default_factory=dict)
    """The figures of each metric the experiment names, by its kind, over the validation samples."""


@dataclass(frozen=True)
class Edited:
    """A live edit took effect between two steps: after `step` finished ones. `path` leads to a field of the experiment,
    or to a typed-in weight (`weights.dense_2.weight.3.1`)."""

    step: int
    path: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Finished:
    """The run is over. A diverged run is back where its last epoch began; `explanation` says what to try."""

    status: Status
    epochs: int
    steps: int
    seconds: float
    explanation: Any = None
    """A Message, or None."""


Event = Started | Step | Epoch | Edited | Finished
