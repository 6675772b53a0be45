"""The row of live views below the canvas, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from gui.document import Document
from gui.plots.place import Place
from gui.plots.registry import INSIDE, view_kind, view_kinds
from gui.plots.view import SMALLEST
from gui.run_controller import RunController

FIRST = ("loss", "accuracy", "histograms", INSIDE)
"""The kinds that stand there at first."""

MOST = 8
"""Places at most."""


class PlotsPanel(QWidget):
    """Places for views, each of any kind; in a narrow window those on the right fold. Views are built after the first
    paint: what draws them takes long to load."""

    chosen = Signal()
    """The kinds in the places have changed."""
    enlarge_asked = Signal(object)
    """A place whose view is to be shown large."""
    failed = Signal(str)
    """A sentence for the user about what could not be done."""

    def __init__(
        self, document: Document, controller: RunController, kinds: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document, self.controller = document, controller
        self.setAccessibleName(self.tr("Plots"))
        self.splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=5)
        self.places: list[Place] = []
        for kind in [each for each in kinds if each == INSIDE or view_kind(each) is not None][:MOST] or FIRST:
            self._add(len(self.places), kind)
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

    def add_beside(self, place: Place) -> None:
        """Make a place to the right of another one, with the first kind that stands nowhere yet."""
        shown = {INSIDE, *self.kinds}
        fresh = next((each.kind for each in view_kinds() if each.kind not in shown), FIRST[0])
        added = self._add(self.places.index(place) + 1, fresh)
        self._share_out()
        added.build()
        self.chosen.emit()

    def close(self, place: Place) -> None:
        """Take a place away; not the last one."""
        if len(self.places) > 1:
            self.places.remove(place)
            place.hide()
            place.deleteLater()
            self._share_out()
            self.chosen.emit()

    def build(self) -> None:
        """Load and build the views, once."""
        for place in self.places:
            place.build()

    def _add(self, index: int, kind: str) -> Place:
        place = Place(kind, self.document, self.controller)
        place.chosen.connect(self.chosen)
        place.enlarge_asked.connect(self.enlarge_asked)
        place.failed.connect(self.failed)
        place.add_asked.connect(self.add_beside)
        place.close_asked.connect(self.close)
        self.places.insert(index, place)
        self.splitter.insertWidget(index, place)
        self.splitter.setStretchFactor(index, 1)
        return place

    def _share_out(self) -> None:
        """Give all places the same room, as many as there is room for."""
        for place in self.places:
            place.may_close, place.may_add = len(self.places) > 1, len(self.places) < MOST
        self.splitter.setSizes([1000 if place in self.places else 0 for place in self._in_line()])
        self._fold()

    def _in_line(self) -> list[QWidget]:
        return [self.splitter.widget(index) for index in range(self.splitter.count())]

    def _fold(self) -> None:
        """Show as many places as have room."""
        room = (self.width() + self.splitter.handleWidth()) // (SMALLEST.width() + self.splitter.handleWidth())
        for index, place in enumerate(self.places[1:], start=1):
            place.setVisible(index < room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.build)
