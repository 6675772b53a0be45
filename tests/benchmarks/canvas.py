"""How quickly the canvas follows the hand: python -m tests.benchmarks.canvas [--layers 300] [--edited 50] [--moves 300]

Each figure is the time from an event (a mouse move, a turn of the wheel, an edit) until the window is drawn anew, in
milliseconds: median and 99th percentile, by the clock and of the processor's work; the two are far apart where other
programs want the processor too. Set QT_QPA_PLATFORM to measure on a real display. Garbage that Python collects in
between is part of the figures.
"""

from __future__ import annotations

import argparse
import functools
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from engine import Data, Experiment, Network, chain, connect, family
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.theme import theme

DRAG_BOUND, EDIT_BOUND = 8.0, 16.0
"""Milliseconds that the 99th percentile must not exceed."""

Times = list[tuple[float, float]]
"""Milliseconds by the clock, and those that the processor worked."""


def large(layers: int) -> Network:
    """A residual network of that many layers: blocks of convolution, normalisation, activation and a sum."""
    kinds = family("layers")
    block = ("conv2d", "batch_norm", "relu", "conv2d", "batch_norm", "add", "relu")
    first = 1 + (layers - 3) % len(block)
    names = ["conv2d", *["relu"] * (first - 1), *block * ((layers - 3) // len(block))]
    found = [kinds[name](filters=8) if name == "conv2d" else kinds[name]() for name in names]
    network = chain(*found, kinds["global_avg_pool2d"](), kinds["dense"](units=10))
    ids = [node.id for node in network.nodes]
    for start in range(first, len(names), len(block)):
        network = connect(network, ids[start - 1], ids[start + 5])
    return network


def straight(layers: int) -> Network:
    """A perceptron of that many layers."""
    kinds = family("layers")
    names = ["flatten", *("dense" if index % 2 else "relu" for index in range(layers - 2)), "dense"]
    return chain(*(kinds[name](units=10 if index else 1) if name == "dense" else kinds[name]()
                   for index, name in enumerate(names)))  # fmt: skip


def experiment(network: Network) -> Experiment:
    """That network on Digits."""
    return Experiment(
        name="Benchmark", data=Data(source=family("datasets")["digits"]()), model=network,
        loss=family("losses")["softmax_cross_entropy"](), optimizer=family("optimizers")["adam"](),
    )  # fmt: skip


def turn_loop() -> None:
    """What one turn of the event loop does, with the deletions that wait for it."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(seconds: float = 0.15) -> None:
    """Let everything that is due happen, and what follows from it."""
    until, turns = time.perf_counter() + seconds, 0
    while time.perf_counter() < until or turns < 5:
        turn_loop()
        turns += 1
        time.sleep(0.002)


def clocked(does: Sequence[Callable[[], object]]) -> Times:
    """Milliseconds of each until it is drawn."""
    found = []
    for do in does:
        began, worked = time.perf_counter(), time.process_time()
        do()
        turn_loop()
        found.append(((time.perf_counter() - began) * 1e3, (time.process_time() - worked) * 1e3))
    return found


def share(times: Sequence[float], part: float) -> float:
    """The time that this share of all do not exceed."""
    return sorted(times)[min(int(len(times) * part), len(times) - 1)]


class Hand:
    """Mouse events as a window gets them, without the waits of QTest."""

    def __init__(self, target: QWidget) -> None:
        self._target = target

    def send(self, kind: QEvent.Type, point: QPoint, button: Qt.MouseButton, held: bool) -> None:
        at = QPointF(point)
        moved = kind == QEvent.Type.MouseMove
        event = QMouseEvent(
            kind, at, QPointF(self._target.mapToGlobal(point)), Qt.MouseButton.NoButton if moved else button,
            button if held else Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(self._target, event)

    def drag(self, start: QPoint, moves: int, button: Qt.MouseButton) -> Times:
        """Press, go round in circles, let go."""
        self.send(QEvent.Type.MouseButtonPress, start, button, True)
        points = [start + QPoint(3 * (index % 40) - 60, 2 * (index % 29) - 29) for index in range(moves)]
        times = clocked([lambda point=point: self.send(QEvent.Type.MouseMove, point, button, True) for point in points])
        self.send(QEvent.Type.MouseButtonRelease, start, button, False)
        settle()
        return times

    def hover(self, size: tuple[int, int], moves: int) -> Times:
        """Move over the whole view without a button."""
        points = [QPoint(index * 37 % size[0], index * 23 % size[1]) for index in range(moves)]
        none = Qt.MouseButton.NoButton
        return clocked([lambda point=point: self.send(QEvent.Type.MouseMove, point, none, False) for point in points])

    def zoom(self, point: QPoint, turns: int) -> Times:
        """Turn the wheel to and fro with Ctrl held."""

        def turn(angle: int) -> None:
            event = QWheelEvent(
                QPointF(point), QPointF(self._target.mapToGlobal(point)), QPoint(), QPoint(0, angle),
                Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(self._target, event)

        return clocked([functools.partial(turn, 120 if index % 8 < 4 else -120) for index in range(turns)])


class Report:
    """Prints figures and remembers whether one is above its bound."""

    def __init__(self) -> None:
        self.too_slow = False

    def add(self, title: str, times: Times, bound: float | None = None) -> None:
        clock, worked = ([each[index] for each in times] for index in (0, 1))
        worst = share(clock, 0.99)
        self.too_slow |= bound is not None and worst > bound
        limit = f"   of {bound:.0f}" if bound is not None else ""
        figures = f"{share(clock, 0.5):8.2f}{worst:8.2f}{share(worked, 0.5):10.2f}{share(worked, 0.99):8.2f}"
        print(f"{title:<58}{figures}{limit}", flush=True)


def drags(report: Report, layers: int, moves: int) -> None:
    """Dragging, panning, zooming in a large network."""
    document = Document(experiment(large(layers)))
    panel = CanvasPanel(document)
    panel.resize(1366, 768)
    panel.show()
    settle()
    view, hand = panel.view, Hand(panel.view.viewport())
    middle = [node.id for node in document.network.nodes][layers // 2]
    size = (view.width(), view.height())
    for title, zoom in (("all in view", None), ("fitted", 0.0), ("as large as life", 1.0)):
        view.fit()
        if zoom is None:
            area = view.network.content()
            view.zoom_by(min(view.width() / area.width(), view.height() / area.height()) / view.zoom())
            view.centerOn(area.center())
        elif zoom:
            view.zoom_by(zoom / view.zoom())
        settle()
        for count, chosen in (("one", 1), ("twenty", 20)):
            first = layers // 2 - chosen // 2
            document.select(node.id for node in document.network.nodes[first : first + chosen])
            view.ensureVisible(view.network.nodes[middle].scene_box(), 200, 200)
            settle()
            times = hand.drag(view.node_rect(middle).center(), moves, LEFT)
            report.add(f"{layers} layers, {title}: drag {count}", times, DRAG_BOUND)
            document.undo_stack.undo()
        document.select(())
        settle()
        report.add(f"{layers} layers, {title}: hover", hand.hover(size, moves), DRAG_BOUND)
        at = view.viewport().rect().center()
        report.add(f"{layers} layers, {title}: pan", hand.drag(at, moves, MIDDLE), DRAG_BOUND)
        report.add(f"{layers} layers, {title}: zoom", hand.zoom(at, moves), DRAG_BOUND)
    panel.close()
    settle()


def edits(report: Report, layers: int, moves: int) -> None:
    """Edits in the middle of a network, on a bare canvas and in a whole window."""
    networks = {"residual": large(layers), "chain": straight(layers)}
    for name, network in networks.items():
        document = Document(experiment(network))
        panel = CanvasPanel(document)
        panel.resize(1100, 480)
        panel.show()
        settle()
        _edit(report, f"{layers} layers, {name}, canvas", panel, moves)
        panel.close()
        settle()
    with tempfile.TemporaryDirectory() as folder:
        window = MainWindow(Settings(Path(folder, "descent.ini")))
        window.showNormal()  # on the small screen of a platform without one it would be maximized
        window.resize(1366, 768)
        settle()
        window.build()
        window.restore_layout()
        for name, network in networks.items():
            window.bench.document.start(experiment(network))
            settle()
            _edit(report, f"{layers} layers, {name}, window", window.bench.canvas, moves)
        window.bench.document.undo_stack.setClean()
        window.close()
        settle()


def _edit(report: Report, title: str, panel: CanvasPanel, moves: int) -> None:
    document = panel.document
    sized = [node.id for node in document.network.nodes if node.layer.headline]
    key = sized[len(sized) // 2]
    field = document.network.node(key).layer.headline
    path = f"model.nodes.{key}.layer.{field}"
    for where, chosen in (("nothing selected", ()), ("it selected", (key,))):
        document.select(chosen)
        settle()
        values = [8 + index % 7 for index in range(moves)]
        times = clocked([lambda v=v: document.set_field("Set", path, v, merge="drag") for v in values])
        report.add(f"{title}: set {field}, {where}", times, EDIT_BOUND)
    kinds = ["relu", "tanh"]
    count = moves // 2
    added: Times = []
    removed: Times = []
    for index in range(count):
        added += clocked([lambda k=kinds[index % 2]: panel.edits.add_after(k, key)])
        removed += clocked([document.undo_stack.undo])
    report.add(f"{title}: add a layer", added, EDIT_BOUND)
    report.add(f"{title}: undo it", removed, EDIT_BOUND)


LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
CTRL = Qt.KeyboardModifier.ControlModifier


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--layers", type=int, default=300)
    parser.add_argument("--edited", type=int, default=50)
    parser.add_argument("--moves", type=int, default=300)
    parser.add_argument("--only", choices=("drags", "edits"))
    given = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    theme.apply("light")
    report = Report()
    print(
        f"{'milliseconds, on ' + application.platformName():<58}{'median':>8}{'p99':>8}{'median':>10}{'p99':>8} worked"
    )
    if given.only != "edits":
        drags(report, given.layers, given.moves)
    if given.only != "drags":
        edits(report, given.edited, given.moves)
    return int(report.too_slow)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
