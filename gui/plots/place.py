"""A place where one live view stands, and where another can be chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QStackedLayout, QWidget

from gui.document import Document
from gui.plots.registry import GROUPS, INSIDE, INSIDE_KINDS, view_kind, view_kinds
from gui.plots.view import SMALLEST, View
from gui.run_controller import RunController


class Place(QWidget):
    """Holds a view of the chosen kind; empty until `build`. A place may be shown large elsewhere."""

    chosen = Signal()
    """Another kind stands here."""
    about_to_offer = Signal(object)
    """The menu opens: whoever knows says whether places may come or go."""
    add_asked = Signal(object)
    """The user wants another place beside this one."""
    close_asked = Signal(object)
    """The user wants this place away."""
    enlarge_asked = Signal(object)
    """The user wants the view large, or back; with this place."""
    failed = Signal(str)
    """A sentence for the user about what could not be done."""
    told = Signal(str)
    """A short word for the user on what was done."""

    def __init__(self, kind: str, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self.controller = document, controller
        self.kind = kind
        self.view: View | None = None
        self.may_close = self.may_add = True
        """Whether there are other places, and whether there may be more."""
        self.setMinimumSize(SMALLEST)
        self._pages = QStackedLayout(self)
        self._blank = QWidget()
        self._pages.addWidget(self._blank)
        self._pages.setCurrentWidget(self._blank)
        self._enlarged = False
        self._seen: object = None  # the data that the view was chosen for, where it is to fit them
        document.settled.connect(self._fit)
        controller.state_changed.connect(self._fit)

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
        self.view.taking.told.connect(self.told)
        self.view.set_enlarged(self._enlarged)
        self._pages.addWidget(self.view)
        self._pages.setCurrentWidget(self.view)

    def set_enlarged(self, enlarged: bool) -> None:
        """Learn whether the place is shown large."""
        self._enlarged = enlarged
        if self.view is not None:
            self.view.set_enlarged(enlarged)

    def choose(self, kind: str) -> None:
        """Show a view of another kind in place of this one."""
        if kind == self.kind:
            return
        self.kind = kind
        self._replace()
        self.chosen.emit()

    def _made(self) -> View:
        """A view of the chosen kind; inside the network, of the first kind that has something to show."""
        self._seen = self._shown_data()
        names = [name for name in INSIDE_KINDS if view_kind(name) is not None] if self.kind == INSIDE else [self.kind]
        for name in names:
            view = view_kind(name).make(self.document, self.controller)
            if name == names[-1] or not view.unfit():
                break
            view.deleteLater()
        return view

    def _replace(self) -> None:
        """Build the view anew, if there is one. A recording of it is ended first, and may be saved."""
        if self.view is not None:
            self.view.taking.settle()
            focused = self.view.isAncestorOf(QApplication.focusWidget()) if QApplication.focusWidget() else False
            old, self.view = self.view, None
            old.hide()
            old.deleteLater()
            self.build()
            if focused:
                self.view.setFocus()

    def _fit(self) -> None:
        """Look inside in another way where the data have become others."""
        if self.kind != INSIDE or self.view is None or self.view.taking.recording:
            return
        if self._shown_data() != self._seen or self.view.unfit():
            self._replace()

    def _shown_data(self) -> object:
        """What decides on the ways to look inside."""
        data = self.controller.experiment.data
        return data.input_shape(), data.task

    def _ask_to_enlarge(self) -> None:
        self.enlarge_asked.emit(self)

    def _fill(self, menu: QMenu) -> None:
        """All kinds, group by group, this one marked; and the places beside."""
        menu.clear()
        self.about_to_offer.emit(self)
        group, kinds = QActionGroup(menu), view_kinds()
        self._offer(menu, group, self.tr("Inside: what fits the data"), INSIDE)
        for name in GROUPS:
            menu.addSeparator()
            for each in kinds:
                if each.group == name:
                    self._offer(menu, group, each.title, each.kind)
        menu.addSeparator()
        add = menu.addAction(self.tr("Another view beside"), lambda: self.add_asked.emit(self))
        add.setEnabled(self.may_add)
        menu.setToolTipsVisible(True)
        if not self.may_add:
            add.setToolTip(self.tr("There is no room for another view: close one, or make the window wider."))
        menu.addAction(self.tr("Close this view"), lambda: self.close_asked.emit(self)).setEnabled(self.may_close)

    def _offer(self, menu: QMenu, group: QActionGroup, title: str, kind: str) -> None:
        action = QAction(title, group, checkable=True, checked=kind == self.kind)
        action.triggered.connect(lambda: self.choose(kind))
        menu.addAction(action)
