"""The run bar as a person uses it: buttons and keys, figures that keep their places, and why not."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import remove
from gui.amounts import brief
from gui.main_window import MainWindow
from gui.panels.run_bar import duration, rate
from tests.gui.window_tools import Key, Modifier, button, click, long, state


def test_train_pause_step_stop_reset_by_mouse(window: MainWindow, qtbot: QtBot) -> None:
    long(window)
    controller = window.bench.controller
    before = window.bench.document.experiment
    assert not button(window, "pause").isEnabled()
    click(button(window, "train"))
    qtbot.waitUntil(lambda: controller.progress.step > 5, timeout=10_000)
    assert not button(window, "train").isEnabled()
    click(button(window, "pause"))
    qtbot.waitUntil(lambda: state(window) == "paused")
    assert button(window, "train").text() == "Resume"
    qtbot.wait(100)
    at = controller.progress.step
    qtbot.wait(100)
    assert controller.progress.step == at, "paused means paused"
    click(button(window, "step"))
    qtbot.waitUntil(lambda: controller.progress.step == at + 1)
    click(button(window, "train"))
    qtbot.waitUntil(lambda: controller.progress.step > at + 5)
    click(button(window, "stop"))
    qtbot.waitUntil(lambda: state(window) == "finished")
    assert "stopped" in window.run_bar.remaining.text()
    click(button(window, "reset"))
    assert state(window) == "idle"
    assert window.bench.document.experiment is before, "to reset a run changes no experiment"
    assert window.run_bar.epoch.text() == "Not trained yet"


def test_train_pause_step_stop_reset_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    long(window)
    controller = window.bench.controller
    QTest.keyClick(window, Key.Key_F10)
    qtbot.waitUntil(lambda: controller.progress.step == 1 and state(window) == "paused", timeout=10_000)
    QTest.keyClick(window, Key.Key_F5)
    qtbot.waitUntil(lambda: controller.progress.step > 5)
    QTest.keyClick(window, Key.Key_F6)
    qtbot.waitUntil(lambda: state(window) == "paused")
    QTest.keyClick(window, Key.Key_F5, Modifier.ShiftModifier)
    qtbot.waitUntil(lambda: state(window) == "finished")
    QTest.keyClick(window, Key.Key_R, Modifier.ControlModifier)
    assert state(window) == "idle"


def test_the_figures_stay_in_their_places(window: MainWindow, qtbot: QtBot) -> None:
    long(window)
    click(button(window, "train"))
    qtbot.waitUntil(lambda: window.run_bar.speed.text() != "", timeout=10_000)
    places: set[tuple[int, int]] = set()
    texts: set[str] = set()
    for _ in range(8):
        qtbot.wait(150)
        places |= {(label.x(), label.width()) for label in (window.run_bar.epoch, window.run_bar.elapsed)}
        texts.add(window.run_bar.epoch.text())
    assert len(texts) > 1, "the figures must move for this test to mean anything"
    assert len(places) == 2


def test_an_estimate_of_any_size_moves_nothing(window: MainWindow, qtbot: QtBot) -> None:
    long(window)
    click(button(window, "train"))
    qtbot.waitUntil(lambda: window.run_bar.speed.text() != "", timeout=10_000)
    bar = window.run_bar
    places: set[tuple[int, int]] = set()
    texts: set[str] = set()
    for remaining in (None, 35.0, 3_599.0, 359_999.0, 61.0):
        bar.show_rest("running", remaining)
        bar.layout().activate()
        texts.add(bar.remaining.text())
        places |= {(label.x(), label.width()) for label in (bar.epoch, bar.elapsed)}
    assert len(texts) == 5
    assert len(places) == 2


def test_texts_for_figures() -> None:
    assert [brief(n) for n in (0, 9_999, 51_234, 999_499, 999_500, 1_234_567)] == [
        "0", "9,999", "51.2 k", "999 k", "1 M", "1.23 M"]  # fmt: skip
    assert [duration(s) for s in (0, 41.9, 725, 3723)] == ["0:00", "0:41", "12:05", "1:02:03"]
    assert [rate(r) for r in (18204.4, 41.2, 0.517)] == ["18,204", "41", "0.52"]


def test_the_run_bar_says_why_there_is_nothing_to_train(window: MainWindow) -> None:
    document = window._bench.document
    assert window.run_bar.epoch.text() == "Not trained yet"
    document.edit_network("x", remove(document.network, {"flatten"}))
    document.settle()
    assert window.run_bar.epoch.text() == "Cannot train yet: see the problem below"
    assert not window.status_panel.parameters.isVisible(), "a part of a sum would be taken for the whole"
    document.undo_stack.undo()
    document.settle()
    assert window.run_bar.epoch.text() == "Not trained yet"
    assert window.status_panel.parameters.isVisible()
