"""Layers as text and as blocks: what comes back is what went, and foreign text is told what is wrong with it."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import (
    INPUT,
    DescentError,
    Experiment,
    Network,
    StoredExperiment,
    chain,
    check,
    copy_layers,
    dump_document,
    insert_block,
    parse_layers,
    replaced,
)
from tests.engine.support import experiment, layer, residual_network


def wiring(network: Network) -> dict[str, tuple[str, ...]]:
    return {node.id: node.inputs for node in network.nodes}


@pytest.fixture
def network() -> Network:
    return chain(layer("dense", units=4), layer("tanh"), layer("dense", units=2))


def test_a_copied_block_keeps_its_settings_and_inner_wires() -> None:
    network = replaced(residual_network(), "nodes.inner.title", "inner one")
    block = parse_layers(copy_layers(network, {"inner", "bend", "sum"}))
    assert wiring(block) == {"inner": (INPUT,), "bend": ("inner",), "sum": (INPUT, "bend")}
    assert block.node("inner") == replaced(network.node("inner"), "inputs", (INPUT,))


def test_a_block_goes_behind_a_layer_and_takes_over_what_followed(network: Network) -> None:
    block = parse_layers(copy_layers(network, {"dense", "tanh"}))
    grown, ids = insert_block(network, block, "tanh")
    assert ids == ("dense_3", "tanh_2")
    assert wiring(grown) == {
        "dense": (INPUT,), "tanh": ("dense",), "dense_3": ("tanh",), "tanh_2": ("dense_3",), "dense_2": ("tanh_2",),
    }  # fmt: skip
    assert [node.id for node in grown.nodes] == ["dense", "tanh", "dense_3", "tanh_2", "dense_2"]
    assert check(experiment(network=grown)) == ()


def test_a_block_goes_into_one_wire_of_several() -> None:
    network = residual_network()
    before = wiring(network)
    grown, ids = insert_block(network, chain(layer("relu"), layer("tanh")), "stem", "inner")
    assert wiring(grown) == {**before, "inner": (ids[1],), ids[0]: ("stem",), ids[1]: (ids[0],)}


def test_ids_stay_within_their_length_and_a_thousand_layers_paste_at_once() -> None:
    long = replaced(chain(layer("relu")), "nodes.relu.id", "x" * 64)
    twice, ids = insert_block(long, long)
    assert ids == ("x" * 62 + "_2",)
    assert insert_block(twice, long)[1] == ("x" * 62 + "_3",)
    many = chain(*[layer("relu")] * 1_000)
    grown, ids = insert_block(many, many)
    assert (len(grown.nodes), ids[0], ids[-1]) == (2_000, "relu_1001", "relu_2000")


def test_a_block_at_the_end_and_in_nothing(network: Network) -> None:
    grown, _ = insert_block(network, block=chain(layer("relu"), layer("dense", units=2)))
    assert wiring(grown)["relu"] == ("dense_2",)
    alone, ids = insert_block(Network(), network)
    assert wiring(alone) == wiring(network)
    assert ids == ("dense", "tanh", "dense_2")


def test_a_residual_block_put_behind_itself() -> None:
    network = residual_network()
    block = parse_layers(copy_layers(network, {"inner", "bend", "sum"}))
    grown, _ = insert_block(network, block, "sum")
    assert wiring(grown)["sum_2"] == ("sum", "bend_2")
    assert wiring(grown)["head"] == ("sum_2",)
    assert check(experiment(network=grown)) == ()


def test_a_whole_experiment_s_text_is_its_layers(network: Network) -> None:
    text = dump_document(StoredExperiment(experiment(network=network))).decode()
    assert wiring(parse_layers(text)) == wiring(network)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is no text to paste. Copy layers first."),
        ("Lorem ipsum dolor sit amet, consectetur", "“Lorem ipsum dolor sit amet, c…” is no layer. Only layers that "
         "Descent has copied can be pasted here."),
        ('{"a": 1', "This text cannot be pasted: it breaks off or is damaged at line 1, column 8; restore it from a "
         "copy."),
        ('{"a": 1}', "This text cannot be pasted: it is JSON, but not of Descent's."),
        ('{"format": "descent-layers", "schema_version": 99, "nodes": []}', "This text cannot be pasted: it was copied "
         "in another version of Descent; bring both to the same version."),
        ('{"format": "descent-layers", "schema_version": 1, "nodes": []}', "This text cannot be pasted: it holds no "
         "layers."),
        ('{"format": "descent-layers", "schema_version": 1, "nodes": 3}', "This text cannot be pasted: it holds no "
         "layers."),
        ('{"format": "descent", "schema_version": 1, "experiment": 3}', "This text cannot be pasted: it holds no "
         "layers."),
    ],
)  # fmt: skip
def test_foreign_text_is_told_what_is_wrong_with_it(text: str, said: str) -> None:
    with pytest.raises(DescentError) as refusal:
        parse_layers(text)
    assert str(refusal.value) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"layer": {"kind": "dense", "units": 0}}, "0 is too small; use at least 1."),
        ({"layer": {"kind": "dance"}}, '"dance" is not a known kind'),
        ({"inputs": ["nowhere"]}, '"dense" is fed by "nowhere", which is not there.'),
        ({"inputs": ["tanh"]}, 'its wires close a cycle at "dense".'),
        ({"id": "tanh"}, 'the id "tanh" stands there twice.'),
        ({"spam": 1}, "this field is not known here"),
    ],
)
def test_damaged_layers_are_refused_by_name(network: Network, change: dict[str, object], said: str) -> None:
    found = json.loads(copy_layers(network, {"dense", "tanh"}))
    found["nodes"][0] |= change
    with pytest.raises(DescentError) as refusal:
        parse_layers(json.dumps(found))
    assert said in str(refusal.value)


def test_too_many_layers_are_refused(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.blocks.MOST_LAYERS", 2)
    with pytest.raises(DescentError, match="it holds 3 layers; at most 2 are possible"):
        parse_layers(copy_layers(network, {"dense", "tanh", "dense_2"}))


@settings(max_examples=200, deadline=None)
@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["format", "schema_version", "nodes", "id"]), inner)).map(json.dumps))  # fmt: skip
def test_any_text_is_a_block_or_refused(text: str) -> None:
    with contextlib.suppress(DescentError):
        assert parse_layers(text).nodes


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(["stem", "inner", "bend", "sum", "head"]), min_size=1), st.sampled_from(
    [None, INPUT, "stem", "bend", "sum", "head"]))  # fmt: skip
def test_any_part_can_be_pasted_anywhere(ids: set[str], after: str | None) -> None:
    network = residual_network()
    grown, new = insert_block(network, parse_layers(copy_layers(network, ids)), after)
    assert len(grown.nodes) == len(network.nodes) + len(ids)
    assert len({node.id for node in grown.nodes}) == len(grown.nodes)
    assert {node.id for node in network.nodes}.isdisjoint(new)
    assert isinstance(experiment(network=grown), Experiment)
