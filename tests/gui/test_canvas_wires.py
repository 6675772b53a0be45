"""The canvas, tried with real mouse and key events: wires."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from engine import chain, connect, disconnect
from gui.canvas.layout import HEIGHT
from gui.canvas.looks import LOSS
from gui.document import Document
from tests.gui.canvas_tools import (
    LEFT,
    NONE,
    SHIFT,
    K,
    L,
    centre,
    click,
    drag,
    experiment,
    on_wire,
    port,
    press,
    residual,
    shown,
    wires,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


def tips(monkeypatch):
    """What is said beside the pointer, in order."""
    said = []
    monkeypatch.setattr(QToolTip, "showText", lambda _point, text, *_: said.append(text))
    return said


def end_of(panel, source, target):
    view = panel.view
    wire = view.network.wires[(source, target)]
    return view.mapFromScene(view.network.nodes[target].in_point(wire.aside)) - QPoint(8, 0)


def test_a_wire_is_drawn_from_port_to_box(qtbot):
    document = Document(experiment(chain(L["dense"](units=64), L["relu"](), L["add"]())))
    panel = shown(qtbot, document)
    drag(panel, port(panel, "dense"), centre(panel, "add"), release=False)
    assert panel.view.network.nodes["add"].lit
    assert not panel.view.network.nodes["relu"].lit
    QTest.mouseRelease(panel.view.viewport(), LEFT, NONE, centre(panel, "add"))
    assert set(document.network.node("add").inputs) == {"relu", "dense"}
    assert document.undo_stack.undoText() == "Connect Dense to Add"
    assert not panel.view.network.nodes["add"].lit


def test_a_port_can_be_hit_from_some_pixels_away_and_shift_exchanges_an_input(panel, document):
    drag(panel, port(panel, "flatten") + QPoint(8, -5), centre(panel, "relu"), modifiers=SHIFT)
    assert document.network.node("relu").inputs == ("flatten",)
    assert document.undo_stack.undoText() == "Connect Flatten to ReLU"


def test_a_second_input_where_one_is_allowed_is_refused(panel, document, monkeypatch):
    said = tips(monkeypatch)
    drag(panel, port(panel, "flatten"), centre(panel, "relu"))
    assert document.network.node("relu").inputs == ("dense",)
    assert said[-1] == (
        "It takes one input, and has one. Take that wire away first, or join both with Add. Hold Shift to exchange it."
    )
    assert document.undo_stack.count() == 0


def test_shapes_that_do_not_fit_are_refused(qtbot, monkeypatch):
    document = Document(experiment(residual()))
    panel, said = shown(qtbot, document), tips(monkeypatch)
    drag(panel, port(panel, "input"), centre(panel, "add"))
    assert said[-1].startswith("It needs inputs of one shape, but gets 8x8x16")
    assert document.undo_stack.count() == 0


def test_a_wire_dropped_on_a_wire_makes_a_skip_connection(panel, document):
    document.set_field("Units", "model.nodes.dense_2.layer.units", 32)
    drag(panel, port(panel, "dense"), on_wire(panel, "dense_2", LOSS), release=False)
    assert panel.view.network.wires[("dense_2", LOSS)].marked
    QTest.mouseRelease(panel.view.viewport(), LEFT, NONE, on_wire(panel, "dense_2", LOSS))
    assert document.network.node("add").inputs == ("dense_2", "dense")
    assert document.undo_stack.undoText() == "Add Dense to the wire"
    assert document.selection == ("add",)
    document.undo_stack.undo()
    drag(panel, port(panel, "dense"), on_wire(panel, "relu", "dense_2"))
    assert wires(document) >= {("relu", "add"), ("dense", "add"), ("add", "dense_2")}


def test_a_wire_where_a_skip_connection_may_not_be_says_why(panel, document, monkeypatch):
    said = tips(monkeypatch)
    drag(panel, port(panel, "relu"), on_wire(panel, "flatten", "dense"))
    assert "cycle" in said[-1]
    drag(panel, port(panel, "flatten"), on_wire(panel, "dense", "relu"))
    assert said[-1].startswith("It needs inputs of one shape, but gets 32 and 64.")
    assert document.undo_stack.count() == 0


def test_a_wire_is_moved_by_its_end(panel, document):
    drag(panel, end_of(panel, "dense", "relu"), centre(panel, "dense_2"), release=False)
    assert not panel.view.network.nodes["dense_2"].lit, "it has its input"
    assert panel.view.network.nodes["relu"].lit, "back to where it was"
    press(panel, K.Key_Escape)
    assert panel.view.network.wires[("dense", "relu")].isVisible()
    QTest.mouseRelease(panel.view.viewport(), LEFT, NONE, centre(panel, "dense_2"))
    assert document.undo_stack.count() == 0
    document.edit_network("Free", disconnect(document.network, "relu", "dense_2"))
    drag(panel, end_of(panel, "dense", "relu"), centre(panel, "dense_2"))
    assert document.network.node("dense_2").inputs == ("dense",)
    assert document.network.node("relu").inputs == ()


def test_a_wire_is_taken_away_by_its_end_and_selected_by_a_click_there(panel, document):
    click(panel, end_of(panel, "dense", "relu"))
    assert panel.view.network.selected_wire == ("dense", "relu")
    drag(panel, end_of(panel, "dense", "relu"), QPoint(8, 8))
    assert document.network.node("relu").inputs == ()
    assert document.undo_stack.undoText() == "Disconnect Dense from ReLU"


def test_a_wire_s_end_on_a_box_that_refuses_stays(panel, document, monkeypatch):
    said = tips(monkeypatch)
    for target, words in (("dense_2", "has one"), ("flatten", "cycle"), (LOSS, "by itself"), ("input", "no wire")):
        drag(panel, end_of(panel, "dense", "relu"), centre(panel, target))
        assert words in said[-1]
        assert document.network.node("relu").inputs == ("dense",)
    drag(panel, end_of(panel, "dense", "relu"), centre(panel, "relu"))
    assert document.undo_stack.count() == 0


def test_the_pointer_shows_what_can_be_taken_hold_of(panel):
    viewport = panel.view.viewport()
    for point, shape in (
        (port(panel, "dense"), Qt.CursorShape.CrossCursor),
        (end_of(panel, "dense", "relu"), Qt.CursorShape.OpenHandCursor),
        (centre(panel, "relu"), Qt.CursorShape.ArrowCursor),
    ):
        QTest.mouseMove(viewport, point)
        QApplication.processEvents()
        assert viewport.cursor().shape() == shape


def test_a_layer_too_large_for_memory_is_refused_with_the_estimate(panel, document):
    said = []
    document.refused.connect(said.append)
    before = document.experiment
    panel.edits.show_network("Paste", chain(L["flatten"](), L["dense"](units=40_000), L["dense"](units=60_000)), ())
    assert said == ["A training step would need about 35.8 GiB; at most 8 GiB are allowed."]
    assert document.experiment is before
    assert document.undo_stack.count() == 0


def test_a_wire_that_may_not_be_says_why(panel, document):
    drag(panel, port(panel, "relu"), centre(panel, "dense"))
    assert document.undo_stack.count() == 0
    assert "cycle" in QToolTip.text()
    drag(panel, port(panel, "relu"), centre(panel, LOSS))
    assert "loss" in QToolTip.text()
    QToolTip.hideText()


def test_a_wire_is_selected_and_taken_away(panel, document):
    document.select(("dense",))
    click(panel, on_wire(panel, "dense", "relu") + QPoint(0, 3))
    assert panel.view.network.selected_wire == ("dense", "relu")
    assert document.selection == ()
    before = panel.node_rect("relu")
    press(panel, K.Key_Delete)
    assert document.network.node("relu").inputs == ()
    assert document.undo_stack.undoText() == "Disconnect Dense from ReLU"
    assert ("dense", "relu") not in panel.view.network.wires
    assert panel.view.network.selected_wire is None
    document.undo_stack.undo()
    assert panel.node_rect("relu") == before
    click(panel, on_wire(panel, "dense_2", LOSS))
    assert panel.view.network.selected_wire is None


def test_the_wire_being_drawn_lies_above_the_boxes(qtbot):
    panel = shown(qtbot, Document(experiment(residual())))
    drag(panel, port(panel, "conv2d"), centre(panel, "conv2d_2"), release=False)
    rubber, boxes = panel.view.network._rubber, panel.view.network.nodes.values()
    assert rubber is not None
    assert all(rubber.zValue() > box.zValue() for box in boxes)
    assert rubber.zValue() > panel.view.network.pictures.zValue()
    QTest.mouseRelease(panel.view.viewport(), LEFT, NONE, QPoint(3, 3))


def test_wires_arrive_apart(qtbot):
    network = residual()
    for source in ("conv2d", "input"):
        network = connect(network, source, "add")
    panel = shown(qtbot, Document(experiment(network)), 1600, 420)
    arriving = [wire for key, wire in panel.view.network.wires.items() if key[1] == "add"]
    ends = sorted(wire.aside for wire in arriving)
    assert len(ends) == 4
    assert all(later - earlier >= 6 for earlier, later in itertools.pairwise(ends))
    assert all(abs(each) < HEIGHT / 2 for each in ends)
