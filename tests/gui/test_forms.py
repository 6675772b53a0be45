"""One row of a form, by key and mouse: every editor, refusals, undo, merging, live marks, the wheel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from engine import chain, family
from gui.document import Document
from gui.forms import MemberForm, MemberPicker
from gui.forms.editors import (
    ChoiceEditor,
    ChoiceOrCountEditor,
    CountEditor,
    RealEditor,
    SwitchEditor,
    TextEditor,
)
from gui.forms.inputs import NumberBox
from gui.forms.numbers import exact, nearest, slider_values
from tests.gui.forms_help import Run, Stage, at_once, choose, experiment, type_into, wheel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform's sighs


@pytest.fixture
def document(qapp: QApplication) -> Document:
    return at_once(Document(experiment()))


@pytest.fixture
def show(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_a_count_is_typed_committed_and_undone(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.dense.layer")
    show(form)
    editor = form.rows["units"].editor
    assert isinstance(editor, CountEditor)
    type_into(editor.box, "64", enter=False)
    assert document.experiment.model.node("dense").layer.units == 32, "nothing happens before Enter"
    QTest.keyClick(editor.box, Qt.Key.Key_Return)
    assert document.experiment.model.node("dense").layer.units == 64
    assert document.undo_stack.undoText() == "Set units of Dense"
    document.undo_stack.undo()
    assert editor.box.text() == "32"


def test_leaving_a_box_commits(document: Document, show: Stage) -> None:
    form = MemberForm(document, "optimizer")
    show(form)
    type_into(form.rows["learning_rate"].editor.inputs()[0], "1e-2", enter=False)
    form.rows["beta1"].editor.take_focus()
    assert document.experiment.optimizer.learning_rate == 0.01


def test_escape_restores_and_is_then_free_for_the_window(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.dense.layer")
    window = show(form)
    escaped = []
    shortcut = QShortcut(Qt.Key.Key_Escape, window)
    shortcut.activated.connect(lambda: escaped.append(1))
    box = form.rows["units"].editor.inputs()[0]
    type_into(box, "77", enter=False)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.text(), escaped) == ("32", [])
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert escaped == [1]
    assert document.undo_stack.count() == 0


def test_undo_keys_go_to_the_window_unless_there_is_typing(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.dense.layer")
    window = show(form)
    shortcut = QShortcut(Qt.Modifier.CTRL | Qt.Key.Key_Z, window)
    shortcut.activated.connect(document.undo_stack.undo)
    box = form.rows["units"].editor.inputs()[0]
    type_into(box, "64")
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.experiment.model.node("dense").layer.units == 32
    assert box.text() == "32"


@pytest.mark.parametrize("text", ["1e-2", "0.01", "1e-02", " .01 "])
def test_a_real_number_may_be_written_in_many_ways(document: Document, show: Stage, text: str) -> None:
    form = MemberForm(document, "optimizer")
    show(form)
    box = form.rows["learning_rate"].editor.inputs()[0]
    type_into(box, text)
    assert document.experiment.optimizer.learning_rate == 0.01
    assert box.text() == "0.01", "shown shortest"


def test_arrows_step_and_merge_while_the_focus_stays(document: Document, show: Stage) -> None:
    form = MemberForm(document, "optimizer")
    show(form)
    editor = form.rows["learning_rate"].editor
    editor.take_focus()
    for _ in range(4):
        QTest.keyClick(editor.inputs()[0], Qt.Key.Key_Up)
    assert document.experiment.optimizer.learning_rate == 0.02
    assert document.undo_stack.count() == 1
    form.rows["beta1"].editor.take_focus()
    editor.take_focus()
    QTest.keyClick(editor.inputs()[0], Qt.Key.Key_Down)
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.experiment.optimizer.learning_rate == 0.001
    assert editor.inputs()[0].text() == "0.001"


@pytest.mark.parametrize(
    ("path", "name", "text", "part"),
    [
        ("model.nodes.dense.layer", "units", "0", "too small"),
        ("model.nodes.dense.layer", "units", "2000000", "too large"),
        ("model.nodes.dense.layer", "units", "many", "not a whole number"),
        ("model.nodes.dense.layer", "units", "", "not a whole number"),
        ("optimizer", "learning_rate", "0", "too small"),
        ("optimizer", "learning_rate", "1e999", "not a number"),
        ("optimizer", "beta1", "1", "too large"),
        ("optimizer", "beta1", "0,9", "not a number"),
        ("data", "seed", "4294967296", "too large"),
        ("model.nodes.dense", "title", "x" * 61, "too long"),
    ],
)
def test_a_refusal_is_said_and_changes_nothing(
    document: Document, show: Stage, path: str, name: str, text: str, part: str
) -> None:
    form = MemberForm(document, path)
    show(form)
    before = document.experiment
    row = form.rows[name]
    assert not row.message.isVisible()
    box = row.editor.inputs()[0]
    if text:
        type_into(box, text)
    else:
        type_into(box, "5", enter=False)
        QTest.keyClick(box, Qt.Key.Key_Backspace)
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert document.experiment is before
    assert row.message.isVisible()
    assert part in row.message.text()
    assert box.text() == text, "it stays to be corrected"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not row.message.isVisible()
    assert document.undo_stack.count() == 0


def test_a_size_beyond_memory_is_refused_on_the_field_with_the_estimate(document: Document, show: Stage) -> None:
    network = chain(family("layers")["flatten"](), *(family("layers")["dense"](units=20_000) for _ in range(2)))
    document.edit_network("Wide", network)
    form = MemberForm(document, "model.nodes.dense_2.layer")
    show(form)
    row = form.rows["units"]
    type_into(row.editor.inputs()[0], "400000")
    assert document.network.node("dense_2").layer.units == 20_000
    assert row.message.text().startswith("A training step would need about ")
    assert row.message.text().endswith("GiB; at most 8 GiB are allowed.")
    QTest.keyClick(row.editor.inputs()[0], Qt.Key.Key_Escape)
    assert not row.message.isVisible()


def test_a_seed_may_be_as_large_as_declared(document: Document, show: Stage) -> None:
    form = MemberForm(document, "", only=("seed",))
    show(form)
    type_into(form.rows["seed"].editor.inputs()[0], str(2**32 - 1))
    assert document.experiment.seed == 2**32 - 1


def test_a_slider_drag_is_one_undo_step(document: Document, show: Stage) -> None:
    form = MemberForm(document, "optimizer")
    show(form)
    editor = form.rows["learning_rate"].editor
    assert isinstance(editor, RealEditor)
    slider = editor.slider
    assert slider is not None
    middle = slider.rect().center()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    for x in range(middle.x(), slider.width() - 4, 6):
        QTest.mouseMove(slider, QPoint(x, middle.y()))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 4, middle.y()))
    dragged = document.experiment.optimizer.learning_rate
    assert dragged > 0.1
    assert editor.box.text() == exact(dragged)
    assert document.undo_stack.count() == 1
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(4, middle.y()))
    assert document.experiment.optimizer.learning_rate < 1e-5, "a click jumps there"
    assert document.undo_stack.count() == 2, "another press is another step"
    document.undo_stack.undo()
    assert editor.box.text() == exact(dragged)
    document.undo_stack.undo()
    assert editor.box.text() == "0.001"
    assert slider.value() == nearest(slider_values(editor.entry), 0.001, log=True)


def test_a_switch(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.dense.layer")
    show(form)
    editor = form.rows["bias"].editor
    assert isinstance(editor, SwitchEditor)
    QTest.keyClick(editor.box, Qt.Key.Key_Space)
    assert document.experiment.model.node("dense").layer.bias is False
    QTest.mouseClick(form.rows["bias"].label, Qt.MouseButton.LeftButton)
    assert document.experiment.model.node("dense").layer.bias is True, "the label is part of it"
    document.undo_stack.undo()
    assert not editor.box.isChecked()


def test_a_choice(document: Document, show: Stage) -> None:
    document.set_field("x", "data.preprocessing", (family("preprocessing")["standardize"](),))
    form = MemberForm(document, "data.preprocessing.0")
    show(form)
    editor = form.rows["per"].editor
    assert isinstance(editor, ChoiceEditor)
    assert editor.box.currentText() == "Each feature"
    choose(editor.box, "channel")
    assert document.experiment.data.preprocessing[0].per == "channel"


def test_a_choice_or_a_number(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.conv2d.layer")
    show(form)
    editor = form.rows["padding"].editor
    assert isinstance(editor, ChoiceOrCountEditor)
    assert not editor.number.isVisible()
    choose(editor.box, int)
    assert document.experiment.model.node("conv2d").layer.padding == 1
    assert editor.number.isVisible()
    type_into(editor.number, "2")
    assert document.experiment.model.node("conv2d").layer.padding == 2
    type_into(editor.number, "1001")
    assert "too large" in form.rows["padding"].message.text()
    assert document.experiment.model.node("conv2d").layer.padding == 2
    choose(editor.box, "valid")
    assert document.experiment.model.node("conv2d").layer.padding == "valid"
    assert not editor.number.isVisible()
    assert not form.rows["padding"].message.isVisible()


def test_a_text_commits_on_enter_and_on_leaving(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.dense", only=("title", "rate_multiplier"))
    show(form)
    editor = form.rows["title"].editor
    assert isinstance(editor, TextEditor)
    type_into(editor.box, "Hidden")
    assert document.experiment.model.node("dense").title == "Hidden"
    type_into(editor.box, "Layer 1", enter=False)
    form.rows["rate_multiplier"].editor.take_focus()
    assert document.experiment.model.node("dense").title == "Layer 1"
    document.undo_stack.undo()
    assert editor.box.text() in ("", "Hidden")


def test_the_wheel_changes_nothing_without_focus(document: Document, show: Stage) -> None:
    form = MemberForm(document, "optimizer")
    area = QScrollArea(widgetResizable=True)
    area.setWidget(form)
    area.setFixedHeight(100)
    show(area)
    form.rows["epsilon"].editor.take_focus()
    before, bar = document.experiment, area.verticalScrollBar()
    for widget in form.rows["learning_rate"].editor.inputs():
        bar.setValue(0)
        wheel(widget, False)
        assert bar.value() > 0, "the form scrolls instead"
    assert document.experiment is before
    bar.setValue(0)
    form.rows["learning_rate"].editor.take_focus()
    wheel(form.rows["learning_rate"].editor.inputs()[0], False)
    assert document.experiment.optimizer.learning_rate == 0.0005
    assert bar.value() == 0


def test_the_wheel_changes_no_choice_without_focus(document: Document, show: Stage) -> None:
    picker = MemberPicker(document, "loss", "losses")
    show(picker)
    picker.box.clearFocus()
    before = document.experiment
    wheel(picker.box, True)
    wheel(picker.box, False)
    assert document.experiment is before
    picker.box.setFocus()
    wheel(picker.box, True)
    assert document.experiment is not before


def test_a_changed_field_can_be_reset(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.dense_2.layer")
    show(form)
    row = form.rows["units"]
    assert row.label.changed
    assert row.reset.isVisible()
    QTest.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert document.experiment.model.node("dense_2").layer.units == 32
    assert not row.reset.isVisible()
    assert not row.label.changed
    assert row.editor.inputs()[0].hasFocus()
    document.undo_stack.undo()
    assert row.editor.inputs()[0].text() == "10"


def test_typing_survives_a_change_elsewhere(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.dense.layer")
    show(form)
    box = form.rows["units"].editor.inputs()[0]
    assert isinstance(box, NumberBox)
    type_into(box, "12", enter=False)
    box.lineEdit().setCursorPosition(1)
    document.set_field("x", "seed", 5)
    assert (box.text(), box.lineEdit().cursorPosition(), box.hasFocus()) == ("12", 1, True)
    document.set_field("x", "model.nodes.dense.layer.units", 99)
    assert box.text() == "99", "the same field changed: the truth is shown"


def test_a_field_says_its_help_range_and_problem(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.conv2d.layer")
    show(form)
    row = form.rows["kernel"]
    assert "Side of the square window" in row.label.toolTip()
    assert "From 1 to 1,000<br>Default: 3<br>Unit: px" in row.editor.inputs()[0].toolTip()
    assert row.editor.inputs()[0].accessibleName() == "Kernel"
    document.set_field("x", "model.nodes.conv2d.layer.padding", "valid")
    document.set_field("x", "model.nodes.conv2d.layer.kernel", 30)
    assert "does not fit into 8x8x1" in row.message.text()
    assert "smaller kernel" in row.message.text()
    document.undo_stack.undo()
    assert not row.message.isVisible()


def test_live_fields_are_marked_while_a_run_is_active(document: Document, show: Stage) -> None:
    run = Run()
    form = MemberForm(document, "optimizer", controller=run)
    show(form)
    rate, beta = form.rows["learning_rate"], form.rows["beta1"]
    assert not rate.label.live
    run.enter("running")
    assert rate.label.live
    assert "live" in rate.label.text()
    assert not beta.label.live
    assert "while training" in rate.label.toolTip()
    assert "starts anew" in beta.label.toolTip()
    assert beta.editor.isEnabled()
    run.enter("paused")
    assert rate.label.live
    run.enter("finished")
    assert not rate.label.live
