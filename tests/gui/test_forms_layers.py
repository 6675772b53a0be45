"""The layers that a regularizer acts on are ticked by name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import family, remove
from gui.document import Document
from gui.forms import MemberForm
from gui.forms.layers import LayersBox
from gui.forms.rows import FieldRow
from tests.gui.forms_help import Stage, at_once, experiment

K, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def document(qapp: QApplication) -> Document:
    document = at_once(Document(experiment()))
    document.set_field("x", "regularizers", (family("regularizers")["l2"](),))
    document.undo_stack.clear()
    return document


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


@pytest.fixture
def row(document: Document, stage: Stage) -> FieldRow:
    form = MemberForm(document, "regularizers.0")
    stage(form)
    return form.rows["layers"]


def listed(box: LayersBox) -> list[str]:
    """The open list, with a star before what is ticked."""
    return ["*" * each.isChecked() + each.text() for each in box.menu.actions() if not each.isSeparator()]


def click(box: LayersBox, text: str) -> None:
    """Open the list if it is shut, and click an entry."""
    if not box.menu.isVisible():
        QTest.mouseClick(box, LEFT)
    action = next(each for each in box.menu.actions() if each.text() == text)
    QTest.mouseClick(box.menu, LEFT, pos=box.menu.actionGeometry(action).center())


def test_all_layers_unless_some_are_ticked(document: Document, row: FieldRow) -> None:
    box = row.editor.inputs()[0]
    assert box.currentText() == "All layers"
    assert box.accessibleName() == "Layers"
    click(box, "Dense")
    assert box.menu.isVisible(), "there may be more to tick"
    assert listed(box) == ["All layers", "Conv2D", "*Dense", "Dense 2"], "what has no weights is not asked about"
    click(box, "Conv2D")
    assert document.experiment.regularizers[0].layers == ("conv2d", "dense"), "in the order of the network"
    assert box.currentText() == "Conv2D, Dense"
    assert row.label.changed
    click(box, "Conv2D")
    click(box, "Dense")
    assert document.experiment.regularizers[0].layers == ()
    assert listed(box)[0] == "*All layers"
    click(box, "Dense 2")
    click(box, "All layers")
    assert (box.currentText(), document.experiment.regularizers[0].layers) == ("All layers", ())
    click(box, "All layers")
    assert listed(box)[0] == "*All layers", "it cannot be taken away, only replaced"
    box.menu.close()


def test_one_opening_is_one_undo_step(document: Document, row: FieldRow) -> None:
    box = row.editor.inputs()[0]
    click(box, "Dense")
    click(box, "Dense 2")
    box.menu.close()
    click(box, "Conv2D")
    box.menu.close()
    assert document.undo_stack.count() == 2
    assert document.undo_stack.undoText() == "Set layers"
    document.undo_stack.undo()
    assert box.currentText() == "Dense, Dense 2"
    document.undo_stack.undo()
    assert box.currentText() == "All layers"


@pytest.mark.parametrize("key", [K.Key_Space, K.Key_Down, K.Key_F4])
def test_the_keyboard_ticks_too(document: Document, row: FieldRow, key: Qt.Key) -> None:
    box = row.editor.inputs()[0]
    box.setFocus()
    QTest.keyClick(box, key)
    assert box.menu.isVisible()
    for each in (K.Key_Down, K.Key_Down, K.Key_Space, K.Key_Down, K.Key_Space, K.Key_Escape):
        QTest.keyClick(box.menu, each)
    assert not box.menu.isVisible()
    assert document.experiment.regularizers[0].layers == ("dense", "dense_2")
    QTest.keyClick(box, key)
    QTest.keyClick(box.menu, K.Key_Return)
    assert not box.menu.isVisible()
    assert document.experiment.regularizers[0].layers == (), "the first entry stands for all"


def test_a_renamed_layer_shows_its_new_name(document: Document, row: FieldRow) -> None:
    box = row.editor.inputs()[0]
    document.set_field("x", "regularizers.0.layers", ("dense",))
    document.set_field("x", "model.nodes.dense.title", "First & last")
    assert box.currentText() == "First & last"
    assert listed(box) == ["All layers", "Conv2D", "*First && last", "Dense 2"]
    document.set_field("x", "model.nodes.dense_2.title", "First & last")
    assert box.currentText() == "First & last (dense)", "two of one name are told apart"
    assert listed(box)[-1] == "First && last (dense_2)"


def test_a_layer_that_is_gone_can_be_taken_off(document: Document, row: FieldRow) -> None:
    box = row.editor.inputs()[0]
    document.set_field("x", "regularizers.0.layers", ("conv2d", "dense"))
    document.edit_network("x", remove(document.network, {"dense"}))
    assert box.currentText() == "Conv2D, Dense"
    assert 'There is no layer "Dense" to act on.' in row.message.text()
    assert [each.text() for each in row.remedies.buttons] == ["Remove “Dense” from the list"]
    click(box, "Dense")
    box.menu.close()
    assert document.experiment.regularizers[0].layers == ("conv2d",)
    assert not row.message.isVisible()
    assert listed(box) == ["All layers", "*Conv2D", "Dense 2"]


def test_a_layer_whose_weights_are_not_known_yet_can_be_ticked(document: Document, row: FieldRow) -> None:
    document.edit_network("x", remove(document.network, {"flatten"}))
    assert [each.strip("*") for each in listed(row.editor.inputs()[0])][:3] == ["All layers", "Conv2D", "Dense"]
