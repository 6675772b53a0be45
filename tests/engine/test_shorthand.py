"""Layers as they are typed: names and arguments told apart, arguments read by the declaration, faults named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import DescentError, Entry, candidates, family, hyperparameters, split_entry, usage, with_arguments
from engine.fields import Member
from tests.contract.strategies import any_members
from tests.engine.support import layer

LAYERS: Any = family("layers")
TYPED = [*LAYERS.values(), *family("templates").values()]
"""What is typed."""


def typed(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(entry.name, entry.arguments) for entry in split_entry(text)]


def read(kind: str, text: str) -> Member:
    return with_arguments(LAYERS[kind], text.split())  # type: ignore[no-any-return]


def refusal(kind: str, text: str) -> str:
    with pytest.raises(DescentError) as fault:
        read(kind, text)
    return str(fault.value)


def test_entries_are_separated_by_commas() -> None:
    assert typed("conv 6 5, relu, pool 2, dense 120") == [
        ("conv", ("6", "5")), ("relu", ()), ("pool", ("2",)), ("dense", ("120",)),
    ]  # fmt: skip
    assert typed(" max  pool 2 ,, relu,") == [("max pool", ("2",)), ("relu", ())]
    assert typed("conv2d 6 same rate=.5") == [("conv2d", ("6", "same", "rate=.5"))]
    assert typed("conv valid") == [("conv valid", ())]
    assert typed("leaky relu .2") == [("leaky relu", (".2",))]
    assert typed("elu -1 +2") == [("elu", ("-1", "+2"))]
    assert typed("dropout rate = 0.3") == [("dropout", ("rate=0.3",))]
    assert typed("") == typed(" , ") == []


def test_entries_may_be_written_as_in_a_program() -> None:
    assert typed("Conv2D(6, kernel=5), ReLU()") == [("Conv2D", ("6", "kernel=5")), ("ReLU", ())]
    assert typed("conv(6, 5 , relu") == [("conv", ("6", "5", "relu"))]
    assert typed("relu), dense 3") == [("relu", ()), ("dense", ("3",))]


def test_an_entry_begins_with_a_name() -> None:
    with pytest.raises(DescentError) as fault:
        split_entry("dropout 0,5")
    assert str(fault.value) == (
        '"5" does not begin with the name of a layer, as "conv 6 5" does. Write numbers with a point.'
    )


def test_candidates_begin_with_the_longest_name() -> None:
    assert list(candidates(Entry("max pool same", ("2",)))) == [
        ("max pool same", ("2",)), ("max pool", ("same", "2")), ("max", ("pool", "same", "2")),
    ]  # fmt: skip


def test_usage_is_leading_numbers_and_choices() -> None:
    assert [entry.name for entry in usage(LAYERS["conv2d"])] == ["filters", "kernel", "stride", "padding"]
    assert [entry.name for entry in usage(LAYERS["dense"])] == ["units"]
    assert [entry.name for entry in usage(LAYERS["dropout"])] == ["rate", "variant"]
    assert usage(LAYERS["relu"]) == ()


@pytest.mark.parametrize(
    ("kind", "text", "fields"),
    [("conv2d", "", {}),
     ("conv2d", "6 5", {"filters": 6, "kernel": 5}),
     ("conv2d", "6 5x5 2 valid", {"filters": 6, "kernel": 5, "stride": 2, "padding": "valid"}),
     ("conv2d", "5x5 6", {"filters": 6, "kernel": 5}),
     ("conv2d", "valid 6", {"filters": 6, "padding": "valid"}),
     ("conv2d", "6 SAME", {"filters": 6, "padding": "same"}),
     ("conv2d", "6 Keep size same", {"filters": 6, "padding": "same"}),
     ("conv2d", "6 None (valid) 7", {"filters": 6, "padding": "valid", "kernel": 7}),
     ("conv2d", "pad=2 kernel=5X5 bias=off", {"padding": 2, "kernel": 5, "bias": False}),
     ("conv2d", "padding=valid", {"padding": "valid"}),
     ("conv2d", "k=5 6 2", {"filters": 6, "kernel": 5, "stride": 2}),
     ("conv2d", "fil=1e2 s=2.0 dil=3 DropConnect=.25",
      {"filters": 100, "stride": 2, "dilation": 3, "drop_connect": 0.25}),
     ("max_pool2d", "3 2", {"size": 3, "stride": 2}),
     ("max_pool2d", "2x2", {"size": 2}),
     ("max_pool2d", "window=3", {"size": 3}),
     ("max_pool2d", "size=3", {"size": 3}),
     ("dropout", "0.3 vanilla", {"rate": 0.3, "variant": "vanilla"}),
     ("dropout", "0", {"rate": 0.0}),
     ("dense", "120 b=no", {"units": 120, "bias": False}),
     ("leaky_relu", "slope=0.2", {"negative_slope": 0.2}),
     ("relu", "", {})],
)  # fmt: skip
def test_arguments_set_fields(kind: str, text: str, fields: dict[str, Any]) -> None:
    assert read(kind, text) == layer(kind, **fields)


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [("conv2d", "6 5 1 7", '"7" is one number too many: Conv2D takes filters, kernel, stride.'),
     ("dense", "6 0.5", '"0.5" is one number too many: Dense takes units.'),
     ("relu", "5", 'ReLU takes no number, so "5" does not fit.'),
     ("relu", "x", 'ReLU does not know "x": it has no settings.'),
     ("dropout", "3", "Rate of Dropout must be below 1, not 3."),
     ("dropout", "-.1", "Rate of Dropout must be at least 0, not -.1."),
     ("dropout", "rate=much", "Rate of Dropout must be a number, not much."),
     ("dropout", "rate=nan", "Rate of Dropout must be a number, not nan."),
     ("dropout", "rate=", 'Rate of Dropout must be a number, not "".'),
     ("dropout", "variant=x", "Variant of Dropout must be one of inverted, vanilla, not x."),
     ("elu", "0", "Alpha of ELU must be above 0, not 0."),
     ("dense", "1000001", "Units of Dense must be at most 1,000,000, not 1000001."),
     ("dense", "0", "Units of Dense must be at least 1, not 0."),
     ("dense", "2.5", "Units of Dense must be a whole number, not 2.5."),
     ("dense", "5x5", "Units of Dense must be a whole number, not 5x5."),
     ("dense", "9" * 500, f"Units of Dense must be a whole number, not {'9' * 37}...."),
     ("dense", "bias=perhaps", "Bias of Dense must be yes or no, not perhaps."),
     ("conv2d", "3x5", "Kernel of Conv2D must be a whole number, not 3x5."),
     ("conv2d", "padding=x", "Padding of Conv2D must be one of valid, same, or a whole number, not x."),
     ("conv2d", "padding=-1", "Padding of Conv2D must be at least 0, not -1."),
     ("conv2d", "padding=1001", "Padding of Conv2D must be at most 1,000, not 1001."),
     ("conv2d", "valid same", 'Padding of Conv2D is given twice, the second time as "same".'),
     ("conv2d", "k=3 kernel=5", 'Kernel of Conv2D is given twice, the second time as "kernel=5".'),
     ("conv2d", "d=3", '"d=3" may mean Dilation or DropConnect of Conv2D; write more of the name.'),
     ("conv2d", "6 wide", 'Conv2D does not know "wide": it takes filters, kernel, stride, padding (valid, same), '
                          'dilation, bias, DropConnect.'),
     ("dense", "width=3", 'Dense does not know "width=3": it takes units, bias, DropConnect.'),
     ("dense", "=3", 'Dense does not know "=3": it takes units, bias, DropConnect.')],
)  # fmt: skip
def test_what_does_not_fit_is_named(kind: str, text: str, sentence: str) -> None:
    assert refusal(kind, text) == sentence


def test_what_cannot_be_typed_is_said() -> None:
    """Not a layer's, but a list of numbers is such a field."""
    with pytest.raises(DescentError) as fault:
        with_arguments(family("losses")["softmax_cross_entropy"], ["class_weights=2"])
    assert str(fault.value) == "Class weights of Softmax cross-entropy must be set in its form, not 2."


def test_every_field_of_what_is_typed_can_be() -> None:
    editors = {entry.editor for cls in TYPED for entry in hyperparameters(cls)}
    assert editors <= {"count", "real", "switch", "choice", "choice_or_count"}


def test_templates_are_typed_like_layers() -> None:
    mlp: Any = with_arguments(family("templates")["mlp"], ["20", "3"])
    assert (mlp.units, mlp.layers) == (20, 3)


WORDS = (
    "conv conv2d dense max pool valid same keep size ( ) , = - + . 5 5x5 3x2 0.5 -1 1e999 nan inf d= kernel= =5 "
    "rate=.1 padding=2 bias=no None (valid) ٣ ² 1_0 × İ ß variant=Inverted epsilon=1e-3 x=y=z"
)
TEXTS = st.text() | st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=5), max_size=8).map(" ".join)


@given(TEXTS, st.sampled_from(TYPED))
def test_any_text_is_read_or_refused_in_a_sentence(text: str, cls: Any) -> None:
    try:
        entries = split_entry(text)
    except DescentError as fault:
        entries = ()
        sentence(fault)
    for entry in entries:
        assert entry.name.strip()
        for name, arguments in candidates(entry):
            assert name.split() + list(arguments) == entry.name.split() + list(entry.arguments)
            arguments_or_sentence(cls, arguments)


@given(st.lists(TEXTS, max_size=4), st.sampled_from(TYPED))
def test_any_tokens_are_read_or_refused_in_a_sentence(tokens: list[str], cls: Any) -> None:
    arguments_or_sentence(cls, tokens)


def arguments_or_sentence(cls: Any, arguments: Any) -> None:
    try:
        member = with_arguments(cls, arguments)
    except DescentError as fault:
        sentence(fault)
        return
    assert cls.model_validate_json(member.model_dump_json()) == member


def sentence(fault: DescentError) -> None:
    assert str(fault).endswith(".")
    assert len(str(fault)) < 300


@given(st.data(), st.sampled_from(TYPED))
def test_what_is_written_is_read_back(data: st.DataObject, cls: Any) -> None:
    """Every field by its name or title, in any order; or what `usage` promises, in order and without names."""
    member = data.draw(any_members(cls))
    title = data.draw(st.booleans())
    named = [f"{(entry.title if title else entry.name).replace(' ', '')}={getattr(member, entry.name)}"
             for entry in data.draw(st.permutations(hyperparameters(cls)))]  # fmt: skip
    for text in (" ".join([cls.title, *named]), f"{cls.title}({', '.join(named)})"):
        (entry,) = split_entry(text)
        assert entry.name == cls.title
        assert with_arguments(cls, entry.arguments) == member
    plain = {entry.name: value for entry in usage(cls)
             if isinstance(value := getattr(member, entry.name), str) or entry.editor in ("count", "real")}  # fmt: skip
    (entry,) = split_entry(f"{cls.title.lower()} {' '.join(str(value) for value in plain.values())}")
    short = cls.model_validate(plain)
    assert any(with_arguments(cls, arguments) == short for name, arguments in candidates(entry)
               if name == cls.title.lower())  # fmt: skip
