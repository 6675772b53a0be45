"""Running to a goal, step by step and slowly, by real runs of a small network."""

from __future__ import annotations

import time

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.run_controller import RunController
from tests.gui.run_tools import ACTIVATIONS, MakeController, circles, make, reach, train_some

__all__ = ["make"]
PER_EPOCH = 15
"""Steps in an epoch of `circles`: 480 training samples by 32."""


def loss(controller: RunController) -> np.ndarray:
    return controller.history.series("loss")[1]


@pytest.mark.parametrize("step", [1, 7, PER_EPOCH, 1000])
def test_it_waits_at_the_step_it_was_sent_to(qtbot: QtBot, make: MakeController, step: int) -> None:
    controller = make(circles())
    controller.run_to(step=step)
    reach(qtbot, controller, "paused")
    assert (controller.progress.step, controller.history.steps) == (step, step)
    assert controller.history.epochs == step // PER_EPOCH, "an epoch that is full has ended"


def test_from_one_goal_to_the_next_is_the_same_run(qtbot: QtBot, make: MakeController) -> None:
    whole, parts = make(circles(epochs=4)), make(circles(epochs=4))
    parts.looks.want("view", ACTIVATIONS)
    parts.step_epoch()
    reach(qtbot, parts, "paused")
    assert parts.progress.step == PER_EPOCH
    parts.run_to(step=20)
    reach(qtbot, parts, "paused")
    parts.step()
    qtbot.waitUntil(lambda: parts.progress.step == 21)
    parts.step_epoch()
    reach(qtbot, parts, "paused")
    assert parts.progress.step == 2 * PER_EPOCH
    parts.run_to(epoch=3)
    reach(qtbot, parts, "paused")
    assert (parts.progress.step, parts.history.epochs) == (3 * PER_EPOCH, 3)
    parts.step_epoch()
    reach(qtbot, parts, "finished")
    whole.train()
    reach(qtbot, whole, "finished")
    np.testing.assert_array_equal(loss(parts), loss(whole))


def test_a_goal_can_be_set_while_it_runs_and_is_given_up_by_a_pause(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    train_some(qtbot, controller)
    goal = controller.progress.step + 5000
    controller.run_to(step=goal)
    controller.pause()
    controller.train()
    qtbot.waitUntil(lambda: controller.progress.step > goal + 10, timeout=10_000)
    assert controller.state == "running"
    goal = controller.progress.step + 5000
    controller.run_to(step=goal)
    reach(qtbot, controller, "paused")
    assert controller.progress.step == goal


def test_a_goal_that_is_past_is_refused_with_a_sentence(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    controller.run_to(step=40)
    reach(qtbot, controller, "paused")
    controller.run_to(step=40)
    assert controller.state == "paused"
    assert "40 steps are done" in str(controller.message)
    controller.run_to(epoch=2)
    assert "40 steps are done" in str(controller.message)


@pytest.mark.parametrize("looking", [False, True])
def test_slow_motion_keeps_its_pace(qtbot: QtBot, make: MakeController, looking: bool) -> None:
    controller = make(circles())
    if looking:
        controller.looks.want("view", ACTIVATIONS)
    controller.set_pace(20.0)
    controller.train()
    qtbot.waitUntil(lambda: controller.history.steps >= 3, timeout=10_000)
    began, first = time.monotonic(), controller.history.steps
    qtbot.waitUntil(lambda: controller.history.steps >= first + 10, timeout=10_000)
    speed = (controller.history.steps - first) / (time.monotonic() - began)
    assert speed <= 25, "looking does not hurry it"
    if looking:
        assert controller.looks.last(ACTIVATIONS) is not None
    controller.pause()
    reach(qtbot, controller, "paused")
    stands = controller.history.steps
    qtbot.wait(150)
    assert controller.history.steps == stands
    controller.train()
    controller.set_pace(0.0)
    qtbot.waitUntil(lambda: controller.history.steps > stands + 300, timeout=10_000)


def test_slow_motion_obeys_at_once(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    controller.set_pace(0.1)
    controller.train()
    reach(qtbot, controller, "running")
    began = time.monotonic()
    controller.stop()
    reach(qtbot, controller, "finished")
    assert time.monotonic() - began < 5


def test_new_weights_are_an_edit_that_can_be_undone(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles(epochs=1))
    controller.train()
    reach(qtbot, controller, "finished")
    first = loss(controller).copy()
    controller.reset_anew()
    assert (controller.state, controller.document.experiment.seed) == ("idle", 1)
    controller.train()
    reach(qtbot, controller, "finished")
    assert not np.array_equal(loss(controller), first)
    controller.reset()
    controller.document.undo_stack.undo()
    controller.train()
    reach(qtbot, controller, "finished")
    np.testing.assert_array_equal(loss(controller), first)
