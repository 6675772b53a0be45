"""Selecting on the canvas, by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from engine import add_loose
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from tests.gui.canvas_tools import CTRL, SHIFT, K, L, centre, click, drag, experiment, mlp, press, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


def test_click_selects_and_paper_clears(panel, document):
    click(panel, centre(panel, "dense"))
    assert document.selection == ("dense",)
    click(panel, QPoint(4, 4))
    assert document.selection == ()


def test_ctrl_and_shift_click_add_and_take_away(panel, document):
    click(panel, centre(panel, "dense"))
    click(panel, centre(panel, "relu"), CTRL)
    click(panel, centre(panel, "flatten"), SHIFT)
    assert document.selection == ("dense", "relu", "flatten")
    click(panel, centre(panel, "dense"), CTRL)
    assert document.selection == ("relu", "flatten")
    click(panel, centre(panel, "flatten"))
    assert document.selection == ("flatten",)


def test_rubber_band_selects_what_it_touches(panel, document):
    first, last = panel.node_rect("flatten"), panel.node_rect("relu")
    start = QPoint(first.left() - 6, first.top() - 20)
    drag(panel, start, last.center())
    assert set(document.selection) == {"flatten", "dense", "relu"}
    end = panel.node_rect("dense_2")
    drag(panel, end.topLeft() - QPoint(4, 20), end.center(), modifiers=SHIFT)
    assert set(document.selection) == {"flatten", "dense", "relu", "dense_2"}


def test_keys_go_along_wires_and_through_all(panel, document):
    press(panel, K.Key_Home)
    assert document.selection == ("input",)
    press(panel, K.Key_Right)
    press(panel, K.Key_Right)
    assert document.selection == ("dense",)
    press(panel, K.Key_Left)
    assert document.selection == ("flatten",)
    press(panel, K.Key_End)
    assert document.selection == ("dense_2",)
    press(panel, K.Key_Right)
    assert document.selection == ("dense_2",)
    press(panel, K.Key_A, CTRL)
    assert document.selection == ("flatten", "dense", "relu", "dense_2")
    press(panel, K.Key_Escape)
    assert document.selection == ()


def test_up_and_down_change_rows(qtbot, document):
    panel = shown(qtbot, document, 700, 330)
    assert panel.node_rect("relu").top() > panel.node_rect("flatten").bottom()
    document.select(("dense_2",))
    press(panel, K.Key_Up)
    assert document.selection == ("flatten",)
    press(panel, K.Key_Down)
    assert document.selection == ("dense_2",)


def test_arrows_walk_and_tab_leaves(qtbot, document):
    host = QWidget()
    qtbot.addWidget(host)
    before, panel, after = QLineEdit(host), CanvasPanel(document, host), QLineEdit(host)
    layout = QVBoxLayout(host)
    for each in (before, panel, after):
        layout.addWidget(each)
    host.resize(900, 400)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    panel.view.setFocus()
    for key in (K.Key_Right, K.Key_PageDown):
        seen = []
        press(panel, K.Key_Escape)
        for _ in range(6):
            press(panel, key)
            seen.append(document.selection)
        assert seen == [("input",), ("flatten",), ("dense",), ("relu",), ("dense_2",), ("dense_2",)]
    press(panel, K.Key_PageUp)
    assert document.selection == ("relu",)
    press(panel, K.Key_Tab)
    assert not panel.view.hasFocus(), "the canvas is one stop, wherever one is in it"
    assert document.selection == ("relu",)
    press(panel, K.Key_Backtab, SHIFT)
    panel.view.setFocus()
    press(panel, K.Key_Backtab, SHIFT)
    assert before.hasFocus()
    QTest.keyClick(before, K.Key_Tab)
    assert panel.view.hasFocus()
    assert document.selection == ("relu",)


def test_a_layer_without_wires_is_reached_by_arrows(qtbot):
    network, loose = add_loose(mlp(), L["tanh"]())
    panel = shown(qtbot, Document(experiment(network)))
    panel.document.select(("dense_2",))
    press(panel, K.Key_Right)
    assert panel.document.selection == (loose,)
    press(panel, K.Key_Left)
    assert panel.document.selection == ("dense_2",)
