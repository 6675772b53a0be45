"""Histograms on the canvas: that they are right, where they are, and that they cost nothing out of sight."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import INPUT, Data, Experiment, Snapshot, Trainer, chain, family, histogram
from gui.canvas.layout import CAPTION, HEIGHT, WIDTH
from gui.canvas.panel import CanvasPanel
from gui.canvas.worn import STRIP, LayerHistograms
from gui.document import Document
from gui.main_window import MainWindow
from gui.run_controller import RunController
from gui.theme import theme
from tests.gui.canvas_tools import shown

L = family("layers")


def digits() -> Experiment:
    return Experiment(
        data=Data(source=family("datasets")["digits"]()),
        model=chain(L["flatten"](), L["dense"](units=16), L["relu"](), L["dense"](units=10)),
        loss=family("losses")["softmax_cross_entropy"](), optimizer=family("optimizers")["adam"](),
    )  # fmt: skip


class Lab:
    def __init__(self, qtbot: QtBot) -> None:
        theme.apply("light")
        self.document = Document(digits())
        self.controller = RunController(self.document)
        self.panel: CanvasPanel = shown(qtbot, self.document)
        self.panel.show_responses(self.controller)
        qtbot.waitUntil(lambda: len(self.worn.histograms) == 4, timeout=10_000)

    @property
    def worn(self) -> LayerHistograms:
        assert self.panel.worn is not None
        return self.panel.worn.histograms


@pytest.fixture
def lab(qtbot: QtBot) -> Iterator[Lab]:
    made = Lab(qtbot)
    yield made
    assert made.controller.shutdown()


def test_layers_wear_histograms_of_their_activations(lab: Lab) -> None:
    trainer = Trainer(digits(), workers=1)
    outputs = trainer.network.forward(trainer.splits.train.x[:256], training=False).outputs
    for node_id, found in lab.worn.histograms.items():
        values = outputs[node_id].reshape(-1)[:: found.stride].astype(np.float64)
        counts, edges = np.histogram(values, len(found.counts))
        assert found.sampled == len(values)
        assert np.abs(found.counts - counts).sum() <= 4, "sums in another order may fall beside an edge"
        assert found.high == pytest.approx(edges[-1], rel=1e-5)
        place = lab.panel.view.network.places[node_id]
        assert lab.worn.strip(node_id) == QRectF(place[0], place[1] + HEIGHT + CAPTION + 1, WIDTH, STRIP)
    assert lab.worn.strip(INPUT) not in [lab.worn.strip(each) for each in lab.worn.histograms]
    view = lab.panel.view
    image = view.viewport().grab().toImage()
    zero = lab.worn.strip("relu")
    bar = view.mapFromScene(zero.left() + 2, zero.bottom() - 6)
    assert image.pixelColor(bar).rgb() == QColor(theme.tokens.activations).rgb()


def test_what_is_worn_can_be_chosen_and_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    canvas = window.bench.canvas
    assert canvas.worn is not None
    actions = canvas.figures_menu.worn_kinds
    actions["weights"].trigger()
    assert window.settings.worn == "weights"
    histograms = canvas.worn.histograms
    qtbot.waitUntil(lambda: bool(histograms.histograms), timeout=10_000)
    parametric = {each for each, facts in window.bench.document.analysis.nodes.items() if facts.parameters}
    assert set(histograms.histograms) == parametric
    assert "weights" in histograms.said(next(iter(parametric)))
    room = canvas.view.network.below
    actions["nothing"].trigger()
    QApplication.processEvents()
    assert canvas.view.network.below == 0 < room
    assert not histograms.histograms
    assert histograms not in window.bench.controller.looks._wants


def test_nothing_is_asked_out_of_sight(lab: Lab) -> None:
    looks, view = lab.controller.looks, lab.panel.view
    assert len(looks.wanted) == 1
    while view.zoom() > 0.35:
        view.zoom_by(0.7)
    QApplication.processEvents()
    assert not looks.wanted
    view.fit()
    QApplication.processEvents()
    assert len(looks.wanted) == 1
    view.pan(QPoint(5000, 0))
    QApplication.processEvents()
    assert not looks.wanted
    view.fit()
    QApplication.processEvents()
    lab.panel.hide()
    assert not looks.wanted


def test_nothing_is_asked_while_something_is_dragged(qtbot: QtBot, lab: Lab) -> None:
    view, looks = lab.panel.view, lab.controller.looks
    at = lab.panel.node_rect("relu").center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(view.viewport(), at + QPoint(40, 30))
    QApplication.processEvents()
    assert not looks.wanted
    qtbot.wait(200)
    assert not looks.wanted
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(40, 30))
    qtbot.waitUntil(lambda: len(looks.wanted) == 1, timeout=2_000)


def test_only_the_strips_are_painted_anew(qtbot: QtBot, lab: Lab) -> None:
    viewport = lab.panel.view.viewport()
    qtbot.wait(50)
    areas: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                areas.extend(event.region())
            return False

    watch = Watch()
    viewport.installEventFilter(watch)
    assert lab.worn._look is not None
    lab.worn._hear(lab.worn._look, Snapshot(1, {(each, "activations"): found for each, found in
                                                lab.worn.histograms.items()}), 1)  # fmt: skip
    qtbot.waitUntil(lambda: bool(areas))
    viewport.removeEventFilter(watch)
    painted = sum(area.width() * area.height() for area in areas)
    assert painted < 0.3 * viewport.width() * viewport.height()


def test_a_sick_layer_is_marked_and_explained(lab: Lab) -> None:
    assert lab.worn._look is not None
    dead = np.zeros((50, 16))
    dead[:, 0] = 1
    found = histogram(dead, layer=L["relu"]())
    lab.worn._hear(lab.worn._look, Snapshot(1, {("relu", "activations"): found}), 1)
    view, strip = lab.panel.view, lab.worn.strip("relu")
    image = view.viewport().grab().toImage()
    bar = view.mapFromScene(strip.left() + 2, strip.bottom() - 6)
    assert image.pixelColor(bar).rgb() == QColor(theme.tokens.problem).rgb()
    assert "93.8 % of the units are dead" in lab.worn.said("relu")


def test_gradients_before_the_first_step_are_none_and_come_with_it(lab: Lab, qtbot: QtBot) -> None:
    assert lab.panel.worn is not None
    lab.panel.worn.choose("gradients")
    qtbot.waitUntil(lambda: lab.controller.looks.last(lab.worn._look) is not None, timeout=10_000)
    assert lab.worn.histograms == {}
    lab.controller.step()
    qtbot.waitUntil(lambda: len(lab.worn.histograms) == 2, timeout=10_000)
