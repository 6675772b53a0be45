"""The edits so far, by name: a click goes back to any of them, or forward again."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QUndoView,
    QVBoxLayout,
    QWidget,
)

from gui.canvas.chooser import soften_selection
from gui.document import Document
from gui.resources import icon
from gui.theme import theme


class UndoListPanel(QWidget):
    """The undo stack of a document as a list. What is undone is dim; the state that the file holds is marked."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.view = QUndoView(document.undo_stack, self, frameShape=QFrame.Shape.NoFrame, iconSize=QSize(16, 16))
        self.view.setAccessibleName(self.tr("History of edits"))
        self.view.setToolTip(self.tr("Click an edit to go back to it, or forward again"))
        self.view.setItemDelegate(_Steps(self))
        self.setFocusProxy(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.addWidget(self.view)
        document.file_changed.connect(self._name_start)
        theme.changed.connect(self._dress)
        self._dress()
        self._name_start()

    def _name_start(self) -> None:
        """Call the state before all edits what it is, and mark the one that the file holds where there is a file."""
        filed = self.document.path is not None
        self.view.setEmptyLabel(self.tr("Opened") if filed else self.tr("Start"))
        self.view.setCleanIcon(icon("save", "good") if filed else QIcon())
        self.view.viewport().update()

    def _dress(self) -> None:
        soften_selection(self.view)
        self.view.viewport().update()


class _Steps(QStyledItemDelegate):
    """Paints the lines of the list."""

    def __init__(self, panel: UndoListPanel) -> None:
        super().__init__(panel)
        self._document = panel.document

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        stack = self._document.undo_stack
        if index.row() == stack.cleanIndex() and self._document.path is not None:
            option.text = self.tr("{step} (saved)").format(step=option.text)
        if index.row() > stack.index():
            option.palette.setColor(QPalette.ColorRole.Text, QColor(theme.tokens.dim))
        option.decorationPosition = QStyleOptionViewItem.Position.Right  # on the left it would set one line in

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the lines of the other lists; wide as it comes."""
        return QSize(super().sizeHint(option, index).width(), option.fontMetrics.height() + 9)
