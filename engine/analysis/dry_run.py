"""The next step of a run, carried out on a copy of the network: what a step does can be read before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from engine.graph import analyse
from engine.network import Slot
from engine.numerics import Array
from engine.training.events import Step
from engine.training.trainer import Trainer

KEPT = 2**24
"""Bytes of outputs up to which a dry run is kept for the next question about the same step."""


@dataclass(frozen=True, eq=False)
class Taken:
    """What the step makes of the flat parameters: its event; gradients of the data loss, with penalties, and as the
    optimizer sees it; parameters and moments before and after."""

    event: Step
    data: Array
    penalised: Array
    used: Array
    x: Array
    moments: dict[str, Array]
    later_x: Array
    later_moments: dict[str, Array]

    @property
    def counts(self) -> bool:
        """Whether the step is made: loss and gradient are finite."""
        return bool(np.isfinite([self.event.loss, self.event.gradient_norm]).all())


class DryRun:
    """The textbook's forward and backward pass over the very batch that comes next, with the very masks, in the run's
    own type. It costs about as much as a step and the memory of one, and leaves no trace in the run.

    `taken` makes the step as well. Steps that the run takes by a plan equal it to rounding.
    """

    def __init__(self, trainer: Trainer) -> None:
        self.number, self.controlled = trainer.step + 1, dict(trainer.stepper.controlled)
        self.ahead = trainer.ahead()
        self.twin = trainer.stepper.twin(self.ahead.experiment, analyse(self.ahead.experiment))
        self.network = network = self.twin.network
        self.factors = self.twin.rate_factors(self.ahead.batch, self.ahead.steps_per_epoch)
        """What the base rate is multiplied by: the schedule's factor, and those of the rate rules."""
        self._masks, self._before = network.mask_states(), network.snapshot()
        batch = self.ahead.batch
        with np.errstate(all="ignore"):
            self.run = network.forward(batch.x, training=True)
            scores = self.run.outputs[network.output]
            self.loss, self.slope = self.ahead.experiment.loss.value_and_gradient(scores, batch.targets)
            self.input_gradient = network.backward(self.run, self.slope)

    @cached_property
    def taken(self) -> Taken:
        """The step itself. Evaluating optimizers and numerical gradients take as long here as in the run."""
        network, twin = self.network, self.twin
        data, moments = network.g.copy(), {name: moment.copy() for name, moment in twin.moments.items()}
        with np.errstate(all="ignore"):
            twin.penalise()
            penalised = network.g.copy()
            network.rewind_masks(self._masks)
            network.restore(self._before)
            event = twin.step(self.ahead.batch, self.ahead.steps_per_epoch)
        taken = Taken(
            event, data, penalised, network.g.copy(), self._before.x, moments, network.x.copy(), dict(twin.moments)
        )
        network.restore(self._before)  # what carries gradients back reads the parameters in place
        network.g[...] = data
        return taken

    def slots(self, node_id: str) -> list[Slot]:
        """The places of a node's parameters."""
        return [slot for slot in self.network.slots if slot.node_id == node_id]


def dry_run(trainer: Trainer) -> DryRun:
    """The next step on a copy; that of the last question where nothing has moved since."""
    kept = _KEPT.get(trainer)
    moved = (
        kept is None
        or (kept.number, kept.controlled) != (trainer.step + 1, trainer.stepper.controlled)
        or kept.ahead.experiment != trainer.ahead().experiment
        or not np.array_equal(_bits(kept.network.x), _bits(trainer.network.x))
    )
    if kept is None or moved:
        _KEPT.pop(trainer, None)
        kept = DryRun(trainer)
        if sum(each.nbytes for each in kept.run.outputs.values()) <= KEPT:
            _KEPT[trainer] = kept
    return kept


_KEPT: WeakKeyDictionary[Trainer, DryRun] = WeakKeyDictionary()


def _bits(x: Array) -> Array:
    return x.view(f"u{x.itemsize}")
