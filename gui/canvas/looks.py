"""What stands on the boxes of the canvas, as texts in the user's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLocale, QObject

from engine import INPUT, Experiment, Hyperparameter, Node, Problem, hyperparameter, times
from gui.canvas.figures import Figures
from gui.document import Document
from gui.texts import catalogue, explain, node_title

LOSS = "loss:"
"""The loss box's key on the canvas; no node's id holds a colon."""


@dataclass(frozen=True)
class Look:
    """All that is shown of one box. `problem` is empty where there is none; `group` names the hue's token."""

    title: str
    details: tuple[str, ...]
    caption: str
    icon: str
    group: str
    problem: str = ""
    about: str = ""

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
        self.figures = Figures()
        """What stands below a layer's main hyperparameter."""

    def all(self) -> dict[str, Look]:
        """The looks of input, layers and loss, in this order."""
        experiment = self._document.experiment
        problems: dict[str, list[str]] = {}
        for problem in self._document.analysis.problems:
            problems.setdefault(owner(problem), []).append(explain(problem))
        looks = {INPUT: self._input(experiment, problems)}
        total = self.figures.total(self._document.analysis)
        for node in self._document.network.nodes:
            looks[node.id] = self._layer(node, problems, total)
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
            about=catalogue(source.summary()),
        )

    def _layer(self, node: Node, problems: dict[str, list[str]], total: int) -> Look:
        facts = self._document.analysis.nodes[node.id]
        layer: Any = node.layer
        details = []
        declared = hyperparameter(type(layer), layer.headline) if layer.headline else None
        if declared is not None:
            details.append(self._headline(declared, getattr(layer, declared.name)))
        figure = self.figures.of(facts, total)
        if figure:
            details.append(figure)
        return Look(
            title=node_title(node),
            details=tuple(details),
            caption=times(facts.shape) if facts.shape is not None else "?",
            icon=layer.kind_name(),
            group=layer.group,
            problem="\n".join(problems.get(node.id, ())),
            about=catalogue(layer.summary()),
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
            about=catalogue(loss.summary()),
        )

    def _headline(self, declared: Hyperparameter, value: Any) -> str:
        """A hyperparameter in the fewest words: 32 units, Units 1, Rate 0.5, Size 2 px."""
        name = catalogue(declared.title)
        if declared.editor == "count" and not declared.unit and value != 1:  # titles are plurals: Units
            return self.tr("{value} {name}").format(value=grouped_digits(value), name=name.lower())
        shown = catalogue(declared.options[value]) if value in declared.options else value
        return f"{name} {shown} {catalogue(declared.unit)}".strip()
