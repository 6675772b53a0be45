"""Random networks of up to 30 nodes with branches and merges, from a seed."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine import INPUT, Data, Experiment, Network, Node, check
from engine.layers.base import Layer
from engine.messages import ShapeError
from engine.numerics import Shape
from tests.engine.support import layer, make

MOST = 30
WIDEST = 6
"""Features or channels."""

BENDS = ("relu", "leaky_relu", "prelu", "elu", "gelu", "silu", "softplus", "sigmoid", "tanh", "softmax")
SOURCES = {"rows": ("iris", "softmax_cross_entropy"), "images": ("digits", "softmax_cross_entropy")}


class Growing:
    """A network that grows node by node; keeps shapes, and which nodes nobody uses yet."""

    def __init__(self, shape: Shape, rng: np.random.Generator) -> None:
        self.rng = rng
        self.nodes: list[Node] = []
        self.shapes: dict[str, Shape] = {INPUT: shape}
        self.loose: list[str] = []

    def add(self, made: Layer, *inputs: str) -> str:
        name = f"n{len(self.nodes)}"
        self.shapes[name] = made.output_shape([self.shapes[each] for each in inputs])
        self.nodes.append(Node(id=name, layer=made, inputs=inputs))
        self.loose = [each for each in self.loose if each not in inputs] + [name]
        return name

    def pick(self, alike: Any = None) -> str | None:
        """A node, rather one that nobody uses yet; of those that `alike` takes."""
        for pool, share in ((self.loose, 0.6), (list(self.shapes), 1.0)):
            fitting = [name for name in pool if alike is None or alike(self.shapes[name])]
            if fitting and self.rng.random() < share:
                return fitting[self.rng.integers(len(fitting))]
        return None

    def grow(self) -> None:
        """Add a random layer on one node, or a merge of two or three."""
        source = self.pick()
        assert source is not None
        shape = self.shapes[source]
        kind = self.rng.choice(["transform", "bend", "norm", "merge"], p=[0.35, 0.25, 0.1, 0.3])
        if kind == "merge":
            self._merge(source)
        elif kind == "bend":
            # Softmax of one channel is 1, and a batch norm after that would blow up nothing but rounding.
            bends = BENDS if shape[-1] >= 3 else BENDS[:-1]
            self.add(layer(str(self.rng.choice(bends))), source)
        elif kind == "norm" and shape[-1] >= 3:
            self.add(layer("layer_norm"), source)
        elif len(shape) == 1:
            kind = "maxout" if self.rng.random() < 0.2 else "dense"
            self.add(layer(kind, units=int(self.rng.integers(3, WIDEST))), source)
        else:
            self._image_layer(source)

    def _image_layer(self, source: str) -> None:
        strided = bool(self.rng.random() < 0.3)
        filters, kernel = int(self.rng.integers(1, 4)), int(self.rng.integers(1, 4))
        made = {
            "conv2d": layer("conv2d", filters=filters, kernel=kernel, stride=1 + strided, padding="same"),
            "max_pool2d": layer("max_pool2d", size=2, stride=1 + strided),
            "avg_pool2d": layer("avg_pool2d", size=2, stride=1 + strided),
            "batch_norm": layer("batch_norm"),
        }
        kind = str(self.rng.choice(list(made), p=[0.55, 0.15, 0.15, 0.15]))
        if min(self.shapes[source][:2]) < 3:
            kind = "conv2d"
        self.add(made[kind], source)

    def _merge(self, first: str) -> None:
        kind = str(self.rng.choice(["add", "multiply", "concat"]))
        shape, chosen = self.shapes[first], [first]
        for _ in range(int(self.rng.integers(1, 3))):
            other = self.pick(lambda each: each[:-1] == shape[:-1] and (kind == "concat" or each == shape))
            chosen += [other] if other is not None else [first]
        try:
            made: Layer = layer(kind)
            if made.output_shape([self.shapes[each] for each in chosen])[-1] <= WIDEST:
                self.add(made, *chosen)
        except ShapeError as fault:  # the picks were made to fit
            raise AssertionError(kind) from fault

    def finish(self, outputs: int) -> Network:
        """Bring all loose ends together in one dense layer."""
        for name in [name for name in self.loose if len(self.shapes[name]) == 3]:
            self.add(layer("global_avg_pool2d"), name)
        end = self.loose[0] if len(self.loose) == 1 else self.add(layer("concat"), *self.loose)
        self.add(layer("dense", units=outputs), end)
        return Network(nodes=tuple(self.nodes))

    def closing(self) -> int:
        """Nodes that `finish` would add."""
        return sum(len(self.shapes[name]) == 3 for name in self.loose) + (len(self.loose) > 1) + 1


def random_experiment(kind: str, seed: int) -> Experiment:
    """A network for rows or for images, on a data set of that form."""
    dataset, loss = SOURCES[kind]
    source, rng = make("datasets", dataset), np.random.default_rng([seed, len(kind)])
    growing = Growing(source.input_shape(), rng)
    # The first graphs of each kind are as large as they may be.
    most = MOST if seed < 8 else int(rng.integers(8, MOST))
    while len(growing.nodes) + growing.closing() + 2 <= most or not growing.nodes:
        growing.grow()
    while len(growing.nodes) + growing.closing() < most:
        growing.add(layer("tanh"), growing.loose[-1])
    experiment = Experiment(
        data=Data(source=source),
        model=growing.finish(source.outputs()),
        loss=make("losses", loss),
        optimizer=make("optimizers", "sgd"),
    )
    assert not check(experiment), check(experiment)
    return experiment
