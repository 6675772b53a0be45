"""The canvas as a panel: the view, its buttons, and what it says while there is nothing to see."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QToolButton, QWidget

from engine import INPUT
from gui.canvas.additions import Addition
from gui.canvas.baseline import BaselinePage
from gui.canvas.camera import ZOOM_STEP
from gui.canvas.chooser import LayerChooser
from gui.canvas.edits import NetworkEdits
from gui.canvas.figures import Figures, FiguresMenu
from gui.canvas.layout import CAPTION
from gui.canvas.starters import Starters
from gui.canvas.view import NetworkView
from gui.canvas.worn import Worn
from gui.document import Document
from gui.resources import icon
from gui.run_controller import RunController

ASIDE = 16
"""Pixels left free around what stands on an empty canvas."""
LEAST = 72
"""Pixels left for the boxes of an empty network."""


class CanvasPanel(QWidget):
    """Shows a document's network and lets a person build it."""

    analysis_asked = Signal()
    figures_chosen = Signal(object)
    """The user chose other Figures for the boxes."""
    worn_chosen = Signal(str)
    """The user chose what layers wear, one of WORN."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.edits = NetworkEdits(document, self)
        self.view = NetworkView(document, self.edits, self)
        self.clipboard = self.view.clipboard
        self.chooser = LayerChooser(self.edits, self)
        self.starters = Starters(self.edits, self.view)
        self._buttons = QWidget(self.view.viewport(), cursor=Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self._buttons, spacing=4)
        row.setContentsMargins(0, 0, 0, 0)
        self.zoom_out_button = self._button(
            "zoom_out", self.tr("Zoom out (-)"), lambda: self.view.zoom_by(1 / ZOOM_STEP)
        )
        self.zoom_in_button = self._button("zoom_in", self.tr("Zoom in (+)"), lambda: self.view.zoom_by(ZOOM_STEP))
        self.fit_button = self._button("fit", self.tr("Fit network (Ctrl+0)"), self.view.fit)
        self.figures_menu = FiguresMenu(self)
        self.figures_menu.chosen.connect(self._choose_figures)
        self.figures_menu.worn_chosen.connect(self.show_worn)
        self.figures_menu.worn_chosen.connect(self.worn_chosen)
        self.figures_button = self._button("figures", self.tr("Figures on the layers"), lambda: None)
        self.figures_button.setMenu(self.figures_menu)
        self.figures_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.analyse_button = self._button(
            "analyse", self.tr("Analyse network (Ctrl+Shift+A)"), self.analysis_asked.emit
        )
        for button in (self.figures_button, self.analyse_button, self.zoom_out_button, self.zoom_in_button,
                       self.fit_button):  # fmt: skip
            row.addWidget(button)
        self.baseline = BaselinePage(document, self)
        self.worn: Worn | None = None
        """What layers wear; None until there is a controller whose network can be asked."""
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.baseline)
        self.setFocusProxy(self.view)
        self.setMinimumSize(220, 140)
        self.view.fitted.connect(self._place_starters)
        self.view.insert_asked.connect(self._ask)
        self.view.composed.connect(self._compose)
        self.chooser.chosen.connect(self._add)
        self.chooser.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        document.changed.connect(self._follow)
        self._follow()

    def fit(self) -> None:
        """Bring the whole network into view."""
        self.view.fit()

    def delete_selection(self) -> None:
        """Delete the selected wire, or else the selected layers."""
        self.view.delete_selection()

    def select_all(self) -> None:
        """Select all layers."""
        self.view.select_all()

    def insert_menu(self) -> None:
        """Ask for a layer by its name; it goes behind the selected one, or at the end."""
        if self.document.learns:
            self.view.ask()

    def show_node(self, node_id: str) -> None:
        """Bring a box into view if it is not."""
        self.view.show_node(node_id)

    def show_figures(self, figures: Figures) -> None:
        """Put other figures on the boxes."""
        self.figures_menu.show_figures(figures)
        self.view.network.show_figures(figures)

    def show_responses(self, controller: RunController) -> None:
        """Let layers wear what their neurons answer over the plane, or a histogram; see `Worn`."""
        self.worn = Worn(self.view, controller)
        self.worn.choose(self.figures_menu.worn)

    def show_worn(self, worn: str) -> None:
        """Let layers wear something else."""
        self.figures_menu.show_worn(worn)
        if self.worn is not None:
            self.worn.choose(worn)

    def node_rect(self, node_id: str) -> QRect:
        """Where a box lies, in coordinates of the view's viewport."""
        return self.view.node_rect(node_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def _button(self, symbol: str, text: str, do: Callable[[], None]) -> QToolButton:
        button = QToolButton(self._buttons, toolTip=text, iconSize=QSize(18, 18), focusPolicy=Qt.FocusPolicy.TabFocus)
        button.setIcon(icon(symbol))
        button.setFixedSize(28, 28)
        button.setAccessibleName(text)
        button.clicked.connect(lambda _checked=False: do())
        return button

    def _choose_figures(self) -> None:
        figures = self.figures_menu.figures
        self.view.network.show_figures(figures)
        self.figures_chosen.emit(figures)

    def _ask(self, beside: QRect, text: str) -> None:
        viewport = self.view.viewport()
        self.chooser.ask(QRect(viewport.mapToGlobal(beside.topLeft()), beside.size()), text)

    def _compose(self, event: QInputMethodEvent) -> None:
        """Open the chooser for what an input method begins; the focus follows when nothing is being composed."""
        if not self.chooser.isVisible():
            beside, viewport = self.view.ask_beside(), self.view.viewport()
            self.chooser.ask(QRect(viewport.mapToGlobal(beside.topLeft()), beside.size()), focus=False)
        self.chooser.compose(event)

    def _add(self, additions: tuple[Addition, ...]) -> None:
        self.edits.add_all(additions, self.edits.behind())

    def _follow(self) -> None:
        """Show what goes with the model: the network, how to begin it, or what is there instead."""
        self.starters.refresh()
        self._place_starters()
        self._keep_free()
        page = self.view if self.document.learns else self.baseline
        if self._pages.currentWidget() is not page:
            focused = self.isAncestorOf(QApplication.focusWidget()) if QApplication.focusWidget() else False
            self._pages.setCurrentWidget(page)
            self.setFocusProxy(page if page is self.view else self.baseline.back)
            if focused:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        size = self._buttons.sizeHint()
        self._buttons.setGeometry(
            self.width() - size.width() - 8, self.height() - size.height() - 8, size.width(), size.height()
        )
        self.view.buttons = self._buttons.geometry()

        self._keep_free()

    def _room(self) -> QSize:
        """What there is below boxes of a fair size, beside the margins and the buttons."""
        below = LEAST + self._buttons.height() + 3 * ASIDE
        return QSize(self.width() - 2 * ASIDE, self.height() - below)

    def _keep_free(self) -> None:
        """A fitted drawing stays clear of what is shown below it."""
        height = self.starters.height_for(self._room())
        free = height + self._buttons.height() + 2 * ASIDE if height else 0
        if free != self.view.keep_free:
            self.view.keep_free = free
            if self.view.follows:
                self.view.fit()

    def _place_starters(self) -> None:
        """Below the boxes that are always there."""
        height = self.starters.height_for(self._room())
        if height:
            below = self.view.node_rect(INPUT).bottom() + round(CAPTION * self.view.zoom()) + ASIDE
            lowest = self.height() - height - self._buttons.height() - ASIDE
            self.starters.place(QRect(ASIDE, min(below, lowest), self.width() - 2 * ASIDE, height))
