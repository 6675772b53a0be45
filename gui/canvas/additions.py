"""What a person asks for by typing: layers and templates by name, with arguments, one behind the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine import DescentError, Entry, split_entry, with_arguments
from gui.canvas.layers import Offer, meant
from gui.texts import translate


class Refused(Exception):
    """Something cannot be added; its text says why, in the user's language."""


@dataclass(frozen=True)
class Addition:
    """Something to put into a network, with the arguments typed behind its name."""

    offer: Offer
    arguments: tuple[str, ...] = ()

    def member(self) -> Any:
        """The layer or the template. Raises Refused where an argument does not fit."""
        try:
            member: Any = with_arguments(self.offer.cls, self.arguments)
        except DescentError as fault:
            raise Refused(translate(fault.message)) from fault
        return member

    def block(self, shape: Sequence[int], outputs: int) -> Any:
        """The template's network for a place with an output of that shape. Raises Refused where it does not fit."""
        template = self.member()
        try:
            return template.build(tuple(shape), outputs)
        except DescentError as fault:
            raise Refused(translate(fault.message)) from fault


@dataclass(frozen=True)
class Part:
    """One of the names typed, what it may mean, best first, and the arguments behind it."""

    name: str
    found: tuple[Offer, ...]
    arguments: tuple[str, ...] = ()


def parts(text: str, among: Sequence[Offer]) -> tuple[Part, ...]:
    """What is typed, between commas; the last part may be empty and then means anything. Raises Refused where a part
    has no name."""
    try:
        entries = list(split_entry(text))
    except DescentError as fault:
        raise Refused(translate(fault.message)) from fault
    if not entries or text.rstrip().endswith(","):
        entries.append(Entry("", ()))
    read = []
    for entry in entries:
        found, arguments = meant(entry, among) if entry.name else (list(among), ())
        read.append(Part(entry.name, tuple(found), arguments))
    return tuple(read)
