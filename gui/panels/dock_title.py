"""The title of a dock: its name, and a button that hides it. Dragging it moves the dock, a double click frees it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QLabel, QToolButton

from gui.resources import icon


class DockTitle(QFrame):
    """Qt's own title takes its icons from the style, which on a dark window nobody can see."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        hint = self.tr("Hide this panel; the View menu shows it again")
        self.close_button = QToolButton(
            icon=icon("remove", "dim"), iconSize=QSize(14, 14), autoRaise=True, toolTip=hint,
            focusPolicy=Qt.FocusPolicy.NoFocus,
        )  # fmt: skip
        self.close_button.setFixedSize(24, 24)
        self.close_button.setAccessibleName(self.tr("Hide {panel}").format(panel=dock.windowTitle()))
        self.close_button.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 4, 3)
        row.setSpacing(4)
        row.addWidget(QLabel(dock.windowTitle()))
        row.addStretch(1)
        row.addWidget(self.close_button)
