"""Where a view scrolls what does not fit as a whole."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Pane(QScrollArea):
    """A frameless scroll area around a widget that lays itself out for the room there is."""

    resized = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widgetResizable=True, frameShape=QFrame.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.NoFocus)
        self.setWidget(widget)

    @property
    def room(self) -> QSize:
        """What there is as long as nothing scrolls."""
        return self.maximumViewportSize()

    @property
    def bar(self) -> int:
        """The width that a scroll bar takes."""
        return self.verticalScrollBar().sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
