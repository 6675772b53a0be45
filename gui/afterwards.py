"""What may follow a moment later: after what changed at once has been painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject

DUE = QEvent.Type(QEvent.registerEventType())
AFTER_PAINTING = -2
"""A priority below that of Qt's requests to paint."""


class Afterwards(QObject):
    """Does something once when the windows have been painted, however often it was asked for until then."""

    def __init__(self, do: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._do = do
        self.pending = False
        """Whether it is yet to be done."""

    def ask(self) -> None:
        """Have it done."""
        if not self.pending:
            self.pending = True
            QCoreApplication.postEvent(self, QEvent(DUE), AFTER_PAINTING)

    def now(self) -> None:
        """Do it at once if it is yet to be done."""
        if self.pending:
            self.pending = False
            self._do()

    def customEvent(self, event: QEvent) -> None:
        self.now()
