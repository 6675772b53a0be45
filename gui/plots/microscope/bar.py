"""The microscope's choices: which pass, which way, which sample."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.plots.microscope.figures import figure
from gui.resources import icon

if TYPE_CHECKING:
    from engine import NodeFigures

Target = tuple[str, Any]
"""To what the gradient is carried: ("branch", number of the input), or ("parameter", its name)."""

PAGES = ("forward", "backward", "update")


class MicroscopeBar(QWidget):
    """Buttons for the passes, then the way, the sample, and the step."""

    page_chosen = Signal(str)
    target_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {"forward": self.tr("Forward"), "backward": self.tr("Backward"), "update": self.tr("Update")}
        hints = {
            "forward": self.tr("What the node computes (F)"),
            "backward": self.tr("How the gradient passes through it (B)"),
            "update": self.tr("How its parameters will change (U)"),
        }
        line = QHBoxLayout(self, spacing=4)
        line.setContentsMargins(0, 0, 0, 0)
        self.page_buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        for name in PAGES:
            button = QToolButton(text=names[name], toolTip=hints[name], checkable=True)
            button.setAccessibleName(names[name])
            button.clicked.connect(lambda _=False, name=name: self.page_chosen.emit(name))
            group.addButton(button)
            line.addWidget(button)
            self.page_buttons[name] = button
        self.target_choice = QComboBox(
            focusPolicy=Qt.FocusPolicy.TabFocus, sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents
        )
        self.target_choice.setToolTip(self.tr("To which input or parameter the gradient is carried"))
        self.target_choice.setAccessibleName(self.tr("Gradient of"))
        self.target_choice.activated.connect(lambda at: self.target_chosen.emit(tuple(self.target_choice.itemData(at))))
        self.sample_label = QLabel(self.tr("Sample"))
        self.sample_choice = QSpinBox(
            minimum=1, toolTip=self.tr("Which sample of the batch (Page Up, Page Down)"), keyboardTracking=False
        )
        self.sample_choice.setAccessibleName(self.tr("Sample"))
        self.strongest_button = tool("search", self.tr("Go to the strongest gradient of this sample (S)"))
        self.step_label = QLabel()
        self.step_label.setProperty("role", "dim")
        self.step_button = tool("step", self.tr("Do this step (Space)"))
        for widget in (self.target_choice, self.sample_label, self.sample_choice, self.strongest_button):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.step_label)
        line.addWidget(self.step_button)
        self._width, self._targets, self._samples = 0, 0, True

    def check(self, page: str) -> None:
        """Show which pass is looked at."""
        self.page_buttons[page].setChecked(True)

    def show_targets(self, entries: Sequence[tuple[str, Target]], wanted: Target, otherwise: Target) -> None:
        """Offer ways with their names; the wanted one is chosen where it is among them."""
        targets = [target for _, target in entries]
        with QSignalBlocker(self.target_choice):
            self.target_choice.clear()
            for text, target in entries:
                self.target_choice.addItem(text, target)
            chosen = wanted if wanted in targets else otherwise
            self.target_choice.setCurrentIndex(targets.index(chosen) if chosen in targets else 0)
        self._targets = len(entries)
        self.fit(self._width)

    def show_sample(self, samples: int, *, of_batch: bool) -> None:
        """Offer so many samples, where it matters which it is."""
        with QSignalBlocker(self.sample_choice):
            self.sample_choice.setMaximum(samples)
            self.sample_choice.setSuffix(self.tr(" of {n}").format(n=samples))
        self._samples = of_batch
        self.fit(self._width)

    def fit(self, width: int) -> None:
        """Leave out what has no room in so many pixels; keys do the same."""
        self._width = width
        self.target_choice.setVisible(self._targets > 1 and width >= 380)
        self.sample_choice.setVisible(self._samples and width >= 440)
        for widget in (self.sample_label, self.strongest_button):
            widget.setVisible(self._samples and width >= 490)
        self.step_label.setVisible(width >= 640)


class PausePage(QWidget):
    """What is seen while the network is trained faster than an eye could follow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = QVBoxLayout(self)
        text = QLabel(self.tr("Pause to look through the microscope."), alignment=Qt.AlignmentFlag.AlignCenter)
        text.setWordWrap(True)
        self.button = QPushButton(icon("pause"), self.tr("Pause"))
        middle.addStretch(1)
        middle.addWidget(text)
        middle.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)


class SmallPage(QWidget):
    """What is said of a node where there is no room for its numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignCenter
        self.name, self.shapes, self.loss = (QLabel(alignment=centre, wordWrap=True) for _ in range(3))
        font = QFont(self.name.font())
        font.setWeight(QFont.Weight.DemiBold)
        self.name.setFont(font)
        self.loss.setProperty("role", "dim")
        self.button = QPushButton(icon("enlarge"), self.tr("Show large to walk through"))
        middle = QVBoxLayout(self, spacing=2)
        middle.setContentsMargins(0, 0, 4, 2)
        middle.addStretch(1)
        for label in (self.name, self.shapes, self.loss):
            middle.addWidget(label)
        middle.addSpacing(2)
        middle.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)

    def show_node(self, name: str, found: NodeFigures) -> None:
        """Show what a node is called, what goes in and out, and the loss of the next step."""
        self.name.setText(name)
        shapes = ["×".join(map(str, each.shape)) for each in (*found.inputs, found.output)]
        self.shapes.setText(f"{', '.join(shapes[:-1])} → {shapes[-1]}" if len(shapes) > 1 else shapes[0])
        text = self.tr("L = {loss} · step {n} comes next")
        self.loss.setText(text.format(loss=figure(found.loss), n=f"{found.step:,}"))


def tool(name: str, hint: str, act: Callable[[], object] | None = None) -> QToolButton:
    """A small button with an icon."""
    button = QToolButton(icon=icon(name), toolTip=hint, autoRaise=True, iconSize=QSize(16, 16))
    button.setAccessibleName(hint)
    if act is not None:
        button.clicked.connect(lambda: act())
    return button
