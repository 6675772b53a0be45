"""What the buttons of the run bar offer beyond a click: a goal to run to, and how fast."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSpinBox, QWidget

PACES = (0.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5)
"""Steps a second that can be chosen; 0 is as fast as can be."""


class GoalBox(QFrame):
    """A small window under a button that asks how far to train. Enter goes, Esc closes it."""

    chosen = Signal(str, int)
    """"step" or "epoch", and which."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Run to a step or an epoch"))
        self.number = QSpinBox(minimum=1, maximum=1_000_000_000, groupSeparatorShown=True)
        self.number.setAccessibleName(self.tr("Which step or epoch"))
        self.unit = QComboBox()
        self.unit.setAccessibleName(self.tr("Step or epoch"))
        self.unit.addItem(self.tr("step"), "step")
        self.unit.addItem(self.tr("epoch"), "epoch")
        self.unit.currentIndexChanged.connect(self._suggest)
        self.go = QPushButton(self.tr("Run"))
        self.go.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.addWidget(QLabel(self.tr("Run to")))
        row.addWidget(self.unit)
        row.addWidget(self.number)
        row.addWidget(self.go)
        self._step, self._epoch = 0, 0.0

    def ask(self, below: QWidget, step: int, epoch: float) -> None:
        """Ask below a button, with a goal that is not past yet as a proposal."""
        self._step, self._epoch = step, epoch
        self._suggest()
        self.adjustSize()
        place = below.mapToGlobal(QPoint(0, below.height() + 2))
        self.move(place)
        self.show()
        self.number.setFocus()
        self.number.selectAll()

    def _suggest(self) -> None:
        done = self._step if self.unit.currentData() == "step" else int(self._epoch)
        round_number = 10 ** max(len(str(done)) - 1, 1 if self.unit.currentData() == "step" else 0)
        self.number.setValue((done // round_number + 1) * round_number)

    def _choose(self) -> None:
        self.number.interpretText()
        self.hide()
        self.chosen.emit(self.unit.currentData(), self.number.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)


class PaceMenu(QMenu):
    """How fast to train: at full speed, or so slowly that one can watch."""

    chosen = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Spee&d"), parent)
        self._group = QActionGroup(self)
        for pace in PACES:
            action = QAction(self.text_of(pace), self._group, checkable=True, checked=not pace)
            action.setData(pace)
            action.triggered.connect(lambda _, chosen=pace: self.chosen.emit(chosen))
            self.addAction(action)
            if not pace:
                self.addSeparator()

    def text_of(self, pace: float) -> str:
        """A pace in words."""
        if not pace:
            return self.tr("Full speed")
        if pace == 1:
            return self.tr("1 step a second")
        if pace < 1:
            return self.tr("1 step in {seconds} seconds").format(seconds=f"{1 / pace:g}")
        return self.tr("{n} steps a second").format(n=f"{pace:g}")

    def show_pace(self, pace: float) -> None:
        """Mark what is in force."""
        for action in self._group.actions():
            action.setChecked(action.data() == pace)
