"""What finds a layer by its name: type it, with arguments if you like, press Enter, and it is in the network.

It lies on the window as a part of it, not as a popup of its own: input methods compose only where the focus really is.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QInputMethodEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.canvas.additions import Addition, Part, Refused, parts
from gui.canvas.edits import NetworkEdits
from gui.canvas.layers import Offer, offers
from gui.canvas.usage import usage_text
from gui.theme import theme

OFFER = Qt.ItemDataRole.UserRole
WIDTH, ROWS = 360, 9
"""Pixels across, and how many rows of the list are seen at most."""
GAP = 6
"""Pixels between the chooser and what it stands beside."""
SLOW, REST = 0.03, 150
"""Where a judgement took so many seconds, the next one waits until typing has rested for so many milliseconds."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


def soften_selection(view: QAbstractItemView) -> None:
    """Show the current row in a tint of the accent, on which the icons' hues can be seen."""
    tokens = theme.tokens
    back, accent = QColor(tokens.panel), QColor(tokens.accent)
    share = 0.25
    tint = QColor.fromRgbF(
        *(a + (b - a) * share for a, b in zip(back.getRgbF()[:3], accent.getRgbF()[:3], strict=True))
    )
    palette = QPalette(view.palette())
    palette.setColor(QPalette.ColorRole.Highlight, tint)
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(tokens.text))
    view.setPalette(palette)


class LayerChooser(QFrame):
    """Opens beside a box, emits `chosen` with what is to be added, and closes."""

    chosen = Signal(object)
    """A tuple of `Addition`: what to add, one behind the other."""
    left = Signal()
    """It closed by a key, so that the focus is to go back where it came from."""

    def __init__(self, edits: NetworkEdits, parent: QWidget) -> None:
        super().__init__(parent, objectName="chooser", frameShape=QFrame.Shape.StyledPanel, autoFillBackground=True)
        self._took = 0.0
        """Seconds that the latest judgement took."""
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._show_problem)
        self.hide()
        self._home, self._edits = parent, edits
        self._offers = self._fitting = offers()
        self._parts: tuple[Part, ...] = ()
        self._fault = ""
        self._picked: dict[tuple[int, str], Offer] = {}
        """What was chosen with the arrow keys, by the part's place and name."""
        self.setAccessibleName(self.tr("Insert layers"))
        self.search = QLineEdit(self, clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Name of the layer to insert, with its values"))
        self.list = QListWidget(self, iconSize=QSize(20, 20), frameShape=QFrame.Shape.NoFrame, uniformItemSizes=True)
        self.list.setAccessibleName(self.tr("Layers found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.usage = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.problem = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.PlainText, visible=False)
        self.problem.setProperty("role", "problem")
        layout = QVBoxLayout(self, spacing=6)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        layout.addWidget(self.usage)
        layout.addWidget(self.problem)
        self._beside = QRect()
        self.search.textChanged.connect(self._read)
        self.list.itemClicked.connect(lambda _item: self._confirm())
        self.list.currentRowChanged.connect(lambda _row: self._show_usage())

    def ask(self, beside: QRect, text: str = "", *, focus: bool = True) -> None:
        """Open beside a rectangle of the screen, within the window, with some text typed already."""
        if self.parentWidget() is not self._home.window():
            self.setParent(self._home.window())
        soften_selection(self.list)
        self._picked.clear()
        self._took = 0.0
        after = self._edits.behind()
        misfits = self._edits.misfits(after)
        self.search.setPlaceholderText(self._edits.example(after))
        self._fitting = tuple(offer for offer in self._offers if offer.key not in misfits)
        self._beside = beside
        self.search.setText(text)
        self._read(text)
        self.show()
        self._place()
        self.raise_()
        QApplication.instance().installEventFilter(self)
        if focus:
            self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def compose(self, event: QInputMethodEvent) -> None:
        """Take what an input method composes while the focus is still on the canvas: it must not move within a
        syllable, which would end it. It moves as soon as nothing is being composed."""
        QApplication.sendEvent(self.search, event)
        if not event.preeditString():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it is open: the search field keeps the keyboard, some of its keys act on the list; a press elsewhere
        closes."""
        if watched is self.search:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._press(event)
            if event.type() == QEvent.Type.FocusOut and not self._keeps_open():
                self.close()
        elif event.type() == QEvent.Type.MouseButtonPress and self._is_elsewhere(watched):
            self.close()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        QApplication.instance().removeEventFilter(self)
        self._rest.stop()
        super().hideEvent(event)

    def _is_elsewhere(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched is not self and not self.isAncestorOf(watched)

    def _keeps_open(self) -> bool:
        """Whether the focus went only for a while: to another window, or to the field's own menu."""
        return QApplication.focusWidget() is None or QApplication.activePopupWidget() is not None

    def _press(self, event: QKeyEvent) -> bool:
        if event.key() in _STEPS:
            row = self.list.currentRow() + _STEPS[Qt.Key(event.key())]
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
            self._pick()
        elif event.key() in _ENTER:
            self._confirm()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Tab:
            self._complete()
        else:
            return False
        return True

    def _place(self) -> None:
        """Below what it stands beside, or above it, or where there is room; as high as what it shows."""
        window = self.parentWidget()
        room = window.rect().adjusted(4, 4, -4, -4)
        at = QRect(window.mapFromGlobal(self._beside.topLeft()), self._beside.size())
        self.list.setFixedHeight(min(self.list.count(), ROWS) * max(self.list.sizeHintForRow(0), 0))
        layout = self.layout()
        layout.activate()
        self.resize(QSize(WIDTH, layout.totalHeightForWidth(WIDTH)).boundedTo(room.size()))
        below, above = at.bottom() + GAP, at.top() - GAP - self.height()
        left, top = at.left(), below
        if below + self.height() > room.bottom():
            top = above if above >= room.top() else room.bottom() - self.height()
        if top < at.bottom() and top + self.height() > at.top():  # it would cover what it stands beside
            left = at.right() + GAP if at.right() + GAP + self.width() <= room.right() else at.left() - self.width()
        self.move(QPoint(max(room.left(), min(left, room.right() - self.width())), max(top, room.top())))

    def _read(self, text: str) -> None:
        """Show what the last name typed may mean."""
        try:
            self._parts, self._fault = parts(text, self._offers, self._fitting), ""
        except Refused as fault:
            self._parts, self._fault = (Part("", ()),), str(fault)
        last = self._parts[-1]
        picked = self._picked.get((len(self._parts) - 1, last.name))
        self.list.blockSignals(True)
        self.list.clear()
        for offer in last.found:
            item = QListWidgetItem(offer.icon(), offer.title, self.list)
            item.setData(OFFER, offer)
            item.setToolTip(offer.tooltip())
        self.list.setCurrentRow(last.found.index(picked) if picked in last.found else 0)
        self.list.blockSignals(False)
        self.list.setVisible(bool(last.found))
        self._show_usage()

    def _pick(self) -> None:
        offer = self._current()
        if offer is not None:
            self._picked[(len(self._parts) - 1, self._parts[-1].name)] = offer

    def _current(self) -> Offer | None:
        item = self.list.currentItem()
        return item.data(OFFER) if item is not None else None

    def _additions(self) -> tuple[Addition, ...]:
        """What is typed, as far as it means something; a last part without a name counts only alone."""
        found = []
        for index, part in enumerate(self._parts):
            last = index == len(self._parts) - 1
            offer = self._current() if last else self._picked.get((index, part.name), next(iter(part.found), None))
            if offer is not None and (part.name or len(self._parts) == 1):
                found.append(Addition(offer, part.arguments))
        return tuple(found)

    def _unknown(self) -> str:
        """The first name typed that nothing is called by; empty where there is none."""
        return next((part.name for part in self._parts if part.name and not part.found), "")

    def _show_usage(self) -> None:
        current = self._current()
        if current is not None:
            additions = self._additions()
            self.usage.setText(usage_text(Addition(current, self._parts[-1].arguments), additions))
        self.usage.setVisible(current is not None)
        if self._took > SLOW:
            self._rest.start()
        else:
            self._show_problem()

    def _show_problem(self) -> None:
        problem = self._problem()
        self.problem.setText(problem)
        self.problem.setAccessibleName(problem)
        self.problem.setVisible(bool(problem))
        if self.isVisible():
            self._place()

    def _problem(self) -> str:
        if self._fault:
            return self._fault
        unknown = self._unknown()
        if unknown:
            return self.tr("No layer is called “{name}”.").format(name=unknown)
        if not self.search.text().strip():
            return ""
        start = time.perf_counter()
        refusal = self._edits.why_not(self._additions(), self._edits.behind())
        self._took = time.perf_counter() - start
        return refusal

    def _complete(self) -> None:
        """Write the current title out, so that its values can be typed."""
        offer, before = self._current(), self.search.text().rpartition(",")
        if offer is not None:
            self._pick()
            words = (offer.title, *self._parts[-1].arguments)
            self.search.setText(f"{before[0]}{before[1]}{' ' if before[1] else ''}{' '.join(words)} ")

    def _confirm(self) -> None:
        additions = self._additions()
        if additions and not self._problem():
            self.close()
            self.left.emit()
            self.chosen.emit(additions)
