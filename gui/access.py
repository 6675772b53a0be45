"""What screen readers are told of widgets that Qt knows nothing of: the roles of those that we paint ourselves, and the
names of those that Qt makes as parts of others."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QLineEdit, QMainWindow, QMenu, QToolButton, QWidget

from gui.texts import unlettered

ROLES: Mapping[str, QAccessible.Role] = {
    "NetworkView": QAccessible.Role.Canvas,
    "CurvesView": QAccessible.Role.Chart,
    "Chart": QAccessible.Role.Chart,
    "Rows": QAccessible.Role.Chart,
    "StepRange": QAccessible.Role.Slider,
    "CurveView": QAccessible.Role.Chart,
    "CurveCanvas": QAccessible.Role.Chart,
    "PlaneCanvas": QAccessible.Role.Chart,
    "WarpCanvas": QAccessible.Role.Chart,
    "NeuronSheet": QAccessible.Role.Graphic,
    "MapTiles": QAccessible.Role.Graphic,
    "WeightTiles": QAccessible.Role.Graphic,
    "PictureGrid": QAccessible.Role.Graphic,
    "Grid": QAccessible.Role.Graphic,
    "WireCanvas": QAccessible.Role.Graphic,
    "Matrix": QAccessible.Role.Chart,
    "ClassTableArea": QAccessible.Role.Grouping,
    "MicroscopeView": QAccessible.Role.Document,
    "Pad": QAccessible.Role.Canvas,
}
"""By the class that paints the widget, or one that this is a kind of; for widgets that take the focus."""

_made: dict[int, QAccessibleWidget] = {}  # Qt owns them, but calls their methods through the Python objects


@cache
def install_roles() -> None:
    """Let assistive programs know what our own widgets are; once for a process."""
    QAccessible.installFactory(_interface)


def _interface(class_name: str, watched: QObject) -> QAccessibleWidget | None:
    role = ROLES.get(class_name)
    if role is None or not isinstance(watched, QWidget) or watched.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return None
    made = _made[id(watched)] = QAccessibleWidget(watched, role)
    return made


def name_window(window: QMainWindow) -> None:
    """Give names to the parts of a window that Qt makes without one."""
    translate = QCoreApplication.translate
    window.menuBar().setAccessibleName(translate("Access", "Menus"))
    window.statusBar().setAccessibleName(translate("Access", "Status"))
    name_parts(window)


def name_parts(root: QWidget) -> None:
    """The same for what is below a widget: menus, and the buttons in lines of text."""
    translate = QCoreApplication.translate
    for menu in root.findChildren(QMenu):
        if not menu.accessibleName():
            owner = menu.parentWidget()
            menu.setAccessibleName(unlettered(menu.title()) or (owner.accessibleName() if owner else ""))
    for button in root.findChildren(QToolButton):
        if button.objectName() == "qt_toolbar_ext_button":
            button.setAccessibleName(translate("Access", "More buttons"))
        elif isinstance(button.parent(), QLineEdit) and not button.accessibleName():
            button.setAccessibleName(translate("Access", "Clear"))
