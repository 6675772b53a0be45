"""Building with groups on the canvas: what joins and leaves them, wires of a box, and what is refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from engine import chain, connect
from gui.canvas.layers import mime
from gui.document import Document
from gui.groups import Group
from tests.gui.canvas_tools import (
    CTRL,
    LEFT,
    NONE,
    K,
    L,
    centre,
    click,
    drag,
    experiment,
    kinds,
    on_wire,
    port,
    press,
    residual,
    send_drop,
    shown,
    wires,
)
from tests.gui.group_tools import BOX, MIDDLE, arrow, document, double_click, group, keys, seen

__all__ = ["document"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


@pytest.fixture
def refusals(document):
    said: list[str] = []
    document.refused.connect(said.append)
    return said


def test_layers_that_are_not_connected_are_refused_by_name(panel, document, refusals):
    group(panel, "dense", "tanh")
    assert refusals == ["Tanh is not connected to the others: a group must be one piece."]
    assert document.groups == ()
    assert document.undo_stack.count() == 0


def test_a_layer_in_between_is_refused_by_name(qtbot):
    document = Document(experiment(residual()))
    panel = shown(qtbot, document)
    said: list[str] = []
    document.refused.connect(said.append)
    group(panel, "relu", "add")
    assert len(said) == 1
    assert said[0].startswith("Conv2D 2 lies between them")
    assert document.groups == ()
    group(panel, "relu", "conv2d_2", "batch_norm", "add")
    assert keys(panel) == ["input", "conv2d", "group:relu", "flatten"]


def test_two_boxes_are_refused_that_would_feed_each_other(qtbot):
    nodes = [
        ("a1", "relu", ("input",)), ("a2", "tanh", ("input",)), ("b2", "sigmoid", ("input",)),
        ("b1", "elu", ("a1",)), ("b", "add", ("b1", "b2")), ("c2", "silu", ("b2",)), ("a", "add", ("a2", "c2")),
    ]  # fmt: skip
    network = chain(*(L[kind]() for _, kind, _ in nodes))
    network = network.model_copy(update={"nodes": tuple(
        node.model_copy(update={"id": name, "inputs": inputs})
        for node, (name, _, inputs) in zip(network.nodes, nodes, strict=True)
    )})  # fmt: skip
    network = connect(network, "a1", "a")
    document = Document(experiment(network))
    said: list[str] = []
    document.refused.connect(said.append)
    panel = shown(qtbot, document)
    document.select(("b1", "b2", "b"))
    panel.view.group_selection()
    assert len(document.groups) == 1
    document.select(("a1", "a2", "a", "c2"))
    panel.view.group_selection()
    assert len(document.groups) == 1
    assert "lies between them" in said[0]


def test_a_group_that_became_two_pieces_is_not_folded(panel, document, refusals):
    group(panel, *MIDDLE)
    double_click(panel, centre(panel, BOX))
    click(panel, on_wire(panel, "dense", "relu"))
    press(panel, K.Key_Delete)
    click(panel, arrow(panel))
    assert not document.groups[0].collapsed
    assert refusals == ["ReLU is not connected to the others: a group must be one piece."]


def test_a_box_is_not_moved_in_the_chain_by_keys_and_says_so(panel, document, refusals):
    group(panel, *MIDDLE)
    press(panel, K.Key_Right, CTRL)
    assert kinds(document)[1:4] == list(MIDDLE)
    assert len(refusals) == 1


def test_one_layer_is_no_group(panel, document, refusals):
    click(panel, centre(panel, "dense"))
    press(panel, K.Key_G, CTRL)
    assert document.groups == ()
    assert refusals == ["A group needs two layers or more."]


def test_a_layer_dropped_on_the_box_goes_behind_its_last_layer(panel, document):
    group(panel, *MIDDLE)
    mark = panel.view.network._place_mark
    send_drop(panel, centre(panel, BOX), mime("dropout"), drop=False)
    assert mark.isVisible()
    assert mark.x() > panel.view.network.nodes[BOX].out_point().x()
    send_drop(panel, centre(panel, BOX), mime("dropout"))
    assert wires(document) >= {("dense_2", "dropout"), ("dropout", "tanh")}
    assert document.groups == (Group(MIDDLE),)
    assert keys(panel)[2:5] == [BOX, "dropout", "tanh"]


def test_a_layer_dropped_on_the_wire_to_a_box_stays_outside(panel, document):
    group(panel, *MIDDLE)
    send_drop(panel, on_wire(panel, "flatten", "dense"), mime("dropout"))
    assert wires(document) >= {("flatten", "dropout"), ("dropout", "dense")}
    assert document.groups == (Group(MIDDLE),)


def test_a_layer_is_typed_behind_a_selected_box(panel, document):
    group(panel, *MIDDLE)
    press(panel, K.Key_Slash)
    QTest.keyClicks(panel.chooser.search, "dropout")
    QTest.keyClick(panel.chooser.search, K.Key_Return)
    assert ("dense_2", "dropout") in wires(document)


def test_a_layer_put_into_a_wire_of_an_opened_group_joins_it(panel, document):
    group(panel, *MIDDLE)
    double_click(panel, centre(panel, BOX))
    send_drop(panel, on_wire(panel, "relu", "dense_2"), mime("dropout"))
    assert document.groups[0].nodes == ("dense", "relu", "dropout", "dense_2")
    drag(panel, centre(panel, "tanh"), on_wire(panel, "dense", "relu"))
    assert document.groups[0].nodes == ("dense", "tanh", "relu", "dropout", "dense_2")


def test_a_layer_put_elsewhere_leaves_its_group(panel, document):
    group(panel, *MIDDLE)
    double_click(panel, centre(panel, BOX))
    click(panel, QPoint(4, 4))
    drag(panel, centre(panel, "relu"), on_wire(panel, "tanh", "dense_3"))
    assert kinds(document) == ["flatten", "dense", "dense_2", "tanh", "relu", "dense_3"]
    assert document.groups[0].nodes == ("dense", "dense_2")


def test_a_group_of_one_is_none(panel, document):
    group(panel, "dense", "relu")
    double_click(panel, centre(panel, BOX))
    click(panel, centre(panel, "relu"))
    press(panel, K.Key_Delete)
    assert document.groups == ()
    document.undo_stack.undo()
    assert document.groups[0].nodes == ("dense", "relu")


def test_a_wire_from_the_box_leaves_from_its_output(qtbot):
    network = chain(L["dense"](units=64), L["relu"](), L["dense"](units=64), L["tanh"](), L["add"]())
    document = Document(experiment(network))
    panel = shown(qtbot, document)
    group(panel, "dense", "relu")
    drag(panel, port(panel, BOX), centre(panel, "add"), release=False)
    assert panel.view.network.nodes["add"].lit
    QTest.mouseRelease(panel.view.viewport(), LEFT, NONE, centre(panel, "add"))
    assert set(document.network.node("add").inputs) == {"tanh", "relu"}
    assert (BOX, "add") in seen(panel)


def test_a_wire_to_the_box_goes_to_its_first_layer(qtbot):
    network = chain(L["relu"](), L["tanh"](), L["add"](), L["flatten"](), L["dense"](units=10))
    document = Document(experiment(network))
    panel = shown(qtbot, document)
    group(panel, "add", "flatten")
    drag(panel, port(panel, "relu"), centre(panel, "group:add"))
    assert set(document.network.node("add").inputs) == {"tanh", "relu"}


def test_a_wire_to_a_box_with_several_ways_in_is_refused(qtbot):
    document = Document(experiment(residual()))
    panel = shown(qtbot, document)
    group(panel, "conv2d_2", "batch_norm", "add")
    drag(panel, port(panel, "conv2d"), centre(panel, "group:conv2d_2"), release=False)
    assert not panel.view.network.nodes["group:conv2d_2"].lit
    assert "several layers" in QToolTip.text()
    QTest.mouseRelease(panel.view.viewport(), LEFT, NONE, centre(panel, "group:conv2d_2"))
    assert document.undo_stack.undoText() == "Group 3 layers"
    QToolTip.hideText()


def test_a_wire_to_a_box_is_taken_away_and_brought_back_by_its_end(panel, document):
    group(panel, *MIDDLE)
    end = panel.node_rect(BOX).center()
    tip = panel.view.mapFromScene(panel.view.network.nodes[BOX].in_point()) - QPoint(5, 0)
    drag(panel, tip, end)
    assert document.network.node("dense").inputs == ("flatten",)
    drag(panel, tip, QPoint(tip.x(), 20))
    assert document.network.node("dense").inputs == ()
    assert ("flatten", BOX) not in seen(panel)
    QToolTip.hideText()
