"""The row of live views below the canvas, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from gui.document import Document
from gui.plots.place import Place
from gui.plots.registry import view_kind
from gui.plots.view import SMALLEST
from gui.run_controller import RunController

FIRST = ("loss", "accuracy", "histograms")
"""The kinds that stand there at first."""


class PlotsPanel(QWidget):
    """Places for views, each of any kind; in a narrow window those on the right fold. Views are built after the first
    paint: what draws them takes long to load."""

    chosen = Signal()
    """The kinds in the places have changed."""
    enlarge_asked = Signal(object)
    """A place whose view is to be shown large."""

    def __init__(
        self, document: Document, controller: RunController, kinds: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document, self.controller = document, controller
        self.setAccessibleName(self.tr("Plots"))
        self.places = [
            Place(kind if view_kind(kind) is not None else first, document, controller)
            for kind, first in zip((*kinds, *FIRST[len(kinds) :]), FIRST, strict=False)
        ]
        self.splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=5)
        for index, place in enumerate(self.places):
            place.chosen.connect(self.chosen)
            place.enlarge_asked.connect(self.enlarge_asked)
            self.splitter.addWidget(place)
            self.splitter.setStretchFactor(index, 1)
        self.splitter.setSizes([1000] * len(self.places))
        self.setMinimumSize(SMALLEST)  # not that of all: what has no room folds
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What stands in the places, from left to right."""
        return tuple(place.kind for place in self.places)

    def view(self, kind: str) -> QWidget | None:
        """The view of a kind, where it stands in a place and is built."""
        return next((place.view for place in self.places if place.kind == kind), None)

    def build(self) -> None:
        """Load and build the views, once."""
        for place in self.places:
            place.build()

    def _fold(self) -> None:
        """Show as many places as have room."""
        room = (self.width() + self.splitter.handleWidth()) // (SMALLEST.width() + self.splitter.handleWidth())
        for index in range(1, self.splitter.count()):
            self.splitter.widget(index).setVisible(index < room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.build)
