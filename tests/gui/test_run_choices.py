"""The goals, the pace and the resets that the run bar offers, by mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.panels.run_choices import PACES


def paused_at(qtbot: QtBot, window: MainWindow, step: int) -> None:
    controller = window.bench.controller
    qtbot.waitUntil(lambda: (controller.state, controller.progress.step) == ("paused", step), timeout=20_000)


def test_a_goal_is_typed_into_a_small_window(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F10, Qt.KeyboardModifier.ControlModifier)
    goal = window.run_bar.goal
    qtbot.waitUntil(goal.isVisible)
    assert goal.number.value() == 10, "a proposal that is not past"
    goal.number.selectAll()
    QTest.keyClicks(goal.number, "37")
    QTest.keyClick(goal.number, Qt.Key.Key_Return)
    assert not goal.isVisible()
    paused_at(qtbot, window, 37)
    window.actions_["run_to"].trigger()
    assert goal.number.value() == 40
    goal.unit.setCurrentIndex(1)
    assert goal.number.value() == 1
    qtbot.mouseClick(goal.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.bench.controller.state == "paused", timeout=20_000)
    assert window.bench.controller.progress.epoch == 1


def test_escape_leaves_the_run_alone(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["run_to"].trigger()
    goal = window.run_bar.goal
    qtbot.waitUntil(goal.isVisible)
    QTest.keyClick(goal, Qt.Key.Key_Escape)
    assert not goal.isVisible()
    assert window.bench.controller.state == "idle"


def test_the_step_button_offers_an_epoch(qtbot: QtBot, window: MainWindow) -> None:
    offered = {action.objectName() for action in window.run_bar.step.menu().actions()}
    assert offered == {"step", "step_epoch", "run_to"}
    QTest.keyClick(window, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.bench.controller.state == "paused", timeout=20_000)
    assert window.bench.controller.progress.epoch == window.bench.controller.history.epochs == 1


def test_the_pace_is_chosen_from_a_menu_and_shown(qtbot: QtBot, window: MainWindow) -> None:
    bar, controller = window.run_bar, window.bench.controller
    assert [action.data() for action in bar.pace_menu.actions() if not action.isSeparator()] == list(PACES)
    slow = next(action for action in bar.pace_menu.actions() if action.data() == 10.0)
    slow.trigger()
    assert controller.pace == 10.0
    assert slow.isChecked()
    assert "10 steps a second" in bar.pace.toolTip()
    assert bar.pace_menu.menuAction() in window.menus.run.actions()
    window.train()
    qtbot.waitUntil(lambda: controller.history.steps >= 3, timeout=20_000)
    assert controller.history.steps < 200


def test_reset_with_new_weights_is_undone_like_any_edit(qtbot: QtBot, window: MainWindow) -> None:
    document = window.bench.document
    window.actions_["reset_anew"].trigger()
    assert document.experiment.seed == 1
    assert document.undo_stack.undoText() == "New initialisation"
    document.undo_stack.undo()
    assert document.experiment.seed == 0
    assert QApplication.activePopupWidget() is None


def test_the_step_is_told_while_one_counts_them(qtbot: QtBot, window: MainWindow) -> None:
    window.bench.controller.run_to(step=500)
    paused_at(qtbot, window, 500)
    qtbot.waitUntil(lambda: window.run_bar.speed.text() == "step 500")


def test_another_document_is_not_trained_slowly_because_the_last_one_was(qtbot: QtBot, window: MainWindow) -> None:
    window.bench.controller.set_pace(2.0)
    window.bench.document.start(window.bench.document.experiment)
    assert window.bench.controller.pace == 0.0
