"""The row of plots below the canvas: loss, accuracy, histograms, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from gui.document import Document
from gui.plots.histograms import HistogramsPlot
from gui.run_controller import RunController

if TYPE_CHECKING:
    from gui.plots.accuracy import AccuracyPlot
    from gui.plots.loss import LossPlot


SMALLEST = (220, 140)
"""The least size of one plot, in pixels."""


class PlotsPanel(QWidget):
    """Loss | Accuracy | Histograms; in a narrow window those on the right fold. The curves are built after the first
    paint: what draws them takes long to load."""

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self.controller = document, controller
        self.setAccessibleName(self.tr("Plots"))
        self.loss: LossPlot | None = None
        self.accuracy: AccuracyPlot | None = None
        self.histograms = HistogramsPlot(document, controller)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=5)
        self._places = [QWidget(), QWidget()]
        for place in self._places:
            place.setMinimumSize(*SMALLEST)
            self.splitter.addWidget(place)
        self.splitter.addWidget(self.histograms)
        for index in range(3):
            self.splitter.setStretchFactor(index, 1)
        self.splitter.setSizes([1000, 1000, 1000])
        self.setMinimumSize(*SMALLEST)  # not that of all three: what has no room folds
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def build(self) -> None:
        """Load and build the curves, once."""
        if self.loss is not None:
            return
        from gui.plots.accuracy import AccuracyPlot
        from gui.plots.loss import LossPlot

        sizes = self.splitter.sizes()
        self.loss, self.accuracy = LossPlot(self.controller), AccuracyPlot(self.controller)
        for index, plot in enumerate((self.loss, self.accuracy)):
            self.splitter.replaceWidget(index, plot)
            self.splitter.setStretchFactor(index, 1)
            self._places[index].deleteLater()
        self._places.clear()
        self.splitter.setSizes(sizes)
        self._fold()

    def _fold(self) -> None:
        """Show as many plots as have room."""
        room = (self.width() + self.splitter.handleWidth()) // (SMALLEST[0] + self.splitter.handleWidth())
        for index in range(1, self.splitter.count()):
            self.splitter.widget(index).setVisible(index < room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.build)
