"""How far a run is, how fast it goes and how long it will take."""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP

from engine import Message, Network

if TYPE_CHECKING:
    from engine import Experiment

SMOOTHED_SECONDS = 1.0
"""Over which the speed is averaged."""

CLOCK_SECONDS = 0.25
"""How often the elapsed time is brought up to date where steps take long."""


@dataclass(frozen=True)
class Progress:
    """How far a run is. `epoch` counts samples: 2.5 is half-way through the third. `remaining` and the speeds are of
    the last second (of the whole run once it is over); durations are seconds without pauses."""

    step: int = 0
    total_steps: int = 0
    epoch: float = 0.0
    epochs: int = 0
    steps_per_second: float = 0.0
    samples_per_second: float = 0.0
    elapsed: float = 0.0
    remaining: float | None = None


class Meter:
    """The stop-watch of one run. `samples` is the number of its training samples, once they are known."""

    def __init__(self) -> None:
        self.samples = 0
        self._elapsed = 0.0
        self._since: float | None = None
        self._measured_at = -math.inf
        self._marks: deque[tuple[float, int, float]] = deque()

    def run(self) -> None:
        """Training goes on from here."""
        self._since = time.monotonic()
        self._marks.clear()

    def rest(self) -> None:
        """Training halts here."""
        if self._since is not None:
            self._elapsed += time.monotonic() - self._since
            self._since = None

    def due(self) -> bool:
        """Whether the elapsed time ought to be measured again though nothing else is new."""
        return self._since is not None and time.monotonic() - self._measured_at >= CLOCK_SECONDS

    def measure(self, experiment: Experiment, step: int, epoch: float, *, over: bool) -> Progress:
        """How far the run is after `step` steps and `epoch` epochs; `over`: and will not go on."""
        now = self._measured_at = time.monotonic()
        elapsed = self._elapsed + (now - self._since if self._since is not None else 0.0)
        self._marks.append((now, step, epoch))
        while len(self._marks) > 2 and now - self._marks[1][0] >= SMOOTHED_SECONDS:
            self._marks.popleft()
        began, first_step, first_epoch = (now - elapsed, 0, 0.0) if over else self._marks[0]
        span = now - began
        moves = span > 0 and (over or self._since is not None)
        epoch_speed = (epoch - first_epoch) / span if moves else 0.0
        epochs = epochs_of(experiment)
        return Progress(
            step=step,
            total_steps=step + self._steps_left(experiment, epoch),
            epoch=epoch,
            epochs=epochs,
            steps_per_second=(step - first_step) / span if moves else 0.0,
            samples_per_second=epoch_speed * self.samples,
            elapsed=elapsed,
            remaining=max(epochs - epoch, 0.0) / epoch_speed if epoch_speed > 0 and not over else None,
        )

    def _steps_left(self, experiment: Experiment, epoch: float) -> int:
        """Number of steps to the end at the present batch size; the last batch of an epoch may be smaller."""
        if not isinstance(experiment.model, Network):
            return 0
        training, samples = experiment.training, self.samples
        whole_batches = not hasattr(experiment.optimizer, "update")  # the optimizer takes all samples in one step
        batch = samples if whole_batches else training.batch_size
        whole = math.floor(epoch)
        left_now = math.ceil((1 - (epoch - whole)) * samples / batch - 1e-6)
        return max((training.epochs - whole - 1) * math.ceil(samples / batch) + left_now, 0)


def epochs_of(experiment: Experiment) -> int:
    """Epochs of a run of an experiment; a model that is not trained is evaluated once."""
    return experiment.training.epochs if isinstance(experiment.model, Network) else 1


def left_behind(step: int) -> Message:
    """What is said to who wants to run to where the run has been."""
    template = QT_TRANSLATE_NOOP("RunController", "The run is past that: {step} steps are done. Reset to begin again.")
    return Message("RunController", str(template), {"step": f"{step:,}"})
