"""The docks around the canvas: what they are called, and where they stand at first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

from gui.panels.dock_title import DockTitle
from gui.theme import theme

AREA = Qt.DockWidgetArea
ON_DEMAND = ("analysis", "history")
"""The docks that are closed until they are asked for."""
HIDDEN = {
    "lab": ON_DEMAND,
    "lecture": (*ON_DEMAND, "palette", "properties", "experiment"),
    "focus": (*ON_DEMAND, "palette", "properties", "experiment"),
}
"""The docks that are closed at first, by the density."""
TALL = 900
"""Window height in pixels from which properties and experiment settings fit one above the other."""


class Docks(dict[str, QDockWidget]):
    """The docks of a window by name; empty at first, and nowhere."""

    def __init__(self, window: QMainWindow) -> None:
        translate = QCoreApplication.translate
        window.setTabPosition(AREA.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        window.setCorner(Qt.Corner.BottomRightCorner, AREA.RightDockWidgetArea)
        window.setCorner(Qt.Corner.BottomLeftCorner, AREA.BottomDockWidgetArea)
        titles = {
            "palette": translate("Docks", "Layers"),
            "properties": translate("Docks", "Properties"),
            "experiment": translate("Docks", "Experiment"),
            "plots": translate("Docks", "Plots"),
            "analysis": translate("Docks", "Analysis"),
            "history": translate("Docks", "History"),
        }
        super().__init__({name: _dock(window, name, title) for name, title in titles.items()})
        self._window = window

    def place(self) -> None:
        """Put all docks where they stand at first; those that are asked for share a place with another, closed."""
        window = self._window
        for dock in self.values():
            dock.setFloating(False)
            window.removeDockWidget(dock)
        window.addDockWidget(AREA.LeftDockWidgetArea, self["palette"])
        window.addDockWidget(AREA.RightDockWidgetArea, self["properties"])
        window.addDockWidget(AREA.RightDockWidgetArea, self["experiment"])
        window.addDockWidget(AREA.BottomDockWidgetArea, self["plots"])
        if window.height() < TALL:
            window.tabifyDockWidget(self["properties"], self["experiment"])
        window.tabifyDockWidget(self["properties"], self["history"])
        window.tabifyDockWidget(self["plots"], self["analysis"])
        hidden = HIDDEN[theme.density.name]
        for name, dock in self.items():
            dock.setVisible(name not in hidden)
        for name in ("experiment", "properties"):  # raising one alone would leave their tabs hidden
            self[name].raise_()
        window.resizeDocks([self["palette"], self["properties"]], [224, 328], Qt.Orientation.Horizontal)
        if window.height() >= TALL:
            window.resizeDocks([self["properties"], self["experiment"]], [45, 55], Qt.Orientation.Vertical)
        height = max(240, window.height() * (3 if theme.density.name == "lab" else 4) // 10)
        window.resizeDocks([self["plots"]], [height], Qt.Orientation.Vertical)

    def reveal(self, name: str) -> None:
        """Show a dock in front of those it shares a place with."""
        self[name].show()
        self[name].raise_()

    def bring(self, name: str) -> None:
        """Show a dock in front of those it shares a place with, and give it the keyboard."""
        self.reveal(name)
        self[name].widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def raise_open(self, name: str, *, disturb: bool = True) -> None:
        """Put a dock in front where it shares one place with others, unless it was closed; if nobody is to be
        disturbed, not while one of the others has the keyboard."""
        dock, focus = self[name], self._window.focusWidget()
        sharing = self._window.tabifiedDockWidgets(dock)
        at_work = any(each.isAncestorOf(focus) for each in sharing) if focus is not None else False
        if sharing and (disturb or not at_work) and not dock.isHidden():
            dock.raise_()


def _dock(window: QMainWindow, name: str, title: str) -> QDockWidget:
    dock = QDockWidget(title, window, objectName=name)
    dock.setAccessibleName(title)
    dock.setTitleBarWidget(DockTitle(dock))
    dock.setWidget(QWidget())
    return dock
