"""The palette: every kind of layer, in groups, and templates, to be found by name and put into the network."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QFont, QKeyEvent, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.canvas.chooser import soften_selection
from gui.canvas.edits import NetworkEdits
from gui.canvas.layers import Offer, find, group_title, grouped, mime, offers
from gui.document import Document
from gui.resources import icon
from gui.theme import theme

KEY = Qt.ItemDataRole.UserRole
_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PalettePanel(QWidget):
    """Adds layers behind the selected one, or at the end: by double click, Enter, or by dragging onto the canvas."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits = NetworkEdits(document, self)
        self.search = QLineEdit(self, placeholderText=self.tr("Find a layer"), clearButtonEnabled=True)
        self.search.addAction(icon("search", "dim"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setAccessibleName(self.tr("Find a layer"))
        self.search.setToolTip(self.tr("Enter inserts the layer that is found; Down goes to the list."))
        self.tree = LayerTree(self)
        self.nothing = QLabel(self, wordWrap=True, visible=False, alignment=Qt.AlignmentFlag.AlignTop)
        self.nothing.setProperty("role", "dim")
        layout = QVBoxLayout(self, spacing=8)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.nothing, 1)
        self.setMinimumWidth(160)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.tree.chosen.connect(self.edits.add)
        self._judged: object = None
        document.settled.connect(self._follow_model)
        self._follow_model()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the search field that act on the list; undo and redo are left to the network."""
        if watched is not self.search or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and any(event.matches(each) for each in _UNDO):
            event.ignore()
            return True
        if event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() in _ENTER:
                if self.search.text().strip():
                    self.tree.choose_current()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.tree.enter()
                return True
        return super().eventFilter(watched, event)

    def _follow_model(self) -> None:
        """Without a network there is nothing to put a layer into."""
        learns = self.edits.document.learns
        for part in (self.search, self.tree):
            part.setEnabled(learns)
        self.setToolTip("" if learns else self.tr("This model has no layers. Choose Network under Model first."))
        data = self.edits.document.experiment.data
        judged = data.task, data.input_shape()
        if judged != self._judged:
            self._judged = judged
            self.tree.judge(*judged)

    def _filter(self, query: str) -> None:
        found = self.tree.filter(query)
        self.tree.setVisible(found)
        self.nothing.setVisible(not found)
        if not found:
            self.nothing.setText(self.tr("No layer matches “{query}”.").format(query=query.strip()))


class LayerTree(QTreeWidget):
    """The layers by group, templates last; groups can be folded."""

    chosen = Signal(str)
    """A layer or a template is to be added: its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            parent, headerHidden=True, indentation=12, iconSize=QSize(20, 20), frameShape=QFrame.Shape.NoFrame,
            rootIsDecorated=False, expandsOnDoubleClick=False, uniformRowHeights=False, dragEnabled=True,
            dragDropMode=QAbstractItemView.DragDropMode.DragOnly,
        )  # fmt: skip
        self.setAccessibleName(self.tr("Layers"))
        self._offers = offers()
        self._misfits: dict[str, str] = {}
        """By key, why something is not for the data; empty where it is."""
        self._folded: set[str] = set()
        self._searching = False
        self._groups: dict[str, QTreeWidgetItem] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        for group, members in grouped().items():
            self._add_group(group, members)
        self.itemClicked.connect(self._fold_clicked)
        self.itemDoubleClicked.connect(lambda item: self._choose(item))
        self.itemCollapsed.connect(self._mark_fold)
        self.itemExpanded.connect(self._mark_fold)
        theme.changed.connect(self._dress)
        self._dress()

    def filter(self, query: str) -> bool:
        """Show what matches and make the best match current; whether anything does."""
        found = find(query, self._offers)
        keys = {offer.key for offer in found}
        for key, item in self._items.items():
            item.setHidden(key not in keys)
        searching = bool(query.strip())
        for group, heading in self._groups.items():
            heading.setHidden(not any(offer.group == group for offer in found))
            self._searching = searching
            heading.setExpanded(searching or group not in self._folded)
        self.setCurrentItem(self._items[found[0].key] if searching and found else None)
        return bool(found)

    def judge(self, task: str, shape: Sequence[int]) -> None:
        """Dim what is not for data of that task and shape; it says why under the cursor."""
        for offer in self._offers:
            misfit, item = offer.misfit(task, shape), self._items[offer.key]
            if misfit == self._misfits.get(offer.key, ""):
                continue
            self._misfits[offer.key] = misfit
            item.setIcon(0, offer.icon(dimmed=bool(misfit)))
            item.setToolTip(0, f"<p><b>{escape(misfit)}</b></p>{offer.tooltip()}" if misfit else offer.tooltip())
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, misfit)
        self._dress()

    def choose_current(self) -> None:
        """Add the current layer."""
        self._choose(self.currentItem())

    def enter(self) -> None:
        """Take the keyboard, at the current layer or the first."""
        if self.currentItem() is None:
            shown = (item for item in self._items.values() if not item.isHidden() and item.parent().isExpanded())
            self.setCurrentItem(next(shown, self.topLevelItem(0)))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in _ENTER and item is not None:
            if item.data(0, KEY) is None:
                item.setExpanded(not item.isExpanded())
            else:
                self._choose(item)
            return
        super().keyPressEvent(event)

    def mimeData(self, items: list[QTreeWidgetItem]) -> QMimeData:
        keys = [item.data(0, KEY) for item in items if item.data(0, KEY)]
        return mime(keys[0]) if keys else QMimeData()

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry the layer as a small box with icon and title."""
        item = self.currentItem()
        if item is None or item.data(0, KEY) is None:
            return
        drag = QDrag(self)
        drag.setMimeData(self.mimeData([item]))
        drag.setPixmap(self._drag_picture(item))
        drag.setHotSpot(QPoint(-14, -10))  # beside the pointer, so that what is under it stays in sight
        drag.exec(Qt.DropAction.CopyAction)

    def _add_group(self, group: str, members: Sequence[Offer]) -> None:
        heading = QTreeWidgetItem(self, [group_title(group)])
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        heading.setFont(0, font)
        heading.setSizeHint(0, QSize(0, 28))
        self._groups[group] = heading
        for offer in members:
            item = QTreeWidgetItem(heading, [offer.title])
            item.setIcon(0, offer.icon())
            item.setToolTip(0, offer.tooltip())
            item.setData(0, KEY, offer.key)
            item.setSizeHint(0, QSize(0, 24))
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
                | Qt.ItemFlag.ItemNeverHasChildren
            )  # fmt: skip
            self._items[offer.key] = item
        heading.setExpanded(True)
        self._mark_fold(heading)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, KEY) is not None and not item.isHidden():
            self.chosen.emit(item.data(0, KEY))

    def _fold_clicked(self, item: QTreeWidgetItem) -> None:
        if item.data(0, KEY) is None:
            item.setExpanded(not item.isExpanded())

    def _mark_fold(self, heading: QTreeWidgetItem) -> None:
        """Show by a chevron whether a group is folded, and remember it: a search unfolds for its time only."""
        heading.setIcon(0, icon("chevron_down" if heading.isExpanded() else "chevron_right", "dim"))
        group = next(group for group, item in self._groups.items() if item is heading)
        if not self._searching and heading.isExpanded() == (group in self._folded):
            self._folded ^= {group}

    def _dress(self) -> None:
        for heading in self._groups.values():
            heading.setForeground(0, QColor(theme.tokens.dim))
        for key, item in self._items.items():
            item.setForeground(0, QColor(theme.tokens.dim if self._misfits.get(key) else theme.tokens.text))
        soften_selection(self)
        self.viewport().update()

    def _drag_picture(self, item: QTreeWidgetItem) -> QPixmap:
        width = self.fontMetrics().horizontalAdvance(item.text(0)) + 52
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(width, 32) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.tokens.accent))
        painter.setBrush(QColor(theme.tokens.node))
        painter.drawRoundedRect(1, 1, width - 2, 30, 6, 6)
        item.icon(0).paint(painter, 10, 6, 20, 20)
        painter.setPen(QColor(theme.tokens.text))
        painter.drawText(38, 0, width - 40, 32, Qt.AlignmentFlag.AlignVCenter, item.text(0))
        painter.end()
        return picture
