"""Whole forms: several nodes at once, pickers, lists, every member of the catalogue, tab order, leaks, speed."""

from __future__ import annotations

import time
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine import FAMILIES, Hyperparameter, family, get, hyperparameters
from gui.document import Document
from gui.forms import InitializersForm, MemberForm, MemberPicker, MembersList
from gui.forms.editors import (
    EDITORS,
)
from gui.forms.inputs import NumberBox, ScaleSlider
from gui.forms.numbers import exact, stepped
from gui.forms.tabs import tab_stops
from tests.gui.forms_help import Run, Stage, at_once, choose, experiment, type_into

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform's sighs


@pytest.fixture
def document(qapp: QApplication) -> Document:
    return at_once(Document(experiment()))


@pytest.fixture
def show(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_several_nodes_are_edited_as_one(document: Document, show: Stage) -> None:
    form = MemberForm(document, ["model.nodes.dense.layer", "model.nodes.dense_2.layer"])
    show(form)
    box = form.rows["units"].editor.inputs()[0]
    assert isinstance(box, NumberBox)
    assert (box.text(), box.lineEdit().placeholderText()) == ("", "mixed")
    type_into(box, "20")
    assert [document.network.node(name).layer.units for name in ("dense", "dense_2")] == [20, 20]
    assert box.text() == "20"
    assert document.undo_stack.undoText() == "Set units of 2 layers"
    document.undo_stack.undo()
    assert [document.network.node(name).layer.units for name in ("dense", "dense_2")] == [32, 10]
    assert box.text() == ""


def test_a_mixed_switch_goes_on_for_all(document: Document, show: Stage) -> None:
    document.set_field("x", "model.nodes.dense.layer.bias", False)
    form = MemberForm(document, ["model.nodes.dense.layer", "model.nodes.dense_2.layer"])
    show(form)
    box = form.rows["bias"].editor.inputs()[0]
    assert box.checkState() == Qt.CheckState.PartiallyChecked
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert all(document.network.node(name).layer.bias for name in ("dense", "dense_2"))
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not any(document.network.node(name).layer.bias for name in ("dense", "dense_2"))


def test_a_run_hears_of_every_node_of_a_common_live_edit(document: Document, show: Stage) -> None:
    run = Run()
    form = MemberForm(document, ["model.nodes.dense", "model.nodes.dense_2"], only=("rate_multiplier",), controller=run)
    show(form)
    heard: list[str] = []
    document.field_set.connect(lambda path, _old, _new: heard.append(path))
    run.enter("running")
    type_into(form.rows["rate_multiplier"].editor.inputs()[0], "0.1")
    assert heard == ["model.nodes.dense.rate_multiplier", "model.nodes.dense_2.rate_multiplier"]
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.network.node("dense_2").rate_multiplier == 1.0


def test_choosing_a_kind_keeps_only_what_was_changed(document: Document, show: Stage) -> None:
    picker = MemberPicker(document, "optimizer", "optimizers")
    show(picker)
    choose_and_activate(picker, "sgd")
    assert document.experiment.optimizer == family("optimizers")["sgd"](), "Adam's default rate is not SGD's"
    assert document.undo_stack.undoText() == "Set optimizer to SGD"
    document.undo_stack.undo()
    document.set_field("x", "optimizer.learning_rate", 0.25)
    choose_and_activate(picker, "momentum")
    assert document.experiment.optimizer.learning_rate == 0.25
    assert list(picker.form.rows) == ["learning_rate", "rho"]
    assert "speed" in picker.explanation.gist.text()
    assert "v = rho v + g" in picker.explanation.formula.accessibleName()
    document.undo_stack.undo()
    assert picker.box.currentData() == "adam"
    assert list(picker.form.rows) == ["learning_rate", "beta1", "beta2", "epsilon"]


def test_a_kind_that_has_a_default_goes_back_to_it(document: Document, show: Stage) -> None:
    picker = MemberPicker(document, "schedule", "schedules")
    initializer = MemberPicker(document, "model.initializer", "initializers", title="Weights start as")
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.addWidget(picker)
    column.addWidget(initializer)
    show(whole)
    assert not picker.reset.isVisible()
    choose_and_activate(picker, "cosine")
    assert picker.reset.isVisible()
    assert picker.reset.toolTip() == "Back to the default: Constant"
    QTest.mouseClick(picker.reset, Qt.MouseButton.LeftButton)
    assert document.experiment.schedule == family("schedules")["constant"]()
    assert document.undo_stack.undoText() == "Set schedule to Constant"
    assert not picker.reset.isVisible()
    assert picker.box.hasFocus()
    document.set_field("x", "model.initializer", family("initializers")["normal"]())
    assert initializer._label.changed
    QTest.mouseClick(initializer.reset, Qt.MouseButton.LeftButton)
    assert not initializer._label.changed
    assert MemberPicker(document, "optimizer", "optimizers", parent=whole).reset is None, "it has no default"


def choose_and_activate(picker: MemberPicker, kind: str) -> None:
    """Choose in the opened list."""
    picker.box.setFocus()
    picker.box.showPopup()
    view = picker.box.view()
    view.setCurrentIndex(picker.box.model().index(picker.box.findData(kind), 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert picker.box.currentData() == kind


def test_a_problem_of_the_experiment_stands_at_its_field(document: Document, show: Stage) -> None:
    picker = MemberPicker(document, "loss", "losses")
    show(picker)
    document.set_field("x", "loss", family("losses")["mean_squared_error"]())
    assert "does not fit Digits" in picker.message.text()
    assert picker.message.isVisible()
    document.undo_stack.undo()
    assert not picker.message.isVisible()


def test_a_list_adds_moves_and_removes(document: Document, show: Stage) -> None:
    members = MembersList(document, "data.preprocessing", "preprocessing", title="Preprocessing")
    show(members)
    for action in members.add.menu().actions():
        if action.text() in ("Standardize", "Scale to range"):
            action.trigger()
    kinds = lambda: [step.kind for step in document.experiment.data.preprocessing]  # noqa: E731
    assert kinds() == ["scale", "standardize"]
    assert document.undo_stack.undoText() == "Add Standardize"
    assert not members.cards[0].up.isEnabled()
    QTest.mouseClick(members.cards[1].up, Qt.MouseButton.LeftButton)
    assert kinds() == ["standardize", "scale"]
    assert members.cards[0].title.text() == "Standardize"
    assert list(members.cards[0].form.rows) == ["per"]
    type_into(members.cards[1].form.rows["high"].editor.inputs()[0], "2")
    assert document.experiment.data.preprocessing[1].high == 2.0
    QTest.mouseClick(members.cards[0].remove, Qt.MouseButton.LeftButton)
    assert kinds() == ["scale"]
    assert document.undo_stack.undoText() == "Remove Standardize"
    assert len(members.cards) == 1
    document.undo_stack.undo()
    assert [card.title.text() for card in members.cards] == ["Standardize", "Scale to range"]


def test_initializers_inherit_or_have_their_own(document: Document, show: Stage) -> None:
    form = InitializersForm(document, "dense")
    show(form)
    assert list(form.pickers) == ["weight", "bias"]
    picker = form.pickers["weight"]
    assert picker.box.currentText() == "Inherit (He normal)"
    assert form.pickers["bias"].box.currentText() == "Inherit (zeros)"
    picker.box.setFocus()
    QTest.keyClicks(picker.box, "Normal")
    assert document.network.node("dense").initializers["weight"].kind == "normal"
    type_into(picker.form.rows["deviation"].editor.inputs()[0], "0.5")
    assert document.network.node("dense").initializers["weight"].deviation == 0.5
    QTest.keyClick(picker.box, Qt.Key.Key_Home)
    assert document.network.node("dense").initializers == {}
    assert not picker.form.isVisible()
    document.undo_stack.undo()
    assert picker.form.rows["deviation"].editor.inputs()[0].text() == "0.5"


PLACES = {
    "layers": "model.nodes.dense.layer",
    "losses": "loss",
    "optimizers": "optimizer",
    "schedules": "schedule",
    "regularizers": "regularizers.0",
    "initializers": "model.initializer",
    "preprocessing": "data.preprocessing.0",
    "datasets": "data.source",
    "augmentations": "data.augmentations.0",
    "rules": "training.rules.0",
    "metrics": "training.metrics.0",
}
MEMBERS = [(name, kind) for name in PLACES for kind in family(name)]


def test_every_family_has_a_place() -> None:
    """But templates, of which an experiment keeps only what they build."""
    assert set(PLACES) == set(FAMILIES) - {"templates"}


@pytest.mark.parametrize(("name", "kind"), MEMBERS)
def test_every_member_gets_a_working_form(document: Document, show: Stage, name: str, kind: str) -> None:
    cls, path = family(name)[kind], PLACES[name]
    member = cls()
    document.set_field("x", path.removesuffix(".0"), (member,) if path.endswith(".0") else member)
    form = MemberForm(document, path)
    show(form)
    entries = hyperparameters(cls)
    assert list(form.rows) == [entry.name for entry in entries]
    for entry in entries:
        row = form.rows[entry.name]
        assert row.editor.isVisible()
        assert row.editor.width() > 40
        assert all(widget.accessibleName() for widget in row.editor.inputs())
        new = edit_somehow(row.editor, entry)
        assert get(document.experiment, f"{path}.{entry.name}") == new
        assert row.label.changed
        QTest.mouseClick(row.reset, Qt.MouseButton.LeftButton)
        assert get(document.experiment, f"{path}.{entry.name}") == entry.default
        assert not row.message.isVisible()
    assert get(document.experiment, path) == member


def edit_somehow(editor: Any, entry: Hyperparameter) -> object:
    """Change a field as a person would, to a value that is not its default, which is returned."""
    box = editor.inputs()[0]
    if entry.editor in ("count", "real"):
        new = stepped(entry, entry.default, -1)
        new = stepped(entry, entry.default, 1) if new == entry.default else new
        type_into(box, exact(new))
    elif entry.editor == "switch":
        new = not entry.default
        QTest.keyClick(box, Qt.Key.Key_Space)
    elif entry.editor == "text":
        new = "something"
        type_into(box, new)
    elif entry.editor == "numbers":
        new = (0.5, 2.0)
        type_into(box, "0.5, 2")
    elif entry.editor == "names":
        new = ("dense", "dense_2")
        QTest.keyClick(box, Qt.Key.Key_Space)
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Escape):
            QTest.keyClick(box.menu, key)
    else:
        new = next(option for option in entry.options if option != entry.default)
        choose(box, new)
    return new


def test_every_kind_of_editor_is_in_use_or_at_least_known() -> None:
    declared = {entry.editor for name in FAMILIES for cls in family(name).values() for entry in hyperparameters(cls)}
    assert declared <= set(EDITORS)


def test_tab_goes_from_top_to_bottom_also_after_a_rebuild(document: Document, show: Stage) -> None:
    picker = MemberPicker(document, "optimizer", "optimizers")
    after = MemberForm(document, "training")
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.addWidget(picker)
    column.addWidget(after)
    show(whole)
    document.set_field("x", "optimizer", family("optimizers")["momentum"](learning_rate=0.5))
    QApplication.processEvents()  # Qt shows what is new in a layout with the next turn of the loop
    picker.box.setFocus()
    reached = [picker.box.accessibleName()]
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    assert reached == ["Optimizer", "Learning rate", "Reset Learning rate", "Momentum", "Epochs"]
    assert len(list(tab_stops(whole))) >= 6


def test_rebuilding_leaks_no_widget(document: Document, show: Stage, qtbot: Any) -> None:
    picker = MemberPicker(document, "optimizer", "optimizers")
    members = MembersList(document, "regularizers", "regularizers")
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.addWidget(picker)
    column.addWidget(members)
    show(whole)
    optimizers, l2 = family("optimizers"), family("regularizers")["l2"]

    def once() -> int:
        document.set_field("x", "optimizer", optimizers["sgd"]())
        document.set_field("x", "regularizers", (l2(), l2()))
        document.set_field("x", "optimizer", optimizers["adam"]())
        document.set_field("x", "regularizers", ())
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(whole.findChildren(QObject))

    first = once()
    assert [once() for _ in range(5)] == [first] * 5


def test_setting_a_field_a_hundred_times_is_fluid(document: Document, show: Stage) -> None:
    form = MemberForm(document, "optimizer")
    show(form)
    started = time.perf_counter()
    for step in range(100):
        document.set_field("x", "optimizer.learning_rate", 0.001 * (step + 2), merge="drag")
        QApplication.processEvents()
    assert time.perf_counter() - started < 3.0
    assert document.undo_stack.count() == 1
    slider = form.rows["learning_rate"].editor.inputs()[1]
    assert isinstance(slider, ScaleSlider)


def test_typing_under_way_is_no_edit_within_the_edit_that_ends_it(document: Document, show: Stage) -> None:
    form = MemberForm(document, "optimizer")
    show(form)
    type_into(form.rows["learning_rate"].editor.inputs()[0], "0.5", enter=False)
    sgd = family("optimizers")["sgd"]()
    document.set_field("x", "optimizer", sgd)
    QApplication.processEvents()
    assert document.experiment.optimizer == sgd
    assert document.undo_stack.count() == 1
    assert form.rows["learning_rate"].has_focus(), "the field that took its place"
    document.set_field("x", "optimizer", family("optimizers")["adam"]())
    QApplication.processEvents()
    form.rows["beta1"].editor.take_focus()
    document.undo_stack.undo()
    assert QApplication.focusWidget() is None, "no hidden field swallows keys"


def test_a_form_whose_node_is_gone_stays_quiet(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.dense.layer")
    show(form)
    box = form.rows["units"].editor.inputs()[0]
    type_into(box, "5", enter=False)
    network = document.network
    rest = tuple(node for node in network.nodes if node.id != "dense")
    document.edit_network("x", type(network)(nodes=rest))
    box.clearFocus()
    assert document.experiment.model.nodes == rest
    assert document.undo_stack.count() == 1
