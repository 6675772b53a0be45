"""What stands on the boxes of the canvas, as texts in the user's language."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLocale, QObject

from engine import INPUT, Hyperparameter, Node, NodeFacts, Problem, hyperparameter, small, times
from gui.canvas.figures import Figures
from gui.canvas.folding import Folding
from gui.document import Document
from gui.groups import group_title
from gui.texts import catalogue, explain, node_title

_declared = functools.cache(hyperparameter)

LOSS = "loss:"
"""The loss box's key on the canvas; no node's id holds a colon."""


@dataclass(frozen=True)
class Look:
    """All that is shown of one box. `problem` is empty where there is none; `group` names the hue's token; `stack` the
    hues of the layers within, where the box is a collapsed group."""

    title: str
    details: tuple[str, ...]
    caption: str
    icon: str
    group: str
    problem: str = ""
    stack: tuple[str, ...] = ()

    def spoken(self) -> str:
        """The box in one line, for a screen reader."""
        return ", ".join(part for part in (self.title, *self.details, self.caption, self.problem) if part)


def owner(problem: Problem) -> str:
    """The key of the box that shows a problem; empty where none does."""
    head = (problem.field or "").partition(".")[0]
    return problem.node or {"data": INPUT, "loss": LOSS}.get(head, "")


def grouped_digits(number: int) -> str:
    """A whole number with thousands separators, as the user's country writes it."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        locale = QLocale(QLocale.Language.English)
    return locale.toString(number)


class Looks(QObject):
    """Makes the looks of a document's boxes."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.folding = Folding(document.network, document.groups)
        """Which boxes there are, as of the last call of `all`."""
        self.figures = Figures()
        """What stands below a layer's main hyperparameter."""
        self._made: dict[str, tuple[tuple[object, ...], Look]] = {}
        """The looks of last time, and what each was made from."""

    def all(self) -> dict[str, Look]:
        """The looks of input, layers and loss, in this order; collapsed groups in place of their layers."""
        document, experiment = self._document, self._document.experiment
        network, facts = document.network, document.analysis.nodes
        problems: dict[str, tuple[str, ...]] = {}
        for problem in document.analysis.problems:
            problems[owner(problem)] = (*problems.get(owner(problem), ()), explain(problem))
        nodes = {node.id: node for node in network.nodes}
        self.folding = Folding(network, document.groups)
        figures = self.figures, self.figures.total(document.analysis) if self.figures.share else 0
        old, self._made = self._made, {}

        def look(key: str, make: Callable[..., Look], *parts: object) -> None:
            """Made from these parts, unless it was made from the same before: an edit changes few boxes."""
            known = old.get(key)
            self._made[key] = known if known is not None and known[0] == parts else (parts, make(*parts))

        look(INPUT, self._input, experiment.data.source, document.analysis.input_shape, problems.get(INPUT, ()))
        for key in self.folding.order[1:]:
            group = self.folding.groups.get(key)
            if group is None:
                look(key, self._layer, nodes[key], facts[key], problems.get(key, ()), *figures)
            else:
                inside = tuple((nodes[each], facts[each], problems.get(each, ())) for each in group.nodes)
                outlet = facts[self.folding.outlet(key)]
                look(key, self._group, group_title(group, network), inside, outlet, *figures)
        look(LOSS, self._loss, experiment.loss, problems.get(LOSS, ()))
        return {key: made for key, (_, made) in self._made.items()}

    def title(self, node_id: str) -> str:
        """What a box is called."""
        if node_id == INPUT:
            return catalogue(self._document.experiment.data.source.title)
        return node_title(self._document.network.node(node_id))

    def _input(self, source: Any, shape: tuple[int, ...], problems: Sequence[str]) -> Look:
        return Look(
            title=catalogue(source.title),
            details=(self.tr("{count} samples").format(count=grouped_digits(source.size())),),
            caption=times(shape),
            icon="input",
            group="data",
            problem="\n".join(problems),
        )

    def _layer(self, node: Node, facts: NodeFacts, problems: Sequence[str], figures: Figures, total: int) -> Look:
        layer: Any = node.layer
        details = []
        declared = _declared(type(layer), layer.headline) if layer.headline else None
        if declared is not None:
            details.append(self._headline(declared, getattr(layer, declared.name)))
        figure = figures.of([facts], total)
        if figure:
            details.append(figure)
        return Look(
            title=node_title(node),
            details=tuple(details),
            caption=times(facts.shape) if facts.shape is not None else "?",
            icon=layer.kind_name(),
            group=layer.group,
            problem="\n".join(problems),
        )

    def _group(
        self, title: str, inside: Sequence[tuple[Node, NodeFacts, Sequence[str]]], outlet: NodeFacts, figures: Figures,
        total: int,
    ) -> Look:  # fmt: skip
        """The look of a collapsed group with these layers inside; `outlet` is the one that wires leave."""
        details = [self.tr("{count} layers").format(count=len(inside))]
        figure = figures.of([facts for _, facts, _ in inside], total)
        if figure:
            details.append(figure)
        hues = tuple(node.layer.group for node, _, _ in inside)
        return Look(
            title=title,
            details=tuple(details),
            caption=times(outlet.shape) if outlet.shape is not None else "?",
            icon="group",
            group=Counter(hues).most_common(1)[0][0],
            problem="\n".join(f"{node_title(node)}: {text}" for node, _, problems in inside for text in problems),
            stack=hues,
        )

    def _loss(self, loss: Any, problems: Sequence[str]) -> Look:
        return Look(
            title=catalogue(loss.title),
            details=(),
            caption="",
            icon="loss",
            group="data",
            problem="\n".join(problems),
        )

    def _headline(self, declared: Hyperparameter, value: Any) -> str:
        """A hyperparameter in the fewest words: 32 units, 1 unit, Rate 0.5, Size 2 px."""
        singular = {"units": self.tr("1 unit"), "filters": self.tr("1 filter")}.get(declared.name)
        if value == 1 and singular is not None:
            return singular
        name = catalogue(declared.title)
        if declared.editor == "count" and not declared.unit and value != 1:  # titles are plurals: Units
            return self.tr("{value} {name}").format(value=grouped_digits(value), name=small(name))
        shown = catalogue(declared.options[value]) if value in declared.options else value
        return f"{name} {shown} {catalogue(declared.unit)}".strip()
