"""Histograms of activations, weights and gradients, one row a layer; only what is in sight is asked for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from engine import Histograms, Snapshot
from gui.document import Document
from gui.plots.rows import ColumnTitles, Rows
from gui.plots.view import Table, View
from gui.run_controller import RunController
from gui.texts import node_title
from gui.theme import theme

KINDS = ("activations", "weights", "gradients")
"""From left to right; every layer has the first."""

TITLED_WIDTH = 320
"""Pixels from which on there is room for a title beside the choices."""


class HistogramsPlot(View):
    """All layers in rows, or one layer large; all kinds in columns, or one."""

    kind = "histograms"

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.snapshot: Snapshot | None = None
        """What is shown."""
        self._layers: list[tuple[str, str, bool]] = []
        """The layers on offer: title, id, and whether they have parameters."""
        names = self.kind_names()
        self.layer_choice = QComboBox(
            toolTip=self.tr("Which layer to show"), sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents
        )
        self.layer_choice.setAccessibleName(self.tr("Layer"))
        self.layer_choice.addItem(self.tr("All layers"), None)
        self.kind_choice = QComboBox(toolTip=self.tr("Which figures to show"))
        self.kind_choice.setAccessibleName(self.tr("Kind"))
        self.kind_choice.addItem(self.tr("All kinds"), KINDS)
        for kind in KINDS:
            self.kind_choice.addItem(names[kind], (kind,))
        self.choices.addWidget(self.layer_choice)
        self.choices.addWidget(self.kind_choice)
        self.rows = Rows(document, names)
        self.titles = ColumnTitles(names, self.rows)
        self.scroll = QScrollArea(
            widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.NoFocus,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )  # fmt: skip
        self.scroll.setWidget(self.rows)
        table = QWidget()
        columns = QVBoxLayout(table, spacing=0)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.addWidget(self.titles)
        columns.addWidget(self.scroll, 1)
        self.set_page(table)

        self.layer_choice.currentIndexChanged.connect(self._choose)
        self.kind_choice.currentIndexChanged.connect(self._choose)
        self.rows.resized.connect(self._fit_rows)
        self.scroll.verticalScrollBar().valueChanged.connect(self.ask)
        document.changed.connect(self._fill_layers)
        document.selection_changed.connect(self._follow_selection)
        theme.changed.connect(self.update)
        self._fill_layers()

    def kind_names(self) -> dict[str, str]:
        """The kinds as the user reads them."""
        return {
            "activations": self.tr("Activations"),
            "weights": self.tr("Weights"),
            "gradients": self.tr("Gradients"),
        }

    def _fill_layers(self) -> None:
        """Offer the layers the network has now, and keep the choice where it is still there."""
        analysis = self.document.analysis
        titles = {node.id: node_title(node) for node in self.document.network.nodes}
        layers = [(titles[each], each, bool(analysis.nodes[each].parameters)) for each in analysis.order]
        if layers == self._layers:
            return
        chosen, box = self.layer_choice.currentData(), self.layer_choice
        start, end = _unlike(self._layers, layers)
        with QSignalBlocker(box):
            for _ in self._layers[start : len(self._layers) - end]:
                box.removeItem(1 + start)
            for index, (name, node_id, _) in enumerate(layers[start : len(layers) - end], 1 + start):
                box.insertItem(index, name, node_id)
            box.setCurrentIndex(max(box.findData(chosen), 0))
        self._layers = layers
        self._choose()

    def _choose(self) -> None:
        kinds = tuple(self.kind_choice.currentData())
        self.rows.choose(self.layer_choice.currentData(), kinds)
        self.titles.choose(kinds)
        self._fit_rows()

    def _fit_rows(self) -> None:
        self.rows.fit()
        self.titles.update()
        self.ask()

    def _follow_selection(self) -> None:
        self.rows.update()
        place = self.rows.place_of(self.document.selection[0]) if len(self.document.selection) == 1 else None
        if place is not None and not self.rows.single:
            self.scroll.ensureVisible(0, round(place.center().y()), 0, round(place.height() / 2))

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
        self.rows.show_snapshot(answer)
        self.titles.show_step(answer.step)

    def table(self) -> Table | None:
        if self.snapshot is None:
            return None
        rows = []
        for (node_id, kind), found in self.snapshot.histograms.items():
            edges = np.linspace(found.low, found.high, len(found.counts) + 1)
            rows += [
                (node_id, kind, low, high, int(count))
                for low, high, count in zip(edges[:-1], edges[1:], found.counts, strict=True)
            ]
        return Table(("layer", "kind", "from", "to", "count"), rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.title_button.setVisible(self.width() >= TITLED_WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose()


def _unlike(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many elements at the start, and of the others at the end, are the same in both: the rest is exchanged."""
    most = min(len(old), len(new))
    start = next((index for index in range(most) if old[index] != new[index]), most)
    end = next((index for index in range(most - start) if old[-1 - index] != new[-1 - index]), most - start)
    return start, end
