"""The engine's texts in the user's language: templates are looked up in the translation, then formatted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.formulas import typeset

if TYPE_CHECKING:
    from engine import Member, Message, Name, Node, Problem

CATALOGUE = "Catalogue"
"""The translation context of titles, help and explanations that members declare."""


def translate(message: Message) -> str:
    """A message of the engine as the user reads it."""
    return message.shown(QCoreApplication.translate)


def explain(problem: Problem) -> str:
    """A problem and its remedy in one line."""
    return f"{translate(problem.text)} {translate(problem.remedy)}"


def catalogue(text: str) -> str:
    """A declared text (title, help, explanation) as the user reads it."""
    return QCoreApplication.translate(CATALOGUE, text) if text else ""


def class_titles(names: Iterable[str]) -> tuple[str, ...]:
    """The classes of a data set as the user reads them: words of ours are translated, names and numbers stay."""
    return tuple(map(catalogue, names))


def member_tip(cls: type[Member]) -> str:
    """A member of a family under the cursor, as rich text: what it is called, what it is, how it computes."""
    return explained(catalogue(cls.title), catalogue(cls.summary()), catalogue(cls.formula()))


def explained(title: str, summary: str, formula: str = "") -> str:
    """Title, explanation and formula as the rich text of a tooltip."""
    text = f"<p><b>{escape(title)}</b></p><p>{escape(summary)}</p>"
    return f"{text}<p>{typeset(equations(formula))}</p>" if formula else text


def equations(formula: str) -> str:
    """A formula with one equation a line, its remarks under it, as narrow columns need it."""
    lines = re.split(r"\n|,  (?=\S)| {6,}", formula)
    return "\n".join(line.strip() for line in lines if line.strip())


def plain(text: str) -> str:
    """A text in which a menu or a button finds no shortcut letter."""
    return text.replace("&", "&&")


def shortened(text: str, most: int = 28) -> str:
    """A text of no more letters than that, with dots where others are left out."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def unlettered(text: str) -> str:
    """The text of an entry or a button as it is read, without the letter to choose it by: where a language has no such
    letters in its words, that stands behind them in parentheses."""
    text = re.sub(r"\s?\(&\w\)", "", text)
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def node_title(node: Node) -> str:
    """What a layer is called: its title, or what it is called without one."""
    return named(node.name())


def default_title(node: Node) -> str:
    """What a layer without a title is called: the catalogue's, with the number that its id has (Dense 2)."""
    return translate(node.default_name())


def named(name: Name) -> str:
    """What something is called, as the user reads it."""
    return name if isinstance(name, str) else translate(name)
