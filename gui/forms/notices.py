"""The remedies of problems as buttons."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton, QStylePainter, QVBoxLayout, QWidget

from engine import Problem
from gui.document import Document
from gui.forms.tabs import restore_tab_order
from gui.repairs import apply_remedy, remedy_title
from gui.resources import icon
from gui.texts import explain, plain

MOST = 8
"""Remedies that stand below each other; each takes a while to work out in a large network, and more cannot be read."""


class RemedyButton(QPushButton):
    """Applies the remedy of one problem; hidden where none can be applied. A title that has no room is cut, and stands
    in the tooltip."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent, icon=icon("repair"), iconSize=QSize(14, 14), visible=False)
        self._document = document
        self._problem: Problem | None = None
        self._title = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._fit()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it goes with its problem, and would hand on a focus it took
        self.clicked.connect(self._apply)

    def offer(self, problem: Problem | None) -> None:
        """Stand for the remedy of a problem; None for nothing."""
        self._problem = problem
        title = remedy_title(self._document, problem) if problem is not None else ""
        if title != self._title:
            self._title = title
            self.setText(plain(title))
            self.setAccessibleName(title)
        if problem is not None:
            self.setToolTip(f"{title}\n{explain(problem)}")
        self.setVisible(bool(title))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.fontMetrics().height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 96), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option, painter = QStyleOptionButton(), QStylePainter(self)
        self.initStyleOption(option)
        missing = self.sizeHint().width() - self.width()
        if missing > 0:
            room = self.fontMetrics().horizontalAdvance(self._title) - missing
            option.text = plain(self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room))
        painter.drawControl(self.style().ControlElement.CE_PushButton, option)
        painter.end()

    def _apply(self) -> None:
        if self._problem is not None:
            apply_remedy(self._document, self._problem)


class Remedies(QWidget):
    """The remedies of several problems, one below the other; takes no room where there are none."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent, visible=False)
        self._document = document
        self.buttons: list[RemedyButton] = []
        self._column = QVBoxLayout(self, spacing=4)
        self._column.setContentsMargins(0, 0, 0, 0)

    def offer(self, problems: Iterable[Problem]) -> None:
        """Show the remedies of these problems, of the first MOST where they are many."""
        problems = tuple(islice(problems, MOST))
        grown = len(problems) > len(self.buttons)
        while len(self.buttons) < len(problems):
            button = RemedyButton(self._document, self)
            self._column.addWidget(button)
            self.buttons.append(button)
        for index, button in enumerate(self.buttons):
            button.offer(problems[index] if index < len(problems) else None)
        self.setVisible(any(not button.isHidden() for button in self.buttons))
        if grown and self.isVisible():
            restore_tab_order(self)
