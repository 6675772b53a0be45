"""Histograms of activations, weights, gradients, biases and updates, one row a layer; as they are now, or over the
steps of the run. Only what is in sight is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from engine import Histograms, Node, Snapshot
from gui.document import Document
from gui.plots.histograms.cells import Cell
from gui.plots.histograms.column_titles import ColumnTitles
from gui.plots.histograms.reading import quantile_names
from gui.plots.histograms.row_layout import GAP
from gui.plots.histograms.rows import Rows
from gui.plots.histograms.step_range import StepRange
from gui.plots.options import Options
from gui.plots.remembering import Remembered
from gui.plots.view import Table, View
from gui.run_controller import RunController
from gui.texts import node_title, shortened
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Histogram, Slices
    from gui.runs import Run

KINDS = ("activations", "weights", "gradients", "biases", "updates")
"""From left to right; every layer has the first."""

MAIN = KINDS[:3]
"""Those that are shown at first."""

FIRST = "first"
"""The choice to compare with the first step."""


class HistogramsPlot(View):
    """All layers in rows, or one layer large; some kinds in columns, or one; now, or over time."""

    kind = "histograms"

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self._layers: list[tuple[str, str, bool]] = []
        """The layers on offer: id, title, and whether they have parameters."""
        self._named: dict[str, tuple[Node, str]] = {}  # as they were named last: most stay what they are
        self.snapshot: Snapshot | None = None
        """What is shown as it is now."""
        self._alone = True
        """Whether no more than that is shown."""
        names = self.kind_names()
        self.options = Options()
        self.choices.addWidget(self.options, 1000)
        self.compare_option = self.options.add(
            self.tr("Compare with"),
            self.tr("What is drawn over the histograms: nothing, those of the first step, or of a past run"),
        )
        self.kind_option = self.options.add(self.tr("Kind"), self.tr("Which figures to show"))
        self.layer_option = self.options.add(self.tr("Layer"), self.tr("Which layer to show"))
        self.mode_option = self.options.add(
            self.tr("Display"), self.tr("Histograms as they are now, or over the steps of the run")
        )
        self.kind_option.offer(
            [
                (MAIN, self.tr("Activations, weights, gradients")),
                (KINDS, self.tr("These, biases and updates")),
                *(((kind,), names[kind]) for kind in KINDS),
            ],
            MAIN,
        )
        self.mode_option.offer(
            [
                ("now", self.tr("Now")), ("ridge", self.tr("Ridges")), ("overlay", self.tr("Overlay")),
                ("heat", self.tr("Heat map")), ("bands", self.tr("Percentiles")),
            ], "now",
        )  # fmt: skip
        self.rows = Rows(document, names, self.cell)
        self.titles = ColumnTitles(names, self.rows)
        self.legend = QLabel(textFormat=Qt.TextFormat.PlainText, visible=False)
        self.legend.setContentsMargins(GAP, 0, 0, 0)
        self.legend.setMinimumWidth(1)  # a run may have a long name
        self.range = StepRange()
        self.range.hide()
        self.scroll = QScrollArea(
            widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.NoFocus,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )  # fmt: skip
        self.scroll.setWidget(self.rows)
        table = QWidget()
        columns = QVBoxLayout(table, spacing=0)
        columns.setContentsMargins(0, 0, 0, 0)
        for each in (self.legend, self.titles):
            columns.addWidget(each)
        columns.addWidget(self.scroll, 1)
        columns.addWidget(self.range)
        self.set_page(table)

        for option in (self.compare_option, self.kind_option, self.layer_option, self.mode_option):
            option.chosen.connect(self._choose)
        remembered = Remembered.of(controller)
        for name, option in (("kinds", self.kind_option), ("display", self.mode_option)):
            option.take(remembered.last(self.kind, name))
            option.chosen.connect(partial(remembered.keep, self.kind, name))
        self.range.changed.connect(self.rows.renew)
        self.rows.read.connect(self._show_step)
        self.rows.resized.connect(self._fit_rows)
        self.scroll.verticalScrollBar().valueChanged.connect(self.ask)
        document.settled.connect(self._fill_layers)
        document.selection_settled.connect(self._follow_selection)
        controller.runs.changed.connect(self._fill_runs)
        theme.changed.connect(self._choose)
        self._fill_runs()
        self._fill_layers()

    def kind_names(self) -> dict[str, str]:
        """The kinds as the user reads them."""
        return {
            "activations": self.tr("Activations"),
            "weights": self.tr("Weights"),
            "gradients": self.tr("Gradients"),
            "biases": self.tr("Biases"),
            "updates": self.tr("Updates"),
        }

    # What the cells show

    @property
    def compared(self) -> Run | None:
        """The past run that is compared."""
        chosen = self.compare_option.value
        return next((run for run in self.controller.runs.past if f"run {run.number}" == chosen), None)

    def cell(self, node_id: str, kind: Any) -> Cell:
        """What a layer's cell of a kind shows."""
        now = self.snapshot.histograms.get((node_id, kind)) if self.snapshot is not None else None
        if self._alone and now is not None:
            return Cell(now)
        kept = self.controller.histograms.record.slices(node_id, kind)
        run = self.compared
        other = None if run is None else run.histograms.slices(node_id, kind)
        name = "" if run is None else run.name
        if now is None and kept is not None:  # what was seen last, of an earlier step
            now = kept.histogram(-1)
        if self.rows.mode == "now":
            first = kept.histogram(0) if kept is not None and self.compare_option.value == FIRST else None
            return Cell(now, None, first, other, name)
        return Cell(now, self._within(kept), None, self._within(other), name)

    def _within(self, slices: Slices | None) -> Slices | None:
        return None if slices is None else slices.between(self.range.low, self.range.high)

    # What can be chosen

    def _fill_layers(self) -> None:
        """Offer the layers the network has now, and keep the choice where it is still there."""
        named, analysis = self._named, self.document.analysis
        self._named = {
            node.id: named[node.id] if node.id in named and named[node.id][0] is node else (node, node_title(node))
            for node in self.document.network.nodes
        }
        layers = [(each, self._named[each][1], bool(analysis.nodes[each].parameters)) for each in analysis.order]
        if layers == self._layers:  # most edits leave them alone
            return
        self._layers = layers
        entries = [(None, self.tr("All layers")), *((each, title) for each, title, _ in layers)]
        self.layer_option.offer(entries, self.layer_option.value)
        self.options.fit()
        self._choose()

    def _fill_runs(self) -> None:
        """Offer the past runs of which histograms are kept."""
        entries = [(None, self.tr("No comparison")), (FIRST, self.tr("First step"))]
        entries += [
            (f"run {run.number}", shortened(run.name)) for run in self.controller.runs.past if run.histograms.keys
        ]
        self.compare_option.offer(entries, self.compare_option.value)
        self.options.fit()
        self._choose()

    def _choose(self) -> None:
        kinds = tuple(self.kind_option.value)
        self._alone = self.mode_option.value == "now" and self.compare_option.value is None
        self.rows.choose(self.layer_option.value, kinds, self.mode_option.value)
        self.titles.choose(kinds)
        self.range.setVisible(self.rows.mode != "now")
        self._show_span()
        self._show_legend()
        self._fit_rows()

    def _show_span(self) -> None:
        run = self.compared
        spans = [self.controller.histograms.record.steps, None if run is None else run.histograms.steps]
        known = [span for span in spans if span is not None]
        if known:
            self.range.show_span(min(first for first, _ in known), max(last for _, last in known))

    def _show_legend(self) -> None:
        """Say which colour is what, where something is compared."""
        run, name = self.compared, ""
        if run is not None:
            name = run.name
        elif self.compare_option.value == FIRST and self.rows.mode == "now":
            name = self.tr("First step")
        self.legend.setText(f"━ {name}")
        self.legend.setVisible(bool(name))

    def _fit_rows(self) -> None:
        self.rows.fit()
        self.titles.update()
        self.ask()

    def _follow_selection(self) -> None:
        self.rows.renew()
        place = self.rows.place_of(self.document.selection[0]) if len(self.document.selection) == 1 else None
        if place is not None and not self.rows.single:
            self.scroll.ensureVisible(0, round(place.center().y()), 0, round(place.height() / 2))

    def actions_of_menu(self) -> list[QAction]:
        return self.options.actions_of_menu()

    # What a view says for itself

    def unfit(self) -> str:
        if self.document.learns:
            return ""
        return self.tr("k nearest neighbours has no layers whose figures could be shown.")

    def looks(self) -> tuple[Histograms, ...]:
        """Ask for what is in sight. Before the first answer nothing is, so ask for what will be."""
        viewport = self.scroll.viewport().rect()
        most = max(self.rows.minimumHeight() - viewport.height(), 0)  # the scroll bar may still think of other rows
        scrolled = min(self.scroll.verticalScrollBar().value(), most)
        pairs = self.rows.pairs_in(viewport.translated(0, scrolled))
        return (Histograms(frozenset(pairs)),) if pairs else ()

    def show_answer(self, look: Histograms, answer: Snapshot) -> None:
        self.snapshot = answer
        self.rows.refresh()

    def _show_step(self) -> None:
        """Say of which step the figures are, and which there are."""
        if self.rows.mode != "now":
            self._show_span()
        if self.snapshot is not None:
            self.titles.show_step(self.snapshot.step)

    def table(self) -> Table | None:
        shown = [
            (node_id, kind, self.cell(node_id, kind)) for node_id in self.rows.nodes
            for kind, _ in self.rows.cells(node_id)
        ]  # fmt: skip
        if self.rows.mode == "now":
            return self._table_of_now(shown)
        rows: list[tuple[Any, ...]] = []
        present = self.controller.runs.current.name
        for node_id, kind, cell in shown:
            for run, slices in ((present, cell.slices), (cell.other_name, cell.other)):
                for index in range(0 if slices is None else len(slices)):
                    found, step = slices.histogram(index), int(slices.steps[index])
                    if self.rows.mode == "bands":
                        rows.append((run, node_id, kind, step, *found.quantiles))
                    else:
                        rows += [(run, node_id, kind, step, *each) for each in _bins(found)]
        if not rows:
            return None
        columns = quantile_names() if self.rows.mode == "bands" else ("from", "to", "count")
        return Table(("run", "layer", "kind", "step", *columns), rows)

    def _table_of_now(self, shown: list[tuple[str, str, Cell]]) -> Table | None:
        if not any(cell.now is not None for _, _, cell in shown):
            return None
        if self.compare_option.value is None:
            return Table(("layer", "kind", "from", "to", "count"), [
                (node_id, kind, *each) for node_id, kind, cell in shown if cell.now is not None
                for each in _bins(cell.now)
            ])  # fmt: skip
        rows = []
        present = self.controller.runs.current.name
        for node_id, kind, cell in shown:
            last = None if cell.beside is None else cell.beside.histogram(-1)
            step = None if cell.beside is None else int(cell.beside.steps[-1])
            first = self.controller.histograms.record.steps
            for run, at, found in (
                (present, self.step, cell.now), (present, None if first is None else first[0], cell.first),
                (cell.other_name, step, last),
            ):  # fmt: skip
                rows += [] if found is None else [(run, node_id, kind, at, *each) for each in _bins(found)]
        return Table(("run", "layer", "kind", "step", "from", "to", "count"), rows)

    def paint_into(self, painter: QPainter, frame: QRect) -> None:
        self.rows.pictures.direct = True
        try:
            super().paint_into(painter, frame)
        finally:
            self.rows.pictures.direct = False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.options.fit()


def _bins(found: Histogram) -> list[tuple[float, float, int]]:
    """The bins of a histogram: from, to, count."""
    edges = np.linspace(found.low, found.high, len(found.counts) + 1).tolist()
    return list(zip(edges[:-1], edges[1:], found.counts.tolist(), strict=True))
