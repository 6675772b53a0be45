"""Cut, copy, paste and duplicate, by keys and menus; the system's clipboard holds text."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine import Network, parse_layers
from gui.canvas.layout import LANE
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from gui.main_window import MainWindow
from tests.gui.canvas_tools import (
    CTRL,
    K,
    centre,
    click,
    drag,
    experiment,
    kinds,
    mlp,
    press,
    residual,
    shown,
    wires,
)
from tests.gui.test_canvas_editing import choose, open_menu

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


@pytest.fixture
def panel(qtbot, document):
    QGuiApplication.clipboard().clear()
    return shown(qtbot, document)


def text() -> str:
    return QGuiApplication.clipboard().text()


def select(panel: CanvasPanel, *keys: str) -> None:
    click(panel, QPoint(4, 4))
    for key in keys:
        click(panel, centre(panel, key), CTRL)


def test_copy_is_readable_text_and_no_edit(panel, document):
    select(panel, "relu", "dense")
    press(panel, K.Key_C, CTRL)
    found = json.loads(text())
    assert [node["id"] for node in found["nodes"]] == ["dense", "relu"], "in the network's order"
    assert document.undo_stack.count() == 0


def test_paste_goes_behind_the_selected_layer_as_one_step(panel, document):
    document.set_field("Units", "model.nodes.dense.layer.units", 7)
    select(panel, "dense", "relu")
    press(panel, K.Key_C, CTRL)
    select(panel, "relu")
    before = document.experiment
    press(panel, K.Key_V, CTRL)
    assert kinds(document) == ["flatten", "dense", "relu", "dense_3", "relu_2", "dense_2"]
    assert wires(document) >= {("relu", "dense_3"), ("dense_3", "relu_2"), ("relu_2", "dense_2")}
    assert document.network.node("dense_3").layer.units == 7
    assert set(document.selection) == {"dense_3", "relu_2"}
    assert document.undo_stack.undoText() == "Paste 2 layers"
    document.undo_stack.undo()
    assert document.experiment == before
    click(panel, QPoint(4, 4))
    press(panel, K.Key_V, CTRL)
    assert kinds(document)[-2:] == ["dense_3", "relu_2"], "at the end where nothing is selected"
    press(panel, K.Key_V, CTRL)
    assert kinds(document)[-4:] == ["dense_3", "relu_2", "dense_4", "relu_3"], "and behind what was pasted"


def test_cut_takes_layers_out_and_paste_brings_them_back(panel, document):
    select(panel, "dense", "relu")
    press(panel, K.Key_X, CTRL)
    assert kinds(document) == ["flatten", "dense_2"]
    assert document.undo_stack.undoText() == "Cut 2 layers"
    click(panel, centre(panel, "flatten"))
    press(panel, K.Key_V, CTRL)
    assert kinds(document) == ["flatten", "dense", "relu", "dense_2"]
    assert document.network == mlp()
    select(panel, "relu")
    press(panel, K.Key_X, CTRL)
    assert document.undo_stack.undoText() == "Cut ReLU"
    press(panel, K.Key_V, CTRL)
    assert document.undo_stack.undoText() == "Paste ReLU"


def test_duplicate_stands_behind_the_last_of_them(panel, document):
    select(panel, "relu", "dense")
    press(panel, K.Key_D, CTRL)
    assert kinds(document) == ["flatten", "dense", "relu", "dense_3", "relu_2", "dense_2"]
    assert document.undo_stack.undoText() == "Duplicate 2 layers"
    assert text() == "", "the clipboard is left alone"
    assert document.positions == {}


def test_branches_keep_their_wires(qtbot):
    document = Document(experiment(residual()))
    panel = shown(qtbot, document)
    document.select(("conv2d_2", "batch_norm", "add"))
    press(panel, K.Key_D, CTRL)
    assert wires(document) >= {("add", "conv2d_3"), ("conv2d_3", "batch_norm_2"), ("batch_norm_2", "add_2"),
                               ("add", "add_2"), ("add_2", "flatten")}  # fmt: skip
    assert document.analysis.of("add_2") == ()


def test_a_duplicate_of_boxes_placed_by_hand_lies_below_them(panel, document):
    for key, shift in (("dense", 60), ("relu", 120)):
        drag(panel, centre(panel, key), centre(panel, key) + QPoint(0, shift))
    places = dict(document.positions)
    select(panel, "dense", "relu")
    press(panel, K.Key_D, CTRL)
    away = abs(places["relu"][1] - places["dense"][1]) + LANE
    assert set(document.positions) == {"dense", "relu", "dense_3", "relu_2"}
    for old, new in (("dense", "dense_3"), ("relu", "relu_2")):
        assert document.positions[old] == places[old]
        assert document.positions[new] == pytest.approx((places[old][0], places[old][1] + away))
    boxes = [panel.node_rect(key) for key in ("dense", "relu", "dense_3", "relu_2")]
    assert not any(a.intersects(b) for index, a in enumerate(boxes) for b in boxes[:index])
    document.undo_stack.undo()
    assert document.positions == places
    select(panel, "flatten", "dense")
    press(panel, K.Key_D, CTRL)
    assert document.positions == places, "where some lie as they are laid out, so do their duplicates"


@pytest.mark.parametrize(
    ("foreign", "said"),
    [
        ("", "There is no text to paste."),
        ("Dear Sir or Madam", "“Dear Sir or Madam” is no layer."),
        ('{"a": 1}', "it is JSON, but not of Descent's."),
    ],
)
def test_foreign_text_is_answered_with_what_is_wrong(panel, document, foreign, said):
    sentences: list[str] = []
    document.refused.connect(sentences.append)
    QGuiApplication.clipboard().setText(foreign)
    press(panel, K.Key_V, CTRL)
    assert len(sentences) == 1
    assert said in sentences[0]
    assert document.undo_stack.count() == 0


def test_nothing_selected_is_said_and_leaves_the_clipboard_alone(panel, document):
    sentences: list[str] = []
    document.refused.connect(sentences.append)
    QGuiApplication.clipboard().setText("precious")
    document.select(("input",))
    for key in (K.Key_C, K.Key_X, K.Key_D):
        press(panel, key, CTRL)
    assert sentences == ["No layer is selected."] * 3
    assert text() == "precious"


def test_by_the_context_menu(panel, document):
    select(panel, "dense", "relu")
    choose(open_menu(panel, centre(panel, "relu")), "Copy")
    assert len(parse_layers(text()).nodes) == 2
    choose(open_menu(panel, centre(panel, "flatten")), "Paste")
    assert kinds(document)[:3] == ["flatten", "dense_3", "relu_2"]
    click(panel, centre(panel, "relu_2"))
    choose(open_menu(panel, centre(panel, "relu_2")), "Duplicate")
    assert kinds(document)[:4] == ["flatten", "dense_3", "relu_2", "relu_3"]
    choose(open_menu(panel, centre(panel, "relu_3")), "Cut")
    choose(open_menu(panel, QPoint(5, 5)), "Paste")
    assert kinds(document).count("relu_3") == 1


def test_into_an_empty_network(qtbot, panel, document):
    select(panel, "flatten", "dense", "relu", "dense_2")
    press(panel, K.Key_C, CTRL)
    other = Document(experiment(Network()))
    second = shown(qtbot, other)
    press(second, K.Key_V, CTRL)
    assert other.network == mlp()
    assert not second.starters.hint.isVisible()


def test_in_the_window_keys_and_menu_go_by_the_focus(window: MainWindow, qtbot):
    bench = window.bench
    document, canvas = bench.document, bench.canvas
    document.select(())
    edits = ("cut", "copy", "duplicate")
    for name in edits:
        assert not window.actions_[name].isEnabled()
        assert "No layer is selected." in window.actions_[name].toolTip()
        assert window.actions_[name] in window.menus.edit.actions()
    document.select((document.network.nodes[1].id,))
    assert all(window.actions_[name].isEnabled() for name in edits)
    before = len(document.network.nodes)
    canvas.setFocus()
    QTest.keyClick(canvas.view, K.Key_C, CTRL)
    QTest.keyClick(canvas.view, K.Key_V, CTRL)
    assert len(document.network.nodes) == before + 1
    bench.palette.search.setFocus()
    bench.palette.search.setText("relu")
    bench.palette.search.selectAll()
    QTest.keyClick(bench.palette.search, K.Key_X, CTRL)
    QTest.keyClick(bench.palette.search, K.Key_V, CTRL)
    assert bench.palette.search.text() == "relu", "in a field these keys are the field's"
    assert len(document.network.nodes) == before + 1
    window.actions_["duplicate"].trigger()
    assert len(document.network.nodes) == before + 2


def test_the_window_says_what_is_wrong_until_something_is_done(window: MainWindow):
    QGuiApplication.clipboard().setText("hello")
    window.bench.canvas.setFocus()
    QTest.keyClick(window.bench.canvas.view, K.Key_V, CTRL)
    assert window.message_bar.isVisible()
    assert "“hello” is no layer." in window.message_bar.text
    QApplication.processEvents()
    window.bench.document.select((window.bench.document.network.nodes[0].id,))
    assert window.message_bar.isVisible()
    QTest.keyClick(window.bench.canvas.view, K.Key_D, CTRL)
    assert not window.message_bar.isVisible()
    window.report("A message of the run")
    window.bench.document.undo_stack.undo()
    assert window.message_bar.text == "A message of the run", "others stay until they are closed"
    window.message_bar.clear()
