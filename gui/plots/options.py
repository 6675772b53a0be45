"""What can be chosen in a view, beside its title: boxes side by side where there is room, else one button's menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

GAP = 4


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
        box = self.box
        if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] != list(entries):
            with QSignalBlocker(box):
                box.clear()
                for each, text in entries:
                    box.addItem(text, each)
            box.updateGeometry()
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
    """Some options in a line, the first at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: list[Option] = []
        self.button = QToolButton(
            autoRaise=True, text="⋯", popupMode=QToolButton.ToolButtonPopupMode.InstantPopup, visible=False
        )
        self.button.setAccessibleName(self.tr("What to show"))
        self.button.setToolTip(self.tr("What to show"))
        self._menu = QMenu(self.button)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.button.setMenu(self._menu)
        self._layout = QHBoxLayout(self, spacing=GAP)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addStretch(1)
        self._layout.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, name: str, hint: str) -> Option:
        """One more option."""
        option = Option(name, hint, self)
        self._options.append(option)
        self._layout.addWidget(option.box)
        return option

    @property
    def folded(self) -> bool:
        """Whether the options are in the button's menu."""
        return self.button.isVisibleTo(self)

    def fit(self) -> None:
        """Show what there is room for: after options were filled, or a change of size."""
        offered = [option for option in self._options if option.offered]
        room = sum(option.box.sizeHint().width() + GAP for option in offered)
        folds = room > self.width()
        for option in self._options:
            option.box.setVisible(option.offered and not folds)
        self.button.setVisible(folds and bool(offered))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:
        return QSize(60, max(26, self.button.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return self.button.minimumSizeHint()

    def _fill_menu(self) -> None:
        self._menu.clear()
        for option in self._options:
            if not option.offered:
                continue
            self._menu.addSection(option.name)
            group = QActionGroup(self._menu)
            for at in range(option.box.count()):
                value = option.box.itemData(at)
                action = group.addAction(option.box.itemText(at))
                action.setCheckable(True)
                action.setChecked(value == option.value)
                action.triggered.connect(lambda _, option=option, value=value: option.choose(value))
                self._menu.addAction(action)
