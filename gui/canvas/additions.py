"""What a person asks for by typing: layers and templates by name, with arguments, one behind the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine import Data, DescentError, Entry, split_entry, with_arguments
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

    def block(self, shape: Sequence[int], data: Data) -> Any:
        """The template's network for a place with an output of that shape. Raises Refused where it does not fit there,
        or is not for such data."""
        template = self.member()
        misfit = self.offer.misfit(data.task, None)
        if misfit:
            raise Refused(misfit)
        try:
            return _built(template, tuple(shape), data.outputs())
        except DescentError as fault:
            raise Refused(translate(fault.message)) from fault


@lru_cache(maxsize=8)
def _built(template: Any, shape: tuple[int, ...], outputs: int) -> Any:
    """The template's network: it is asked for at every key that is typed, and again when it is put in."""
    return template.build(shape, outputs)


@dataclass(frozen=True)
class Part:
    """One of the names typed, what it may mean, best first, and the arguments behind it."""

    name: str
    found: tuple[Offer, ...]
    arguments: tuple[str, ...] = ()


def parts(text: str, among: Sequence[Offer], fitting: Sequence[Offer] | None = None) -> tuple[Part, ...]:
    """What is typed, between commas; the last part may be empty and then means anything that is fitting (all where
    None). What is not is found only where nothing else is called so: then one is told why. Raises Refused where a part
    has no name."""
    try:
        entries = list(split_entry(text))
    except DescentError as fault:
        raise Refused(translate(fault.message)) from fault
    if not entries or text.rstrip().endswith(","):
        entries.append(Entry("", ()))
    read = []
    for entry in entries:
        found, arguments = meant(entry, among, fitting) if entry.name else (fitting or among, ())
        read.append(Part(entry.name, tuple(found), arguments))
    return tuple(read)
