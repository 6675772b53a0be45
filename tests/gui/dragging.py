"""Drag events as Qt makes them: since 6.12 their place is a QPointF, before that only a QPoint will do."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, qVersion
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent

FINE = tuple(int(part) for part in qVersion().split(".")[:2]) >= (6, 12)


def drag_enter(point: QPoint, data: QMimeData) -> QDragEnterEvent:
    """The event of a drag that comes in with the left button."""
    return QDragEnterEvent(*_arguments(point, data))


def drag_move(point: QPoint, data: QMimeData) -> QDragMoveEvent:
    """The event of a drag that moves."""
    return QDragMoveEvent(*_arguments(point, data))


def _arguments(point: QPoint, data: QMimeData) -> tuple[object, ...]:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QPointF(point) if FINE else point, Qt.DropAction.CopyAction, data, left, none
