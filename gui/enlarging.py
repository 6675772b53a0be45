"""One live view in the place of the network and the other views, and back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QVBoxLayout, QWidget

from gui.panels.plots import PlotsPanel
from gui.plots.place import Place


class Enlarging(QObject):
    """Shows a place of `plots` large in `middle`, instead of `usual` and of the dock that holds the places."""

    def __init__(
        self, middle: QVBoxLayout, usual: QWidget, dock: QDockWidget, plots: PlotsPanel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._middle, self._usual, self._dock, self._plots = middle, usual, dock, plots
        self.place: Place | None = None
        """What is shown large; None where nothing is."""
        self._shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), parent, enabled=False)
        self._shortcut.activated.connect(self.end)
        plots.enlarge_asked.connect(self.switch)
        plots.rearranging.connect(self.end)

    def switch(self, place: Place) -> None:
        """Show this place large, or put it back if it is."""
        if self.place is place:
            self.end()
            return
        self.end()
        self.place = self._plots.lend(place)
        self._middle.addWidget(place, 1)
        self._usual.hide()
        self._dock.hide()
        place.show()
        self._shortcut.setEnabled(True)
        if place.view is not None:
            place.view.setFocus()

    def end(self) -> None:
        """Put the place back where it belongs."""
        if self.place is None:
            return
        place, self.place = self.place, None
        self._shortcut.setEnabled(False)
        self._middle.removeWidget(place)
        self._usual.show()
        self._plots.take_back(place)
        self._dock.show()
        self._dock.raise_()
        if place.view is not None:
            place.view.setFocus()
