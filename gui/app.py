"""Starts the window, and sees to it that nothing ends without a word: faults go to a file and into one plain sentence.

The window paints before numpy, the engine and pyqtgraph are imported.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import socket
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    QStandardPaths,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from gui.language import language
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.theme import theme

LOADED = time.monotonic()
LARGEST_LOG = 1_000_000
"""Bytes; a longer log starts anew."""

INTERRUPTED = 130
"""The exit code of a program that Ctrl+C has ended."""


def main(argv: list[str]) -> int:
    """Open the window, with a file if one is named; returns the exit code when it is closed."""
    QApplication.setApplicationName("Descent")
    QApplication.setOrganizationName("Descent")
    QApplication.setDesktopFileName("descent")
    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)
    log = Log()
    log.install()
    settings = Settings()
    language.apply(settings.language)
    theme.apply(settings.look, settings.density)
    app.styleHints().colorSchemeChanged.connect(lambda: theme.apply(settings.look))
    front = Front(MainWindow(settings))
    window = front.window
    log.noted.connect(front.report)
    path = Path(argv[0]) if argv else None

    def build() -> None:
        _trace("first paint")
        sys.setswitchinterval(0.0005)  # the training thread must not hold up painting
        window.build(path)
        _trace("ready")

    window.first_painted.connect(build)
    app.aboutToQuit.connect(front.shutdown)
    interrupts = _Interrupts(app, front)
    window.show()
    code = app.exec()
    window = front.window
    window.hide()
    interrupts.close()
    log.uninstall()
    if not window.shutdown():  # a step of training that takes seconds: to wait for it would look like a hang
        settings.write()
        os._exit(code)
    window.deleteLater()  # while Python still lives: its event handlers are called to the last
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    return code


class Front(QObject):
    """Holds the window, and makes it anew where it is to speak another language."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.window = window
        window.settings.changed.connect(self._follow, Qt.ConnectionType.QueuedConnection)  # the menu closes first

    def report(self, text: str) -> None:
        """Show a sentence for the user."""
        self.window.report(text)

    def shutdown(self) -> bool:
        """End the training thread, for leaving; whether it ended in time."""
        return self.window.shutdown()

    def close(self) -> bool:
        """Close the window; False where the user stays."""
        return self.window.close()

    def _follow(self, name: str) -> None:
        if name != "language" or not language.apply(self.window.settings.language):
            return
        ends, _ = QApplication.quitOnLastWindowClosed(), QApplication.setQuitOnLastWindowClosed(False)
        try:
            self.window = self.window.renewed()
        finally:
            QApplication.setQuitOnLastWindowClosed(ends)
        self.window.offer_recovery()


class Log(QObject):
    """Writes what was not foreseen into a file: exceptions of all threads, Qt's warnings, native crashes."""

    noted = Signal(str)
    """A sentence for the user. Comes from any thread; a queued connection carries it to the window's."""

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        location = QStandardPaths.StandardLocation.AppDataLocation
        self.folder = folder or Path(QStandardPaths.writableLocation(location))
        self.path = self.folder / "descent.log"
        self._seen: Counter[str] = Counter()
        self._crashes: IO[bytes] | None = None

    def install(self) -> None:
        """Take over the hooks of the process."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if self.path.exists() and self.path.stat().st_size > LARGEST_LOG:
                self.path.unlink()
            self._crashes = open(self.folder / "crash.log", "ab")  # noqa: SIM115
            faulthandler.enable(self._crashes)
        except OSError:  # a disk that cannot be written must not keep the window from opening
            pass
        sys.excepthook = self.exception
        threading.excepthook = lambda found: self.exception(found.exc_type, found.exc_value, found.exc_traceback)
        qInstallMessageHandler(self.qt_message)

    def uninstall(self) -> None:
        """Give the hooks back."""
        qInstallMessageHandler(None)
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        if self._crashes is not None:
            faulthandler.disable()
            self._crashes.close()

    def exception(
        self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None
    ) -> None:  # fmt: skip
        """Note an exception that nobody caught, and go on."""
        if kind is KeyboardInterrupt:
            QApplication.exit(INTERRUPTED)
            return
        import traceback

        text = "".join(traceback.format_exception(kind, value, trace))
        self._seen[text] += 1
        if self._seen[text] > 3:  # a fault in a paint event comes back with every paint
            return
        self.write(text)
        sentence = self.tr("Something went wrong inside Descent; you can go on working. The details are in {file}")
        self.noted.emit(sentence.format(file=self.path))

    def qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """Note what Qt has to say."""
        self.write(f"Qt {kind.name[2:-3].lower()}: {text}\n")

    def write(self, text: str) -> None:
        """Append to the file; to the terminal too, for who started the program there."""
        if sys.stderr is not None:
            print(text, end="", file=sys.stderr, flush=True)
        try:
            with self.path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}")
        except OSError:
            pass


class _Interrupts(QObject):
    """Ctrl+C and the system's request to end: Python hears of signals only when woken, which a socket does."""

    def __init__(self, app: QApplication, front: Front) -> None:
        super().__init__(app)
        self._front, self._asked = front, False
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._old_fd = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        self._old = {number: signal.signal(number, self._end) for number in (signal.SIGINT, signal.SIGTERM)}

    def close(self) -> None:
        """Give the signals back."""
        for number, handler in self._old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_fd)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()

    def _wake(self) -> None:
        self._read.recv(64)

    def _end(self, number: int, frame: object) -> None:
        """The first signal closes the window, which asks where edits are unsaved; the next one ends the program."""
        code = INTERRUPTED if number == signal.SIGINT else 128 + number
        if self._asked:
            QApplication.exit(code)
            return
        self._asked = True
        QTimer.singleShot(0, lambda: self._close_window(code))

    def _close_window(self, code: int) -> None:
        QApplication.setQuitOnLastWindowClosed(False)  # it would end the program a moment later, as if all were well
        if self._front.close():
            QApplication.exit(code)
        else:
            QApplication.setQuitOnLastWindowClosed(True)
            self._asked = False


def _trace(moment: str) -> None:
    """With DESCENT_TRACE_START=1, say how long the start has taken so far."""
    if os.environ.get("DESCENT_TRACE_START"):
        print(f"{moment} {1000 * _age():.0f} ms", file=sys.stderr, flush=True)


def _age() -> float:
    """Seconds since this process began; where the system does not say, since this module was loaded."""
    try:
        after_name = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        started = int(after_name[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started
    except (OSError, AttributeError, ValueError):
        return time.monotonic() - LOADED
