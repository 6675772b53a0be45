"""What stands on the boxes of the canvas, as texts in the user's language."""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLocale, QObject

from engine import INPUT, Experiment, Hyperparameter, Node, Problem, hyperparameter, small, times
from gui.canvas.figures import Figures
from gui.canvas.folding import Folding
from gui.document import Document
from gui.groups import Group, group_title
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

    def all(self) -> dict[str, Look]:
        """The looks of input, layers and loss, in this order; collapsed groups in place of their layers."""
        experiment = self._document.experiment
        problems: dict[str, list[str]] = {}
        for problem in self._document.analysis.problems:
            problems.setdefault(owner(problem), []).append(explain(problem))
        looks = {INPUT: self._input(experiment, problems)}
        nodes = {node.id: node for node in self._document.network.nodes}
        self.folding = Folding(self._document.network, self._document.groups)
        total = self.figures.total(self._document.analysis)
        for key in self.folding.order[1:]:
            group = self.folding.groups.get(key)
            if group is None:
                looks[key] = self._layer(nodes[key], problems, total)
            else:
                looks[key] = self._group(key, group, problems, total)
        looks[LOSS] = self._loss(experiment, problems)
        return looks

    def title(self, node_id: str) -> str:
        """What a box is called."""
        if node_id == INPUT:
            return catalogue(self._document.experiment.data.source.title)
        return node_title(self._document.network.node(node_id))

    def _input(self, experiment: Experiment, problems: dict[str, list[str]]) -> Look:
        source = experiment.data.source
        return Look(
            title=catalogue(source.title),
            details=(self.tr("{count} samples").format(count=grouped_digits(source.size())),),
            caption=times(self._document.analysis.input_shape),
            icon="input",
            group="data",
            problem="\n".join(problems.get(INPUT, ())),
        )

    def _layer(self, node: Node, problems: dict[str, list[str]], total: int) -> Look:
        facts = self._document.analysis.nodes[node.id]
        layer: Any = node.layer
        details = []
        declared = _declared(type(layer), layer.headline) if layer.headline else None
        if declared is not None:
            details.append(self._headline(declared, getattr(layer, declared.name)))
        figure = self.figures.of([facts], total)
        if figure:
            details.append(figure)
        return Look(
            title=node_title(node),
            details=tuple(details),
            caption=times(facts.shape) if facts.shape is not None else "?",
            icon=layer.kind_name(),
            group=layer.group,
            problem="\n".join(problems.get(node.id, ())),
        )

    def _group(self, key: str, group: Group, problems: dict[str, list[str]], total: int) -> Look:
        network, facts = self._document.network, self._document.analysis.nodes
        nodes = [network.node(node_id) for node_id in group.nodes]
        details = [self.tr("{count} layers").format(count=len(nodes))]
        figure = self.figures.of([facts[node.id] for node in nodes], total)
        if figure:
            details.append(figure)
        shape = facts[self.folding.outlet(key)].shape
        hues = tuple(node.layer.group for node in nodes)
        return Look(
            title=group_title(group, network),
            details=tuple(details),
            caption=times(shape) if shape is not None else "?",
            icon="group",
            group=Counter(hues).most_common(1)[0][0],
            problem="\n".join(f"{node_title(node)}: {text}" for node in nodes for text in problems.get(node.id, ())),
            stack=hues,
        )

    def _loss(self, experiment: Experiment, problems: dict[str, list[str]]) -> Look:
        loss = experiment.loss
        return Look(
            title=catalogue(loss.title),
            details=(),
            caption="",
            icon="loss",
            group="data",
            problem="\n".join(problems.get(LOSS, ())),
        )

    def _headline(self, declared: Hyperparameter, value: Any) -> str:
        """A hyperparameter in the fewest words: 32 units, Units 1, Rate 0.5, Size 2 px."""
        name = catalogue(declared.title)
        if declared.editor == "count" and not declared.unit and value != 1:  # titles are plurals: Units
            return self.tr("{value} {name}").format(value=grouped_digits(value), name=small(name))
        shown = catalogue(declared.options[value]) if value in declared.options else value
        return f"{name} {shown} {catalogue(declared.unit)}".strip()
