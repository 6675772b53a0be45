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
from gui.theme import theme

FIRST = ("loss", "accuracy", "histograms", INSIDE)
"""The kinds that stand there at first."""

FEW = ("loss", "accuracy")
"""The same in the density for lectures."""

MOST = 8
"""Places at most."""


class PlotsPanel(QWidget):
    """Places for views, each of any kind; in a narrow window those on the right fold. Views are built after the first
    paint: what draws them takes long to load."""

    chosen = Signal()
    """The kinds in the places have changed."""
    rearranging = Signal()
    """Places are about to come or go."""
    enlarge_asked = Signal(object)
    """A place whose view is to be shown large."""
    failed = Signal(str)
    told = Signal(str)
    """A sentence for the user about what could not be done."""

    def __init__(
        self, document: Document, controller: RunController, kinds: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document, self.controller = document, controller
        self.setAccessibleName(self.tr("Plots"))
        self.splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=5)
        self.splitter.setAccessibleName(self.tr("Live views, side by side"))
        self.places: list[Place] = []
        self._sizes: list[int] = []
        for kind in [each for each in kinds if each == INSIDE or view_kind(each) is not None][:MOST] or first():
            self._add(len(self.places), kind)
        self.splitter.setSizes([1000] * len(self.places))
        self.setMinimumSize(SMALLEST)  # not that of all: what has no room folds
        theme.changed.connect(self._fold)
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
        self.rearranging.emit()
        shown = {INSIDE, *self.kinds}
        fresh = next((each.kind for each in view_kinds() if each.kind not in shown), FIRST[0])
        added = self._add(self.places.index(place) + 1, fresh)
        self._share_out()
        added.build()
        self.chosen.emit()

    def show_kinds(self, kinds: Sequence[str]) -> None:
        """Have views of these kinds, from left to right, in place of all others; those there are stay as they are."""
        wanted = [each for each in kinds if each == INSIDE or view_kind(each) is not None][:MOST] or list(first())
        if wanted == list(self.kinds):
            return
        self.rearranging.emit()
        old, self.places = self.places, []
        for index, kind in enumerate(wanted):
            place = next((each for each in old if each.kind == kind), None)
            if place is None:
                self._add(index, kind)
            else:
                old.remove(place)
                self.places.append(place)
                self.splitter.insertWidget(index, place)
        for place in old:
            self._discard(place)
        self._share_out()
        if self.isVisible():
            self.build()

    def show_kind(self, kind: str) -> None:
        """Bring a view of a kind into sight: where it stands, in a place of its own, or in place of the last one."""
        room = max(1, self._room())
        place = next((each for each in self.places if each.kind == kind), None)
        if place is None and len(self.places) < min(MOST, room):
            self.rearranging.emit()
            place = self._add(len(self.places), kind)
            self._share_out()
            self.chosen.emit()
        elif place is None:
            place = self.places[min(room, len(self.places)) - 1]
            place.choose(kind)
        elif self.places.index(place) >= room:  # it is folded
            self.places.remove(place)
            self.places.insert(room - 1, place)
            self.splitter.insertWidget(room - 1, place)
            self._share_out()
            self.chosen.emit()
        place.build()
        if place.view is not None:
            place.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self, place: Place) -> None:
        """Take a place away; not the last one."""
        if len(self.places) > 1:
            self.rearranging.emit()
            self.places.remove(place)
            self._discard(place)
            self._share_out()
            self.chosen.emit()

    @staticmethod
    def _discard(place: Place) -> None:
        if place.view is not None:
            place.view.taking.settle()
        place.hide()
        place.setParent(None)  # at once: the splitter counts it until it is deleted
        place.deleteLater()

    def build(self) -> None:
        """Load and build the views, once."""
        for place in self.places:
            place.build()

    def settle(self) -> None:
        """End what is being recorded, for leaving; it may be saved."""
        for place in self.places:
            if place.view is not None:
                place.view.taking.settle()

    def lend(self, place: Place) -> Place:
        """Give a place away, to be shown large."""
        self._sizes = self.splitter.sizes()
        place.set_enlarged(True)
        return place

    def take_back(self, place: Place) -> None:
        """Have the place back that was lent."""
        place.set_enlarged(False)
        self.splitter.insertWidget(self.places.index(place), place)
        self.splitter.setStretchFactor(self.places.index(place), 1)
        self.splitter.setSizes(self._sizes)
        self._fold()

    def _add(self, index: int, kind: str) -> Place:
        place = Place(kind, self.document, self.controller)
        place.chosen.connect(self.chosen)
        place.enlarge_asked.connect(self.enlarge_asked)
        place.failed.connect(self.failed)
        place.told.connect(self.told)
        place.about_to_offer.connect(self._say_what_may)
        place.add_asked.connect(self.add_beside)
        place.close_asked.connect(self.close)
        self.places.insert(index, place)
        self.splitter.insertWidget(index, place)
        self.splitter.setStretchFactor(index, 1)
        return place

    def _share_out(self) -> None:
        """Give all places the same room, as many as there is room for."""
        self.splitter.setSizes([1000 if self.splitter.widget(index) in self.places else 0
                                for index in range(self.splitter.count())])  # fmt: skip
        self._fold()

    def _say_what_may(self, place: Place) -> None:
        place.may_close = len(self.places) > 1
        place.may_add = len(self.places) < min(MOST, self._room())

    def _room(self) -> int:
        """How many places can stand side by side."""
        least = round(SMALLEST.width() * theme.density.text) + self.splitter.handleWidth()
        return (self.width() + self.splitter.handleWidth()) // least

    def _fold(self) -> None:
        """Show as many places as have room."""
        room = self._room()
        for index, place in enumerate(self.places[1:], start=1):
            if place.parent() is self.splitter:
                place.setVisible(index < room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.build)


def first() -> tuple[str, ...]:
    """The kinds that stand there at first, by the density."""
    return FEW if theme.density.name == "lecture" else FIRST
