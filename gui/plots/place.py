"""A place where one live view stands, and where another can be chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLabel, QMenu, QStackedLayout, QWidget

from gui.document import Document
from gui.plots.registry import GROUPS, view_kind, view_kinds
from gui.plots.view import SMALLEST
from gui.run_controller import RunController


class Place(QWidget):
    """Holds a view of the chosen kind; empty until `build`. A view that is shown large elsewhere is lent."""

    chosen = Signal()
    """Another kind stands here."""
    enlarge_asked = Signal(object)
    """The user wants the view large, or back; with this place."""

    def __init__(self, kind: str, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self.controller = document, controller
        self.kind = kind
        self.view: QWidget | None = None
        self.setMinimumSize(SMALLEST)
        self._lent = QLabel(
            self.tr("Shown large above. Esc brings it back."), wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter
        )
        self._lent.setProperty("role", "dim")
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._lent)
        self._blank = QWidget()
        self._pages.addWidget(self._blank)
        self._pages.setCurrentWidget(self._blank)

    def build(self) -> None:
        """Load and build the view, once."""
        if self.view is not None:
            return
        found = view_kind(self.kind)
        assert found is not None
        self.view = found.make(self.document, self.controller)
        self.view.title_button.setMenu(self._menu())
        self.view.enlarge_asked.connect(self._ask_to_enlarge)
        self._pages.addWidget(self.view)
        self._pages.setCurrentWidget(self.view)

    def choose(self, kind: str) -> None:
        """Show a view of another kind in place of this one."""
        if kind == self.kind:
            return
        self.kind = kind
        if self.view is not None:
            old, self.view = self.view, None
            old.hide()
            old.deleteLater()
            self.build()
        self.chosen.emit()

    def lend(self) -> QWidget:
        """Give the view away, to be shown large."""
        assert self.view is not None
        self._pages.setCurrentWidget(self._lent)
        self._pages.removeWidget(self.view)
        return self.view

    def take_back(self) -> None:
        """Have the view back that was lent."""
        assert self.view is not None
        self._pages.addWidget(self.view)
        self._pages.setCurrentWidget(self.view)

    def _ask_to_enlarge(self) -> None:
        self.enlarge_asked.emit(self)

    def _menu(self) -> QMenu:
        """All kinds, group by group, this one marked."""
        menu, group = QMenu(self.view), QActionGroup(self.view)
        for name in GROUPS:
            for each in (each for each in view_kinds() if each.group == name):
                action = QAction(each.title, group, checkable=True, checked=each.kind == self.kind)
                action.triggered.connect(lambda _, kind=each.kind: self.choose(kind))
                menu.addAction(action)
            menu.addSeparator()
        return menu
