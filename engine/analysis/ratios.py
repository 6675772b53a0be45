"""How far a step moves each layer, measured by its weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.analysis.looks import Look
from engine.training.trainer import Trainer

RATIO = "update_ratio"
"""What the series of a history begin with that hold such ratios: "update_ratio.<node id>"."""


@dataclass(frozen=True)
class Ratios:
    """Length of the update over length of the weights, by node id, of step number `step`."""

    step: int
    ratios: dict[str, float]


@dataclass(frozen=True)
class UpdateRatios(Look[Ratios]):
    """The ratio of each of these nodes' first parameter in a training step: |w after - w before| / |w before|.

    Nodes without parameters are left out, and so are those whose weights were all 0. Before the first step, and where
    the last step was not watched, there is no answer.
    """

    nodes: frozenset[str]

    def moved(self) -> frozenset[str]:
        return self.nodes

    def answer(self, trainer: Trainer) -> Ratios | None:
        ratios = {}
        for node_id in sorted(self.nodes):
            update, weights = trainer.values(node_id, "updates"), trainer.values(node_id, "weights")
            if update is None or weights is None:
                continue
            length = float(np.linalg.norm(weights - update))
            if length > 0:
                ratios[node_id] = float(np.linalg.norm(update)) / length
        return Ratios(trainer.step, ratios) if ratios else None
