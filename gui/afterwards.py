"""What may follow a moment later: after what changed at once has been painted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

DUE = QEvent.Type(QEvent.registerEventType())
AFTER_PAINTING = -2
"""A priority below that of Qt's requests to paint."""


class Afterwards(QObject):
    """Tells once that the windows have been painted, however often it was asked to until then.

    By a signal, for that holds nobody: an owner that it held would be left to the collector of garbage.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pending = False
        """Whether it is yet to come."""

    def ask(self) -> None:
        """Have it tell."""
        if not self.pending:
            self.pending = True
            QCoreApplication.postEvent(self, QEvent(DUE), AFTER_PAINTING)

    def now(self) -> None:
        """Tell at once what is yet to be told, if anything is."""
        if self.pending:
            self.pending = False
            self.due.emit()

    def customEvent(self, event: QEvent) -> None:
        self.now()
