"""What stands on a canvas without layers: how to begin, and templates to begin from."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from gui.canvas.additions import Addition
from gui.canvas.edits import NetworkEdits
from gui.canvas.layers import Offer, templates
from gui.resources import icon
from gui.theme import theme

GAP = 8
NARROW = 120
"""Pixels that a button is wide at least."""


class Starters(QObject):
    """Puts the hint and the buttons onto a view. They are no widget of their own: between them, drags and clicks reach
    the canvas."""

    def __init__(self, edits: NetworkEdits, view: QWidget) -> None:
        super().__init__(view)
        self._edits, self._view = edits, view
        self.hint = QLabel(
            parent=view,
            alignment=Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
            wordWrap=True,
        )
        self.heading = QLabel(self.tr("Or start from a template:"), view, alignment=Qt.AlignmentFlag.AlignCenter)
        for label in (self.hint, self.heading):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.buttons = {offer.key: self._button(offer) for offer in templates()}
        self.menu_button = QPushButton(icon("template"), self.tr("Start from a template"), view, autoDefault=False)
        menu = QMenu(self.menu_button, toolTipsVisible=True)
        self._actions = {offer.key: self._action(menu, offer) for offer in templates()}
        self.menu_button.setMenu(menu)
        self.shown = False
        self._fitting: list[str] = []
        """The keys of the templates that are for such data."""
        theme.changed.connect(self._dress)
        self._dress()

    def refresh(self) -> None:
        """Be there while the network has no layers, with the templates that are for such data; one that is too large
        says so."""
        self.shown = self._edits.document.learns and not self._edits.network.nodes
        misfits = self._edits.misfits(None) if self.shown else self.buttons
        fitting = [offer for offer in templates() if offer.key not in misfits]
        self._fitting = [offer.key for offer in fitting]
        for each in (self.hint, self.heading, self.menu_button):
            each.setVisible(self.shown)
        for key, button in self.buttons.items():
            button.setVisible(key in self._fitting)
            self._actions[key].setVisible(key in self._fitting)
        if self.shown:
            text = self.tr(
                "Data come in on the left, the loss judges what comes out. Put layers between:\n"
                "drag one here, double-click one in the palette, or type its name, such as {example}."
            )
            self.hint.setText(text.format(example=self._edits.example(None).partition(",")[0]))
        for offer in fitting:
            why_not = self._edits.why_not((Addition(offer),), None)
            for each in (self.buttons[offer.key], self._actions[offer.key]):
                each.setEnabled(not why_not)
                each.setToolTip(why_not or offer.tooltip())
            self.buttons[offer.key].setAccessibleDescription(why_not or offer.summary)

    def height_for(self, room: QSize) -> int:
        """Pixels that all takes up where so many are free: without room for the buttons, one that opens a menu stands
        for them, and the hint goes last. 0 while nothing is shown."""
        if not self.shown:
            return 0
        heights = [height for height in self._heights(room.width()) if height <= room.height()]
        return heights[0] if heights else self._heights(room.width())[-1]

    def place(self, area: QRect) -> None:
        """Lay all out within an area whose height is what `height_for` says."""
        whole, _, least = self._heights(area.width())
        spread, hinted = area.height() >= whole, area.height() > least
        self.hint.setVisible(hinted)
        self.heading.setVisible(spread)
        self.menu_button.setVisible(not spread)
        for button in self._offered():
            button.setVisible(spread)
        top = area.top()
        texts = [(self.hint, self.hint.heightForWidth(area.width()), hinted),
                 (self.heading, self.heading.sizeHint().height(), spread)]  # fmt: skip
        for label, height, there in texts:
            if there:
                label.setGeometry(area.left(), top, area.width(), height)
                top += height + GAP
        size = self.menu_button.sizeHint()
        self.menu_button.setGeometry(area.center().x() - size.width() // 2, top, size.width(), size.height())
        self._place_buttons(area, top)

    def _place_buttons(self, area: QRect, top: int) -> None:
        _, columns, size = self._grid(area.width())
        buttons = self._offered()
        for index, button in enumerate(buttons):
            row, column = divmod(index, columns)
            count = min(columns, len(buttons) - row * columns)
            left = area.left() + (area.width() - count * (size.width() + GAP) + GAP) // 2
            place = QPoint(left + column * (size.width() + GAP), top + row * (size.height() + GAP))
            button.setGeometry(QRect(place, size))

    def _heights(self, width: int) -> tuple[int, int, int]:
        """Pixels that all takes up; the hint with the menu's button; that button alone."""
        rows, _, size = self._grid(width)
        hint, menu = self.hint.heightForWidth(width) + GAP, self.menu_button.sizeHint().height()
        return hint + self.heading.sizeHint().height() + rows * (size.height() + GAP), hint + menu, menu

    def _grid(self, width: int) -> tuple[int, int, QSize]:
        """Rows and columns, filled evenly, and the size of a button."""
        hints = [button.sizeHint() for button in self._offered()] or [QSize(NARROW, 0)]
        size = QSize(max(NARROW, *(each.width() for each in hints)), max(each.height() for each in hints))
        most = max(1, (width + GAP) // (size.width() + GAP))
        rows = math.ceil(len(hints) / most)
        return rows, math.ceil(len(hints) / rows), size

    def _offered(self) -> list[QPushButton]:
        return [self.buttons[key] for key in self._fitting]

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(offer.icon(), offer.title.replace("&", "&&"), self._view, autoDefault=False)
        button.clicked.connect(lambda _checked=False: self._start(offer.key))
        return button

    def _action(self, menu: QMenu, offer: Offer) -> QAction:
        action = menu.addAction(offer.icon(), offer.title.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False: self._start(offer.key))
        return action

    def _start(self, key: str) -> None:
        self._edits.add_after(key, None)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dress(self) -> None:
        for label in (self.hint, self.heading):
            size = round(15 * theme.density.text)
            label.setStyleSheet(f"color: {theme.tokens.dim}; font-size: {size}px;")
