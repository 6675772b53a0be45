"""The canvas, tried with real mouse and key events: building and wiring a network."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from engine import Network
from gui.canvas.layers import mime
from gui.canvas.looks import LOSS
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from tests.gui.canvas_tools import (
    ALT,
    CTRL,
    LEFT,
    NONE,
    K,
    centre,
    click,
    drag,
    experiment,
    kinds,
    on_wire,
    press,
    residual,
    send_drop,
    shown,
    wires,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


# editing


@pytest.mark.parametrize("key", [K.Key_Delete, K.Key_Backspace])
def test_delete_takes_layers_out_and_undo_brings_them_back(panel, document, key):
    click(panel, centre(panel, "relu"))
    press(panel, key)
    assert kinds(document) == ["flatten", "dense", "dense_2"]
    assert ("dense", "dense_2") in wires(document)
    assert document.selection == ("dense_2",)
    assert document.undo_stack.undoText() == "Delete ReLU"
    document.undo_stack.undo()
    assert kinds(document) == ["flatten", "dense", "relu", "dense_2"]
    panel.select_all()
    panel.delete_selection()
    assert kinds(document) == []
    assert document.undo_stack.undoText() == "Delete 4 layers"


def test_the_input_cannot_be_deleted(panel, document):
    click(panel, centre(panel, "input"))
    press(panel, K.Key_Delete)
    assert document.undo_stack.count() == 0


@pytest.mark.parametrize("modifier", [CTRL, ALT])
def test_arrows_move_a_layer_in_the_chain(panel, document, modifier):
    click(panel, centre(panel, "relu"))
    press(panel, K.Key_Left, modifier)
    assert kinds(document) == ["flatten", "relu", "dense", "dense_2"]
    assert document.undo_stack.undoText() == "Move ReLU earlier"
    assert document.selection == ("relu",)
    press(panel, K.Key_Right, modifier)
    press(panel, K.Key_Right, modifier)
    assert kinds(document) == ["flatten", "dense", "dense_2", "relu"]
    count = document.undo_stack.count()
    press(panel, K.Key_Right, modifier)
    assert document.undo_stack.count() == count


def test_moving_an_add_would_lose_a_wire_and_is_not_done(qtbot):
    document = Document(experiment(residual()))
    panel = shown(qtbot, document)
    document.select(("add",))
    press(panel, K.Key_Right, CTRL)
    assert document.undo_stack.count() == 0


def test_dragging_moves_in_one_undo_step(panel, document):
    rect = panel.node_rect("dense")
    goal = rect.center() + QPoint(10, 90)
    drag(panel, rect.center(), goal)
    assert (panel.node_rect("dense").center() - goal).manhattanLength() <= 2
    assert set(document.positions) == {"dense"}
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Move Dense"
    document.undo_stack.undo()
    assert panel.node_rect("dense") == rect


def test_dragging_several_moves_them_together(panel, document):
    click(panel, centre(panel, "dense"))
    click(panel, centre(panel, "relu"), CTRL)
    before = centre(panel, "relu") - centre(panel, "dense")
    drag(panel, centre(panel, "relu"), centre(panel, "relu") + QPoint(0, 100))
    assert centre(panel, "relu") - centre(panel, "dense") == before
    assert set(document.positions) == {"dense", "relu"}
    assert document.undo_stack.count() == 1


def test_places_by_hand_stay_when_the_network_changes(panel, document):
    drag(panel, centre(panel, "dense"), centre(panel, "dense") + QPoint(0, 90))
    place = panel.view.network.nodes["dense"].pos()
    panel.edits.add_after("relu", "flatten")
    panel.resize(700, 330)
    assert panel.view.network.nodes["dense"].pos() == place
    panel.view.tidy()
    assert panel.view.network.nodes["dense"].pos() != place
    assert document.positions == {}


def test_escape_calls_a_drag_off(panel, document):
    rect = panel.node_rect("dense")
    drag(panel, rect.center(), rect.center() + QPoint(0, 90), release=False)
    assert panel.node_rect("dense") != rect
    press(panel, K.Key_Escape)
    assert panel.node_rect("dense") == rect
    QTest.mouseRelease(panel.view.viewport(), LEFT, NONE, rect.center())
    assert document.undo_stack.count() == 0


def test_an_undo_in_the_middle_of_a_drag_ends_it(panel, document):
    new = panel.edits.add_after("tanh", "flatten")
    drag(panel, centre(panel, new), centre(panel, new) + QPoint(0, 90), release=False)
    document.undo_stack.undo()
    QTest.mouseMove(panel.view.viewport(), QPoint(300, 300))
    QTest.mouseRelease(panel.view.viewport(), LEFT, NONE, QPoint(300, 300))
    assert kinds(document) == ["flatten", "dense", "relu", "dense_2"]
    assert document.positions == {}


def test_a_layer_dropped_on_a_wire_goes_there(panel, document):
    document.set_field("Name", "model.nodes.relu.title", "Kink")
    drag(panel, centre(panel, "relu"), on_wire(panel, "input", "flatten"), release=False)
    assert panel.view.network.wires[("input", "flatten")].marked
    QTest.mouseRelease(panel.view.viewport(), LEFT, NONE, on_wire(panel, "input", "flatten"))
    assert kinds(document) == ["relu", "flatten", "dense", "dense_2"]
    assert document.network.node("relu").title == "Kink"
    assert document.positions == {}
    lefts = [panel.node_rect(key).left() for key in ("input", "relu", "flatten")]
    assert lefts == sorted(lefts)
    drag(panel, centre(panel, "relu"), on_wire(panel, "dense_2", LOSS))
    assert kinds(document) == ["flatten", "dense", "dense_2", "relu"]


def test_a_layer_put_into_a_wire_gives_up_its_place_by_hand(panel, document):
    drag(panel, centre(panel, "relu"), centre(panel, "relu") + QPoint(0, 100))
    drag(panel, centre(panel, "relu"), on_wire(panel, "input", "flatten"))
    assert kinds(document)[0] == "relu"
    assert document.positions == {}


def test_a_layer_dropped_on_one_wire_of_a_fork_leaves_the_other(qtbot):
    document = Document(experiment(residual()))
    panel = shown(qtbot, document)
    panel.edits.move_to_wire("batch_norm", "relu", "add")
    assert wires(document) >= {("relu", "batch_norm"), ("batch_norm", "add"), ("relu", "conv2d_2"), ("conv2d_2", "add")}


# dragging from the palette


def test_a_layer_dropped_on_a_wire_of_the_drawing_is_inserted(panel, document):
    point = on_wire(panel, "dense", "relu")
    assert send_drop(panel, point, mime("dropout"), drop=False)
    assert panel.view.network.wires[("dense", "relu")].marked
    assert send_drop(panel, point, mime("dropout"))
    assert not panel.view.network.wires[("dense", "dropout")].marked
    assert wires(document) >= {("dense", "dropout"), ("dropout", "relu")}
    assert document.selection == ("dropout",)
    assert document.undo_stack.undoText() == "Insert Dropout"


def test_a_layer_dropped_on_a_box_goes_behind_it(panel, document):
    mark = panel.view.network._place_mark
    send_drop(panel, centre(panel, "flatten"), mime("tanh"), drop=False)
    assert mark.isVisible()
    place = panel.view.mapFromScene(mark.pos()).x()
    assert panel.node_rect("flatten").right() < place < panel.node_rect("dense").left()
    QApplication.sendEvent(panel.view.viewport(), QDragLeaveEvent())
    assert not mark.isVisible()
    send_drop(panel, centre(panel, "flatten"), mime("tanh"))
    assert wires(document) >= {("flatten", "tanh"), ("tanh", "dense")}


@pytest.mark.parametrize("place", ["paper", "loss"])
def test_a_layer_dropped_anywhere_else_goes_to_the_end(panel, document, place):
    point = QPoint(5, 5) if place == "paper" else centre(panel, LOSS)
    send_drop(panel, point, mime("tanh"), drop=False)
    assert panel.view.network._place_mark.isVisible()
    send_drop(panel, point, mime("tanh"))
    assert kinds(document)[-1] == "tanh"
    assert ("tanh", LOSS) in panel.view.network.wires
    assert document.undo_stack.undoText() == "Insert Tanh"


def test_the_first_layer_is_dropped_into_an_empty_network(qtbot):
    document = Document(experiment(Network()))
    panel = shown(qtbot, document)
    send_drop(panel, QPoint(5, 5), mime("flatten"))
    assert wires(document) == {("input", "flatten")}


def test_what_is_no_layer_is_not_taken(panel, document):
    text = QMimeData()
    text.setText("dense")
    assert not send_drop(panel, centre(panel, "flatten"), text, drop=False)
    send_drop(panel, centre(panel, "flatten"), mime("no_such_layer"))
    assert document.undo_stack.count() == 0


# menus and the chooser


def open_menu(panel: CanvasPanel, point: QPoint) -> QMenu:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, panel.view.viewport().mapToGlobal(point))
    QApplication.sendEvent(panel.view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, *path: str) -> None:
    """Trigger the entry at a path of titles, and close the menu."""
    root = menu
    for title in path[:-1]:
        submenu = next(action.menu() for action in menu.actions() if action.text() == title)
        menu = submenu
    next(action for action in menu.actions() if action.text().split("\t")[0] == path[-1]).trigger()
    root.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_menu_of_a_box(panel, document):
    choose(open_menu(panel, centre(panel, "relu")), "Move earlier")
    assert kinds(document) == ["flatten", "relu", "dense", "dense_2"]
    choose(open_menu(panel, centre(panel, "relu")), "Insert after", "Regularisation", "Dropout")
    assert kinds(document) == ["flatten", "relu", "dropout", "dense", "dense_2"]
    choose(open_menu(panel, centre(panel, "relu")), "Delete")
    assert "relu" not in kinds(document)
    menu = open_menu(panel, centre(panel, "flatten"))
    assert not next(each for each in menu.actions() if each.text().startswith("Move earlier")).isEnabled()
    menu.close()
    menu = open_menu(panel, centre(panel, "input"))
    offered = [each.text().split("\t")[0] for each in menu.actions() if not each.isSeparator()]
    assert offered == ["Paste", "Insert after", "Insert template", "Connect to", "Arrange"]
    menu.close()


def test_wires_can_be_drawn_and_taken_away_by_menu(panel, document):
    choose(open_menu(panel, centre(panel, "flatten")), "Connect to", "Dense 2 (instead of ReLU)")
    assert document.network.node("dense_2").inputs == ("flatten",)
    choose(open_menu(panel, centre(panel, "dense_2")), "Disconnect from", "Flatten")
    assert document.network.node("dense_2").inputs == ()
    menu = open_menu(panel, centre(panel, "dense_2"))
    assert not next(each for each in menu.actions() if each.text() == "Disconnect from").isEnabled()
    menu.close()


def test_the_menu_of_a_wire(panel, document):
    choose(open_menu(panel, on_wire(panel, "dense", "relu")), "Insert", "Activation", "Tanh")
    assert wires(document) >= {("dense", "tanh"), ("tanh", "relu")}
    choose(open_menu(panel, on_wire(panel, "tanh", "relu")), "Disconnect")
    assert document.network.node("relu").inputs == ()


def test_the_menu_of_the_paper(panel, document):
    choose(open_menu(panel, QPoint(5, 5)), "Insert at the end", "Activation", "Tanh")
    assert kinds(document)[-1] == "tanh"
    drag(panel, centre(panel, "dense"), centre(panel, "dense") + QPoint(0, 90))
    choose(open_menu(panel, QPoint(5, 5)), "Arrange", "Arrange automatically")
    assert document.positions == {}


@pytest.mark.parametrize("key", [K.Key_Insert, K.Key_Slash])
def test_a_layer_is_added_by_its_name(qtbot, panel, document, key):
    click(panel, centre(panel, "flatten"))
    press(panel, key)
    assert panel.chooser.isVisible()
    QTest.keyClicks(panel.chooser.search, "drop")
    assert panel.chooser.list.item(0).text() == "Dropout"
    QTest.keyClick(panel.chooser.search, K.Key_Return)
    assert not panel.chooser.isVisible()
    assert kinds(document) == ["flatten", "dropout", "dense", "relu", "dense_2"]
    assert document.selection == ("dropout",)


def test_a_double_click_on_the_paper_asks_for_a_layer(panel, document):
    QTest.mouseDClick(panel.view.viewport(), LEFT, NONE, centre(panel, "dense"))
    assert not panel.chooser.isVisible()
    QTest.mouseDClick(panel.view.viewport(), LEFT, NONE, QPoint(5, 5))
    assert panel.chooser.isVisible()
    panel.chooser.close()


def test_the_chooser_goes_up_and_down_and_says_when_nothing_is_found(panel, document):
    panel.insert_menu()
    QTest.keyClick(panel.chooser.search, K.Key_Down)
    assert panel.chooser.list.currentRow() == 1
    QTest.keyClick(panel.chooser.search, K.Key_Up)
    assert panel.chooser.list.currentRow() == 0
    QTest.keyClicks(panel.chooser.search, "zzz")
    assert panel.chooser.problem.text() == "No layer is called “zzz”."
    QTest.keyClick(panel.chooser.search, K.Key_Return)
    QTest.keyClick(panel.chooser.search, K.Key_Escape)
    assert not panel.chooser.isVisible()
    assert document.undo_stack.count() == 0
