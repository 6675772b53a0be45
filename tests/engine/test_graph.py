"""What is known of a network without running it, and every problem by name."""

from __future__ import annotations

import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import INPUT, Data, DescentError, Experiment, Network, Trainer, Training, analyse, check, replaced
from engine.edits import add_loose, refuse_wire
from engine.wiring import execution_order, reaches
from tests.engine.support import digits, experiment, layer, make, node, residual_network


def texts(value: Experiment) -> list[str]:
    return [str(problem) for problem in check(value)]


def test_shapes_and_counts_of_a_convolutional_network() -> None:
    value = digits(
        layer("conv2d", filters=16), layer("relu"), layer("max_pool2d"), layer("flatten"), layer("dense", units=10)
    )
    analysis = analyse(value)
    shapes = {node_id: facts.shape for node_id, facts in analysis.nodes.items()}
    assert shapes == {
        "conv2d": (8, 8, 16), "relu": (8, 8, 16), "max_pool2d": (4, 4, 16), "flatten": (256,), "dense": (10,),
    }  # fmt: skip
    assert analysis.nodes["conv2d"].parameter_count == 3 * 3 * 16 + 16
    assert analysis.nodes["dense"].parameter_count == 256 * 10 + 10
    assert analysis.parameter_count == 160 + 2570
    assert analysis.nodes["conv2d"].operations == 8 * 8 * 16 * 9
    assert analysis.output == "dense"
    assert analysis.problems == ()


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([layer("dense", units=10)],
         "dense: It needs one row of numbers per sample, but gets 8x8x1. Put a Flatten layer before it."),
        ([layer("flatten"), layer("conv2d")],
         "conv2d: It needs images (height x width x channels), but gets 64. "
         "Place it before Flatten, or choose image data."),
        ([layer("flatten"), layer("dense", units=7)],
         "dense: Digits has 10 classes, but the network ends with 7. End with a Dense layer of 10 units."),
        ([layer("conv2d", kernel=9, padding="valid"), layer("flatten"), layer("dense", units=10)],
         "conv2d.layer.kernel: A window of 9 pixels does not fit into 8x8x1. "
         "Use a smaller kernel or dilation, or more padding."),
        ([layer("max_pool2d", size=9), layer("flatten"), layer("dense", units=10)],
         "max_pool2d.layer.size: A window of 9 pixels does not fit into 8x8x1. "
         "Use a smaller window, or pool less often before it."),
    ],
)  # fmt: skip
def test_shape_problems_name_the_layer_and_a_remedy(layers: list[object], expected: str) -> None:
    assert texts(digits(*layers)) == [expected]  # type: ignore[arg-type]


def test_what_needs_images_says_what_there_is() -> None:
    """Where no image comes in anywhere before it, there is no place for it; else it names the layer that takes them."""
    rows = "It needs images (height x width x channels), but gets {}. {}"
    none = "No images come in here: choose image data, or a layer for rows of numbers, such as Dense."
    for layers, shape in (([layer("conv2d")], 2), ([layer("flatten"), layer("max_pool2d")], 2),
                          ([layer("dense", units=3), layer("relu"), layer("spatial_dropout")], 3)):  # fmt: skip
        assert any(rows.format(shape, none) in text for text in texts(experiment(*layers)))
    pooled = digits(layer("conv2d"), layer("global_avg_pool2d"), layer("relu"), layer("max_pool2d"))
    assert any("Place it before GlobalAvgPool2D, or choose image data." in text for text in texts(pooled))
    network = experiment(layer("dense", units=2)).network
    loose, conv = add_loose(network, layer("conv2d"))
    refusal = refuse_wire(loose, "dense", conv, analyse(experiment(network=loose)))
    assert refusal is not None
    assert str(refusal) == rows.format(2, none)


def test_wiring_problems() -> None:
    network = Network(
        nodes=(
            node("a", "dense", "input", units=2),
            node("loose", "relu"),
            node("sum", "add", "a"),
            node("lost", "relu", "nowhere"),
            node("two", "relu", "a", "input"),
            node("side", "dense", "input", units=2),
        )
    )
    found = {problem.node: str(problem.text) for problem in check(experiment(network=network))}
    assert found["loose"] == "It has no input."
    assert found["sum"] == "It needs at least 2 inputs, but has 1."
    assert found["lost"] == 'Its input "nowhere" does not exist.'
    assert found["two"] == "It takes 1 input, but has 2."
    assert "side" not in found, "the last branch that hangs on the input is the output"


def test_a_cycle_is_named_and_does_not_hang() -> None:
    network = Network(nodes=(node("a", "add", "input", "b"), node("b", "relu", "a"), node("c", "dense", "b", units=2)))
    found = texts(experiment(network=network))
    assert "a: It is part of a cycle, so it waits for itself. Remove one wire of the cycle." in found
    with pytest.raises(DescentError, match="cycle"):
        Trainer(experiment(network=network)).prepare()


def test_an_unused_branch_is_named() -> None:
    network = Network(nodes=(*residual_network().nodes, node("stray", "relu", "stem")))
    order_matters = Network(nodes=(network.nodes[-1], *network.nodes[:-1]))
    for each in (network, order_matters):
        found = check(experiment(network=each))
        assert any(str(problem.text) == "Nothing uses its result." for problem in found)


def test_an_empty_network_says_how_to_begin() -> None:
    assert texts(experiment(network=Network())) == [
        "model.nodes: The network has no layers. Insert a layer from the palette."
    ]


def test_duplicate_and_reserved_ids_are_refused() -> None:
    network = Network(
        nodes=(node("input", "dense", "input", units=2), node("a", "relu", "input"), node("a", "relu", "a"))
    )
    found = texts(experiment(network=network))
    assert any('The id "input" is taken.' in text for text in found)
    assert any('The id "a" is taken.' in text for text in found)


def test_a_loss_that_does_not_fit_the_task_is_named() -> None:
    wrong = digits(layer("flatten"), layer("dense", units=10), loss=make("losses", "mean_squared_error"))
    assert texts(wrong) == [
        "loss: Mean squared error does not fit Digits, which has classes. Choose softmax cross-entropy or hinge, "
        "or add One-hot labels to the preprocessing."
    ]
    curve = experiment(layer("dense", units=1), data=Data(source=make("datasets", "sine")))
    assert texts(curve) == [
        "loss: Softmax cross-entropy does not fit Sine curve, which has numbers to predict. Choose mean squared error."
    ]


def test_splits_that_leave_nothing_to_train_on_are_named() -> None:
    value = replaced(replaced(experiment(), "data.validation_fraction", 0.6), "data.test_fraction", 0.4)
    assert "none is left to train on" in texts(value)[0]


def test_a_monstrous_layer_is_refused_from_an_estimate() -> None:
    """Row 8 of the fault table: at most 50 ms and nothing allocated."""
    value = experiment(*[layer("dense", units=1_000_000)] * 3, layer("dense", units=2))
    check(value)
    tracemalloc.start()
    began = time.perf_counter()
    found = texts(value)
    seconds = time.perf_counter() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert any("would need about" in text and "Make this layer smaller" in text for text in found)
    assert seconds < 0.5  # a guard against allocation, not a timing
    assert peak < 2**20


def test_what_a_convolution_unfolds_counts() -> None:
    """Its output is 1 MiB a sample, but the windows of one sample as rows take 10 GiB."""
    conv = layer("conv2d", filters=1, kernel=100, padding=300)
    value = digits(conv, layer("flatten"), layer("dense", units=10), training=Training(batch_size=1))
    found = texts(value)
    assert len(found) == 1
    assert found[0].startswith("conv2d: The network would need about ")


def test_an_optimizer_that_takes_all_samples_at_once_needs_room_for_them() -> None:
    value = experiment(
        layer("dense", units=20_000), layer("dense", units=2),
        data=Data(source=make("datasets", "circles", samples=100_000)),
    )  # fmt: skip
    assert texts(value) == []
    search = replaced(value, "optimizer", make("optimizers", "random_local_search"))
    assert "would need about" in texts(search)[0]


def test_the_order_is_stable_and_respects_inputs() -> None:
    network = residual_network()
    shuffled = Network(nodes=tuple(reversed(network.nodes)))
    assert execution_order(network)[0] == ["stem", "inner", "bend", "sum", "head"]
    assert execution_order(shuffled)[0] == ["stem", "inner", "bend", "sum", "head"]
    assert reaches(network, "stem", "head")
    assert not reaches(network, "head", "stem")
    assert reaches(network, INPUT, "sum")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_random_wirings_are_judged_without_a_crash(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 7))
    names = [f"n{index}" for index in range(count)]
    kinds = st.sampled_from(["dense", "relu", "add", "flatten", "conv2d", "batch_norm"])
    nodes = []
    for name in names:
        kind = data.draw(kinds)
        sources = data.draw(st.lists(st.sampled_from([*names, INPUT, "ghost"]), max_size=3))
        nodes.append(node(name, kind, *sources, **({"units": 2} if kind == "dense" else {})))
    value = experiment(network=Network(nodes=tuple(nodes)))
    analysis = analyse(value)
    assert set(analysis.nodes) == set(names)
    for problem in analysis.problems:
        assert str(problem)
        assert problem.node is None or problem.node in names
    if not analysis.problems:
        events = list(Trainer(replaced(value, "training.epochs", 1)).events())
        assert np.isfinite(events[0].validation_loss)  # type: ignore[union-attr]
