"""The decision surface shows what the network answers, computed here anew; pointing reads and keeps a point."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from engine import KNearestNeighbors, replaced
from gui.plots.plane.surface import SurfaceView
from gui.ramps import class_colour
from gui.theme import theme
from tests.gui.plane_tools import Lab, lab, planar

__all__ = ["lab"]


def at(canvas: Any, point: tuple[float, float]) -> QPoint:
    return QPoint(*(round(each) for each in canvas.to_screen(np.array([point]))[0]))


def test_the_surface_shows_the_networks_answers(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface")
    lab.until(lambda: view.filled)
    table = view.table()
    assert table is not None
    assert table.columns == ("x", "y", "Class 0", "Class 1", "Class 2")
    rows = np.array(table.rows)
    assert rows.shape == (64 * 64, 5)
    np.testing.assert_allclose(rows[:, 2:], lab.truth(rows[:, :2]), atol=1e-5)
    assert view.surface is not None
    picture = view.canvas.picture
    view.show_choice.setCurrentIndex(view.show_choice.findText("Class 1"))
    picture = view.canvas.picture
    panel, blue = QColor(theme.tokens.panel), QColor(theme.tokens.training)
    for row, column in ((0, 0), (10, 40), (63, 63)):
        share = view.surface.values[row, column, 1]
        wanted = [round(a + share * (b - a)) for a, b in zip(panel.getRgb()[:3], blue.getRgb()[:3], strict=True)]
        np.testing.assert_allclose(picture.pixelColor(column, 63 - row).getRgb()[:3], wanted, atol=1)


def test_pointing_reads_and_a_click_keeps_a_point(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface")
    lab.until(lambda: view.filled)
    canvas, attention = view.canvas, lab.controller.attention
    QTest.mouseMove(canvas, QPoint(1, 1))
    QTest.mouseMove(canvas, at(canvas, (0.5, -0.25)))
    lab.until(lambda: view.probed is not None)
    here = canvas.here
    assert here == pytest.approx((0.5, -0.25), abs=0.03)
    wanted = lab.truth(np.array([here]))[0]
    np.testing.assert_allclose(view.probed.values, wanted, atol=1e-6)
    assert f"Class {wanted.argmax()}: probability {view.probed.values.max()!s}" in canvas.readout
    assert attention.probe is None
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, (1.0, 1.0)))
    assert attention.probe == pytest.approx((1.0, 1.0), abs=0.03)
    kept = attention.probe
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    left, right, _, _ = canvas.bounds
    assert attention.probe == pytest.approx((kept[0] - (right - left) / 64, kept[1]))
    QTest.mouseMove(canvas, QPoint(1, 1))
    lab.until(lambda: view.probed is not None and view.probed.point == attention.probe)
    np.testing.assert_allclose(view.probed.values, lab.truth(np.array([attention.probe]))[0], atol=1e-6)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert attention.probe is None
    assert canvas.readout == ""


def test_the_surface_follows_training_and_other_data(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface")
    lab.until(lambda: view.filled)
    before = view.surface.values.copy()
    lab.controller.train()
    lab.until(lambda: (view.step or 0) > 20)
    lab.controller.pause()
    assert not np.allclose(view.surface.values, before)
    lab.document.start(planar(kind="xor", classes=2))
    lab.until(lambda: view.surface is not None and view.surface.values.shape[2] == 2)
    assert [view.show_choice.itemText(i) for i in range(view.show_choice.count())] == [
        "Smooth", "Discrete", "Certainty", "Class 0", "Class 1",
    ]  # fmt: skip
    for index in range(5):
        view.show_choice.setCurrentIndex(index)
        assert view.canvas.picture is not None
        view.grab()


def test_the_baseline_has_a_surface_of_votes(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface", replaced(planar(), "model", KNearestNeighbors(k=4)))
    lab.until(lambda: view.filled)
    lab.controller.attention.keep((0.0, 0.0))
    lab.until(lambda: view.probed is not None)
    assert "share of votes" in view.canvas.readout


def test_the_surface_names_its_colours_below_where_there_is_no_legend(lab: Lab) -> None:
    view: SurfaceView = lab.open("surface", planar(kind="xor", classes=2), (420, 420))
    lab.until(lambda: view.filled)
    assert view.canvas.beside().isEmpty()
    colours = {QColor(view.grab().toImage().pixel(x, view.height() - 10)).rgb() for x in range(200, view.width())}
    assert {class_colour(0).rgb(), class_colour(1).rgb()} <= colours
