"""A line of text below a view: what is read there, shorter where it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from gui.theme import tabular, theme


class Line(QLabel):
    """Takes any width; the whole text is in the tool tip, and is read aloud."""

    _shorter: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        tabular(self)

    def say(self, text: str, *shorter: str) -> None:
        """Show a text, or where it has no room the first of some shorter ones that has."""
        self._shorter = shorter
        if text != self.text():
            self.setText(text)
            self.setToolTip(text)

    def fitting(self) -> str:
        """What is shown at this width; the last text is cut if it has to be."""
        metrics, texts = self.fontMetrics(), (self.text(), *self._shorter)
        found = next((each for each in texts if metrics.horizontalAdvance(each) <= self.width()), texts[-1])
        return metrics.elidedText(found, Qt.TextElideMode.ElideRight, self.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height() + 2)

    sizeHint = minimumSizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.tokens.dim)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.fitting())
