"""Each remedy that a button offers does away with its problem, and makes no new one."""

from __future__ import annotations

from typing import Any

import pytest

from engine import Data, Experiment, Network, Training, analyse, chain, check, repair_of, replaced
from engine.graph import MEMORY_LIMIT
from engine.repairs import EDITS
from tests.engine.support import digits, experiment, layer, make, node


def nodes(*each: Any, **fields: Any) -> Experiment:
    return experiment(network=Network(nodes=each), **fields)


def images(*layers: Any, **fields: Any) -> Experiment:
    return digits(*layers, layer("flatten"), layer("dense", units=10), **fields)


def on_digits(*each: Any) -> Experiment:
    return digits(network=Network(nodes=each))


HEAD = node("head", "dense", "bend", units=2)
CASES: dict[str, tuple[Experiment, str]] = {
    "no layers": (experiment(network=Network()), "End with Dense, 2 units"),
    "rows needed": (digits(layer("dense", units=10)), "Insert Flatten before it"),
    "rows needed by Maxout": (digits(layer("maxout", units=10)), "Insert Flatten before it"),
    "images needed": (
        digits(layer("flatten"), layer("relu"), layer("conv2d"), layer("dense", units=10)), "Move it before Flatten"),
    "window too large": (images(layer("conv2d", kernel=11, padding="valid")), "Set Kernel to 8"),
    "dilated window too large": (
        images(layer("conv2d", kernel=5, dilation=3, padding="valid")), "Set Kernel to 3"),
    "pooling too large": (images(layer("max_pool2d", size=9)), "Set Window to 8"),
    "average pooling too large": (images(layer("avg_pool2d", size=9)), "Set Window to 8"),
    "groups": (images(layer("conv2d", filters=12), layer("group_norm", groups=8)), "Set Groups to 4"),
    "missing input": (nodes(node("bend", "tanh"), HEAD), "Connect “Two spirals” to it"),
    "second input missing": (
        nodes(node("one", "dense", "input", units=2), node("bend", "add", "one"), HEAD), "Connect"),
    "unknown input": (nodes(node("sum", "add", "input", "x"), node("head", "dense", "sum", units=2)),
                      "Disconnect “x” from it"),
    "two inputs where one is allowed": (
        nodes(node("a", "tanh", "input"), node("b", "relu", "input"), node("head", "dense", "a", "b", units=2)),
        "Join them with Add"),
    "cycle": (nodes(node("a", "add", "input", "b"), node("b", "tanh", "a"), node("head", "dense", "b", units=2)),
              "Disconnect “Tanh” from it"),
    "unused": (nodes(node("stray", "tanh", "input"), node("bend", "tanh", "input"), HEAD), "Delete Tanh"),
    "channels of a sum": (
        on_digits(node("a", "conv2d", "input", filters=4), node("b", "conv2d", "input", filters=8),
                  node("sum", "add", "a", "b"), node("flat", "flatten", "sum"),
                  node("head", "dense", "flat", units=10)), "Bring all inputs to 8x8x4"),
    "units of a product": (
        nodes(node("a", "dense", "input", units=4), node("b", "dense", "input", units=8),
              node("bend", "multiply", "a", "b"), HEAD), "Bring all inputs to 4"),
    "unknown initializer": (
        replaced(experiment(), "model.nodes.tanh.initializers", {"weight": make("initializers", "zeros")}),
        "Remove the entry"),
    "units of the end": (experiment(layer("dense", units=8), layer("tanh"), layer("dense", units=3)), "Set Units to 2"),
    "units before a sigmoid": (experiment(layer("dense", units=3), layer("sigmoid")), "Set Units to 2"),
    "an activation at the end": (experiment(layer("dense", units=3), layer("relu")), "End with Dense, 2 units"),
    "maxout at the end": (experiment(layer("dense", units=3), layer("maxout", units=5)), "End with Dense, 2 units"),
    "a sum at the end": (
        nodes(node("a", "dense", "input", units=8), node("b", "dense", "input", units=8), node("s", "add", "a", "b"),
              node("r", "sigmoid", "s")), "End with Dense, 2 units"),
    "end of images": (digits(layer("conv2d")), "End with Dense, 10 units"),
    "autoencoder": (digits(layer("flatten"), layer("dense", units=8), layer("dense", units=64)),
                    "Use the inputs as targets"),
    "loss for classes": (experiment(loss=make("losses", "mean_squared_error")), "Use Softmax cross-entropy"),
    "loss for numbers": (
        experiment(layer("dense", units=1), data=Data(source=make("datasets", "sine"))), "Use Mean squared error"),
    "class weights": (
        experiment(loss=make("losses", "softmax_cross_entropy", class_weights=(1.0, 2.0, 3.0))), "Empty Class weights"),
    "softmax twice": (experiment(layer("dense", units=2), layer("softmax")), "Delete Softmax"),
    "optimizer": (
        experiment(layer("dense", units=2_000), layer("dense", units=2), optimizer=make("optimizers", "newton")),
        "Use Adam"),
    "numerical gradient": (
        experiment(layer("dense", units=4_000), layer("dense", units=2), training=Training(gradient="numerical")),
        "Set Gradient to Backpropagation"),
    "layer of a regularizer": (
        experiment(regularizers=(make("regularizers", "l2", layers=("gone", "dense")),)),
        "Remove “gone” from the list"),
    "augmentation": (
        experiment(data=Data(source=make("datasets", "two_spirals"),
                             augmentations=(make("augmentations", "random_crop"),))), "Remove"),
    "shares": (
        experiment(data=Data(source=make("datasets", "two_spirals"), validation_fraction=0.6, test_fraction=0.5)),
        "Set both shares to their defaults"),
    "memory": (
        digits(layer("conv2d", filters=20_000), layer("global_avg_pool2d"), layer("dense", units=10),
               training=Training(batch_size=1024)), "Set Batch size to"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_remedy_does_away_with_its_problem(name: str) -> None:
    broken, title = CASES[name]
    problems = check(broken)
    assert problems
    repairs = [(problem, repair) for problem in problems if (repair := repair_of(broken, problem)) is not None]
    problem, repair = next(pair for pair in repairs if str(pair[1].title).startswith(title))
    left = check(repair.experiment)
    assert (problem.node, problem.text) not in [(each.node, each.text) for each in left]
    assert len(left) <= len(problems)


def test_every_edit_is_needed_by_some_problem() -> None:
    used = {problem.fix.edit for broken, _ in CASES.values() for problem in check(broken) if problem.fix is not None}
    assert used == set(EDITS)


@pytest.mark.parametrize("name", CASES)
def test_pressing_all_buttons_ends_without_problems(name: str) -> None:
    broken = CASES[name][0]
    for _ in range(6):
        repairs = [repair for problem in check(broken) if (repair := repair_of(broken, problem)) is not None]
        if not repairs:
            break
        broken = repairs[0].experiment
    assert check(broken) == ()


def test_what_takes_a_choice_has_no_button() -> None:
    flat = experiment(layer("conv2d"), layer("dense", units=2))
    assert repair_of(flat, check(flat)[0]) is None, "points on a plane have no image to convolve"
    sizes = Network(nodes=(
        node("a", "max_pool2d", "input"), node("b", "conv2d", "input", filters=1), node("sum", "add", "a", "b"),
        node("flat", "flatten", "sum"), node("head", "dense", "flat", units=10)))  # fmt: skip
    broken = digits(network=sizes)
    assert repair_of(broken, check(broken)[0]) is None, "which of the sizes is meant?"
    huge = experiment(layer("dense", units=1_000_000), layer("dense", units=1_000_000), layer("dense", units=2))
    assert analyse(huge).memory > MEMORY_LIMIT
    assert [repair_of(huge, problem) for problem in check(huge)] == [None], "no batch makes these weights small"


def test_what_a_field_does_not_allow_is_not_offered() -> None:
    wide = [node(each, "conv2d", "input", filters=39_321, kernel=1) for each in "ab"]
    broken = on_digits(
        *wide, node("c", "concat", "a", "b"), node("e", "conv2d", "input", filters=8, kernel=1),
        node("s", "add", "c", "e"), node("g", "global_avg_pool2d", "s"), node("head", "dense", "g", units=10),
    )  # fmt: skip
    assert repair_of(broken, check(broken)[0]) is None
    rows = experiment(layer("flatten"), layer("max_pool2d"), layer("dense", units=2))
    assert repair_of(rows, check(rows)[0]) is None, "there were no images to begin with"


@pytest.mark.parametrize("merge", ["add", "multiply"])
def test_the_second_input_of_a_sum_is_one_that_is_known_to_fit(merge: str) -> None:
    """Neither a nearer one of another shape, nor one whose shape a problem hides; none where none is left."""
    wide, broken = node("wide", "dense", "one", units=5), node("broken", "conv2d", "one")
    value = nodes(node("first", "dense", "input", units=3), node("one", "dense", "first", units=3), wide, broken,
                  node("bend", merge, "one"), HEAD)  # fmt: skip
    problem = next(each for each in check(value) if each.node == "bend")
    repair = repair_of(value, problem)
    assert repair is not None
    assert str(repair.title) == "Connect “Dense” to it"
    assert repair.experiment.network.node("bend").inputs == ("one", "first")
    for lonely in (
        nodes(
            node("one", "dense", "input", units=3),
            node("wide", "dense", "one", units=5),
            node("bend", merge, "one"),
            HEAD,
        ),
        nodes(
            node("broken", "conv2d", "input"),
            node("wide", "dense", "input", units=5),
            node("bend", merge, "broken"),
            HEAD,
        ),
    ):
        problem = next(each for each in check(lonely) if each.node == "bend")
        repair = repair_of(lonely, problem)
        assert repair is None or not str(repair.title).startswith("Connect")


@pytest.mark.parametrize("name", ["images needed", "second input missing", "an activation at the end"])
def test_an_analysis_at_hand_is_not_made_again(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    broken = CASES[name][0]
    known, wanted = analyse(broken), [repair_of(broken, problem) for problem in check(broken)]
    monkeypatch.setattr("engine.repairs.analyse", lambda _experiment: pytest.fail("analysed again"))
    other = replaced(broken, "name", "Same")
    assert [
        repair.title if repair else None for repair in (repair_of(other, each, known) for each in known.problems)
    ] == [repair.title if repair else None for repair in wanted]


def test_what_nothing_can_feed_goes() -> None:
    lonely = nodes(node("flat", "conv2d"), node("head", "dense", "flat", units=2))
    repair = repair_of(lonely, check(lonely)[0])
    assert repair is not None
    assert str(repair.title) == "Delete Conv2D"


def test_a_dense_row_sum_is_matched_by_dense() -> None:
    broken = CASES["units of a product"][0]
    repair = repair_of(broken, check(broken)[0])
    assert repair is not None
    assert chain(layer("dense", units=4)).nodes[0].layer in [each.layer for each in repair.experiment.network.nodes]
