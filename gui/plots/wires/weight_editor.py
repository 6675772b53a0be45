"""A box in which one weight is typed in, at its place among the wires."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

WIDTH = 110


class WeightEditor(QLineEdit):
    """Takes a finite number. Enter hands it on, Esc and another focus leave it."""

    typed = Signal(float)
    refused = Signal(str)
    """Why what was typed is no weight."""
    left = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(self.tr("New value"))
        self.setToolTip(self.tr("Enter sets it, between two steps; Esc leaves it as it is"))
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        self.selectAll()

    def place(self, at: QPointF) -> None:
        """Lie over a point, as far as the parent reaches."""
        room = self.parentWidget().size()
        x = min(max(at.x() - WIDTH / 2, 2), max(room.width() - WIDTH - 2, 2))
        y = min(max(at.y() - self.height() / 2, 2), max(room.height() - self.height() - 2, 2))
        self.move(round(x), round(y))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._hand_on()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.left.emit()
        super().focusOutEvent(event)

    def _hand_on(self) -> None:
        try:
            value = float(self.text().strip().replace(",", "."))
        except ValueError:
            value = math.nan
        if math.isfinite(value):
            self.typed.emit(value)
        else:
            self.refused.emit(self.tr("A weight has to be a finite number, such as -0.25 or 1e-3."))
            self.selectAll()
