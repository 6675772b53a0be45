"""Boxes put in line: aligned and distributed, by the context menu and by Edit > Arrange."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtWidgets import QApplication

from gui.canvas.align import WAYS, fewest, put_in_line, title, too_few
from gui.canvas.layout import CAPTION, HEIGHT, LANE, PITCH, WIDTH
from gui.document import Document
from gui.main_window import MainWindow
from tests.gui.canvas_tools import centre, experiment, mlp
from tests.gui.test_canvas_editing import choose, open_menu

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do

PLACES = {"flatten": (0.0, 10.0), "dense": (200.0, 50.0), "relu": (500.0, 0.0), "dense_2": (900.0, 200.0)}
COLUMN = [LANE, 2 * LANE, 0.0, 3 * LANE]
"""Down: what would lie on each other keeps its order, with gaps."""


@pytest.fixture
def document():
    document = Document(experiment(mlp()))
    document.move_nodes("Move", PLACES)
    document.undo_stack.clear()
    return document


def xs(places) -> list[float]:
    return [places[key][0] for key in PLACES]


def ys(places) -> list[float]:
    return [places[key][1] for key in PLACES]


@pytest.mark.parametrize(
    ("way", "across", "down"),
    [
        ("align_left", [0, 0, 0, 0], COLUMN),
        ("align_centre", [450] * 4, COLUMN),
        ("align_right", [900] * 4, COLUMN),
        ("align_top", xs(PLACES), [0] * 4),
        ("align_middle", xs(PLACES), [100] * 4),
        ("align_bottom", xs(PLACES), [200] * 4),
        ("distribute_across", [0, 300, 600, 900], ys(PLACES)),
        ("distribute_down", xs(PLACES), pytest.approx([200 / 3, 400 / 3, 0, 200])),
    ],
)
def test_by_the_context_menu(panel, document, way, across, down):
    document.select(PLACES)
    choose(open_menu(panel, centre(panel, "dense")), "Arrange", title(way))
    assert xs(document.positions) == across
    assert ys(document.positions) == down
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == title(way)
    assert document.selection == tuple(PLACES)
    items = panel.view.network.nodes
    assert [items[key].x() for key in PLACES] == pytest.approx(across)
    document.undo_stack.undo()
    assert document.positions == PLACES


@pytest.mark.parametrize("way", [way for way in WAYS if way.startswith("align")])
def test_aligned_boxes_never_overlap_and_keep_their_order(way):
    row = {str(index): (index * PITCH, 0.0) for index in range(5)}
    column = {str(index): (0.0, index * LANE) for index in range(5)}
    heap = {"0": (0.0, 0.0), "1": (30.0, 10.0), "2": (31.0, 20.0), "3": (400.0, 25.0), "4": (410.0, 300.0)}
    for places in (row, column, heap):
        moved = put_in_line(way, places)
        boxes = [QRectF(*moved[key], WIDTH, HEIGHT + CAPTION) for key in sorted(moved)]
        assert not any(one.intersects(other) for one, other in combinations(boxes, 2))
        line = 1 if way in ("align_left", "align_centre", "align_right") else 0
        assert len({place[1 - line] for place in moved.values()}) == 1
        assert [place[line] for _, place in sorted(moved.items())] == sorted(place[line] for place in moved.values())
        assert put_in_line(way, moved) == moved, "once is enough"


def test_only_the_selected_boxes_move(panel, document):
    document.select(("input", "relu", "dense_2"))
    panel.view.put_in_line("align_bottom")
    assert document.positions["input"][1] == document.positions["relu"][1] == 200
    assert document.positions["dense"] == PLACES["dense"]


def test_boxes_in_line_already_are_no_step(panel, document):
    document.select(("flatten", "dense"))
    panel.view.put_in_line("align_top")
    panel.view.put_in_line("align_top")
    assert document.undo_stack.count() == 1


def test_too_few_boxes_are_refused_with_the_reason(panel, document):
    for count in range(4):
        document.select(list(PLACES)[:count])
        menu = open_menu(panel, QPoint(5, 5))
        arrange = next(each.menu() for each in menu.actions() if each.text() == "Arrange")
        assert arrange.toolTipsVisible()
        by_text = {each.text(): each for each in arrange.actions()}
        for way in WAYS:
            action = by_text[title(way)]
            assert action.isEnabled() == (count >= fewest(way)), (way, count)
            if not action.isEnabled():
                number = "two" if fewest(way) == 2 else "three"
                assert action.toolTip() == f"Select at least {number} boxes."
                panel.view.put_in_line(way)
        menu.close()
        assert document.undo_stack.count() == 0


def test_arranging_automatically_gives_up_places(panel, document):
    choose(open_menu(panel, QPoint(5, 5)), "Arrange", "Arrange automatically")
    assert document.positions == {}
    menu = open_menu(panel, QPoint(5, 5))
    arrange = next(each.menu() for each in menu.actions() if each.text() == "Arrange")
    action = next(each for each in arrange.actions() if each.text() == "Arrange automatically")
    assert not action.isEnabled()
    assert action.toolTip() == "No box was moved by hand."
    menu.close()


def test_by_the_menu_of_the_window(window: MainWindow):
    document = window.bench.document
    ids = [node.id for node in document.network.nodes][:3]
    document.select(ids[:1])
    assert not window.actions_["align_left"].isEnabled()
    assert "Select at least two boxes." in window.actions_["align_left"].toolTip()
    document.select(ids[:2])
    assert window.actions_["align_left"].isEnabled()
    assert not window.actions_["distribute_down"].isEnabled()
    document.select(ids)
    assert window.menus.arrange.menuAction() in window.menus.edit.actions()
    assert [each for each in window.menus.arrange.actions() if not each.isSeparator()] == [
        *(window.actions_[way] for way in WAYS), window.actions_["tidy"],
    ]  # fmt: skip
    window.actions_["align_left"].trigger()
    assert len({document.positions[each][0] for each in ids}) == 1
    QApplication.processEvents()
    window.actions_["tidy"].trigger()
    assert document.positions == {}
    assert not window.actions_["tidy"].isEnabled()


def test_every_way_keeps_every_box_and_needs_enough_of_them():
    for way in WAYS:
        assert set(put_in_line(way, PLACES)) == set(PLACES)
        assert too_few(way, fewest(way)) is None
        assert too_few(way, fewest(way) - 1)
