"""Curves that are painted strip by strip while training."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSizeF
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import STEP_SERIES, Epoch, History, replaced
from gui.document import Document
from gui.plots.curves import drawing
from gui.plots.curves.curve_view import CurvesView
from gui.plots.curves.drawing import Drawing
from gui.plots.curves.lines import Lines
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

    def shown(self) -> QImage:
        """What stands on the screen, of which only parts were painted."""
        live, view = self.view.chart.live, self.view
        place = QRect(live.mapTo(view, QPoint()), live.size())
        screen = view.screen().grabWindow(view.winId()).toImage()
        return screen.copy(place).convertToFormat(QImage.Format.Format_RGB32)

    def picture(self, ratio: float = 1.0) -> QImage:
        image = QImage((ratio * QSizeF(self.view.chart.live.size())).toSize(), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(0)
        painter = QPainter(image)
        self.view.chart.lines.show(painter, ratio)
        painter.end()
        return image

    def at_once(self, ratio: float = 1.0) -> QImage:
        """The picture of the same lines, composed and painted anew."""
        lines = self.view.chart.lines
        lines._pictures.clear()
        lines.show_all(self.view.drawing.compose(settled=True), smooth=False)
        return self.picture(ratio)


@pytest.fixture
def controller(monkeypatch: pytest.MonkeyPatch) -> Iterator[RunController]:
    """A controller of views that choose neither ranges nor curves over epochs anew."""
    monkeypatch.setattr(drawing, "CURVE_SECONDS", 0.0)
    monkeypatch.setattr(drawing, "RANGE_SECONDS", math.inf)
    monkeypatch.setattr(drawing, "EPOCH_SECONDS", math.inf)
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
    draw = Drawing._draw
    monkeypatch.setattr(Drawing, "_draw", lambda self, **how: (drawn.append(how), draw(self, **how)))
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


@pytest.mark.parametrize("portion", [7, 40, 333])
@pytest.mark.parametrize(
    ("kind", "chosen"),
    [
        ("loss", {}), ("loss", {"smoothing": 60}), ("loss", {"axis": "steps"}), ("loss", {"axis": "seconds"}),
        ("loss", {"logarithmic": frozenset({"loss"})}), ("accuracy", {"bands": False}),
        ("gradient_norm", {"logarithmic": frozenset({"gradient_norm"}), "smoothing": 30}),
    ],
)  # fmt: skip
def test_curves_over_epochs_are_renewed_to_the_picture_that_is_painted_at_once(
    qtbot: QtBot, controller: RunController, monkeypatch: pytest.MonkeyPatch, kind: str, chosen: dict[str, object],
    portion: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(drawing, "EPOCH_SECONDS", 0.0)
    monkeypatch.setattr("tests.gui.test_live_curves.EPOCH", 3 * portion)
    CurveOptions.of(controller).choose(**chosen)
    stage, strips = Stage(qtbot, controller, kind, 50 * portion), []
    replace = Lines.replace
    monkeypatch.setattr(Lines, "replace", lambda self, lines: strips.append(replace(self, lines)) or strips[-1])
    for frame in range(50):
        stage.frame(portion)
        if frame % 10 == 9:
            shown = stage.shown()
            assert shown == stage.at_once()
            QApplication.processEvents()
    parts = [strip for strip in strips if strip is not None and 0 < strip.width() < stage.view.chart.live.width()]
    assert bool(parts) == (kind != "gradient_norm")


@pytest.mark.parametrize("ratio", [1.0, 2.0, 1.5])
@pytest.mark.parametrize("portion", [3, 40])
def test_strips_of_a_sheet_are_the_same_at_every_scale(
    qtbot: QtBot, controller: RunController, ratio: float, portion: int
) -> None:
    stage = Stage(qtbot, controller, "loss", 60 * portion)
    lines = stage.view.chart.lines
    stage.picture(ratio)
    for _ in range(50):
        stage.grow(portion)
        strip = lines.extend()
        if strip is None:
            stage.at_once(ratio)
    found = stage.picture(ratio)
    assert found.width() == math.ceil(ratio * stage.view.chart.live.width())
    assert lines.extend() is not None
    assert found == stage.at_once(ratio)


@pytest.mark.parametrize("kind", ["loss", "gradient_norm"])
def test_frames_of_less_than_a_pixel_are_painted_as_well(
    qtbot: QtBot, controller: RunController, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    stage, drawn = Stage(qtbot, controller, kind, 100_000), []
    stage.frame(20_000)
    draw = Drawing._draw
    monkeypatch.setattr(Drawing, "_draw", lambda self, **how: (drawn.append(how), draw(self, **how)))
    for burst in range(8):
        painted = stage.view.paints
        for _ in range(10):
            stage.frame(37)
        assert stage.view.paints == painted + 10
        shown = stage.shown()
        assert shown == stage.at_once(), burst
        QApplication.processEvents()
    assert len(drawn) <= 2


def test_past_runs_with_their_spread_lie_behind_curves_that_grow(qtbot: QtBot, controller: RunController) -> None:
    stage = Stage(qtbot, controller, "gradient_norm", 4000)
    for seed in (1, 2):
        stage.frame(2000)
        stage.controller.runs.begin(replaced(controller.document.experiment, "seed", seed))
    stage.frame(100)
    stage.view.refresh()
    for frame in range(40):
        stage.frame(40)
        if frame % 10 == 9:
            assert stage.shown() == stage.at_once()
    assert len(stage.view.past_runs()) == 2


def test_what_is_zoomed_into_and_left_again_goes_on(qtbot: QtBot, controller: RunController) -> None:
    stage = Stage(qtbot, controller, "loss", 20_000)
    stage.frame(4000)
    for zoom, ends in ((0.5, (2000.0, 6000.0)), (0.1, (1000.0, 2000.0)), (2.0, (3000.0, 9000.0))):
        stage.view.chart.box.setXRange(*(end / EPOCH for end in ends), padding=0)
        stage.view.chart.box.zoom(zoom)
        for _ in range(6):
            stage.frame(150)
            assert stage.shown() == stage.at_once()
    stage.view.follow()
    stage.frame(150)
    assert stage.shown() == stage.at_once()


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
