"""The bar on top: train, pause, step, stop, reset, and how far the run has come."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QProgressBar, QSizePolicy, QToolButton, QWidget

from gui.panels.run_choices import GoalBox, PaceMenu
from gui.resources import icon
from gui.texts import unlettered
from gui.theme import tabular, theme

if TYPE_CHECKING:
    from gui.actions import Actions
    from gui.run_controller import Progress, RunController

REFRESH = 250
"""Milliseconds between two refreshes of the figures: faster cannot be read."""

WIDEST = "00:00:00"
"""The room of a duration, always with hours: a first estimate may be of any size and settle to minutes."""


class RunBar(QWidget):
    """Buttons are there at once; figures from `bind` on."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="run_bar")
        self._controller: RunController | None = None
        self._stale = False
        self._timer = QTimer(self, interval=REFRESH, singleShot=True)
        self._timer.timeout.connect(self._tick)

        self.train = _Button(actions["train"], primary=True)
        self.train.keep_room_for(self.tr("Resume"))
        self.step = _Button(actions["step"], menu=(actions["step"], actions["step_epoch"], actions["run_to"]))
        self.reset = _Button(actions["reset"], menu=(actions["reset"], actions["reset_anew"]))
        buttons = [self.train, _Button(actions["pause"]), self.step, _Button(actions["stop"]), self.reset]
        self.goal = GoalBox(self)
        self.pace_menu = PaceMenu(self)
        self.pace = QToolButton(
            icon=icon("speed"), iconSize=QSize(16, 16), popupMode=QToolButton.ToolButtonPopupMode.InstantPopup,
            toolButtonStyle=Qt.ToolButtonStyle.ToolButtonIconOnly, focusPolicy=Qt.FocusPolicy.TabFocus,
            objectName="pace_button",
        )  # fmt: skip
        self.pace.setProperty("role", "run")
        self.pace.setMenu(self.pace_menu)
        self.epoch = self._figure(self.tr("Epoch"))
        self.bar = QProgressBar(maximum=1000, textVisible=False, minimumWidth=80, maximumHeight=8)
        self.bar.setAccessibleName(self.tr("Progress of the run"))
        self.bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.elapsed = self._figure(self.tr("Elapsed time"))
        self.remaining = self._figure(self.tr("Remaining time"))
        self.speed = self._figure(self.tr("Speed"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 12, 6)
        row.setSpacing(4)
        for button in (*buttons, self.pace):
            row.addWidget(button)
        row.addSpacing(16)
        row.addWidget(self.epoch)
        row.addSpacing(8)
        row.addWidget(self.bar, 1)
        row.addSpacing(8)
        for figure in (self.elapsed, self.remaining, self.speed):
            row.addWidget(figure)
            row.addSpacing(8)
        theme.changed.connect(self._remeasure)
        self._show()

    def bind(self, controller: RunController) -> None:
        """Follow a run from now on."""
        self._controller = controller
        controller.updated.connect(self._note)
        controller.state_changed.connect(self._show)
        controller.document.settled.connect(self._show_idle)
        controller.pace_changed.connect(self._show_pace)
        self.pace_menu.chosen.connect(controller.set_pace)
        self.goal.chosen.connect(lambda unit, number: controller.run_to(**{unit: number}))
        self._show_pace()
        self._show()

    def _remeasure(self) -> None:
        """Text may have another size now."""
        for figure in (self.epoch, self.elapsed, self.remaining, self.speed):
            figure.setMinimumWidth(0)
        self.train.keep_room_for(self.tr("Resume"))
        self._show()

    def ask_goal(self) -> None:
        """Ask how far to train."""
        assert self._controller is not None
        under_way = self._controller.state in ("running", "paused")
        progress = self._controller.progress
        self.goal.ask(self.step, progress.step if under_way else 0, progress.epoch if under_way else 0.0)

    def _show_pace(self) -> None:
        pace = self._controller.pace if self._controller is not None else 0.0
        self.pace_menu.show_pace(pace)
        text = self.pace_menu.text_of(pace)
        self.pace.setToolTip(self.tr("How fast to train: {pace}").format(pace=text[0].lower() + text[1:]))
        self.pace.setAccessibleName(self.tr("Training speed"))
        self.pace.setIcon(icon("speed", "accent" if pace else "text"))

    def _figure(self, name: str) -> QLabel:
        label = QLabel(alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setAccessibleName(name)
        tabular(label)
        return label

    def _idle_text(self) -> str:
        """Why there is nothing to tell yet: the first problem where there is one."""
        problems = self._controller.document.analysis.problems if self._controller is not None else ()
        if not problems:
            return self.tr("Not trained yet")
        if len(problems) == 1:
            return self.tr("Cannot train yet: see the problem below")
        return self.tr("Cannot train yet: see the {n} problems below").format(n=len(problems))

    def _note(self) -> None:
        if self._timer.isActive():
            self._stale = True
        else:
            self._show()
            self._timer.start()

    def _show_idle(self) -> None:
        if self._controller is not None and self._controller.state in ("idle", "finished", "failed"):
            self._show()

    def _tick(self) -> None:
        if self._stale:
            self._show()
            self._timer.start()

    def _show(self) -> None:
        self._stale = False
        controller = self._controller
        state = controller.state if controller else "idle"
        self.train.setText(self.tr("Resume") if state == "paused" else self.tr("Train"))
        if controller is None or state in ("idle", "preparing"):
            text = self.tr("Preparing") if state == "preparing" else self._idle_text()
            self._set(self.epoch, text, text)
            self.bar.setValue(0)
            for figure in (self.elapsed, self.remaining, self.speed):
                self._set(figure, "", "")
            return
        progress = controller.progress
        if not controller.learns:
            self._show_evaluation(state, progress)
            return
        now = min(max(math.ceil(progress.epoch), 1), max(progress.epochs, 1))
        epochs = f"{progress.epochs:,}"
        sentence = self.tr("Epoch {now} of {all}")
        text = sentence.format(now=f"{now:,}", all=epochs)
        series = controller.series
        if series.number:
            sentence = self.tr("Run {number} of {count}, ").format(number=series.number, count=series.count) + sentence
            text = sentence.format(now=f"{now:,}", all=epochs)
        if state in ("finished", "failed") and controller.document.analysis.problems:
            text = self._idle_text()  # why Train, which would begin a new run, cannot be pressed
        self._set(self.epoch, text, sentence.format(now=epochs, all=epochs))
        self.bar.setValue(round(1000 * progress.step / max(progress.total_steps, 1)))
        self._set(self.elapsed, duration(progress.elapsed), WIDEST)
        self.show_rest(state, progress.remaining)
        speed = self.tr("{speed} steps/s")
        slow = state == "paused" or bool(controller.pace)
        if slow:  # what a class counts then
            text = self.tr("step {step}").format(step=f"{progress.step:,}")
        else:
            text = speed.format(speed=rate(progress.steps_per_second))
        self._set(self.speed, text, speed.format(speed="00,000"))

    def _show_evaluation(self, state: str, progress: Progress) -> None:
        """A model that is only evaluated has neither epochs nor steps."""
        over = state in ("finished", "failed")
        text = self.tr("Evaluated") if over else self.tr("Evaluating")
        self._set(self.epoch, text, self.tr("Evaluating"))
        self.bar.setValue(1000 if progress.epoch >= 1 else 0)
        self._set(self.elapsed, duration(progress.elapsed), WIDEST)
        self.show_rest(state, None)
        self._set(self.speed, "", "")

    def show_rest(self, state: str, remaining: float | None) -> None:
        """How much of the run remains by an estimate in seconds, or how it ended."""
        over = state in ("finished", "failed")
        if over:
            status = self._controller.status if self._controller and state == "finished" else "failed"
            texts = {"stopped": self.tr("stopped"), "diverged": self.tr("diverged"), "failed": self.tr("failed")}
            text = texts.get(str(status), self.tr("finished"))
        elif state == "paused":
            text = self.tr("paused")
        elif remaining is None:
            text = ""
        else:
            text = self.tr("{time} left").format(time=duration(remaining))
        self._set(self.remaining, text, self.tr("{time} left").format(time=WIDEST))

    @staticmethod
    def _set(label: QLabel, text: str, widest: str) -> None:
        """Show a text in the room of the widest one, so that nothing jumps while figures change. Room once taken is
        kept until there is nothing to show."""
        kept = label.minimumWidth() if text else 0
        label.setText(text)
        metrics = label.fontMetrics()
        room = max(metrics.horizontalAdvance(each) for each in (text, widest))
        label.setMinimumWidth(max(kept, room + 2 if room else 0))  # labels ask for a pixel more than the advance


class _Button(QToolButton):
    """A button for an action; unlike a default action it lets the primary one have its own colours. A `menu` offers
    what else the button can do."""

    def __init__(self, action: QAction, *, primary: bool = False, menu: Sequence[QAction] = ()) -> None:
        super().__init__(toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon, iconSize=QSize(16, 16))
        self._menu_actions = tuple(menu)
        if menu:
            offered = QMenu(self, toolTipsVisible=True)
            offered.addActions(menu)
            self.setMenu(offered)
            self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
            for each in menu:
                each.changed.connect(self._follow)
        self._action, self._primary = action, primary
        self.setObjectName(f"{action.objectName()}_button")
        self.setProperty("role", "primary" if primary else "run")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setText(unlettered(action.text()))
        self.clicked.connect(self._act)
        action.changed.connect(self._follow)
        theme.changed.connect(self.update)
        self._follow()

    def keep_room_for(self, text: str) -> None:
        """Be wide enough for another text too."""
        own = self.text()
        self.setMinimumWidth(0)
        widths = []
        for each in (own, text):
            self.setText(each)
            widths.append(self.sizeHint().width())
        self.setText(own)
        self.setMinimumWidth(max(widths))

    def _act(self) -> None:
        """Do it, or where that is not possible now, offer what is."""
        if self._action.isEnabled():
            self._action.trigger()
        else:
            self.showMenu()

    def _follow(self) -> None:
        self.setEnabled(any(each.isEnabled() for each in (self._action, *self._menu_actions)))
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(unlettered(self._action.text()))
        name = self._action.objectName()
        self.setIcon(icon(name, "on_accent") if self._primary and self.isEnabled() else icon(name))


def duration(seconds: float) -> str:
    """Seconds as 0:41, 12:05 or 1:02:03."""
    whole = max(int(seconds), 0)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def rate(per_second: float) -> str:
    """A rate with as many digits as one can read: 18,204, 41 or 0.52."""
    return f"{per_second:,.0f}" if per_second >= 10 else f"{per_second:.2f}"
