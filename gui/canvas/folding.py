"""What stands for what on the canvas: a layer for itself, or for all layers of a collapsed group their one box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from engine import INPUT, Network
from gui.canvas.layout import Point, Wire, arrange
from gui.groups import Group

PREFIX = "group:"
"""Keys of collapsed groups' boxes begin so; no node's id holds a colon."""
ROOM = (1000.0, 500.0)
"""For which the layers of a moved box are laid out, in scene units."""


class Folding:
    """Keys of boxes for ids of nodes, and back. The key of a plain box is its node's id."""

    def __init__(self, network: Network, groups: Sequence[Group] = ()) -> None:
        self.network = network
        self.groups = {PREFIX + group.nodes[0]: group for group in groups if group.collapsed}
        """The collapsed groups by the keys of their boxes."""
        self.open = tuple(group for group in groups if not group.collapsed)
        self._box = {node_id: key for key, group in self.groups.items() for node_id in group.nodes}

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of input and layers in the order of the network's list; a group's stands in its first layer's."""
        return (INPUT, *dict.fromkeys(self._box.get(node.id, node.id) for node in self.network.nodes))

    def key(self, node_id: str) -> str:
        """The box that shows a node."""
        return self._box.get(node_id, node_id)

    def keys(self, node_ids: Iterable[str]) -> tuple[str, ...]:
        """The boxes that show nodes, each once."""
        return tuple(dict.fromkeys(self.key(each) for each in node_ids))

    def members(self, key: str) -> tuple[str, ...]:
        """The nodes that a box shows."""
        group = self.groups.get(key)
        return group.nodes if group is not None else (key,)

    def all_members(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The nodes that boxes show."""
        return tuple(node_id for key in keys for node_id in self.members(key))

    def all_wires(self) -> list[Wire]:
        """The network's wires, by the nodes at their ends."""
        known = {INPUT, *(node.id for node in self.network.nodes)}
        return [(source, node.id) for node in self.network.nodes for source in node.inputs if source in known]

    def wires(self) -> list[Wire]:
        """Those that are seen, because they do not lie within a collapsed group."""
        return [wire for wire in self.all_wires() if not self._box or self.key(wire[0]) != self.key(wire[1])]

    def outlet(self, key: str) -> str:
        """The node from which a new wire leaves a box: the last in it whose result is used outside, or by nobody."""
        if key not in self.groups:
            return key
        members = set(self.members(key))
        users: dict[str, set[str]] = {each: set() for each in members}
        for node in self.network.nodes:
            for source in members.intersection(node.inputs):
                users[source].add(node.id)
        ends = (each for each in reversed(self.members(key)) if not users[each] or users[each] - members)
        return next(ends, self.members(key)[-1])  # in a cycle nothing is the end

    def inlet(self, key: str) -> str | None:
        """The node at which a new wire to a box arrives: the first; None where wires come in at several, for then a
        person must say which is meant."""
        if key not in self.groups:
            return key
        members = self.members(key)
        entries = [each for each in members if set(self.network.node(each).inputs).difference(members)]
        return None if len(entries) > 1 else entries[0] if entries else members[0]

    def places(self, boxes: Mapping[str, Point], chosen: Mapping[str, Point]) -> dict[str, Point]:
        """The places of nodes that follow from places for boxes: the first layer of a collapsed group lies where its
        box does, and the others go with it, from where they were `chosen` to be or side by side."""
        found: dict[str, Point] = {}
        for key, (x, y) in boxes.items():
            members = self.members(key)
            first = members[0]
            wires = [wire for wire in self.all_wires() if wire[0] in members and wire[1] in members]
            apart = arrange(members, wires, ROOM).places if len(members) > 1 else {first: (0.0, 0.0)}
            for each in members:
                known = chosen if each in chosen and first in chosen else apart
                found[each] = (x + known[each][0] - known[first][0], y + known[each][1] - known[first][1])
        return found
