"""Groups of layers on the canvas, tried with real mouse and key events: collapsed, opened, and built with."""

from __future__ import annotations

import json
import random
from graphlib import TopologicalSorter

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from engine import Network, chain, connect, load_document, load_experiment
from gui.canvas.layers import mime
from gui.canvas.looks import LOSS
from gui.canvas.panel import CanvasPanel
from gui.canvas.scene import NetworkScene
from gui.document import Document
from gui.groups import Group
from gui.main_window import MainWindow
from gui.resources import PRESETS
from gui.theme import theme
from tests.gui.canvas_tools import (
    CTRL,
    LEFT,
    NONE,
    SHIFT,
    K,
    L,
    centre,
    click,
    drag,
    experiment,
    kinds,
    mlp,
    on_wire,
    port,
    press,
    residual,
    send_drop,
    shown,
    wires,
)
from tests.gui.test_edit_sequences import Hand

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do

BOX = "group:dense"
MIDDLE = ("dense", "relu", "dense_2")


@pytest.fixture
def document():
    return Document(experiment(long()))


@pytest.fixture
def refusals(document):
    said: list[str] = []
    document.refused.connect(said.append)
    return said


def long() -> Network:
    return chain(
        L["flatten"](), L["dense"](units=32), L["relu"](), L["dense"](units=16), L["tanh"](), L["dense"](units=10)
    )


def keys(panel: CanvasPanel) -> list[str]:
    return list(panel.view.network.order)


def seen(panel: CanvasPanel) -> set[tuple[str, str]]:
    """The wires that are drawn, from box to box."""
    return {(wire.source, wire.target) for wire in panel.view.network.wires.values()}


def group(panel: CanvasPanel, *nodes: str) -> None:
    """Select with the mouse and press Ctrl+G."""
    for index, node in enumerate(nodes):
        click(panel, centre(panel, node), CTRL if index else NONE)
    press(panel, K.Key_G, CTRL)


def double_click(panel: CanvasPanel, point: QPoint) -> None:
    """As a hand does: the first click is a click."""
    click(panel, point)
    QTest.mouseDClick(panel.view.viewport(), LEFT, NONE, point)


def arrow(panel: CanvasPanel) -> QPoint:
    return panel.view.mapFromScene(panel.view.network.frames.all[0].fold_box.center())


def title(panel: CanvasPanel) -> QPoint:
    box = panel.view.network.frames.all[0].title_box
    return panel.view.mapFromScene(box.center())


def choose(panel: CanvasPanel, point: QPoint, text: str) -> None:
    """Trigger an entry of the context menu at a point."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, panel.view.viewport().mapToGlobal(point))
    QApplication.sendEvent(panel.view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text().split("\t")[0] == text).trigger()
    menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# one box


def test_ctrl_g_shows_the_selected_layers_as_one_box(panel, document):
    group(panel, *MIDDLE)
    assert keys(panel) == ["input", "flatten", BOX, "tanh", "dense_3"]
    assert seen(panel) == {
        ("input", "flatten"), ("flatten", BOX), (BOX, "tanh"), ("tanh", "dense_3"), ("dense_3", LOSS)
    }  # fmt: skip
    look = panel.view.network.nodes[BOX].look
    assert look.title == "Dense … Dense"
    assert look.details == ("3 layers", "2,608 parameters")
    assert look.caption == "16"
    assert document.undo_stack.undoText() == "Group 3 layers"
    assert document.groups == (Group(MIDDLE),)
    lefts = [panel.node_rect(key).left() for key in keys(panel)]
    assert lefts == sorted(lefts)
    document.undo_stack.undo()
    assert keys(panel) == ["input", *kinds(document)]
    document.undo_stack.redo()
    assert BOX in keys(panel)


def test_a_stack_of_boxes_is_drawn(panel):
    group(panel, *MIDDLE)
    panel.document.select(())
    QApplication.processEvents()
    rect, picture = panel.node_rect(BOX), panel.grab().toImage()
    beside = [picture.pixelColor(rect.right() + 3, y).name() for y in range(rect.top(), rect.center().y())]
    assert theme.tokens.canvas not in beside[6:]


def test_the_box_names_the_problems_within(panel, document):
    group(panel, *MIDDLE)
    assert not panel.view.network.nodes[BOX].look.problem
    document.edit_network("Cut", document.network.model_copy(update={"nodes": tuple(
        node.model_copy(update={"inputs": ()}) if node.id == "relu" else node for node in document.network.nodes
    )}))  # fmt: skip
    problem = panel.view.network.nodes[BOX].look.problem
    assert "ReLU: It has no input." in problem
    assert problem in panel.view.network.nodes[BOX].toolTip()


def test_figures_follow_the_layers_within(panel, document):
    group(panel, *MIDDLE)
    document.set_field("Units", "model.nodes.dense_2.layer.units", 20)
    look = panel.view.network.nodes[BOX].look
    assert look.details == ("3 layers", "2,740 parameters")
    assert look.caption == "20"


def test_a_click_on_the_box_selects_all_its_layers(panel, document):
    group(panel, *MIDDLE)
    click(panel, QPoint(4, 4))
    click(panel, centre(panel, BOX))
    assert document.selection == MIDDLE
    assert panel.view.network.nodes[BOX].selected
    assert panel.view.accessibleDescription() == "Dense … Dense, 3 layers, 2,608 parameters, 16"
    click(panel, centre(panel, "tanh"), CTRL)
    assert document.selection == (*MIDDLE, "tanh")
    click(panel, centre(panel, BOX), CTRL)
    assert document.selection == ("tanh",)
    assert not panel.view.network.nodes[BOX].selected


def test_a_rubber_band_takes_all_layers_of_a_box_it_touches(panel, document):
    group(panel, *MIDDLE)
    rect = panel.node_rect(BOX)
    drag(panel, rect.topLeft() - QPoint(8, 20), rect.center())
    assert document.selection == MIDDLE


def test_a_layer_selected_elsewhere_shows_on_its_box(panel, document):
    group(panel, *MIDDLE)
    panel.view.zoom_by(3)
    press(panel, K.Key_Home)
    document.select(("relu",))
    assert panel.view.network.nodes[BOX].selected
    assert panel.view.viewport().rect().contains(panel.node_rect("relu").center())
    assert panel.node_rect("relu") == panel.node_rect(BOX)


def test_delete_takes_the_box_and_undo_brings_it_back(panel, document):
    group(panel, *MIDDLE)
    press(panel, K.Key_Delete)
    assert kinds(document) == ["flatten", "tanh", "dense_3"]
    assert document.groups == ()
    assert ("flatten", "tanh") in wires(document)
    document.undo_stack.undo()
    assert BOX in keys(panel)


def test_duplicating_a_box_copies_all_its_layers(panel, document):
    group(panel, *MIDDLE)
    press(panel, K.Key_D, CTRL)
    assert kinds(document) == ["flatten", *MIDDLE, "dense_4", "relu_2", "dense_5", "tanh", "dense_3"]
    assert document.groups == (Group(MIDDLE),)
    assert keys(panel)[2:6] == [BOX, "dense_4", "relu_2", "dense_5"]


def test_the_box_is_dragged_as_one(panel, document):
    group(panel, *MIDDLE)
    goal = centre(panel, BOX) + QPoint(20, 110)
    drag(panel, centre(panel, BOX), goal)
    assert (centre(panel, BOX) - goal).manhattanLength() <= 2
    assert document.undo_stack.count() == 2
    assert set(document.positions) == set(MIDDLE)
    drag(panel, goal, goal + QPoint(30, 0))
    place = panel.view.network.nodes[BOX].pos()
    double_click(panel, centre(panel, BOX))
    places = [panel.view.network.nodes[node].pos() for node in MIDDLE]
    assert places[0] == place
    assert [at.x() for at in places] == sorted({at.x() for at in places})
    assert {at.y() for at in places} == {place.y()}


def test_boxes_are_put_in_line_with_others(panel, document):
    group(panel, *MIDDLE)
    drag(panel, centre(panel, BOX), centre(panel, BOX) + QPoint(0, 110))
    click(panel, centre(panel, "tanh"), SHIFT)
    panel.view.put_in_line("align_bottom")
    assert panel.node_rect("tanh").top() == panel.node_rect(BOX).top()
    assert set(document.positions) == {*MIDDLE, "tanh"}


def test_the_loss_follows_a_box_that_ends_the_network(panel, document):
    group(panel, "tanh", "dense_3")
    drag(panel, centre(panel, "tanh"), centre(panel, "tanh") + QPoint(0, 100))
    assert panel.node_rect(LOSS).top() == panel.node_rect("group:tanh").top()
    assert ("dense_3", LOSS) in panel.view.network.wires


# opening and folding


def test_a_double_click_opens_and_the_arrow_folds(panel, document):
    group(panel, *MIDDLE)
    double_click(panel, centre(panel, BOX))
    assert keys(panel) == ["input", *kinds(document)]
    assert document.undo_stack.undoText() == "Open Dense … Dense"
    (frame,) = panel.view.network.frames.all
    (piece,) = frame.pieces
    network = panel.view.network
    assert {key for key, item in network.nodes.items() if piece.contains(item.scene_box())} == set(MIDDLE)
    assert not any(piece.intersects(network.nodes[key].scene_box()) for key in ("flatten", "tanh"))
    click(panel, arrow(panel))
    assert BOX in keys(panel)
    assert document.undo_stack.undoText() == "Fold Dense … Dense"
    assert panel.view.network.frames.all == []
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert BOX in keys(panel)


def test_a_double_click_on_the_arrow_folds_once(panel, document):
    group(panel, *MIDDLE)
    double_click(panel, centre(panel, BOX))
    double_click(panel, arrow(panel))
    assert document.groups == (Group(MIDDLE),)
    assert not panel.chooser.isVisible()
    count = document.undo_stack.count()
    double_click(panel, centre(panel, BOX))
    assert document.undo_stack.count() == count + 1
    assert not document.groups[0].collapsed


def test_the_frame_goes_with_its_boxes(panel, document):
    group(panel, *MIDDLE)
    double_click(panel, centre(panel, BOX))
    before = panel.view.network.frames.all[0].title_box.top()
    drag(panel, title(panel), title(panel) + QPoint(0, 100))
    assert document.selection == MIDDLE
    assert set(document.positions) == set(MIDDLE)
    assert panel.view.network.frames.all[0].title_box.top() > before


def test_the_frame_leaves_other_layers_out_where_rows_end(qtbot):
    document = Document(experiment(long()))
    panel = shown(qtbot, document, 700, 330)
    group(panel, *MIDDLE)
    double_click(panel, centre(panel, BOX))
    network = panel.view.network
    assert len({network.nodes[key].y() for key in MIDDLE}) == 2
    pieces = network.frames.all[0].pieces
    assert len(pieces) == 2
    inside = {key for key, item in network.nodes.items() for piece in pieces if piece.intersects(item.scene_box())}
    assert inside == set(MIDDLE)
    assert all(panel.view.viewport().rect().contains(panel.node_rect(key)) for key in network.nodes)


def test_the_title_of_a_frame_has_room(panel):
    group(panel, *MIDDLE)
    double_click(panel, centre(panel, BOX))
    network = panel.view.network
    strip = network.frames.all[0].title_box
    assert network.content().contains(strip)
    assert not any(strip.intersects(wire.line.boundingRect()) for wire in network.wires.values())
    assert not any(strip.intersects(item.scene_box()) for item in network.nodes.values())


def test_ctrl_g_within_an_opened_group_folds_it(panel, document):
    group(panel, *MIDDLE)
    press(panel, K.Key_Return)
    assert not document.groups[0].collapsed
    click(panel, centre(panel, "relu"))
    press(panel, K.Key_G, CTRL)
    assert document.groups == (Group(MIDDLE),)
    assert document.selection == MIDDLE


def test_ungroup_leaves_the_layers(panel, document):
    group(panel, *MIDDLE)
    press(panel, K.Key_G, CTRL | SHIFT)
    assert document.groups == ()
    assert keys(panel) == ["input", *kinds(document)]
    assert document.selection == MIDDLE
    assert document.undo_stack.undoText() == "Ungroup Dense … Dense"


def test_a_layer_is_in_one_group(panel, document):
    group(panel, "dense", "relu")
    group(panel, "dense", "dense_2")
    assert document.groups == (Group(MIDDLE),)
    group(panel, "flatten", "dense")
    assert document.groups == (Group(("flatten", *MIDDLE)),)


# names


def test_f2_renames_in_place(panel, document):
    group(panel, *MIDDLE)
    press(panel, K.Key_F2)
    editor = panel.view.renaming.editor
    assert editor is not None
    assert editor.hasFocus()
    assert editor.accessibleName()
    assert panel.view.rect().contains(editor.geometry())
    QTest.keyClicks(editor, "  Encoder ")
    QTest.keyClick(editor, K.Key_Return)
    assert panel.view.network.nodes[BOX].look.title == "Encoder"
    assert document.undo_stack.undoText() == "Rename Dense … Dense"
    assert panel.view.hasFocus()
    document.undo_stack.undo()
    assert panel.view.network.nodes[BOX].look.title == "Dense … Dense"


def test_escape_leaves_the_name_and_a_click_elsewhere_keeps_what_was_typed(panel, document):
    group(panel, *MIDDLE)
    press(panel, K.Key_F2)
    QTest.keyClicks(panel.view.renaming.editor, "Nothing")
    QTest.keyClick(panel.view.renaming.editor, K.Key_Escape)
    assert document.groups[0].title == ""
    double_click(panel, centre(panel, BOX))
    QTest.mouseDClick(panel.view.viewport(), LEFT, NONE, title(panel))
    QTest.keyClicks(panel.view.renaming.editor, "Encoder")
    panel.fit_button.setFocus()
    assert document.groups[0].title == "Encoder"
    assert panel.view.network.frames.all[0].title == "Encoder"


def test_an_undo_while_a_name_is_typed_drops_it(panel, document):
    group(panel, *MIDDLE)
    press(panel, K.Key_F2)
    QTest.keyClicks(panel.view.renaming.editor, "Encoder")
    document.undo_stack.undo()
    assert panel.view.renaming.editor is None
    assert document.groups == ()
    assert document.undo_stack.canRedo()


# what is refused


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


# building with groups


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


# keys and menus


def test_keys_go_from_box_to_box(panel, document):
    group(panel, *MIDDLE)
    press(panel, K.Key_Home)
    walked = []
    for _ in range(4):
        press(panel, K.Key_Right)
        walked.append(document.selection)
    assert walked == [("flatten",), MIDDLE, ("tanh",), ("dense_3",)]
    press(panel, K.Key_Left)
    press(panel, K.Key_Left)
    assert document.selection == MIDDLE
    press(panel, K.Key_PageDown)
    assert document.selection == ("tanh",)
    press(panel, K.Key_PageUp)
    assert document.selection == MIDDLE
    press(panel, K.Key_A, CTRL)
    assert document.selection == tuple(kinds(document))


def test_the_menu_of_a_box(panel, document):
    group(panel, *MIDDLE)
    click(panel, QPoint(4, 4))
    choose(panel, centre(panel, BOX), "Open group")
    assert document.selection == MIDDLE
    assert not document.groups[0].collapsed
    choose(panel, centre(panel, "relu"), "Fold group")
    assert document.groups[0].collapsed
    choose(panel, centre(panel, BOX), "Rename group...")
    QTest.keyClicks(panel.view.renaming.editor, "Encoder")
    QTest.keyClick(panel.view.renaming.editor, K.Key_Return)
    choose(panel, centre(panel, BOX), "Ungroup")
    assert document.undo_stack.undoText() == "Ungroup Encoder"
    panel.document.select(("relu", "dense_2"))
    choose(panel, centre(panel, "relu"), "Group")
    assert document.groups == (Group(("relu", "dense_2")),)


def test_the_window_offers_it_and_says_why_not(window: MainWindow):
    document, actions = window.bench.document, window.actions_
    ids = [node.id for node in document.network.nodes]
    assert not actions["group"].isEnabled()
    assert "Select two layers or more." in actions["group"].toolTip()
    assert "No group is selected." in actions["ungroup"].toolTip()
    document.select(ids[:2])
    QTest.keyClick(window.bench.canvas.view, K.Key_G, CTRL)
    assert document.groups == (Group(tuple(ids[:2])),)
    assert not actions["group"].isEnabled()
    assert actions["ungroup"].isEnabled()
    assert window.bench.properties.view.title.text() == "Flatten … Dense"
    assert window.bench.properties.view.subtitle.text() == "2 layers"
    actions["ungroup"].trigger()
    assert document.groups == ()


# whatever happens


@pytest.mark.parametrize("seed", range(30))
def test_the_drawing_holds_whatever_is_done(qapp, seed):
    """Each layer is shown by one box, each wire between boxes is drawn, and no wires run in circles."""
    rng = random.Random(seed)
    document = Document(load_experiment(PRESETS / f"{rng.choice(['digits_residual', 'lenet_glyphs'])}.descent"))
    scene, hand = NetworkScene(document), Hand(document, rng)
    document.select(kinds(document)[1:4])
    hand.groups.group()
    for _ in range(40):
        rng.choice([hand.grouping, hand.act])()
        folding, network = scene.folding, document.network
        inside = [node for group in document.groups for node in group.nodes]
        assert len(inside) == len(set(inside))
        assert all(len(group.nodes) >= 2 and set(group.nodes) <= set(kinds(document)) for group in document.groups)
        assert set(scene.places) == set(scene.nodes) == {*folding.order, LOSS}
        assert sorted(folding.all_members(folding.order)) == sorted(["input", *kinds(document)])
        drawn = {(wire.source, wire.target) for wire in scene.wires.values() if wire.target != LOSS}
        ends = {(folding.key(source), folding.key(target)) for source, target in wires(document)}
        assert drawn == {(source, target) for source, target in ends if source != target}
        if not execution_stuck(document):
            TopologicalSorter({key: {a for a, b in drawn if b == key} for key in folding.order}).prepare()
        for key in folding.order:
            assert folding.outlet(key) in folding.members(key)
            assert folding.inlet(key) in (None, *folding.members(key))
        assert [frame.group for frame in scene.frames.all] == [each for each in document.groups if not each.collapsed]
        assert network is document.network
    scene.deleteLater()


def execution_stuck(document: Document) -> bool:
    """Whether the network itself has a cycle."""
    return len(document.analysis.order) < len(document.network.nodes)


# files


def test_groups_are_saved_and_read(panel, document, tmp_path):
    group(panel, *MIDDLE)
    document.set_groups("Name", [Group(MIDDLE, "Encoder")])
    document.set_groups("More", [*document.groups, Group(("tanh", "dense_3"), collapsed=False)])
    path = tmp_path / "grouped.descent"
    document.save(path)
    stored = load_document(path)
    groups = document.groups
    document.start(stored.experiment, path=path, view=stored.view)
    assert document.groups == groups
    assert keys(panel) == ["input", "flatten", BOX, "tanh", "dense_3"]
    assert not document.dirty
    document.set_groups("None", ())
    document.save(path)
    assert load_document(path).view["groups"] == []
    assert "groups" not in json.dumps(stored.experiment.model_dump(mode="json"))


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (None, ()),
        ("dense", ()),
        ([None, 3, {"nodes": "dense"}, {"nodes": [1, 2]}, {}], ()),
        ([{"nodes": ["dense", "nowhere"]}], ()),
        ([{"nodes": ["dense", "dense"]}], ()),
        ([{"nodes": ["relu", "dense", "dense"], "title": 7, "collapsed": 1}], (Group(("dense", "relu"), "", False),)),
        ([{"nodes": ["dense", "relu"], "title": " a\n b " + "c" * 99, "collapsed": True}],
         (Group(("dense", "relu"), "a b " + "c" * 56, True),)),
        ([{"nodes": ["dense", "relu"]}, {"nodes": ["relu", "dense_2"]}], (Group(("dense", "relu"), "", False),)),
        ([{"nodes": ["dense", "dense_2"], "collapsed": True}], (Group(("dense", "dense_2"), "", False),)),
        ([{"nodes": ["input", "flatten", "dense"], "collapsed": True}], (Group(("flatten", "dense"), "", True),)),
    ],
)  # fmt: skip
def test_a_file_may_say_anything_about_groups(qapp, groups, expected):
    document = Document(experiment(mlp()))
    document.start(document.experiment, view={"groups": groups})
    assert document.groups == expected


def test_another_model_keeps_the_groups_for_the_way_back(panel, document):
    group(panel, *MIDDLE)
    document.use_model("Baseline", "k_nearest_neighbors")
    document.use_model("Network", "network")
    assert document.groups == (Group(MIDDLE),)
    assert BOX in keys(panel)
