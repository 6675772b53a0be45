"""The docks around the canvas: what they are called, and where they stand at first."""

from __future__ import annotations

from collections.abc import Mapping

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


def make_docks(window: QMainWindow) -> dict[str, QDockWidget]:
    """The docks of a window by name, empty still, and nowhere yet."""
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
    return {name: _dock(window, name, title) for name, title in titles.items()}


def place_docks(window: QMainWindow, docks: Mapping[str, QDockWidget]) -> None:
    """Put all docks where they stand at first; those that are asked for share a place with another, closed."""
    for dock in docks.values():
        dock.setFloating(False)
        window.removeDockWidget(dock)
    window.addDockWidget(AREA.LeftDockWidgetArea, docks["palette"])
    window.addDockWidget(AREA.RightDockWidgetArea, docks["properties"])
    window.addDockWidget(AREA.RightDockWidgetArea, docks["experiment"])
    window.addDockWidget(AREA.BottomDockWidgetArea, docks["plots"])
    if window.height() < TALL:
        window.tabifyDockWidget(docks["properties"], docks["experiment"])
    window.tabifyDockWidget(docks["properties"], docks["history"])
    window.tabifyDockWidget(docks["plots"], docks["analysis"])
    hidden = HIDDEN[theme.density.name]
    for name, dock in docks.items():
        dock.setVisible(name not in hidden)
    for name in ("experiment", "properties"):  # raising one alone would leave their tabs hidden
        docks[name].raise_()
    window.resizeDocks([docks["palette"], docks["properties"]], [224, 328], Qt.Orientation.Horizontal)
    if window.height() >= TALL:
        window.resizeDocks([docks["properties"], docks["experiment"]], [45, 55], Qt.Orientation.Vertical)
    height = max(240, window.height() * (3 if theme.density.name == "lab" else 4) // 10)
    window.resizeDocks([docks["plots"]], [height], Qt.Orientation.Vertical)


def _dock(window: QMainWindow, name: str, title: str) -> QDockWidget:
    dock = QDockWidget(title, window, objectName=name)
    dock.setAccessibleName(title)
    dock.setTitleBarWidget(DockTitle(dock))
    dock.setWidget(QWidget())
    return dock
