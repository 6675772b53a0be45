"""What looking costs training, with nothing drawn: python -m tests.benchmarks.looking [--cases W2,W3] [--seconds 4]

First between two steps: what a watched step takes longer than another, and what the answer takes. Then with a run
controller that takes reports over and asks as views do, of which there are none: how much of the training thread's time
is training, and what the window's thread takes beside it. All figures are processor time, so it matters little what
else the machine does.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from engine import Experiment, Histograms, Look, Step, Trainer, UpdateRatios
from gui.document import Document
from gui.run_controller import RunController
from gui.worker import TrainingThread
from tests.benchmarks.workloads import workloads

Looks = dict[str, Look]  # type: ignore[type-arg]


def looks_at(trainer: Trainer) -> Looks:
    """What the canvas, a view of all histograms, the record of a run and the curve of update ratios ask."""
    nodes = trainer.network.order
    learning = [node for node in nodes if trainer.network.parameters[node]]
    outputs = frozenset((node, "activations") for node in nodes)
    view = outputs | {(node, kind) for node in learning for kind in ("weights", "gradients")}
    record = view | {(node, kind) for node in learning for kind in ("biases", "updates")}
    return {
        "canvas": Histograms(outputs),  # type: ignore[arg-type]
        "view": Histograms(view),  # type: ignore[arg-type]
        "record": Histograms(record),  # type: ignore[arg-type]
        "ratios": UpdateRatios(frozenset(learning)),
    }


def stepping(trainer: Trainer) -> Callable[[], float]:
    """A function that makes a step and tells the seconds of it."""
    events = trainer.events()

    def step() -> float:
        while True:
            began = time.thread_time()
            if isinstance(next(events), Step):
                return time.thread_time() - began

    return step


def alone(experiment: Experiment, seconds: float) -> float:
    """Seconds of a step where nothing is asked, with its share of what epochs take."""
    events = Trainer(experiment).events()
    for _ in range(20):
        next(events)
    began = time.thread_time()
    steps = 0
    while steps % 64 or time.thread_time() - began < seconds:
        steps += isinstance(next(events), Step)
    return (time.thread_time() - began) / steps


def between_steps(experiment: Experiment, seconds: float) -> None:
    """Print what each question costs."""
    trainer = Trainer(experiment)
    step = stepping(trainer)
    first = statistics.median(step() for _ in range(5))
    rounds = max(5, min(300, round(seconds / first / 6)))
    plain = statistics.median(step() for _ in range(rounds))
    print(f"  a step {1000 * plain:.3f} ms")
    for name, look in looks_at(trainer).items():
        watched, answers = [], []
        for _ in range(rounds):
            trainer.watch(look.watched(), look.moved())
            watched.append(step())
            began = time.thread_time()
            look.answer(trainer)
            answers.append(time.thread_time() - began)
            step()
        longer, answer = statistics.median(watched) - plain, statistics.median(answers)
        print(f"  {name:<8} watched {1000 * longer:+.3f} ms  answer {1000 * answer:.3f} ms")


class Clock:
    """The processor time of the training thread that starts next, which another thread reads."""

    def __init__(self) -> None:
        self._id, run = 0, TrainingThread.run

        def timed(thread: TrainingThread) -> None:
            self._id = time.pthread_getcpuclockid(threading.get_ident())
            run(thread)

        TrainingThread.run = timed  # type: ignore[method-assign]

    def read(self) -> float:
        """Seconds."""
        return time.clock_gettime(self._id)


def beside_a_window(experiment: Experiment, seconds: float, asked: dict[str, float], clock: Clock) -> None:
    """Print what is left of training where looks are asked so many times a second; none: no view is in sight."""
    plain = alone(experiment, seconds / 2)
    controller = RunController(Document(experiment))
    controller.follow(controller, in_sight=bool(asked))
    trainer = Trainer(experiment)
    trainer.prepare()
    controller.train()
    wait(0.5)
    for name, look in looks_at(trainer).items():
        if name in asked:
            controller.looks.want(name, look, hz=asked[name])
    wait(1.0)
    began, steps, own, its = time.perf_counter(), controller.history.steps, time.thread_time(), clock.read()
    wait(seconds)
    elapsed, steps = time.perf_counter() - began, controller.history.steps - steps
    own, its = time.thread_time() - own, clock.read() - its
    controller.shutdown()
    plain = (plain + alone(experiment, seconds / 2)) / 2
    print(
        f"  {', '.join(f'{name} {hz:g} Hz' for name, hz in asked.items()) or 'no view in sight'}: "
        f"{1000 * its / steps:.4f} ms a step, {steps * plain / its:.1%} of it training; "
        f"the window takes {own / elapsed:.2%} of a core"
    )


def wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--cases", default="W1 SGD,W3")
    options = parser.parse_args()
    app, clock = QCoreApplication(sys.argv[:1]), Clock()
    experiments = {each.name: each.experiment for each in workloads()}
    for name in options.cases.split(","):
        print(name)
        between_steps(experiments[name], options.seconds)
        cases: tuple[dict[str, float], ...] = ({}, {"view": 10.0}, {"view": 10.0, "canvas": 10.0})
        for asked in cases:
            beside_a_window(experiments[name], options.seconds, asked, clock)
    del app


if __name__ == "__main__":
    main()
