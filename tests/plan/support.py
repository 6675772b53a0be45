"""A plan beside the textbook: the same network twice, the same batch, all that comes out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from engine import Network
from engine.graph import Analysis, layer_facts
from engine.losses.base import Loss
from engine.network import TextbookNetwork
from engine.numerics import Array, Shape
from engine.plan import compiler
from engine.plan.compiler import Plan
from engine.plan.memory import Store
from engine.plan.program import Workers
from engine.spec import INPUT
from engine.wiring import execution_order, output_of
from tests.engine.support import make

TOLERANCE = {"float64": 1e-10, "float32": 1e-5}
"""How far a plan may be from the textbook, relative to the largest number of an array."""


@contextmanager
def shared(always: bool) -> Iterator[None]:
    """Steps are cut into parts however small they are, or left as they are."""
    before = compiler.WORTH_SHARING
    compiler.WORTH_SHARING = 0 if always else before
    try:
        yield
    finally:
        compiler.WORTH_SHARING = before


def analysis_of(network: Network, shape: Shape) -> Analysis:
    """What a network makes of samples of a shape, whatever data there may be."""
    order, _ = execution_order(network)
    nodes, facts, shapes = {node.id: node for node in network.nodes}, {}, {INPUT: shape}
    for node_id in order:
        facts[node_id] = layer_facts(nodes[node_id].layer, [shapes[source] for source in nodes[node_id].inputs])
        known = facts[node_id].shape
        assert known is not None
        shapes[node_id] = known
    return Analysis(tuple(order), output_of(network, order), shape, facts)


class Pair:
    """A network as the textbook and as plans have it, with parameters that are no special ones."""

    def __init__(
        self, network: Network, shape: Shape, dtype: DTypeLike = np.float64, loss: Loss | None = None, seed: int = 0
    ) -> None:
        self.shape, self.dtype, self.loss = shape, np.dtype(dtype), loss or make("losses", "softmax_cross_entropy")
        self.analysis = analysis_of(network, shape)
        self.textbook, self.network = (TextbookNetwork(network, self.analysis, seed, dtype) for _ in range(2))
        nudge = 0.1 * np.random.default_rng(5).standard_normal(self.network.x.size)
        for each in (self.textbook, self.network):
            each.x += nudge.astype(dtype)
        self.store = Store(dtype)
        self.rng = np.random.default_rng(seed)
        self.classes = self.loss.accepts == {"classes"}
        output = self.analysis.nodes[self.network.output].shape
        assert output is not None
        self.outputs = output[0]

    def plan(self, batch: int, watched: bool = False, signals: bool = False) -> Plan:
        """A training plan."""
        targets = np.zeros(batch, np.int64) if self.classes else np.zeros((batch, self.outputs), self.dtype)
        everything = frozenset(self.network.order)
        return Plan(self.network, self.analysis, self.store, batch, self.loss, targets,
                    everything if watched else frozenset(), everything if signals else frozenset(),
                    classifies=self.classes)  # fmt: skip

    def batch(self, count: int) -> tuple[Array, Array]:
        """Samples and targets."""
        x = self.rng.standard_normal((count, *self.shape)).astype(self.dtype)
        if self.classes:
            return x, self.rng.integers(0, self.outputs, count)
        return x, self.rng.standard_normal((count, self.outputs)).astype(self.dtype)

    def step(self, plan: Plan, x: Array, targets: Array, workers: Workers | None = None) -> dict[str, float]:
        """Do a step by both; how far each result is off, by name."""
        textbook, network = self.textbook, self.network
        run = textbook.forward(x, training=True)
        scores = run.outputs[textbook.output]
        loss, ds = self.loss.value_and_gradient(scores, targets)
        textbook.backward(run, ds)
        network.g[...] = np.nan  # what is not written shows
        plan.x[...], plan.targets[...] = x, targets
        plan.run(workers)
        assert plan.judge is not None
        off = {"loss": abs(plan.judge.loss - loss) / max(abs(loss), 1e-3)}
        if self.classes:
            off["right"] = abs(plan.judge.right - int((scores.argmax(axis=1) == targets).sum()))
        for node_id in textbook.order:
            for name, gradient in textbook.gradients[node_id].items():
                own = network.gradients[node_id][name]
                if name == "bias" and self.before_norm(node_id):  # zero but for rounding, in the textbook too
                    weights = np.abs(network.gradients[node_id]["weight"]).max()
                    off[f"{node_id}.{name}"] = float(np.abs(own).max() / max(weights, 1e-2))
                else:
                    off[f"{node_id}.{name}"] = difference(own, gradient)
            for name, state in textbook.states[node_id].items():
                off[f"{node_id}:{name}"] = difference(network.states[node_id][name], state)
        if plan.site.watched:
            for node_id, (y, dy) in plan.observe().items():
                off[f"output of {node_id}"] = difference(y, run.outputs[node_id])
                assert (dy is not None) == (node_id in plan.site.gradients)
                if dy is not None:
                    off[f"gradient at {node_id}"] = difference(dy, run.gradients[node_id])
            for node_id, (y, _) in plan.observe(1).items():
                few = y[: 1 if not plan.site.gradients else len(y)]
                off[f"output of {node_id} for a few"] = difference(few, run.outputs[node_id][: len(few)])
                assert len(few) == len(y)
        return off

    def evaluate(self, x: Array) -> float:
        """How far a plan's scores in evaluation are off."""
        plan = Plan(self.network, self.analysis, self.store, len(x))
        plan.x[...] = x
        plan.run()
        return difference(plan.scores, self.textbook.predict(x))

    def before_norm(self, node_id: str) -> bool:
        """Whether a node's bias is taken out again by a batch norm right behind it, which nobody else sees."""
        users = [node for node in self.network.nodes.values() if node_id in node.inputs]
        kinds = [node.layer.kind_name() for node in users]
        return kinds == ["batch_norm"] and self.network.nodes[node_id].layer.kind_name() in ("dense", "conv2d")

    def check(self, batch: int, steps: int = 2, watched: bool = False, workers: Workers | None = None) -> None:
        """Fail where a plan of some steps, or its evaluation, is not the textbook."""
        for plan in (self.plan(batch, watched, watched), *((self.plan(batch, True),) if watched else ())):
            for _ in range(steps):
                off = self.step(plan, *self.batch(batch), workers)
                bad = {name: value for name, value in off.items() if not value <= TOLERANCE[self.dtype.name]}
                assert not bad, f"batch {batch}, {self.dtype}: {bad}"
        x, _ = self.batch(batch)
        assert self.evaluate(x) <= TOLERANCE[self.dtype.name]


def difference(a: Array, b: Array) -> float:
    """max |a - b| / max(max |b|, 1e-2)."""
    assert a.shape == b.shape
    return float(np.abs(a - b).max() / max(float(np.abs(b).max()), 1e-2)) if a.size else 0.0


def names(plan: Plan) -> list[str]:
    """The kernels of a plan."""
    return [type(kernel).__name__ for kernel in plan.kernels]


def layer(kind: str, **fields: Any) -> Any:
    return make("layers", kind, **fields)


def conv(filters: int, kernel: int = 3, **fields: Any) -> Any:
    return layer("conv2d", filters=filters, kernel=kernel, **fields)


def pool(size: int = 2) -> Any:
    return layer("max_pool2d", size=size, stride=size)
