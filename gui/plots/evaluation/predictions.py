"""The predictions browser: every sample with its right answer, the one it got, and what that cost."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from engine import Evaluated, Look, Shown
from gui.document import Document
from gui.plots.evaluation.evaluating import EvaluationView
from gui.plots.evaluation.grid import GridArea
from gui.plots.evaluation.sample_table import SampleTable
from gui.plots.evaluation.verdicts import (
    ALL,
    CELL,
    CONFIDENT,
    DOUBTFUL,
    LOSS,
    MISTAKES,
    POSITION,
    RIGHT,
    caption,
    name_of,
    overall,
    places,
    shorter,
)
from gui.plots.focus import split_names
from gui.plots.line import Line
from gui.plots.view import Table
from gui.run_controller import RunController


class PredictionsView(EvaluationView):
    """Images as tiles, rows of numbers as a table; at first the most confident mistakes."""

    kind = "predictions"

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.which_option = self.options.add(self.tr("Samples"), self.tr("Which samples are shown"))
        self.order_option = self.options.add(self.tr("Order"), self.tr("Which samples come first"))
        self._which, self._order = MISTAKES, CONFIDENT  # what the user wants, where the task has it
        self._cell = self.focus.cell
        if self._cell is not None:
            self._which = CELL
        self.places = np.zeros(0, dtype=np.int64)
        """What is shown, as places within the evaluation."""
        self.tiles = GridArea(self.pictures)
        self.rows = SampleTable(self.pictures)
        self.none = QLabel(wordWrap=True, margin=8)
        self.none.setProperty("role", "dim")
        self.line = Line()
        self.stack = QStackedWidget()
        for widget in (self.tiles, self.rows, self.none):
            self.stack.addWidget(widget)
        page = QWidget()
        column = QVBoxLayout(page, spacing=2)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.line)
        self.set_page(page)
        self.which_option.chosen.connect(self._choose_which)
        self.order_option.chosen.connect(self._choose_order)
        for body in (self.tiles, self.rows):
            body.moved.connect(self.ask_if_shown)
        self.tiles.grid.chosen.connect(self.focus.choose_sample)
        self.rows.chosen.connect(self.focus.choose_sample)

    def looks(self) -> tuple[Look[Any], ...]:
        shown = self.stack.currentWidget()
        in_sight = shown.in_sight() if isinstance(shown, GridArea | SampleTable) and self.found is not None else []
        return self.evaluation_looks(in_sight)

    def show_evaluation(self, found: Evaluated) -> None:
        self._offer(found)
        which, order = self.which_option.value, self.order_option.value
        self.places = places(found, which, order, self.focus.cell)
        source = self.controller.experiment.data.source
        shape = source.input_shape()
        if not len(self.places):
            self.none.setText(self._nothing(found, which))
            self.stack.setCurrentWidget(self.none)
        elif len(shape) == 3:
            chosen = self.places
            self.tiles.grid.show_samples(
                found.index[chosen], lambda at: caption(found, int(chosen[at])), self.focus.sample
            )
            self.stack.setCurrentWidget(self.tiles)
        else:
            self.rows.show_samples(found, self.places, int(np.prod(shape)), self.focus.sample)
            self.stack.setCurrentWidget(self.rows)
        self.setFocusProxy(self.tiles.grid if self.stack.currentWidget() is self.tiles else self.rows)
        self._say()
        self.ask_if_shown()

    def show_pictures(self, shown: Shown) -> None:
        self.tiles.grid.update()
        self.rows.samples.refresh()

    def focus_changed(self) -> None:
        if self._cell != self.focus.cell:
            self._cell = self.focus.cell
            self._which = CELL if self._cell is not None else MISTAKES
            if self.found is not None:
                self.show_evaluation(self.found)
        self.tiles.grid.sample = self.focus.sample
        self.tiles.grid.update()
        self._say()

    def has_table(self) -> bool:
        return self.filled and self.found is not None

    def table(self) -> Table | None:
        found = self.found
        if found is None:
            return None
        columns: list[tuple[str, list[Any]]] = [(self.tr("Sample"), found.index[self.places].tolist())]
        if found.predicted is not None and found.targets is not None and found.answers is not None:
            for head, labels in ((self.tr("True class"), found.targets), (self.tr("Predicted class"), found.predicted)):
                columns.append((head, [name_of(found, at) for at in labels[self.places].tolist()]))
            columns += [
                (name_of(found, label), found.answers[self.places, label].tolist())
                for label in range(found.answers.shape[1])
            ]
        elif found.targets is not None and found.answers is not None:
            for at in range(found.answers.shape[1]):
                target, answer = found.targets[self.places, at], found.answers[self.places, at]
                columns.append((self.tr("Target {n}").format(n=at + 1), target.tolist()))
                columns.append((self.tr("Answer {n}").format(n=at + 1), answer.tolist()))
                columns.append((self.tr("Residual {n}").format(n=at + 1), (answer - target).tolist()))
        if found.losses is not None:
            columns.append((self.tr("Loss"), found.losses[self.places].tolist()))
        rows = list(zip(*(values for _, values in columns), strict=True))
        return Table(tuple(name for name, _ in columns), rows)

    def _offer(self, found: Evaluated) -> None:
        """Offer what the task has, and take what the user wants, where it is among it."""
        which: list[tuple[str, str]] = [(ALL, self.tr("All"))]
        orders: list[tuple[str, str]] = []
        if found.losses is not None:
            orders.append((LOSS, self.tr("Highest loss first")))
        if found.predicted is not None:
            which = [(MISTAKES, self.tr("Mistakes")), (RIGHT, self.tr("Correct ones")), *which]
            orders += [(CONFIDENT, self.tr("Most confident first")), (DOUBTFUL, self.tr("Least confident first"))]
            cell = self.focus.cell
            if cell is not None and max(cell) < len(found.class_names):
                right, taken = (name_of(found, label) for label in cell)
                which.append((CELL, self.tr("{right} taken for {taken}").format(right=right, taken=taken)))
        orders.append((POSITION, self.tr("By sample number")))
        self.which_option.offer(which, self._which)
        self.order_option.offer(orders, self._order)
        self.options.fit()

    def _choose_which(self, which: str) -> None:
        self._which = which
        self._again()

    def _choose_order(self, order: str) -> None:
        self._order = order
        self._again()

    def _again(self) -> None:
        if self.found is not None:
            self.show_evaluation(self.found)
            self.tiles.verticalScrollBar().setValue(0)
            self.rows.scrollToTop()

    def _say(self) -> None:
        found = self.found
        if found is None:
            return
        there = np.flatnonzero(found.index == self.focus.sample) if self.focus.sample is not None else ()
        if len(there):
            self.line.say(caption(found, int(there[0])).full)
            return
        count = self.tr("{shown} shown").format(shown=f"{len(self.places):,}")
        split = split_names()[found.split]
        self.line.say(f"{overall(found, split)} · {count}", *shorter(found, split))

    def _nothing(self, found: Evaluated, which: str) -> str:
        if which == MISTAKES:
            return self.tr("No mistakes: all {count} samples are answered correctly.").format(
                count=f"{len(found.index):,}"
            )
        return self.tr("No sample is like that.")
