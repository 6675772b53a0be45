"""What every member of every family owes by being declared: texts, round trip, and refusals that name the field."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from engine.catalog import FAMILIES, describe, describe_all, family, schema
from engine.fields import Member, hyperparameters
from engine.files import field_faults
from tests.contract.laws import law
from tests.contract.strategies import any_members, faults

ALL_MEMBERS = [(name, kind) for name in FAMILIES for kind in family(name)]


@pytest.fixture(params=ALL_MEMBERS, ids=lambda pair: f"{pair[0]}-{pair[1]}")
def member(request: pytest.FixtureRequest) -> type[Member]:
    name, kind = request.param
    return family(name)[kind]


@law(*FAMILIES)
def test_round_trip_through_json(cls: Any, data: st.DataObject) -> None:
    """However the file is laid out, with or without what goes without saying, in any order."""
    value = data.draw(any_members(cls))
    plain = json.loads(value.model_dump_json(exclude_defaults=data.draw(st.booleans())) or "{}")
    plain["kind"] = cls.kind_name()
    entries = data.draw(st.permutations(list(plain.items())))
    text = json.dumps(dict(entries), indent=data.draw(st.integers(0, 99)))
    again = cls.model_validate_json(text)
    assert again == value
    assert hash(again) == hash(value)
    assert again.model_dump_json() == value.model_dump_json()
    assert json.loads(value.model_dump_json())["kind"] == cls.kind_name()


@law(*FAMILIES)
def test_bad_values_are_refused_by_name(cls: Any, data: st.DataObject) -> None:
    name, bad = data.draw(faults(cls))
    with pytest.raises(ValidationError) as refusal:
        cls.model_validate({name: bad})
    found = field_faults(refusal.value)
    assert all(re.match(rf"{name}\b", fault.path) for fault in found), (name, bad)
    assert all(str(fault).endswith(".") for fault in found)


def test_texts_are_complete(member: type[Member]) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", member.kind_name())
    assert member.title
    assert member.summary().endswith("."), "the docstring's first paragraph is what a user reads"
    for entry in hyperparameters(member):
        assert entry.title, entry.name
        assert entry.help.endswith("."), entry.name


MEMBERS = [cls for name in FAMILIES for cls in family(name).values()]


@pytest.mark.parametrize("cls", MEMBERS, ids=lambda cls: cls.kind_name())
def test_formulas_say_which_field_a_symbol_is(cls: Any) -> None:
    """Where a formula calls a field by another name than its form does, it says so: "rate: learning rate"."""

    def letters(text: str) -> str:
        return re.sub(r"[^a-z0-9]", "", text.lower())

    symbols = set(re.findall(r"[A-Za-z_]+\d*", cls.formula()))
    for entry in hyperparameters(cls):
        if entry.editor in ("count", "real"):
            for symbol in {entry.name, *entry.name.split("_")} & symbols:
                told = f": {entry.title.lower()}"
                assert letters(symbol) == letters(entry.title) or told in cls.formula().lower(), symbol


def test_the_formula_is_the_docstring_s_equations() -> None:
    assert family("layers")["dense"].formula().startswith("y = x W + b")
    assert "dx = dy W^T" in family("layers")["dense"].formula()
    assert "Kingma" not in family("optimizers")["adam"].formula()
    for name in FAMILIES:
        if name not in ("datasets", "rules"):
            for cls in family(name).values():
                assert cls.formula(), cls.kind_name()


def test_every_field_is_declared(member: type[Member]) -> None:
    assert {entry.name for entry in hyperparameters(member)} == set(member.model_fields) - {"kind"}


def test_defaults_are_valid(member: type[Member]) -> None:
    value = member()
    assert member.model_validate_json(value.model_dump_json()) == value


def test_unknown_fields_are_refused(member: type[Member]) -> None:
    with pytest.raises(ValidationError) as refusal:
        member.model_validate({"no_such_field": 1})
    assert str(field_faults(refusal.value)[0]) == "no_such_field: this field is not known here; remove it."


def test_members_are_frozen(member: type[Member]) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        member().kind = "other"  # type: ignore[attr-defined]


def test_schema_states_kind_and_bounds(member: type[Member]) -> None:
    assert schema(member) == TypeAdapter(member).json_schema()
    properties = schema(member)["properties"]
    assert properties["kind"]["const"] == member.kind_name()
    for entry in hyperparameters(member):
        stated = properties[entry.name]
        if entry.editor in ("count", "real"):
            low = stated.get("exclusiveMinimum" if entry.minimum_excluded else "minimum")
            high = stated.get("exclusiveMaximum" if entry.maximum_excluded else "maximum")
            assert (low, high) == (entry.minimum, entry.maximum)
        assert stated["title"] == entry.title
        assert stated["description"] == entry.help


def test_options_match_their_annotation(member: type[Member]) -> None:
    for entry in hyperparameters(member):
        for option in entry.options:
            assert getattr(member.model_validate({entry.name: option}), entry.name) == option


def test_catalogue_is_plain_and_complete() -> None:
    catalogue = json.loads(json.dumps(describe_all()))
    assert set(catalogue) == set(FAMILIES)
    for name, entries in catalogue.items():
        assert [entry["kind"] for entry in entries] == list(family(name))
        assert entries == [json.loads(json.dumps(describe(cls))) for cls in family(name).values()]
