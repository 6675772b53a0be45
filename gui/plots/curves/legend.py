"""What the curves of a view are, each with a switch: the series where they are many, past runs, means over seeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QScrollArea, QToolButton, QWidget

from gui.plots.curves.composer import AGAIN
from gui.plots.curves.header import SAMPLE, Key, draw_sample
from gui.plots.curves.series import Style
from gui.runs import Group, Run

if TYPE_CHECKING:
    from gui.plots.curves.curve_view import CurvesView

HEIGHT = 24
"""Pixels at least."""


@dataclass(frozen=True)
class Entry:
    """One switch: what it is for (a series' name, a run, a group), how it is written and drawn, whether it is on."""

    of: Any
    title: str
    token: str
    style: Style
    on: bool
    tip: str = ""


class Legend(QScrollArea):
    """A row of switches; a click hides a curve or shows it, the right button renames or forgets a run. Without entries,
    or without room, it is not there: the menu of the view has the same."""

    def __init__(self, owner: CurvesView) -> None:
        super().__init__(
            widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.NoFocus,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            verticalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )  # fmt: skip
        self._owner = owner
        self._shown: list[Entry] = []
        self.setAccessibleName(self.tr("Legend"))
        self.hide()

    def refresh(self, *, tall: bool) -> None:
        """Show what there is now; switches are made anew only where something changed."""
        found, height = entries(self._owner), max(HEIGHT, self.fontMetrics().height() + 9)
        if found != self._shown or height != self.height():
            self._shown = found
            self.setFixedHeight(height)
            row = QWidget()
            layout = QHBoxLayout(row, spacing=2)
            layout.setContentsMargins(4, 0, 4, 0)
            for entry in found:
                layout.addWidget(_Switch(self._owner, entry, row))
            layout.addStretch(1)
            old = self.takeWidget()
            if old is not None:  # not at once: a change of fonts goes through all widgets, this one among them
                old.deleteLater()
            self.setWidget(row)
        self.setVisible(bool(found) and tall)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar, turned = self.horizontalScrollBar(), event.angleDelta()
        bar.setValue(bar.value() - (turned.y() or turned.x()) // 2)

    def switch(self, of: Any) -> QToolButton:
        """The switch of a series' name, a run or a group."""
        return next(
            each for each in self.widget().findChildren(_Switch)
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
        tip = translate("Legend", "Show {name} or hide it; the right button renames it or forgets it").format(
            name=run.name
        )
        found.append(Entry(run, run.name, run.token, style, run.visible, tip))
    current = owner.runs.current
    if past and current.history.steps:
        tip = translate("Legend", "Show the present run or hide it; the right button renames it")
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


class _Switch(QToolButton):
    def __init__(self, owner: CurvesView, entry: Entry, parent: QWidget) -> None:
        super().__init__(
            parent, text=entry.title, checkable=True, checked=entry.on, autoRaise=True,
            toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon, iconSize=QSize(SAMPLE, 12),
            focusPolicy=Qt.FocusPolicy.TabFocus, toolTip=entry.tip or entry.title,
        )  # fmt: skip
        self.entry, self._owner = entry, owner
        self.setAccessibleName(entry.title)
        self.setIcon(_sample(entry, self.devicePixelRatioF()))
        self.setFixedHeight(max(HEIGHT, self.fontMetrics().height() + 9) - 2)
        self.clicked.connect(lambda: toggle(owner, entry))
        if isinstance(entry.of, Run):
            self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self.customContextMenuRequested.connect(self._menu)

    def _menu(self, at: QPoint) -> None:
        run_menu(self._owner, self.entry.of, self, self.rename).popup(self.mapToGlobal(at))

    def rename(self) -> None:
        """Let the user write another name."""
        field = QLineEdit(self.entry.title, self)
        field.setAccessibleName(self.tr("Name of the run"))
        field.setGeometry(self.rect())
        field.selectAll()
        field.show()
        field.setFocus()

        def keep() -> None:
            field.hide()
            self._owner.runs.rename(self.entry.of, field.text())

        field.editingFinished.connect(keep)


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
