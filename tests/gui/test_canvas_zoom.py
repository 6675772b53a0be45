"""Zoom and pan on the canvas, and what stays in view as networks grow and change."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine import add_loose, chain, family, replaced
from gui.canvas.box_texts import in_two_lines
from gui.canvas.fonts import canvas_font
from gui.canvas.items import NodeItem
from gui.canvas.layout import PITCH
from gui.canvas.looks import LOSS, Look
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from tests.gui.canvas_tools import (
    CTRL,
    LEFT,
    MIDDLE,
    NONE,
    SHIFT,
    K,
    L,
    centre,
    drag,
    experiment,
    mlp,
    press,
    residual,
    shown,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


def wheel(panel: CanvasPanel, point: QPoint, turn: int, modifiers=NONE) -> None:
    at = QPointF(point)
    event = QWheelEvent(
        at, panel.view.viewport().mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(panel.view.viewport(), event)


def test_wheel_zooms_around_the_pointer_and_pans(panel):
    point, zoom = centre(panel, "relu"), panel.view.zoom()
    wheel(panel, point, 120, CTRL)
    assert panel.view.zoom() == pytest.approx(zoom * 1.2)
    assert (centre(panel, "relu") - point).manhattanLength() <= 2
    before = centre(panel, "relu")
    wheel(panel, point, -120)
    assert centre(panel, "relu").y() < before.y()
    wheel(panel, point, -120, SHIFT)
    assert centre(panel, "relu").x() < before.x()


@pytest.mark.parametrize("way", ["middle", "space"])
def test_dragging_the_paper_pans(panel, document, way):
    before = centre(panel, "relu")
    if way == "space":
        QTest.keyPress(panel.view, K.Key_Space)
    drag(panel, before, before + QPoint(40, 30), MIDDLE if way == "middle" else LEFT)
    if way == "space":
        QTest.keyRelease(panel.view, K.Key_Space)
    assert centre(panel, "relu") - before == QPoint(40, 30)
    assert document.undo_stack.count() == 0
    drag(panel, centre(panel, "relu"), centre(panel, "relu") + QPoint(0, 60))
    assert document.undo_stack.count() == 1


def test_keys_zoom_and_fit(panel):
    fitted = panel.view.zoom()
    press(panel, K.Key_Plus)
    assert panel.view.zoom() == pytest.approx(fitted * 1.2)
    press(panel, K.Key_Minus)
    press(panel, K.Key_Minus)
    assert panel.view.zoom() == pytest.approx(fitted / 1.2)
    press(panel, K.Key_0, CTRL)
    assert panel.view.zoom() == pytest.approx(fitted)


def test_buttons_zoom_and_fit(panel):
    fitted = panel.view.zoom()
    QTest.mouseClick(panel.zoom_in_button, LEFT)
    assert panel.view.zoom() > fitted
    QTest.mouseClick(panel.zoom_out_button, LEFT)
    QTest.mouseClick(panel.zoom_out_button, LEFT)
    assert panel.view.zoom() < fitted
    QTest.mouseClick(panel.fit_button, LEFT)
    assert panel.view.zoom() == pytest.approx(fitted)


@pytest.mark.parametrize("size", [(700, 330), (1200, 500), (1100, 200), (400, 600)])
def test_all_is_in_view_and_clear_of_the_buttons(qtbot, size):
    panel = shown(qtbot, Document(experiment(residual())), *size)
    for key in panel.view.network.nodes:
        assert panel.view.viewport().rect().contains(panel.node_rect(key))
        assert not panel.node_rect(key).intersects(panel.view.buttons)
    assert panel.view.buttons.isValid()


def test_zooming_by_hand_is_respected_until_fit(panel, document):
    panel.view.zoom_by(0.7)
    zoom = panel.view.zoom()
    panel.edits.add("relu")
    panel.resize(800, 500)
    assert panel.view.zoom() == pytest.approx(zoom)
    panel.fit()
    assert panel.view.zoom() != pytest.approx(zoom)


def test_a_selected_box_out_of_view_is_brought_in(panel, document):
    panel.view.zoom_by(3)
    press(panel, K.Key_Home)
    assert panel.view.viewport().rect().intersects(panel.node_rect("input"))
    press(panel, K.Key_End)
    assert panel.view.viewport().rect().contains(panel.node_rect("dense_2").center())


def test_a_box_cut_off_stays_where_it_was(panel, document):
    before = {key: panel.node_rect(key) for key in ("flatten", "dense", "relu")}
    panel.edits.disconnect_wire("dense", "relu")
    assert panel.view.network.nodes["relu"].x() == pytest.approx(panel.view.network.nodes["dense"].x() + PITCH)
    document.undo_stack.undo()
    assert {key: panel.node_rect(key) for key in before} == before


def test_large_networks_stay_smooth(qtbot):
    """Bounds are generous: they catch the accidental square, not the slow machine."""
    layers = [L["dense"](units=32) if index % 2 else L["relu"]() for index in range(298)]
    document = Document(experiment(chain(L["flatten"](), *layers, L["dense"](units=10))))
    start = time.perf_counter()
    panel = shown(qtbot, document)
    assert time.perf_counter() - start < 2
    start = time.perf_counter()
    for _ in range(5):
        panel.view.network.sync()
    assert (time.perf_counter() - start) / 5 < 0.2
    item = panel.view.network.nodes["relu"]
    start = time.perf_counter()
    for step in range(50):
        panel.view.network.move_items({"relu": item.pos() + QPointF(step, 1)})
        QApplication.processEvents()
    assert (time.perf_counter() - start) / 50 < 0.05


def test_a_loose_layer_is_shown_with_its_problem(qtbot):
    network, node_id = add_loose(mlp(), L["max_pool2d"]())
    panel = shown(qtbot, Document(experiment(network)))
    assert "no input" in panel.view.network.nodes[node_id].look.problem


def test_a_new_layer_does_not_inherit_the_place_of_a_deleted_one(panel, document):
    drag(panel, centre(panel, "relu"), centre(panel, "relu") + QPoint(0, 100))
    panel.edits.delete(("relu",))
    assert document.positions == {}
    document.undo_stack.undo()
    assert set(document.positions) == {"relu"}


def test_the_loss_follows_an_output_moved_by_hand(panel, document):
    before = panel.view.network.nodes[LOSS].pos()
    drag(panel, centre(panel, "dense_2"), centre(panel, "dense_2") + QPoint(0, 80))
    assert panel.view.network.nodes[LOSS].pos() != before
    assert panel.view.network.nodes[LOSS].y() == panel.view.network.nodes["dense_2"].y()


def test_a_network_edited_elsewhere_is_followed(panel, document):
    node = document.network.node("relu")
    document.edit_network("x", replaced(document.network, "nodes", (*document.network.nodes[:2], node)))
    assert list(panel.view.network.nodes) == ["input", "flatten", "dense", "relu", LOSS]


def test_long_titles_take_two_lines(qapp):
    metrics = QFontMetricsF(canvas_font(13, QFont.Weight.DemiBold))
    room = 122.0
    assert in_two_lines("FractionalMaxPool2D 2", metrics, room) == ("Fractional", "MaxPool2D 2")
    assert in_two_lines("Noisy polynomial", metrics, room) == ("Noisy", "polynomial")
    assert in_two_lines("x" * 60, metrics, room) is None
    assert in_two_lines(f"A {'x' * 60}", metrics, room) is None
    for cls in family("layers").values():
        item = NodeItem(
            "x", Look(title=f"{cls.title} 2", details=("Rate 0.5",), caption="", icon="dense", group="core")
        )
        assert "…" not in item._texts.title, cls.title
