"""What the window's tests share: a document, a whole window of its own, and a guard against what they leave behind."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

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


@pytest.fixture(scope="session", autouse=True)
def _what_stands_is_no_garbage() -> None:
    """So that collections between tests need not look through all that was loaded before the first of them."""
    gc.collect()
    gc.freeze()


_CONTROLLERS = pytest.StashKey[bool]()
"""Whether the last test has left run controllers behind."""


@pytest.fixture(autouse=True)
def _nothing_left_behind(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Fails a test that leaves a running thread, an open window, or a running timer in a window."""
    started: list[weakref.ref[QThread]] = []
    start = QThread.start

    def remember(thread: QThread, *arguments: QThread.Priority) -> None:
        started.append(weakref.ref(thread))
        start(thread, *arguments)

    if request.session.stash.get(_CONTROLLERS, False):
        request.session.stash[_CONTROLLERS] = False
        gc.collect()  # they are cyclic garbage, which Python would collect in any thread that allocates
    documents: list[weakref.ref[Document]] = []
    begin = Document.__init__

    def remember_document(document: Document, *arguments: Any, **named: Any) -> None:
        documents.append(weakref.ref(document))
        begin(document, *arguments, **named)

    monkeypatch.setattr(Document, "__init__", remember_document)
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
    if started:
        request.session.stash[_CONTROLLERS] = True
    for ref in documents:  # Shiboken frees undo steps twice that Python collects along with their document
        document = ref()
        if document is not None and isValid(document):
            document.undo_stack.clear()
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
    return make_window(qtbot, tmp_path)


def make_window(qtbot: QtBot, folder: Path) -> MainWindow:
    """A window with Digits whose settings lie in a folder; closed when the test is over."""
    window = show_window(qtbot, folder)
    qtbot.addWidget(window, before_close_func=_discard)
    return window


def show_window(qtbot: QtBot, folder: Path) -> MainWindow:
    """The same, for a test that closes it."""
    theme.apply("light", "lab")
    window = MainWindow(Settings(folder / "settings" / "descent.ini"))
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
