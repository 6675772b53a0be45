"""Laws: tests of every member of a family, each over at least thirty examples that hypothesis draws.

    @law("losses")
    def test_something(cls, data):
        loss = data.draw(members(cls))
        assert ...

A law finds its members through the catalogue, so that a new file is under all of its family's laws unasked. The same
examples are drawn every time, other ones for each law and member.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from engine.catalog import family
from engine.fields import Member

EXAMPLES = 30

LAWS: dict[str, list[str]] = {}
"""The names of each family's laws."""

CHECKED: Counter[tuple[str, str]] = Counter()
"""How many examples each member, by family and kind, has passed in this session."""

_settings = settings(
    max_examples=EXAMPLES,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)

Check = Callable[[Any, st.DataObject], None]


def law(*families: str) -> Callable[[Check], Callable[[str, str], None]]:
    """Make a check of one class and one example into a test of every member of the families."""

    def decorate(check: Check) -> Callable[[str, str], None]:
        places = [(name, kind) for name in families for kind in family(name)]
        for name in families:
            LAWS.setdefault(name, []).append(check.__name__)

        @pytest.mark.parametrize(("name", "kind"), places, ids=[kind for _, kind in places])
        def test(name: str, kind: str) -> None:
            CHECKED[name, kind] += examine(family(name)[kind], check)

        test.__name__, test.__doc__, test.__module__ = check.__name__, check.__doc__, check.__module__
        return test  # type: ignore[no-any-return]

    return decorate


def examine(cls: type[Member], check: Check) -> int:
    """Run a check over its examples; returns their number. Fails where too many were rejected."""
    passed = 0

    @seed(zlib.crc32(f"{cls.kind_name()} {check.__name__}".encode()))
    @_settings
    @given(st.data())
    def examples(data: st.DataObject) -> None:
        nonlocal passed
        check(cls, data)
        passed += 1

    examples()
    assert passed >= EXAMPLES, f"only {passed} examples of {cls.kind_name()} could be checked"
    return passed
