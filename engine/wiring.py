"""How the nodes of a network hang together: order, output, what flows where, and what is wrong with the wires.

Nothing here looks at shapes.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Sequence

from engine.messages import Fix, Problem, say
from engine.spec import INPUT, Network, Node


def execution_order(network: Network) -> tuple[list[str], list[str]]:
    """The nodes so that each comes after its inputs, equals as listed; and those at or behind a cycle."""
    ids = {node.id for node in network.nodes}
    seen: set[str] = set()
    for node in network.nodes:
        if node.id in seen or any(source in ids and source not in seen for source in node.inputs):
            break
        seen.add(node.id)
    else:  # listed in such an order, as most networks are
        return [node.id for node in network.nodes], []
    waiting = {node.id: {source for source in node.inputs if source in ids} for node in network.nodes}
    users: dict[str, list[str]] = {}
    for node_id, sources in waiting.items():
        for source in sources:
            users.setdefault(source, []).append(node_id)
    position = {node.id: index for index, node in enumerate(network.nodes)}
    ready = [position[node_id] for node_id, sources in waiting.items() if not sources]
    order: list[str] = []
    heapq.heapify(ready)
    while ready:
        node_id = network.nodes[heapq.heappop(ready)].id
        order.append(node_id)
        for user in users.get(node_id, ()):
            waiting[user].discard(node_id)
            if not waiting[user]:
                heapq.heappush(ready, position[user])
    done = set(order)
    return order, [node.id for node in network.nodes if node.id not in done]


def output_of(network: Network, order: Sequence[str]) -> str | None:
    """The node whose result is the network's: the last in order of those that hang on the input and nobody uses."""
    used = {source for node in network.nodes for source in node.inputs}
    inputs = {node.id: node.inputs for node in network.nodes}
    fed = {INPUT}
    output = None
    for node_id in order:
        if any(source in fed for source in inputs[node_id]):
            fed.add(node_id)
            if node_id not in used:
                output = node_id
    return output


def reaches(network: Network, start: str, goal: str) -> bool:
    """Whether the result of `start` flows into `goal` (or they are the same)."""
    sources = {node.id: node.inputs for node in network.nodes}
    pending, seen = [goal], set()
    while pending:
        node_id = pending.pop()
        if node_id == start:
            return True
        if node_id not in seen:
            seen.add(node_id)
            pending.extend(sources.get(node_id, ()))
    return False


def wiring_problems(network: Network) -> list[Problem]:
    """What is wrong with the wires and names, cycles apart."""
    problems: list[Problem] = []
    ids = [node.id for node in network.nodes]
    if not ids:
        problems.append(
            Problem(
                None,
                "model.nodes",
                say("The network has no layers."),
                say("Insert a layer from the palette."),
                Fix("end_with"),
            )
        )
    known, before = {INPUT, *ids}, {INPUT}
    for node in network.nodes:
        if node.id in before:
            problems.append(
                Problem(node.id, "id", say('The id "{id}" is taken.', id=node.id), say("Give it another id."))
            )
        problems += [
            Problem(
                node.id,
                "inputs",
                say('Its input "{source}" does not exist.', source=network.name_of(source)),
                say("Connect it to an existing layer."),
                Fix("disconnect", source),
            )
            for source in node.inputs
            if source not in known
        ]
        problems += _arity_problems(node)
        before.add(node.id)
    return problems


def _arity_problems(node: Node) -> list[Problem]:
    fewest, most, have = node.layer.fewest_inputs, node.layer.most_inputs, len(node.inputs)
    if have < fewest:
        text = (
            say("It has no input.")
            if have == 0
            else say("It needs at least {fewest} inputs, but has {have}.", fewest=fewest, have=have)
        )
        remedy = say("Draw a wire to it from the round port of a layer before it.")
        return [Problem(node.id, "inputs", text, remedy, Fix("feed"))]
    if most is not None and have > most:
        text = say("It takes {most} input, but has {have}.", most=most, have=have)
        return [Problem(node.id, "inputs", text, say("Join the branches with Add first."), Fix("join"))]
    return []


def unused_problems(network: Network, output: str | None, broken: Collection[str]) -> list[Problem]:
    """Nodes whose result nobody uses; of those that are `broken` something worse is known."""
    used = {source for node in network.nodes for source in node.inputs}
    return [
        Problem(
            node.id,
            None,
            say("Nothing uses its result."),
            say("Connect it to a later layer, or delete it."),
            Fix("remove"),
        )
        for node in network.nodes
        if node.id not in used and node.id != output and node.id not in broken
    ]
