"""What can be chosen in a view, beside its title: boxes side by side where there is room, else its menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSizePolicy, QWidget

GAP = 4

FLAT = 5
"""Most entries of an option that stand in the menu itself; of more, they have one of their own."""


class Option(QObject):
    """One thing to choose: some entries, of which one is taken."""

    chosen = Signal(object)
    """The user took another entry; with its value."""

    def __init__(self, name: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = name
        self.box = QComboBox(toolTip=hint, sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents, visible=False)
        self.box.setAccessibleName(name)
        self.box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.box.activated.connect(lambda: self.chosen.emit(self.value))

    @property
    def value(self) -> Any:
        """What is taken."""
        return self.box.currentData()

    @property
    def offered(self) -> bool:
        """Whether there is anything to choose."""
        return self.box.count() > 1

    def offer(self, entries: Sequence[tuple[Any, str]], value: Any) -> None:
        """Offer these entries, (value, text), and take one, the first where there is no such value."""
        if refill(self.box, [(text, each) for each, text in entries]):
            self.box.updateGeometry()
        self.take(value)

    def take(self, value: Any) -> None:
        """Take an entry, the first where there is no such value, without a word."""
        values = [self.box.itemData(at) for at in range(self.box.count())]
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(values.index(value) if value in values else 0)

    def choose(self, value: Any) -> None:
        """Take an entry as the user does."""
        if value != self.value:
            self.take(value)
            self.chosen.emit(value)


class Options(QWidget):
    """Some options in a line, the first at the left. Where there is no room for all, `actions` offers them instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: list[Option] = []
        self._actions: list[QAction] = []
        self._made: list[QAction | QMenu] = []
        self._shown: list[Option] = []
        self._layout = QHBoxLayout(self, spacing=GAP)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, name: str, hint: str) -> Option:
        """One more option."""
        option = Option(name, hint, self)
        self._options.append(option)
        self._layout.addWidget(option.box)
        return option

    def fit(self) -> None:
        """Show what there is room for: after options were filled, or a change of size. The first fold first."""
        room = self.width()
        self._shown = []
        for option in reversed([each for each in self._options if each.offered]):
            room -= option.box.sizeHint().width() + GAP
            if room < 0:
                break
            self._shown.append(option)
        for option in self._options:
            option.box.setVisible(option in self._shown)

    @property
    def folded(self) -> bool:
        """Whether some options are in the menu alone."""
        return any(option.offered and option not in self._shown for option in self._options)

    def actions_of_menu(self) -> list[QAction]:
        """The entries of all options, for a menu, where the boxes have no room."""
        for old in self._made:
            old.deleteLater()
        self._actions, self._made = [], []
        for option in self._options:
            if not option.offered or option in self._shown:
                continue
            menu = QMenu(option.name, self) if option.box.count() > FLAT else None
            if menu is not None:
                heading = menu.menuAction()
            else:
                heading = QAction(option.name, self)
                heading.setSeparator(True)
            self._actions.append(heading)
            self._made.append(heading if menu is None else menu)
            group = QActionGroup(heading)
            for at in range(option.box.count()):
                value = option.box.itemData(at)
                action = QAction(option.box.itemText(at), self, checkable=True, checked=value == option.value)
                action.triggered.connect(lambda _, option=option, value=value: option.choose(value))
                group.addAction(action)
                self._made.append(action)
                if menu is not None:
                    menu.addAction(action)
                else:
                    self._actions.append(action)
        return self._actions

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(60, max((option.box.sizeHint().height() for option in self._options), default=0))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


def refill(box: QComboBox, entries: Sequence[tuple[str, Any]]) -> bool:
    """Offer these entries, (text, value), without a word; whether they are others than before. The value that is chosen
    stays where it is among them, else the first is taken."""
    if [(box.itemText(at), box.itemData(at)) for at in range(box.count())] == list(entries):
        return False
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for text, value in entries:
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
    return True
