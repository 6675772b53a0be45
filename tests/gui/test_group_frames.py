"""An opened group on the canvas: its frame, folding and opening it, and its name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from gui.document import Document
from gui.groups import Group
from tests.gui.canvas_tools import CTRL, LEFT, NONE, SHIFT, K, centre, click, drag, experiment, kinds, press, shown
from tests.gui.group_tools import BOX, MIDDLE, arrow, document, double_click, group, keys, long, title

__all__ = ["document"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


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
