"""How quickly the whole window follows an edit: python -m tests.benchmarks.window [--layers 50] [--rounds 200]

Each figure is the time from an edit until the shapes and counts that follow from it are painted, in milliseconds:
median and 99th percentile, by the clock and of the processor's work. The window is as it comes, 1366x768, with all
docks in their places and a layer selected; what else an edit leads to, such as another form, may follow later and is
counted in the line "all of it". Set QT_QPA_PLATFORM to measure on a real display. Garbage that Python collects in
between is part of the figures.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from engine import Network
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.theme import theme
from tests.benchmarks.canvas import EDIT_BOUND, Report, Times, experiment, large, settle, straight, turn_loop

KINDS = ("dense", "relu", "batch_norm", "dropout")
"""The layers that are added in turn."""


class TimedWindow(MainWindow):
    """Notes when the canvas or the figures in the status bar were last painted."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.painted = 0.0, 0.0
        """By the clock, and of the processor's work."""
        self._news = False

    def watch(self) -> None:
        """Begin to take note."""
        for each in (self.bench.canvas.view.viewport(), *self.status_panel.children()):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._news = self._news or event.type() == QEvent.Type.Paint
        return False

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest and self._news:
            self.painted, self._news = (time.perf_counter(), time.process_time()), False
        return done


class Reactions:
    """Edits a network in a window, and keeps the times of each kind of edit: until painted, and until all is done."""

    def __init__(self, window: TimedWindow, network: Network) -> None:
        self._window, self._bench = window, window.bench
        self._document = window.bench.document
        self._document.start(experiment(network))
        settle()
        sized = [node.id for node in network.nodes if node.layer.headline]
        self._key = sized[len(sized) // 2]
        self._path = f"model.nodes.{self._key}.layer.{network.node(self._key).layer.headline}"
        self.times: dict[str, tuple[Times, Times]] = {each: ([], []) for each in ("set a field", "add", "undo")}
        self._round = 0
        for _ in range(8):
            self.round()
        for painted, whole in self.times.values():
            painted.clear()
            whole.clear()

    def round(self) -> None:
        """One edit of each kind, with the layer selected."""
        self._round += 1
        self._document.select((self._key,))
        settle(0.05)
        self._clock("set a field", lambda: self._document.set_field("Set", self._path, 8 + self._round % 40))
        self._clock("add", lambda: self._bench.canvas.edits.add(KINDS[self._round % len(KINDS)]))
        self._clock("undo", self._document.undo_stack.undo)

    def _clock(self, name: str, do: Callable[[], object]) -> None:
        began, worked = time.perf_counter(), time.process_time()
        do()
        turn_loop()
        clock, work = self._window.painted
        painted, whole = self.times[name]
        assert clock > began, "nothing was painted"
        painted.append(((clock - began) * 1e3, (work - worked) * 1e3))
        whole.append(((time.perf_counter() - began) * 1e3, (time.process_time() - worked) * 1e3))
        settle(0.05)


def open_window(folder: str) -> TimedWindow:
    """The window as it comes, at the size of a small laptop's screen."""
    window = TimedWindow(Settings(Path(folder, "descent.ini")))
    window.showNormal()  # on the small screen of a platform without one it would be maximized
    window.resize(1366, 768)
    settle()
    window.build()
    window.restore_layout()
    settle()
    assert (window.width(), window.height()) == (1366, 768)
    window.watch()
    return window


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--layers", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=200)
    given = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    theme.apply("light")
    report = Report()
    print(
        f"{'milliseconds, on ' + application.platformName():<58}{'median':>8}{'p99':>8}{'median':>10}{'p99':>8} worked"
    )
    with tempfile.TemporaryDirectory() as folder:
        window = open_window(folder)
        for name, network in (("chain", straight(given.layers)), ("residual", large(given.layers))):
            reactions = Reactions(window, network)
            for _ in range(given.rounds):
                reactions.round()
            for title, (painted, whole) in reactions.times.items():
                report.add(f"{given.layers} layers, {name}: {title}, until painted", painted, EDIT_BOUND)
                report.add(f"{given.layers} layers, {name}: {title}, all of it", whole)
        window.bench.document.undo_stack.setClean()
        window.close()
        settle()
    return int(report.too_slow)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
