"""The textbook execution of a graph: readable, in any dtype, and the truth that everything else is tested against."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from engine.graph import Analysis
from engine.initializers.base import Initializer
from engine.layers.base import Backward, Context, Parameter
from engine.numerics import Array, Purpose, aligned, stream
from engine.spec import INPUT, Network, Node


@dataclass
class Pass:
    """One forward pass: every node's output by id (the input under INPUT), what carries gradients back, and once that
    is done the gradient at every output."""

    outputs: dict[str, Array]
    backwards: dict[str, Backward]
    gradients: dict[str, Array] = field(default_factory=dict)


@dataclass(frozen=True)
class Parameters:
    """A copy of all that a network has learned: its flat parameters, and its running statistics."""

    x: Array
    states: dict[str, dict[str, Array]]


@dataclass(frozen=True)
class Slot:
    """One parameter's place: which node's, its declaration, and where it lies in the flat arrays."""

    node_id: str
    parameter: Parameter
    place: slice


class TextbookNetwork:
    """A network's arrays and their execution, node by node as the layers' own code says.

    `x` and `g` hold all parameters and their gradients, flat, in graph order; `parameters` and `gradients` are views
    into them, by node id and parameter name. `states` holds running statistics likewise.
    """

    def __init__(self, network: Network, analysis: Analysis, seed: int, dtype: DTypeLike = np.float32) -> None:
        assert not analysis.problems, "the experiment must be checked first"
        assert analysis.output is not None
        self.order, self.output = analysis.order, analysis.output
        self.dtype = np.dtype(dtype)
        self.nodes: dict[str, Node] = {node.id: node for node in network.nodes}
        self.slots = tuple(_slots(analysis))
        size = self.slots[-1].place.stop if self.slots else 0
        self.x, self.g = aligned(size, self.dtype), aligned(size, self.dtype)
        self.parameters = self._views(self.x)
        self.gradients = self._views(self.g)
        self.states = {
            node_id: {
                state.name: np.full(state.shape, state.initial, self.dtype) for state in analysis.nodes[node_id].states
            }
            for node_id in self.order
        }
        self._seed = seed
        self._masks = {node_id: stream(seed, Purpose.MASK, node_id) for node_id in self.order}
        self._initialise(network, seed)

    def forward(self, x: Array, *, training: bool, masks: Mapping[str, np.random.Generator] | None = None) -> Pass:
        """Run a batch x (N, ...) through all nodes. With `masks`, streams in place of the network's own, layers that
        are random in training are so in evaluation too."""
        run = Pass({INPUT: x}, {})
        streams = self._masks if masks is None else masks
        for node_id in self.order:
            node = self.nodes[node_id]
            inputs = [run.outputs[source] for source in node.inputs]
            ctx = Context(training, streams[node_id], sampling=masks is not None)
            run.outputs[node_id], run.backwards[node_id] = node.layer.forward(
                inputs, self.parameters[node_id], self.states[node_id], ctx
            )
        return run

    def backward(self, run: Pass, dy: Array) -> Array:
        """Carry the gradient dy at the network's output back through a pass. Fills `g`; returns that at the input."""
        arrived: dict[str, Array] = {self.output: dy}
        for node_id in reversed(self.order):
            run.gradients[node_id] = arrived.pop(node_id)
            dxs, gradients = run.backwards[node_id](run.gradients[node_id])
            for name, gradient in gradients.items():
                self.gradients[node_id][name][...] = gradient
            for source, dx in zip(self.nodes[node_id].inputs, dxs, strict=True):
                # Not in place: a layer may hand the same array to several inputs.
                arrived[source] = arrived[source] + dx if source in arrived else dx
        return arrived[INPUT]

    def predict(self, x: Array, chunk: int = 1024, masks: Mapping[str, np.random.Generator] | None = None) -> Array:
        """The network's outputs for samples x in evaluation mode, computed in chunks; `masks` as in `forward`."""
        parts = [
            self.forward(x[start : start + chunk], training=False, masks=masks).outputs[self.output]
            for start in range(0, len(x), chunk)
        ]
        return np.concatenate(parts)

    def fresh_masks(self, purpose: str) -> dict[str, np.random.Generator]:
        """Mask streams beside those of training, the same each time for the same purpose."""
        return {node_id: stream(self._seed, Purpose.MASK, f"{node_id} {purpose}") for node_id in self.order}

    def mask_stream(self, node_id: str) -> np.random.Generator:
        """The stream from which a node draws its masks."""
        return self._masks[node_id]

    def mask_states(self) -> dict[str, Any]:
        """Where the mask streams stand."""
        return {node_id: rng.bit_generator.state for node_id, rng in self._masks.items()}

    def rewind_masks(self, states: Mapping[str, Any]) -> None:
        """Let the next pass draw the masks that came after `states` were taken."""
        for node_id, state in states.items():
            self._masks[node_id].bit_generator.state = state

    def snapshot(self, reuse: Parameters | None = None) -> Parameters:
        """A copy of parameters and running statistics, in the place of an older one if it is given."""
        if reuse is not None:
            reuse.x[...] = self.x
            for node_id, own in self.states.items():
                for name, array in own.items():
                    reuse.states[node_id][name][...] = array
            return reuse
        states = {node_id: {name: array.copy() for name, array in own.items()} for node_id, own in self.states.items()}
        return Parameters(self.x.copy(), states)

    def restore(self, kept: Parameters) -> None:
        """Put a snapshot back."""
        self.x[...] = kept.x
        for node_id, own in kept.states.items():
            for name, array in own.items():
                self.states[node_id][name][...] = array

    def weights_sha256(self) -> str:
        """A digest of all parameters: float32, little-endian, in graph order."""
        return hashlib.sha256(self.x.astype("<f4").tobytes()).hexdigest()

    def _views(self, flat: Array) -> dict[str, dict[str, Array]]:
        views: dict[str, dict[str, Array]] = {node_id: {} for node_id in self.order}
        for slot in self.slots:
            views[slot.node_id][slot.parameter.name] = flat[slot.place].reshape(slot.parameter.shape)
        return views

    def _initialise(self, network: Network, seed: int) -> None:
        streams = {node_id: stream(seed, Purpose.INITIALISATION, node_id) for node_id in self.order}
        for slot in self.slots:
            node, parameter = self.nodes[slot.node_id], slot.parameter
            initializer: Initializer | None = node.initializers.get(parameter.name)
            if initializer is None and parameter.role == "weight":
                initializer = network.initializer
            if initializer is not None:
                self.parameters[node.id][parameter.name][...] = initializer.draw(
                    streams[node.id], parameter.shape, parameter.fan_in, parameter.fan_out
                )
            else:
                self.parameters[node.id][parameter.name][...] = parameter.initial


def _slots(analysis: Analysis) -> Iterator[Slot]:
    start = 0
    for node_id in analysis.order:
        for parameter in analysis.nodes[node_id].parameters:
            stop = start + math.prod(parameter.shape)
            yield Slot(node_id, parameter, slice(start, stop))
            start = stop
