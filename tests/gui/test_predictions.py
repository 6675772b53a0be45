"""The list of predictions, against numbers from a run of its own, worked out by plain loops."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine import Pictures, Trainer, chain
from gui.plots.evaluation.verdicts import ALL, CONFIDENT, LOSS, MISTAKES
from tests.gui.evaluation_tools import LAYERS, MakeStage, best, digits, finished, headless, iris, scored, stage

__all__ = ["stage"]


def confident_mistakes(trainer: Trainer) -> list[int]:
    """Positions of the wrongly answered validation samples, the surest answer first."""
    found = []
    for index, (row, target) in enumerate(zip(*scored(trainer), strict=True)):
        if best(row) != target:
            total = sum(math.exp(score - max(row)) for score in row)
            found.append((-1 / total, index))
    return [index for _, index in sorted(found)]


def test_the_most_confident_mistakes_come_first(stage: MakeStage) -> None:
    here = stage(digits())
    view = here.view("predictions")
    finished(here, view)
    trainer = headless(here.controller.experiment)
    assert (view.which_option.value, view.order_option.value) == (MISTAKES, CONFIDENT)
    expected = confident_mistakes(trainer)
    assert view.tiles.grid.indices == expected
    first = expected[0]
    scores, targets = scored(trainer)
    row, right = scores[first], targets[first]
    share = 100 * math.exp(row[best(row)]) / sum(map(math.exp, row))
    tile = view.tiles.grid.caption_at(0)
    assert tile.brief == f"{right} → {best(row)}  {'> 99.9' if share >= 99.95 else f'{share:.1f}'} %"
    assert tile.right is False
    QTest.mouseClick(view.tiles.grid, Qt.MouseButton.LeftButton, pos=view.tiles.grid.tile(0).center())
    assert view.focus.sample == first
    assert view.line.text() == tile.full
    QTest.keyClick(view.tiles.grid, Qt.Key.Key_Right)
    assert view.focus.sample == expected[1]


def test_other_orders_and_filters(stage: MakeStage) -> None:
    here = stage(digits())
    view = here.view("predictions", 700, 400)
    finished(here, view)
    trainer = headless(here.controller.experiment)
    losses = []
    for row, right in zip(*scored(trainer), strict=True):
        losses.append(math.log(sum(math.exp(score - row[right]) for score in row)))
    view.which_option.box.setFocus()
    QTest.keyClick(view.which_option.box, Qt.Key.Key_End)
    assert view.which_option.value == ALL
    QTest.keyClick(view.order_option.box, Qt.Key.Key_Home)
    assert view.order_option.value == LOSS
    shown = view.tiles.grid.indices
    assert sorted(shown) == list(range(len(losses)))
    assert [losses[at] for at in shown] == pytest.approx(sorted(losses, reverse=True), rel=1e-3, abs=1e-5)
    table = view.table()
    assert table.columns[0] == "Sample"
    assert table.rows[0][0] == shown[0]
    assert table.rows[0][-1] == pytest.approx(max(losses), rel=1e-4)


def test_pictures_are_the_samples(stage: MakeStage) -> None:
    """Only those in sight are asked for, and others when one scrolls."""
    here = stage(digits())
    view = here.view("predictions")
    here.settle(view)
    raw = Trainer(here.document.experiment).splits.raw["validation"].x
    here.qtbot.waitUntil(lambda: not view.pictures.missing(view.tiles.in_sight()))
    assert len(view.tiles.grid.indices) > 100
    assert view.pictures.missing(view.tiles.grid.indices[100:])
    bar = view.tiles.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = view.tiles.grid.indices[-1]
    here.qtbot.waitUntil(lambda: view.pictures.image(last) is not None)
    image = view.pictures.image(last)
    grey = [[image.pixelColor(x, y).red() for x in range(8)] for y in range(8)]
    assert grey == np.rint(255.0 * raw[last][..., 0] / 16).tolist()
    here.qtbot.waitUntil(lambda: not any(isinstance(look, Pictures) for look in here.controller.looks.wanted))


def test_pictures_of_few_samples_come_without_another_reason_to_ask(stage: MakeStage) -> None:
    """So few that all are in sight from the first answer on: nothing is laid out anew after it."""
    here = stage(digits(epochs=20, model=chain(LAYERS["flatten"](), LAYERS["dense"](units=30), LAYERS["relu"](),
                                               LAYERS["dense"](units=10))))  # fmt: skip
    here.finish()
    view = here.view("predictions", 800, 620)
    here.settle(view)
    assert 0 < len(view.tiles.grid.indices) < 20
    here.qtbot.waitUntil(lambda: not view.pictures.missing(view.tiles.grid.indices))


def test_rows_of_numbers_are_a_table(stage: MakeStage) -> None:
    here = stage(iris())
    view = here.view("predictions", 700, 300)
    finished(here, view)
    trainer = headless(here.controller.experiment)
    scores, targets = scored(trainer)
    leads = {}
    for at, (row, right) in enumerate(zip(scores, targets, strict=True)):
        if best(row) != right:
            first, second, _ = sorted(row, reverse=True)
            leads[at] = first - second
    order = sorted(leads, key=lambda at: (-leads[at], at))
    model = view.rows.samples
    assert [model.sample(row) for row in range(model.rowCount())] == order
    texts = [model.index(0, column).data() for column in range(4)]
    names = here.document.experiment.data.source.class_names()
    assert texts[:3] == [str(order[0]), names[targets[order[0]]], names[best(scores[order[0]])]]
    assert float(texts[3]) == pytest.approx(leads[order[0]], rel=1e-3)
    raw = trainer.splits.raw["validation"].x[order[0]]
    here.qtbot.waitUntil(lambda: model.index(0, 5).data() != "")
    assert [float(model.index(0, 5 + at).data()) for at in range(4)] == pytest.approx(raw.tolist(), rel=1e-3)
    place = view.rows.visualRect(model.index(0, 0)).center()
    QTest.mouseClick(view.rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.focus.sample == order[0]
    QTest.keyClick(view.rows, Qt.Key.Key_Down)
    assert view.focus.sample == order[1]
