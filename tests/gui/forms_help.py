"""What the tests of forms share: an experiment, a window to put a form into, hands to type, choose and wheel."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine import Data, Experiment, Hyperparameter, Member, chain, family, hyperparameters
from gui.document import Document

LAYERS, DATASETS = family("layers"), family("datasets")


class Run(QObject):
    """As much of a run controller as forms look at."""

    state_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = "idle"

    def enter(self, state: str) -> None:
        self.state = state
        self.state_changed.emit()


def experiment() -> Experiment:
    """Digits, and a network with layers of several kinds."""
    return Experiment(
        name="Digits",
        data=Data(source=DATASETS["digits"]()),
        model=chain(
            LAYERS["conv2d"](), LAYERS["relu"](), LAYERS["flatten"](), LAYERS["dense"](units=32), LAYERS["dropout"](),
            LAYERS["dense"](units=10),
        ),
        loss=family("losses")["softmax_cross_entropy"](),
        optimizer=family("optimizers")["adam"](),
    )  # fmt: skip


def at_once(document: Document) -> Document:
    """Let what otherwise follows an edit when the canvas is painted follow at once: there is no canvas here."""
    for signal in (document.changed, document.selection_changed):
        signal.connect(document.settle)
    return document


class Stage:
    """Puts a widget into an active window of its own."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._held: list[QWidget] = []

    def __call__(self, widget: QWidget, width: int = 300, height: int = 500) -> QWidget:
        window = QWidget()
        window.resize(width, height)
        column = QVBoxLayout(window)
        column.addWidget(widget)
        column.addStretch(1)
        self._qtbot.addWidget(window)
        with self._qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        QApplication.processEvents()
        self._held.append(window)
        return window


def type_into(box: QWidget, text: str, *, enter: bool = True) -> None:
    """Replace what stands in a box by typing."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(box, text)
    if enter:
        QTest.keyClick(box, Qt.Key.Key_Return)


def choose(box: Any, data: object) -> None:
    """Choose an entry of a combo box by the keyboard, as its list shows it."""
    box.setFocus()
    goal = next(index for index in range(box.count()) if box.itemData(index) == data)
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(goal):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentIndex() == goal


def wheel(widget: QWidget, up: bool) -> None:
    """Turn the wheel over a widget; who does not take it hands it on."""
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center())
    QTest.wheelEvent(window.windowHandle(), QPointF(place), QPoint(0, 120 if up else -120))


def entry_of(cls: type[Member], name: str) -> Hyperparameter:
    """The declaration of a member's field."""
    return next(entry for entry in hyperparameters(cls) if entry.name == name)
