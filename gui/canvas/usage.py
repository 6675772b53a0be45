"""What a typed layer will be, in one line: its fields in order, and what each is filled with."""

from __future__ import annotations

import contextlib
import html
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine import Hyperparameter, hyperparameters, small, usage
from gui.canvas.additions import Addition, Refused
from gui.texts import catalogue
from gui.theme import theme


def usage_text(current: Addition, additions: Sequence[Addition]) -> str:
    """Rich text: what goes before where there is more than one, then the current one's fields, and what a template is.
    What was typed stands out from what is left as it is; from the first argument that does not fit on, they stand there
    as mistakes in place of the fields."""
    lines = []
    if len(additions) > 1:
        before = ", ".join(_as_typed(each) for each in additions[:-1])
        lines.append(_dim(QCoreApplication.translate("Usage", "{layers}, then").format(layers=before)))
    wrong = _read(current)[1]
    fields = [_field(field, value, typed) for field, value, typed in _filled(current) if typed or not wrong]
    fields += [_mistake(wrong)] if wrong else []
    lines.append("&nbsp;&nbsp; ".join([f"<b>{html.escape(current.offer.title)}</b>", *fields]))
    if current.offer.is_template:
        lines.append(_dim(html.escape(current.offer.summary)))
    return "<br>".join(lines)


def _filled(addition: Addition) -> list[tuple[Hyperparameter, Any, bool]]:
    """The fields in the order in which arguments fill them, then others that were named; their values, and whether
    each was typed. Arguments count up to the first that does not fit."""
    cls, fields = addition.offer.cls, usage(addition.offer.cls)
    made, _ = _read(addition)
    named = [field for field in hyperparameters(cls) if field not in fields and field.name in made.model_fields_set]
    return [(field, getattr(made, field.name), field.name in made.model_fields_set) for field in (*fields, *named)]


def _read(addition: Addition) -> tuple[Any, tuple[str, ...]]:
    """What the arguments make as far as they fit, and those from the first on that does not."""
    for end in range(len(addition.arguments), 0, -1):
        with contextlib.suppress(Refused):
            return Addition(addition.offer, addition.arguments[:end]).member(), addition.arguments[end:]
    return addition.offer.cls(), addition.arguments


def _as_typed(addition: Addition) -> str:
    """Title and arguments, with what does not fit marked."""
    _, wrong = _read(addition)
    right = addition.arguments[: len(addition.arguments) - len(wrong)]
    text = html.escape(" ".join((addition.offer.title, *right)))
    return f"{text} {_mistake(wrong)}" if wrong else text


def _field(field: Hyperparameter, value: Any, typed: bool) -> str:
    name = small(catalogue(field.title))
    if isinstance(value, bool):
        shown = QCoreApplication.translate("Usage", "on") if value else QCoreApplication.translate("Usage", "off")
    else:
        shown = f"{value:g}" if isinstance(value, float) else str(value)
    text = f"{name}&nbsp;{html.escape(shown)}".replace(" ", "&nbsp;")
    return f"<b>{text}</b>" if typed else _dim(text)


def _mistake(words: Sequence[str]) -> str:
    """Underlined too: not everyone sees the colour."""
    return f'<u style="color:{theme.tokens.problem}">{html.escape(" ".join(words))}</u>'


def _dim(text: str) -> str:
    return f'<span style="color:{theme.tokens.dim}">{text}</span>'
