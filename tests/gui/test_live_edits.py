"""Edits while a run goes on: which reach it, and which only make the document differ."""

from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from engine import family
from tests.gui.run_tools import MakeController, circles, make, reach, settle, train_some

__all__ = ["make"]


def test_a_live_edit_reaches_the_run_and_undo_takes_it_back(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles(rate=0.01))
    document = controller.document
    train_some(qtbot, controller)
    document.set_field("Learning rate", "optimizer.learning_rate", 0.25)
    assert not controller.differs
    qtbot.waitUntil(lambda: len(controller.history.edits) == 1, timeout=5_000)
    edit = controller.history.edits[0]
    assert (edit.path, edit.old, edit.new) == ("optimizer.learning_rate", 0.01, 0.25)
    qtbot.waitUntil(lambda: controller.history.steps > edit.step + 10, timeout=5_000)
    rates = controller.history.series("rate")[1]
    assert set(rates[: edit.step]) == {0.01}
    assert set(rates[edit.step :]) == {0.25}
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: len(controller.history.edits) == 2, timeout=5_000)
    assert controller.history.edits[1].new == 0.01
    assert not controller.differs
    assert controller.experiment == document.experiment


def test_an_edit_while_paused_takes_effect_with_the_next_step(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    controller.step()
    qtbot.waitUntil(lambda: controller.history.steps == 1, timeout=10_000)
    controller.document.set_field("Learning rate", "optimizer.learning_rate", 0.5)
    assert not controller.differs
    controller.step()
    qtbot.waitUntil(lambda: controller.history.steps == 2, timeout=10_000)
    assert [edit.step for edit in controller.history.edits] == [1]
    assert controller.history.series("rate")[1].tolist() == [0.01, 0.5]


def test_other_edits_only_make_the_document_differ(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    train_some(qtbot, controller)
    controller.document.set_field("Units", "model.nodes.dense.layer.units", 9)
    assert controller.differs
    settle(qtbot)
    assert controller.state == "running"
    assert controller.history.edits == []
    controller.document.undo_stack.undo()
    assert not controller.differs


def test_a_rate_of_another_optimizer_is_not_the_runs(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    train_some(qtbot, controller)
    controller.document.set_field("Optimizer", "optimizer", family("optimizers")["adam"]())
    controller.document.set_field("Learning rate", "optimizer.learning_rate", 0.5)
    settle(qtbot)
    assert controller.history.edits == []
    assert controller.differs


def test_total_steps_follow_a_live_batch_size(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles(epochs=4))
    for expected in range(1, 4):
        controller.step()
        qtbot.waitUntil(lambda expected=expected: controller.history.steps == expected, timeout=10_000)
    assert controller.progress.total_steps == 60
    controller.document.set_field("Batch size", "training.batch_size", 100)
    controller.train()
    reach(qtbot, controller, "finished")
    # 3 steps of 32, then 4 that take the 384 left of 480, then 3 epochs of 5.
    assert controller.history.steps == controller.progress.step == controller.progress.total_steps == 3 + 4 + 15
    assert controller.history.places(np.array([0, 7, 12, 22])).tolist() == [0.0, 1.0, 2.0, 4.0]
    assert controller.history.steps_at(np.array([1.0, 2.0])).tolist() == [7.0, 12.0]
