"""Small experiments for the engine's tests."""

from __future__ import annotations

from typing import Any

from engine import Data, Experiment, Network, Node, Training, chain, family
from engine.fields import Member


def make(name: str, kind: str, **fields: Any) -> Any:
    """A member of a family by its kind."""
    return family(name)[kind](**fields)


def layer(kind: str, **fields: Any) -> Any:
    return make("layers", kind, **fields)


def experiment(*layers: Member, network: Network | None = None, **fields: Any) -> Experiment:
    """Two spirals, a small tanh network and SGD, unless said otherwise."""
    default = (layer("dense", units=8), layer("tanh"), layer("dense", units=2))
    values: dict[str, Any] = {
        "data": Data(source=make("datasets", "two_spirals", samples=120)),
        "model": network or chain(*(layers or default)),
        "loss": make("losses", "softmax_cross_entropy"),
        "optimizer": make("optimizers", "momentum", learning_rate=0.1),
        "training": Training(epochs=3, batch_size=16),
    }
    return Experiment(**{**values, **fields})


def digits(*layers: Member, **fields: Any) -> Experiment:
    """The bundled digits and the given layers."""
    return experiment(*layers, **{"data": Data(source=make("datasets", "digits")), **fields})


def node(node_id: str, kind: str, *inputs: str, **fields: Any) -> Node:
    return Node(id=node_id, layer=layer(kind, **fields), inputs=inputs)


def residual_network(classes: int = 2) -> Network:
    """A block whose input is added to its output; one node feeds two."""
    return Network(
        nodes=(
            node("stem", "dense", "input", units=6),
            node("inner", "dense", "stem", units=6),
            node("bend", "tanh", "inner"),
            node("sum", "add", "stem", "bend"),
            node("head", "dense", "sum", units=classes),
        )
    )
