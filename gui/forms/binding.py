"""Where a field stands in the document: it reads it, sets it as one undo step, and knows what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QCoreApplication

from engine import DescentError, Hyperparameter, Problem, Value, field_faults, get, hyperparameter, replaced, small
from gui.document import Document
from gui.texts import catalogue, node_title, translate


class Missing(Enum):
    """What stands where there is no single value."""

    GONE = 1
    """The path leads nowhere (any more)."""
    MIXED = 2
    """Several values are edited together, and differ."""


@dataclass(frozen=True)
class Binding:
    """One field of the experiment, or the same field of several nodes, by dotted path. The empty path is the whole."""

    document: Document
    paths: tuple[str, ...]

    def at(self, name: str) -> Binding:
        """The field `name` of what stands here."""
        return Binding(self.document, tuple(f"{path}.{name}" if path else name for path in self.paths))

    def values(self) -> tuple[Any, ...]:
        """What stands at each path; empty where one of them leads nowhere."""
        experiment = self.document.experiment
        try:
            return tuple(get(experiment, path) if path else experiment for path in self.paths)
        except (KeyError, AttributeError):
            return ()

    def value(self) -> Any:
        """What stands there; a member of Missing where there is no single value."""
        found = self.values()
        if not found:
            return Missing.GONE
        return found[0] if all(each == found[0] for each in found[1:]) else Missing.MIXED

    def orphaned(self) -> bool:
        """Whether a layer that has such a field was removed, so that whatever shows the field goes too."""
        known = {node.id for node in self.document.network.nodes}
        parts = [path.split(".", 3) for path in self.paths]
        return any(each[:2] == ["model", "nodes"] and len(each) > 2 and each[2] not in known for each in parts)

    def kinds(self) -> tuple[type[Value], ...]:
        """The classes of the values that stand there, without repetition; empty where the path leads nowhere."""
        return tuple(dict.fromkeys(type(value) for value in self.values()))

    def set(self, text: str, value: Any, gesture: str = "") -> str:
        """Set the field as one undo step called `text`. Returns why it was refused, as the user reads it, else ""."""
        return self._edit(text, [value] * len(self.paths), gesture)

    def restore(self, text: str, values: Sequence[Any], gesture: str) -> str:
        """Put back the `values` from before a gesture; with nothing left of it, its undo step goes as well."""
        return self._edit(text, values, gesture)

    def problems(self) -> tuple[Problem, ...]:
        """The problems named on this very field."""
        return tuple(each for each in self.document.analysis.problems if problem_path(each) in self.paths)

    def entry(self) -> Hyperparameter | None:
        """The declaration of the field, or None where it has none (an element of a list)."""
        owner_path, _, name = self.paths[0].rpartition(".")
        try:
            owner = get(self.document.experiment, owner_path) if owner_path else self.document.experiment
        except (KeyError, AttributeError):
            return None
        return hyperparameter(type(owner), name) if isinstance(owner, Value) else None

    def undo_text(self, title: str) -> str:
        """What an edit of this field is called in the undo list: Set units of dense."""
        field = small(catalogue(title))
        if len(self.paths) > 1:
            return QCoreApplication.translate("Forms", "Set {field} of {count} layers").format(
                field=field, count=len(self.paths)
            )
        owner = self.node_name()
        if owner:
            return QCoreApplication.translate("Forms", "Set {field} of {name}").format(field=field, name=owner)
        return QCoreApplication.translate("Forms", "Set {field}").format(field=field)

    def node_name(self) -> str:
        """What the node is called whose field this is; empty where it is not a node's."""
        parts = self.paths[0].split(".")
        if parts[:2] != ["model", "nodes"] or len(parts) < 3:
            return ""
        try:
            return node_title(self.document.network.node(parts[2]))
        except KeyError:
            return ""

    def _edit(self, text: str, values: Sequence[Any], gesture: str) -> str:
        try:
            experiment = self.document.experiment
            for path, value in zip(self.paths, values, strict=True):
                experiment = replaced(experiment, path, value)
            merge = f"{self.paths[0]}:{gesture}" if gesture else ""
            self.document.edit(text, experiment, paths=self.paths, merge=merge)
        except ValidationError as fault:
            # Where a choice or a number may stand, both say why not; the number's reason comes last and tells more.
            said = translate(field_faults(fault)[-1].text)
            return said[:1].upper() + said[1:]
        except DescentError as fault:
            return translate(fault.message)
        except (KeyError, AttributeError):  # what was edited was removed meanwhile
            return ""
        return ""


def problem_path(problem: Problem) -> str:
    """The dotted path, within the experiment, of the value a problem is about; empty where it is about none."""
    if problem.field is None:
        return ""
    return f"model.nodes.{problem.node}.{problem.field}" if problem.node else problem.field


def problems_under(document: Document, prefixes: Sequence[str]) -> tuple[Problem, ...]:
    """The problems of the experiment itself (of no node) whose value stands at or under one of the paths."""
    return tuple(
        problem
        for problem in document.analysis.problems
        if problem.node is None and any(f"{problem_path(problem)}.".startswith(f"{prefix}.") for prefix in prefixes)
    )
