"""Templates, put in by every way there is: palette, drag, menus, the buttons of an empty canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from engine import Data, Network, family, replaced
from gui.canvas.layers import mime, templates
from gui.canvas.looks import LOSS
from gui.document import Document
from gui.main_window import MainWindow
from gui.panels.palette import PalettePanel
from gui.theme import theme
from tests.gui.canvas_tools import LEFT, K, centre, experiment, kinds, mlp, on_wire, residual, send_drop, shown, wires
from tests.gui.test_canvas_editing import choose, open_menu

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


def on(source: str, network: Network | None = None) -> Document:
    """A network without layers on a data set of that kind."""
    data = Data(source=family("datasets")[source]())
    loss = "softmax_cross_entropy" if data.source.task == "classification" else "mean_squared_error"
    value = replaced(experiment(network or Network()), "data", data)
    return Document(replaced(value, "loss", family("losses")[loss]()))


@pytest.fixture
def document():
    return on("glyphs")


@pytest.fixture
def panel(qtbot, document):
    return shown(qtbot, document)


@pytest.mark.parametrize("key", [offer.key for offer in templates() if offer.kind != "regression"])
def test_the_buttons_of_an_empty_canvas_begin_with_one(qtbot, panel, document, key):
    button = panel.starters.buttons[key]
    assert button.isVisible()
    QTest.mouseClick(button, LEFT)
    assert len(document.network.nodes) >= 2
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText().startswith("Insert ")
    assert set(document.selection) == set(kinds(document))
    assert panel.view.hasFocus() or not panel.isActiveWindow()
    assert not button.isVisible()
    for problem in document.analysis.problems:
        assert problem.node in (None, kinds(document)[-1]), "at most the end does not fit, and says so"
    document.undo_stack.undo()
    assert button.isVisible()


def test_linear_classifier_mlp_and_lenet_train_as_they_come(panel, document):
    for key in ("templates/linear", "templates/mlp", "templates/lenet"):
        QTest.mouseClick(panel.starters.buttons[key], LEFT)
        assert document.analysis.problems == ()
        document.undo_stack.undo()


def test_an_autoencoder_for_classes_is_put_in_and_the_end_says_what_is_wrong(panel, document):
    QTest.mouseClick(panel.starters.buttons["templates/autoencoder"], LEFT)
    assert any("ends with 784" in str(problem) for problem in document.analysis.problems)
    assert panel.view.network.nodes[kinds(document)[-1]].look.problem


def test_those_that_do_not_fit_the_data_are_not_there(qtbot):
    panel = shown(qtbot, on("iris"))
    lenet, mlp_button = panel.starters.buttons["templates/lenet"], panel.starters.buttons["templates/mlp"]
    assert not lenet.isVisible()
    assert mlp_button.isVisible()
    panel.document.set_field("Data", "data.source", family("datasets")["glyphs"]())
    assert lenet.isVisible(), "they follow the data"
    assert "LeNet" in lenet.toolTip()


OFFERED = {
    "glyphs": {"linear", "mlp", "linear_mlp", "lenet", "vgg", "resnet", "autoencoder"},
    "digits": {"linear", "mlp", "linear_mlp", "vgg", "resnet", "autoencoder"},
    "iris": {"linear", "mlp", "linear_mlp", "autoencoder"},
    "sine": {"mlp", "regression"},
}


@pytest.mark.parametrize("source", list(OFFERED))
@pytest.mark.parametrize("size", [(1100, 620), (398, 262)])
def test_an_empty_canvas_offers_what_is_for_the_data(qtbot, source, size):
    panel = shown(qtbot, on(source), *size)
    spread = {key for key, button in panel.starters.buttons.items() if button.isVisible()}
    listed = {key for key, action in panel.starters._actions.items() if action.isVisible()}
    wanted = {f"templates/{kind}" for kind in OFFERED[source]}
    assert listed == wanted
    assert spread == (wanted if size == (1100, 620) else set())


@pytest.mark.parametrize(("source", "example"), [("glyphs", "conv 6 5"), ("iris", "dense 64"), ("sine", "dense 64")])
def test_the_hint_names_what_fits_the_data(qtbot, source, example):
    panel = shown(qtbot, on(source))
    assert panel.starters.hint.text().endswith(f"type its name, such as {example}.")
    panel.view.ask()
    assert panel.chooser.search.placeholderText().startswith(f"{example}, relu")
    QTest.keyClicks(panel.chooser.search, panel.chooser.search.placeholderText())
    QTest.keyClick(panel.chooser.search, K.Key_Return)
    assert kinds(panel.document)[:2] == [{"conv 6 5": "conv2d", "dense 64": "dense"}[example], "relu"]
    assert {problem.node for problem in panel.document.analysis.problems} <= {None, kinds(panel.document)[-1]}


def test_the_palette_dims_what_is_not_for_the_data_and_says_why(qtbot, document):
    palette = PalettePanel(document)
    qtbot.addWidget(palette)
    items, text, dim = palette.tree._items, theme.tokens.text, theme.tokens.dim
    colours = {key: item.foreground(0).color().name() for key, item in items.items()}
    assert {key for key, colour in colours.items() if colour != QColor(text).name()} == {"templates/regression"}
    assert colours["templates/regression"] == QColor(dim).name()
    why = "Regression needs numbers to predict; the data have classes."
    assert why in items["templates/regression"].toolTip(0)
    said: list[str] = []
    document.refused.connect(said.append)
    palette.tree.itemDoubleClicked.emit(items["templates/regression"], 0)
    assert said == [why]
    assert document.undo_stack.count() == 0
    document.set_field("Data", "data.source", family("datasets")["sine"]())
    document.settle()
    assert why not in items["templates/regression"].toolTip(0)
    assert items["templates/regression"].foreground(0).color() == QColor(text)
    assert items["templates/lenet"].foreground(0).color() == QColor(dim)


def test_the_buttons_can_be_reached_by_keys(qtbot, panel, document):
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.view.setFocus()
    buttons = list(panel.starters.buttons.values())
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), K.Key_Tab)
    assert QApplication.focusWidget() in buttons
    QTest.keyClick(QApplication.focusWidget(), K.Key_Space)
    assert document.network.nodes
    assert panel.view.hasFocus()


@pytest.mark.parametrize("size", [(806, 430), (1140, 620), (398, 262), (700, 330), (560, 330), (400, 600), (220, 140)])
def test_hint_buttons_and_boxes_do_not_cover_each_other(qtbot, size):
    panel = shown(qtbot, on("glyphs"), *size)
    starters = panel.starters
    there = [each for each in (starters.hint, starters.heading, starters.menu_button, *starters.buttons.values())
             if each.isVisible()]  # fmt: skip
    assert starters.menu_button in there or len(set(starters.buttons.values()) & set(there)) == len(OFFERED["glyphs"])
    areas = [each.geometry() for each in there]
    areas += [panel.node_rect("input"), panel.node_rect(LOSS), panel._buttons.geometry()]
    for index, area in enumerate(areas):
        if size != (220, 140):
            assert panel.rect().contains(area), (index, area)
            assert not any(area.intersects(other) for other in areas[:index]), (index, area)
    for each in there:
        assert each.height() >= min(each.sizeHint().height(), each.heightForWidth(each.width()) or 10_000)


def test_a_small_canvas_offers_them_in_a_menu(qtbot):
    panel = shown(qtbot, on("glyphs"), 398, 262)
    assert not panel.starters.buttons["templates/mlp"].isVisible()
    assert panel.starters.menu_button.isVisible()
    action = next(each for each in panel.starters.menu_button.menu().actions() if each.text() == "LeNet")
    action.trigger()
    assert kinds(panel.document)[-1] == "dense_3"
    assert not panel.starters.menu_button.isVisible()


def test_what_is_dropped_between_the_buttons_reaches_the_canvas(panel, document):
    first, second = list(panel.starters.buttons.values())[:2]
    between = QPoint((first.geometry().right() + second.geometry().left()) // 2, first.geometry().center().y())
    assert panel.view.childAt(between) is panel.view.viewport()
    assert panel.view.childAt(panel.starters.hint.geometry().center()) is panel.view.viewport()


# into a network


def test_double_click_and_enter_in_the_palette(qtbot, document):
    palette = PalettePanel(document)
    qtbot.addWidget(palette)
    palette.resize(220, 640)
    with qtbot.waitActive(palette):
        palette.show()
        palette.activateWindow()
    item = palette.tree._items["templates/mlp"]
    palette.tree.scrollToItem(item)
    point = palette.tree.visualItemRect(item).center()
    QTest.mouseClick(palette.tree.viewport(), LEFT, pos=point)
    QTest.mouseDClick(palette.tree.viewport(), LEFT, pos=point)
    assert kinds(document)[:2] == ["flatten", "dense"]
    before = len(document.network.nodes)
    palette.search.setFocus()
    QTest.keyClicks(palette.search, "linear cl")
    QTest.keyClick(palette.search, K.Key_Return)
    assert len(document.network.nodes) == before + 1, "a row of numbers needs no Flatten"


def test_a_drag_carries_it_onto_the_canvas_a_box_or_a_wire(qtbot):
    document = on("digits", residual())
    panel = shown(qtbot, document)
    before = wires(document)
    assert send_drop(panel, on_wire(panel, "relu", "add"), mime("templates/resnet"))
    added = set(kinds(document)) - {"conv2d", "relu", "conv2d_2", "batch_norm", "add", "flatten"}
    assert ("relu", "add") not in wires(document)
    assert ("relu", "conv2d_2") in wires(document), "the other wire of the box stays"
    assert any(source == "relu" and target in added for source, target in wires(document))
    assert any(source in added and target == "add" for source, target in wires(document))
    document.undo_stack.undo()
    assert wires(document) == before
    assert send_drop(panel, centre(panel, "flatten"), mime("templates/mlp"))
    assert ("flatten", "dense") in wires(document)
    document.undo_stack.undo()
    assert send_drop(panel, QPoint(5, 5), mime("templates/linear"))
    assert kinds(document)[-1] == "dense"


@pytest.mark.parametrize("place", ["wire", "box", "paper"])
def test_a_drag_that_would_be_refused_shows_so_and_why(qtbot, monkeypatch, place):
    document = on("glyphs", mlp())
    panel = shown(qtbot, document)
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _point, text, *_: said.append(text))
    point = {"wire": on_wire(panel, "dense", "relu"), "box": centre(panel, "dense"), "paper": QPoint(5, 5)}[place]
    wire = panel.view.network.wires[("dense", "relu")]
    mark = panel.view.network._plus if place == "wire" else panel.view.network._place_mark
    assert not send_drop(panel, point, mime("templates/lenet"), drop=False), "the pointer forbids it"
    assert said[-1] == f"LeNet needs images of at least 12x12 pixels; the input is {10 if place == 'paper' else 32}."
    assert mark.isVisible()
    assert mark.refused
    assert not wire.marked
    assert send_drop(panel, point, mime("templates/mlp"), drop=False)
    assert not mark.refused
    assert wire.marked == (place == "wire")
    assert send_drop(panel, on_wire(panel, "input", "flatten"), mime("templates/lenet"), drop=False)
    assert not panel.view.network._plus.refused
    QApplication.sendEvent(panel.view.viewport(), QDragLeaveEvent())
    assert not mark.isVisible()


def test_the_context_menus_offer_them(qtbot):
    document = on("glyphs", mlp())
    panel = shown(qtbot, document)
    choose(open_menu(panel, centre(panel, "flatten")), "Insert template", "MLP")
    assert document.network.node("dense_3").inputs == ("flatten",)
    document.undo_stack.undo()
    choose(open_menu(panel, on_wire(panel, "dense", "relu")), "Insert template", "Linear classifier")
    assert document.network.node("relu").inputs == ("dense_3",)
    menu = open_menu(panel, QPoint(5, 5))
    inserted = next(each for each in menu.actions() if each.text() == "Insert template").menu()
    tips = {each.text(): each.toolTip() for each in inserted.actions() if not each.isEnabled()}
    assert set(tips) == {"LeNet", "VGG-like", "ResNet-like", "Regression"}
    assert tips["LeNet"] == "LeNet needs images of at least 12x12 pixels; the input is 10."
    choose(menu, "Insert template", "Linear classifier")
    assert kinds(document)[-1] == "dense_4"


def test_it_fits_the_shape_of_the_place_it_goes_to(qtbot):
    document = on("glyphs", residual())
    panel = shown(qtbot, document)
    panel.edits.add_after("templates/lenet", "conv2d")
    first = next(node for node in document.network.nodes if node.inputs == ("conv2d",))
    assert document.analysis.nodes[first.id].inputs == ((28, 28, 16),)


def test_one_that_does_not_fit_there_is_refused_with_its_own_sentence(qtbot):
    document = on("glyphs", mlp())
    panel = shown(qtbot, document)
    said: list[str] = []
    document.refused.connect(said.append)
    panel.edits.add_after("templates/lenet", "dense")
    assert said == ["LeNet needs images of at least 12x12 pixels; the input is 32."]
    assert document.undo_stack.count() == 0


def test_the_window_shows_that_sentence(window: MainWindow):
    bench = window.bench
    bench.palette.search.setFocus()
    QTest.keyClicks(bench.palette.search, "lenet")
    QTest.keyClick(bench.palette.search, K.Key_Return)
    assert "LeNet needs images" in window.message_bar.text
    window.message_bar.clear()


# new on data


def test_an_empty_network_on_any_data_set(window: MainWindow):
    window.menus.new.aboutToShow.emit()
    assert window.menus.new_on.menuAction() in window.menus.new.actions()
    window.menus.new_on.aboutToShow.emit()
    offered = {each.text().replace("&", ""): each for each in window.menus.new_on.actions()}
    assert len(offered) == len(family("datasets"))
    assert {"Glyphs (28x28x1)", "Shapes (32x32x3)", "Iris (4)", "Sine curve (1)"} <= set(offered)
    offered["Glyphs (28x28x1)"].trigger()
    document = window.bench.document
    assert document.experiment.data.source.kind_name() == "glyphs"
    assert document.network.nodes == ()
    assert window.bench.canvas.starters.hint.isVisible()
    assert [problem.node for problem in document.analysis.problems] == [None]
    QTest.mouseClick(window.bench.canvas.starters.buttons["templates/lenet"], Qt.MouseButton.LeftButton)
    assert document.analysis.problems == ()
    document.undo_stack.setClean()
    offered["Sine curve (1)"].trigger()
    assert document.experiment.loss.kind_name() == "mean_squared_error"
    QTest.mouseClick(window.bench.canvas.starters.buttons["templates/regression"], Qt.MouseButton.LeftButton)
    assert document.analysis.problems == ()
