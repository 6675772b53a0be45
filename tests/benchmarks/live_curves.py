"""How quickly a curve of ten million steps grows and moves: python -m tests.benchmarks.live_curves [--steps 1e7]

Each figure is the time from new figures (or a movement of the hand) until the curves are painted, in milliseconds:
median, 99th percentile and maximum, by the clock; `worked_p99_ms` is the processor's work, which is less where other
programs want the processor too. `paints` counts how often the curves were painted meanwhile: about once a frame, or the
figure is void. With --json the cases are printed as a list of objects.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtWidgets import QApplication

from engine import STEP_SERIES, Data, Epoch, Experiment, History, Pyramid, Training, chain, family
from gui.document import Document
from gui.plots.curves.curve_view import CurvesView
from gui.plots.curves.options import CurveOptions
from gui.plots.registry import view_kind
from gui.progress import Progress
from gui.run_controller import RunController
from gui.theme import theme

BOUND = 10.0
"""Milliseconds that the 99th percentile must not exceed."""

STEPS_A_FRAME = 1000
STEPS_AN_EPOCH = 50_000
FRAMES = 300

Case = dict[str, Any]


def experiment() -> Experiment:
    """Anything with classes."""
    layers = family("layers")
    return Experiment(
        data=Data(source=family("datasets")["circles"]()), model=chain(layers["dense"](units=2)),
        loss=family("losses")["softmax_cross_entropy"](), optimizer=family("optimizers")["adam"](),
        training=Training(epochs=100_000),
    )  # fmt: skip


class Stage:
    """A view on a run whose figures are made up, as if it were being trained."""

    def __init__(self, kind: str, steps: int, size: tuple[int, int]) -> None:
        self._random = np.random.default_rng(0)
        self.controller = RunController(Document(experiment()))
        found = view_kind(kind)
        assert found is not None
        view = found.make(self.controller.document, self.controller)
        assert isinstance(view, CurvesView)
        self.view = view
        self.controller.runs.begin(self.controller.document.experiment)
        self.controller.state = "running"
        while self.history.steps < steps:
            self.grow(STEPS_AN_EPOCH)
        view.resize(*size)
        view.show()
        settle()

    @property
    def history(self) -> History:
        return self.controller.history

    def grow(self, count: int = STEPS_A_FRAME) -> None:
        """Let the run go on, as the controller does when it empties its mailbox."""
        history = self.history
        steps = np.arange(history.steps, history.steps + count)
        noise = np.abs(self._random.standard_normal((count, len(STEP_SERIES))))
        history.add_steps(0.3 * noise + np.exp(-steps / 1e6)[:, None])
        epoch = history.steps / STEPS_AN_EPOCH
        if epoch >= history.epochs + 1:
            history.add(Epoch(int(epoch), history.steps, 0.5, 0.5, 0.6, 0.5, 1.0))
        history.reach(history.steps, epoch, history.steps / 1e4)
        self.controller.progress = Progress(history.steps, 2 * history.steps, epoch, 100_000, elapsed=epoch)

    def frame(self) -> None:
        """Grow, and be drawn."""
        self.grow()
        self.controller.updated.emit()
        QApplication.processEvents()

    def close(self) -> None:
        self.controller.state = "idle"
        self.view.hide()
        self.view.deleteLater()
        self.controller.shutdown()
        settle()


def settle() -> None:
    """Let everything that is due happen."""
    until = time.perf_counter() + 0.2
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.002)


def clocked(case: str, do: Callable[[], object], view: CurvesView | None = None, frames: int = FRAMES) -> Case:
    """The figures of doing something so many times, at about 30 times a second."""
    clock, worked = [], []
    painted = view.paints if view is not None else 0
    began = time.perf_counter()
    for _ in range(frames):
        at, work = time.perf_counter(), time.process_time()
        do()
        clock.append(1e3 * (time.perf_counter() - at))
        worked.append(1e3 * (time.process_time() - work))
        if view is not None:
            time.sleep(max(0.0, 0.033 - 1e-3 * clock[-1]))
    found: Case = {
        "case": case, "rate_hz": frames / (time.perf_counter() - began), "share": None,
        "p50_ms": float(np.median(clock)), "p99_ms": float(np.quantile(clock, 0.99)), "max_ms": max(clock),
        "worked_p99_ms": float(np.quantile(worked, 0.99)), "bound_ms": BOUND,
    }  # fmt: skip
    if view is not None:
        found["paints"] = view.paints - painted
    return found


def long_curves(steps: int = 10_000_000, frames: int = FRAMES) -> list[Case]:
    """The cases of a long curve."""
    found: list[Case] = []
    for kind, size in (("gradient_norm", (450, 220)), ("loss", (450, 220)), ("loss", (1400, 800))):
        stage = Stage(kind, steps, size)
        view, box = stage.view, stage.view.chart.box
        name = f"{stage.history.steps:,} steps, {kind} {size[0]}x{size[1]}"
        found.append(clocked(f"{name}: update and draw", stage.frame, view, frames))
        CurveOptions.of(stage.controller).choose(smoothing=75)
        settle()
        found.append(clocked(f"{name}: the same, smoothed", stage.frame, view, frames))
        CurveOptions.of(stage.controller).choose(smoothing=0)
        box.zoom(0.1)
        settle()

        found.append(clocked(f"{name}: pan", moving(box.shift, 0.01, -0.01), view, frames))
        found.append(clocked(f"{name}: zoom", moving(box.zoom, 0.95, 1 / 0.95), view, frames))
        stage.close()
    return [*found, *long_pyramid(steps, frames)]


def moving(move: Callable[[float], object], there: float, back: float) -> Callable[[], None]:
    """A hand that moves to and fro."""
    turns = itertools.cycle([there] * 20 + [back] * 20)

    def turn() -> None:
        move(next(turns))
        QApplication.processEvents()

    return turn


def long_pyramid(steps: int, frames: int) -> list[Case]:
    """A pyramid that keeps every one of its rows."""
    pyramid, random = Pyramid(1, 4 * steps), np.random.default_rng(0)
    for _ in range(max(steps // 100_000, 1)):
        pyramid.append(random.standard_normal((100_000, 1)))
    fresh = random.standard_normal((STEPS_A_FRAME, 1))

    def turn() -> None:
        pyramid.append(fresh)
        pyramid.envelope(0, 0, len(pyramid), 1000)

    return [clocked(f"{len(pyramid):,} exact rows: append and gather for 1,000 pixels", turn, frames=frames)]


def show(cases: list[Case]) -> None:
    """Print the cases as a table."""
    print(f"{'milliseconds':<72}{'median':>8}{'p99':>8}{'max':>8}{'worked p99':>12}{'paints':>8}")
    for each in cases:
        figures = "".join(f"{each[name]:8.2f}" for name in ("p50_ms", "p99_ms", "max_ms"))
        print(f"{each['case']:<72}{figures}{each['worked_p99_ms']:12.2f}{each.get('paints', ''):>8}")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--steps", type=float, default=1e7)
    parser.add_argument("--frames", type=int, default=FRAMES)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert application is not None
    theme.apply("light")
    cases = long_curves(round(given.steps), given.frames)
    if given.json:
        print(json.dumps(cases, indent=1))
    else:
        show(cases)
    return int(any(case["p99_ms"] > BOUND for case in cases))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
