"""What is said about a field under the cursor: what it is, its range, default and unit; all from its declaration."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine import Hyperparameter
from gui.forms.numbers import exact
from gui.texts import catalogue

NUMBERS = frozenset({"count", "real", "choice_or_count"})
"""The editors of fields that are one number, or may be."""


def field_facts(entry: Hyperparameter) -> list[str]:
    """Range, default and unit, each as a line; what a field has not is left out."""
    lines = [range_text(entry)]
    default = shown(entry, entry.default)
    if default:
        lines.append(QCoreApplication.translate("Forms", "Default: {value}").format(value=default))
    if entry.unit:
        lines.append(QCoreApplication.translate("Forms", "Unit: {unit}").format(unit=catalogue(entry.unit)))
    return [line for line in lines if line]


def field_remark(entry: Hyperparameter, *, running: bool) -> str:
    """What an edit does to a run, where there is something to say."""
    if not running:
        return QCoreApplication.translate("Forms", "May change while training.") if entry.live else ""
    if entry.live:
        return QCoreApplication.translate("Forms", "Changes take effect while training.")
    return QCoreApplication.translate("Forms", "Changes take effect when training starts anew.")


def field_tip(entry: Hyperparameter, *, running: bool, more: str = "") -> str:
    """All of it as the rich text of a tooltip; `more` follows it."""
    facts = "<br>".join(escape(line) for line in field_facts(entry))
    remark = field_remark(entry, running=running)
    parts = [f"<b>{escape(catalogue(entry.title))}</b>", escape(catalogue(entry.help)), facts, escape(remark)]
    parts.append(f"<i>{escape(more)}</i>" if more else "")
    return "".join(f"<p>{part}</p>" for part in parts if part)


def field_words(entry: Hyperparameter, *, running: bool) -> str:
    """All of it as plain text, for who hears it."""
    facts = [f"{line}." for line in field_facts(entry)]
    parts = [catalogue(entry.help), *facts, field_remark(entry, running=running)]
    return " ".join(part for part in parts if part)


def range_text(entry: Hyperparameter) -> str:
    """The bounds in words, as in "From 1 to 1,000,000" or "Above 0, below 1"; empty where there are none."""
    low = "" if entry.minimum is None else shown(entry, entry.minimum)
    high = "" if entry.maximum is None else shown(entry, entry.maximum)
    if low and high and not (entry.minimum_excluded or entry.maximum_excluded):
        text = QCoreApplication.translate("Forms", "from {low} to {high}").format(low=low, high=high)
    else:
        above = QCoreApplication.translate("Forms", "above {limit}")
        at_least = QCoreApplication.translate("Forms", "at least {limit}")
        below = QCoreApplication.translate("Forms", "below {limit}")
        at_most = QCoreApplication.translate("Forms", "at most {limit}")
        parts = [(above if entry.minimum_excluded else at_least).format(limit=low)] if low else []
        parts += [(below if entry.maximum_excluded else at_most).format(limit=high)] if high else []
        text = ", ".join(parts)
    if text and entry.options:
        number = QCoreApplication.translate("Forms", "or a number {range}").format(range=text)
        text = ", ".join([*(catalogue(title) for title in entry.options.values()), number])
    return text[:1].upper() + text[1:]


def shown(entry: Hyperparameter, value: Any) -> str:
    """A value of a field in words: a number with its thousands set apart, an option by its title."""
    if isinstance(value, bool):
        return QCoreApplication.translate("Forms", "on") if value else QCoreApplication.translate("Forms", "off")
    if isinstance(value, int | float):
        whole = float(value).is_integer() and abs(value) < 1e15
        return f"{int(value):,}" if whole else exact(value)
    return catalogue(entry.options.get(value, value)) if isinstance(value, str) else ""
