"""Type to add: the chooser opens by a letter, reads names with values, and puts what is meant into the network."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from engine import Network
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from gui.main_window import MainWindow
from gui.theme import theme
from tests.gui.canvas_tools import ALT, CTRL, LEFT, NONE, SHIFT, K, click, experiment, kinds, press, shown
from tests.gui.typing_tools import enter, layer, panel, type_text

__all__ = ["panel"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


def test_a_letter_opens_the_chooser_with_it_and_the_focus_comes_back(panel, document):
    document.select(("flatten",))
    type_text("dropout 0.3")
    assert panel.chooser.isVisible()
    assert panel.chooser.search.text() == "dropout 0.3"
    enter()
    assert not panel.chooser.isVisible()
    assert kinds(document) == ["flatten", "dropout", "dense", "relu", "dense_2"]
    assert layer(document, "dropout").rate == 0.3
    assert document.selection == ("dropout",)
    assert document.undo_stack.undoText() == "Insert Dropout"
    assert panel.view.hasFocus()
    type_text("tanh")
    enter()
    assert kinds(document)[:3] == ["flatten", "dropout", "tanh"]


@pytest.mark.parametrize(
    ("typed", "kind", "values"),
    [
        ("conv 6 5", "conv2d", {"filters": 6, "kernel": 5, "padding": "same"}),
        ("conv 16 3 valid", "conv2d", {"filters": 16, "kernel": 3, "padding": "valid"}),
        ("conv valid", "conv2d", {"filters": 16, "padding": "valid"}),
        ("conv2d stride=2 8", "conv2d", {"filters": 8, "stride": 2}),
        ("dense 120", "dense", {"units": 120}),
        ("fc 84 bias=no", "dense", {"units": 84, "bias": False}),
        ("max pool 3", "max_pool2d", {"size": 3}),
        ("avg pool", "avg_pool2d", {}),
        ("Leaky ReLU 0.2", "leaky_relu", {}),
        ("global average pooling", "global_avg_pool2d", {}),
    ],
)
def test_values_are_read(qtbot, typed, kind, values):
    document = Document(experiment(Network()))
    panel = shown(qtbot, document)
    panel.view.setFocus()
    QTest.keyClicks(panel.view, typed[0])
    QTest.keyClicks(panel.chooser.search, typed[1:])
    QTest.keyClick(panel.chooser.search, K.Key_Return)
    assert kinds(document) == [kind]
    for name, value in values.items():
        assert getattr(layer(document, kind), name) == value


def test_several_are_one_step_behind_the_selection(panel, document):
    document.select(("flatten",))
    type_text("dense 120, relu, drop 0.5")
    before = document.experiment
    enter()
    assert kinds(document) == ["flatten", "dense_3", "relu_2", "dropout", "dense", "relu", "dense_2"]
    assert document.network.node("dropout").inputs == ("relu_2",)
    assert document.network.node("dense").inputs == ("dropout",)
    assert document.selection == ("dropout",), "so that typing goes on behind it"
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Insert 3 layers"
    document.undo_stack.undo()
    assert document.experiment == before


def test_a_comma_at_the_end_adds_what_stands_before_it(panel, document):
    type_text("relu, ")
    assert panel.chooser.list.count() == len(panel.chooser._fitting), "anything that fits may come next"
    enter()
    assert kinds(document)[-2:] == ["dense_2", "relu_2"]


def test_what_does_not_fit_is_said_and_enter_does_nothing(panel, document):
    type_text("conv 0 5")
    assert panel.chooser.problem.isVisible()
    assert panel.chooser.problem.text() == "Filters of Conv2D must be at least 1, not 0."
    assert panel.chooser.problem.property("role") == "problem"
    enter()
    assert panel.chooser.isVisible()
    assert document.undo_stack.count() == 0
    panel.chooser.search.setText("relu 3, dense")
    assert "ReLU takes no number" in panel.chooser.problem.text(), "whichever of them does not fit"
    panel.chooser.search.setText("6 5")
    assert "does not begin with the name of a layer" in panel.chooser.problem.text()
    assert not panel.chooser.list.isVisible()
    panel.chooser.search.setText("relu, zzz 3, dense")
    assert panel.chooser.problem.text() == "No layer is called “zzz”."
    enter()
    assert document.undo_stack.count() == 0
    panel.chooser.search.setText("conv 1 5")
    assert not panel.chooser.problem.isVisible()
    panel.chooser.close()


def test_the_usage_names_the_fields_and_what_they_are_filled_with(panel):
    type_text("conv 16 5 valid")
    usage = panel.chooser.usage.text().replace("&nbsp;", " ")
    assert "<b>Conv2D</b>" in usage
    assert "<b>filters 16</b>" in usage, "typed, even where it is as it would be anyway"
    assert "<b>kernel 5</b>" in usage
    assert "<b>padding valid</b>" in usage
    assert usage.index("filters") < usage.index("kernel") < usage.index("stride 1") < usage.index("padding")
    assert "<b>stride" not in usage
    panel.chooser.search.setText("conv 6 0")
    usage = panel.chooser.usage.text().replace("&nbsp;", " ")
    assert "<b>filters 6</b>" in usage
    assert "kernel" not in usage
    assert ">0</u>" in usage, "what does not fit stands there in place of what would be"
    panel.chooser.search.setText("conv abc")
    usage = panel.chooser.usage.text()
    assert ">abc</u>" in usage
    assert theme.tokens.problem in usage
    assert "filters" not in usage
    panel.chooser.search.setText("relu 3, dense")
    assert ">3</u>" in panel.chooser.usage.text()
    panel.chooser.search.setText("conv 6 5, relu, dense 3 bias=no")
    usage = panel.chooser.usage.text().replace("&nbsp;", " ")
    assert "Conv2D 6 5, ReLU, then" in usage
    assert "<b>bias off</b>" in usage
    panel.chooser.close()


def test_arrows_choose_and_the_choice_holds_for_its_part(panel, document):
    type_text("pool 3")
    titles = [panel.chooser.list.item(row).text() for row in range(2)]
    assert titles == ["MaxPool2D", "AvgPool2D"]
    QTest.keyClick(panel.chooser.search, K.Key_Down)
    assert "AvgPool2D" in panel.chooser.usage.text()
    type_text(", relu")
    enter()
    assert kinds(document)[-2:] == ["avg_pool2d", "relu_2"]
    assert layer(document, "avg_pool2d").size == 3


def test_tab_writes_the_name_out(panel, document):
    type_text("relu, po")
    QTest.keyClick(panel.chooser.search, K.Key_Tab)
    assert panel.chooser.search.text() == "relu, MaxPool2D "
    assert panel.chooser.search.hasFocus()
    type_text("4")
    enter()
    assert layer(document, "max_pool2d").size == 4


def test_a_click_chooses(panel, document):
    type_text("pool 3")
    item = panel.chooser.list.item(1)
    QTest.mouseClick(panel.chooser.list.viewport(), LEFT, NONE, panel.chooser.list.visualItemRect(item).center())
    assert kinds(document)[-1] == "avg_pool2d"
    assert not panel.chooser.isVisible()


def test_escape_closes_and_gives_the_focus_back(panel, document):
    type_text("conv")
    QTest.keyClick(panel.chooser.search, K.Key_Escape)
    assert not panel.chooser.isVisible()
    assert panel.view.hasFocus()
    type_text("r")
    assert panel.chooser.search.text() == "r", "nothing of the last time is left"
    panel.chooser.close()
    assert document.undo_stack.count() == 0


def test_a_press_elsewhere_and_a_lost_focus_close_it(qtbot, document):
    host = QWidget()
    qtbot.addWidget(host)
    field, panel = QLineEdit(host), CanvasPanel(document, host)
    layout = QVBoxLayout(host)
    layout.addWidget(field)
    layout.addWidget(panel)
    host.resize(900, 500)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    panel.view.setFocus()
    type_text("conv")
    assert panel.chooser.parentWidget() is host, "it may reach beyond the canvas"
    click(panel, QPoint(4, 4))
    assert not panel.chooser.isVisible()
    panel.view.setFocus()
    type_text("conv")
    field.setFocus()
    assert not panel.chooser.isVisible()
    assert field.hasFocus()


@pytest.mark.parametrize("typed", ["f", "a", "Z", "합", "é", "я"])
def test_every_letter_opens_it_and_none_is_a_shortcut(panel, typed):
    zoom = panel.view.zoom()
    QApplication.sendEvent(panel.view, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, typed))
    assert panel.chooser.isVisible()
    assert panel.chooser.search.text() == typed
    assert panel.view.zoom() == zoom
    panel.chooser.close()


@pytest.mark.parametrize(
    ("key", "modifiers"), [(K.Key_5, NONE), (K.Key_G, CTRL), (K.Key_G, ALT), (K.Key_Underscore, SHIFT)]
)
def test_other_keys_do_not(panel, key, modifiers):
    press(panel, key, modifiers)
    assert not panel.chooser.isVisible()


def test_a_syllable_is_composed_without_a_break(panel):
    """The focus must stay where the input method works until nothing is being composed."""
    assert panel.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert panel.view.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is True
    document = panel.document
    document.select(("dense",))
    at = panel.view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    assert at.toRect().intersects(panel.node_rect("dense")), "candidates appear at the box"
    for composed in ("ㅎ", "하", "합"):
        QApplication.sendEvent(panel.view, QInputMethodEvent(composed, []))
        assert panel.chooser.isVisible()
        assert panel.view.hasFocus()
        assert panel.chooser.search.text() == ""
    nextone = QInputMethodEvent("서", [])
    nextone.setCommitString("합")
    QApplication.sendEvent(panel.view, nextone)
    assert panel.chooser.search.text() == "합"
    assert panel.view.hasFocus()
    last = QInputMethodEvent("", [])
    last.setCommitString("성")
    QApplication.sendEvent(panel.view, last)
    assert panel.chooser.search.text() == "합성"
    assert panel.chooser.search.hasFocus()
    assert "합성" in panel.chooser.problem.text()
    panel.chooser.close()


def test_what_an_input_method_commits_at_once_opens_it_too(panel, document):
    event = QInputMethodEvent("", [])
    event.setCommitString("t")
    QApplication.sendEvent(panel.view, event)
    assert panel.chooser.search.hasFocus()
    type_text("anh")
    enter()
    assert kinds(document)[-1] == "tanh"


@pytest.mark.parametrize("size", [(1366, 768), (960, 600)])
def test_it_stands_beside_the_box_within_the_window(window: MainWindow, qtbot, size):
    window.resize(*size)
    window.restore_layout()
    panel, document = window.bench.canvas, window.bench.document
    QApplication.processEvents()
    for node in document.network.nodes:
        panel.view.setFocus()
        document.select((node.id,))
        type_text("re")
        chooser = panel.chooser
        assert window.rect().contains(chooser.geometry())
        box = panel.node_rect(node.id)
        box = QRect(panel.view.viewport().mapTo(window, box.topLeft()), box.size())
        assert not chooser.geometry().intersects(box.adjusted(2, 2, -2, -2)), node.id
        QTest.keyClick(chooser.search, K.Key_Escape)
        assert panel.view.hasFocus()


def test_without_a_selection_it_stands_at_the_end(panel, document):
    document.select(())
    end = panel.node_rect("dense_2")
    assert panel.view.ask_beside().contains(end)
    document.select(("input",))
    assert panel.view.ask_beside().contains(panel.node_rect("input"))
