"""The experiment: data, model, loss, optimizer, schedule, regularizers and training, as one immutable value.

An experiment is never changed; an edit makes a new one (`replaced`), which shares what did not change.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import Field

from engine.catalog import family, union
from engine.fields import Member, Value, choice, count, fraction, hyperparameter, member, members, real, switch, text
from engine.messages import Message, Name, say, titled
from engine.numerics import Shape

if TYPE_CHECKING:
    from engine.augmentations.base import Augmentation as AnyAugmentation
    from engine.datasets.base import Dataset as AnyDataset
    from engine.datasets.base import Task
    from engine.initializers.base import Initializer as AnyInitializer
    from engine.layers.base import Layer as AnyLayer
    from engine.losses.base import Loss as AnyLoss
    from engine.losses.base import Targets
    from engine.metrics.base import Metric as AnyMetric
    from engine.optimizers.base import Optimizer as AnyOptimizer
    from engine.preprocessing.base import Preprocessing as AnyPreprocessing
    from engine.regularizers.base import Regularizer as AnyRegularizer
    from engine.rules.base import Rule as AnyRule
    from engine.schedules.base import Schedule as AnySchedule
else:
    AnyAugmentation = union("augmentations")
    AnyDataset = union("datasets")
    AnyInitializer = union("initializers")
    AnyLayer = union("layers")
    AnyLoss = union("losses")
    AnyMetric = union("metrics")
    AnyOptimizer = union("optimizers")
    AnyPreprocessing = union("preprocessing")
    AnyRegularizer = union("regularizers")
    AnyRule = union("rules")
    AnySchedule = union("schedules")

from engine.initializers.he_normal import HeNormal
from engine.schedules.constant import Constant

INPUT = "input"
"""The reserved id of the network's input."""

V = TypeVar("V", bound=Value)

LONGEST_ID = 64
NodeId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]


class Node(Value):
    """One place in the network: a layer, what feeds it, and how its parameters are initialised and trained.

    A node that is not trainable keeps its parameters; running statistics go on.
    """

    id: NodeId
    title: str = text("Name", "What the layer is called; empty for its kind and number.", "", longest=60)
    layer: AnyLayer = member("Layer", "What the node computes.", "layers")
    inputs: tuple[str, ...] = ()
    initializers: dict[str, AnyInitializer] = Field(default_factory=dict)
    """By parameter name; a parameter that is not named inherits: weights the network's, gains ones, biases zeros."""
    trainable: bool = switch("Trainable", "Whether training changes the layer's parameters.", True)
    rate_multiplier: float = real(
        "Rate multiplier", "Multiplies the learning rate for this layer.", 1.0,
        at_least=0.0, at_most=1000.0, live=True,
    )  # fmt: skip
    penalised: bool = switch("Penalised", "Whether the regularizers act on the layer's weights.", True)

    def name(self) -> Name:
        """What the layer is called: its title, or what it is called without one."""
        return self.title or self.default_name()

    def default_name(self) -> Message:
        """What the layer is called without a title: by its kind, with the number that its id has (Dense 2)."""
        stem, number = _stem_and_number(self.id)
        title = titled(self.layer.title)
        return _with_number(title, number) if stem == self.layer.kind_name() else title


class Network(Value):
    """A directed acyclic graph of nodes; their inputs are the only record of an edge. The order of the list is the
    order in which equals are shown, stored and hashed."""

    kind: Literal["network"] = "network"
    nodes: tuple[Node, ...] = ()
    initializer: AnyInitializer = member(
        "Weights start as", "How weights are first drawn, where a layer does not say otherwise.", "initializers",
        HeNormal(),
    )  # fmt: skip

    def node(self, node_id: str) -> Node:
        """The node of that id; KeyError where there is none."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)

    def name_of(self, node_id: str) -> Name:
        """What the layer of that id is called; where there is none (any more), what it would be called by its id."""
        for node in self.nodes:
            if node.id == node_id:
                return node.name()
        stem, number = _stem_and_number(node_id)
        known = family("layers").get(stem)
        return node_id if known is None else _with_number(titled(known.title), number)


class KNearestNeighbors(Value):
    """A baseline without learning: answers with the vote of the k training samples nearest to what is asked. Its
    cost grows with the number of training samples.

    distance: sum |a - b| (L1) or sum (a - b)^2 (L2) over all inputs
    """

    kind: Literal["k_nearest_neighbors"] = "k_nearest_neighbors"
    k: int = count("Neighbours", "How many of the nearest training samples vote.", 5, at_most=100_000)
    distance: Literal["l1", "l2"] = choice(
        "Distance", "How far apart two samples are.", "l2", {"l1": "L1, sum of differences", "l2": "L2, straight line"}
    )


class Data(Value):
    """Where the samples come from, how they are split, and what is done to them before they are fed."""

    source: AnyDataset = member("Data set", "What to learn from.", "datasets")
    validation_fraction: float = fraction(
        "Validation share", "Share of the samples kept from training, to see how well it generalises.", 0.2
    )
    test_fraction: float = fraction(
        "Test share", "Share of the samples kept for a final test; looked at only when you ask.", 0.0
    )
    seed: int = count("Data seed", "Fixes the split, and generated data.", 0, at_least=0, at_most=2**32 - 1)
    preprocessing: tuple[AnyPreprocessing, ...] = members(
        "Preprocessing", "Applied in order; fitted on the training samples only.", "preprocessing"
    )
    augmentations: tuple[AnyAugmentation, ...] = members(
        "Augmentation", "Random changes of the training samples, in order; before the preprocessing.", "augmentations"
    )

    def input_shape(self) -> Shape:
        """The shape of a sample as the network sees it."""
        shape = self.source.input_shape()
        for step in self.preprocessing:
            shape = step.output_shape(shape)
        return shape

    @property
    def task(self) -> Task:
        """What is asked of the network: the source's task, unless it is to give back its inputs."""
        return "reconstruction" if any(step.reconstructs for step in self.preprocessing) else self.source.task

    @property
    def targets(self) -> Targets:
        """What a loss is given: classes, or rows of numbers."""
        rows = self.task != "classification" or any(step.makes_rows for step in self.preprocessing)
        return "values" if rows else "classes"

    def outputs(self) -> int:
        """How many numbers the network has to end with: one for each class, or each number to predict."""
        return math.prod(self.input_shape()) if self.task == "reconstruction" else self.source.outputs()


class Training(Value):
    """How long and in what portions."""

    epochs: int = count("Epochs", "How often all training samples are seen.", 30, at_most=1_000_000, live=True)
    batch_size: int = count("Batch size", "Samples in one step.", 32, at_most=1_000_000, unit="samples", live=True)
    shuffle: bool = switch("Shuffle", "Whether each epoch takes the samples in a new order.", True)
    gradient: Literal["analytic", "numerical"] = choice(
        "Gradient",
        "Backpropagation, or central differences of the loss: two evaluations for every parameter, for small networks.",
        "analytic",
        {"analytic": "Backpropagation", "numerical": "Numerical"},
    )
    rules: tuple[AnyRule, ...] = members("Training rules", "Optional additions to training.", "rules")
    metrics: tuple[AnyMetric, ...] = members(
        "Metrics", "Figures of the validation samples that each epoch reports beside loss and accuracy.", "metrics"
    )


MODELS = ("network", "k_nearest_neighbors")
"""The kinds of model."""


class Experiment(Value):
    """Everything that determines a run: the same experiment gives the same bits."""

    name: str = text("Name", "What the experiment is called.", "Untitled")
    seed: int = count("Seed", "Fixes initial weights, order and masks.", 0, at_least=0, at_most=2**32 - 1)
    data: Data
    model: Annotated[Network | KNearestNeighbors, Field(discriminator="kind")]
    loss: AnyLoss = member("Loss", "What training makes small.", "losses")
    optimizer: AnyOptimizer = member("Optimizer", "How parameters follow from gradients.", "optimizers")
    schedule: AnySchedule = member("Schedule", "How the learning rate changes over time.", "schedules", Constant())
    regularizers: tuple[AnyRegularizer, ...] = members(
        "Regularizers", "Penalties on weights, added to the loss.", "regularizers"
    )
    training: Training = Training()

    @property
    def network(self) -> Network:
        """The model where it is a network; a network without nodes where it is another learner."""
        return self.model if isinstance(self.model, Network) else Network()


def chain(*layers: AnyLayer) -> Network:
    """A network of layers one after the other, with ids made from their kinds: dense, relu, dense_2 ..."""
    nodes: list[Node] = []
    ids = FreshIds()
    for layer in layers:
        previous = nodes[-1].id if nodes else INPUT
        nodes.append(Node(id=ids.new(layer.kind_name()), layer=layer, inputs=(previous,)))
    return Network(nodes=tuple(nodes))


def fresh_id(stem: str, taken: Iterable[str]) -> str:
    """`stem`, or the first of stem_2, stem_3 ... that is not taken."""
    return FreshIds(taken).new(stem)


class FreshIds:
    """Ids that are not taken, for any number of nodes."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {INPUT, *taken}
        self._last: dict[str, int] = {}

    def new(self, stem: str) -> str:
        """`stem`, or the first of stem_2, stem_3 ... that is not taken; taken from now on. Long stems are cut."""
        number = self._last.get(stem, 0) + 1
        while (candidate := _numbered(stem, number)) in self._taken:
            number += 1
        self._last[stem] = number
        self._taken.add(candidate)
        return candidate


def _numbered(stem: str, number: int) -> str:
    ending = f"_{number}" if number > 1 else ""
    return stem[: LONGEST_ID - len(ending)] + ending


def replaced(value: V, path: str, new: Any) -> V:
    """`value` with the field at a dotted path set to `new`, validated. Elements of a list are named by id or position:
    `optimizer.learning_rate`, `model.nodes.dense_2.layer.units`, `regularizers.0.strength`.

    Raises pydantic.ValidationError where `new` does not fit, KeyError where the path leads nowhere.
    """
    name, _, rest = path.partition(".")
    if name not in type(value).model_fields:
        raise KeyError(path)
    old = getattr(value, name)
    changed = _replaced_within(old, rest, new) if rest else new
    return type(value).model_validate({**dict(value), name: changed})


def get(value: Any, path: str) -> Any:
    """What stands at a dotted path, as in `replaced`. KeyError where the path leads nowhere."""
    for name in path.split("."):
        if isinstance(value, tuple):
            value = value[_position(value, name)]
        elif isinstance(value, dict):
            value = value[name]
        elif isinstance(value, Value) and name in type(value).model_fields:
            value = getattr(value, name)
        else:
            raise KeyError(path)
    return value


def is_live(experiment: Experiment, path: str) -> bool:
    """Whether the field at a dotted path may change while a run goes on, as its declaration says."""
    owner_path, _, name = path.rpartition(".")
    owner = get(experiment, owner_path) if owner_path else experiment
    declared = hyperparameter(type(owner), name) if isinstance(owner, Value) else None
    return declared is not None and declared.live


def field_name(experiment: Experiment, path: str) -> Name:
    """What the field at a dotted path is called: units of Dense 2, strength of L2. The path where it leads nowhere."""
    parts = path.split(".")
    try:
        owner: Any = get(experiment, ".".join(parts[:-1])) if parts[1:] else experiment
    except KeyError:
        return path
    declared = hyperparameter(type(owner), parts[-1]) if isinstance(owner, Value) else None
    if declared is None:
        return path
    field = titled(declared.title)
    if parts[:2] == ["model", "nodes"]:
        return say("{field} of {owner}", field=field, owner=experiment.network.node(parts[2]).name())
    return say("{field} of {owner}", field=field, owner=titled(owner.title)) if isinstance(owner, Member) else field


def _stem_and_number(node_id: str) -> tuple[str, str]:
    """The parts of an id that was made from a layer's kind: dense_2, dense (no number)."""
    stem, _, number = node_id.rpartition("_")
    return (stem, number) if number.isdigit() else (node_id, "")


def _with_number(title: Message, number: str) -> Message:
    return say("{layer} {number}", layer=title, number=number) if number else title


def _replaced_within(old: Any, path: str, new: Any) -> Any:
    if isinstance(old, Value):
        return replaced(old, path, new)
    name, _, rest = path.partition(".")
    if isinstance(old, dict):
        return {**old, name: _replaced_within(old[name], rest, new) if rest else new}
    if isinstance(old, tuple):
        index = _position(old, name)
        element = _replaced_within(old[index], rest, new) if rest else new
        return (*old[:index], element, *old[index + 1 :])
    raise KeyError(path)


def _position(elements: tuple[Any, ...], name: str) -> int:
    for index, element in enumerate(elements):
        if getattr(element, "id", None) == name:
            return index
    if name.isdecimal() and int(name) < len(elements):
        return int(name)
    raise KeyError(name)
