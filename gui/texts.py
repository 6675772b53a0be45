"""The engine's texts in the user's language: templates are looked up in the translation, then formatted."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.formulas import typeset

if TYPE_CHECKING:
    from engine import Member, Message, Node, Problem

CATALOGUE = "Catalogue"
"""The translation context of titles, help and explanations that members declare."""


def translate(message: Message) -> str:
    """A message of the engine as the user reads it. Arguments that are messages themselves are translated too."""
    template = QCoreApplication.translate(message.context, message.template)
    arguments = {name: _argument(value) for name, value in message.arguments.items()}
    return template.format(**arguments)


def explain(problem: Problem) -> str:
    """A problem and its remedy in one line."""
    return f"{translate(problem.text)} {translate(problem.remedy)}"


def catalogue(text: str) -> str:
    """A declared text (title, help, explanation) as the user reads it."""
    return QCoreApplication.translate(CATALOGUE, text) if text else ""


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


def node_title(node: Node) -> str:
    """What a layer is called: its title, or what it is called without one."""
    return node.title or default_title(node)


def default_title(node: Node) -> str:
    """What a layer without a title is called: the catalogue's, with the number that its id has (Dense 2)."""
    title = catalogue(node.layer.title)
    stem, _, number = node.id.rpartition("_")
    return f"{title} {number}" if number.isdigit() and stem == node.layer.kind_name() else title


def _argument(value: object) -> object:
    return translate(value) if hasattr(value, "template") and hasattr(value, "context") else value  # type: ignore[arg-type]
