"""Layers as text, to copy between networks and programs; and blocks of layers put into a network at once.

A block is a network of its own: what fed it from outside is its input. As text it is JSON, like an experiment's file:
`{"format": "descent-layers", "schema_version": 1, "nodes": [...]}`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from engine.files import JsonFault, field_faults, read_json
from engine.messages import DescentError, Message, say
from engine.spec import INPUT, FreshIds, Network, Node, replaced
from engine.wiring import execution_order, output_of

FORMAT = "descent-layers"
SCHEMA_VERSION = 1
MOST_LAYERS = 10_000


def copy_layers(network: Network, ids: Collection[str]) -> str:
    """Some layers of a network as text. Wires from layers that are not copied become wires from the block's input."""
    return json.dumps(
        {
            "format": FORMAT,
            "schema_version": SCHEMA_VERSION,
            "nodes": [node.model_dump(mode="json") for node in block_of(network, ids).nodes],
        },
        ensure_ascii=False,
        indent=2,
    )


def block_of(network: Network, ids: Collection[str]) -> Network:
    """Some layers of a network as a block, in the network's order."""
    nodes = []
    for node in network.nodes:
        if node.id in ids:
            inputs = dict.fromkeys(source if source in ids else INPUT for source in node.inputs)
            nodes.append(replaced(node, "inputs", tuple(inputs)))
    return Network(nodes=tuple(nodes), initializer=network.initializer)


def parse_layers(text: str) -> Network:
    """The block in a text that `copy_layers` made; all layers where it is a whole experiment. Raises DescentError
    that says what is wrong with the text."""
    if not text.strip():
        raise DescentError(say("There is no text to paste. Copy layers first."))
    if not text.lstrip().startswith("{"):
        raise DescentError(say("“{text}” is no layer. Only layers that Descent has copied can be pasted here.",
                               text=_beginning(text)))  # fmt: skip
    try:
        found = read_json(text.encode("utf-8", "replace"))
    except JsonFault as fault:
        raise _refusal(fault.text) from fault
    version = found.get("schema_version") if isinstance(found, dict) else None
    if not isinstance(found, dict) or found.get("format") not in (FORMAT, "descent"):
        raise _refusal(say("it is JSON, but not of Descent's."))
    if type(version) is not int or not 1 <= version <= SCHEMA_VERSION:
        raise _refusal(say("it was copied in another version of Descent; bring both to the same version."))
    raw = _nodes_of_experiment(found) if found["format"] == "descent" else found.get("nodes")
    if not isinstance(raw, list) or not raw:
        raise _refusal(say("it holds no layers."))
    if len(raw) > MOST_LAYERS:
        raise _refusal(say("it holds {count:,} layers; at most {most:,} are possible.", count=len(raw),
                           most=MOST_LAYERS))  # fmt: skip
    try:
        block = Network.model_validate_json(json.dumps({"kind": "network", "nodes": raw}))
    except ValidationError as fault:
        first = field_faults(fault)[0]
        raise _refusal(say("{field}: {fault}", field=first.path, fault=first.text)) from fault
    _judge(block)
    return block


def insert_block(
    network: Network, block: Network, after: str | None = None, before: str | None = None
) -> tuple[Network, tuple[str, ...]]:
    """Put a block behind `after` (behind the output where None): it takes over what followed there, or `before` alone
    where that is given. Its layers get ids that are not taken. Returns the new ids too, in the block's order."""
    order, _ = execution_order(network)
    after = after or output_of(network, order) or INPUT
    ids = FreshIds(node.id for node in network.nodes)
    names: dict[str, str] = {INPUT: after}
    for node in block.nodes:
        stem = node.id.rstrip("0123456789").rstrip("_") or node.id
        names[node.id] = ids.new(stem)
    added = [_renamed(node, names) for node in block.nodes]
    end = names[output_of(block, execution_order(block)[0]) or block.nodes[-1].id]
    nodes: list[Node] = []
    for node in network.nodes:
        taken_over = before in (None, node.id)
        inputs = tuple(end if source == after and taken_over else source for source in node.inputs)
        nodes.append(replaced(node, "inputs", inputs) if inputs != node.inputs else node)
    place = next((index + 1 for index, node in enumerate(nodes) if node.id == after), 0)
    nodes[place:place] = added
    return replaced(network, "nodes", tuple(nodes)), tuple(node.id for node in added)


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    inputs = tuple(dict.fromkeys(names[source] for source in node.inputs))
    return Node(**{**dict(node), "id": names[node.id], "inputs": inputs})


def _judge(block: Network) -> None:
    """Refuse what could not stand in a network at all; what merely does not fit yet may be pasted."""
    ids = [node.id for node in block.nodes]
    for index, node in enumerate(block.nodes):
        if node.id in ids[:index] or node.id == INPUT:
            raise _refusal(say('the id "{id}" stands there twice.', id=node.id))
        for source in node.inputs:
            if source != INPUT and source not in ids:
                raise _refusal(say('"{id}" is fed by "{source}", which is not there.', id=node.id, source=source))
    _, stuck = execution_order(block)
    if stuck:
        raise _refusal(say('its wires close a cycle at "{id}".', id=stuck[0]))


def _nodes_of_experiment(envelope: dict[str, Any]) -> Any:
    experiment = envelope.get("experiment")
    model = experiment.get("model") if isinstance(experiment, dict) else None
    return model.get("nodes") if isinstance(model, dict) else None


def _refusal(reason: Message) -> DescentError:
    return DescentError(say("This text cannot be pasted: {reason}", reason=reason))


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:29] + "…"
