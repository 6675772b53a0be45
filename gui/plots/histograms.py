"""Histograms of activations, weights and gradients, one row a layer; only what is in sight is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFont, QHideEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from gui.document import Document
from gui.plots.rows import ColumnTitles, Rows
from gui.run_controller import RunController
from gui.texts import node_title
from gui.theme import theme

KINDS = ("activations", "weights", "gradients")
"""From left to right; every layer has the first."""

TITLED_WIDTH = 320
"""Pixels from which on there is room for a title beside the choices."""


class HistogramsPlot(QWidget):
    """All layers in rows, or one layer large; all kinds in columns, or one."""

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(parent, autoFillBackground=True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.document, self.controller = document, controller
        self._layers: list[tuple[str, str, bool]] = []
        """The layers on offer: title, id, and whether they have parameters."""
        self.setAccessibleName(self.tr("Histograms"))
        self.setMinimumSize(220, 140)
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
        self.title = QLabel(self.tr("Histograms"))
        font = self.title.font()
        font.setWeight(QFont.Weight.DemiBold)
        font.setPointSizeF(1.1 * font.pointSizeF())
        self.title.setFont(font)
        self.rows = Rows(document, names)
        self.titles = ColumnTitles(names, self.rows)
        self.scroll = QScrollArea(
            widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.NoFocus,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )  # fmt: skip
        self.scroll.setWidget(self.rows)
        self.empty = QLabel(
            self, alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True, margin=16,
        )  # fmt: skip
        self.empty.setProperty("role", "dim")

        top = QHBoxLayout(spacing=4)
        top.addWidget(self.title)
        top.addStretch(1)
        top.addWidget(self.layer_choice)
        top.addWidget(self.kind_choice)
        table = QWidget()
        columns = QVBoxLayout(table, spacing=0)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.addWidget(self.titles)
        columns.addWidget(self.scroll, 1)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(table)
        layout = QVBoxLayout(self, spacing=4)
        layout.setContentsMargins(8, 4, 4, 4)
        layout.addLayout(top)
        layout.addLayout(self._pages, 1)

        self.layer_choice.currentIndexChanged.connect(self._choose)
        self.kind_choice.currentIndexChanged.connect(self._choose)
        self.rows.resized.connect(self._fit_rows)
        self.scroll.verticalScrollBar().valueChanged.connect(self._want)
        document.changed.connect(self._fill_layers)
        document.changed.connect(self._show_snapshot)
        document.selection_changed.connect(self._follow_selection)
        controller.snapshot_changed.connect(self._show_snapshot)
        controller.state_changed.connect(self._show_snapshot)
        theme.changed.connect(self.update)
        self._fill_layers()
        self._show_snapshot()

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
        self._want()

    def _follow_selection(self) -> None:
        self.rows.update()
        place = self.rows.place_of(self.document.selection[0]) if len(self.document.selection) == 1 else None
        if place is not None and not self.rows.single:
            self.scroll.ensureVisible(0, round(place.center().y()), 0, round(place.height() / 2))

    def _show_snapshot(self) -> None:
        ready = self.controller.snapshot is not None and self.document.learns
        self.empty.setText(self.empty_text())
        if ready and self._pages.currentIndex() == 0:
            self._pages.setCurrentIndex(1)
            self.rows.updateGeometry()  # a hidden scroll area does not notice that rows have come or gone
        elif not ready:
            self._pages.setCurrentIndex(0)
        if ready:
            self.rows.show_snapshot(self.controller.snapshot)
            self.titles.show_step(self.controller.snapshot.step)
        self._want()

    def empty_text(self) -> str:
        """What is said while there are no histograms."""
        if not self.document.learns:
            return self.tr("k nearest neighbours has no layers whose figures could be shown.")
        return self.tr(
            "How activations, weights and gradients are spread in each layer will appear here once you press Train."
        )

    def _want(self) -> None:
        """Ask for what is in sight. Before the first answer nothing is, so ask for what will be."""
        if not self.isVisible():
            self.controller.want(self, set())
            return
        viewport = self.scroll.viewport().rect()
        most = max(self.rows.minimumHeight() - viewport.height(), 0)  # the scroll bar may still think of other rows
        scrolled = min(self.scroll.verticalScrollBar().value(), most)
        self.controller.want(self, self.rows.pairs_in(viewport.translated(0, scrolled)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.title.setVisible(self.width() >= TITLED_WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.controller.want(self, set())


def _unlike(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many elements at the start, and of the others at the end, are the same in both: the rest is exchanged."""
    most = min(len(old), len(new))
    start = next((index for index in range(most) if old[index] != new[index]), most)
    end = next((index for index in range(most - start) if old[-1 - index] != new[-1 - index]), most - start)
    return start, end
