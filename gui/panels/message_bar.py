"""A line above the canvas that says what happened and stays until it is read: never a dialog in front of a class."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from gui.resources import icon
from gui.theme import theme


class MessageBar(QFrame):
    """Shows one sentence at a time, with a button to close it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="message_bar", visible=False)
        self._icon = QLabel()
        self._icon.setAccessibleName(self.tr("Warning"))
        self._label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton(icon=icon("remove"), autoRaise=True, toolTip=self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        row.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def text(self) -> str:
        """What is shown; empty where nothing is."""
        return self._label.text() if not self.isHidden() else ""

    def show_text(self, text: str) -> None:
        """Show a sentence in place of the one before."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self.show()

    def clear(self) -> None:
        """Take the message away."""
        self.hide()

    def _dress(self) -> None:
        self._icon.setPixmap(icon("warning", "problem").pixmap(QSize(20, 20), self.devicePixelRatioF()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)
