"""The confusion matrix: which classes are taken for which, and which samples these are."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine import Evaluated, Look, Shown
from gui.document import Document
from gui.plots.evaluation.class_table import ClassTableArea
from gui.plots.evaluation.evaluating import EvaluationView
from gui.plots.evaluation.grid import GridArea
from gui.plots.evaluation.matrix import BY_PREDICTED, BY_RIGHT, COUNTS, Matrix
from gui.plots.evaluation.verdicts import CELL, CONFIDENT, caption, overall, places, shorter
from gui.plots.line import Line
from gui.plots.view import Table
from gui.run_controller import RunController
from gui.texts import class_titles

FIGURES = "figures"
"""The reading that shows precision, recall and F1 in place of the matrix."""

BESIDE = 420
"""Pixels of width from which on there is room beside the matrix."""

BOTH = 160
"""Pixels of height that samples need below the figures."""


class ConfusionView(EvaluationView):
    """The matrix; beside it where there is room the figures of each class, or the samples of the chosen cell."""

    kind = "confusion"
    _enlarged = False

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.reading_option = self.options.add(self.tr("Reading"), self.tr("How the matrix is read"))
        self.reading_option.offer(
            [
                (COUNTS, self.tr("Counts")),
                (BY_RIGHT, self.tr("% of true class")),
                (BY_PREDICTED, self.tr("% of predicted class")),
                (FIGURES, self.tr("Precision, recall, F1")),
            ],
            COUNTS,
        )
        self.matrix = Matrix()
        self.figures = ClassTableArea()
        self.samples = GridArea(self.pictures)
        self.cell_heading = QLabel(wordWrap=True)
        self.cell_heading.setProperty("role", "dim")
        self.line = Line()
        self._side = QWidget()
        side = QVBoxLayout(self._side, spacing=4)
        side.setContentsMargins(0, 0, 0, 0)
        self._figures_home = QVBoxLayout()
        side.addLayout(self._figures_home)
        side.addWidget(self.cell_heading)
        side.addWidget(self.samples, 1)
        page = QWidget()
        self._row = QHBoxLayout(spacing=10)
        self._row.addWidget(self.matrix, 3)
        self._row.addWidget(self._side, 2)
        self._row.addWidget(self.figures, 2)
        column = QVBoxLayout(page, spacing=2)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row, 1)
        column.addWidget(self.line)
        self.set_page(page)
        self.setFocusProxy(self.matrix)
        self.reading_option.chosen.connect(self._read)
        self.matrix.chosen.connect(self.focus.choose_cell)
        self.samples.grid.chosen.connect(self.focus.choose_sample)
        self.samples.moved.connect(self.ask)
        self._arrange()

    def unfit(self) -> str:
        if self.controller.experiment.data.task != "classification":
            return self.tr(
                "These data have no classes that could be confused. Predictions shows the residual of every sample."
            )
        return ""

    def looks(self) -> tuple[Look[Any], ...]:
        return self.evaluation_looks(self.samples.in_sight() if self.samples.isVisible() else ())

    def show_evaluation(self, found: Evaluated) -> None:
        if found.counts is None:
            return
        self.matrix.show_counts(found.counts, class_titles(found.class_names))
        self.figures.table.show_figures(found)
        self._show_focus()

    def show_pictures(self, shown: Shown) -> None:
        self.samples.grid.update()

    def focus_changed(self) -> None:
        self._arrange()
        self._show_focus()

    def has_table(self) -> bool:
        return self.filled and self.found is not None and self.found.counts is not None

    def table(self) -> Table | None:
        found = self.found
        if found is None or found.counts is None:
            return None
        if self.reading_option.value == FIGURES:
            return Table(self.figures.table.heads(), self.figures.table.rows)
        shown = found.counts if self.matrix.reading == COUNTS else self.matrix.shares()
        names = class_titles(found.class_names)
        heads = (self.tr("True class"), *names)
        return Table(heads, [(name, *row) for name, row in zip(names, shown.tolist(), strict=True)])

    def set_enlarged(self, enlarged: bool) -> None:
        super().set_enlarged(enlarged)
        self._enlarged = enlarged
        if hasattr(self, "line"):  # it is told so first while it is being built
            self._show_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._show_focus()

    def _read(self, reading: str) -> None:
        if reading != FIGURES:
            self.matrix.read_as(reading)
        self._arrange()
        self._show_focus()

    def _cell(self) -> tuple[int, int] | None:
        """The chosen cell, where this matrix has it."""
        cell = self.focus.cell
        return cell if cell is not None and max(cell) < len(self.matrix.counts) else None

    def _show_focus(self) -> None:
        found, cell = self.found, self._cell()
        self.matrix.point_at(cell)
        self.figures.table.mark(None if cell is None else cell[0])
        if found is None or found.counts is None:
            return
        if cell is None:
            self.line.say(overall(found, self.split_name()), *shorter(found, self.split_name()))
            return
        beside = self._side.isVisibleTo(self)  # where the sentence stands as well
        text = overall(found, self.split_name()) if beside else f"{self.matrix.sentence(*cell)} · {self.split_name()}"
        if self._enlarged:
            text += " · " + self.tr("Esc lets the cell go, once more leaves the large view")
        self.line.say(text, *(shorter(found, self.split_name()) if beside else (self.matrix.sentence(*cell),)))
        chosen = places(found, CELL, CONFIDENT, cell)
        self.cell_heading.setText(self.matrix.sentence(*cell))
        self.samples.grid.show_samples(
            found.index[chosen], lambda at: caption(found, int(chosen[at])), self.focus.sample
        )
        self.ask_if_shown()

    def _arrange(self) -> None:
        """Put beside the matrix what there is room for."""
        figures_only = self.reading_option.value == FIGURES
        beside = self.width() >= BESIDE and not figures_only
        cell = self._cell()
        pictures = len(self.controller.experiment.data.source.input_shape()) == 3
        samples = beside and cell is not None and pictures
        needed = self.figures.table.sizeHint().height() + 4
        room = self.height() - 60
        figures = figures_only or (beside and (not samples or room - needed >= BOTH))
        self.matrix.setVisible(not figures_only)
        home = self._figures_home if samples else self._row
        if self.figures.parentWidget() is None or home.indexOf(self.figures) < 0:
            self.figures.setParent(None)
            home.addWidget(self.figures, *((2,) if home is self._row else ()))
        self.figures.setMaximumHeight(needed if samples else 16777215)
        self.figures.setMinimumHeight(needed if samples and figures else 0)
        self.figures.setVisible(figures)
        self._side.setVisible(samples)
