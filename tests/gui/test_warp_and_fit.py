"""The plane as a layer bends it, and the fitted curve with those before it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from engine import Trainer
from gui.plots.plane.fit import Earlier, FitView
from gui.plots.plane.warp import WarpView
from tests.gui.plane_tools import Lab, lab, planar, sine

__all__ = ["lab"]


def test_the_warped_plane_follows_the_selection(lab: Lab) -> None:
    view: WarpView = lab.open("warp", planar(kind="xor", classes=2))
    lab.until(lambda: view.filled)
    assert view.canvas.warp.node_id == "tanh"
    lab.document.select(["dense_2"])
    lab.until(lambda: view.canvas.warp is not None and view.canvas.warp.node_id == "dense_2")
    warp, trainer = view.canvas.warp, Trainer(lab.document.experiment)
    wanted = trainer.network.forward(trainer.splits.train.x, training=False).outputs["dense_2"]
    np.testing.assert_allclose(warp.train.x, wanted, atol=1e-5)
    assert "its two units" in view.canvas.readout()
    places = view.canvas.to_screen(warp.train.x)
    scale = np.linalg.norm(places[0] - places[1]) / np.linalg.norm(wanted[0] - wanted[1])
    other = np.linalg.norm(places[2] - places[5]) / np.linalg.norm(wanted[2] - wanted[5])
    assert scale == pytest.approx(other, rel=1e-3)
    QTest.mouseMove(view.canvas, QPoint(1, 1))
    QTest.mouseMove(view.canvas, QPoint(*(round(each) for each in places[0])))
    assert view.canvas.sample is not None
    assert np.linalg.norm(places[view.canvas.sample] - places[0]) < 3
    view.layer.setCurrentIndex(view.layer.findText("Input"))
    lab.until(lambda: view.canvas.warp is not None and view.canvas.warp.node_id == "input")
    np.testing.assert_allclose(view.canvas.warp.train.x, trainer.splits.train.x, atol=1e-6)
    QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    assert "Sample 1" in view.canvas.readout()
    table = view.table()
    assert table is not None
    np.testing.assert_allclose(np.array(table.rows)[:, 2], trainer.splits.train.targets)


def test_the_fitted_curve_and_its_history(lab: Lab) -> None:
    view: FitView = lab.open("fit", sine())
    lab.until(lambda: view.filled)
    table = view.table()
    assert table is not None
    rows = np.array(table.rows)
    trainer = Trainer(lab.document.experiment)
    wanted = trainer.scores(trainer.splits.pipeline(rows[:, :1]))
    np.testing.assert_allclose(rows[:, 1:], wanted, atol=1e-5)
    frame = view.canvas.frame()
    QTest.mouseMove(view.canvas, QPoint(1, 1))
    QTest.mouseMove(view.canvas, frame.center().toPoint())
    lab.until(lambda: view.canvas.probed is not None)
    point = np.array([[view.canvas.point()]])
    (answer,) = trainer.scores(trainer.splits.pipeline(point))[0]
    assert view.canvas.readout().startswith(str(view.canvas.probed.values[0]))
    assert float(view.canvas.probed.values[0]) == pytest.approx(float(answer), abs=1e-6)
    QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    assert lab.controller.attention.probe is not None
    assert view.earlier.curves == []
    lab.controller.train()
    lab.until(lambda: len(view.earlier.curves) >= 3)
    lab.controller.pause()
    view.grab()
    lab.controller.reset()
    lab.until(lambda: view.earlier.curves == [])


def test_earlier_curves_lie_farther_apart_the_later_they_are() -> None:
    earlier = Earlier(most=4)
    for step in range(0, 400, 7):
        earlier.take(1, step, np.full(3, float(step)))
    steps = [step for step, _ in earlier.curves]
    assert len(steps) == 4
    assert all(later >= 1.35 * before for before, later in itertools.pairwise(steps))
    assert all((values == step).all() for step, values in earlier.curves)
    earlier.take(2, 0, np.zeros(3))
    assert earlier.curves == []


def test_the_choice_of_a_layer_says_which_stands_in_for_the_selected_one(lab: Lab) -> None:
    view: WarpView = lab.open("warp", planar(kind="xor", classes=2))
    lab.until(lambda: view.filled)
    assert view.layer.currentText() == "Tanh (none selected)"
    lab.document.select(["dense_2"])
    assert view.layer.currentText() == "Selected layer"
    lab.document.select([])
    assert view.layer.currentText() == "Tanh (none selected)"


def test_the_warped_plane_s_caption_fits_a_small_place(lab: Lab) -> None:
    view: WarpView = lab.open("warp", planar(kind="xor", classes=2), (260, 200))
    lab.until(lambda: view.filled)
    metrics = QFontMetricsF(view.canvas.font())
    assert metrics.horizontalAdvance(view.canvas.readout(short=True)) <= view.canvas.width() - 4
