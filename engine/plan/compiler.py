"""From a network and a batch size to a flat list of calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from engine.graph import Analysis
from engine.layers.activation import Activation
from engine.layers.add import Add
from engine.layers.flatten import Flatten
from engine.layers.pooling import MaxPool2D
from engine.losses.base import Loss
from engine.network import TextbookNetwork
from engine.numerics import Array, Shape
from engine.plan.kernels.base import Kernel, Seen, Signal, Site
from engine.plan.kernels.convolution import ConvolutionKernel
from engine.plan.kernels.dense import DenseKernel
from engine.plan.kernels.elementwise import ActivationKernel, AddKernel, DropoutKernel, FlattenKernel
from engine.plan.kernels.losses import Judge
from engine.plan.kernels.masks import is_inverted
from engine.plan.kernels.pooling import PoolKernel, tiles
from engine.plan.kernels.textbook import TextbookKernel
from engine.plan.kernels.thin import ThinKernel
from engine.plan.memory import Store
from engine.plan.program import PARTS, Builder, Workers
from engine.spec import INPUT, Node

WORTH_SHARING = 4_000_000
"""Multiply-adds of a forward pass from which on a step is cut into parts; below, waiting costs more than it saves."""


class Plan:
    """A step (or an evaluation) of a network for one batch size: fill `x` and `targets`, then `run`.

    A step leaves the gradient in the network's `g`, and `loss` and `right` here. It draws from the network's mask
    streams and moves its running statistics as the textbook does.
    """

    def __init__(
        self,
        network: TextbookNetwork,
        analysis: Analysis,
        store: Store,
        batch: int,
        loss: Loss | None = None,
        targets: Array | None = None,
        watched: frozenset[str] = frozenset(),
        gradients: frozenset[str] = frozenset(),
        *,
        classifies: bool = False,
    ) -> None:
        """For training with `loss` and an array of targets of the right type and length; for evaluation without. What
        `observe` tells are outputs of the `watched` nodes, and the gradients at those of them that `gradients` names.
        """
        parts = PARTS if analysis.operations * batch >= WORTH_SHARING else 1
        self.site = site = Site(network, store, batch, parts, loss is not None, watched, gradients)
        self.batch = batch
        signals = {INPUT: Signal(INPUT, analysis.input_shape, False, offers_ones=True)}
        for node_id in network.order:
            facts, sources = analysis.nodes[node_id], network.nodes[node_id].inputs
            assert facts.shape is not None
            learns = bool(facts.parameters) or any(signals[source].carries_gradient for source in sources)
            signals[node_id] = Signal(node_id, facts.shape, learns or node_id in gradients)
        nodes = [network.nodes[node_id] for node_id in network.order]
        self.kernels = [
            make(site, run, [signals[source] for source in run[0].inputs], signals[run[-1].id])
            for make, run in runs(nodes, analysis.input_shape)
        ]
        for kernel in self.kernels:
            for source in kernel.sources:
                source.users += 1
        placed = [signals[INPUT], *(kernel.target for kernel in self.kernels)]
        while True:
            arrange(self.kernels, placed)
            crowded = [each for each in self.kernels if isinstance(each, ConvolutionKernel) and each.crowded()]
            if not crowded:
                break
            max(crowded, key=lambda each: each.kernel).unfold()
        for signal in placed:
            signal.place(site)
        build = Builder(batch, parts)
        entry = signals[INPUT].y
        self.x = entry.values(0, batch)
        if not self.x.flags.c_contiguous:
            inside, self.x = self.x, store.take("x", (batch, *analysis.input_shape))
            build.call(np.copyto, inside, self.x)
        for kernel in self.kernels:
            kernel.forward(build)
        self.scores = signals[network.output].y.values(0, batch)
        self.judge: Judge | None = None
        if loss is not None:
            assert targets is not None
            self.targets = targets
            self.judge = Judge(site, loss, signals[network.output], targets, classifies)
            self.judge.add(build)
            for kernel in reversed(self.kernels):
                if kernel.target.carries_gradient:
                    kernel.backward(build)
        self.program = build.program()

    def run(self, workers: Workers | None = None) -> None:
        """Do it."""
        self.program.run(workers)

    def observe(self, most: int | None = None) -> Seen:
        """Outputs of the watched nodes in the step just made, and gradients where they are kept; before its update. An
        output of more than `most` numbers, if that is given and its gradient is not kept, is of fewer samples, evenly
        chosen."""
        seen: Seen = {}
        for kernel in self.kernels:
            if any(node.id in self.site.watched for node in kernel.nodes):
                every = 1 if most is None else -(-kernel.most * self.batch // most)
                seen.update(kernel.observe(slice(None, None, max(1, min(every, self.batch)))))
        return {node_id: each for node_id, each in seen.items() if node_id in self.site.watched}


def arrange(kernels: Sequence[Kernel], signals: Sequence[Signal]) -> None:
    """Let signals lie as all kernels want them: what one asks for, others must follow."""
    for signal in signals:
        signal.layout = (0, 1)
    before: list[tuple[int, int]] = []
    while (layouts := [signal.layout for signal in signals]) != before:
        before = layouts
        for kernel in kernels:
            kernel.arrange()


Make = Callable[[Site, Sequence[Node], Sequence[Signal], Signal], Kernel]


def runs(nodes: Sequence[Node], shape: Shape) -> list[tuple[Make, list[Node]]]:
    """The nodes, in order, as runs that one kernel each does together; `shape` is a sample's at the network's input."""
    users: dict[str, list[Node]] = {}
    for node in nodes:
        for source in node.inputs:
            users.setdefault(source, []).append(node)
    done: set[str] = set()
    found: list[tuple[Make, list[Node]]] = []
    for node in nodes:
        if node.id in done:
            continue
        chain = [node]
        while len(after := users.get(chain[-1].id, [])) == 1 and len(after[0].inputs) == 1:
            chain.append(after[0])
        make, length = _kernel_for(chain, shape)
        found.append((make, chain[:length]))
        done.update(each.id for each in chain[:length])
    return found


def _kernel_for(chain: Sequence[Node], shape: Shape) -> tuple[Make, int]:
    """The kernel for the first of some nodes that follow each other, and how many it takes."""
    layer = chain[0].layer
    if length := DenseKernel.run(chain):
        return DenseKernel, length
    if length := ThinKernel.run(chain, shape):
        return ThinKernel, length
    if length := ConvolutionKernel.run(chain):
        return ConvolutionKernel, length
    if isinstance(layer, MaxPool2D) and tiles(layer):
        return PoolKernel, 1
    if isinstance(layer, Activation):
        return ActivationKernel, 1
    if isinstance(layer, Add):
        return AddKernel, 1
    if isinstance(layer, Flatten):
        return FlattenKernel, 1
    if is_inverted(layer):
        return DropoutKernel, 1
    return TextbookKernel, 1
