"""The drawing pad: what is drawn is answered, and what hands and keys do on it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Data, KNearestNeighbors
from gui.main_window import MainWindow
from gui.plots.evaluation.drawing import DrawingView
from gui.plots.evaluation.predictions import PredictionsView
from tests.gui.evaluation_tools import DATASETS, MakeStage, Stage, best, digits, headless, iris, sine, stage

__all__ = ["stage"]
THREE = ((0.3, 0.2), (0.45, 0.1), (0.64, 0.16), (0.66, 0.32), (0.45, 0.47), (0.68, 0.6), (0.66, 0.8), (0.28, 0.84))


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
