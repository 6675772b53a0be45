"""What is said about members and fields: under the cursor, to who hears it, and where several values differ."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine import FAMILIES, family
from gui.document import Document
from gui.forms import InitializersForm, MemberForm, MemberPicker, MembersList, ModelPicker
from gui.forms.explanation import Explanation
from gui.formulas import typeset
from gui.texts import equations, member_tip
from tests.gui.forms_help import LAYERS, Stage, at_once, choose, experiment, type_into

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the offscreen platform's sighs

REGULARIZERS = family("regularizers")


@pytest.fixture
def document(qapp: QApplication) -> Document:
    return at_once(Document(experiment()))


@pytest.fixture
def show(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in FAMILIES for kind in family(name)])
def test_every_member_is_explained_under_the_cursor(qapp: QApplication, name: str, kind: str) -> None:
    cls = family(name)[kind]
    tip = member_tip(cls)
    assert tip.startswith("<p><b>")
    assert typeset(equations(cls.formula())) in tip
    assert tip.count("<p>") == (3 if cls.formula() else 2)


def test_the_open_list_explains_its_entries(document: Document, show: Stage) -> None:
    picker = MemberPicker(document, "optimizer", "optimizers")
    show(picker)
    assert "How parameters follow from gradients" in picker.box.toolTip()
    picker.box.showPopup()
    view = picker.box.view()
    place = view.visualRect(picker.box.model().index(picker.box.findData("momentum"), 0)).center()
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place)))
    assert QToolTip.text() == member_tip(family("optimizers")["momentum"])
    assert "<i>v</i> = <i>ρ</i> <i>v</i> + <i>g</i>" in QToolTip.text()
    QToolTip.hideText()
    picker.box.hidePopup()


def test_add_menus_models_and_initializers_explain_theirs(document: Document, show: Stage) -> None:
    members = MembersList(document, "regularizers", "regularizers")
    whole = QWidget()
    column = QVBoxLayout(whole)
    initializers, model = InitializersForm(document, "dense"), ModelPicker(document)
    for part in (members, initializers, model):
        column.addWidget(part)
    show(whole)
    menu = members.add.menu()
    assert menu.toolTipsVisible()
    assert [action.toolTip() for action in menu.actions()] == [member_tip(cls) for cls in REGULARIZERS.values()]
    assert "Penalties on weights" in members.add.toolTip()
    tips = [initializers.pickers["weight"].box.itemData(index, Qt.ItemDataRole.ToolTipRole) for index in range(1, 4)]
    assert tips == [member_tip(cls) for cls in list(family("initializers").values())[:3]]
    assert "first drawn" in initializers.pickers["bias"].box.toolTip()
    assert "sum |<i>a</i> − <i>b</i>|" in model.box.itemData(1, Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize(
    ("path", "name", "parts"),
    [
        ("model.nodes.dense.layer", "units", ["<b>Units</b>", "outputs", "From 1 to 1,000,000", "Default: 32"]),
        ("optimizer", "learning_rate", ["Above 0, at most 1,000", "Default: 0.001", "May change while training"]),
        ("optimizer", "beta1", ["At least 0, below 1", "Default: 0.9"]),
        ("training", "batch_size", ["Default: 32", "Unit: samples", "May change while training"]),
        ("training", "shuffle", ["Default: on"]),
        ("training", "gradient", ["Default: Backpropagation"]),
        ("model.nodes.conv2d.layer", "padding", ["<b>Padding</b>", "or a number from 0 to 1,000"]),
    ],
)
def test_a_field_tells_its_range_default_and_unit(
    document: Document, show: Stage, path: str, name: str, parts: list[str]
) -> None:
    form = MemberForm(document, path)
    show(form)
    row = form.rows[name]
    for part in parts:
        assert part in row.label.toolTip()
        assert part in row.editor.inputs()[0].toolTip()
    spoken = row.editor.inputs()[0].accessibleDescription()
    assert all(part in spoken for part in parts[1:])
    assert "<" not in spoken


def test_what_has_no_bounds_or_default_says_nothing_of_them(document: Document, show: Stage) -> None:
    document.set_field("x", "regularizers", (REGULARIZERS["l2"](),))
    form = MemberForm(document, "regularizers.0")
    show(form)
    tip = form.rows["layers"].label.toolTip()
    assert "Default" not in tip
    assert "From" not in tip


def test_mixed_values_say_so_in_every_editor(document: Document, show: Stage) -> None:
    conv, network = LAYERS["conv2d"], document.network
    twins = tuple(node.model_copy(update={"layer": conv()}) for node in network.nodes if node.id in ("conv2d", "relu"))
    document.edit_network("x", network.model_copy(update={"nodes": twins}))
    for path, value in (("layer.padding", 2), ("title", "First"), ("rate_multiplier", 0.5)):
        document.set_field("x", f"model.nodes.conv2d.{path}", value)
    nodes = [f"model.nodes.{node.id}" for node in twins]
    layers, form = MemberForm(document, [f"{path}.layer" for path in nodes]), MemberForm(document, nodes)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.addWidget(layers)
    column.addWidget(form)
    show(whole)
    padding, title = layers.rows["padding"].editor, form.rows["title"].editor.inputs()[0]
    assert (padding.box.currentIndex(), padding.box.placeholderText()) == (-1, "mixed")
    assert not padding.number.isVisible()
    assert (title.text(), title.placeholderText()) == ("", "mixed")
    assert form.rows["rate_multiplier"].editor.inputs()[0].lineEdit().placeholderText() == "mixed"
    choose(padding.box, "valid")
    type_into(title, "Both")
    assert [node.layer.padding for node in document.network.nodes] == ["valid", "valid"]
    assert [node.title for node in document.network.nodes] == ["Both", "Both"]
    document.undo_stack.undo()
    assert (title.text(), title.placeholderText()) == ("", "mixed")


def test_mixed_choices_and_sliders(document: Document, show: Stage) -> None:
    steps = tuple(family("preprocessing")["standardize"](per=per) for per in ("feature", "channel"))
    document.set_field("x", "data.preprocessing", steps)
    document.set_field("x", "regularizers", (REGULARIZERS["l2"](), REGULARIZERS["l2"](strength=0.1)))
    choices = MemberForm(document, ["data.preprocessing.0", "data.preprocessing.1"])
    show(choices)
    assert choices.rows["per"].editor.inputs()[0].currentIndex() == -1
    numbers = MemberForm(document, ["regularizers.0", "regularizers.1"])
    show(numbers)
    box, slider = numbers.rows["strength"].editor.inputs()
    assert (box.text(), slider.value()) == ("", 0)


def test_an_explanation_shows_its_rest_on_a_click(qtbot: QtBot) -> None:
    explanation = Explanation()
    qtbot.addWidget(explanation)
    explanation.resize(160, 400)
    explanation.show_member(family("layers")["batch_norm"])
    gist = explanation.gist
    short = gist.heightForWidth(160)
    QTest.mouseClick(gist, Qt.MouseButton.LeftButton)
    assert gist.heightForWidth(160) > short
    QTest.mouseClick(gist, Qt.MouseButton.LeftButton)
    assert gist.heightForWidth(160) == short


@pytest.mark.parametrize("kind", list(family("layers")))
def test_layers_are_explained_in_full_where_panels_are_as_wide_as_usual(qtbot: QtBot, kind: str) -> None:
    explanation = Explanation()
    qtbot.addWidget(explanation)
    explanation.resize(300, 600)
    explanation.show_member(family("layers")[kind])
    gist = explanation.gist
    short = gist.heightForWidth(300)
    QTest.mouseClick(gist, Qt.MouseButton.LeftButton)
    assert gist.heightForWidth(300) == short, "nothing was cut"
    with qtbot.waitExposed(explanation):
        explanation.show()
    formula = explanation.formula
    assert formula.isHidden() or formula.height() >= formula.heightForWidth(formula.width())


def test_a_form_of_nothing_stays_empty(document: Document, show: Stage) -> None:
    picker = MemberPicker(document, "model.nodes.gone.layer", "layers", title="Layer")
    show(picker)
    assert picker.form.rows == {}
    picker.box.setFocus()
    QTest.keyClick(picker.box, Qt.Key.Key_Down)
    assert document.undo_stack.count() == 0
