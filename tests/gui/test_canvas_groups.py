"""Groups of layers on the canvas as one box, tried with real mouse and key events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from gui.canvas.looks import LOSS
from gui.canvas.panel import CanvasPanel
from gui.groups import Group
from gui.main_window import MainWindow
from gui.theme import theme
from tests.gui.canvas_tools import CTRL, SHIFT, K, centre, click, drag, kinds, press, wires
from tests.gui.group_tools import BOX, MIDDLE, document, double_click, group, keys, seen

__all__ = ["document"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


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
