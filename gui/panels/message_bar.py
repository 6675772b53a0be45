"""A line above the canvas that says what happened and stays until it is read: never a dialog in front of a class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from gui.resources import icon
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Message
    from gui.document import Document
    from gui.run_controller import RunController


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
        self._offers = QHBoxLayout()
        row.addLayout(self._offers)
        row.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignTop)
        self._refusal = ""
        theme.changed.connect(self._dress)
        self._dress()

    def bind(self, document: Document, controller: RunController) -> None:
        """Say from now on what a run has to say, and what a document refuses."""
        controller.message_changed.connect(lambda: self.show_message(controller.message))
        document.refused.connect(self._show_refusal)
        document.changed.connect(self._forget_refusal)

    @property
    def text(self) -> str:
        """What is shown; empty where nothing is."""
        return self._label.text() if not self.isHidden() else ""

    def show_text(self, text: str) -> None:
        """Show a sentence in place of the one before."""
        self._take_offers_away()
        self._label.setText(text)
        self.setAccessibleName(text)
        self.show()

    def show_offer(self, text: str, offers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show a sentence with buttons beside it: what each says, and what it does once the bar is closed."""
        self.show_text(text)
        for title, act in offers:
            button = QPushButton(title)
            button.clicked.connect(self.clear)
            button.clicked.connect(act)
            self._offers.addWidget(button)
            button.show()

    def _take_offers_away(self) -> None:
        while (item := self._offers.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()

    def show_message(self, message: Message | None) -> None:
        """Show what the engine says in place of the sentence before; None takes it away."""
        from gui.texts import translate

        if message is None:
            self.clear()
        else:
            self.show_text(translate(message))

    def clear(self) -> None:
        """Take the message away."""
        self._take_offers_away()
        self.hide()

    def _show_refusal(self, text: str) -> None:
        self._refusal = text
        self.show_text(text)

    def _forget_refusal(self) -> None:
        """What was refused is past once something else is done."""
        if self._refusal and self.text == self._refusal:
            self.clear()
        self._refusal = ""

    def _dress(self) -> None:
        self._icon.setPixmap(icon("warning", "problem").pixmap(QSize(20, 20), self.devicePixelRatioF()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)
