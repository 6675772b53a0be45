"""What kernels share: the site they are built on, the signals between them, and the curves of activations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from engine.layers.base import Context
from engine.layers.batch_norm import BatchNorm
from engine.network import TextbookNetwork
from engine.numerics import Array, Shape
from engine.plan.memory import Field, Grid, Store
from engine.plan.program import Builder, Call
from engine.spec import Node

Seen = dict[str, tuple[Array, Array | None]]
"""By node: its output, and the gradient there where that is kept."""


@dataclass
class Site:
    """What all kernels of one plan are built on: the network whose arrays they use, and the batch's size."""

    network: TextbookNetwork
    store: Store
    batch: int
    parts: int
    training: bool
    watched: frozenset[str] = frozenset()
    """Nodes whose outputs shall be kept for looking at."""
    gradients: frozenset[str] = frozenset()
    """Those of them whose gradients shall be kept too."""

    @property
    def dtype(self) -> np.dtype[Any]:
        return self.network.dtype

    def scalar(self, value: float) -> Array:
        """A number as the cheapest operand there is."""
        return np.array(value, self.dtype)

    def array(self, shape: Shape | int, value: float = 0.0) -> Array:
        """A small array of this plan's own."""
        made: Array = np.full(shape, value, self.dtype)
        return made

    def scratch(self, part: int, name: str, shape: Shape, dtype: DTypeLike | None = None) -> Array:
        """Memory that one call leaves to the next within a part; all kernels share it."""
        return self.store.take(("scratch", part, name), shape, dtype)

    def of_ones(self, count: int) -> Array:
        """At least so many ones."""
        ones = self.store.take("ones", (count,))
        ones.fill(1)
        return ones

    def stretch(self, node_id: str, *names: str) -> tuple[Array, Array]:
        """Neighbouring parameters of a node, and their gradients, as flat arrays."""
        places = [slot.place for slot in self.network.slots if slot.node_id == node_id and slot.parameter.name in names]
        assert all(one.stop == two.start for one, two in pairwise(places))
        place = slice(places[0].start, places[-1].stop)
        return self.network.x[place], self.network.g[place]


@dataclass
class Signal:
    """The output of a node on its way: values forward, gradients back from everyone who used them."""

    name: str
    shape: Shape
    carries_gradient: bool
    """Whether somebody before it learns, or its gradient is looked at."""
    users: int = 0
    layout: tuple[int, int] = (0, 1)
    """Pad and multiple of its grid."""
    offers_ones: bool = False
    """Whether its maker can write rows with a one behind them."""
    ones: bool = False
    y: Field = field(init=False)
    edges: list[tuple[Field, bool]] = field(default_factory=list)
    """Gradients that arrived, and whether who takes them may overwrite them."""

    @property
    def grid(self) -> Grid:
        return Grid(self.shape, *self.layout)

    def widen(self, pad: int, multiple: int) -> None:
        """Ask for at least this margin, and a span that this divides."""
        self.layout = max(self.layout[0], pad), math.lcm(self.layout[1], multiple)

    def place(self, site: Site) -> None:
        """Find room for the values."""
        self.y = site.store.field(("y", self.name), self.grid, site.batch, self.ones)

    def new_edge(self, site: Site) -> Field | None:
        """Room for the gradient of one user; None where nobody asks for it."""
        if not self.carries_gradient:
            return None
        edge = site.store.field(("dy", self.name, len(self.edges)), self.grid, site.batch)
        self.edges.append((edge, True))
        return edge

    def share_edge(self, edge: Field, owned: bool = False) -> None:
        """Hand on a gradient where it lies."""
        if self.carries_gradient:
            self.edges.append((edge, owned))

    def pass_on(self, site: Site, arrived: Field, owned: bool) -> Field | None:
        """Room for the gradient of a user that works number by number: where its own arrived, if it may."""
        if not (owned and self.carries_gradient):
            return self.new_edge(site)
        self.edges.append((arrived, True))
        return arrived

    def collect(self, site: Site, build: Builder) -> tuple[Field, bool]:
        """The whole gradient, once all users have spoken; and whether it may be overwritten."""
        if len(self.edges) == 1:
            return self.edges[0]
        fields = [edge for edge, _ in self.edges]
        own = next((edge for edge, owned in self.edges if owned), None)
        total = own or site.store.field(("dy", self.name, "sum"), self.grid, site.batch)
        rest = [edge for edge in fields if edge is not own]

        def add(calls: list[Call], first: int, count: int, part: int) -> None:
            target, addends = total.flat(first, count), [edge.flat(first, count) for edge in rest]
            if own is None:
                calls.append((np.add, (addends[0], addends[1], target)))
                addends = addends[2:]
            calls.extend((np.add, (target, each, target)) for each in addends)

        build.each(self.grid.span, add)
        return total, True


class Kernel:
    """A faster way to do what one node, or a run of nodes, does. A contract test holds it to the textbook."""

    def __init__(self, site: Site, nodes: Sequence[Node], sources: Sequence[Signal], target: Signal) -> None:
        self.site, self.nodes, self.sources, self.target = site, list(nodes), list(sources), target
        self.arrived: Field | None = None
        """A copy of the gradient that arrived, where it is watched."""

    @property
    def key(self) -> str:
        """A name for memory of its own."""
        return self.nodes[0].id

    @property
    def most(self) -> int:
        """Numbers of one sample where they are most."""
        return math.prod(self.target.shape)

    def arrange(self) -> None:
        """Say how the signals must lie in memory, before any is placed; asked until nobody wants more."""

    def forward(self, build: Builder) -> None:
        """Add the forward calls."""
        raise AssertionError

    def backward(self, build: Builder) -> None:
        """Add the backward calls."""
        raise AssertionError

    def collect(self, build: Builder) -> tuple[Field, bool]:
        """The gradient at the output; kept for looking at where it is watched."""
        whole, owned = self.target.collect(self.site, build)
        if self.carries(self.nodes):
            self.arrived = kept = Field(whole.grid, np.zeros_like(whole.array))
            build.each(whole.grid.span, lambda calls, first, count, part: calls.append(
                (np.copyto, (kept.rows(first, count), whole.rows(first, count)))))  # fmt: skip
        return whole, owned

    def observe(self, rows: slice) -> Seen:
        """Copies of the watched nodes' outputs for some samples, as of the step just made, before the update. Where
        gradients are kept too both are for all samples, and all that is within the run is worked out anew."""
        if self.carries(self.nodes):
            return self.replay(self.entrance(slice(None)))
        return self.outputs(self.nodes, rows)

    def outputs(self, nodes: Sequence[Node], rows: slice) -> Seen:
        """The outputs of the watched ones of some nodes, which end with the target's. What the kernel skips is worked
        out anew from the first node's, as far as it is watched."""
        watched = [node.id in self.site.watched for node in nodes]
        seen: Seen = {}
        if watched[-1]:
            seen[nodes[-1].id] = self.target.y.values(0, self.site.batch)[rows].copy(), None
        if any(watched[:-1]):
            last = len(nodes) - 2 - watched[-2::-1].index(True)
            seen.update(self.within(self.entrance(rows), nodes[: last + 1], rows))
        return seen

    def within(self, z: Array, nodes: Sequence[Node], rows: slice) -> Seen:
        """The outputs of the watched ones of nodes within a run, of which z is the first's."""
        network, seen = self.site.network, {nodes[0].id: z}
        for node in nodes[1:]:
            state, training = network.states[node.id], self.site.training
            if training and isinstance(node.layer, BatchNorm):  # by the batch's statistics, which are known
                training, state = False, dict(zip(("mean", "variance"), self.statistics(), strict=True))
            mask = self.mask_of(node)
            ctx = Replayed(training, None if mask is None else mask[rows])
            z, _ = node.layer.forward([z], network.parameters[node.id], state, ctx)
            seen[node.id] = z
        return {node_id: (y, None) for node_id, y in seen.items() if node_id in self.site.watched}

    def entrance(self, rows: slice) -> Array:
        """The output of the run's first node for some samples: an array of its own."""
        y: Array = self.target.y.values(0, self.site.batch)[rows].copy()
        return y

    def statistics(self) -> tuple[Array, Array]:
        """Mean and variance that a batch norm within the run found in this step."""
        raise AssertionError

    def carries(self, nodes: Sequence[Node]) -> bool:
        """Whether the gradients at some of these nodes are kept."""
        return not self.site.gradients.isdisjoint(node.id for node in nodes)

    def looked_at(self) -> Array | None:
        """A copy of the gradient that arrived, where it is watched."""
        return None if self.arrived is None else self.arrived.values(0, self.site.batch).copy()

    def replay(self, z: Array, nodes: Sequence[Node] | None = None, dy: Array | None = None) -> Seen:
        """Outputs, and gradients there, of the nodes of a run: z is the output of its first node, dy the gradient at
        that of its last, and the nodes between are done anew by their textbook code."""
        network, backwards, outputs = self.site.network, [], [z]
        nodes = self.nodes if nodes is None else nodes
        for node in nodes[1:]:
            state = {name: array.copy() for name, array in network.states[node.id].items()}
            ctx = Replayed(self.site.training, self.mask_of(node))
            z, backward = node.layer.forward([z], network.parameters[node.id], state, ctx)
            outputs.append(z.copy())
            backwards.append(backward)
        gradients: list[Array | None] = [None] * len(outputs)
        dy = self.looked_at() if dy is None else dy
        if dy is not None:
            gradients[-1] = dy
            for index in reversed(range(len(backwards))):
                (dy,), _ = backwards[index](dy)
                gradients[index] = dy.copy()
        return {node.id: pair for node, pair in zip(nodes, zip(outputs, gradients, strict=True), strict=True)}

    def mask_of(self, node: Node) -> Array | None:
        """The mask that a random node drew in this step."""
        return None


class Replayed(Context):
    """A context that gives the mask that was drawn before."""

    def __init__(self, training: bool, mask: Array | None) -> None:
        super().__init__(training, np.random.Generator(np.random.SFC64(0)))
        self._mask = mask

    def keep_mask(self, shape: Shape, keep: float) -> Array:
        assert self._mask is not None
        return self._mask.reshape(shape)


def maximum(a: Array, b: Array, out: Array) -> Call:
    """A call of np.maximum, which takes its output by name only."""
    return partial(np.maximum, out=out), (a, b)


def clear(calls: list[Call], view: Sequence[Array]) -> None:
    """Set margins to zero."""
    calls.extend((margin.fill, (0.0,)) for margin in view)
