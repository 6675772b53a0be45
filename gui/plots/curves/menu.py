"""What can be chosen for curves: smoothing, axes, stripes, notes, and which runs are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSlider, QWidget, QWidgetAction

from gui.plots.curves.legend import entries, toggle
from gui.plots.curves.options import SLIDER
from gui.texts import plain
from gui.theme import tabular

if TYPE_CHECKING:
    from gui.plots.curves.curve_view import CurvesView

USUAL = 100
"""So many steps have room at least."""

WIDE = 620
"""Pixels from which on the smoothing has room beside the title."""


class CurveMenu(QMenu):
    """The menu behind a view's button and its right button. In a wide view the smoothing stands beside the title
    too."""

    def __init__(self, owner: CurvesView) -> None:
        super().__init__(owner, toolTipsVisible=True)
        self._owner, options = owner, owner.options
        self._step: int | None = None
        """The step that the menu was opened for, None for the one that is read."""
        self._next: int | None = None
        self.smoothing, self.beside = Smoothing(owner), Smoothing(owner)
        self.smoothing.setContentsMargins(12, 4, 12, 4)
        owner.buttons.insertWidget(0, self.beside)
        self.beside.hide()
        slider = QWidgetAction(self)
        slider.setDefaultWidget(self.smoothing)
        self.addAction(slider)
        self.addSeparator()

        self.logarithmic = self.addAction(self.tr("&Logarithmic values"))
        self.logarithmic.setShortcut(QKeySequence("L"))
        self.logarithmic.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.logarithmic.setCheckable(True)
        self.logarithmic.toggled.connect(owner.log_button.setChecked)
        axes = self.addMenu(self.tr("&Axis below"))
        group = QActionGroup(self)
        self.axes: dict[str, QAction] = {}
        for axis, title in (
            ("epochs", self.tr("&Epochs")), ("steps", self.tr("&Steps")), ("seconds", self.tr("&Time of training")),
        ):  # fmt: skip
            action = self.axes[axis] = QAction(title, group, checkable=True)
            action.triggered.connect(lambda _=False, axis=axis: options.choose(axis=axis))
            axes.addAction(action)
        self.bands = self.addAction(self.tr("St&ripes for epochs"))
        self.bands.setCheckable(True)
        self.bands.toggled.connect(lambda on: options.choose(bands=on))
        self.addAction(self.tr("Show the &whole run"), owner.follow)
        self.addSeparator()
        self.add_note = self.addAction("", lambda: owner.noting.begin(self._at()))
        self.remove_note = self.addAction(self.tr("Remove the n&ote"), lambda: owner.noting.remove(self._at()))
        self.copy_here = self.addAction(self.tr("&Copy the values here"), self._copy)
        self.copy_here.setToolTip(self.tr("All values at this step, to their last digit"))
        self._entries: list[QAction] = []
        self.aboutToShow.connect(self._fill)
        self.aboutToHide.connect(self._forget_place)

    def popup_at(self, at: QPoint, step: int) -> None:
        """Open at a place on the screen, for a step of the run."""
        self._next = step
        self.popup(at)

    def show_options(self) -> None:
        """Show what is chosen."""
        options = self._owner.options
        for action, on in ((self.logarithmic, self._owner.logarithmic), (self.bands, options.bands)):
            with QSignalBlocker(action):
                action.setChecked(on)
        self.axes[options.axis].setChecked(True)
        for each in (self.smoothing, self.beside):
            each.show_position(options.smoothing)

    def give_room(self, width: float) -> None:
        """Show the smoothing beside the title too where a view of that width has room for it."""
        self.beside.setVisible(width >= WIDE)

    def _fill(self) -> None:
        owner = self._owner
        self._step, self._next = self._next, None  # what is chosen is told after the menu has gone
        there = owner.filled and owner.runs.current.history.steps > 0
        noted = there and owner.noting.note_at(self._at()) is not None
        text = self.tr("Change the &note at step {step}") if noted else self.tr("&Note at step {step}")
        self.add_note.setText(text.format(step=f"{self._at():,}"))
        self.add_note.setEnabled(there)
        self.remove_note.setEnabled(noted)
        self.copy_here.setEnabled(owner.filled)
        for action in self._entries:
            self.removeAction(action)
            action.deleteLater()
        self._entries = []
        found = entries(owner)
        if found:
            self._entries.append(self.addSeparator())
        for entry in found:
            action = self.addAction(plain(entry.title))
            action.setCheckable(True)
            action.setChecked(entry.on)
            action.setToolTip(entry.tip)
            action.triggered.connect(lambda _=False, entry=entry: toggle(owner, entry))
            self._entries.append(action)

    def _at(self) -> int:
        return self._step if self._step is not None else self._owner.readout.step

    def _copy(self) -> None:
        """Put what is read on the clipboard, to the last digit, as a spreadsheet takes it."""
        owner = self._owner
        if owner.readout.place is None:
            owner.readout.show_at(owner.place_of(self._at()))
        rows = owner.readout.lines(exact=True)
        QGuiApplication.clipboard().setText("".join(f"{name}\t{value}\n" for name, value, _ in rows))
        owner.taking.told.emit(self.tr("Values copied"))

    def _forget_place(self) -> None:
        if self._step is not None:  # what was chosen is told after this
            self._owner.readout.show_at(self._owner.place_of(self._step))


class Smoothing(QWidget):
    """A slider for how many steps are averaged, with their number beside it."""

    def __init__(self, owner: CurvesView) -> None:
        super().__init__()
        self._options = owner.options
        tip = self.tr(
            "Exponential smoothing: a mean in which a figure counts less with every later step. The curve as it is "
            "stays visible behind."
        )
        self.slider = QSlider(Qt.Orientation.Horizontal, maximum=SLIDER, toolTip=tip, pageStep=5)
        self.slider.setMinimumWidth(90)
        self.slider.setAccessibleName(self.tr("Smoothing"))
        self._value = QLabel()
        tabular(self._value)
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance(self._text(USUAL)))
        layout = QHBoxLayout(self, spacing=6)
        layout.setContentsMargins(0, 0, 0, 0)
        title = QLabel(self.tr("Smoothing"))
        for each in (title, self.slider, self._value):
            layout.addWidget(each)
        self.slider.valueChanged.connect(lambda position: self._options.choose(smoothing=position))

    def show_position(self, position: int) -> None:
        """Show what is chosen, here or elsewhere."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(position)
        self._value.setText(self._text(self._options.averaged) if position else self.tr("none"))
        self._value.setToolTip(self.tr("Weight {weight} a step").format(weight=f"{self._options.weight:.4f}"))

    def _text(self, steps: float) -> str:
        return self.tr("about {n} steps").format(n=f"{float(f'{steps:.2g}'):,.0f}")
