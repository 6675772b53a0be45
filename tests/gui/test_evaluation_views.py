"""Confusion matrix, predictions and drawing pad, against numbers from a run of their own, worked out by plain loops."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine import (
    Data,
    Evaluation,
    EvaluationPart,
    Experiment,
    KNearestNeighbors,
    Pictures,
    Trainer,
    Training,
    analyse,
    chain,
    family,
)
from gui.document import Document
from gui.main_window import MainWindow
from gui.plots.evaluation.confusion import FIGURES, ConfusionView
from gui.plots.evaluation.drawing import DrawingView
from gui.plots.evaluation.matrix import BY_PREDICTED, BY_RIGHT, distinct
from gui.plots.evaluation.predictions import PredictionsView
from gui.plots.evaluation.verdicts import ALL, CELL, CONFIDENT, LOSS, MISTAKES
from gui.plots.export import csv_text, svg
from gui.plots.registry import view_kind
from gui.ramps import contrast, readable, tone
from gui.run_controller import RunController
from gui.theme import THEMES, theme

LAYERS, DATASETS, LOSSES, ADAM = family("layers"), family("datasets"), family("losses"), family("optimizers")["adam"]
THREE = ((0.3, 0.2), (0.45, 0.1), (0.64, 0.16), (0.66, 0.32), (0.45, 0.47), (0.68, 0.6), (0.66, 0.8), (0.28, 0.84))


def digits(*, epochs: int = 2, model: Any = None, test_fraction: float = 0.1) -> Experiment:
    return Experiment(
        data=Data(source=DATASETS["digits"](), test_fraction=test_fraction),
        model=model or chain(LAYERS["flatten"](), LAYERS["dense"](units=10)),
        loss=LOSSES["softmax_cross_entropy"](), optimizer=ADAM(), training=Training(epochs=epochs),
    )  # fmt: skip


def iris() -> Experiment:
    return Experiment(
        data=Data(source=DATASETS["iris"](), validation_fraction=0.4), model=chain(LAYERS["dense"](units=3)),
        loss=LOSSES["hinge"](), optimizer=ADAM(), training=Training(epochs=1),
    )  # fmt: skip


def sine() -> Experiment:
    return Experiment(
        data=Data(source=DATASETS["sine"]()), model=chain(LAYERS["dense"](units=1)),
        loss=LOSSES["mean_squared_error"](), optimizer=ADAM(), training=Training(epochs=3),
    )  # fmt: skip


def headless(experiment: Experiment, steps: int | None = None) -> Trainer:
    """The same run, without a window: to its end, or so many steps."""
    trainer = Trainer(experiment)
    for _ in trainer.events():
        if trainer.step == steps:
            break
    return trainer


def scored(trainer: Trainer, split: str = "validation") -> tuple[list[list[float]], Any]:
    samples = getattr(trainer.splits, split)
    return trainer.scores(samples.x).astype(float).tolist(), samples.targets.tolist()


def best(scores: list[float]) -> int:
    return max(range(len(scores)), key=scores.__getitem__)


def counted(trainer: Trainer, split: str = "validation") -> list[list[int]]:
    scores, targets = scored(trainer, split)
    counts = [[0] * len(scores[0]) for _ in scores[0]]
    for row, target in zip(scores, targets, strict=True):
        counts[target][best(row)] += 1
    return counts


def confident_mistakes(trainer: Trainer) -> list[int]:
    """Positions of the wrongly answered validation samples, the surest answer first."""
    found = []
    for index, (row, target) in enumerate(zip(*scored(trainer), strict=True)):
        if best(row) != target:
            total = sum(math.exp(score - max(row)) for score in row)
            found.append((-1 / total, index))
    return [index for _, index in sorted(found)]


class Stage:
    """A controller and views of it, each a window."""

    def __init__(self, qtbot: QtBot, experiment: Experiment) -> None:
        self.qtbot, self.document = qtbot, Document(experiment)
        self.controller = RunController(self.document)

    def view(self, kind: str, width: int = 500, height: int = 300) -> Any:
        found = view_kind(kind)
        assert found is not None
        view = found.make(self.document, self.controller)
        self.qtbot.addWidget(view)
        view.resize(width, height)
        with self.qtbot.waitExposed(view):
            view.show()
        return view

    def finish(self) -> None:
        self.controller.train()
        self.qtbot.waitUntil(lambda: self.controller.state == "finished", timeout=20_000)

    def settle(self, view: Any, split: str = "validation") -> Any:
        """Wait for an evaluation of the whole of a split as the model stands now."""
        looks = self.controller.looks

        def known() -> bool:
            return view.found is not None and view.found is looks.last(Evaluation(split))

        self.qtbot.waitUntil(known, timeout=10_000)
        return view.found


MakeStage = Callable[[Experiment], Stage]


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[MakeStage]:
    stages: list[Stage] = []

    def make(experiment: Experiment) -> Stage:
        stages.append(Stage(qtbot, experiment))
        return stages[-1]

    yield make
    for each in stages:
        assert each.controller.shutdown()
    theme.apply("light")


def finished(stage: Stage, view: Any) -> Any:
    """Train to the end, and wait until the view shows what came of it."""
    stage.finish()
    trained = headless(stage.controller.experiment).evaluate("validation")
    stage.qtbot.waitUntil(lambda: view.found is not None and (view.found.loss, view.found.accuracy) == trained)
    return stage.settle(view)


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


def test_regression_has_residuals_and_no_matrix(stage: MakeStage) -> None:
    here = stage(sine())
    view, matrix = here.view("predictions", 700, 300), here.view("confusion", 220, 140)
    finished(here, view)
    trainer = headless(here.controller.experiment)
    residuals = [(row[0] - target[0]) for row, target in zip(*scored(trainer), strict=True)]
    order = sorted(range(len(residuals)), key=lambda at: (-abs(residuals[at]), at))
    table = view.table()
    assert [row[0] for row in table.rows] == order
    assert [row[3] for row in table.rows] == pytest.approx([residuals[at] for at in order], rel=1e-5, abs=1e-6)
    assert [row[4] for row in table.rows] == pytest.approx([residuals[at] ** 2 for at in order], rel=1e-4, abs=1e-6)
    assert not matrix.filled
    assert "Predictions" in matrix.empty.text()
    assert not view.which_option.offered


def test_an_autoencoder_is_judged_by_its_loss(stage: MakeStage) -> None:
    data = Data(source=DATASETS["digits"](), preprocessing=(family("preprocessing")["inputs_as_targets"](),))
    layers = LAYERS["flatten"](), LAYERS["dense"](units=64)
    mse = LOSSES["mean_squared_error"]()
    here = stage(Experiment(data=data, model=chain(*layers), loss=mse, optimizer=ADAM(), training=Training(epochs=1)))
    view, pad = here.view("predictions"), here.view("drawing")
    finished(here, view)
    scores, targets = scored(headless(here.controller.experiment))
    losses = [
        sum((a - b) ** 2 for a, b in zip(row, target, strict=True)) / 64
        for row, target in zip(scores, targets, strict=True)
    ]
    assert [losses[at] for at in view.tiles.grid.indices] == pytest.approx(sorted(losses, reverse=True), rel=1e-4)
    assert not pad.filled
    assert "Inputs as targets" in pad.empty.text()


def test_a_matrix_is_taken_away_as_drawing_and_table(stage: MakeStage) -> None:
    """In an SVG the names and numbers are text."""
    here = stage(digits())
    view = here.view("confusion", 400, 300)
    here.settle(view)
    drawing = svg(view).decode()
    assert drawing.count("<text") >= 20
    assert "Predicted class" in drawing
    assert csv_text(view.table()).splitlines()[0].split(",")[1:] == [str(at) for at in range(10)]


def test_test_samples_are_touched_only_when_chosen(stage: MakeStage) -> None:
    here = stage(digits())
    view, browser = here.view("confusion"), here.view("predictions")
    here.settle(view)
    assert {look.split for look in here.controller.looks.wanted} == {"validation"}
    QTest.keyClick(view.split_option.box, Qt.Key.Key_End)
    here.settle(view, "test")
    trainer = Trainer(here.document.experiment)
    trainer.prepare()
    assert view.matrix.counts.tolist() == counted(trainer, "test")
    assert "because you chose the test samples" in view.line.text()
    assert browser.split_option.value == "test"
    here.document.start(digits(test_fraction=0.0))
    assert view.focus.split == "validation"
    assert [view.split_option.box.itemData(at) for at in range(view.split_option.box.count())] == [
        "validation", "train",
    ]  # fmt: skip


def test_what_is_hidden_asks_nothing(stage: MakeStage) -> None:
    here = stage(digits())
    views = [here.view(kind) for kind in ("confusion", "predictions")]
    here.settle(views[0])
    assert here.controller.looks.wanted
    for view in views:
        view.hide()
    assert not here.controller.looks.wanted


@pytest.mark.parametrize("kind", ["confusion", "predictions", "drawing"])
@pytest.mark.parametrize("look", sorted(THEMES))
def test_nothing_is_cut_where_room_is_least(stage: MakeStage, kind: str, look: str) -> None:
    theme.apply(look)
    here = stage(digits())
    view = here.view(kind, 220, 140)
    if kind != "drawing":
        here.settle(view)
        assert view.options.folded
    assert (view.width(), view.height()) == (220, 140)
    for child in view.findChildren(QWidget):
        parent = child.parentWidget()
        scrolled = parent.objectName() == "qt_scrollarea_viewport"
        if child.isVisible() and parent.isVisible() and not scrolled:
            assert parent.rect().contains(child.geometry()), (child, child.geometry())
    for control in (*view.findChildren(QWidget),):
        if control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert control.accessibleName(), control


@pytest.mark.parametrize("kind", ["confusion", "predictions"])
def test_what_a_small_view_says_is_shorter_not_cut(stage: MakeStage, kind: str) -> None:
    here = stage(digits())
    view = here.view(kind, 220, 140)
    finished(here, view)
    assert re.fullmatch(r"(Validation: )?[\d.]+ % right", view.line.fitting())
    view.resize(900, 500)
    here.qtbot.waitUntil(lambda: "samples" in view.line.fitting())


def test_small_bars_are_those_of_the_likeliest_classes(stage: MakeStage) -> None:
    here = stage(digits())
    view = here.view("drawing", 220, 140)
    drag(view, THREE)
    reply = answered(here, view)
    labels = view.bars.labels()
    assert 3 <= len(labels) < 10
    assert set(labels) == set(np.argsort(-reply.answers)[: len(labels)].tolist())
    assert view.bars.height() / len(labels) >= 0.75 * view.bars.fontMetrics().height()
    view.resize(500, 300)
    here.qtbot.waitUntil(lambda: view.bars.labels() == list(range(10)))


def test_choices_fold_into_a_menu(stage: MakeStage) -> None:
    here = stage(digits())
    view = here.view("predictions", 230, 160)
    here.settle(view)
    assert not view.which_option.box.isVisible()
    menu = view.more_button.menu()
    menu.aboutToShow.emit()
    (action,) = [each for each in menu.actions() if each.text() == view.tr("All")]
    action.trigger()
    assert view.which_option.value == ALL
    assert len(view.tiles.grid.indices) == view.found.size
    view.resize(700, 300)
    here.qtbot.waitUntil(lambda: not view.options.folded)
    assert view.which_option.box.isVisible()


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
    hint = "Esc lets the cell go, once more leaves the large view"
    assert hint in view.line.text()
    QTest.keyClick(view.matrix, Qt.Key.Key_Escape)
    assert view.focus.cell is None
    assert hint not in view.line.text()
    assert window.enlarging.place is place
    QTest.keyClick(view.matrix, Qt.Key.Key_Escape)
    assert window.enlarging.place is None


# -- drawing --


def drag(view: DrawingView, places: tuple[tuple[float, float], ...]) -> None:
    """Draw a stroke with the mouse."""
    square = view.pad.square()
    points = [(square.topLeft() + QPointF(x * square.width(), y * square.height())).toPoint() for x, y in places]
    QTest.mousePress(view.pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(view.pad, point)
    QTest.mouseRelease(view.pad, Qt.MouseButton.LeftButton, pos=points[-1])


def answered(stage: Stage, view: DrawingView) -> Any:
    """The answer to what is drawn now."""
    stage.qtbot.waitUntil(lambda: view.bars.reply is not None and bool(view.looks()))
    stage.qtbot.waitUntil(lambda: view.bars.reply is stage.controller.looks.last(view.looks()[0]))
    return view.bars.reply


@pytest.mark.parametrize("model", [None, KNearestNeighbors(k=3)])
def test_a_drawn_digit_is_answered(stage: MakeStage, model: Any) -> None:
    here = stage(digits(model=model))
    view = here.view("drawing")
    assert view.filled
    assert "Draw one of: 0, 1" in view.line.text()
    here.finish()
    drag(view, THREE)
    here.qtbot.waitUntil(lambda: view.picture is not None and len(view.pad.strokes[0]) == len(THREE))
    reply = answered(here, view)
    trainer = headless(here.controller.experiment)
    expected = here.document.experiment.data.source.drawn([np.array(view.pad.strokes[0])])
    here.qtbot.waitUntil(lambda: np.array_equal(view.picture, expected))
    reply = answered(here, view)
    scores = trainer.scores(trainer.splits.pipeline(expected[None]))[0].astype(float)
    if model is None:
        scores = np.exp(scores) / np.exp(scores).sum()
    assert reply.answers == pytest.approx(scores, rel=1e-4)
    assert view.small.values is view.picture
    assert view.line.text() == f"Answer: {best(scores.tolist())}, {100 * max(scores):.1f} %"
    if model is not None:
        assert reply.predicted == 3
    assert [row[1] for row in view.table().rows] == reply.answers.tolist()


def test_the_answer_follows_training(stage: MakeStage) -> None:
    here = stage(digits(epochs=100_000))
    view = here.view("drawing")
    drag(view, THREE)
    here.controller.train()
    seen: set[float] = set()

    def several() -> bool:
        if view.bars.reply is not None:
            seen.add(float(view.bars.reply.answers[3]))
        return len(seen) >= 4

    here.qtbot.waitUntil(several, timeout=10_000)


def test_strokes_are_taken_back_and_cleared(stage: MakeStage) -> None:
    here = stage(digits())
    view = here.view("drawing")
    assert not view.undo_button.isEnabled()
    drag(view, THREE)
    drag(view, ((0.1, 0.1), (0.2, 0.3)))
    assert len(view.pad.strokes) == 2
    here.qtbot.waitUntil(lambda: view.undo_button.isEnabled())
    QTest.mouseClick(view.undo_button, Qt.MouseButton.LeftButton)
    assert len(view.pad.strokes) == 1
    here.qtbot.waitUntil(lambda: view.bars.reply is not None)
    QTest.mouseClick(view.clear_button, Qt.MouseButton.LeftButton)
    assert view.pad.strokes == []
    here.qtbot.waitUntil(lambda: view.bars.reply is None and view.picture is None)
    assert view.table() is None


def test_one_draws_with_the_keys_too(stage: MakeStage) -> None:
    here = stage(digits())
    view = here.view("drawing")
    view.pad.setFocus()
    for _ in range(6):
        QTest.keyClick(view.pad, Qt.Key.Key_Up)
    QTest.keyClick(view.pad, Qt.Key.Key_Space)
    for _ in range(12):
        QTest.keyClick(view.pad, Qt.Key.Key_Down)
    QTest.keyClick(view.pad, Qt.Key.Key_Space)
    QTest.keyClick(view.pad, Qt.Key.Key_Left)
    (stroke,) = view.pad.strokes
    assert len(stroke) == 13
    assert stroke[-1] == pytest.approx((0.5, 0.75))
    QTest.keyClick(view.pad, Qt.Key.Key_Backspace)
    assert view.pad.strokes == []


def test_the_pads_keys_are_its_own(window: MainWindow, qtbot: QtBot) -> None:
    """Delete and Undo go to the drawing, not to the network."""
    window.bench.document.select([window.bench.document.network.nodes[0].id])
    place = window.bench.plots.places[0]
    place.choose("drawing")
    view: DrawingView = place.view
    qtbot.waitUntil(lambda: view.pad.isVisible())
    before = window.bench.document.experiment
    drag(view, THREE)
    drag(view, ((0.1, 0.1), (0.2, 0.3)))
    view.pad.setFocus()
    QTest.keyClick(view.pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(view.pad.strokes) == 1
    QTest.keyClick(view.pad, Qt.Key.Key_Delete)
    assert view.pad.strokes == []
    assert window.bench.document.experiment is before


def test_other_data_take_drawings_as_theirs_are(stage: MakeStage) -> None:
    here = stage(digits())
    view = here.view("drawing")
    drag(view, THREE)
    here.qtbot.waitUntil(lambda: view.bars.reply is not None)
    glyphs = digits().model_copy(update={"data": Data(source=DATASETS["glyphs"](samples=50))})
    here.document.start(glyphs)
    here.qtbot.waitUntil(lambda: view.picture is not None and view.picture.shape == (28, 28, 1))
    here.qtbot.waitUntil(lambda: view.bars.reply is not None and view.bars.reply.class_names[3] == "three")
    here.document.start(sine())
    assert not view.filled
    assert "Digits" in view.empty.text()


def test_pictures_are_forgotten_with_their_data(stage: MakeStage) -> None:
    here = stage(digits())
    view: PredictionsView = here.view("predictions")
    here.settle(view)
    here.qtbot.waitUntil(lambda: not view.pictures.missing(view.tiles.in_sight()))
    here.document.start(iris())
    here.qtbot.waitUntil(lambda: view.found is not None and len(view.found.class_names) == 3)
    assert view.stack.currentWidget() is not view.tiles
    assert view.pictures.image(view.found.index[0]) is None


def test_a_large_split_is_evaluated_in_parts_once_the_network_rests(
    stage: MakeStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.analysis.evaluation.FEWEST", 20)
    monkeypatch.setattr("engine.analysis.evaluation.WORK", 100 * analyse(digits()).operations)
    here = stage(digits())
    here.controller.step()
    here.qtbot.waitUntil(lambda: here.controller.state == "paused", timeout=5_000)
    views = [here.view(kind) for kind in ("confusion", "predictions")]
    starts: list[int] = []
    here.controller.looks.answered.connect(
        lambda look, *_: starts.append(look.start) if isinstance(look, EvaluationPart) else None
    )
    here.qtbot.waitUntil(lambda: all(view.found is not None for view in views))
    assert len(views[0].found.index) == 100  # at once
    here.qtbot.waitUntil(lambda: all(view.found.whole for view in views), timeout=10_000)
    size = views[0].found.size
    assert starts == list(range(0, size, 100))  # each once, for both views
    trainer = headless(here.document.experiment, steps=1)
    assert views[0].matrix.counts.tolist() == counted(trainer)
    assert not any(isinstance(look, EvaluationPart) for look in here.controller.looks.wanted)
    here.controller.step()
    here.qtbot.waitUntil(lambda: len(views[0].found.index) == 100, timeout=5_000)
    here.qtbot.waitUntil(lambda: all(view.found.whole for view in views), timeout=10_000)
    assert views[0].matrix.counts.tolist() == counted(headless(here.document.experiment, steps=2))
    views[0].hide()
    views[1].hide()
    assert not any(isinstance(look, Evaluation | EvaluationPart) for look in here.controller.looks.wanted)
