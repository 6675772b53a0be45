"""The vocabulary of hyperparameters: every one is declared once, here in kind and in its member's file in person.

A member of a family (a layer, an optimizer, a loss ...) is a frozen, strictly validated value. Its fields are declared
with the functions below, which carry title, help, bounds, step, scale and unit; forms, palette, file format,
validation, command line and tests derive from that declaration.

    class Dropout(Layer):
        kind: Literal["dropout"] = "dropout"
        rate: float = fraction("Rate", "Share of the inputs set to zero in training.", 0.5, live=True)
"""

from __future__ import annotations

import functools
import inspect
import re
import textwrap
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo


class Value(BaseModel):
    """A frozen, strictly validated value: no coercion, no unknown field, no NaN or infinity. Equality is by content."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


class Member(Value):
    """One member of a family, told apart by its stable `kind`.

    The first paragraph of a member's docstring is the explanation a user reads; later paragraphs that state an equation
    (with = or ~) are its formula; what remains is for readers of the code.
    """

    title: ClassVar[str]

    @classmethod
    def kind_name(cls) -> str:
        return str(cls.model_fields["kind"].default)

    @classmethod
    @functools.cache
    def summary(cls) -> str:
        """The explanation shown to users: the first paragraph of the docstring, on one line."""
        return " ".join(inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0].split())

    @classmethod
    @functools.cache
    def formula(cls) -> str:
        """The member's equations: the later paragraphs of its docstring that state one; empty where none does."""
        paragraphs = inspect.cleandoc(cls.__doc__ or "").split("\n\n")[1:]
        return "\n".join(textwrap.dedent(text) for text in paragraphs if re.search(r"\s-?[=~]\s", text))


def count(
    title: str,
    help: str,
    default: int,
    *,
    at_least: int = 1,
    at_most: int = 1_000_000,
    unit: str = "",
    live: bool = False,
) -> Any:
    """A whole number."""
    return Field(default, title=title, description=help, ge=at_least, le=at_most,
                 json_schema_extra=_extra("count", unit=unit, live=live, step=1))  # fmt: skip


def real(
    title: str,
    help: str,
    default: float,
    *,
    above: float | None = None,
    at_least: float | None = None,
    below: float | None = None,
    at_most: float | None = None,
    log: bool = False,
    step: float = 0.1,
    unit: str = "",
    live: bool = False,
) -> Any:
    """A real number; `log` says that its natural scale is logarithmic."""
    return Field(default, title=title, description=help, gt=above, ge=at_least, lt=below, le=at_most,
                 json_schema_extra=_extra("real", unit=unit, live=live, step=step, log=log))  # fmt: skip


def rate(title: str, help: str, default: float, *, at_most: float = 1e3, live: bool = True) -> Any:
    """A positive step size on a logarithmic scale."""
    return real(title, help, default, above=0.0, at_most=at_most, log=True, live=live)


def strength(title: str, help: str, default: float, *, at_most: float = 1e3, live: bool = True) -> Any:
    """The weight of a penalty: zero, or positive on a logarithmic scale."""
    return real(title, help, default, at_least=0.0, at_most=at_most, log=True, live=live)


def fraction(title: str, help: str, default: float, *, live: bool = False) -> Any:
    """A share of a whole, 0 included, 1 excluded."""
    return real(title, help, default, at_least=0.0, below=1.0, step=0.05, live=live)


def switch(title: str, help: str, default: bool) -> Any:
    """On or off."""
    return Field(default, title=title, description=help, json_schema_extra=_extra("switch"))


def choice(title: str, help: str, default: str, options: Mapping[str, str]) -> Any:
    """One of several named options: `options` maps the stable name, as in the field's Literal, to its title."""
    return Field(default, title=title, description=help, json_schema_extra=_extra("choice", options=dict(options)))


def choice_or_count(
    title: str, help: str, default: str | int, options: Mapping[str, str], *, at_most: int = 1_000
) -> Any:
    """One of several named options, or a whole number from 0 to `at_most` (to be stated in the annotation)."""
    extra = _extra("choice_or_count", options=dict(options), at_least=0, at_most=at_most, step=1)
    return Field(default, title=title, description=help, json_schema_extra=extra)


def text(title: str, help: str, default: str, *, longest: int = 200) -> Any:
    """A line of text."""
    return Field(default, title=title, description=help, max_length=longest, json_schema_extra=_extra("text"))


def numbers(title: str, help: str) -> Any:
    """Any number of real numbers from 0; none for the usual case."""
    return Field((), title=title, description=help, json_schema_extra=_extra("numbers", at_least=0.0))


def names(title: str, help: str) -> Any:
    """Any number of layers, by their ids; none for all."""
    return Field((), title=title, description=help, json_schema_extra=_extra("names"))


def member(title: str, help: str, family: str, default: Any = ...) -> Any:
    """A member of a family, chosen by its kind."""
    return Field(default, title=title, description=help, json_schema_extra=_extra("member", family=family))


def members(title: str, help: str, family: str) -> Any:
    """Any number of members of a family, applied in order."""
    return Field((), title=title, description=help, json_schema_extra=_extra("members", family=family))


Editor = Literal[
    "count", "real", "switch", "choice", "choice_or_count", "text", "numbers", "names", "member", "members"
]


@dataclass(frozen=True)
class Hyperparameter:
    """What is declared about one field, read back for forms, help and tests. Bounds are None where there is none."""

    name: str
    title: str
    help: str
    editor: Editor
    default: Any
    minimum: float | None = None
    maximum: float | None = None
    minimum_excluded: bool = False
    maximum_excluded: bool = False
    step: float = 1
    log: bool = False
    unit: str = ""
    live: bool = False
    options: Mapping[str, str] = field(default_factory=dict)
    family: str = ""


@functools.cache
def hyperparameters(cls: type[Value]) -> tuple[Hyperparameter, ...]:
    """The declared fields of a value's class, in the order of declaration; those without a declaration are left out."""
    return tuple(_read(name, info) for name, info in cls.model_fields.items() if _declaration(info))


@functools.cache
def hyperparameter(cls: type[Value], name: str) -> Hyperparameter | None:
    """The declaration of one field, or None where `name` is no declared field of the class."""
    info = cls.model_fields.get(name)
    return _read(name, info) if info is not None and _declaration(info) else None


def _extra(editor: Editor, **more: Any) -> dict[str, Any]:
    said = {key: value for key, value in more.items() if value is not None and value is not False and value != ""}
    return {"editor": editor, **said}


def _declaration(info: FieldInfo) -> dict[str, Any]:
    extra = info.json_schema_extra
    return typing.cast("dict[str, Any]", extra) if isinstance(extra, dict) else {}


def _read(name: str, info: FieldInfo) -> Hyperparameter:
    extra = _declaration(info)
    bounds: dict[str, float] = {}
    for constraint in info.metadata:
        for key in ("gt", "ge", "lt", "le"):
            if getattr(constraint, key, None) is not None:
                bounds[key] = getattr(constraint, key)
    return Hyperparameter(
        name=name,
        title=info.title or name,
        help=info.description or "",
        editor=extra["editor"],
        default=info.get_default(call_default_factory=True, validated_data={}),
        minimum=bounds.get("ge", bounds.get("gt", extra.get("at_least"))),
        maximum=bounds.get("le", bounds.get("lt", extra.get("at_most"))),
        minimum_excluded="gt" in bounds,
        maximum_excluded="lt" in bounds,
        step=extra.get("step", 1),
        log=extra.get("log", False),
        unit=extra.get("unit", ""),
        live=extra.get("live", False),
        options=types.MappingProxyType(extra.get("options", {})),
        family=extra.get("family", ""),
    )
