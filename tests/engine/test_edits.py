"""Edits of a network as values, and their refusals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import (
    INPUT,
    DescentError,
    Network,
    add_loose,
    analyse,
    append,
    chain,
    chain_neighbours,
    check,
    connect,
    disconnect,
    exchange,
    insert_on_wire,
    move_after,
    move_earlier,
    move_later,
    move_onto_wire,
    refuse_exchange,
    refuse_size,
    refuse_wire,
    remove,
    replaced,
)
from engine.wiring import reaches
from tests.engine.support import experiment, layer, residual_network


def wiring(network: Network) -> dict[str, tuple[str, ...]]:
    return {node.id: node.inputs for node in network.nodes}


@pytest.fixture
def network() -> Network:
    return chain(layer("dense", units=4), layer("tanh"), layer("dense", units=2))


def test_append_goes_behind_the_output_and_takes_over_followers(network: Network) -> None:
    grown, node_id = append(network, layer("relu"))
    assert wiring(grown)[node_id] == ("dense_2",)
    between, node_id = append(network, layer("relu"), after="dense")
    assert wiring(between) == {"dense": (INPUT,), "relu": ("dense",), "tanh": ("relu",), "dense_2": ("tanh",)}
    first, node_id = append(network, layer("flatten"), after=INPUT)
    assert wiring(first)["dense"] == ("flatten",)
    assert first.nodes[0].id == "flatten"
    assert network == chain(layer("dense", units=4), layer("tanh"), layer("dense", units=2)), "the old value stays"


def test_append_to_nothing() -> None:
    network, _ = append(Network(), layer("dense", units=2))
    assert wiring(network) == {"dense": (INPUT,)}
    assert check(experiment(network=network)) == ()


def test_insert_on_a_wire_changes_that_wire_only() -> None:
    network, _ = insert_on_wire(residual_network(), layer("relu"), "stem", "sum")
    assert wiring(network)["sum"] == ("relu", "bend")
    assert wiring(network)["inner"] == ("stem",)
    assert check(experiment(network=network)) == ()


def test_remove_joins_what_was_around(network: Network) -> None:
    assert wiring(remove(network, {"tanh"})) == {"dense": (INPUT,), "dense_2": ("dense",)}
    assert wiring(remove(network, {"dense", "tanh"})) == {"dense_2": (INPUT,)}
    assert wiring(remove(network, {"dense", "tanh", "dense_2"})) == {}
    assert wiring(remove(residual_network(), {"sum"}))["head"] == ("stem",)


def test_move_exchanges_neighbours_and_keeps_settings(network: Network) -> None:
    network = replaced(network, "nodes.tanh.title", "bend")
    later = move_later(network, "tanh")
    assert wiring(later) == {"dense": (INPUT,), "dense_2": ("dense",), "tanh": ("dense_2",)}
    assert later.node("tanh").title == "bend"
    assert wiring(move_earlier(later, "tanh")) == wiring(network)
    assert move_earlier(network, "dense") == network
    assert move_later(network, "dense_2") == network
    assert wiring(move_after(network, "tanh", INPUT))["dense"] == ("tanh",)


def test_connect_and_disconnect(network: Network) -> None:
    network, add = append(network, layer("add"), after="tanh")
    network = connect(network, "dense", add)
    assert wiring(network)[add] == ("tanh", "dense")
    assert wiring(disconnect(network, "dense", add))[add] == ("tanh",)
    rewired = connect(network, "dense", "dense_2")
    assert wiring(rewired)["dense_2"] == ("dense",)


@pytest.mark.parametrize(
    ("source", "target", "word"),
    [("dense_2", "dense", "cycle"), ("tanh", "tanh", "cycle"), ("dense", INPUT, "input"),
     ("ghost", "tanh", "both ends"), ("dense", "tanh", "already")],
)  # fmt: skip
def test_wires_are_refused_by_name(network: Network, source: str, target: str, word: str) -> None:
    assert refuse_wire(network, source, target) is not None
    with pytest.raises(DescentError, match=word):
        connect(network, source, target)


def test_loose_layers_have_a_problem_until_they_are_wired(network: Network) -> None:
    network, node_id = add_loose(network, layer("relu"))
    value = experiment(network=network)
    assert [problem.node for problem in check(value)] == [node_id]
    assert analyse(value).of(node_id) == check(value)
    assert analyse(value).of("dense") == ()


def test_moving_onto_a_wire_takes_a_node_out_of_its_place(network: Network) -> None:
    network, _ = append(network, layer("relu"))
    moved = move_onto_wire(network, "relu", "dense", "tanh")
    assert wiring(moved) == {
        "dense": (INPUT,), "relu": ("dense",), "tanh": ("relu",), "dense_2": ("tanh",),
    }  # fmt: skip
    assert move_onto_wire(network, "relu", "relu", "tanh") is network
    assert move_onto_wire(network, "tanh", "dense", "tanh") is network


def test_removing_a_cycle_leaves_what_it_fed_without_an_input() -> None:
    """A file may hold a cycle, and a person must be able to delete it."""
    ring = chain(layer("relu"), layer("relu"), layer("tanh"))
    ring = replaced(ring, "nodes.relu.inputs", ("relu_2",))
    assert wiring(remove(ring, {"relu", "relu_2"})) == {"tanh": ()}


def test_a_layer_with_as_many_inputs_as_it_takes_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(layer("add")), "most_inputs", 2)
    network = residual_network()
    assert str(refuse_wire(network, "inner", "sum")) == "It takes 2 inputs, and has them."


def test_whether_a_result_flows_into_another() -> None:
    network = residual_network()
    assert reaches(network, "stem", "head")
    assert reaches(network, INPUT, "sum")
    assert reaches(network, "sum", "sum")
    assert not reaches(network, "head", "stem")
    assert not reaches(network, "bend", "inner")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_sequence_of_edits_leaves_a_sound_chain(data: st.DataObject) -> None:
    """Edits by gesture on a chain keep it a chain: one way from input to output through every node."""
    network = chain(layer("tanh"), layer("relu"))
    for _ in range(data.draw(st.integers(1, 12))):
        ids = [node.id for node in network.nodes]
        action = data.draw(st.sampled_from(["append", "remove", "earlier", "later", "after"]))
        if action == "append" or not ids:
            network, _ = append(network, layer("relu"), data.draw(st.sampled_from([*ids, INPUT])))
            continue
        chosen = data.draw(st.sampled_from(ids))
        if action == "remove":
            network = remove(network, {chosen})
        elif action == "after":
            network = move_after(network, chosen, data.draw(st.sampled_from([*ids, INPUT])))
        else:
            network = (move_earlier if action == "earlier" else move_later)(network, chosen)
        place, seen = INPUT, 0
        followers = {node.inputs: node.id for node in network.nodes}
        while (place,) in followers:
            place, seen = followers[(place,)], seen + 1
        assert seen == len(network.nodes)


def test_a_node_behind_one_that_does_not_exist_has_nothing_to_change_places_with() -> None:
    network = replaced(chain(layer("relu"), layer("dense", units=2)), "nodes.relu.inputs", ("ghost",))
    assert chain_neighbours(network, "relu") == (None, "dense")
    assert move_earlier(network, "relu") == network


def test_with_an_analysis_a_second_input_is_refused_where_one_is_allowed(network: Network) -> None:
    facts = analyse(experiment(network=network))
    assert refuse_wire(network, "dense", "dense_2") is None, "in itself the wire is possible"
    refusal = refuse_wire(network, "dense", "dense_2", facts)
    assert str(refusal) == "It takes one input, and has one. Take that wire away first, or join both with Add."
    assert refuse_exchange(network, "dense", "dense_2", facts) is None
    assert wiring(exchange(network, "dense", "dense_2"))["dense_2"] == ("dense",)
    assert str(refuse_exchange(network, "tanh", "dense_2", facts)) == "These two are connected already."
    assert "cycle" in str(refuse_exchange(network, "dense_2", "dense", facts))
    assert str(refuse_exchange(network, "dense", INPUT, facts)) == "The input takes no wire: the data feed it."


def test_with_an_analysis_shapes_that_do_not_fit_are_refused() -> None:
    network = residual_network()
    network, wide = append(network, layer("dense", units=9), "inner")
    network = disconnect(network, "stem", "sum")
    facts = analyse(experiment(network=network))
    refusal = refuse_wire(network, INPUT, "sum", facts)
    assert str(refusal) == (
        "It needs inputs of one shape, but gets 9 and 2. Give both branches the same number of channels and the same "
        "size."
    )
    assert refuse_wire(network, wide, "sum", facts) is None
    loose, lone = add_loose(network, layer("dense", units=3))
    facts = analyse(experiment(network=loose))
    assert refuse_wire(loose, lone, "sum", facts) is None, "what is not known yet may be wired"
    assert refuse_wire(loose, "stem", lone, facts) is None


def test_an_edit_beyond_memory_is_refused_with_the_estimate() -> None:
    small = experiment(layer("dense", units=8), layer("dense", units=2))
    huge = experiment(layer("dense", units=1_000_000), layer("dense", units=1_000_000), layer("dense", units=2))
    less = experiment(layer("dense", units=1_000_000), layer("dense", units=500_000), layer("dense", units=2))
    before, after, smaller = analyse(small), analyse(huge), analyse(less)
    assert refuse_size(before, analyse(small)) is None
    refusal = str(refuse_size(before, after))
    assert refusal.startswith("A training step would need about 11,176.2 ")
    assert refusal.endswith("GiB; at most 8 GiB are allowed.")
    assert refuse_size(after, smaller) is None, "the way back is open"
    assert refuse_size(smaller, after) is not None
