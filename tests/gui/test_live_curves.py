"""Curves that are painted strip by strip while training."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import STEP_SERIES, Epoch, History
from gui.document import Document
from gui.plots.curves import curve_view as curves
from gui.plots.curves.curve_view import CurvesView
from gui.plots.curves.options import CurveOptions
from gui.plots.registry import view_kind
from gui.progress import Progress
from gui.run_controller import RunController
from tests.gui.plot_tools import circles

EPOCH = 500
"""Steps in one."""


class Stage:
    """A view on a run whose figures are made up; its axes are those of a run of so many steps from the beginning on."""

    def __init__(self, qtbot: QtBot, controller: RunController, kind: str, most: int) -> None:
        self._random, self._most = np.random.default_rng(0), most
        self.controller = controller
        found = view_kind(kind)
        assert found is not None
        view = found.make(controller.document, controller)
        assert isinstance(view, CurvesView)
        self.view = view
        controller.runs.begin(controller.document.experiment)
        controller.state = "running"
        self.grow(20)
        qtbot.addWidget(view)
        view.resize(420, 260)
        with qtbot.waitExposed(view):
            view.show()
        view.refresh()
        QApplication.processEvents()

    @property
    def history(self) -> History:
        return self.controller.history

    def grow(self, count: int) -> None:
        history = self.history
        steps = np.arange(history.steps, history.steps + count)
        values = 0.5 + 0.3 * np.sin(steps / self._most * 9) + 0.1 * self._random.standard_normal(count)
        history.add_steps(np.repeat(values[:, None], len(STEP_SERIES), axis=1))
        history.reach(history.steps, history.steps / EPOCH, history.steps / 1000)
        epochs = history.steps // EPOCH
        if epochs > history.epochs:
            history.add(Epoch(epochs, epochs * EPOCH, 0.5 / epochs, 0.5, 0.6, 0.5, 1.0))
        self.controller.progress = Progress(
            self._most, self._most, self._most / EPOCH, self._most // EPOCH, elapsed=self._most / 1000
        )

    def frame(self, count: int) -> None:
        """Grow, and be drawn."""
        self.grow(count)
        self.controller.updated.emit()
        QApplication.processEvents()

    def picture(self) -> QImage:
        image = QImage(self.view.chart.live.size(), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self.view.chart.lines.show(painter, 1.0)
        painter.end()
        return image

    def at_once(self) -> QImage:
        """The picture of the same lines, composed and painted anew."""
        self.view.chart.lines.show_all(self.view._compose(settled=True), smooth=False)
        return self.picture()


@pytest.fixture
def controller(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunController]:
    """A controller of views that choose neither ranges nor curves over epochs anew."""
    monkeypatch.setattr(curves, "CURVE_SECONDS", 0.0)
    monkeypatch.setattr(curves, "RANGE_SECONDS", math.inf)
    monkeypatch.setattr(curves, "EPOCH_SECONDS", math.inf)
    made = RunController(Document(circles()))
    yield made
    made.state = "idle"
    assert made.shutdown()


@pytest.mark.parametrize(("steps", "portion"), [(200, 3), (3000, 40), (20_000, 333)])
@pytest.mark.parametrize(("kind", "smoothing"), [("loss", 0), ("gradient_norm", 0), ("loss", 60), ("rate", 60)])
@pytest.mark.parametrize("axis", ["epochs", "steps"])
def test_strips_make_the_picture_that_is_painted_at_once(
    qtbot: QtBot, controller: RunController, monkeypatch: pytest.MonkeyPatch, kind: str, smoothing: int, steps: int,
    portion: int, axis: str,
) -> None:  # fmt: skip
    CurveOptions.of(controller).choose(smoothing=smoothing, axis=axis)
    stage, drawn = Stage(qtbot, controller, kind, steps), []
    draw = CurvesView._draw
    monkeypatch.setattr(CurvesView, "_draw", lambda self, **how: (drawn.append(how), draw(self, **how)))
    frames = range(stage.history.steps, steps, portion)
    for _ in frames:
        stage.frame(portion)
    assert len(drawn) <= 0.2 * len(frames) + 5
    stage.frame(portion)
    strips = stage.picture()
    assert strips == stage.at_once()
    colour = stage.view.line(stage.view.series()[-1].name, "raw" if kind == "loss" or smoothing else "line").colour
    found = [strips.pixelColor(x, y) for x in range(strips.width()) for y in range(0, strips.height())]
    assert found.count(colour) > 100


class Regions(QObject):
    """The widths of what is painted of a widget."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.widths: list[int] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.widths.append(event.region().boundingRect().width())
        return False


def test_a_refresh_paints_the_strip_only_that_is_new(qtbot: QtBot, controller: RunController) -> None:
    stage = Stage(qtbot, controller, "loss", 20_000)
    for _ in range(20):
        stage.frame(200)
    chart = stage.view.chart
    strips, scene = Regions(chart.live), Regions(chart.viewport())
    for _ in range(5):
        stage.frame(40)
    whole = chart.live.width()
    assert len(strips.widths) == 5
    assert max(strips.widths) < whole - 0.15 * whole  # from where the run is on
    assert not scene.widths


def test_the_scene_shows_the_curves_of_a_run_that_rests(qtbot: QtBot, controller: RunController) -> None:
    stage = Stage(qtbot, controller, "loss", 20_000)
    stage.frame(4000)
    live = stage.view.chart.live
    assert live.isVisible()
    before = stage.view.chart.grab().toImage()
    with stage.view.chart.at_its_best():
        assert not live.isVisible()
    assert live.isVisible()
    live.frame(True)  # a frame is being drawn
    assert not live.isVisible()
    assert stage.view.chart.grab().toImage() == before
    live.frame(False)
    controller.state = "paused"
    stage.view.refresh()
    assert not live.isVisible()
