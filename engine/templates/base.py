"""What every template does, and the sketch it draws its network on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from engine.datasets.base import Task
from engine.fields import Member, count, hyperparameter
from engine.layers.base import Layer, times
from engine.layers.dense import Dense
from engine.layers.flatten import Flatten
from engine.messages import DescentError, Message, say, titled
from engine.numerics import Shape

if TYPE_CHECKING:
    from engine.spec import Network

START = -1
"""The place of the network's input in a sketch."""

ASKED: Mapping[Task, Message] = MappingProxyType(
    {
        "classification": say("classes"),
        "regression": say("numbers to predict"),
        "reconstruction": say("inputs as targets"),
    }
)
"""What data of each task ask a network for, in a few words."""


class Template(Member):
    """A way to lay out a network for samples of any shape it can take. A template is no part of an experiment: only
    the network that it builds is, which may be edited like any other."""

    tasks: ClassVar[tuple[Task, ...]] = ("classification",)
    """What it serves; it is not offered for data that ask for anything else."""
    least_side: ClassVar[int] = 0
    """Pixels that images need on each side; 0 where samples may also be rows of numbers."""

    def build(self, input_shape: Shape, outputs: int) -> Network:
        """The network for samples of a shape that ends with so many numbers. Raises DescentError that says the least
        the template needs, where the samples have less."""
        raise AssertionError(f"{type(self).__name__} does not say what it builds")

    @classmethod
    def refuse(cls, task: Task | None, shape: Shape | None) -> DescentError | None:
        """Why it is not for a task, or for samples of a shape; None where it is. None for what is not to be judged."""
        if task is not None and task not in cls.tasks:
            served = ASKED[cls.tasks[0]]
            for each in cls.tasks[1:]:
                served = say("{one} or {other}", one=served, other=ASKED[each])
            return DescentError(
                say("{template} needs {served}; the data have {asked}.", template=titled(cls.title), served=served,
                    asked=ASKED[task])
            )  # fmt: skip
        if shape is not None and cls.least_side and (len(shape) != 3 or min(shape[:2]) < cls.least_side):
            return DescentError(
                say("{template} needs images of at least {least}x{least} pixels; the input is {shape}.",
                    template=titled(cls.title), least=cls.least_side, shape=times(shape))
            )  # fmt: skip
        return None

    def sketch(self, input_shape: Shape) -> Sketch:
        """A sketch for samples of a shape. Raises DescentError where they have less than it needs."""
        refusal = self.refuse(None, input_shape)
        if refusal is not None:
            raise refusal
        return Sketch(input_shape)


class Perceptron(Template):
    """Dense hidden layers and a dense layer at the end; images are laid out as rows."""

    between: ClassVar[type[Layer] | None] = None
    """The activation behind each hidden layer."""

    units: int = count("Units", "Units of each hidden layer.", 64, at_most=100_000)
    layers: int = count("Hidden layers", "How many hidden layers there are.", 2, at_most=50)

    def build(self, input_shape: Shape, outputs: int) -> Network:
        sketch = self.sketch(input_shape)
        sketch.flatten()
        for _ in range(self.layers):
            sketch.add(Dense(units=self.units))
            if self.between is not None:
                sketch.add(self.between())
        return sketch.end(outputs)


class Sketch:
    """A network as it grows. Layers stand at places 0, 1, 2 ...; `last` is the place of the newest, `shape` what
    comes out there."""

    def __init__(self, input_shape: Shape) -> None:
        self.last = START
        self._shapes = {START: input_shape}
        self._layers: list[tuple[Layer, tuple[int, ...]]] = []

    @property
    def shape(self) -> Shape:
        return self._shapes[self.last]

    @property
    def side(self) -> int:
        """The shorter side of the image that comes out last, in pixels."""
        return min(self.shape[:2])

    def add(self, layer: Layer, inputs: Sequence[int] | None = None) -> int:
        """Put a layer behind the last, or behind those at the places `inputs`; returns its own place."""
        sources = (self.last,) if inputs is None else tuple(inputs)
        self._layers.append((layer, sources))
        self.last = len(self._layers) - 1
        self._shapes[self.last] = layer.output_shape([self._shapes[source] for source in sources])
        return self.last

    def extend(self, *layers: Layer) -> None:
        """Put layers behind the last, one after the other."""
        for layer in layers:
            self.add(layer)

    def flatten(self) -> None:
        """Lay images out as rows; rows stay as they are."""
        if len(self.shape) != 1:
            self.add(Flatten())

    def end(self, outputs: int) -> Network:
        """Put a dense layer of so many units at the end; returns the network. Raises DescentError for too many."""
        self.flatten()
        declared = hyperparameter(Dense, "units")
        assert declared is not None
        assert declared.maximum is not None
        if outputs > declared.maximum:
            raise DescentError(
                say("A Dense layer has at most {most:,.0f} units; {n:,} are needed.", most=declared.maximum, n=outputs)
            )
        self.add(Dense(units=outputs))
        return self._network()

    def _network(self) -> Network:
        # The catalogue walks templates as it walks layers; only building needs the model of an experiment.
        from engine.spec import INPUT, FreshIds, Network, Node

        fresh, ids = FreshIds(), []
        nodes = []
        for layer, sources in self._layers:
            ids.append(fresh.new(layer.kind_name()))
            inputs = tuple(INPUT if source == START else ids[source] for source in sources)
            nodes.append(Node(id=ids[-1], layer=layer, inputs=inputs))
        return Network(nodes=tuple(nodes))
