"""The confusion matrix, against numbers from a run of its own, worked out by plain loops."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import KNearestNeighbors, Trainer
from gui.main_window import MainWindow
from gui.plots.evaluation.confusion import FIGURES, ConfusionView
from gui.plots.evaluation.matrix import BY_PREDICTED, BY_RIGHT, distinct
from gui.plots.evaluation.verdicts import CELL, MISTAKES
from gui.plots.export import csv_text, svg
from gui.ramps import contrast, readable, tone
from gui.theme import THEMES, theme
from tests.gui.evaluation_tools import MakeStage, best, counted, digits, finished, headless, scored, stage

__all__ = ["stage"]


def click(view: ConfusionView, right: int, predicted: int) -> None:
    place = view.matrix.place(right, predicted).center().toPoint()
    QTest.mouseClick(view.matrix, Qt.MouseButton.LeftButton, pos=place)


@pytest.mark.parametrize("model", [None, KNearestNeighbors(k=3)])
def test_the_matrix_counts_what_is_taken_for_what(stage: MakeStage, model: Any) -> None:
    here = stage(digits(model=model))
    view = here.view("confusion")
    finished(here, view)
    trainer = headless(here.controller.experiment)
    counts = counted(trainer)
    assert view.matrix.counts.tolist() == counts
    table = view.table()
    assert [list(row) for row in table.rows] == [[str(at), *row] for at, row in enumerate(counts)]
    right = sum(counts[at][at] for at in range(10))
    total = sum(map(sum, counts))
    assert f"{100 * right / total:.4g} % right" in view.line.text()
    assert f"{total} samples" in view.line.text()
    for at in range(10):
        assert view.matrix.text_of(at, at) == (str(counts[at][at]) if counts[at][at] else "")


def test_shares_of_rows_and_columns(stage: MakeStage) -> None:
    here = stage(digits())
    view = here.view("confusion")
    finished(here, view)
    counts = counted(headless(here.controller.experiment))
    view.reading_option.choose(BY_RIGHT)
    assert float(view.matrix.text_of(3, 3)) == pytest.approx(100 * counts[3][3] / sum(counts[3]), abs=0.5)
    assert view.table().rows[3][4] == counts[3][3] / sum(counts[3])
    view.reading_option.choose(BY_PREDICTED)
    given = sum(row[3] for row in counts)
    assert float(view.matrix.text_of(3, 3)) == pytest.approx(100 * counts[3][3] / given, abs=0.5)
    assert f"{counts[3][3]} of {given}" in view.matrix.sentence(3, 3)
    view.reading_option.choose(FIGURES)
    assert not view.matrix.isVisible()
    name, precision, recall, f1, own = view.table().rows[3]
    assert (name, own) == ("3", sum(counts[3]))
    assert precision == pytest.approx(counts[3][3] / given)
    assert recall == pytest.approx(counts[3][3] / own)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))
    assert view.figures.table.rows[-1][1] == pytest.approx(np.mean([row[1] for row in view.figures.table.rows[:-1]]))


def test_an_untrained_network_is_evaluated_too(stage: MakeStage) -> None:
    here = stage(digits())
    view = here.view("confusion")
    here.settle(view)
    trainer = Trainer(here.document.experiment)
    trainer.prepare()
    assert view.matrix.counts.tolist() == counted(trainer)


def test_a_cell_shows_its_samples_here_and_in_predictions(stage: MakeStage) -> None:
    here = stage(digits(epochs=1))
    view, browser = here.view("confusion", 700, 420), here.view("predictions")
    finished(here, view)
    here.settle(browser)
    trainer = headless(here.controller.experiment)
    counts = counted(trainer)
    cell = max(((a, b) for a in range(10) for b in range(10) if a != b), key=lambda at: counts[at[0]][at[1]])
    click(view, *cell)
    scores, targets = scored(trainer)
    members = {at for at, (row, right) in enumerate(zip(scores, targets, strict=True)) if (right, best(row)) == cell}
    assert len(members) == counts[cell[0]][cell[1]] > 1
    assert set(view.samples.grid.indices) == set(browser.tiles.grid.indices) == members
    assert browser.which_option.value == CELL
    assert f"{cell[0]} taken for {cell[1]}: {len(members)} of" in view.matrix.accessibleDescription()
    assert view.samples.isVisible()
    QTest.keyClick(view.matrix, Qt.Key.Key_Right if cell[1] < 9 else Qt.Key.Key_Left)
    assert view.focus.cell == (cell[0], cell[1] + (1 if cell[1] < 9 else -1))
    QTest.keyClick(view.matrix, Qt.Key.Key_Escape)
    assert view.focus.cell is None
    assert browser.which_option.value == MISTAKES
    assert not view.samples.isVisible()


def test_a_matrix_is_taken_away_as_drawing_and_table(stage: MakeStage) -> None:
    """In an SVG the names and numbers are text."""
    here = stage(digits())
    view = here.view("confusion", 400, 300)
    here.settle(view)
    drawing = svg(view).decode()
    assert drawing.count("<text") >= 20
    assert "Predicted class" in drawing
    assert csv_text(view.table()).splitlines()[0].split(",")[1:] == [str(at) for at in range(10)]


@pytest.mark.parametrize("look", sorted(THEMES))
def test_numbers_can_be_read_on_every_tone(look: str, qtbot: QtBot) -> None:
    theme.apply(look)
    for token in ("accent", "problem"):
        for share in np.linspace(0, 1, 101):
            background = tone(token, float(share))
            assert contrast(readable(background), background) >= 4
    assert tone("accent", 1.0) == QColor(theme.tokens.accent)
    theme.apply("light")


def test_names_are_told_apart_where_room_is_short() -> None:
    assert distinct(("cultivar 1", "cultivar 2")) == ("1", "2")
    assert distinct(("zero", "one")) == ("zero", "one")
    assert distinct(("a b", "a")) == ("a b", "a")
    assert distinct(("alone here",)) == ("alone here",)


def test_escape_leaves_the_cell_before_the_large_view(window: MainWindow, qtbot: QtBot) -> None:
    place = window.bench.plots.places[0]
    place.choose("confusion")
    view: ConfusionView = place.view
    qtbot.waitUntil(lambda: view.found is not None)
    QTest.mouseClick(view.enlarge_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.width() > 700)
    assert view.matrix.hasFocus()
    QTest.keyClick(view.matrix, Qt.Key.Key_Down)
    assert view.focus.cell == (0, 0)
    QTest.keyClick(view.matrix, Qt.Key.Key_Escape)
    assert view.focus.cell is None
    assert window.enlarging.place is place
    QTest.keyClick(view.matrix, Qt.Key.Key_Escape)
    assert window.enlarging.place is None
