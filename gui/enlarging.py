"""One live view in the place of the network and the other views, and back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QVBoxLayout, QWidget

from gui.plots.place import Place


class Enlarging(QObject):
    """Shows the view of a place large in `middle`, instead of `usual` and of the dock the view comes from."""

    def __init__(self, middle: QVBoxLayout, usual: QWidget, dock: QDockWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._middle, self._usual, self._dock = middle, usual, dock
        self.place: Place | None = None
        """Where the view that is large belongs; None where none is."""
        self._shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), parent, enabled=False)
        self._shortcut.activated.connect(self.end)

    def switch(self, place: Place) -> None:
        """Show the view of this place large, or put it back if it is."""
        if self.place is place:
            self.end()
            return
        self.end()
        self.place = place
        view = place.lend()
        self._middle.addWidget(view, 1)
        self._usual.hide()
        self._dock.hide()
        view.set_enlarged(True)
        view.show()
        view.setFocus()
        self._shortcut.setEnabled(True)

    def end(self) -> None:
        """Put the view back into its place."""
        if self.place is None:
            return
        place, self.place = self.place, None
        self._shortcut.setEnabled(False)
        self._middle.removeWidget(place.view)
        place.view.set_enlarged(False)
        place.take_back()
        self._usual.show()
        self._dock.show()
        self._dock.raise_()
        place.view.setFocus()
