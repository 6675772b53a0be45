"""A place where one live view stands, and where another can be chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLabel, QMenu, QStackedLayout, QWidget

from gui.document import Document
from gui.plots.registry import GROUPS, INSIDE, INSIDE_KINDS, view_kind, view_kinds
from gui.plots.view import SMALLEST, View
from gui.run_controller import RunController


class Place(QWidget):
    """Holds a view of the chosen kind; empty until `build`. A view that is shown large elsewhere is lent."""

    chosen = Signal()
    """Another kind stands here."""
    add_asked = Signal(object)
    """The user wants another place beside this one."""
    close_asked = Signal(object)
    """The user wants this place away."""
    enlarge_asked = Signal(object)
    """The user wants the view large, or back; with this place."""
    failed = Signal(str)
    """A sentence for the user about what could not be done."""

    def __init__(self, kind: str, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self.controller = document, controller
        self.kind = kind
        self.view: View | None = None
        self.may_close = self.may_add = True
        """Whether there are other places, and whether there may be more."""
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
        document.changed.connect(self._fit)

    def build(self) -> None:
        """Load and build the view, once."""
        if self.view is not None:
            return
        self.view = self._made()
        menu = QMenu(self.view)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.view.title_button.setMenu(menu)
        self.view.enlarge_asked.connect(self._ask_to_enlarge)
        self.view.taking.failed.connect(self.failed)
        self._pages.addWidget(self.view)
        self._pages.setCurrentWidget(self.view)

    def choose(self, kind: str) -> None:
        """Show a view of another kind in place of this one."""
        if kind == self.kind:
            return
        self.kind = kind
        self._replace()
        self.chosen.emit()

    def lend(self) -> View:
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

    def _made(self) -> View:
        """A view of the chosen kind; inside the network, of the first kind that has something to show."""
        names = [name for name in INSIDE_KINDS if view_kind(name) is not None] if self.kind == INSIDE else [self.kind]
        for name in names:
            view = view_kind(name).make(self.document, self.controller)
            if name == names[-1] or not view.unfit():
                break
            view.deleteLater()
        return view

    def _replace(self) -> None:
        """Build the view anew, if there is one."""
        if self.view is not None:
            old, self.view = self.view, None
            old.hide()
            old.deleteLater()
            self.build()

    def _fit(self) -> None:
        """Look inside in another way where an edit has left this one nothing to show."""
        if (
            self.kind == INSIDE
            and self.view is not None
            and self.view.unfit()
            and self._pages.currentWidget() is self.view
        ):
            self._replace()

    def _ask_to_enlarge(self) -> None:
        self.enlarge_asked.emit(self)

    def _fill(self, menu: QMenu) -> None:
        """All kinds, group by group, this one marked; and the places beside."""
        menu.clear()
        group, kinds = QActionGroup(menu), view_kinds()
        self._offer(menu, group, self.tr("Inside: what fits the data"), INSIDE)
        for name in GROUPS:
            menu.addSeparator()
            for each in kinds:
                if each.group == name:
                    self._offer(menu, group, each.title, each.kind)
        menu.addSeparator()
        menu.addAction(self.tr("Another view beside"), lambda: self.add_asked.emit(self)).setEnabled(self.may_add)
        menu.addAction(self.tr("Close this view"), lambda: self.close_asked.emit(self)).setEnabled(self.may_close)

    def _offer(self, menu: QMenu, group: QActionGroup, title: str, kind: str) -> None:
        action = QAction(title, group, checkable=True, checked=kind == self.kind)
        action.triggered.connect(lambda: self.choose(kind))
        menu.addAction(action)
