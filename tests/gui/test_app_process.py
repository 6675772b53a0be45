"""The program as a process: how it starts, how it ends, and that no fault ends it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

DRIVER = """
import sys
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QAbstractButton
from gui.app import main
from gui.main_window import MainWindow

def window():
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)), None)

def click(name):
    QTest.mouseClick(window().run_bar.findChild(QAbstractButton, name + "_button"), Qt.MouseButton.LeftButton)

def when(true, then, every=5):
    def look():
        try:
            if window() is not None and true():
                timer.stop()
                then()
        except Exception:
            timer.stop()
            raise
    timer = QTimer(interval=every)
    timer.timeout.connect(look)
    QTimer.singleShot(0, timer.start)
    timers.append(timer)

timers = []
def long_run():
    window().bench.document.set_field("Epochs", "training.epochs", 100_000)
    window().bench.document.undo_stack.setClean()
    click("train")
def ready():
    return window().bench is not None and window().filing is not None
def running():
    return ready() and window().bench.controller.progress.step > 3
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data"),
           "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}  # fmt: skip
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", **own, **more}


def start(home: Path, script: str, *arguments: str, **more: str) -> subprocess.Popen[str]:
    code = f"{DRIVER}\n{textwrap.dedent(script)}\nfrom PySide6.QtCore import QCoreApplication\n"
    code += "application = QApplication([])\nsys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-X", "dev", "-c", code, *arguments]
    return subprocess.Popen(command, env=environment(home, **more), text=True, cwd=home,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip


def finish(child: subprocess.Popen[str]) -> tuple[int, str, str]:
    try:
        out, err = child.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        child.kill()
        raise AssertionError(f"it does not end: {child.communicate()}") from None
    return child.returncode, out, err


def test_closing_in_mid_training_ends_well(tmp_path: Path) -> None:
    script = """
        import time, atexit
        def leave():
            began = time.monotonic()
            atexit.register(lambda: print("closed within", time.monotonic() - began))
            window().close()
        when(ready, long_run)
        when(running, leave)
    """
    code, out, err = finish(start(tmp_path, script))
    assert (code, err) == (0, "")
    assert float(out.split()[-1]) < 2


def test_interrupt_in_mid_training_ends_well(tmp_path: Path) -> None:
    child = start(tmp_path, "when(ready, long_run)\nwhen(running, lambda: print('running', flush=True))")
    assert child.stdout is not None
    assert child.stdout.readline() == "running\n"
    child.send_signal(signal.SIGINT)
    assert finish(child) == (130, "", "")


def test_the_window_paints_before_the_engine_is_loaded(tmp_path: Path) -> None:
    script = """
        from gui import main_window
        def note(self, event, old=main_window.MainWindow.paintEvent):
            old(self, event)
            if not hasattr(self, "noted"):
                self.noted = [name for name in ("numpy", "pydantic", "pyqtgraph", "engine") if name in sys.modules]
        main_window.MainWindow.paintEvent = note
        when(ready, lambda: (print(window().noted, "numpy" in sys.modules), window().close()))
    """
    code, out, err = finish(start(tmp_path, script, DESCENT_TRACE_START="1"))
    assert code == 0
    assert out == "[] True\n"
    moments = [line.split() for line in err.splitlines()]
    assert [(words[:-2], words[-1]) for words in moments] == [(["first", "paint"], "ms"), (["ready"], "ms")]
    assert int(moments[0][-2]) < int(moments[1][-2])


def test_a_file_on_the_command_line_opens(tmp_path: Path) -> None:
    path = ROOT / "resources" / "presets" / "spirals.descent"
    script = "when(ready, lambda: (print(window().windowTitle()), window().close()))"
    assert finish(start(tmp_path, script, str(path))) == (0, "spirals[*] — Descent\n", "")


@pytest.mark.parametrize("content", [None, "not an experiment"])
def test_a_file_that_cannot_be_read_gives_digits_and_a_sentence(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "lost.descent"
    if content is not None:
        path.write_text(content)
    script = """
        when(ready, lambda: (print(window().windowTitle()), print(window().message_bar.text), window().close()))
    """
    code, out, err = finish(start(tmp_path, script, str(path)))
    assert (code, err) == (0, "")
    title, sentence = out.splitlines()
    assert title == "Digits[*] — Descent"
    assert sentence.startswith("lost.descent: ")


@pytest.mark.parametrize("thread", ["window", "other"])
def test_an_unforeseen_exception_is_noted_and_the_program_goes_on(tmp_path: Path, thread: str) -> None:
    script = """
        import threading
        from PySide6.QtCore import QTimer
        def fault():
            raise RuntimeError("a slip of ours")
        def begin():
            if THREAD == "window":
                QTimer.singleShot(0, fault)
            else:
                threading.Thread(target=fault).start()
            long_run()
        when(ready, begin)
        def told():
            return running() and window().message_bar.isVisible()
        when(told, lambda: (print(window().message_bar.text), window().close()))
    """.replace("THREAD", repr(thread))
    code, out, err = finish(start(tmp_path, script))
    assert code == 0
    assert out.startswith("Something went wrong inside Descent; you can go on working.")
    assert "Traceback" not in out
    assert "a slip of ours" in err
    log = Path(out.strip().rpartition(" in ")[2])
    assert tmp_path in log.parents
    assert "RuntimeError: a slip of ours" in log.read_text()


@pytest.fixture
def display() -> Iterator[str]:
    if not all(map(shutil.which, ("Xvfb", "xdotool"))):
        pytest.skip("needs Xvfb and xdotool")
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
                              pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    os.close(write)
    with os.fdopen(read) as pipe:
        yield f":{pipe.readline().strip()}"
    server.terminate()
    server.wait()


def test_a_person_at_an_x_server_trains_and_quits(tmp_path: Path, display: str) -> None:
    variables = environment(tmp_path, DISPLAY=display, QT_QPA_PLATFORM="xcb", DESCENT_TRACE_START="1")
    child = subprocess.Popen([sys.executable, str(ROOT / "main.py")], env=variables, text=True, stderr=subprocess.PIPE)
    assert child.stderr is not None
    lines = [child.stderr.readline(), child.stderr.readline()]
    assert [line.split()[0] for line in lines] == ["first", "ready"], lines

    def hand(*words: str) -> None:
        subprocess.run(["xdotool", *words], env=variables, check=True)

    search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Digits"]
    found = subprocess.run(search, env=variables, check=True, capture_output=True, text=True, timeout=20)
    hand("windowfocus", found.stdout.split()[0])
    hand("key", "F5")
    time.sleep(1.0)
    hand("key", "ctrl+q")
    assert child.wait(timeout=20) == 0
    assert child.stderr.read() == ""
    child.stderr.close()
