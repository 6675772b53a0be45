"""Another language, chosen in the menu: the window is made anew in it, and the work goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gui.app import Front
from gui.language import SOURCE, Language, language
from gui.main_window import MainWindow
from gui.menus import with_letters
from tests.gui.conftest import show_window


@pytest.fixture
def front(qtbot: QtBot, tmp_path: Path) -> Iterator[Front]:
    front = Front(show_window(qtbot, tmp_path))
    yield front
    front.window.bench.document.undo_stack.setClean()
    assert front.close()
    front.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    language.apply(SOURCE)


def choose(front: Front, code: str, qtbot: QtBot) -> MainWindow:
    before = front.window
    before.findChild(type(before.actions_["undo"]), f"language_{code}").trigger()
    qtbot.waitUntil(lambda: front.window is not before)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return front.window


def test_the_menu_speaks_korean_and_english_again(front: Front, qtbot: QtBot) -> None:
    korean = choose(front, "ko", qtbot)
    assert korean.menus.file.title() == "파일(&F)"
    assert korean.isVisible()
    assert korean.settings.language == "ko"
    english = choose(front, "en", qtbot)
    assert english.menus.file.title() == "&File"


def test_the_work_goes_on(front: Front, qtbot: QtBot) -> None:
    """Experiment, selection, undo steps and the run stay; and what is done next is heard by the new window alone."""
    document, controller = front.window.bench.document, front.window.bench.controller
    document.select(("dense",))
    document.set_field("Set epochs", "training.epochs", 1000)
    controller.train()
    qtbot.waitUntil(lambda: controller.progress.step > 20, timeout=20_000)
    window = choose(front, "ko", qtbot)
    bench = window.bench
    assert bench.document is document
    assert bench.controller is controller
    assert document.selection == ("dense",)
    assert document.dirty
    assert controller.state == "running"
    step = controller.progress.step
    qtbot.waitUntil(lambda: controller.progress.step > step + 20, timeout=20_000)
    controller.pause()
    qtbot.waitUntil(lambda: controller.state == "paused")
    document.undo_stack.undo()
    assert not document.dirty
    assert not window.isWindowModified()
    assert bench.canvas.isVisible()


def test_what_is_no_language_means_the_systems(qapp: object) -> None:
    speaking = Language()
    speaking.apply("tlh")
    assert speaking.spoken in ("en", "ko")
    speaking.apply("en")


def test_entries_without_latin_letters_have_digits() -> None:
    assert with_letters(["숫자", "Iris", "글리프"], ["&Open"]) == ["숫자 (&1)", "&Iris", "글리프 (&2)"]


def test_what_is_being_typed_is_kept(front: Front, qtbot: QtBot) -> None:
    window = front.window
    window.docks.reveal("experiment")
    editor = next(each for each in window.bench.experiment.findChildren(QLineEdit) if each.text() == "Digits")
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "Half typed")
    korean = choose(front, "ko", qtbot)
    assert korean.bench.document.experiment.name == "Half typed"
    assert korean.isWindowModified()
