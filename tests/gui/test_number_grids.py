"""Grids of numbers: their words, formats, places and colours."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFontMetricsF
from pytestqt.qtbot import QtBot

from engine import chain
from gui.plots.microscope.figures import cell_format, exact, expression, figure, sum_of_products
from gui.plots.microscope.number_grids import format_of
from gui.ramps import contrast, readable, signed_colour
from gui.theme import DARK, LIGHT, theme
from tests.gui.canvas_tools import K
from tests.gui.microscope_tools import L, Make, circles, make, pick, press

__all__ = ["make"]


def test_numbers_in_words() -> None:
    assert figure(-0.0852634) == "−0.08526"
    assert figure(1.5e-7) == "1.5e−7"
    assert figure(7) == "7"
    assert [figure(value) for value in (float("nan"), float("inf"), float("-inf"), 0.0)] == ["NaN", "∞", "−∞", "0"]
    assert exact(-0.1) == "−0.1"
    assert expression((0.9, " * ", -0.5, " + (1 - ", 0.9, ") ** ", 2)) == "0.9 · (−0.5) + (1 − 0.9)^2"
    assert sum_of_products([1.0, -2.0], [3.0, 4.0], 0.5, 10) == "1 · 3 + (−2) · 4 + 0.5"
    assert sum_of_products([1.0, -2.0, 5.0], [3.0, 4.0, 1.0], 0.0, 2) == "−2 · 4 + 5 · 1 + …"
    assert sum_of_products([], [], 0.0, 3) == "0"


def test_cells_of_a_grid_have_one_format() -> None:
    written = cell_format([0.0, 0.612, -0.0466, 1e-5], 0.612, 3)
    shown = [written(value) for value in (0.0, 0.612, -0.0466, 0.00466, 1.234e-5)]
    assert shown == ["0", "0.612", "−0.0466", "0.00466", "1.23e−5"]
    assert written.unit == ""
    small = cell_format([9.43e-4, 0.0009999], 0.0009999, 3)
    assert (small(9.43e-4), small(9.999e-5), small.unit) == ("9.43", "1.00", "·1e−4")
    assert cell_format([0.0, 16.0], 16.0, 3)(16.0) == "16"
    assert cell_format([150.0, 0.5], 150.0, 3)(150.0) == "150"
    assert cell_format([0.0], 0.0, 3)(0.0) == "0"
    assert cell_format([], float("inf"), 3)(float("nan")) == "NaN"


@pytest.mark.parametrize(("width", "height"), [(1000, 700), (800, 650), (400, 300)])
def test_every_number_fits_its_cell_also_in_bold(qtbot: QtBot, make: Make, width: int, height: int) -> None:
    wide = chain(L["dense"](units=32), L["tanh"](), L["dense"](units=32), L["tanh"](), L["dense"](units=2))
    view = make(circles("adam", model=wide), width, height)
    for node_id in ("dense", "dense_2", "dense_3"):
        view.go_to(node_id)
        for key in (K.Key_F, K.Key_B, K.Key_U):
            press(qtbot, view, key)
            board = view.board
            grids = board._grids()
            bold = QFontMetricsF(board._bold(board._letters(grids)))
            assert len(grids) == len(board.panels)
            for grid in grids:
                assert grid.cells.right() <= board.width()
                excerpt = grid.panel.excerpt
                written = format_of(excerpt)
                for number, value in enumerate(excerpt.values.reshape(-1).tolist()):
                    assert bold.horizontalAdvance(written(value)) <= grid.cell(number).width()


def test_what_is_multiplied_row_by_row_stands_side_by_side(qtbot: QtBot, make: Make) -> None:
    wide = chain(L["dense"](units=32), L["tanh"](), L["dense"](units=2))
    view = make(circles(model=wide), 800, 500)
    press(qtbot, view, K.Key_F)
    pick(qtbot, view, "input:0", view.board._grids()[0].panel.excerpt.first[0])
    x, weight = view.board._grids()[:2]
    assert (x.panel.key, weight.panel.key) == ("input:0", "values:weight")
    assert x.columns == 1
    assert [text for _, text in x.row_labels()] == [text for _, text in weight.row_labels()]
    assert [room.y() for room, _ in x.row_labels()] == [room.y() for room, _ in weight.row_labels()]
    assert [text for _, text in weight.column_labels(10)] == ["0", "1"]


def test_a_folded_row_of_numbers_runs_down_and_has_its_indices(qtbot: QtBot, make: Make) -> None:
    wide = chain(L["dense"](units=32), L["tanh"](), L["dense"](units=2))
    view = make(circles(model=wide), 1100, 700)
    gradient = next(grid for grid in view.board._grids() if grid.panel.key == "gradient")
    assert gradient.columns > 1
    assert [text for _, text in gradient.row_labels()] == [str(number) for number in range(32)]
    assert gradient.cell(1).y() > gradient.cell(0).y()
    assert gradient.cell(1).x() == gradient.cell(0).x()
    assert view.board._hit(gradient.cell(20).center()) == (gradient, (20,))


def test_colours_tell_signs_and_can_be_read() -> None:
    for tokens in (LIGHT, DARK):
        theme.apply(tokens.name)
        assert signed_colour(2.0, 2.0) == QColor(tokens.training)
        assert signed_colour(-2.0, 2.0) == QColor(tokens.validation)
        assert signed_colour(0.0, 2.0) == signed_colour(0.0, 0.0) == QColor(tokens.panel)
        assert signed_colour(float("nan"), 2.0) == QColor(tokens.line)
        assert signed_colour(float("inf"), 2.0) == QColor(tokens.training)
        assert readable(QColor(tokens.panel)) == QColor(tokens.text)
        for share in np.linspace(-1, 1, 41).tolist():
            ground = signed_colour(share, 1.0)
            assert contrast(readable(ground), ground) >= 4.5
    theme.apply("light")
