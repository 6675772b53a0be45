"""What watching costs: python -m tests.benchmarks.live [--seconds 5] [--rounds 3] [--rates 30,60] [--json]

Trains W1 (tiny) and W3 (large) in the real window with curves and histograms in sight, and the same network without a
window in the same process, in turn. `share` is the throughput of the one by that of the other, the median of the
rounds; the milliseconds are how late a timer of the window's event loop came. How often each view was painted is
counted from outside, and a picture of the window is kept, so that nobody can be quick by not drawing.

--soak MINUTES trains on with everything in sight and prints the memory in use and the references to None as it goes.
Set QT_QPA_PLATFORM to measure on a real display.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from engine import Experiment, Step, Trainer
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.theme import theme
from tests.benchmarks.workloads import workloads

SIZE = (1400, 900)
VIEWS = ("loss", "accuracy", "gradient_norm", "rate", "histograms")
LEAST_HISTOGRAMS = 8
TICK_MS = 5
WARM_UP = 1.0
"""Seconds that are not counted."""


class Paints(QObject):
    """Counts how often views are painted."""

    def __init__(self, views: dict[str, QWidget]) -> None:
        super().__init__()
        self._names: dict[int, str] = {}
        self._counts: dict[int, int] = {}
        for name, page in views.items():
            for each in (page, *page.findChildren(QWidget)):
                self._names[id(each)] = name
                each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._counts[id(watched)] = self._counts.get(id(watched), 0) + 1
        return False

    def reset(self) -> None:
        """Count from here."""
        self._counts.clear()

    def rates(self, seconds: float) -> dict[str, float]:
        """Paintings a second of each view: of that part of it which is painted most."""
        found: dict[str, float] = {}
        for key, count in self._counts.items():
            name = self._names[key]
            found[name] = max(found.get(name, 0.0), count / seconds)
        return {name: round(rate, 1) for name, rate in sorted(found.items())}


class Lateness(QObject):
    """How late the event loop is: milliseconds by which a timer came after its time."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[float] = []
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin anew."""
        self.found.clear()
        self._due = time.perf_counter() + TICK_MS / 1000
        self._timer.start()

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.found.append(max(1000 * (now - self._due), 0.0))
        self._due = now + TICK_MS / 1000


def headless(experiment: Experiment, seconds: float) -> float:
    """Steps a second without a window, with one worker."""
    trainer = Trainer(experiment, workers=1)
    events = trainer.events()
    began, first = time.perf_counter() + WARM_UP, 0
    for event in events:
        if isinstance(event, Step) and event.step % 8 == 0:
            now = time.perf_counter()
            if now >= began and not first:
                began, first = now, event.step
            elif now >= began + seconds:
                return (event.step - first) / (now - began)
    raise AssertionError("the run is too short to be measured")


def turn(seconds: float) -> None:
    """Let the window work."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.0005)


def make_window() -> MainWindow:
    """The real window with curves and histograms in sight, of the size the figures are asked for."""
    settings = Settings(Path(tempfile.mkdtemp()) / "descent.ini")
    settings.views = VIEWS
    window = MainWindow(settings)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*SIZE)
    window.show()
    window.build()
    window.restore_layout()
    for name in ("properties", "experiment"):
        window.docks[name].hide()
    window.resizeDocks([window.docks["plots"]], [440], Qt.Orientation.Vertical)
    turn(0.5)
    return window


def watched(window: MainWindow, seconds: float, paints: Paints, lateness: Lateness) -> tuple[float, dict[str, float]]:
    """Steps a second with the window, and paintings a second of its views."""
    controller = window.bench.controller
    controller.train()
    until = time.perf_counter() + 30
    while controller.progress.step == 0 and time.perf_counter() < until:
        turn(0.05)
    turn(WARM_UP)
    paints.reset()
    lateness.start()
    began, first = time.perf_counter(), controller.progress.step
    loop_for(seconds)
    elapsed, steps = time.perf_counter() - began, controller.progress.step - first
    lateness.stop()
    rates = paints.rates(elapsed)
    controller.pause()
    turn(0.1)
    return steps / elapsed, rates


def loop_for(seconds: float) -> None:
    """Run the event loop as the program does: blocking where there is nothing to do."""
    loop = QEventLoop()  # to quit the application would close its windows
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def measure(window: MainWindow, name: str, experiment: Experiment, hz: int, shown: bool, asked: Any) -> dict[str, Any]:
    """One case: the window's and the headless throughput in turn."""
    bench = window.bench
    bench.document.start(experiment)
    bench.controller.set_refresh(hz)
    window.docks["plots"].setVisible(shown)
    turn(0.5)
    views = {place.kind: place.view.page for place in bench.plots.places if place.view is not None}
    lateness, late, shares, rates, alone, seen = Lateness(), [], [], {}, [], []
    for _ in range(asked.rounds):
        bare = headless(experiment, asked.seconds)
        bench.controller.reset()
        turn(0.3)
        bench.controller.train()
        turn(0.5)
        views = {place.kind: place.view.page for place in bench.plots.places if place.view is not None}
        paints = Paints(views)
        speed, rates = watched(window, asked.seconds, paints, lateness)
        bare = (bare + headless(experiment, asked.seconds)) / 2
        late += lateness.found
        shares.append(speed / bare)
        alone.append(bare)
        seen.append(speed)
        del paints
    histograms = len(next(iter(bench.plots.view("histograms")._asked)).pairs) if shown else 0
    if asked.picture:
        window.grab().save(str(Path(asked.picture) / f"{name}_{hz}{'' if shown else '_closed'}.png".replace(" ", "_")))
    bench.controller.reset()
    return {
        "case": f"{name}{'' if shown else ', views closed'}",
        "rate_hz": hz,
        "share": round(statistics.median(shares), 4),
        "shares": [round(each, 4) for each in shares],
        "headless_steps_per_s": round(statistics.median(alone)),
        "window_steps_per_s": round(statistics.median(seen)),
        "p50_ms": round(float(np.percentile(late, 50)), 2),
        "p99_ms": round(float(np.percentile(late, 99)), 2),
        "max_ms": round(max(late), 2),
        "histograms": histograms,
        "paints_per_s": rates,
    }


def soak(window: MainWindow, experiment: Experiment, minutes: float) -> None:
    """Train with everything in sight, and print what memory and references do."""
    import resource

    window.bench.document.start(experiment)
    window.bench.controller.train()
    until = time.perf_counter() + 60 * minutes
    while time.perf_counter() < until:
        loop_for(min(30.0, max(until - time.perf_counter(), 0.1)))
        pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
        resident = pages * resource.getpagesize() / 2**20
        left = until - time.perf_counter()
        print(f"{left:6.0f} s left  {window.bench.controller.progress.step:>12,} steps  {resident:8.1f} MiB"
              f"  None: {sys.getrefcount(None):,}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rates", default="30,60")
    parser.add_argument("--cases", default="W1 SGD,W3")
    parser.add_argument("--picture", help="a folder for pictures of the window")
    parser.add_argument("--soak", type=float, default=0.0, metavar="MINUTES")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    theme.apply("light")
    window = make_window()
    found = {each.name: each.experiment for each in workloads()}
    if asked.soak:
        soak(window, found["W1 SGD"], asked.soak)
    else:
        results = [
            measure(window, name, found[name], hz, True, asked)
            for name in asked.cases.split(",")
            for hz in map(int, asked.rates.split(","))
        ]
        results += [measure(window, name, found[name], 30, False, asked) for name in asked.cases.split(",")]
        if asked.json:
            print(json.dumps(results, indent=1))
        else:
            for each in results:
                print("  ".join(f"{key} {value}" for key, value in each.items()))
    gc.enable()
    window.bench.document.undo_stack.setClean()
    window.close()


if __name__ == "__main__":
    main()
