"""The canvas, tried with real mouse and key events: what it shows, selecting, zoom and pan, large networks."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetricsF, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from engine import Network, add_loose, append, chain, family, replaced
from gui.amounts import percent
from gui.canvas.box_texts import in_two_lines
from gui.canvas.figures import Figures
from gui.canvas.fonts import canvas_font
from gui.canvas.items import NodeItem
from gui.canvas.layout import PITCH
from gui.canvas.looks import LOSS, Look, grouped_digits
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from gui.settings import FIGURES
from gui.theme import theme
from tests.gui.canvas_tools import (
    CTRL,
    LEFT,
    MIDDLE,
    NONE,
    SHIFT,
    K,
    L,
    centre,
    click,
    drag,
    experiment,
    mlp,
    press,
    residual,
    shown,
)

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


# selecting


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


# zoom and pan


def wheel(panel: CanvasPanel, point: QPoint, turn: int, modifiers=NONE) -> None:
    at = QPointF(point)
    event = QWheelEvent(
        at, panel.view.viewport().mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(panel.view.viewport(), event)


def test_wheel_zooms_around_the_pointer_and_pans(panel):
    point, zoom = centre(panel, "relu"), panel.view.zoom()
    wheel(panel, point, 120, CTRL)
    assert panel.view.zoom() == pytest.approx(zoom * 1.2)
    assert (centre(panel, "relu") - point).manhattanLength() <= 2
    before = centre(panel, "relu")
    wheel(panel, point, -120)
    assert centre(panel, "relu").y() < before.y()
    wheel(panel, point, -120, SHIFT)
    assert centre(panel, "relu").x() < before.x()


@pytest.mark.parametrize("way", ["middle", "space"])
def test_dragging_the_paper_pans(panel, document, way):
    before = centre(panel, "relu")
    if way == "space":
        QTest.keyPress(panel.view, K.Key_Space)
    drag(panel, before, before + QPoint(40, 30), MIDDLE if way == "middle" else LEFT)
    if way == "space":
        QTest.keyRelease(panel.view, K.Key_Space)
    assert centre(panel, "relu") - before == QPoint(40, 30)
    assert document.undo_stack.count() == 0
    drag(panel, centre(panel, "relu"), centre(panel, "relu") + QPoint(0, 60))
    assert document.undo_stack.count() == 1


def test_keys_zoom_and_fit(panel):
    fitted = panel.view.zoom()
    press(panel, K.Key_Plus)
    assert panel.view.zoom() == pytest.approx(fitted * 1.2)
    press(panel, K.Key_Minus)
    press(panel, K.Key_Minus)
    assert panel.view.zoom() == pytest.approx(fitted / 1.2)
    press(panel, K.Key_0, CTRL)
    assert panel.view.zoom() == pytest.approx(fitted)


def test_buttons_zoom_and_fit(panel):
    fitted = panel.view.zoom()
    QTest.mouseClick(panel.zoom_in_button, LEFT)
    assert panel.view.zoom() > fitted
    QTest.mouseClick(panel.zoom_out_button, LEFT)
    QTest.mouseClick(panel.zoom_out_button, LEFT)
    assert panel.view.zoom() < fitted
    QTest.mouseClick(panel.fit_button, LEFT)
    assert panel.view.zoom() == pytest.approx(fitted)


@pytest.mark.parametrize("size", [(700, 330), (1200, 500), (1100, 200), (400, 600)])
def test_all_is_in_view_and_clear_of_the_buttons(qtbot, size):
    panel = shown(qtbot, Document(experiment(residual())), *size)
    for key in panel.view.network.nodes:
        assert panel.view.viewport().rect().contains(panel.node_rect(key))
        assert not panel.node_rect(key).intersects(panel.view.buttons)
    assert panel.view.buttons.isValid()


def test_zooming_by_hand_is_respected_until_fit(panel, document):
    panel.view.zoom_by(0.7)
    zoom = panel.view.zoom()
    panel.edits.add("relu")
    panel.resize(800, 500)
    assert panel.view.zoom() == pytest.approx(zoom)
    panel.fit()
    assert panel.view.zoom() != pytest.approx(zoom)


def test_a_selected_box_out_of_view_is_brought_in(panel, document):
    panel.view.zoom_by(3)
    press(panel, K.Key_Home)
    assert panel.view.viewport().rect().intersects(panel.node_rect("input"))
    press(panel, K.Key_End)
    assert panel.view.viewport().rect().contains(panel.node_rect("dense_2").center())


def test_a_box_cut_off_stays_where_it_was(panel, document):
    before = {key: panel.node_rect(key) for key in ("flatten", "dense", "relu")}
    panel.edits.disconnect_wire("dense", "relu")
    assert panel.view.network.nodes["relu"].x() == pytest.approx(panel.view.network.nodes["dense"].x() + PITCH)
    document.undo_stack.undo()
    assert {key: panel.node_rect(key) for key in before} == before


def test_large_networks_stay_smooth(qtbot):
    """Bounds are generous: they catch the accidental square, not the slow machine."""
    layers = [L["dense"](units=32) if index % 2 else L["relu"]() for index in range(298)]
    document = Document(experiment(chain(L["flatten"](), *layers, L["dense"](units=10))))
    start = time.perf_counter()
    panel = shown(qtbot, document)
    assert time.perf_counter() - start < 2
    start = time.perf_counter()
    for _ in range(5):
        panel.view.network.sync()
    assert (time.perf_counter() - start) / 5 < 0.2
    item = panel.view.network.nodes["relu"]
    start = time.perf_counter()
    for step in range(50):
        panel.view.network.move_items({"relu": item.pos() + QPointF(step, 1)})
        QApplication.processEvents()
    assert (time.perf_counter() - start) / 50 < 0.05


def test_a_loose_layer_is_shown_with_its_problem(qtbot):
    network, node_id = add_loose(mlp(), L["max_pool2d"]())
    panel = shown(qtbot, Document(experiment(network)))
    assert "no input" in panel.view.network.nodes[node_id].look.problem


def test_a_new_layer_does_not_inherit_the_place_of_a_deleted_one(panel, document):
    drag(panel, centre(panel, "relu"), centre(panel, "relu") + QPoint(0, 100))
    panel.edits.delete(("relu",))
    assert document.positions == {}
    document.undo_stack.undo()
    assert set(document.positions) == {"relu"}


def test_the_loss_follows_an_output_moved_by_hand(panel, document):
    before = panel.view.network.nodes[LOSS].pos()
    drag(panel, centre(panel, "dense_2"), centre(panel, "dense_2") + QPoint(0, 80))
    assert panel.view.network.nodes[LOSS].pos() != before
    assert panel.view.network.nodes[LOSS].y() == panel.view.network.nodes["dense_2"].y()


def test_a_network_edited_elsewhere_is_followed(panel, document):
    node = document.network.node("relu")
    document.edit_network("x", replaced(document.network, "nodes", (*document.network.nodes[:2], node)))
    assert list(panel.view.network.nodes) == ["input", "flatten", "dense", "relu", LOSS]


def test_long_titles_take_two_lines(qapp):
    metrics = QFontMetricsF(canvas_font(13, QFont.Weight.DemiBold))
    room = 122.0
    assert in_two_lines("FractionalMaxPool2D 2", metrics, room) == ("Fractional", "MaxPool2D 2")
    assert in_two_lines("Noisy polynomial", metrics, room) == ("Noisy", "polynomial")
    assert in_two_lines("x" * 60, metrics, room) is None
    assert in_two_lines(f"A {'x' * 60}", metrics, room) is None
    for cls in family("layers").values():
        item = NodeItem(
            "x", Look(title=f"{cls.title} 2", details=("Rate 0.5",), caption="", icon="dense", group="core")
        )
        assert "…" not in item._texts.title, cls.title
