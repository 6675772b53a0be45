"""The networks that the engine is measured on, as ordinary experiments and as PyTorch modules that do the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine import Data, Experiment, Network, Node, Training, chain, family


@dataclass(frozen=True)
class Workload:
    """A network with its data and optimizer; `torch_kind` names PyTorch's optimizer."""

    name: str
    title: str
    experiment: Experiment
    torch_kind: str
    torch_rate: float


def make(name: str, kind: str, **fields: Any) -> Any:
    return family(name)[kind](**fields)


def layer(kind: str, **fields: Any) -> Any:
    return make("layers", kind, **fields)


def conv(filters: int, kernel: int = 3, **fields: Any) -> Any:
    return layer("conv2d", filters=filters, kernel=kernel, **fields)


def normed(filters: int) -> tuple[Any, ...]:
    return conv(filters), layer("batch_norm"), layer("relu")


def data(kind: str, **fields: Any) -> Data:
    scaled = (make("preprocessing", "standardize", per="channel"),) if kind in ("shapes", "glyphs", "digits") else ()
    return Data(source=make("datasets", kind, **fields), preprocessing=scaled, validation_fraction=0.0)


SGD, ADAM = ("sgd", 0.03), ("adam", 0.001)


def workload(
    name: str, title: str, network: Network, source: Data, batch: int, optimizer: tuple[str, float] = ADAM
) -> Workload:
    kind, rate = optimizer
    experiment = Experiment(
        data=source,
        model=network,
        loss=make("losses", "softmax_cross_entropy"),
        optimizer=make("optimizers", kind, learning_rate=rate),
        training=Training(epochs=1_000_000, batch_size=batch),
    )
    return Workload(name, title, experiment, kind, rate)


def residual_block(name: str, source: str, filters: int, shortcut: str | None = None) -> tuple[Node, ...]:
    """Two convolutions whose result is added to their input, or to a convolution of it."""
    steps = [("conv", conv(filters)), ("norm", layer("batch_norm")), ("bend", layer("relu")), ("conv2", conv(filters)),
             ("norm2", layer("batch_norm"))]  # fmt: skip
    nodes, last = [], source
    for step, each in steps:
        nodes.append(Node(id=f"{name}_{step}", layer=each, inputs=(last,)))
        last = nodes[-1].id
    nodes.append(Node(id=f"{name}_sum", layer=layer("add"), inputs=(last, shortcut or source)))
    nodes.append(Node(id=f"{name}_out", layer=layer("relu"), inputs=(nodes[-1].id,)))
    return tuple(nodes)


def residual() -> Network:
    """A stem and a block of 16 channels, then a block of 32 beside a 1x1 convolution, all on 32x32 pixels."""
    stem = [Node(id="stem", layer=conv(16), inputs=("input",)),
            Node(id="stem_norm", layer=layer("batch_norm"), inputs=("stem",)),
            Node(id="stem_bend", layer=layer("relu"), inputs=("stem_norm",))]  # fmt: skip
    wider = Node(id="wider", layer=conv(32, 1), inputs=("one_out",))
    end = [Node(id="pool", layer=layer("global_avg_pool2d"), inputs=("two_out",)),
           Node(id="head", layer=layer("dense", units=10), inputs=("pool",))]  # fmt: skip
    one = residual_block("one", "stem_bend", 16)
    return Network(nodes=(*stem, *one, wider, *residual_block("two", "one_out", 32, "wider"), *end))


def workloads() -> list[Workload]:
    """W1 to W6, and the branching network."""
    dense, relu = (lambda units: layer("dense", units=units)), layer("relu")
    tiny = chain(dense(8), layer("tanh"), dense(8), layer("tanh"), dense(2))
    points = data("two_spirals", samples=32 * 64)
    normalised = [each for units in (512, 256)
                  for each in (dense(units), layer("batch_norm"), relu, layer("dropout", rate=0.2))]  # fmt: skip
    pool = layer("max_pool2d")
    images = data("shapes", samples=64 * 12)
    return [
        workload("W1 SGD", "MLP 2-8-8-2, tanh", tiny, points, 32, SGD),
        workload("W1 Adam", "MLP 2-8-8-2, tanh", tiny, points, 32),
        workload("W2", "MLP 64-128-64-10", chain(layer("flatten"), dense(128), relu, dense(64), relu, dense(10)),
                 data("digits"), 64),
        workload("W3", "MLP 784-512-256-10, batch norm, dropout", chain(layer("flatten"), *normalised, dense(10)),
                 data("glyphs", samples=128 * 16), 128),
        workload("W4", "CNN 8x8x1", chain(conv(16), relu, conv(32), relu, pool, layer("flatten"), dense(10)),
                 data("digits"), 64, ("momentum", 0.01)),
        workload("W5", "CNN 32x32x3, batch norm",
                 chain(*normed(32), *normed(32), pool, *normed(64), pool, layer("flatten"), dense(128), relu,
                       layer("dropout", rate=0.3), dense(10)), images, 64),
        workload("W6", "LeNet 28x28x1",
                 chain(conv(6, 5), relu, pool, conv(16, 5, padding="valid"), relu, pool, layer("flatten"), dense(120),
                       relu, dense(84), relu, dense(10)), data("glyphs", samples=128 * 16), 128),
        workload("branch", "residual, 16 and 32 channels, 32x32", residual(), images, 64),
    ]  # fmt: skip
