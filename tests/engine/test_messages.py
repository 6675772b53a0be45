"""Messages are translated whole: the sentence, and every declared title in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import (
    FAMILIES,
    Data,
    DescentError,
    Experiment,
    KNearestNeighbors,
    Member,
    Message,
    Network,
    Node,
    Trainer,
    Training,
    chain,
    check,
    family,
    field_name,
    hyperparameters,
    replaced,
    say,
    small,
    titled,
)
from engine.messages import CATALOGUE
from engine.repairs import repair_of
from engine.shorthand import candidates, split_entry, with_arguments
from tests.engine.support import layer
from tests.engine.test_repairs import CASES, digits

ENGINE = Path(__file__).parents[2] / "engine"


def marked(context: str, template: str) -> str:
    """A language of its own: our words in brackets, the catalogue's in capitals."""
    return template.upper() if context == CATALOGUE else f"[{template}]"


@pytest.fixture(scope="module")
def titles() -> set[str]:
    """Everything that the catalogue calls something: members, fields and options."""
    found = set()
    members: list[type[Member]] = [cls for name in FAMILIES for cls in family(name).values()]
    for cls in members:
        found.add(cls.title)
    for owner in (*members, Experiment, Data, Network, Node, Training, KNearestNeighbors):
        for field in hyperparameters(owner):
            found |= {field.title, *field.options.values()}
    assert {"Dense", "Units", "Backpropagation", "Softmax cross-entropy", "Two spirals", "LeNet"} <= found
    return found


def plain_arguments(value: object) -> Iterator[str]:
    """The arguments of a message, at any depth, that nobody would translate."""
    if isinstance(value, Message):
        for each in value.arguments.values():
            yield from plain_arguments(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from plain_arguments(each)
    elif isinstance(value, str):
        yield value


def refused_entries() -> Iterator[Message]:
    """What is said of layers and templates that are typed wrongly."""
    texts = ("dense 1 2 3", "dense units=x", "dense units=0", "relu 5", "relu on", "conv2d d=3", "conv2d 6 wide",
             "conv2d padding=x", "conv2d valid same", "dropout rate=2", "flatten x=1")  # fmt: skip
    for text in texts:
        entry = split_entry(text)[0]
        kind, arguments = next(pair for pair in candidates(entry) if pair[0] in family("layers"))
        with pytest.raises(DescentError) as refusal:
            with_arguments(family("layers")[kind], arguments)
        yield refusal.value.message
    for template, shape in (("lenet", (2,)), ("autoencoder", (1,))):
        with pytest.raises(DescentError) as refusal:
            family("templates")[template]().build(shape, 2)
        yield refusal.value.message


def everything_said() -> Iterator[Message]:
    """Problems, remedies, their buttons, and refusals of many kinds."""
    for broken, _ in CASES.values():
        for problem in check(broken):
            yield from (problem.text, problem.remedy)
            repair = repair_of(broken, problem)
            if repair is not None:
                yield repair.title
    yield from refused_entries()
    trainer = Trainer(digits(layer("flatten"), layer("dense", units=10)))
    for path in ("model.nodes.dense.layer.units", "loss.label_smoothing", "training.batch_size"):
        with pytest.raises(DescentError) as refusal:
            trainer.edit(path, -1)
        yield refusal.value.message


def test_no_title_is_left_as_it_stands_in_english(titles: set[str]) -> None:
    said = list(everything_said())
    assert len(said) > 80
    left = {(message.template, each) for message in said for each in plain_arguments(message) if each in titles}
    assert not left


def test_no_call_hands_on_a_bare_title() -> None:
    """What no test brings about is read in the source: a title stands within titled(...)."""
    bare = []
    for path in ENGINE.rglob("*.py"):
        for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id == "say":
                bare += [f"{path.name}:{found.lineno}" for keyword in call.keywords for found in titles_in(keyword)]
    assert not bare


def titles_in(node: ast.AST) -> Iterator[ast.Attribute]:
    """The places where a title is read, but for those within titled(...)."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "titled":
        return
    if isinstance(node, ast.Attribute) and node.attr == "title":
        yield node
    for child in ast.iter_child_nodes(node):
        yield from titles_in(child)


def test_titles_can_be_templates(titles: set[str]) -> None:
    assert not [title for title in titles if "{" in title or "}" in title]


def test_messages_in_messages_are_translated_with_them() -> None:
    message = say("{field} of {layer}: {n:,}", field=titled("Units"), layer="Dense", n=1000)
    assert str(message) == "Units of Dense: 1,000"
    assert message.shown(marked) == "[UNITS of Dense: 1,000]", "what a person has named stays as it is"
    assert say("{a} {b}", a=say("x {c}", c=titled("y")), b=1).shown(marked) == "[[x Y] 1]"


def test_several_messages_are_joined_and_a_place_may_want_them_small() -> None:
    fields = (titled("Units"), titled("L2"), say("{field:small} ({options})", field=titled("Padding"), options="same"))
    assert str(say("It takes {fields}.", fields=fields)) == "It takes Units, L2, padding (same)."
    assert str(say("It takes {fields:small}.", fields=fields)) == "It takes units, L2, padding (same)."
    assert say("{fields}", fields=fields).shown(marked) == "[UNITS, L2, [PADDING (same)]]"
    assert str(say("It takes {fields:small}.", fields=titled("Units"))) == "It takes units."


@pytest.mark.parametrize(
    ("title", "within"),
    [("Batch size", "batch size"), ("L2", "L2"), ("DropConnect", "DropConnect"), ("SGD with it", "SGD with it"),
     ("K", "K"), ("", ""), ("He normal", "he normal")],
)  # fmt: skip
def test_a_title_within_a_sentence(title: str, within: str) -> None:
    assert small(title) == within


def test_a_layer_is_called_by_its_title_or_by_its_kind_and_number() -> None:
    network = chain(layer("dense"), layer("relu"), layer("dense"))
    assert [str(node.name()) for node in network.nodes] == ["Dense", "ReLU", "Dense 2"]
    assert network.node("dense_2").default_name().shown(marked) == "[DENSE 2]"
    named = replaced(network, "nodes.dense_2.title", "The {last} one")
    assert named.name_of("dense_2") == "The {last} one"
    assert str(say("Delete {layer}", layer=named.name_of("dense_2"))) == "Delete The {last} one"
    assert str(network.name_of("conv2d_7")) == "Conv2D 7", "what is gone is called as it was"
    assert network.name_of("gone") == "gone"


def test_a_field_is_called_by_its_title_and_by_whose_it_is() -> None:
    experiment = digits(layer("flatten"), layer("dense", units=10), regularizers=(family("regularizers")["l2"](),))
    assert str(field_name(experiment, "model.nodes.dense.layer.units")) == "Units of Dense"
    assert str(field_name(experiment, "model.nodes.dense.title")) == "Name of Dense"
    assert str(field_name(experiment, "regularizers.0.strength")) == "Strength of L2"
    assert str(field_name(experiment, "training.batch_size")) == "Batch size"
    for nowhere in ("no.such.field", "model.nodes.gone.layer.units", "model.nodes", "training.x"):
        assert field_name(experiment, nowhere) == nowhere
