"""Neurons' responses on the canvas: where they are, that they are right, and that they cost nothing out of sight."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import INPUT, Data, Experiment, Trainer, chain, family, replaced
from gui.canvas.layout import CAPTION, HEIGHT
from gui.canvas.panel import CanvasPanel
from gui.canvas.thumbnails import MOST, Thumbnails, shown_of
from gui.canvas.worn import ROOM
from gui.document import Document
from gui.ramps import mosaic, mosaics, typical_limit
from gui.run_controller import RunController
from gui.theme import theme
from tests.gui.canvas_tools import shown

L = family("layers")


def planar(units: int = 6) -> Experiment:
    return Experiment(
        data=Data(source=family("datasets")["circles"](samples=80)),
        model=chain(L["dense"](units=units), L["tanh"](), L["dropout"](), L["dense"](units=2)),
        loss=family("losses")["softmax_cross_entropy"](), optimizer=family("optimizers")["adam"](),
    )  # fmt: skip


class Lab:
    def __init__(self, qtbot: QtBot, experiment: Experiment) -> None:
        theme.apply("light")
        self.qtbot = qtbot
        self.document = Document(experiment)
        self.controller = RunController(self.document)
        self.panel: CanvasPanel = shown(qtbot, self.document)
        self.panel.show_responses(self.controller)

    @property
    def strips(self) -> Thumbnails:
        assert self.panel.worn is not None
        return self.panel.worn.thumbnails

    def filled(self) -> None:
        self.qtbot.waitUntil(lambda: self.strips.neurons is not None, timeout=5_000)

    def at(self, neuron: tuple[str, int]) -> QPoint:
        return self.panel.view.mapFromScene(self.strips.thumbnail(neuron).center())


@pytest.fixture
def lab(qtbot: QtBot) -> Iterator[Lab]:
    made = Lab(qtbot, planar())
    yield made
    assert made.controller.shutdown()


def test_layers_wear_their_neurons(lab: Lab) -> None:
    lab.filled()
    neurons = lab.strips.neurons
    assert neurons is not None
    assert list(neurons.nodes) == ["dense", "tanh", "dense_2"]
    trainer = Trainer(lab.document.experiment)
    raw = np.stack(np.meshgrid(neurons.xs, neurons.ys), axis=-1).reshape(-1, 2)
    outputs = trainer.network.forward(trainer.splits.pipeline(raw), training=False).outputs
    for node_id, each in neurons.nodes.items():
        np.testing.assert_allclose(each.values.reshape(each.units, -1).T, outputs[node_id], atol=1e-5)
    _, y = lab.panel.view.network.places["tanh"]
    assert lab.strips.strip("tanh").top() >= y + HEIGHT + CAPTION
    picture = lab.panel.view.viewport().grab().toImage()
    values = neurons.nodes["dense_2"].values
    limit = typical_limit(values)
    for row, column in ((3, 4), (15, 16)):
        place = lab.strips.thumbnail(("dense_2", 1))
        spot = place.topLeft() + (place.bottomRight() - place.topLeft()) * 0
        spot.setX(place.left() + (column + 0.5) / 20 * place.width())
        spot.setY(place.bottom() - (row + 0.5) / 20 * place.height())
        seen = picture.pixelColor(lab.panel.view.mapFromScene(spot))
        around = values[1][row - 1 : row + 2, column - 1 : column + 2].reshape(-1)  # pixels are rounded
        assert min(np.abs(np.subtract(seen.getRgb()[:3], _colour(value / limit))).max() for value in around) <= 3


def _colour(share: float) -> list[float]:
    """From the panel's colour towards blue for positive, orange for negative shares."""
    end = QColor(theme.tokens.training if share > 0 else theme.tokens.validation).getRgb()[:3]
    start = QColor(theme.tokens.panel).getRgb()[:3]
    return [a + min(abs(share), 1) * (b - a) for a, b in zip(start, end, strict=True)]


def test_pointing_at_one_tells_the_others_and_a_click_selects_its_layer(lab: Lab) -> None:
    lab.filled()
    viewport = lab.panel.view.viewport()
    QTest.mouseMove(viewport, QPoint(2, 2))  # it may be anywhere, also where it is going
    QTest.mouseMove(viewport, lab.at(("tanh", 4)))
    lab.qtbot.waitUntil(lambda: lab.controller.attention.neuron == ("tanh", 4))
    QTest.mouseMove(viewport, QPoint(2, 2))
    lab.qtbot.waitUntil(lambda: lab.controller.attention.neuron is None)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=lab.at(("dense", 0)))
    assert lab.document.selection == ("dense",)


def test_out_of_sight_nothing_is_asked(lab: Lab) -> None:
    lab.filled()
    looks, view = lab.controller.looks, lab.panel.view
    assert len(looks.wanted) == 1
    while view.zoom() > 0.35:
        view.zoom_by(0.7)
    QApplication.processEvents()
    assert not looks.wanted
    view.fit()
    QApplication.processEvents()
    assert len(looks.wanted) == 1
    lab.panel.hide()
    assert not looks.wanted
    lab.panel.show()
    assert len(looks.wanted) == 1
    view.pan(QPoint(5000, 0))
    QApplication.processEvents()
    assert not looks.wanted


def test_other_data_have_no_strips_and_no_room_for_them(lab: Lab, experiment: Experiment) -> None:
    lab.filled()
    network = lab.panel.view.network
    with_room = network.below
    assert with_room > 0
    planar_height = network.content().height()
    assert lab.panel.worn is not None
    lab.document.start(experiment)
    assert network.below == (ROOM if lab.document.learns else 0), "for histograms"
    lab.panel.show_worn("nothing")
    assert network.below == 0
    assert not lab.controller.looks.wanted
    assert lab.strips.neurons is None
    lab.panel.show_worn("fitting")
    lab.document.start(planar())
    assert network.below == with_room
    assert network.content().height() == planar_height
    lab.filled()


def test_many_neurons_say_how_many_are_left_out(qtbot: QtBot) -> None:
    lab = Lab(qtbot, planar(units=40))
    lab.filled()
    neurons = lab.strips.neurons
    assert neurons is not None
    assert shown_of(neurons.nodes["dense"]) == MOST - 1
    assert shown_of(neurons.nodes["dense_2"]) == 2
    lab.panel.grab()
    assert lab.controller.shutdown()


def test_a_layer_that_is_removed_takes_its_strip_along(lab: Lab) -> None:
    lab.filled()
    lab.document.edit_network("Less", chain(L["dense"](units=3), L["dense"](units=2)))
    lab.qtbot.waitUntil(
        lambda: lab.strips.neurons is not None and list(lab.strips.neurons.nodes) == ["dense", "dense_2"]
    )
    lab.panel.grab()
    data = replaced(lab.document.experiment, "data.source", family("datasets")["xor"]())
    lab.document.edit("Other data", data)
    lab.qtbot.waitUntil(lambda: lab.strips.neurons is not None)
    assert INPUT not in lab.strips.layers()


def test_the_strips_are_those_of_the_run(lab: Lab) -> None:
    lab.filled()
    lab.controller.step()
    lab.qtbot.waitUntil(lambda: lab.controller.state == "paused", timeout=5_000)
    lab.document.edit_network("Another", chain(L["dense"](units=3), L["relu"](), L["dense"](units=2)))
    assert set(lab.strips.layers()) == {"dense", "dense_2"}  # the run has no relu
    lab.filled()
    assert lab.strips.neurons is not None
    assert len(lab.strips.neurons.nodes["dense"].values) == 6
    lab.controller.reset()
    lab.qtbot.waitUntil(lambda: lab.strips.neurons is not None and "relu" in lab.strips.neurons.nodes, timeout=5_000)


def test_mosaics_of_several_layers_are_those_of_each(qapp: object) -> None:
    rng, columns = np.random.default_rng(1), [8, 8, 4, 8, 4]
    layers = [
        (rng.standard_normal((count, 20, 20)) * 10.0**power).astype(np.float32)
        for count, power in ((8, 0), (15, 3), (2, -4), (16, 1), (4, 0))
    ]
    layers[1][3, 4, 5], layers[3][0, 0, 0] = np.nan, np.inf
    image, places = mosaics(layers, columns)
    for values, across, place in zip(layers, columns, places, strict=True):
        assert image.copy(place) == mosaic(values, across, typical_limit(values))
        sizes = [float(np.abs(np.nan_to_num(each)).max()) for each in values]
        assert typical_limit(values) == pytest.approx(statistics.median(sizes), rel=1e-6)
