"""Opening, saving and leaving: nothing is lost without a question, nothing is half open."""

from __future__ import annotations

import itertools
import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from engine import Experiment, KNearestNeighbors, Trainer, check, family, load_document, load_experiment, replaced
from gui.filing import empty_experiment
from gui.main_window import MainWindow
from gui.resources import PRESETS
from tests.gui.dragging import drag_enter

Button = QMessageBox.StandardButton


class Answers:
    """Presses buttons of message boxes with the mouse as they come up, and keeps what they said."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._left: list[Button] = []
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def will_be(self, *buttons: Button) -> None:
        self._left += buttons

    def close(self) -> None:
        self._timer.stop()
        assert not self._left, "a question was not asked"

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and box.isVisible():
            self.texts.append(box.text())
            letters = [each.text().partition("&")[2][:1] for each in box.buttons()]
            assert all(letters), "every button has a letter"
            assert len(set(letters)) == len(letters)
            answer = self._left.pop(0) if self._left else Button.Cancel if box.button(Button.Cancel) else Button.Ok
            QTest.mouseClick(box.button(answer), Qt.MouseButton.LeftButton)


@pytest.fixture
def answers(qapp: QApplication):
    answers = Answers()
    yield answers
    answers.close()


def edit(window: MainWindow, name: str = "Edited") -> None:
    window.bench.document.set_field("Rename", "name", name)


def key(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    QTest.keyClick(window, key, modifiers)


def choose(menu: QMenu, text: str) -> None:
    """Open a menu and click the entry of that text."""
    menu.popup(QPoint(10, 10))
    action = next(each for each in menu.actions() if each.text().replace("&", "") == text)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def no_dialog(*arguments: object) -> tuple[str, str]:
    raise AssertionError("no file dialog is expected here")


def test_starts_untitled_with_digits(window: MainWindow) -> None:
    assert window.bench.document.path is None
    assert window.windowTitle() == "Digits[*] — Descent"
    assert not window.isWindowModified()


def test_title_follows_edits_and_file(window: MainWindow, tmp_path: Path) -> None:
    edit(window, "Mine")
    assert window.windowTitle() == "Mine[*] — Descent"
    assert window.isWindowModified()
    assert window.filing.save_path(tmp_path / "first try.descent")
    assert window.windowTitle() == "first try[*] — Descent"
    assert not window.isWindowModified()
    window.bench.document.undo_stack.undo()
    assert window.isWindowModified()


def test_save_asks_for_a_name_once(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(window, "Mine")
    chosen = tmp_path / "mine 1.2"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    key(window, Qt.Key.Key_S)
    assert load_experiment(tmp_path / "mine 1.2.descent").name == "Mine", "the suffix is added"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", no_dialog)
    edit(window, "Again")
    key(window, Qt.Key.Key_S)
    assert load_experiment(tmp_path / "mine 1.2.descent").name == "Again"


def test_an_added_suffix_does_not_replace_unasked(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> None:  # fmt: skip
    other = tmp_path / "mine.descent"
    other.write_text("precious")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    answers.will_be(Button.Cancel)
    key(window, Qt.Key.Key_S)
    assert other.read_text() == "precious"
    assert window.bench.document.path is None


def test_save_that_fails_says_so_and_keeps_the_edits(window: MainWindow, tmp_path: Path, answers: Answers) -> None:
    edit(window)
    answers.will_be(Button.Ok)
    assert not window.filing.save_path(tmp_path / "no such folder" / "x.descent")
    assert "x.descent" in answers.texts[0]
    assert window.isWindowModified()
    assert window.bench.document.path is None


def test_open_through_the_dialog(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(PRESETS / "spirals.descent"), ""))
    key(window, Qt.Key.Key_O)
    assert window.bench.document.experiment == load_experiment(PRESETS / "spirals.descent")
    assert window.bench.document.path == PRESETS / "spirals.descent"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    assert not window.filing.open()


BROKEN = {
    "empty": b"",
    "no json": b"\x00\xff\x17",
    "half": (PRESETS / "digits.descent").read_bytes()[:700],
    "another format": b'{"format": "other"}',
    "unknown layer": (PRESETS / "digits.descent").read_bytes().replace(b'"relu"', b'"rely"'),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_leaves_what_is_open(
    window: MainWindow, tmp_path: Path, answers: Answers, content: bytes
) -> None:  # fmt: skip
    edit(window)
    before = window.bench.document.experiment
    broken = tmp_path / "broken.descent"
    broken.write_bytes(content)
    answers.will_be(Button.Ok)
    assert not window.open_path(broken)
    assert answers.texts[0].startswith("broken.descent: ")
    assert window.bench.document.experiment is before
    assert window.bench.document.undo_stack.canUndo()
    assert window.isWindowModified()


@pytest.mark.parametrize("way", ["open", "preset", "empty", "close"])
@pytest.mark.parametrize("answer", [Button.Save, Button.Discard, Button.Cancel])
def test_unsaved_edits_are_never_dropped_silently(
    window: MainWindow, tmp_path: Path, answers: Answers, way: str, answer: Button
) -> None:  # fmt: skip
    own = tmp_path / "own.descent"
    window.filing.save_path(own)
    edit(window, "Precious")
    edited = window.bench.document.experiment
    answers.will_be(answer)
    leave = {
        "open": lambda: window.open_path(PRESETS / "spirals.descent"),
        "preset": lambda: choose(window.menus.new, "Spirals"),
        "empty": lambda: key(window, Qt.Key.Key_N),
        "close": lambda: key(window, Qt.Key.Key_Q),
    }[way]
    leave()
    assert answers.texts == ["Save the changes to own?"]
    assert (load_experiment(own).name == "Precious") == (answer == Button.Save)
    stayed = answer == Button.Cancel
    assert (window.bench.document.experiment == edited) == (stayed or way == "close")
    assert window.isVisible() == (stayed or way != "close")
    assert not stayed or window.bench.document.undo_stack.canUndo()


def test_saving_that_fails_keeps_the_window_open(window: MainWindow, tmp_path: Path, answers: Answers) -> None:
    own = tmp_path / "folder" / "own.descent"
    own.parent.mkdir()
    window.filing.save_path(own)
    edit(window, "Precious")
    shutil.rmtree(own.parent)
    answers.will_be(Button.Save, Button.Ok)
    window.close()
    assert window.isVisible()
    assert window.bench.document.experiment.name == "Precious"


def test_clean_documents_are_left_without_a_question(window: MainWindow, answers: Answers) -> None:
    choose(window.menus.new, "Spirals")
    assert window.bench.document.experiment.name == "Spirals"
    assert window.bench.document.path is None, "a preset is not a file of the user's"
    choose(window.menus.new, "Empty network")
    assert window.bench.document.network.nodes == ()
    window.close()
    assert not window.isVisible()
    assert answers.texts == []


def test_drawing_and_training_weights_is_no_change_to_be_saved(
    qtbot: QtBot, window: MainWindow, answers: Answers
) -> None:
    document = window.bench.document
    window.train()
    qtbot.waitUntil(lambda: window.bench.controller.history.steps > 0, timeout=20_000)
    choose(window.menus.run, "Reset with new weights")
    choose(window.menus.run, "Reset with new weights")
    assert document.experiment.seed == 2
    assert not window.isWindowModified()
    edit(window)
    assert window.isWindowModified(), "an edit after it counts"
    document.undo_stack.undo()
    assert not window.isWindowModified()
    document.set_field("Seed", "seed", 7)
    assert window.isWindowModified(), "a seed that somebody writes is an edit"
    choose(window.menus.run, "Reset with new weights")
    assert window.isWindowModified()
    document.undo_stack.setIndex(2)
    assert document.experiment.seed == 2
    window.close()
    assert not window.isVisible()
    assert answers.texts == []


def test_recent_files(window: MainWindow, tmp_path: Path, answers: Answers) -> None:
    one, two = tmp_path / "one.descent", tmp_path / "two & more.descent"
    window.filing.save_path(one)
    window.filing.save_path(two)
    choose(window.menus.recent, "one.descent")
    assert window.bench.document.path == one
    assert window.settings.recent == [one, two]
    two.unlink()
    answers.will_be(Button.Ok)
    choose(window.menus.recent, "two  more.descent")
    assert "two & more.descent" in answers.texts[0]
    assert window.settings.recent == [one], "what is gone is forgotten"


def test_a_file_dropped_on_the_window_opens(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "dropped.descent"
    path.write_bytes((PRESETS / "sine.descent").read_bytes())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = drag_enter(QPoint(50, 50), data)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, data, left, none))
    qtbot.waitUntil(lambda: window.bench.document.path == path)
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "picture.png"))])
    other = drag_enter(QPoint(50, 50), data)
    QApplication.sendEvent(window, other)
    assert not other.isAccepted()


def test_positions_survive_the_file(window: MainWindow, tmp_path: Path) -> None:
    node = window.bench.document.network.nodes[0].id
    window.bench.document.move_nodes("Move", {node: (12.0, -34.0)})
    window.filing.save_path(tmp_path / "a.descent")
    assert window.open_path(PRESETS / "sine.descent")
    assert window.open_path(tmp_path / "a.descent")
    assert window.bench.document.positions == {node: (12.0, -34.0)}
    assert load_document(tmp_path / "a.descent").view["positions"] == {node: [12.0, -34.0]}


def test_a_place_beyond_all_numbers_is_no_fault(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "far.descent"
    stored = json.loads((PRESETS / "spirals.descent").read_text("utf-8"))
    path.write_text(json.dumps({**stored, "view": {"positions": {"dense": [10**400, 0]}}}), "utf-8")
    assert window.open_path(path)
    assert window.bench.document.positions == {"dense": (1e6, 0.0)}


def type_units(window: MainWindow) -> None:
    """Type a number into the first dense layer's form, without Enter."""
    dense = next(node for node in window.bench.document.network.nodes if node.layer.kind_name() == "dense")
    window.bench.document.select([dense.id])
    box = window.bench.properties.view.layer_form.rows["units"].editor.box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "77")


def units(experiment: Experiment) -> int:
    return next(node.layer.units for node in experiment.model.nodes if node.layer.kind_name() == "dense")


def test_what_is_being_typed_is_saved(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.descent"
    assert window.filing.save_path(path)
    type_units(window)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert units(load_experiment(path)) == 77


def test_what_is_being_typed_is_asked_about(window: MainWindow, answers: Answers, tmp_path: Path) -> None:
    assert window.filing.save_path(tmp_path / "a.descent")
    type_units(window)
    answers.will_be(Button.Cancel)
    window.close()
    assert window.isVisible()
    assert units(window.bench.document.experiment) == 77


def test_what_is_being_typed_is_trained(window: MainWindow) -> None:
    type_units(window)
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert units(window.bench.controller.experiment) == 77


@pytest.mark.parametrize("kind", family("datasets"))
def test_an_empty_network_on_any_data_set_lacks_layers_only(kind: str) -> None:
    empty = empty_experiment(kind)
    assert [problem.field for problem in check(empty)] == ["model.nodes"]
    x = Trainer(replaced(empty, "model", KNearestNeighbors())).splits.train.x
    assert abs(x).max() < 100, "no units of its own: a network can learn from it as it comes"


@pytest.mark.parametrize(("letter", "leaves", "saved"), [("S", True, True), ("D", True, False), ("C", False, False)])
def test_the_question_is_answered_by_a_letter(
    window: MainWindow, tmp_path: Path, letter: str, leaves: bool, saved: bool
) -> None:
    """As on the keyboard: Alt and the letter that is underlined."""
    own = tmp_path / "own.descent"
    assert window.filing.save_path(own)
    edit(window, "Precious")
    looks = itertools.count()
    pressed: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox) or not box.isVisible():
            return
        if next(looks) > 200:
            box.done(0)  # the letter did nothing
        elif QApplication.activeWindow() is box and not pressed:
            pressed.append(letter)
            QTest.keyClick(box, Qt.Key(ord(letter)), Qt.KeyboardModifier.AltModifier)

    timer = QTimer(interval=10)
    timer.timeout.connect(press)
    timer.start()
    left = window.filing.may_leave()
    timer.stop()
    assert next(looks) < 200
    assert left == leaves
    assert (load_experiment(own).name == "Precious") == saved
