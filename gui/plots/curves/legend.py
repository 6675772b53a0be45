"""What the curves of a view are, each with a switch: the series where they are many, past runs, means over seeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget, QWidgetAction

from gui.plots.curves.composer import AGAIN
from gui.plots.curves.header import SAMPLE, Key, draw_sample
from gui.plots.curves.series import Style
from gui.runs import Group, Run
from gui.texts import plain

if TYPE_CHECKING:
    from gui.plots.curves.curve_view import CurvesView

HEIGHT = 24
"""Pixels at least."""

TITLE_WIDTH = 180
"""Pixels of a switch's text at most."""

NAME_WIDTH = 160
"""Pixels in which a name is written at least."""


@dataclass(frozen=True)
class Entry:
    """One switch: what it is for (a series' name, a run, a group), how it is written and drawn, whether it is on."""

    of: Any
    title: str
    token: str
    style: Style
    on: bool
    tip: str = ""


class Legend(QWidget):
    """A row of switches; a click hides a curve or shows it, a double click renames a run, the right button renames or
    forgets it. What there is no room for is in the menu of a button at the end. Without entries, or without room for
    the row, it is not there: the menu of the view has the same."""

    def __init__(self, owner: CurvesView) -> None:
        super().__init__(owner)
        self._owner = owner
        self._switches: list[_Switch] = []
        self._row = QHBoxLayout(self, spacing=2)
        self._row.setContentsMargins(4, 0, 4, 0)
        self.more = QToolButton(
            autoRaise=True, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup, visible=False,
            focusPolicy=Qt.FocusPolicy.TabFocus, toolTip=self.tr("Curves that have no room here"),
        )  # fmt: skip
        self.more.setFixedHeight(HEIGHT - 2)
        self.more.setAccessibleName(self.tr("Curves that have no room here"))
        self.menu = QMenu(self)
        self._boxes: list[_Box] = []  # in the menu
        self.more.setMenu(self.menu)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Legend"))
        self.hide()

    def refresh(self, *, tall: bool) -> None:
        """Show what there is now; switches are made anew only where entries came or went."""
        found = entries(self._owner)
        if found != [each.entry for each in self._switches]:
            if [each.of for each in found] != [each.entry.of for each in self._switches]:
                for switch in self._switches:
                    switch.hide()
                    switch.deleteLater()
                self._switches = [_Switch(self._owner, entry, self) for entry in found]
                for place, switch in enumerate(self._switches):
                    self._row.insertWidget(place, switch)
            for switch, entry in zip(self._switches, found, strict=True):
                switch.show_entry(entry)
            self._fit()
        self.setVisible(bool(found) and tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Show what there is room for: of runs the present one and the latest, of series the first. Offer the rest."""
        switches, gap = self._switches, self._row.spacing()
        widths = [each.sizeHint().width() + gap for each in switches]
        room, folded = self.width() - 8, []
        if sum(widths) > room:
            self.more.setText(self.tr("{n} more").format(n=len(switches)))
            room -= self.more.sizeHint().width()
            order = sorted(range(len(switches)), key=self._importance)
            shown = 0
            while shown < len(order) and widths[order[shown]] <= room:
                room -= widths[order[shown]]
                shown += 1
            folded = sorted(order[shown:])
        for place, switch in enumerate(switches):
            switch.setVisible(place not in folded)
        self._fill([switches[place].entry for place in folded])
        alone = len(folded) == len(switches)
        count = self.tr("{n} curves") if alone else self.tr("{n} more")
        self.more.setText(count.format(n=len(folded)))
        self.more.setAccessibleName(self.more.text())
        self.more.setVisible(bool(folded))

    def _importance(self, place: int) -> tuple[int, int]:
        of = self._switches[place].entry.of
        if not isinstance(of, Run):
            return 1, place
        return (0, 0) if of.current else (2, -place)

    def _fill(self, folded: list[Entry]) -> None:
        """Offer entries in the menu; while it is open its boxes stay where they are."""
        if [box.entry.of for box in self._boxes] != [entry.of for entry in folded]:
            self.menu.clear()
            self._boxes = [_Box(self._owner, entry, self) for entry in folded]
            for box in self._boxes:
                action = QWidgetAction(self.menu)
                action.setDefaultWidget(box)
                self.menu.addAction(action)
        for box, entry in zip(self._boxes, folded, strict=True):
            box.show_entry(entry)

    def rename(self, run: Run) -> None:
        """Let the user write another name for a run, where its switch is, or where it would be."""
        switch = self.switch(run)
        place = (switch if switch.isVisible() else self.more).geometry()
        place.setWidth(min(max(place.width(), NAME_WIDTH), self.width()))
        place.moveRight(min(place.right(), self.width() - 1))
        _NameField(self._owner, run, place, self)

    def switch(self, of: Any) -> _Switch:
        """The switch of a series' name, a run or a group, be it in sight or not."""
        return next(
            each for each in self._switches
            if each.entry.of == of or (isinstance(of, Group) and isinstance(each.entry.of, Group)
                                       and each.entry.of.runs == of.runs)
        )  # fmt: skip


def entries(owner: CurvesView) -> list[Entry]:
    """What a view's legend holds."""
    translate = QCoreApplication.translate
    found: list[Entry] = []
    if owner.many:
        found = [Entry(each.name, each.title, each.token, each.style, each.name not in owner.hidden)
                 for each in owner.series()]  # fmt: skip
    past = [run for run in owner.runs.past if run.history.steps]
    for group in owner.runs.groups() if past else ():
        title = translate("Legend", "Mean of {count} seeds").format(count=len(group.runs))
        tip = translate("Legend", "Mean over {names}; the band reaches from the lowest to the highest").format(
            names=", ".join(run.name for run in group.runs)
        )
        found.append(Entry(_Members(group), title, "training", Style.SolidLine, owner.runs.averages(group), tip))
    for run in past:
        style = AGAIN[Style.SolidLine] if run.turn % 2 else Style.SolidLine
        tip = translate(
            "Legend", "Show {name} or hide it; a double click renames it, the right button also forgets"
        ).format(name=run.name)
        found.append(Entry(run, run.name, run.token, style, run.visible, tip))
    current = owner.runs.current
    if past and current.history.steps:
        tip = translate("Legend", "Show the present run, {name}, or hide it; a double click renames it").format(
            name=current.name
        )
        found.append(Entry(current, current.name, "training", Style.SolidLine, current.visible, tip))
    return found


class _Members(Group):
    """A group that equals another of the same runs."""

    def __init__(self, group: Group) -> None:
        super().__init__(group.experiment, group.runs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Group) and other.runs == self.runs

    def __hash__(self) -> int:
        return hash(self.runs)


def toggle(owner: CurvesView, entry: Entry) -> None:
    """Show what is hidden, hide what is shown."""
    if isinstance(entry.of, Run):
        owner.runs.show(entry.of, not entry.on)
    elif isinstance(entry.of, Group):
        owner.runs.average(entry.of, not entry.on)
    else:
        owner.hidden ^= {entry.of}
        owner.refresh()


def run_menu(owner: CurvesView, run: Run, parent: QWidget, rename: Callable[[], object]) -> QMenu:
    """What can be done with a past run."""
    translate = QCoreApplication.translate
    menu = QMenu(parent)
    menu.addAction(translate("Legend", "&Rename"), rename)
    if not run.current:
        menu.addAction(translate("Legend", "&Forget this run"), lambda: owner.runs.remove(run))
    return menu


class _Box(QCheckBox):
    """A switch in the menu, which stays open while several are flipped."""

    def __init__(self, owner: CurvesView, entry: Entry, legend: Legend) -> None:
        super().__init__(iconSize=QSize(SAMPLE, 12))
        self.entry, self._owner, self._legend = entry, owner, legend
        self.setStyleSheet("QCheckBox { padding: 4px 10px; }")
        self.clicked.connect(lambda: toggle(owner, self.entry))
        if isinstance(entry.of, Run):
            self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self.customContextMenuRequested.connect(self._menu)

    def show_entry(self, entry: Entry) -> None:
        """Show what the entry says now."""
        self.entry = entry
        self.setText(plain(entry.title))
        self.setChecked(entry.on)
        self.setIcon(_sample(entry, self.devicePixelRatioF()))
        self.setToolTip(entry.tip)

    def _menu(self, at: QPoint) -> None:
        rename = partial(self._legend.rename, self.entry.of)
        place = self.mapToGlobal(at)
        self._legend.menu.hide()
        run_menu(self._owner, self.entry.of, self._legend, rename).popup(place)


class _NameField(QLineEdit):
    """The name of a run, to be written. Enter or leaving it keeps it, Escape does not."""

    def __init__(self, owner: CurvesView, run: Run, place: QRect, parent: QWidget) -> None:
        super().__init__(run.name, parent)
        self._owner, self._run = owner, run
        self.setAccessibleName(self.tr("Name of the run"))
        self.setGeometry(place)
        self.editingFinished.connect(self._keep)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # it must not reach what puts a large view back
            if event.type() == QEvent.Type.KeyPress:
                self.setText(self._run.name)
                self._keep()
            return True
        return super().event(event)

    def _keep(self) -> None:
        if self.isVisible():
            self.hide()
            self.deleteLater()
            self._owner.runs.rename(self._run, self.text())
            self._owner.setFocus()


class _Switch(QToolButton):
    def __init__(self, owner: CurvesView, entry: Entry, legend: Legend) -> None:
        super().__init__(
            legend, checkable=True, autoRaise=True, toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            iconSize=QSize(SAMPLE, 12), focusPolicy=Qt.FocusPolicy.TabFocus,
        )  # fmt: skip
        self.entry, self._owner, self._legend = entry, owner, legend
        self.setFixedHeight(HEIGHT - 2)
        self.clicked.connect(lambda: toggle(owner, self.entry))
        if isinstance(entry.of, Run):
            self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self.customContextMenuRequested.connect(self._menu)

    def show_entry(self, entry: Entry) -> None:
        """Show what the entry says now."""
        self.entry = entry
        elided = self.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, TITLE_WIDTH)
        self.setText(plain(elided))
        self.setChecked(entry.on)
        self.setToolTip(entry.tip or entry.title)
        self.setAccessibleName(entry.title)
        self.setIcon(_sample(entry, self.devicePixelRatioF()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and isinstance(self.entry.of, Run):
            toggle(self._owner, self.entry)  # the first click of the two meant nothing
            self._legend.rename(self.entry.of)
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and isinstance(self.entry.of, Run):
            self._legend.rename(self.entry.of)
        else:
            super().keyPressEvent(event)

    def _menu(self, at: QPoint) -> None:
        rename = partial(self._legend.rename, self.entry.of)
        run_menu(self._owner, self.entry.of, self, rename).popup(self.mapToGlobal(at))


def _sample(entry: Entry, ratio: float) -> QIcon:
    picture = QPixmap(QSize(round(SAMPLE * ratio), round(12 * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    if not entry.on:
        painter.setOpacity(0.35)
    draw_sample(painter, QPointF(0, 6), Key(entry.title, entry.token, entry.style))
    painter.end()
    return QIcon(picture)
