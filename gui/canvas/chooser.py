"""A small window that finds a layer by its name: type, press Enter, and it is in the network."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.canvas.layers import LayerEntry, entries, find
from gui.resources import icon
from gui.theme import theme

KIND = Qt.ItemDataRole.UserRole


def soften_selection(view: QAbstractItemView) -> None:
    """Show the current row in a tint of the accent, on which the icons' hues can be seen."""
    tokens = theme.tokens
    back, accent = QColor(tokens.panel), QColor(tokens.accent)
    share = 0.25
    tint = QColor.fromRgbF(
        *(a + (b - a) * share for a, b in zip(back.getRgbF()[:3], accent.getRgbF()[:3], strict=True))
    )
    palette = QPalette(view.palette())
    palette.setColor(QPalette.ColorRole.Highlight, tint)
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(tokens.text))
    view.setPalette(palette)


class LayerChooser(QFrame):
    """Pops up, emits `chosen` with the kind of a layer, and closes."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup, frameShape=QFrame.Shape.StyledPanel)
        self._entries: tuple[LayerEntry, ...] = entries()
        self.setAccessibleName(self.tr("Add a layer"))
        self.search = QLineEdit(self, placeholderText=self.tr("Name of a layer"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Name of the layer to add"))
        self.list = QListWidget(self, iconSize=QSize(20, 20), frameShape=QFrame.Shape.NoFrame)
        self.list.setAccessibleName(self.tr("Layers found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = QLabel(self.tr("No layer is called that."), self, visible=False)
        self.nothing.setProperty("role", "dim")
        layout = QVBoxLayout(self, spacing=4)
        layout.setContentsMargins(8, 8, 8, 8)
        for each in (self.search, self.list, self.nothing):
            layout.addWidget(each)
        self.resize(260, 300)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)

    def ask(self, at: QPoint) -> None:
        """Open at a point of the screen, inside it."""
        screen = self.screen().availableGeometry()
        self.move(
            max(screen.left(), min(at.x(), screen.right() - self.width())),
            max(screen.top(), min(at.y(), screen.bottom() - self.height())),
        )
        soften_selection(self.list)
        self.search.clear()
        self._filter("")
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The search field keeps the keyboard; Up, Down and Enter act on the list."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _filter(self, query: str) -> None:
        self.list.clear()
        for entry in find(query, self._entries):
            item = QListWidgetItem(icon(entry.kind, entry.group), entry.title, self.list)
            item.setData(KIND, entry.kind)
            item.setToolTip(entry.tooltip())
        self.list.setCurrentRow(0)
        self.list.setVisible(self.list.count() > 0)
        self.nothing.setVisible(self.list.count() == 0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            kind = item.data(KIND)
            self.close()
            self.chosen.emit(kind)
