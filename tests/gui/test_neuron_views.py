"""Pictures of neurons over the plane: pointing at one shows it large, and on the surface."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from engine import Trainer, chain
from gui.plots.plane.neurons import NeuronsView
from gui.plots.plane.surface import SurfaceView
from tests.gui.plane_tools import L, Lab, deep, lab, planar

__all__ = ["lab"]


def test_the_neurons_and_the_surface_show_the_one_that_is_pointed_at(lab: Lab) -> None:
    surface: SurfaceView = lab.open("surface")
    view: NeuronsView = lab.open("neurons")
    lab.until(lambda: view.filled and surface.filled)
    table = view.table()
    assert table is not None
    rows = np.array(table.rows)
    trainer = Trainer(lab.document.experiment)
    outputs = trainer.network.forward(trainer.splits.pipeline(rows[:, :2]), training=False).outputs
    for column, name in enumerate(table.columns[2:], start=2):
        node_id, _, index = name.rpartition(".")
        np.testing.assert_allclose(rows[:, column], outputs[node_id][:, int(index)], atol=1e-5)
    assert table.columns[2:] == (*(f"dense.{i}" for i in range(5)), *(f"tanh.{i}" for i in range(5)),
                                 *(f"dense_2.{i}" for i in range(3)))  # fmt: skip
    QTest.mouseMove(view.sheet, QPoint(1, 1))
    QTest.mouseMove(view.sheet, view.sheet.place_of(("tanh", 3)).center().toPoint())
    assert lab.controller.attention.neuron == ("tanh", 3)
    lab.until(lambda: surface.response is not None)
    raw = np.stack(np.meshgrid(*(np.linspace(low, high, 97)[1::2] for low, high in
                                 (surface.surface.bounds[:2], surface.surface.bounds[2:]))), axis=-1)  # fmt: skip
    fed = trainer.splits.pipeline(raw.reshape(-1, 2))
    wanted = trainer.network.forward(fed, training=False).outputs["tanh"][:, 3].reshape(48, 48)
    np.testing.assert_allclose(surface.response, wanted, atol=1e-5)
    assert "Tanh, neuron 4" in surface.canvas.readout
    QTest.mouseClick(view.sheet, Qt.MouseButton.LeftButton,
                     pos=view.sheet.place_of(("dense_2", 0)).center().toPoint())  # fmt: skip
    assert lab.document.selection == ("dense_2",)
    QTest.keyClick(view.sheet, Qt.Key.Key_Right)
    assert lab.controller.attention.neuron == ("tanh", 4)
    view.hide()
    assert lab.controller.attention.neuron is None
    assert surface.response is None


def test_a_neuron_whose_layer_is_removed_is_left(lab: Lab) -> None:
    surface: SurfaceView = lab.open("surface")
    lab.until(lambda: surface.filled)
    lab.controller.attention.point_at(("tanh", 1))
    lab.until(lambda: surface.response is not None)
    lab.document.edit_network("Less", chain(L["dense"](units=3)))
    assert lab.controller.attention.neuron is None
    assert surface.response is None
    surface.grab()


def test_layers_of_many_neurons_say_how_many_are_shown(lab: Lab) -> None:
    view: NeuronsView = lab.open("neurons", planar(units=50))
    lab.until(lambda: view.filled)
    assert view.sheet.neurons.nodes["dense"].left_out == 18
    view.grab()


def test_the_neuron_under_the_pointer_is_found_in_every_row(lab: Lab) -> None:
    view: NeuronsView = lab.open("neurons", deep(3), size=(242, 175))
    lab.until(lambda: view.filled)
    for node_id, each in view.sheet.neurons.nodes.items():
        for index in range(len(each.values)):
            assert view.sheet.neuron_at(view.sheet.place_of((node_id, index)).center()) == (node_id, index)
    assert view.sheet.neuron_at(QPointF(1, 1)) is None
