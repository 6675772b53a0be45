"""Edits of a network, as functions from one value to the next. Each refuses by name what may not be.

Only wiring is decided here: a shape that does not fit may stand while a person builds, and is named by `graph.analyse`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from engine.catalog import family
from engine.graph import MEMORY_LIMIT, Analysis, layer_facts, shape_remedy
from engine.layers.base import Layer
from engine.messages import DescentError, ShapeError, say
from engine.spec import INPUT, Network, Node, fresh_id, replaced
from engine.wiring import execution_order, output_of, reaches


def append(network: Network, layer: Layer, after: str | None = None) -> tuple[Network, str]:
    """Put a layer behind `after` (behind the output where None): it takes over what followed there. Returns its id too.

    A layer with several inputs, such as Add, gets `after` alone; the others are wired by hand.
    """
    order, _ = execution_order(network)
    after = after or output_of(network, order) or INPUT
    node = _fresh(network, layer, (after,))
    followers = [each.id for each in network.nodes if after in each.inputs]
    nodes = [_rewired(each, after, node.id) if each.id in followers else each for each in network.nodes]
    nodes.insert(_position_after(network, after), node)
    return _with(network, nodes), node.id


def insert_on_wire(network: Network, layer: Layer, source: str, target: str) -> tuple[Network, str]:
    """Put a layer into the wire from `source` to `target`; other wires stay. Returns its id too."""
    node = _fresh(network, layer, (source,))
    nodes = [_rewired(each, source, node.id) if each.id == target else each for each in network.nodes]
    nodes.insert(_position_after(network, source), node)
    return _with(network, nodes), node.id


def add_loose(network: Network, layer: Layer) -> tuple[Network, str]:
    """Put a layer into the network without any wire. Returns its id too."""
    node = _fresh(network, layer, ())
    return _with(network, [*network.nodes, node]), node.id


def remove(network: Network, ids: Collection[str]) -> Network:
    """Take nodes out. What followed a removed node is fed by what had fed it, so that a chain stays a chain."""
    feeds = {node.id: node.inputs for node in network.nodes if node.id in ids}

    def survivors(source: str, seen: frozenset[str] = frozenset()) -> tuple[str, ...]:
        if source not in feeds:
            return (source,)
        if source in seen:
            return ()
        return tuple(each for before in feeds[source] for each in survivors(before, seen | {source}))

    kept = []
    for node in network.nodes:
        if node.id in ids:
            continue
        inputs = [each for source in node.inputs for each in survivors(source)]
        if any(source in feeds for source in node.inputs):
            most = node.layer.most_inputs
            inputs = list(dict.fromkeys(inputs))[:most]
        kept.append(node if node.inputs == tuple(inputs) else replaced(node, "inputs", tuple(inputs)))
    return _with(network, kept)


def connect(network: Network, source: str, target: str) -> Network:
    """Draw a wire. A layer that takes one input exchanges it; Add and its kin gain one. Raises DescentError."""
    refusal = refuse_wire(network, source, target)
    if refusal is not None:
        raise refusal
    node = network.node(target)
    inputs = (source,) if node.layer.most_inputs == 1 else (*node.inputs, source)
    return replaced(network, f"nodes.{target}.inputs", inputs)


def exchange(network: Network, source: str, target: str) -> Network:
    """Feed a layer that takes one input from `source` in place of what fed it. Raises DescentError."""
    return connect(replaced(network, f"nodes.{target}.inputs", ()), source, target)


def refuse_wire(network: Network, source: str, target: str, analysis: Analysis | None = None) -> DescentError | None:
    """Why a wire from `source` to `target` may not be; None where it may.

    Without an analysis of the network only what is wrong in itself is refused. With it also a further input of a layer
    that has all it takes, and shapes that do not fit as far as they are known.
    """
    ids = {node.id for node in network.nodes}
    if target == INPUT:
        return DescentError(say("The input takes no wire: the data feed it."))
    if target not in ids or (source not in ids and source != INPUT):
        return DescentError(say("A wire needs a layer at both ends."))
    if reaches(network, target, source):
        return DescentError(say("This wire would close a cycle: the layer would wait for its own result."))
    node = network.node(target)
    if source in node.inputs:
        return DescentError(say("These two are connected already."))
    most = node.layer.most_inputs
    if most is not None and most > 1 and len(node.inputs) >= most:
        return DescentError(say("It takes {most} inputs, and has them.", most=most))
    if analysis is None:
        return None
    if most == 1 and node.inputs:
        return DescentError(say("It takes one input, and has one. Take that wire away first, or join both with Add."))
    return _refuse_shapes(network, node.layer, (*node.inputs, source), analysis)


def refuse_exchange(network: Network, source: str, target: str, analysis: Analysis) -> DescentError | None:
    """Why `source` may not feed `target` in place of what feeds it; None where it may."""
    if target not in {node.id for node in network.nodes}:
        return refuse_wire(network, source, target, analysis)
    if source in network.node(target).inputs:
        return DescentError(say("These two are connected already."))
    return refuse_wire(replaced(network, f"nodes.{target}.inputs", ()), source, target, analysis)


def join(network: Network, source: str, wire: tuple[str, str | None]) -> tuple[Network, str]:
    """Put an Add into a wire, and let `source` flow into it too: a skip connection at one stroke. A wire to None is the
    one that leaves the network. Returns the id of the Add too. Raises DescentError."""
    refusal = refuse_join(network, source, wire)
    if refusal is not None:
        raise refusal
    add: Any = family("layers")["add"]()
    before, behind = wire
    joined, node_id = append(network, add, before) if behind is None else insert_on_wire(network, add, before, behind)
    return connect(joined, source, node_id), node_id


def refuse_join(
    network: Network, source: str, wire: tuple[str, str | None], analysis: Analysis | None = None
) -> DescentError | None:
    """Why `source` may not be added to what flows through a wire; None where it may. Shapes are judged with an analysis
    of the network."""
    before, behind = wire
    if source == before:
        return DescentError(say("It flows through this wire already."))
    if behind is not None and reaches(network, behind, source):
        return DescentError(say("This wire would close a cycle: the layer would wait for its own result."))
    if analysis is None:
        return None
    add: Any = family("layers")["add"]()
    return _refuse_shapes(network, add, (before, source), analysis)


def refuse_size(before: Analysis, after: Analysis) -> DescentError | None:
    """Why an edit may not be that makes a network larger than memory allows; None where it may."""
    if after.memory <= max(before.memory, MEMORY_LIMIT):
        return None
    return DescentError(
        say("A training step would need about {need:,.1f} GiB; at most {most:.0f} GiB are allowed.",
            need=after.memory / 2**30, most=MEMORY_LIMIT / 2**30)
    )  # fmt: skip


def _refuse_shapes(network: Network, layer: Layer, inputs: Sequence[str], analysis: Analysis) -> DescentError | None:
    shapes = [analysis.shape_behind(each) for each in inputs]
    known = [shape for shape in shapes if shape is not None]
    if len(known) < len(shapes) or len(shapes) < layer.fewest_inputs:
        return None
    try:
        layer_facts(layer, known)
    except ShapeError as fault:
        remedy = shape_remedy(fault, network, inputs, analysis.shape_behind)
        return DescentError(say("{fault} {remedy}", fault=fault.message, remedy=remedy))
    return None


def disconnect(network: Network, source: str, target: str) -> Network:
    """Take the wire from `source` to `target` away."""
    node = network.node(target)
    inputs = tuple(each for each in node.inputs if each != source)
    return replaced(network, f"nodes.{target}.inputs", inputs)


def move_after(network: Network, node_id: str, after: str) -> Network:
    """Take one node out of its place in the chain and put it behind `after`, with all its settings."""
    node = network.node(node_id)
    if after == node_id or node.inputs == (after,):
        return network
    rest = remove(network, {node_id})
    followers = {each.id for each in rest.nodes if after in each.inputs}
    moved = replaced(node, "inputs", (after,))
    nodes = [_rewired(each, after, node_id) if each.id in followers else each for each in rest.nodes]
    nodes.insert(_position_after(rest, after), moved)
    return _with(network, nodes)


def move_onto_wire(network: Network, node_id: str, source: str, target: str) -> Network:
    """Take one node out of its place and put it, with all its settings, into the wire from `source` to `target`."""
    if node_id in (source, target):
        return network
    node, rest = network.node(node_id), remove(network, {node_id})
    moved = replaced(node, "inputs", (source,))
    nodes = [_rewired(each, source, node_id) if each.id == target else each for each in rest.nodes]
    nodes.insert(_position_after(rest, source), moved)
    return _with(network, nodes)


def chain_neighbours(network: Network, node_id: str) -> tuple[str | None, str | None]:
    """What stands before and behind a node where that is one each; None at an end or a branch."""
    node = network.node(node_id)
    known = {INPUT, *(each.id for each in network.nodes)}
    before = node.inputs[0] if len(node.inputs) == 1 and node.inputs[0] in known else None
    followers = [each.id for each in network.nodes if node_id in each.inputs]
    return before, followers[0] if len(followers) == 1 else None


def move_earlier(network: Network, node_id: str) -> Network:
    """Exchange a node with the one before it; the network itself where there is none to exchange with."""
    before, _ = chain_neighbours(network, node_id)
    if before is None or before == INPUT:
        return network
    earlier, _ = chain_neighbours(network, before)
    return network if earlier is None else move_after(network, node_id, earlier)


def move_later(network: Network, node_id: str) -> Network:
    """Exchange a node with the one behind it; the network itself where there is none to exchange with."""
    _, behind = chain_neighbours(network, node_id)
    return network if behind is None else move_after(network, node_id, behind)


def _fresh(network: Network, layer: Layer, inputs: tuple[str, ...]) -> Node:
    kind: str = layer.kind_name()
    return Node(id=fresh_id(kind, [node.id for node in network.nodes]), layer=layer, inputs=inputs)


def _rewired(node: Node, old: str, new: str) -> Node:
    return replaced(node, "inputs", tuple(new if source == old else source for source in node.inputs))


def _position_after(network: Network, node_id: str) -> int:
    return next((index + 1 for index, node in enumerate(network.nodes) if node.id == node_id), 0)


def _with(network: Network, nodes: Sequence[Any]) -> Network:
    return replaced(network, "nodes", tuple(nodes))
