"""Layers as people type them: "conv 6 5, relu, max pool 2, dropout rate=0.3". Which layer a name means is for the
caller to find, in its own language; what follows the name is read here, by the layer's declaration.

    for entry in split_entry("conv 6 5 valid, relu"):
        for name, arguments in candidates(entry):        # ("conv", ("6", "5", "valid"))
            ...                                          # the first whose name is known: with_arguments(cls, arguments)

The same goes for every other member, such as templates: "mlp 64 3".
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from engine.fields import Hyperparameter, Member, hyperparameters
from engine.messages import DescentError, Message, say, titled

M = TypeVar("M", bound=Member)

NUMBERS = ("count", "real")
OPTIONS = ("choice", "choice_or_count")
YES_AND_NO = {"yes": True, "no": False, "true": True, "false": False, "on": True, "off": False, "1": True, "0": False}

_SQUARE = re.compile(r"(\d+)[x×](\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """One layer as it was typed: the words it begins with, and the tokens from the first on that can be no name."""

    name: str
    arguments: tuple[str, ...]


def split_entry(text: str) -> tuple[Entry, ...]:
    """The entries of a text, separated by commas; parentheses, as in "Conv2D(6, 5)", hold one together. The name ends
    before the first token that begins with a digit, a sign or a point, or holds "=". Blank entries are left out.

    Raises DescentError for an entry without a name.
    """
    entries = []
    for piece in _pieces(text):
        tokens = re.sub(r"\s*=\s*", "=", piece).split()
        name = list(itertools.takewhile(lambda token: not _is_argument(token), tokens))
        if tokens and not name:
            raise DescentError(
                say('"{text}" does not begin with the name of a layer, as "conv 6 5" does. Write numbers with a point.',
                    text=_shown(" ".join(tokens)))
            )  # fmt: skip
        if name:
            entries.append(Entry(" ".join(name), tuple(tokens[len(name) :])))
    return tuple(entries)


def candidates(entry: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ways to tell name and arguments apart, the longest name first: the last words may be options of a layer."""
    words = entry.name.split()
    for count in range(len(words), 0, -1):
        yield " ".join(words[:count]), (*words[count:], *entry.arguments)


def usage(cls: type[Member]) -> tuple[Hyperparameter, ...]:
    """The fields that need not be named, in order: the numbers that are declared before all else, then the choices."""
    return (*_numbers(cls), *(entry for entry in hyperparameters(cls) if entry.editor in OPTIONS))


def with_arguments(cls: type[M], arguments: Sequence[str]) -> M:
    """A member as typed arguments have it; what they leave out is as declared.

    Numbers fill the first of `usage` in order; "5x5" the first side of a window. An option's name or title, of one word
    or several, sets its field. "field=value" sets any field; the beginning of its name or title will do.

    Raises DescentError with one sentence for what does not fit.
    """
    given: dict[str, Any] = {}
    bare = []
    for token in arguments:
        key, equals, text = token.partition("=")
        if equals:
            _give(cls, given, _named(cls, key, token), text, token)
        else:
            bare.append(token)
    while bare:
        if _is_argument(bare[0]):
            token = bare.pop(0)
            _give(cls, given, _next_number(cls, given, token), token, token)
        else:
            entry, length = _option_at_the_beginning(cls, bare)
            token = " ".join(bare[:length])
            _give(cls, given, entry, token, token)
            del bare[:length]
    return cls.model_validate(given)


def _pieces(text: str) -> list[str]:
    """The text between commas outside parentheses; parentheses, and commas within, become blanks."""
    pieces, depth = [""], 0
    for character in text:
        if character == "," and depth == 0:
            pieces.append("")
            continue
        depth = max(0, depth + (character == "(") - (character == ")"))
        pieces[-1] += " " if character in "()," else character
    return pieces


def _is_argument(token: str) -> bool:
    """Whether a token can be no part of a name: a number, or at least its beginning, or a named value."""
    return token[:1].isdigit() or token[:1] in tuple("+-.") or "=" in token


def _numbers(cls: type[Member]) -> tuple[Hyperparameter, ...]:
    return tuple(itertools.takewhile(lambda entry: entry.editor in NUMBERS, hyperparameters(cls)))


def _named(cls: type[Member], key: str, token: str) -> Hyperparameter:
    """The field that a name, or the beginning of one, means."""
    wanted, entries = _letters(key), hyperparameters(cls)
    exact = [entry for entry in entries if wanted in (_letters(entry.name), _letters(entry.title))]
    begun = [entry for entry in entries if _letters(entry.name).startswith(wanted)
             or _letters(entry.title).startswith(wanted)]  # fmt: skip
    found = exact or begun
    if not wanted or not found:
        raise _unknown(cls, token)
    if len(found) > 1:
        raise DescentError(
            say('"{token}" may mean {fields} of {layer}; write more of the name.', token=_shown(token),
                fields=_either(found), layer=titled(cls.title))
        )  # fmt: skip
    return found[0]


def _next_number(cls: type[Member], given: dict[str, Any], token: str) -> Hyperparameter:
    """The field that a number without a name is for."""
    left = [entry for entry in _numbers(cls) if entry.name not in given]
    sides = [entry for entry in left if entry.unit == "px"] if _SQUARE.fullmatch(token) else []
    if left:
        return (sides or left)[0]
    numbers = tuple(titled(entry.title) for entry in _numbers(cls))
    if numbers:
        text = say('"{token}" is one number too many: {layer} takes {fields:small}.', layer=titled(cls.title),
                   token=_shown(token), fields=numbers)  # fmt: skip
    else:
        text = say('{layer} takes no number, so "{token}" does not fit.', layer=titled(cls.title), token=_shown(token))
    raise DescentError(text)


def _option_at_the_beginning(cls: type[Member], words: Sequence[str]) -> tuple[Hyperparameter, int]:
    """The field whose option the words begin with, and how many of them it takes: as many as possible."""
    fields = [entry for entry in hyperparameters(cls) if entry.editor in OPTIONS]
    longest = max((len(title.split()) for entry in fields for title in entry.options.values()), default=0)
    for length in range(min(longest, len(words)), 0, -1):
        for entry in fields:
            if _option(entry, " ".join(words[:length])) is not None:
                return entry, length
    raise _unknown(cls, words[0])


def _give(cls: type[Member], given: dict[str, Any], entry: Hyperparameter, text: str, token: str) -> None:
    if entry.name in given:
        raise DescentError(
            say('{field} of {layer} is given twice, the second time as "{token}".', field=titled(entry.title),
                layer=titled(cls.title), token=_shown(token))
        )  # fmt: skip
    given[entry.name] = _value(cls, entry, text)


def _value(cls: type[Member], entry: Hyperparameter, text: str) -> Any:
    """What a field is set to by a text."""
    value: Any = None
    match entry.editor:
        case "count":
            value = _whole(entry, text)
        case "real":
            value = _number(text)
        case "switch":
            value = YES_AND_NO.get(text.lower())
        case "choice":
            value = _option(entry, text)
        case "choice_or_count":
            value = _option(entry, text)
            value = _whole(entry, text) if value is None else value
    fault = _fault(entry, value)
    if fault is not None:
        raise DescentError(
            say("{field} of {layer} must be {what}, not {given}.", field=titled(entry.title),
                layer=titled(cls.title), what=fault, given=_shown(text) or '""')
        )  # fmt: skip
    return value


def _fault(entry: Hyperparameter, value: Any) -> Message | None:
    """What the value of a field must be, where it is not; a value that could not be read is None."""
    if value is None:
        options = ", ".join(entry.options)
        match entry.editor:
            case "count":
                return say("a whole number")
            case "real":
                return say("a number")
            case "switch":
                return say("yes or no")
            case "choice":
                return say("one of {options}", options=options)
            case "choice_or_count":
                return say("one of {options}, or a whole number", options=options)
            case _:
                return say("set in its form")
    if entry.editor == "switch" or isinstance(value, str):
        return None
    if entry.minimum is not None and entry.minimum_excluded and value <= entry.minimum:
        return say("above {limit}", limit=_plain(entry.minimum))
    if entry.minimum is not None and value < entry.minimum:
        return say("at least {limit}", limit=_plain(entry.minimum))
    if entry.maximum is not None and entry.maximum_excluded and value >= entry.maximum:
        return say("below {limit}", limit=_plain(entry.maximum))
    if entry.maximum is not None and value > entry.maximum:
        return say("at most {limit}", limit=_plain(entry.maximum))
    return None


def _whole(entry: Hyperparameter, text: str) -> int | None:
    """A whole number, or None; a window of 5 pixels may be written 5x5."""
    square = _SQUARE.fullmatch(text) if entry.unit == "px" else None
    if square is not None and square[1] == square[2]:
        text = square[1]
    number = _number(text)
    return int(number) if number is not None and number.is_integer() else None


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _option(entry: Hyperparameter, text: str) -> str | None:
    """The stable name of the option that a text names."""
    wanted = _letters(text)
    return next((name for name, title in entry.options.items() if wanted in (_letters(name), _letters(title))), None)


def _unknown(cls: type[Member], token: str) -> DescentError:
    fields = tuple(_with_options(entry) for entry in hyperparameters(cls))
    if not fields:
        return DescentError(say('{layer} does not know "{token}": it has no settings.', layer=titled(cls.title),
                                token=_shown(token)))  # fmt: skip
    return DescentError(say('{layer} does not know "{token}": it takes {fields}.', layer=titled(cls.title),
                            token=_shown(token), fields=fields))  # fmt: skip


def _with_options(entry: Hyperparameter) -> Message:
    """What a field is called within a sentence, and what may be typed for it where that is one of several names."""
    field = titled(entry.title)
    if not entry.options:
        return say("{field:small}", field=field)
    return say("{field:small} ({options})", field=field, options=", ".join(entry.options))


def _either(entries: Sequence[Hyperparameter]) -> Message:
    """What several fields are called: Units or Bias."""
    names = (titled(entry.title) for entry in entries)
    return functools.reduce(lambda one, other: say("{one} or {other}", one=one, other=other), names)


def _letters(text: str) -> str:
    """A name as it is compared: small letters and digits, without blanks and other signs."""
    return "".join(character for character in text.lower() if character.isalnum())


def _plain(limit: float) -> str:
    return f"{limit:,.0f}" if float(limit).is_integer() else f"{limit:g}"


def _shown(text: str) -> str:
    """What was typed, cut to what one can read."""
    return text if len(text) <= 40 else text[:37] + "..."
