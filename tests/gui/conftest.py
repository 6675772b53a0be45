"""What the window's tests share: a document, a whole window of its own, and a guard against what they leave behind."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import Data, Experiment, chain, family
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.theme import theme
from tests.gui.canvas_tools import shown


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform says at every turn what it cannot do; that is no fault of ours."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test that leaves a running thread, an open window, or a running timer in a window."""
    started: list[weakref.ref[QThread]] = []
    start = QThread.start

    def remember(thread: QThread, *arguments: QThread.Priority) -> None:
        started.append(weakref.ref(thread))
        start(thread, *arguments)

    monkeypatch.setattr(QThread, "start", remember)
    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    leaks = [f"thread {thread!r} runs" for ref in started if (thread := ref()) is not None and _runs(thread)]
    for widget in QApplication.topLevelWidgets():
        if id(widget) in before:
            continue
        if widget.isVisible():
            leaks.append(f"{widget!r} is open")
            widget.hide()
        leaks += [f"{timer!r} of {widget!r} runs" for timer in widget.findChildren(QTimer) if timer.isActive()]
    assert not leaks, "; ".join(leaks)


def _runs(thread: QThread) -> bool:
    try:
        return thread.isRunning()
    except RuntimeError:  # Qt's part of it is gone
        return False


@pytest.fixture
def experiment() -> Experiment:
    """Digits and a small dense network."""
    layers = family("layers")
    return Experiment(
        name="Digits", data=Data(source=family("datasets")["digits"]()),
        model=chain(layers["flatten"](), layers["dense"](units=32), layers["relu"](), layers["dense"](units=10)),
        loss=family("losses")["softmax_cross_entropy"](), optimizer=family("optimizers")["adam"](),
    )  # fmt: skip


@pytest.fixture
def document(qapp: QApplication, experiment: Experiment) -> Document:
    """That experiment, open."""
    return Document(experiment)


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> CanvasPanel:
    """A canvas that shows that experiment's network."""
    return shown(qtbot, document)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A whole window with Digits, with settings of its own."""
    theme.apply("light", "lab")
    window = MainWindow(Settings(tmp_path / "settings" / "descent.ini"))
    qtbot.addWidget(window, before_close_func=_discard)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 768)
    with qtbot.waitSignal(window.first_painted):
        window.show()
    window.build()
    window.restore_layout()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


def _discard(window: MainWindow) -> None:
    if window.bench is not None:
        window.bench.document.undo_stack.setClean()
