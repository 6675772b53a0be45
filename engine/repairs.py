"""Remedies that can be applied: what a problem's button does. Each is an edit of the experiment with a name.

A problem names its repair by a `Fix`. A fix may turn out to be impossible as the experiment stands (there is no layer
to draw a wire from); the problem then has its remedy in words alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from engine.catalog import family
from engine.edits import append, connect, disconnect, insert_on_wire, move_onto_wire, refuse_wire, remove
from engine.fields import Value, hyperparameter
from engine.graph import MEMORY_LIMIT, Analysis, analyse
from engine.layers.base import times
from engine.messages import Message, Problem, say, titled
from engine.numerics import Shape
from engine.spec import INPUT, Experiment, Network, Node, get, replaced
from engine.wiring import reaches


@dataclass(frozen=True)
class Repair:
    """What to call it, as an order ("Insert Flatten before it"), and the experiment with it done."""

    title: Message
    experiment: Experiment


Made = tuple[Message, Experiment] | None
Edit = Callable[[Experiment, Problem, Any], Made]


ENDS = ("softmax", "sigmoid")
"""Activations that may stand behind the last Dense layer; behind any other one is still to come."""


def repair_of(experiment: Experiment, problem: Problem, analysis: Analysis | None = None) -> Repair | None:
    """How to apply a problem's remedy; None where that takes a choice only a person can make. `analysis` is that of the
    experiment, where one has it: in a large network it takes most of the time."""
    if problem.fix is None:
        return None
    if analysis is not None:
        _latest.remember(experiment, analysis)
    try:
        made = EDITS[problem.fix.edit](experiment, problem, problem.fix.value)
    except ValidationError:  # it would take more than a field allows
        return None
    return Repair(*made) if made is not None and made[1] != experiment else None


class _Latest:
    """The analysis of the latest experiment: all its problems are asked about one after the other."""

    def __init__(self) -> None:
        self._known: tuple[Experiment, Analysis] | None = None

    def remember(self, experiment: Experiment, analysis: Analysis) -> None:
        self._known = experiment, analysis

    def of(self, experiment: Experiment) -> Analysis:
        known = self._known
        if known is None or known[0] is not experiment:
            self._known = known = experiment, analyse(experiment)
        return known[1]


_latest = _Latest()


def _insert_before(experiment: Experiment, problem: Problem, kind: str) -> Made:
    """Put a layer into each wire that comes to the problem's layer."""
    node, network = _node(experiment, problem), experiment.network
    for source in node.inputs:
        network, _ = insert_on_wire(network, _layer(kind), source, node.id)
    return say("Insert {layer} before it", layer=_title(kind)), _with(experiment, network)


def _before_flatten(experiment: Experiment, problem: Problem, _: Any) -> Made:
    """Move the problem's layer to before the nearest Flatten that feeds it, if only elementwise layers lie between."""
    node, network = _node(experiment, problem), experiment.network
    ids = {each.id for each in network.nodes}
    here = node.inputs[0] if len(node.inputs) == 1 else INPUT
    while here in ids:
        before = network.node(here)
        if before.layer.kind_name() == "flatten" and len(before.inputs) == 1:
            if (
                len(_latest.of(experiment).shape_behind(before.inputs[0]) or ()) != 3
            ):  # there were no images to begin with
                return None
            moved = move_onto_wire(network, node.id, before.inputs[0], before.id)
            return say("Move it before {layer}", layer=before.name()), _with(experiment, moved)
        if len(before.inputs) != 1 or before.layer.group == "core":
            return None
        here = before.inputs[0]
    return None


def _match_channels(experiment: Experiment, problem: Problem, _: Any) -> Made:
    """Bring the inputs of a sum to the channels of its first by 1x1 convolutions (by Dense layers for rows)."""
    node, network = _node(experiment, problem), experiment.network
    analysis = _latest.of(experiment)
    shapes = {each: analysis.shape_behind(each) for each in node.inputs}
    wanted = shapes[node.inputs[0]]
    if wanted is None or any(shape is None or shape[:-1] != wanted[:-1] for shape in shapes.values()):
        return None
    kind, field = ("conv2d", "filters") if len(wanted) == 3 else ("dense", "units")
    fields = {field: wanted[-1], **({"kernel": 1} if kind == "conv2d" else {})}
    for source, shape in shapes.items():
        if shape != wanted:
            network, _id = insert_on_wire(network, _layer(kind, **fields), source, node.id)
    return say("Bring all inputs to {shape}", shape=times(wanted)), _with(experiment, network)


def _set(experiment: Experiment, problem: Problem, value: Any) -> Made:
    path = f"model.nodes.{problem.node}.{problem.field}" if problem.node else str(problem.field)
    owner, _, name = path.rpartition(".")
    holder: Value = get(experiment, owner)
    declared = hyperparameter(type(holder), name)
    assert declared is not None
    changed = replaced(experiment, path, value)
    if value == ():
        return say("Empty {field}", field=titled(declared.title)), changed
    shown = titled(declared.options[value]) if value in declared.options else value
    return _set_to(declared.title, shown), changed


def _set_to(field: str, value: object) -> Message:
    return say("Set {field} to {value}", field=titled(field), value=value)


def _disconnect(experiment: Experiment, problem: Problem, source: str) -> Made:
    node = _node(experiment, problem)
    text = say("Disconnect “{source}” from it", source=experiment.network.name_of(source))
    return text, _with(experiment, disconnect(experiment.network, source, node.id))


def _open_cycle(experiment: Experiment, problem: Problem, _: Any) -> Made:
    """Take away the first wire to the problem's layer that comes back from it."""
    node, network = _node(experiment, problem), experiment.network
    ids = {each.id for each in network.nodes}
    for source in node.inputs:
        if source in ids and reaches(network, node.id, source):
            text = say("Disconnect “{source}” from it", source=network.name_of(source))
            return text, _with(experiment, disconnect(network, source, node.id))
    return None


def _feed(experiment: Experiment, problem: Problem, _: Any) -> Made:
    """Draw a wire from the layer listed nearest before, or the input, whose shape is known to fit what else comes in,
    and which closes no cycle. Where there is none the layer can only go."""
    node, network = _node(experiment, problem), experiment.network
    analysis = _latest.of(experiment)
    listed = [each.id for each in network.nodes]
    place = listed.index(node.id)
    used = {source for each in network.nodes for source in each.inputs}
    candidates = [*reversed(listed[:place]), INPUT]
    candidates.sort(key=lambda each: each in used or each == INPUT)  # loose ends first; otherwise the nearest
    if any(_shape(analysis, each) is None for each in node.inputs):
        candidates = []  # nobody could tell whether they fit what comes in already
    for source in (each for each in candidates if _shape(analysis, each) is not None):
        if refuse_wire(network, source, node.id, analysis) is None:
            name = titled(experiment.data.source.title) if source == INPUT else network.name_of(source)
            return say("Connect “{source}” to it", source=name), _with(experiment, connect(network, source, node.id))
    return _remove(experiment, problem, None)


def _join(experiment: Experiment, problem: Problem, _: Any) -> Made:
    """Put an Add that takes all inputs before a layer that takes one."""
    node, network = _node(experiment, problem), experiment.network
    joined, sum_id = insert_on_wire(network, _layer("add"), node.inputs[0], node.id)
    joined = replaced(joined, f"nodes.{sum_id}.inputs", node.inputs)
    joined = replaced(joined, f"nodes.{node.id}.inputs", (sum_id,))
    return say("Join them with {layer}", layer=_title("add")), _with(experiment, joined)


def _forget_initializer(experiment: Experiment, problem: Problem, name: str) -> Made:
    path = f"model.nodes.{problem.node}.initializers"
    kept = {key: value for key, value in get(experiment, path).items() if key != name}
    return say("Remove the entry"), replaced(experiment, path, kept)


def _remove(experiment: Experiment, problem: Problem, _: Any) -> Made:
    node = _node(experiment, problem)
    text = say("Delete {layer}", layer=node.name())
    return text, _with(experiment, remove(experiment.network, {node.id}))


def _end_with(experiment: Experiment, problem: Problem, outputs: int | None) -> Made:
    """Let the network end with a Dense layer of as many units as the data ask for."""
    wanted = experiment.data.outputs() if outputs is None else outputs
    network, analysis = experiment.network, _latest.of(experiment)
    last = analysis.output or INPUT
    end = network.node(last) if last != INPUT else None
    if end is not None and end.layer.kind_name() in ENDS and len(end.inputs) == 1 and end.inputs[0] != INPUT:
        before = network.node(end.inputs[0])
        users = [each.id for each in network.nodes if before.id in each.inputs]
        end = before if users == [end.id] else end
    if end is not None and end.layer.kind_name() == "dense":
        path = f"nodes.{end.id}.layer.units"
        return _set_to("Units", wanted), _with(experiment, replaced(network, path, wanted))
    shape = analysis.shape_behind(last)
    if shape is not None and len(shape) > 1:
        network, last = append(network, _layer("flatten"), last)
    network, _ = append(network, _layer("dense", units=wanted), last)
    return say("End with {layer}, {n} units", layer=_title("dense"), n=wanted), _with(experiment, network)


def _reconstruct(experiment: Experiment, problem: Problem, _: Any) -> Made:
    """Let the network learn to give back its inputs."""
    step, loss = family("preprocessing")["inputs_as_targets"](), experiment.loss
    changed = replaced(experiment, "data.preprocessing", (*experiment.data.preprocessing, step))
    if "values" not in loss.accepts:
        changed = replaced(changed, "loss", family("losses")["mean_squared_error"]())
    return say("Use the inputs as targets"), changed


def _loss(experiment: Experiment, problem: Problem, kind: str) -> Made:
    loss = family("losses")[kind]()
    return say("Use {member}", member=titled(loss.title)), replaced(experiment, "loss", loss)


def _optimizer(experiment: Experiment, problem: Problem, kind: str) -> Made:
    optimizer = family("optimizers")[kind]()
    return say("Use {member}", member=titled(optimizer.title)), replaced(experiment, "optimizer", optimizer)


def _forget_layer(experiment: Experiment, problem: Problem, name: str) -> Made:
    assert problem.field is not None
    kept = tuple(each for each in get(experiment, problem.field) if each != name)
    text = say("Remove “{layer}” from the list", layer=experiment.network.name_of(name))
    return text, replaced(experiment, problem.field, kept)


def _remove_augmentation(experiment: Experiment, problem: Problem, index: int) -> Made:
    augmentations = experiment.data.augmentations
    text = say("Remove {member}", member=titled(augmentations[index].title))
    return text, replaced(experiment, "data.augmentations", (*augmentations[:index], *augmentations[index + 1 :]))


def _shares(experiment: Experiment, problem: Problem, _: Any) -> Made:
    declared = {name: hyperparameter(type(experiment.data), name) for name in ("validation_fraction", "test_fraction")}
    changed = experiment
    for name, entry in declared.items():
        assert entry is not None
        changed = replaced(changed, f"data.{name}", entry.default)
    return say("Set both shares to their defaults"), changed


def _smaller_batch(experiment: Experiment, problem: Problem, _: Any) -> Made:
    """Halve the batch until a step fits into memory, where the batch is what takes it."""
    size = min(experiment.training.batch_size, experiment.data.source.size())
    while size > 1:
        size //= 2
        smaller = replaced(experiment, "training.batch_size", size)
        if analyse(smaller).memory <= MEMORY_LIMIT:
            return _set_to("Batch size", size), smaller
    return None


EDITS: Mapping[str, Edit] = MappingProxyType(
    {
        "insert_before": _insert_before, "before_flatten": _before_flatten, "match_channels": _match_channels,
        "set": _set, "disconnect": _disconnect, "open_cycle": _open_cycle, "feed": _feed, "join": _join,
        "forget_initializer": _forget_initializer, "remove": _remove, "end_with": _end_with,
        "reconstruct": _reconstruct, "loss": _loss,
        "optimizer": _optimizer, "forget_layer": _forget_layer, "remove_augmentation": _remove_augmentation,
        "shares": _shares, "smaller_batch": _smaller_batch,
    }
)  # fmt: skip
"""By the name that a problem's `Fix` gives."""


def _node(experiment: Experiment, problem: Problem) -> Node:
    assert problem.node is not None
    return experiment.network.node(problem.node)


def _shape(analysis: Analysis, node_id: str) -> Shape | None:
    """What is known to come out of a node; None also for one that does not exist."""
    return analysis.shape_behind(node_id) if node_id == INPUT or node_id in analysis.nodes else None


def _with(experiment: Experiment, network: Network) -> Experiment:
    return replaced(experiment, "model", network)


def _title(kind: str) -> Message:
    return titled(family("layers")[kind].title)


def _layer(kind: str, **fields: Any) -> Any:
    return family("layers")[kind](**fields)
