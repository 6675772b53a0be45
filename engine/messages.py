"""Texts the engine addresses to a user, kept translatable: a template and its arguments, formatted at the very end.

The engine never shows text itself. The terminal formats the English template; the window looks the template up in its
translation and formats that. Every template is the literal first argument of a `say(...)` call, so that one generator
can collect them for the translators.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

CONTEXT = "Engine"


@dataclass(frozen=True)
class Message:
    """A sentence for the user: `template` in English with {named} places, and the `arguments` that fill them."""

    context: str
    template: str
    arguments: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.arguments)


def say(template: str, /, **arguments: object) -> Message:
    """A message of the engine; `template` must be a literal, see the module's docstring."""
    return Message(CONTEXT, template, arguments)


class Fix(NamedTuple):
    """How a remedy can be applied: the name of an edit in `engine.repairs`, and what it needs to know."""

    edit: str
    value: Any = None


@dataclass(frozen=True)
class Problem:
    """Something that stands in the way of training, on the thing that has it.

    `node` is the id of the node concerned, or None for the experiment as a whole; `field` the dotted path of the value
    within the node (`layer.units`) or the experiment (`loss`), or None where it is not about one value.
    """

    node: str | None
    field: str | None
    text: Message
    remedy: Message
    fix: Fix | None = None
    """How to apply the remedy, where that takes no choice."""

    def __str__(self) -> str:
        place = ".".join(part for part in (self.node, self.field) if part)
        return f"{place}: {self.text} {self.remedy}" if place else f"{self.text} {self.remedy}"


class DescentError(Exception):
    """A foreseeable fault with a sentence for the user. `message` says what is wrong and what to do about it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class ShapeError(DescentError):
    """A layer cannot take the shapes it is given. Raised by `Layer.output_shape`, reported by `graph.analyse`."""

    def __init__(self, message: Message, remedy: Message, field: str | None = None, fix: Fix | None = None) -> None:
        super().__init__(message)
        self.remedy = remedy
        self.field = field
        self.fix = fix
