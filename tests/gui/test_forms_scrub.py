"""A number is changed by dragging its label sideways: by mouse alone, one undo step a drag, Escape takes it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import FAMILIES, Hyperparameter, family, hyperparameters
from gui.document import Document
from gui.forms import MemberForm
from gui.forms.binding import Binding
from gui.forms.labels import FieldLabel
from gui.forms.numbers import allowed, exact, scrub_steps, scrubbed
from gui.forms.rows import FieldRow
from tests.gui.forms_help import LAYERS, Run, Stage, at_once, entry_of, experiment, type_into

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform's sighs

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def document(qapp: QApplication) -> Document:
    return at_once(Document(experiment()))


@pytest.fixture
def show(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def press(label: FieldLabel) -> QPoint:
    """Press the left button in the middle of a label."""
    middle = label.rect().center()
    QTest.mousePress(label, LEFT, pos=middle)
    return middle


def drag(label: FieldLabel, pixels: int, *, stride: int = 7) -> None:
    """Drag a label sideways, by small moves as a hand does."""
    middle = press(label)
    sign = 1 if pixels > 0 else -1
    for moved in [*range(stride, abs(pixels), stride), abs(pixels)]:
        QTest.mouseMove(label, middle + QPoint(sign * moved, 0))
    QTest.mouseRelease(label, LEFT, pos=middle + QPoint(pixels, 0))


def units(document: Document, name: str = "dense") -> int:
    return document.network.node(name).layer.units


def dense_row(document: Document, show: Stage) -> FieldRow:
    form = MemberForm(document, "model.nodes.dense.layer")
    show(form)
    return form.rows["units"]


def test_84_units_are_one_drag(document: Document, show: Stage) -> None:
    row = dense_row(document, show)
    assert row.label.cursor().shape() == Qt.CursorShape.SizeHorCursor
    drag(row.label, 3 * (84 - 32))
    assert units(document) == 84
    assert row.editor.inputs()[0].text() == "84"
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Set units of Dense"
    drag(row.label, -3 * 4)
    assert units(document) == 80
    assert document.undo_stack.count() == 2, "another drag is another step"
    document.undo_stack.undo()
    assert row.editor.inputs()[0].text() == "84"
    document.undo_stack.undo()
    assert units(document) == 32


def test_the_box_follows_the_drag(document: Document, show: Stage) -> None:
    row = dense_row(document, show)
    middle = press(row.label)
    seen = []
    for pixels in (2, 3, 5, 6, 30, 179, 180, 181, 200):
        QTest.mouseMove(row.label, middle + QPoint(pixels, 0))
        seen.append(row.editor.inputs()[0].text())
    assert seen == ["32", "33", "33", "34", "42", "91", "92", "93", "112"]
    QTest.mouseMove(row.label, middle)
    assert row.editor.inputs()[0].text() == "32", "back where it began"
    assert document.undo_stack.count() == 0
    QTest.mouseMove(row.label, middle - QPoint(9, 0))
    QTest.mouseRelease(row.label, LEFT, pos=middle - QPoint(9, 0))
    assert units(document) == 29
    assert document.undo_stack.count() == 1
    QTest.mouseMove(row.label, middle + QPoint(50, 0))
    assert units(document) == 29, "it is released"


def test_every_count_up_to_some_hundreds_can_be_hit() -> None:
    entry = entry_of(LAYERS["dense"], "units")
    reached = {scrubbed(entry, 1, scrub_steps(pixels, whole=True)) for pixels in range(600)}
    assert set(range(1, 302)) <= reached
    assert max(reached) > 1000, "and far away is not out of reach"


def test_bounds_hold(document: Document, show: Stage) -> None:
    row = dense_row(document, show)
    drag(row.label, -400)
    assert units(document) == 1
    form = MemberForm(document, "model.nodes.dropout.layer")
    show(form)
    drag(form.rows["rate"].label, 300)
    assert document.network.node("dropout").layer.rate == 0.95, "1 is excluded"
    drag(form.rows["rate"].label, -300)
    assert document.network.node("dropout").layer.rate == 0.0
    assert not form.rows["rate"].message.isVisible()


def test_logarithmic_numbers_go_along_their_slider(document: Document, show: Stage) -> None:
    form = MemberForm(document, "optimizer")
    show(form)
    row = form.rows["learning_rate"]
    drag(row.label, 6 * 10)
    assert document.experiment.optimizer.learning_rate == 0.01, "ten steps are a power of ten"
    drag(row.label, 6 * 3)
    assert document.experiment.optimizer.learning_rate == 0.02
    type_into(row.editor.inputs()[0], "0.0123")
    drag(row.label, 6)
    assert document.experiment.optimizer.learning_rate == 0.015
    assert row.editor.slider.value() > 0


@pytest.mark.parametrize("entry", [entry for name in FAMILIES for cls in family(name).values()
                                   for entry in hyperparameters(cls) if entry.editor in ("count", "real")])  # fmt: skip
def test_whatever_is_dragged_stays_allowed_and_in_order(entry: Hyperparameter) -> None:
    for sign in (1, -1):
        values = [scrubbed(entry, entry.default, scrub_steps(sign * pixels, whole=entry.editor == "count"))
                  for pixels in range(0, 700, 3)]  # fmt: skip
        assert values[0] == entry.default
        assert all(allowed(entry, value) for value in values)
        assert values == sorted(values, reverse=sign < 0)
        assert all(len(exact(value)) < 12 for value in values)


def test_a_bound_off_the_grid_is_reached_and_a_start_beyond_it_kept() -> None:
    low, rate = entry_of(family("preprocessing")["scale"], "low"), entry_of(LAYERS["dropout"], "rate")
    assert scrubbed(low, 0.25, -1) == 0.2
    assert scrubbed(low, 0.25, 2) == 0.4
    assert scrubbed(rate, 0.97, 3) == 0.97, "the last multiple lies behind it"
    assert scrubbed(rate, 0.97, -1) == 0.95


def test_escape_restores_as_if_nothing_was_done(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.dense.layer")
    window = show(form)
    escaped = []
    shortcut = QShortcut(Qt.Key.Key_Escape, window)
    shortcut.activated.connect(lambda: escaped.append(1))
    row, before = form.rows["units"], document.experiment
    middle = press(row.label)
    QTest.mouseMove(row.label, middle + QPoint(60, 0))
    assert units(document) == 52
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert document.experiment == before
    assert row.editor.inputs()[0].text() == "32"
    assert document.undo_stack.count() == 0
    assert not document.dirty
    QTest.mouseMove(row.label, middle + QPoint(90, 0))
    QTest.mouseRelease(row.label, LEFT, pos=middle + QPoint(90, 0))
    assert document.experiment == before, "the drag is over"
    assert escaped == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert escaped == [1], "the key is the window's again"


def test_other_keys_go_where_they_went(document: Document, show: Stage) -> None:
    row = dense_row(document, show)
    middle = press(row.label)
    QTest.mouseMove(row.label, middle + QPoint(6, 0))
    QTest.keyClick(row.editor.inputs()[0], Qt.Key.Key_Up)
    QTest.mouseRelease(row.label, LEFT, pos=middle + QPoint(6, 0))
    assert units(document) == 35


def test_a_click_goes_to_the_editor_and_changes_nothing(document: Document, show: Stage) -> None:
    row = dense_row(document, show)
    QTest.mouseClick(row.label, LEFT)
    assert row.editor.inputs()[0].hasFocus()
    assert row.editor.inputs()[0].lineEdit().selectedText() == "32"
    QTest.mouseClick(row.label, Qt.MouseButton.RightButton)
    QTest.mousePress(row.label, LEFT)
    QTest.mouseRelease(row.label, LEFT, pos=QPoint(-40, 5))
    assert document.undo_stack.count() == 0


def test_typing_under_way_is_handed_on_first(document: Document, show: Stage) -> None:
    row = dense_row(document, show)
    type_into(row.editor.inputs()[0], "100", enter=False)
    drag(row.label, 3 * 20)
    assert units(document) == 120
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    assert units(document) == 100


def test_several_layers_begin_at_the_first_and_are_one_step(document: Document, show: Stage) -> None:
    form = MemberForm(document, ["model.nodes.dense.layer", "model.nodes.dense_2.layer"])
    show(form)
    row = form.rows["units"]
    drag(row.label, 3 * 5)
    assert (units(document), units(document, "dense_2")) == (37, 37)
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert (units(document), units(document, "dense_2")) == (32, 10)
    middle = press(row.label)
    QTest.mouseMove(row.label, middle + QPoint(30, 0))
    assert units(document, "dense_2") == 42
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    QTest.mouseRelease(row.label, LEFT, pos=middle)
    assert (units(document), units(document, "dense_2")) == (32, 10)
    assert row.editor.inputs()[0].text() == ""
    assert not document.undo_stack.canUndo()


def test_a_run_hears_of_every_layer_and_a_drag_is_still_one_step(document: Document, show: Stage) -> None:
    run = Run()
    form = MemberForm(document, ["model.nodes.dense", "model.nodes.dense_2"], only=("rate_multiplier",), controller=run)
    show(form)
    heard: list[tuple[str, object]] = []
    document.field_set.connect(lambda path, _old, new: heard.append((path, new)))
    run.enter("running")
    drag(form.rows["rate_multiplier"].label, -6 * 5, stride=6)
    paths = [f"model.nodes.{name}.rate_multiplier" for name in ("dense", "dense_2")]
    assert heard == [(path, value) for value in (0.9, 0.8, 0.7, 0.6, 0.5) for path in paths]
    assert document.undo_stack.count() == 1
    heard.clear()
    document.undo_stack.undo()
    assert heard == [(path, 1.0) for path in paths]


def test_a_choice_is_scrubbed_while_it_is_a_number(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.conv2d.layer")
    show(form)
    row = form.rows["padding"]
    assert row.label.cursor().shape() != Qt.CursorShape.SizeHorCursor
    drag(row.label, 30)
    assert document.undo_stack.count() == 0
    document.set_field("x", "model.nodes.conv2d.layer.padding", 1)
    type_into(row.editor.number, "2", enter=False)
    drag(row.label, 9)
    assert document.network.node("conv2d").layer.padding == 5
    drag(row.label, -60)
    assert document.network.node("conv2d").layer.padding == 0, "its bound"
    assert not row.message.isVisible()
    document.set_field("x", "model.nodes.conv2d.layer.padding", "valid")
    assert row.label.cursor().shape() != Qt.CursorShape.SizeHorCursor


def test_what_is_refused_says_why_and_the_last_possible_number_stays(
    document: Document, show: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = dense_row(document, show)
    edit = Binding.set

    def up_to_40(binding: Binding, text: str, value: int, gesture: str = "") -> str:
        return "Too much memory." if value > 40 else edit(binding, text, value, gesture)

    monkeypatch.setattr(Binding, "set", up_to_40)
    drag(row.label, 60, stride=3)
    assert units(document) == 40
    assert row.editor.inputs()[0].text() == "40"
    assert row.message.text() == "Too much memory."
    assert document.undo_stack.count() == 1
    drag(row.label, -3)
    assert units(document) == 39
    assert not row.message.isVisible()


def test_a_field_that_goes_away_ends_its_drag(document: Document, show: Stage) -> None:
    form = MemberForm(document, "optimizer")
    show(form)
    label = form.rows["learning_rate"].label
    middle = press(label)
    QTest.mouseMove(label, middle + QPoint(6, 0))
    assert document.experiment.optimizer.learning_rate == 0.0012
    document.set_field("x", "optimizer", family("optimizers")["sgd"]())
    QTest.mouseMove(label, middle + QPoint(60, 0))
    QTest.mouseRelease(label, LEFT, pos=middle + QPoint(60, 0))
    assert document.experiment.optimizer == family("optimizers")["sgd"]()
    assert document.undo_stack.count() == 2


def test_nothing_that_is_no_number_can_be_dragged(document: Document, show: Stage) -> None:
    form = MemberForm(document, "model.nodes.dense.layer")
    show(form)
    drag(form.rows["bias"].label, 50)
    assert document.undo_stack.count() == 0
    assert "sideways" not in form.rows["bias"].label.toolTip()
    assert "sideways" in form.rows["units"].label.toolTip()
