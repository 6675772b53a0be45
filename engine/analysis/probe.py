"""A look at what a network makes of one raw sample of few numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.analysis.answers import answers, raw_inputs
from engine.analysis.evaluation import Meaning
from engine.analysis.looks import Look
from engine.numerics import Array
from engine.spec import INPUT, KNearestNeighbors
from engine.training.trainer import Trainer

MOST_NUMBERS = 256
"""Numbers of a node's output that an answer holds, the first ones."""


@dataclass(frozen=True, eq=False)
class Probed:
    """The model's answer (K,) to one raw sample, what it is, and each node's output for it, flat, by id: the first
    MOST_NUMBERS of them, and how many there are in `units`. Under INPUT: the sample as it is fed."""

    point: tuple[float, ...]
    values: Array
    meaning: Meaning
    outputs: dict[str, Array]
    units: dict[str, int]


@dataclass(frozen=True)
class Probe(Look[Probed]):
    """What the network makes of one raw sample, a row of numbers. The answer is the evaluation's, as the rules of the
    training have it; the nodes' outputs are those of the weights being trained."""

    point: tuple[float, ...]

    def answer(self, trainer: Trainer) -> Probed | None:
        if raw_inputs(trainer) != len(self.point):
            return None
        raw = np.array([self.point], dtype=np.float64)
        values, meaning = answers(trainer, raw)
        x = trainer.splits.pipeline(raw)
        outputs = {INPUT: x}
        if not isinstance(trainer.experiment.model, KNearestNeighbors):
            with np.errstate(all="ignore"):
                outputs = trainer.network.forward(x, training=False).outputs
        kept = {node_id: np.array(each.reshape(-1)[:MOST_NUMBERS]) for node_id, each in outputs.items()}
        units = {node_id: each.size for node_id, each in outputs.items()}
        return Probed(self.point, np.array(values[0]), meaning, kept, units)
