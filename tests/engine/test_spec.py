"""Paths into an experiment: what stands there, what may be put there, and what leads nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from engine import Network, fresh_id, get, is_live, replaced
from engine.spec import KNearestNeighbors
from tests.engine.support import experiment, make, residual_network

VALUE = experiment(
    network=replaced(
        residual_network(), "nodes.inner.initializers", {"weight": make("initializers", "normal", deviation=0.5)}
    ),
    regularizers=(make("regularizers", "l2"), make("regularizers", "l1")),
)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("name", "Another"),
        ("optimizer.learning_rate", 0.5),
        ("model.nodes.inner.layer.units", 9),
        ("model.nodes.1.layer.units", 9),
        ("model.nodes.inner.initializers.weight.deviation", 0.25),
        ("model.nodes.inner.initializers.weight", make("initializers", "zeros")),
        ("model.nodes.inner.initializers.bias", make("initializers", "constant")),
        ("regularizers.1.strength", 0.5),
        ("regularizers.0", make("regularizers", "elastic_net")),
        ("optimizer", make("optimizers", "adam")),
        ("model", KNearestNeighbors()),
    ],
)
def test_replaced_changes_one_place(path: str, new: Any) -> None:
    before = VALUE.model_dump_json()
    changed = replaced(VALUE, path, new)
    assert get(changed, path) == new
    assert VALUE.model_dump_json() == before
    if path != "model":
        assert replaced(changed, path, get(VALUE, path) if path[-4:] != "bias" else new).name is not None


@pytest.mark.parametrize(
    "path",
    [
        "no_such_field", "optimizer.no_such_field", "model.nodes.nowhere.layer", "model.nodes.99", "regularizers.-1",
        "seed.deeper", "model.nodes.inner.initializers.gain.deviation", "name.0",
    ],
)  # fmt: skip
def test_paths_that_lead_nowhere(path: str) -> None:
    with pytest.raises(KeyError):
        replaced(VALUE, path, 1)
    with pytest.raises(KeyError):
        get(VALUE, path)


def test_what_does_not_fit_is_refused() -> None:
    for path, bad in (("seed", -1), ("optimizer.learning_rate", 0.0), ("model.nodes.stem.id", "Not An Id")):
        with pytest.raises(ValidationError):
            replaced(VALUE, path, bad)


def test_live_fields_are_those_declared_so() -> None:
    assert is_live(VALUE, "optimizer.learning_rate")
    assert is_live(VALUE, "model.nodes.inner.rate_multiplier")
    assert is_live(VALUE, "regularizers.0.strength")
    assert not is_live(VALUE, "seed")
    assert not is_live(VALUE, "model.nodes.inner.layer.units")
    assert not is_live(VALUE, "model.nodes.inner.initializers.weight")
    assert not is_live(VALUE, "model.nodes.inner.id")


def test_nodes_are_found_by_id_and_named_for_people() -> None:
    network = residual_network()
    assert str(network.node("sum").name()) == "Add"
    assert replaced(network, "nodes.sum.title", "Join").node("sum").name() == "Join"
    with pytest.raises(KeyError, match="nowhere"):
        network.node("nowhere")
    assert replaced(VALUE, "model", KNearestNeighbors()).network == Network()
    assert fresh_id("input", []) == "input_2"
    assert fresh_id("dense", ["dense", "dense_2"]) == "dense_3"
