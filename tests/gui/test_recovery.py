"""Unsaved edits outlive the program's end by a kill, and two windows do not save over each other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from engine import load_document, load_experiment
from gui.main_window import MainWindow
from gui.recovery import ABOUT, DELAY_MS, leftovers, lock_of
from tests.gui.conftest import make_window
from tests.gui.test_documents import Answers, Button

ROOT = Path(__file__).resolve().parents[2]

EDITING = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from gui.main_window import MainWindow
from gui.settings import Settings
app = QApplication([])
window = MainWindow(Settings(Path(sys.argv[1])))
window.show()
window.build(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
print("ready", flush=True)
document = window.bench.document
names = iter(sys.stdin)
while True:
    name = next(names).strip()
    document.set_field("Rename", "name", name)
    until = time.monotonic() + 5
    while time.monotonic() < until and not window.bench.work.recovery.path.exists():
        app.processEvents()
        time.sleep(0.01)
    print("kept" if window.bench.work.recovery.path.exists() else "lost", flush=True)
"""


@pytest.fixture
def answers(qapp: object) -> Iterator[Answers]:
    answers = Answers()
    yield answers
    answers.close()


class Other:
    """The program in another process, with the settings of these tests."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        settings = folder / "settings" / "descent.ini"
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-c", EDITING, str(settings), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env=environment,
        )  # fmt: skip
        assert self.answer() == "ready"

    def answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def rename(self, name: str) -> str:
        assert self.process.stdin is not None
        print(name, file=self.process.stdin, flush=True)
        return self.answer()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


def press(window: MainWindow, text: str) -> None:
    buttons = window.message_bar.findChildren(QPushButton)
    button = next(each for each in buttons if each.text() == text and not each.isHidden())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_a_killed_program_had_not_saved_is_offered(qtbot: QtBot, tmp_path: Path) -> None:
    other = Other(tmp_path)
    assert other.rename("Evening's work") == "kept"
    other.kill()
    window = make_window(qtbot, tmp_path)
    assert "Evening's work" in window.message_bar.text
    press(window, "Recover")
    document = window.bench.document
    assert document.experiment.name == "Evening's work"
    assert document.dirty
    assert window.message_bar.text == ""
    kept = window.bench.work.recovery.path
    assert load_experiment(kept).name == "Evening's work", "and it is safe from the next crash at once"
    assert list(tmp_path.glob("settings/recovery/*.descent")) == [kept]
    document.undo_stack.setClean()
    qtbot.waitUntil(lambda: not kept.exists())


def test_a_file_that_was_being_edited_is_recovered_as_that_file(qtbot: QtBot, tmp_path: Path, answers: Answers) -> None:
    file = tmp_path / "mine.descent"
    window = make_window(qtbot, tmp_path)
    assert window.filing.save_path(file)
    window.close()
    other = Other(tmp_path, str(file))
    assert other.rename("Later") == "kept"
    other.kill()
    fresh = make_window(qtbot, tmp_path)
    assert "mine" in fresh.message_bar.text
    press(fresh, "Recover")
    assert fresh.bench.document.path == file
    assert load_experiment(file).name != "Later"
    assert fresh.filing.save()
    assert load_experiment(file).name == "Later"


def test_discarded_copies_are_gone(qtbot: QtBot, tmp_path: Path) -> None:
    for name in ("One", "Two"):
        other = Other(tmp_path)
        assert other.rename(name) == "kept"
        other.kill()
    window = make_window(qtbot, tmp_path)
    assert "Two" in window.message_bar.text, "the latest first"
    press(window, "Discard")
    assert "One" in window.message_bar.text
    press(window, "Discard")
    assert window.message_bar.text == ""
    assert not list(tmp_path.glob("settings/recovery/*.descent"))


def test_copies_of_programs_that_run_are_theirs(qtbot: QtBot, tmp_path: Path) -> None:
    other = Other(tmp_path)
    try:
        assert other.rename("Theirs") == "kept"
        window = make_window(qtbot, tmp_path)
        assert window.message_bar.text == ""
    finally:
        other.kill()


def test_a_damaged_copy_is_put_aside(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "settings" / "recovery"
    folder.mkdir(parents=True)
    (folder / "x.descent").write_text("no experiment")
    window = make_window(qtbot, tmp_path)
    assert window.message_bar.text == ""
    assert [each.name for each in folder.glob("x.*")] == ["x.damaged"]


def test_edits_are_at_risk_for_five_seconds_at_most(window: MainWindow, qtbot: QtBot) -> None:
    """However fast edits follow each other: the copy waits for the first of them, not for the last."""
    document, recovery = window.bench.document, window.bench.work.recovery
    began = time.monotonic()
    count = 0
    while not recovery.path.exists():
        count += 1
        document.set_field("Rename", "name", f"Edit {count}")
        qtbot.wait(50)
        assert time.monotonic() - began < 5
    assert DELAY_MS <= 5000
    assert load_document(recovery.path).view[ABOUT]["path"] is None
    document.undo_stack.setClean()
    qtbot.waitUntil(lambda: not recovery.path.exists())


def test_a_proper_end_leaves_nothing(qtbot: QtBot, tmp_path: Path, answers: Answers) -> None:
    window = make_window(qtbot, tmp_path)
    window.bench.document.set_field("Rename", "name", "Given up")
    window.bench.work.recovery.write()
    answers.will_be(Button.Discard)
    assert window.close()
    assert not list(leftovers(tmp_path / "settings" / "recovery"))
    assert not list(tmp_path.glob("settings/recovery/*"))


def test_recovering_over_edits_that_are_given_up_keeps_the_recovered(
    qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    other = Other(tmp_path)
    assert other.rename("Evening's work") == "kept"
    other.kill()
    window = make_window(qtbot, tmp_path)
    window.bench.document.set_field("Rename", "name", "Of no importance")
    answers.will_be(Button.Discard)
    press(window, "Recover")
    document = window.bench.document
    assert document.experiment.name == "Evening's work"
    assert document.dirty
    assert load_experiment(window.bench.work.recovery.path).name == "Evening's work"


def test_a_copy_stays_where_another_cannot_be_written(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Other(tmp_path)
    assert other.rename("Evening's work") == "kept"
    other.kill()
    window = make_window(qtbot, tmp_path)

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gui.recovery.save_document", full)
    press(window, "Recover")
    assert window.bench.document.experiment.name == "Evening's work"
    (copy,) = tmp_path.glob("settings/recovery/*.descent")
    assert load_experiment(copy).name == "Evening's work"


def test_an_old_copy_does_not_replace_a_newer_file_without_a_question(
    qtbot: QtBot, tmp_path: Path, answers: Answers
) -> None:
    file = tmp_path / "mine.descent"
    window = make_window(qtbot, tmp_path)
    assert window.filing.save_path(file)
    window.close()
    other = Other(tmp_path, str(file))
    assert other.rename("Before the crash") == "kept"
    other.kill()
    file.write_bytes(file.read_bytes() + b"\n")  # saved since then
    newer = file.read_bytes()
    fresh = make_window(qtbot, tmp_path)
    press(fresh, "Recover")
    answers.will_be(Button.Cancel)
    assert not fresh.filing.save()
    assert "another program" in answers.texts[-1]
    assert file.read_bytes() == newer


def test_a_lock_without_contents_is_nobodys(qtbot: QtBot, tmp_path: Path, window: MainWindow) -> None:
    file = tmp_path / "mine.descent"
    assert window.filing.save_path(file)
    assert window.new_empty()
    empty = Path(lock_of(file).fileName())
    empty.touch()
    os.utime(empty, (time.time() - 60, time.time() - 60))
    assert window.open_path(file)
    assert not window.filing.read_only


# -- two windows, one file --


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A file that a living process has."""
    file = tmp_path / "shared.descent"
    source = ROOT / "resources" / "presets" / "digits.descent"
    file.write_bytes(source.read_bytes())
    code = "import sys; from gui.recovery import lock_of; from pathlib import Path; lock = lock_of(Path(sys.argv[1]))"
    code += "; assert lock.tryLock(0); print('held', flush=True); sys.stdin.read()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", code, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True, env=environment)  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "held"
    yield file
    process.communicate()


def test_the_second_window_is_told_who_has_the_file(window: MainWindow, held: Path, answers: Answers) -> None:
    before = held.read_bytes()
    assert window.open_path(held)
    process, _, _ = lock_of(held).getLockInfo()
    assert f"process {process}" in window.message_bar.text
    assert "read-only" in window.windowTitle()
    window.bench.document.set_field("Rename", "name", "Mine")
    answers.will_be(Button.Ok)
    assert not window.filing.save()
    assert f"process {process}" in answers.texts[-1]
    assert held.read_bytes() == before
    other = held.with_name("copy.descent")
    assert window.filing.save_path(other)
    assert "read-only" not in window.windowTitle()
    assert load_experiment(other).name == "Mine"


def test_a_file_is_free_once_its_window_is_gone(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "mine.descent"
    assert window.filing.save_path(file)
    assert not lock_of(file).tryLock(0)
    assert window.new_empty()
    lock = lock_of(file)
    assert lock.tryLock(0)
    lock.unlock()


def test_a_killed_windows_claim_does_not_last(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "mine.descent"
    assert window.filing.save_path(file)
    assert window.new_empty()
    code = (
        "import os, sys; from gui.recovery import lock_of; from pathlib import Path; lock = lock_of(Path(sys.argv[1]))"
    )
    code += "; assert lock.tryLock(0); os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(file)], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert Path(lock_of(file).fileName()).exists()
    assert window.open_path(file)
    assert "read-only" not in window.windowTitle()


def test_what_another_program_wrote_is_not_replaced_without_a_question(
    window: MainWindow, tmp_path: Path, answers: Answers
) -> None:
    file = tmp_path / "mine.descent"
    assert window.filing.save_path(file)
    window.bench.document.set_field("Rename", "name", "Mine")
    file.write_text("written by an editor")
    answers.will_be(Button.Cancel)
    assert not window.filing.save()
    assert "another program" in answers.texts[-1]
    assert file.read_text() == "written by an editor"
    answers.will_be(Button.Yes)
    assert window.filing.save()
    assert load_experiment(file).name == "Mine"


def test_locks_tell_processes_apart(tmp_path: Path) -> None:
    """The negative control: within a process a second lock is refused too, and given once the first is let go."""
    first, second = lock_of(tmp_path / "x"), lock_of(tmp_path / "x")
    assert first.tryLock(0)
    assert not second.tryLock(0)
    assert second.error() == QLockFile.LockError.LockFailedError
    first.unlock()
    assert second.tryLock(0)
    second.unlock()


def test_the_file_under_another_spelling_is_the_same(window: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "mine.descent"
    assert window.filing.save_path(file)
    link = tmp_path / "link.descent"
    link.symlink_to(file)
    (tmp_path / "x").mkdir()
    for same in (tmp_path / "x" / ".." / "mine.descent", link):
        assert window.filing.save_path(same)


def test_opening_the_open_file_after_saving_shows_what_was_saved(
    window: MainWindow, tmp_path: Path, answers: Answers
) -> None:
    file = tmp_path / "mine.descent"
    assert window.filing.save_path(file)
    window.bench.document.set_field("Rename", "name", "Saved by the question")
    answers.will_be(Button.Save)
    assert window.open_path(file)
    assert window.bench.document.experiment.name == "Saved by the question"
    assert not window.bench.document.dirty
