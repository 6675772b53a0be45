"""What can be known of a network without running it: order, shapes, counts, memory, and every problem by name.

This is the only judge of what may connect. All sizes are integers computed before anything is allocated.
"""

from __future__ import annotations

import functools
import heapq
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from engine.layers.base import BEFORE_FLATTEN, Layer, Parameter, State, times
from engine.messages import Fix, Message, Problem, ShapeError, say, titled
from engine.numerics import Shape
from engine.optimizers.base import Elementwise, Evaluating
from engine.spec import INPUT, Experiment, KNearestNeighbors, Network, Node

MEMORY_LIMIT = 8 * 2**30
"""Bytes; a network that is estimated to need more for one training step is refused."""

MOST_NUMERICAL = 5_000
"""Parameters; a numerical gradient costs two evaluations of the loss for each."""

BYTES = 4
"""Bytes of a number: networks train in float32."""


@dataclass(frozen=True)
class NodeFacts:
    """What follows for one node. `shape` is None where a problem, here or before, hides it; counts are then 0.

    `operations` are multiply-adds of one sample's forward pass; `memory` the bytes of one sample's output, `scratch`
    those that the pass keeps besides.
    """

    inputs: tuple[Shape, ...] = ()
    shape: Shape | None = None
    parameters: tuple[Parameter, ...] = ()
    states: tuple[State, ...] = ()
    operations: int = 0
    scratch: int = 0

    @functools.cached_property
    def parameter_count(self) -> int:
        return sum(math.prod(parameter.shape) for parameter in self.parameters)

    @functools.cached_property
    def memory(self) -> int:
        return math.prod(self.shape) * BYTES if self.shape is not None else 0


@dataclass(frozen=True)
class Analysis:
    """What follows for the whole: `order` is the order of execution, `output` the node whose result is the network's
    (None where there is none), `memory` the estimated bytes of one training step."""

    order: tuple[str, ...]
    output: str | None
    input_shape: Shape
    nodes: Mapping[str, NodeFacts]
    problems: tuple[Problem, ...] = ()
    memory: int = 0

    @functools.cached_property
    def parameter_count(self) -> int:
        return sum(facts.parameter_count for facts in self.nodes.values())

    @functools.cached_property
    def operations(self) -> int:
        return sum(facts.operations for facts in self.nodes.values())

    @functools.cached_property
    def sample_memory(self) -> int:
        """Estimated bytes that one sample takes on its way forward."""
        return sum(facts.memory + facts.scratch for facts in self.nodes.values())

    def shape_behind(self, node_id: str) -> Shape | None:
        """The shape of what comes out of a node, or of the input; None where it is not known."""
        return self.input_shape if node_id == INPUT else self.nodes[node_id].shape

    def of(self, node_id: str) -> tuple[Problem, ...]:
        """The problems named on one node."""
        return tuple(problem for problem in self.problems if problem.node == node_id)


def check(experiment: Experiment) -> tuple[Problem, ...]:
    """Everything that stands in the way of training; empty where nothing does."""
    return analyse(experiment).problems


def analyse(experiment: Experiment) -> Analysis:
    """Order, shapes, counts and problems of an experiment's network. Pure integer work, fit for the GUI thread."""
    network, input_shape = experiment.network, experiment.data.input_shape()
    if isinstance(experiment.model, KNearestNeighbors):
        return Analysis((), None, input_shape, {}, tuple(_data_problems(experiment)))
    problems: list[Problem] = _wiring_problems(network)
    order, stuck = execution_order(network)
    problems += [
        Problem(
            node_id,
            None,
            say("It is part of a cycle, so it waits for itself."),
            say("Remove one wire of the cycle."),
            Fix("open_cycle"),
        )
        for node_id in stuck
    ]
    broken = {problem.node for problem in problems if problem.node is not None}
    facts: dict[str, NodeFacts] = {node.id: NodeFacts() for node in network.nodes}
    shapes: dict[str, Shape] = {INPUT: input_shape}
    nodes = {node.id: node for node in network.nodes}
    for node_id in order:
        node = nodes[node_id]
        inputs = [shapes[source] for source in node.inputs if source in shapes]
        if node_id in broken or len(inputs) < len(node.inputs):
            continue
        try:
            facts[node_id] = layer_facts(node.layer, inputs)
        except ShapeError as fault:
            remedy = shape_remedy(fault, network, node.inputs, shapes.get)
            problems.append(Problem(node_id, fault.field, fault.message, remedy, fault.fix))
        else:
            problems += _initializer_problems(node, facts[node_id])
            shapes[node_id] = _known(facts[node_id].shape)
    output = output_of(network, order)
    problems += _unused_problems(network, output, broken)
    problems += _output_problems(experiment, output, shapes)
    problems += _setting_problems(experiment, facts)
    problems += _data_problems(experiment)
    memory = _memory(experiment, facts)
    if memory > MEMORY_LIMIT:
        problems.append(_too_large(memory, facts))
    return Analysis(tuple(order), output, input_shape, facts, tuple(problems), memory)


def layer_facts(layer: Layer, inputs: Sequence[Shape]) -> NodeFacts:
    """What follows for a layer from its inputs' shapes. Raises ShapeError where they do not fit."""
    return _facts(layer, tuple(inputs))


@functools.lru_cache(maxsize=4096)
def _facts(layer: Layer, inputs: tuple[Shape, ...]) -> NodeFacts:
    """Worked out once: an edit changes few layers, and the others keep the very same facts."""
    shape = layer.output_shape(inputs)
    parameters, states, operations = layer.parameters(inputs), layer.states(inputs), layer.operations(inputs)
    return NodeFacts(inputs, shape, parameters, states, operations, layer.scratch(inputs) * BYTES)


def shape_remedy(
    fault: ShapeError, network: Network, sources: Sequence[str], shape_behind: Callable[[str], Shape | None]
) -> Message:
    """What to do about a layer's fault, as its place in the network has it: where the layer needs images, the nearest
    before it that gets some is named; where none does, other data are needed, or another layer."""
    if fault.fix is None or fault.fix.edit != BEFORE_FLATTEN:
        return fault.remedy
    nodes = {node.id: node for node in network.nodes}
    pending, seen = list(sources), set()
    while pending:
        node = nodes.get(pending.pop(0))
        if node is None or node.id in seen:
            continue
        seen.add(node.id)
        if any(len(shape_behind(source) or ()) == 3 for source in node.inputs):
            return say("Place it before {layer}, or choose image data.", layer=network.name_of(node.id))
        pending += node.inputs
    return say("No images come in here: choose image data, or a layer for rows of numbers, such as Dense.")


def execution_order(network: Network) -> tuple[list[str], list[str]]:
    """The nodes so that each comes after its inputs, equals as listed; and those at or behind a cycle."""
    ids = {node.id for node in network.nodes}
    seen: set[str] = set()
    for node in network.nodes:
        if any(source in ids and source not in seen for source in node.inputs):
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


def _wiring_problems(network: Network) -> list[Problem]:
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


def _initializer_problems(node: Node, facts: NodeFacts) -> list[Problem]:
    names = [parameter.name for parameter in facts.parameters]
    return [
        Problem(
            node.id,
            f"initializers.{name}",
            say('It has no parameter "{name}" to initialise.', name=name),
            say("Remove the entry."),
            Fix("forget_initializer", name),
        )
        for name in node.initializers
        if name not in names
    ]


def _unused_problems(network: Network, output: str | None, broken: Collection[str]) -> list[Problem]:
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


def _output_problems(experiment: Experiment, output: str | None, shapes: Mapping[str, Shape]) -> list[Problem]:
    data, source, loss = experiment.data, experiment.data.source, experiment.loss
    problems: list[Problem] = []
    if data.targets not in loss.accepts:
        remedy = say("Choose mean squared error.")
        if data.targets == "classes":
            text = say(
                "{loss} does not fit {data}, which has classes.", loss=titled(loss.title), data=titled(source.title)
            )
            remedy = say("Choose softmax cross-entropy or hinge, or add One-hot labels to the preprocessing.")
        elif data.task == "reconstruction":
            text = say("{loss} does not fit inputs as targets, which are numbers.", loss=titled(loss.title))
        else:
            text = say(
                "{loss} does not fit {data}, which has numbers to predict.",
                loss=titled(loss.title),
                data=titled(source.title),
            )
        fitting = "softmax_cross_entropy" if data.targets == "classes" else "mean_squared_error"
        problems.append(Problem(None, "loss", text, remedy, Fix("loss", fitting)))
    needed = loss.weights_needed()
    if needed is not None and needed != source.outputs() and data.task == "classification":
        text = say("There are {have} class weights for {n} classes.", have=needed, n=source.outputs())
        problems.append(Problem(None, "loss.class_weights", text, say("Give one for each class, or none."),
                                Fix("set", ())))  # fmt: skip
    if output is None or output not in shapes:
        return problems
    kind = experiment.network.node(output).layer.kind_name()
    if (kind, loss.kind_name()) in (("softmax", "softmax_cross_entropy"), ("sigmoid", "binary_cross_entropy")):
        text = say("{loss} applies this function itself; twice, it hardly learns.", loss=titled(loss.title))
        problems.append(Problem(output, None, text, say("Remove this layer, or choose another loss."),
                                Fix("remove")))  # fmt: skip
    shape, outputs = shapes[output], data.outputs()
    if shape != (outputs,):
        ends = {"data": titled(source.title), "n": outputs, "shape": times(shape)}
        remedy, fix = say("End with a Dense layer of {n} units.", n=outputs), Fix("end_with", outputs)
        if outputs == 1:
            remedy = say("End with a Dense layer of 1 unit.")
        if data.task == "classification":
            text = say("{data} has {n} classes, but the network ends with {shape}.", **ends)
        elif data.task == "reconstruction":
            text = say("The network is to give back its {n} inputs, but ends with {shape}.", **ends)
        elif outputs == 1:
            text = say("{data} asks for 1 number, but the network ends with {shape}.", **ends)
        else:
            text = say("{data} asks for {n} numbers, but the network ends with {shape}.", **ends)
        if data.task != "reconstruction" and shape == (math.prod(data.input_shape()),):
            remedy = say("For an autoencoder, add Inputs as targets to the preprocessing; else end with a Dense layer "
                         "of {n} units.", n=outputs)  # fmt: skip
            fix = Fix("reconstruct")
        problems.append(Problem(output, None, text, remedy, fix))
    return problems


def _setting_problems(experiment: Experiment, facts: Mapping[str, NodeFacts]) -> list[Problem]:
    problems: list[Problem] = []
    parameters = sum(entry.parameter_count for entry in facts.values())
    optimizer = experiment.optimizer
    most = optimizer.most_parameters if isinstance(optimizer, Evaluating) else None
    if most is not None and parameters > most:
        text = say("{optimizer} is for at most {most:,} parameters; the network has {n:,}.",
                   optimizer=titled(optimizer.title), most=most, n=parameters)  # fmt: skip
        problems.append(Problem(None, "optimizer", text, say("Choose L-BFGS or Adam, or a smaller network."),
                                Fix("optimizer", "adam")))  # fmt: skip
    if experiment.training.gradient == "numerical" and parameters > MOST_NUMERICAL:
        text = say("A numerical gradient is for at most {most:,} parameters; the network has {n:,}.",
                   most=MOST_NUMERICAL, n=parameters)  # fmt: skip
        problems.append(Problem(None, "training.gradient", text, say("Choose backpropagation, or a smaller network."),
                                Fix("set", "analytic")))  # fmt: skip
    for index, regularizer in enumerate(experiment.regularizers):
        problems += [
            Problem(
                None,
                f"regularizers.{index}.layers",
                say('There is no layer "{layer}" to act on.', layer=experiment.network.name_of(name)),
                say("Take it off the list; an empty list means all layers."),
                Fix("forget_layer", name),
            )
            for name in regularizer.layers
            if name not in facts
        ]
    return problems


def _data_problems(experiment: Experiment) -> list[Problem]:
    data, loss = experiment.data, experiment.loss
    takes_rows = loss.mixes or data.targets == "values"
    refusals = [each.refuses(data.source.input_shape(), takes_rows) for each in data.augmentations]
    problems = [
        Problem(None, f"data.augmentations.{index}", *refusal, Fix("remove_augmentation", index))
        for index, refusal in enumerate(refusals)
        if refusal
    ]
    if data.validation_fraction + data.test_fraction >= 1:
        problems.append(
            Problem(
                None,
                "data.validation_fraction",
                say("Validation and test take all samples, so none is left to train on."),
                say("Lower one of the two shares."),
                Fix("shares"),
            )
        )
    return problems


def _memory(experiment: Experiment, facts: Mapping[str, NodeFacts]) -> int:
    """Bytes of one training step: parameters, gradients and optimizer slots; what a batch keeps, and its gradients."""
    optimizer = experiment.optimizer
    copies = 2 + (len(optimizer.slots) if isinstance(optimizer, Elementwise) else 1)
    parameters = sum(entry.parameter_count for entry in facts.values()) * BYTES * copies
    samples = experiment.data.source.size()
    batch = min(experiment.training.batch_size, samples) if isinstance(optimizer, Elementwise) else samples
    return parameters + 2 * batch * sum(entry.memory + entry.scratch for entry in facts.values())


def _too_large(memory: int, facts: Mapping[str, NodeFacts]) -> Problem:
    largest = max(facts, key=lambda node_id: _weight(facts[node_id]))
    return Problem(
        largest,
        None,
        say("The network would need about {need:.1f} GiB; at most {most:.0f} GiB are allowed.", need=memory / 2**30,
            most=MEMORY_LIMIT / 2**30),
        say("Make this layer smaller, or the batch."),
        Fix("smaller_batch"),
    )  # fmt: skip


def _weight(facts: NodeFacts) -> int:
    return facts.parameter_count * BYTES + facts.memory + facts.scratch


def _known(shape: Shape | None) -> Shape:
    assert shape is not None
    return shape
