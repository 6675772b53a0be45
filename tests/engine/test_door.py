"""What `engine` exports."""

from __future__ import annotations

import importlib

import pytest

import engine
from engine.catalog import FAMILIES, family
from engine.fields import Member, Value


def test_every_name_is_where_the_door_says() -> None:
    for name in engine.__all__:
        assert getattr(engine, name) is not None
    assert sorted(engine.__all__) == sorted(set(engine.__all__))
    assert set(engine._HOME) | {"HISTOGRAM_KINDS"} == set(engine.__all__)


def test_what_is_not_exported_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        _ = engine.no_such_name
    with pytest.raises(ImportError):
        from engine import no_such_name  # noqa: F401


def test_a_kind_that_is_given_twice_is_an_error_of_the_programmer(monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("engine.schedules.constant")
    twin = type("Twin", (module.Constant,), {"__module__": module.__name__, "__doc__": "Twice."})
    monkeypatch.setattr(module, "Twin", twin, raising=False)
    family.cache_clear()
    try:
        with pytest.raises(AssertionError, match="both of kind constant"):
            family("schedules")
    finally:
        monkeypatch.undo()
        family.cache_clear()
        assert "constant" in family("schedules")


def test_only_kinds_of_their_own_are_members() -> None:
    """Bases stay out; every member is a frozen value and says its title."""
    for name in FAMILIES:
        for cls in family(name).values():
            assert issubclass(cls, Member)
            assert issubclass(cls, Value)
            assert cls.title
            assert "kind" in cls.__annotations__, cls
