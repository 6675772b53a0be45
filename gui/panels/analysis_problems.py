"""A problem in one line, as the analysis lists it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from engine import Problem
from gui.document import Document
from gui.forms.labels import ElidedLabel
from gui.forms.notices import RemedyButton
from gui.resources import icon
from gui.texts import explain
from gui.theme import theme


class ProblemLine(QWidget):
    """A problem in one line: what it is, and its remedy as a button. What has no room is in the tooltip."""

    clicked = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None, *, indent: int = 8) -> None:
        super().__init__(parent)
        self._mark = QLabel(self)
        self._mark.setFixedWidth(18)
        self.label = ElidedLabel(self)
        self.label.setProperty("role", "problem")
        self.button = RemedyButton(document, self)
        row = QHBoxLayout(self, spacing=8)
        row.setContentsMargins(indent, 1, 8, 1)
        row.addWidget(self._mark)
        row.addWidget(self.label)
        row.addWidget(self.button)
        row.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    def show_problem(self, problem: Problem) -> None:
        """Show another problem."""
        text = explain(problem)
        if text != self.label.text():
            self.label.setText(text)
            self.label.setAccessibleName(text)
        self.button.offer(problem)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def _dress(self) -> None:
        self._mark.setPixmap(icon("warning", "problem").pixmap(QSize(16, 16), self.devicePixelRatioF()))
