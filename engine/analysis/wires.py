"""A look at a small network's weights as connections between neurons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.analysis.looks import Look
from engine.layers.dense import Dense
from engine.numerics import Array
from engine.spec import INPUT, KNearestNeighbors
from engine.training.trainer import Trainer

ONE_BY_ONE = frozenset({"activation", "normalisation", "regularisation"})
"""Groups of layers that give one number for each they get, unless they have weights."""


@dataclass(frozen=True, eq=False)
class Wires:
    """One dense layer's connections: `weight` (in, out), `bias` (out,) or None. `source`: the dense layer (or the
    input) whose neurons they come from, one by one; the node just before where those are not neurons of one layer."""

    node_id: str
    source: str
    weight: Array
    bias: Array | None


@dataclass(frozen=True, eq=False)
class Connections:
    """The dense layers with few neurons, in order; `left_out`: ids of the others, with how many weights each has."""

    layers: tuple[Wires, ...]
    left_out: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class WireWeights(Look[Connections]):
    """The weights and biases of all dense layers with at most `most` inputs and outputs, as they are being trained."""

    most: int = 16

    def answer(self, trainer: Trainer) -> Connections | None:
        if isinstance(trainer.experiment.model, KNearestNeighbors):
            return None
        network = trainer.network
        layers, left_out = [], []
        for node_id in network.order:
            if not isinstance(network.nodes[node_id].layer, Dense):
                continue
            parameters = network.parameters[node_id]
            weight = parameters["weight"]
            if max(weight.shape) > self.most:
                left_out.append((node_id, weight.size))
                continue
            bias = np.array(parameters["bias"]) if "bias" in parameters else None
            layers.append(Wires(node_id, _origin(trainer, node_id, weight.shape[0]), np.array(weight), bias))
        return Connections(tuple(layers), tuple(left_out))


def _origin(trainer: Trainer, node_id: str, units: int) -> str:
    """Whose neurons feed a dense layer: the nearest dense layer before it, or the input, where every node between has
    one input and gives one number for each it gets; else the node just before."""
    nodes, network = trainer.network.nodes, trainer.network
    before = source = nodes[node_id].inputs[0]
    while source != INPUT and not isinstance(nodes[source].layer, Dense):
        mixes = any(slot.parameter.role == "weight" for slot in network.slots if slot.node_id == source)
        if len(nodes[source].inputs) != 1 or mixes or nodes[source].layer.group not in ONE_BY_ONE:
            return before
        source = nodes[source].inputs[0]
    if source == INPUT:
        return INPUT if trainer.experiment.data.input_shape() == (units,) else before
    return source if network.parameters[source]["weight"].shape[1] == units else before
