"""What all views of curves share: series of the runs over time, drawn cheaply while training goes on.

Cheap means: no automatic ranges, ranges changed at most three times a second and not by all views at once, curves
thinned to some 2,000 points, and neither antialiasing nor wide lines of many points before the run rests.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from engine import Look
from gui.document import Document
from gui.plots.curves.chart import Chart
from gui.plots.curves.drawing import TALL, Drawing
from gui.plots.curves.header import NO_VALUE, Header, Key
from gui.plots.curves.legend import Legend
from gui.plots.curves.menu import CurveMenu
from gui.plots.curves.noting import Noting
from gui.plots.curves.options import CurveOptions
from gui.plots.curves.readout import Readout
from gui.plots.curves.series import Line, Series
from gui.plots.curves.table import curve_table
from gui.plots.scales import brief, exact
from gui.plots.view import Table, View
from gui.resources import icon
from gui.run_controller import RunController
from gui.runs import Run
from gui.theme import theme

ROOMY = 300
"""Pixels from which on the button for logarithmic values has room."""

KEYS = 3
"""Series whose newest values stand in the header."""

BESIDE = 400
"""Pixels from which on the newest values have room beside the title."""


class CurvesView(View):
    """Series of the present run, and of past ones that are shown, over epochs, steps or time. A kind of view declares
    its series, and says how values are written and which range of them is good."""

    rises: ClassVar[bool] = False
    """Whether curves go up in a good run; values are read below them then."""
    many: ClassVar[bool] = False
    """Whether each series has a colour and a legend of its own; else colours tell runs apart."""
    ratios_matter: ClassVar[bool] = True
    """Whether there is a button for a logarithmic axis; the menu has it in any case."""
    guides: ClassVar[tuple[float, ...]] = ()
    """Values at which a line helps the eye."""

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.runs, self.options = controller.runs, CurveOptions.of(controller)
        self.hidden: set[str] = set()
        """Names of series that the legend has hidden."""
        keys = [] if self.many else [
            Key(each.title, each.token, each.style, each.marker, 1.0 if each.raw else 2.0)
            for each in self.series()[:KEYS]
        ]  # fmt: skip
        self.header = Header("", keys, self)
        self.header.setAccessibleName(self.title())
        self.header.setBackgroundRole(QPalette.ColorRole.Base)
        self.header.setAutoFillBackground(True)  # so that new figures paint nothing behind them anew
        self._header_below = False
        self.header.setVisible(bool(keys))
        self.follow_button = self._button("fit", self.tr("Show the whole run"), self.tr("double click, Home"))
        self.follow_button.setVisible(False)
        self.follow_button.clicked.connect(self.follow)
        self.log_button = QToolButton(
            self, text=self.tr("log"), checkable=True, autoRaise=True, focusPolicy=Qt.FocusPolicy.TabFocus,
            toolTip=self.tr("Logarithmic value axis: equal ratios are equally far apart (L)"),
        )  # fmt: skip
        self.log_button.setAccessibleName(self.tr("Logarithmic value axis"))
        self.log_button.toggled.connect(lambda on: self.options.set_logarithmic(self.kind, on))
        self.options_button = self._button("curve_options", self.tr("Smoothing, axes, notes and runs"))
        self.options_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.buttons = QHBoxLayout(spacing=0)
        for button in (self.follow_button, self.log_button, self.options_button):
            self.buttons.addWidget(button)

        self.chart = Chart(self.title())
        self.drawing = Drawing(self)
        self.tracer = self.drawing.tracer
        self.legend = Legend(self)
        page = QWidget()
        stacked = QVBoxLayout(page, spacing=0)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.addWidget(self.legend)
        stacked.addWidget(self.chart, 1)
        self.set_page(page)
        self.readout = Readout(self, low=self.rises)
        self.noting = Noting(self)
        self.menu = CurveMenu(self)
        self.options_button.setMenu(self.menu)
        self.choices.addWidget(self.header, 1000)
        self.choices.addLayout(self.buttons)
        self._connect()
        self._restyle()

    def _connect(self) -> None:
        self.chart.pointed.connect(self._point)
        self.chart.moved.connect(self._moved_by_hand)
        self.chart.reset_asked.connect(self.follow)
        self.chart.pressed.connect(lambda: self.setFocus(Qt.FocusReason.MouseFocusReason))
        self.chart.menu_asked.connect(self._show_menu)
        self.controller.updated.connect(self._refresh_if_due)
        self.controller.state_changed.connect(self.refresh)
        self.document.settled.connect(self.refresh)
        self.runs.changed.connect(self.refresh)
        self.options.changed.connect(self._follow_options)
        theme.changed.connect(self._restyle)

    # What a kind of view says for itself

    def series(self) -> tuple[Series, ...]:
        """What is shown, the most important first."""
        raise AssertionError(f"{type(self).__name__} does not say what it shows")

    def axis_title(self) -> str:
        return self.title()

    def empty_text(self) -> str:
        """What will be shown, or why there can be no such figures."""
        raise AssertionError(f"{type(self).__name__} does not say this")

    def applies(self) -> bool:
        """Whether there can be such figures at all."""
        return self.controller.learns

    def value_text(self, value: float) -> str:
        """The newest value of a series, for reading from afar."""
        raise AssertionError(f"{type(self).__name__} does not say this")

    def exact_text(self, value: float) -> str:
        """A value to its last digit, as it stands in the history."""
        return exact(value)

    def short_text(self, value: float) -> str:
        """The same in so many digits as are read at a glance."""
        return brief(value, 6)

    def wanted_range(self, low: float, high: float, calm_high: float) -> tuple[float, float]:
        """The value axis for values from `low` to `high`; `calm_high` leaves out the highest few steps."""
        raise AssertionError(f"{type(self).__name__} does not say this")

    def unfit(self) -> str:
        return "" if self.applies() else self.empty_text()

    def waiting_text(self) -> str:
        return self.empty_text()

    def looks(self) -> tuple[Look[Any], ...]:
        return ()

    # What is shown

    @property
    def paints(self) -> int:
        """How often the curves were painted."""
        return self.chart.lines.paints

    @property
    def logarithmic(self) -> bool:
        """Whether the value axis is logarithmic."""
        return self.kind in self.options.logarithmic

    def past_runs(self) -> list[Run]:
        """The past runs that are shown."""
        return self.runs.shown

    def visible_series(self) -> tuple[Series, ...]:
        """The series that the legend has not hidden."""
        return tuple(each for each in self.series() if each.name not in self.hidden)

    def line(self, name: str, part: str = "line", run: Run | None = None) -> Line | None:
        """A line as it is drawn, in the units of the axes; of the present run where no other is named."""
        return self.drawing.line(name, part, run or self.runs.current)

    def place_of(self, step: int) -> float:
        """Where a step of the present run lies on the axis below."""
        return float(self.runs.current.history.places(np.array([step]), self.options.axis)[0])

    def table(self) -> Table | None:
        return curve_table(self)

    def paint_into(self, painter: QPainter, frame: QRect) -> None:
        with self.chart.at_its_best():
            super().paint_into(painter, frame)

    # Drawing

    def follow(self) -> None:
        """Show the whole run, and go on doing so."""
        self.drawing.following, self.chart.box.values_chosen = True, False
        self.follow_button.hide()
        self.refresh()

    def refresh(self) -> None:
        """Bring everything up to date at once."""
        self.drawing.refresh()

    def _refresh_if_due(self) -> None:
        self.drawing.refresh_if_due()  # by way of the view: a signal lets go of a widget that is gone

    def show_empty(self) -> None:
        """Say what will be shown, or why there is nothing to show."""
        self.empty.setText(self.empty_text())
        self._pages.setCurrentWidget(self.empty)
        self.readout.hide()
        self.header.show_values([NO_VALUE] * len(self.header.keys))

    def show_chart(self) -> None:
        """Show the curves."""
        self._pages.setCurrentIndex(1)

    def _follow_options(self) -> None:
        """Show what the options say; a change of axes shows the whole run again."""
        titles = {"epochs": self.tr("Epoch"), "steps": self.tr("Step"), "seconds": self.tr("Time (s)")}
        changed = self.chart.bottom.labelText != titles[self.options.axis]
        changed = changed or self.chart.left.logMode != self.logarithmic
        if changed:
            self.chart.bottom.setLabel(titles[self.options.axis])
            self.chart.left.setLogMode(self.logarithmic)
            self.readout.hide()
        self.log_button.setChecked(self.logarithmic)
        self.menu.show_options()
        if changed:
            self.follow()
        else:
            self.refresh()

    def _restyle(self) -> None:
        self.chart.restyle(self.font())
        self.chart.left.setLabel(self.axis_title())
        self.header.update()
        self._arrange()
        self._follow_options()

    # Events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "menu"):
            self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show what there is room for."""
        beside = (self.title_button, self.buttons, self.more_button, self.enlarge_button)
        taken = sum(each.sizeHint().width() for each in beside)
        room = self.width() / theme.density.text  # in the letters' own measure
        self._place_header(room < BESIDE)
        if self._header_below:
            self.header.arrange(self.width() - 12, tall=False, low=True)
        else:
            self.header.arrange(self.width() - taken - 24, tall=self.height() >= TALL)
        self.legend.refresh(tall=self.height() >= TALL)
        self.chart.give_room(self.height())
        self.menu.give_room(room)
        roomy = room >= ROOMY
        self.log_button.setVisible(self.ratios_matter and roomy)
        self.header.setVisible(len(self.header.keys) > 1 or (roomy and bool(self.header.keys)))

    def _place_header(self, below: bool) -> None:
        """Put the newest values beside the title, or into a line of their own where that is too narrow."""
        if below == self._header_below:
            return
        self._header_below = below
        if below:
            self.choices.removeWidget(self.header)
            self.layout().insertWidget(1, self.header)
        else:
            self.layout().removeWidget(self.header)
            self.choices.insertWidget(1, self.header, 1000)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            painter = QPainter(self)
            painter.setPen(QColor(theme.tokens.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.readout.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the reading by an epoch, with Shift by a step, with Ctrl what is seen; plus and minus
        zoom, Home shows the whole run, L makes values logarithmic, N pins a note."""
        key, held = Qt.Key(event.key()), event.modifiers()
        direction = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if not self.filled:
            super().keyPressEvent(event)
        elif direction is not None and held & Qt.KeyboardModifier.ControlModifier:
            self.chart.box.shift(0.1 * direction)
        elif direction is not None:
            self.readout.move_by(direction, steps=bool(held & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.chart.box.zoom(1.25 if key == Qt.Key.Key_Minus else 0.8, self.readout.place)
        elif key == Qt.Key.Key_Home:
            self.follow()
        elif key == Qt.Key.Key_L and not held:
            self.log_button.toggle()
        elif key == Qt.Key.Key_N and not held:
            self.noting.begin(self.readout.step)
        elif key == Qt.Key.Key_Escape and self.readout.place is not None:
            self.readout.hide()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.filled:
            self.menu.popup_at(self.chart.mapToGlobal(self.chart.area().center()), self.readout.step)
        else:
            super().contextMenuEvent(event)

    def _point(self, place: float | None) -> None:
        if place is None:
            self.readout.hide()
        else:
            self.readout.show_at(place)

    def _moved_by_hand(self) -> None:
        self.drawing.following = False
        self.follow_button.show()
        self.refresh()

    def _show_menu(self, at: QPoint, place: float) -> None:
        self.readout.show_at(place)
        self.menu.popup_at(at, self.readout.step)

    def _button(self, name: str, title: str, hint: str = "") -> QToolButton:
        button = QToolButton(self, icon=icon(name, "dim"), autoRaise=True, focusPolicy=Qt.FocusPolicy.TabFocus)
        button.setToolTip(f"{title} ({hint})" if hint else title)
        button.setAccessibleName(title)
        return button
