"""Texts the engine addresses to a user, kept translatable: a template and its arguments, formatted at the very end.

The engine never shows text itself. The terminal formats the English template; the window looks the template up in its
translation and formats that. Every template is the literal first argument of a `say(...)` call, so that one generator
can collect them for the translators.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

CONTEXT = "Engine"
CATALOGUE = "Catalogue"
"""The translation context of titles, help and explanations that members declare."""

Find = Callable[[str, str], str]
"""Gives the translation of a template, by its context and itself."""


@dataclass(frozen=True)
class Message:
    """A sentence for the user: `template` in English with {named} places, and the `arguments` that fill them.

    An argument that is a message itself, or a tuple of messages, is translated with the sentence; `{name:small}` writes
    it as within a sentence (units), `{name}` as it stands (Units).
    """

    context: str
    template: str
    arguments: Mapping[str, object] = field(default_factory=dict)

    def shown(self, find: Find) -> str:
        """The sentence, from the translations that `find` gives."""
        arguments = {name: _shown(value, find) for name, value in self.arguments.items()}
        return find(self.context, self.template).format(**arguments)

    def __str__(self) -> str:
        return self.shown(lambda context, template: template)


Name = Message | str
"""What something is called: a message where we named it, a text where a person did."""


def say(template: str, /, **arguments: object) -> Message:
    """A message of the engine; `template` must be a literal, see the module's docstring."""
    return Message(CONTEXT, template, arguments)


def titled(title: str) -> Message:
    """A declared title, to be an argument of a message: translated like the rest of the catalogue."""
    return Message(CATALOGUE, title)


def small(title: str) -> str:
    """A title within a sentence: its first letter small, unless it is an abbreviation or a proper name (L2, ReLU)."""
    first = title.split(" ", 1)[0]
    return title[:1].lower() + title[1:] if first[1:].islower() else title


class _Texts(tuple[str, ...]):
    """Translated messages in their place: one after the other, separated by commas."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        texts = map(small, self) if spec == "small" else self
        return ", ".join(texts)


def _shown(value: object, find: Find) -> object:
    if isinstance(value, Message):
        return _Texts((value.shown(find),))
    if isinstance(value, tuple):
        return _Texts(each.shown(find) if isinstance(each, Message) else str(each) for each in value)
    return value


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
