"""The command palette: type what you want, and press Enter.

It lies on the window as a part of it, not as a popup of its own: input methods compose only where the focus really is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.access import name_parts
from gui.canvas.chooser import soften_selection
from gui.command_list import WITHIN, Command, commands, search
from gui.theme import theme

if TYPE_CHECKING:
    from gui.main_window import MainWindow

LETTERS, GROUP_LETTERS, ROWS = 90, 16, 12
"""How wide it and its first column are in average letters, and how many commands are seen at most."""
LATEST = 5
"""How many of the commands that were run last stand on top of the whole list."""
COMMAND = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: 1 - ROWS, Qt.Key.Key_PageDown: ROWS - 1}


class CommandPalette(QFrame):
    """Opens over its window, runs the chosen command once it is closed again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(
            window, objectName="command_palette", frameShape=QFrame.Shape.StyledPanel, autoFillBackground=True
        )
        self.hide()
        self._window = window
        self._offered: list[Command] = []
        self._latest: list[tuple[str, str]] = []
        self._before: QWidget | None = None
        self.setAccessibleName(self.tr("Commands"))
        self.search = QLineEdit(self, clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Command to look for"))
        self.search.setPlaceholderText(self.tr("Type a few words, such as: new digits, dark, confusion"))
        self.list = QListView(self, frameShape=QFrame.Shape.NoFrame, uniformItemSizes=True)
        self.list.setAccessibleName(self.tr("Commands found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setItemDelegate(_Rows(self.list))
        self._model = _Found(self.list)
        self.list.setModel(self._model)
        self.about = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.about.setProperty("role", "dim")
        name_parts(self)
        layout = QVBoxLayout(self, spacing=6)
        layout.setContentsMargins(8, 8, 8, 8)
        for part in (self.search, self.list, self.about):
            layout.addWidget(part)
        self.search.textChanged.connect(self._find)
        theme.changed.connect(self._dress)
        self._dress()
        self.list.clicked.connect(lambda _index: self._run())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())

    def ask(self) -> None:
        """Open, with all that can be done now; where it is open already, go."""
        if self.isVisible():
            self._leave()
            return
        self._before = QApplication.focusWidget()
        self._offered = sorted(commands(self._window), key=self._age)
        self.search.clear()
        self._find("")
        self.show()
        self._place()
        self.raise_()
        self._window.installEventFilter(self)
        QApplication.instance().installEventFilter(self)
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def found(self) -> Sequence[Command]:
        """What is listed."""
        return self._model.found

    @property
    def current(self) -> Command | None:
        """What Enter would do."""
        command = self.list.currentIndex().data(COMMAND)
        return command if isinstance(command, Command) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it is open: some keys of the search field act on the list; a press elsewhere closes it."""
        if watched is self.search:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._press(event)
            if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Escape:  # it must not reach what puts a large view back
                    event.accept()
                    return True
            elif event.type() == QEvent.Type.FocusOut and not self._keeps_open():
                self.hide()
        elif watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.MouseButtonPress and self._is_elsewhere(watched):
            self.hide()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        QApplication.instance().removeEventFilter(self)
        super().hideEvent(event)

    def _dress(self) -> None:
        soften_selection(self.list)

    def _age(self, command: Command) -> int:
        name = command.group, command.title
        return self._latest.index(name) if name in self._latest else LATEST

    def _is_elsewhere(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched is not self and not self.isAncestorOf(watched)

    @staticmethod
    def _keeps_open() -> bool:
        """Whether the focus went only for a while: to another window, or to the field's own menu."""
        return QApplication.focusWidget() is None or QApplication.activePopupWidget() is not None

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() in _STEPS:
            row = self.list.currentIndex().row() + _STEPS[Qt.Key(event.key())]
            self._go_to(min(max(row, 0), len(self.found) - 1))
        elif event.key() in _ENTER:
            self._run()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):  # there is nowhere else to go
            return False
        return True

    def _find(self, text: str) -> None:
        self._model.show_found(search(self._offered, text))
        self._go_to(0)
        self._tell()

    def _go_to(self, row: int) -> None:
        index = self._model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _tell(self) -> None:
        """Say below the list what the current command does, or why it cannot be done."""
        command = self.current
        text = self.tr("Nothing is called so.") if command is None else command.why_not or command.tip
        self.about.setText(text)
        self.search.setAccessibleDescription(spoken(command) if command is not None else text)

    def _run(self) -> None:
        command = self.current
        if command is None or not command.possible:
            return
        self._leave()
        name = command.group, command.title
        self._latest = [name, *(each for each in self._latest if each != name)][:LATEST]
        QTimer.singleShot(0, self._window, command.run)  # when the key is dealt with: a dialog may follow

    def _leave(self) -> None:
        """Close, and give the focus back."""
        before = self._before
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self._window.setFocus()

    def _place(self) -> None:
        """In the middle, below the bar with the buttons; of the same size whatever is found."""
        metrics, room = self.fontMetrics(), self._window.rect()
        self.about.setFixedHeight(2 * metrics.height() + 2)
        self.list.setFixedHeight(min(ROWS * self.list.sizeHintForRow(0), room.height() // 2))
        width = min(metrics.averageCharWidth() * LETTERS, room.width() - 32)
        self.layout().activate()
        self.resize(width, self.layout().sizeHint().height())
        top = self._window.centralWidget().mapTo(self._window, self._window.centralWidget().rect().topLeft()).y()
        self.move((room.width() - width) // 2, min(top, room.height() - self.height()))


class _Found(QAbstractListModel):
    """The commands that are listed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: Sequence[Command] = ()

    def show_found(self, found: Sequence[Command]) -> None:
        """List these."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        command = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(command)
        return command if role == COMMAND else None


class _Rows(QStyledItemDelegate):
    """Paints a command as a row: where it belongs, what it is called, its keys; why not, where it cannot be done."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command: Command = index.data(COMMAND)
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(option.widget.style().ControlElement.CE_ItemViewItem, option, painter)
        tokens, area = theme.tokens, option.rect.adjusted(8, 0, -8, 0)
        dim, strong = QColor(tokens.dim), QColor(tokens.text if command.possible else tokens.dim)
        letters = QFont(option.font)
        column = option.fontMetrics.averageCharWidth() * GROUP_LETTERS
        menu, within, submenu = command.group.partition(WITHIN)
        _write(painter, QRect(area.left(), area.top(), column - 8, area.height()), menu, dim, letters)
        right = area.right() - option.fontMetrics.horizontalAdvance(command.keys)
        _write(painter, QRect(right, area.top(), area.right() - right + 1, area.height()), command.keys, dim, letters)
        title = QRect(area.left() + column, area.top(), right - 12 - area.left() - column, area.height())
        used = _write(painter, title, submenu + within, dim, letters)
        text = f"{command.title} \N{CHECK MARK}" if command.checked else command.title
        used += _write(painter, title.adjusted(used, 0, 0, 0), text, strong, letters)
        if command.why_not and title.width() - used > 60:
            letters.setItalic(True)
            _write(painter, title.adjusted(used + 14, 0, 0, 0), command.why_not, dim, letters)


def spoken(command: Command) -> str:
    """A command in one line, for a screen reader."""
    return ", ".join(part for part in (command.title, command.group, command.keys, command.why_not) if part)


def _write(painter: QPainter, area: QRect, text: str, colour: QColor, font: QFont) -> int:
    """Paint a text into an area, cut with an ellipsis where it does not fit; returns the pixels that it takes."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)
