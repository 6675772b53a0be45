"""Groups of layers, which the canvas can show as one box: when layers may be one, and how a file keeps them.

A group is part of how an experiment is shown, not of the experiment. A layer is in one group at most.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from gui.texts import catalogue, node_title

if TYPE_CHECKING:
    from engine import Network

LONGEST = 60
"""Characters of a group's title."""


@dataclass(frozen=True)
class Group:
    """Layers by their ids, two or more, in the order of the network's list. Without a title it is called by what is in
    it. Collapsed, it is shown as one box."""

    nodes: tuple[str, ...]
    title: str = ""
    collapsed: bool = True

    def without(self, *nodes: str) -> Group:
        """The group without some layers; it may be none any more."""
        return replace(self, nodes=tuple(each for each in self.nodes if each not in nodes))


def group_title(group: Group, network: Network) -> str:
    """What a group is called: by its first and last layer where it has no title of its own."""
    if group.title:
        return group.title
    ends = (network.node(group.nodes[0]), network.node(group.nodes[-1]))
    return " … ".join(node.title or catalogue(node.layer.title) for node in ends)


def why_not_group(network: Network, ids: Collection[str], groups: Iterable[Group] = ()) -> str | None:
    """Why layers cannot be one box beside the groups that there are, in a sentence; None where they can."""
    members = [node.id for node in network.nodes if node.id in ids]
    translate = QCoreApplication.translate
    if len(members) < 2:
        return translate("Groups", "A group needs two layers or more.")
    loose = _loose(network, members)
    if loose is not None:
        text = translate("Groups", "{layer} is not connected to the others: a group must be one piece.")
        return text.format(layer=node_title(network.node(loose)))
    between = standing_between(network, members, groups)
    if between:
        text = translate(
            "Groups", "{layer} lies between them: select it too, or a wire would leave the box and come back into it."
        )
        return text.format(layer=node_title(network.node(between[0])))
    return None


def standing_between(network: Network, members: Collection[str], groups: Iterable[Group] = ()) -> tuple[str, ...]:
    """The layers outside through which a path leads from a member to a member, where each collapsed group that holds no
    member is one box: a path that enters it may leave it anywhere."""
    box = {
        each: group.nodes[0]
        for group in groups
        if group.collapsed and not set(members).intersection(group.nodes)
        for each in group.nodes
    }
    sources: dict[str, list[str]] = {}
    users: dict[str, list[str]] = {}
    for node in network.nodes:
        here = box.get(node.id, node.id)
        for each in node.inputs:
            source = box.get(each, each)
            sources.setdefault(here, []).append(source)
            users.setdefault(source, []).append(here)
    found = _beyond(users, members) & _beyond(sources, members)
    return tuple(node.id for node in network.nodes if box.get(node.id, node.id) in found)


def with_group(groups: Sequence[Group], group: Group) -> tuple[Group, ...]:
    """The groups and one more, whose layers leave the groups that they were in."""
    rest = [each.without(*group.nodes) for each in groups]
    return (*(each for each in rest if len(each.nodes) >= 2), group)


def tended(groups: Sequence[Group], before: Collection[str], network: Network) -> tuple[Group, ...]:
    """The groups as they are once the network is `network`, whose layers were `before`: layers that are gone have left
    them, new ones between two members have joined, and none is collapsed that cannot be one box."""
    found: list[Group] = []
    taken = {node_id for group in groups for node_id in group.nodes}
    order = [node.id for node in network.nodes]
    for group in groups:
        members = set(group.nodes).intersection(order)
        if len(members) < 2:
            continue
        between = standing_between(network, members, found)
        members.update(each for each in between if each not in before and each not in taken)
        nodes = tuple(node_id for node_id in order if node_id in members)
        taken.update(members)
        closed = group.collapsed and members.issuperset(between)
        found.append(Group(nodes, group.title, closed))
    return tuple(found)


def read_groups(view: Mapping[str, Any], network: Network) -> tuple[Group, ...]:
    """The groups in a file's view, as far as they make sense: a file may come from anywhere."""
    entries = view.get("groups")
    groups: list[Group] = []
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        nodes, title = entry.get("nodes"), entry.get("title")
        if not isinstance(nodes, list) or not all(isinstance(each, str) for each in nodes):
            continue
        groups.append(
            Group(tuple(nodes), tidy_title(title) if isinstance(title, str) else "", entry.get("collapsed") is True)
        )
    return tended(_apart(groups), {node.id for node in network.nodes}, network)


def written(groups: Iterable[Group]) -> list[dict[str, Any]]:
    """The groups as a file's view keeps them."""
    return [{"title": each.title, "nodes": list(each.nodes), "collapsed": each.collapsed} for each in groups]


def tidy_title(text: str) -> str:
    """A title as it is kept: one line, not too long."""
    return " ".join(text.split())[:LONGEST]


def _apart(groups: Iterable[Group]) -> list[Group]:
    """The groups without the layers that an earlier one has."""
    seen: set[str] = set()
    found = []
    for group in groups:
        found.append(group.without(*seen))
        seen.update(group.nodes)
    return found


def _beyond(steps: Mapping[str, Sequence[str]], members: Collection[str]) -> set[str]:
    """What is reached from the members without passing a member."""
    seen: set[str] = set()
    pending = [step for each in members for step in steps.get(each, ())]
    while pending:
        here = pending.pop()
        if here not in seen and here not in members:
            seen.add(here)
            pending.extend(steps.get(here, ()))
    return seen


def _loose(network: Network, members: Sequence[str]) -> str | None:
    """The first member that no chain of wires between members connects to the first of them."""
    inside = set(members)
    near: dict[str, list[str]] = {each: [] for each in members}
    for node in network.nodes:
        for source in node.inputs:
            if node.id in inside and source in inside:
                near[node.id].append(source)
                near[source].append(node.id)
    seen, pending = {members[0]}, [members[0]]
    while pending:
        for each in near[pending.pop()]:
            if each not in seen:
                seen.add(each)
                pending.append(each)
    return next((each for each in members if each not in seen), None)
