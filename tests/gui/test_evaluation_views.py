"""What the views of the evaluation have in common: which data they show, which samples they touch, and their room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from engine import Data, Evaluation, EvaluationPart, Experiment, Trainer, Training, analyse, chain, family
from gui.plots.evaluation.verdicts import ALL
from gui.theme import THEMES, theme
from tests.gui.evaluation_tools import (
    ADAM,
    DATASETS,
    LAYERS,
    LOSSES,
    MakeStage,
    counted,
    digits,
    finished,
    headless,
    scored,
    sine,
    stage,
)

__all__ = ["stage"]


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
