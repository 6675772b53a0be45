"""The canvas as it is seen: what it shows of a network."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine import Network, append, chain
from gui.amounts import percent
from gui.canvas.figures import Figures
from gui.canvas.items import NodeItem
from gui.canvas.looks import LOSS, grouped_digits
from gui.document import Document
from gui.settings import FIGURES
from gui.theme import theme
from tests.gui.canvas_tools import LEFT, L, experiment, residual, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


# what is shown


def test_boxes_say_what_the_network_is(panel):
    nodes = panel.view.network.nodes
    assert list(nodes) == ["input", "flatten", "dense", "relu", "dense_2", LOSS]
    assert (nodes["input"].look.title, nodes["input"].look.caption) == ("Digits", "8x8x1")
    assert nodes["dense"].look.details == ("32 units", "2,080 parameters")
    assert nodes["dense_2"].look.title == "Dense 2"
    assert nodes["dense_2"].look.caption == "10"
    assert nodes[LOSS].look.title == "Softmax cross-entropy"
    assert ("dense_2", LOSS) in panel.view.network.wires
    lefts = [panel.node_rect(key).left() for key in nodes]
    assert lefts == sorted(lefts)


def test_a_title_given_by_hand_is_shown(panel, document):
    document.set_field("Name", "model.nodes.dense.title", "Hidden")
    assert panel.view.network.nodes["dense"].look.title == "Hidden"


def test_items_are_kept_over_edits(panel, document):
    before = dict(panel.view.network.nodes)
    document.set_field("Units", "model.nodes.dense.layer.units", 12345)
    assert panel.view.network.nodes == before
    assert before["dense"].look.details == ("12,345 units", "802 k parameters")


def choose_figures(panel, *names):
    """By the button beside fit, as a person does."""
    for name in names:
        menu = panel.figures_menu
        QTimer.singleShot(0, lambda name=name, menu=menu: QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(
            menu.share if name == "share" else menu.kinds[name]).center()))  # fmt: skip
        QTest.mouseClick(panel.figures_button, LEFT)


@pytest.mark.parametrize(("kind", "field", "said"), [("dense", "units", "1 unit"), ("conv2d", "filters", "1 filter")])
def test_what_there_is_one_of_has_no_plural(panel, kind, field, said):
    model = chain(L[kind](**{field: 1}), L["flatten"]()) if kind == "conv2d" else chain(L[kind](**{field: 1}))
    panel.document.edit_network("One", model)
    assert panel.view.network.nodes[kind].look.details[0] == said


def test_other_figures_are_shown_on_demand(panel, document, monkeypatch):
    nodes = panel.view.network.nodes
    composed = []
    compose = NodeItem._compose
    monkeypatch.setattr(NodeItem, "_compose", lambda item: (composed.append(item.key), compose(item)))
    choose_figures(panel, "operations")
    assert nodes["dense"].look.details == ("32 units", "2,048 multiply-adds")
    assert nodes["relu"].look.details == ("32 multiply-adds",)
    assert nodes["flatten"].look.details == ()
    assert composed == ["dense", "relu", "dense_2"], "what stays as it was is not touched"
    choose_figures(panel, "memory")
    assert nodes["dense"].look.details == ("32 units", "128 B per sample")
    choose_figures(panel, "none")
    assert nodes["dense"].look.details == ("32 units",)
    assert not panel.figures_menu.share.isEnabled()
    choose_figures(panel, "parameters", "share")
    assert nodes["dense"].look.details == ("32 units", "86 % of parameters")
    assert nodes["relu"].look.details == ()
    document.set_field("Units", "model.nodes.dense.layer.units", 320)
    assert nodes["dense"].look.details == ("320 units", "87 % of parameters"), "edits keep the choice"


@pytest.mark.parametrize("units", [10, 99_999])
def test_every_figure_fits_its_box(panel, document, units):
    document.set_field("Units", "model.nodes.dense.layer.units", units)
    document.edit_network("x", append(document.network, L["dense"](units=10))[0])
    for kind in FIGURES:
        for share in (False, True):
            panel.show_figures(Figures(kind, share))
            for item in panel.view.network.nodes.values():
                assert not any("…" in text for _place, text in item._texts.details), (kind, item.look.details)


def test_shares_are_told_in_few_digits():
    shares = [percent(part, 10_000) for part in (0, 1, 12, 420, 5_700, 9_999, 10_000)]
    assert shares == ["0 %", "0.0 %", "0.1 %", "4.2 %", "57 %", "99 %", "100 %"]
    assert percent(0, 0) == "0 %"


def test_digits_are_grouped():
    assert grouped_digits(1234567) == "1,234,567"


def test_problems_are_named_with_their_remedy(qtbot):
    document = Document(experiment(chain(L["conv2d"](), L["dense"](units=10))))
    panel = shown(qtbot, document)
    item = panel.view.network.nodes["dense"]
    assert "Flatten" in item.toolTip()
    assert "needs one row of numbers" in item.toolTip()
    assert not panel.view.network.nodes["conv2d"].look.problem
    red = theme.tokens.problem
    picture = panel.grab().toImage()
    rect = panel.node_rect("dense")
    found = [picture.pixelColor(rect.left() + x, rect.top()).name() for x in range(20, 60)]
    assert found.count(red) > 20


def test_a_problem_of_the_data_is_on_the_input(panel, document):
    document.set_field("Share", "data.validation_fraction", 0.6)
    document.set_field("Share", "data.test_fraction", 0.6)
    assert "Lower one" in panel.view.network.nodes["input"].look.problem


def test_empty_network_says_how_to_begin(qtbot):
    document = Document(experiment(Network()))
    panel = shown(qtbot, document)
    hint = panel.starters.hint
    assert hint.isVisible()
    assert not hint.geometry().intersects(panel.node_rect("input"))
    panel.edits.add("dense")
    assert not hint.isVisible()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_colours_follow_the_look(panel, look):
    theme.apply(look)
    try:
        QApplication.processEvents()
        picture = panel.grab().toImage()
        assert picture.pixelColor(4, 4).name() == theme.tokens.canvas
        corner = panel.node_rect("relu").topRight() - QPoint(12, -6)
        assert picture.pixelColor(corner).name() == theme.tokens.node
    finally:
        theme.apply("light")


def test_opening_another_experiment_shows_it_fitted(panel, document):
    panel.view.zoom_by(3)
    document.start(experiment(residual()))
    assert "add" in panel.view.network.nodes
    assert "dense" not in panel.view.network.nodes
    assert all(panel.view.viewport().rect().contains(panel.node_rect(key)) for key in panel.view.network.nodes)


def test_everything_has_a_name(panel):
    assert panel.view.accessibleName()
    for button in (panel.fit_button, panel.zoom_in_button, panel.zoom_out_button):
        assert button.accessibleName()
        assert button.toolTip()
    panel.document.select(("dense",))
    assert panel.view.accessibleDescription() == "Dense, 32 units, 2,080 parameters, 32"
