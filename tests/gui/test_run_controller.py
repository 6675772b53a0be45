"""The state machine of a run, by real runs of a small network."""

from __future__ import annotations

import random
import time

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

import engine
from engine import Message, Step, chain, family
from tests.gui.run_tools import ACTIVATIONS, LAYERS, WEIGHTS, MakeController, circles, make, reach, settle, train_some

__all__ = ["make"]
ACTIONS = ("train", "pause", "step", "stop", "reset")


def test_a_run_goes_from_idle_to_finished_and_keeps_every_step(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles(epochs=20))
    states = [controller.state]
    controller.state_changed.connect(lambda: states.append(controller.state))
    controller.train()
    reach(qtbot, controller, "finished")
    assert list(dict.fromkeys(states)) == ["idle", "preparing", "running", "finished"]
    assert controller.status == "finished"
    assert controller.history.steps == 20 * 15  # 480 training samples in batches of 32
    assert controller.history.epochs == 20
    progress = controller.progress
    assert (progress.step, progress.total_steps, progress.epoch, progress.epochs) == (300, 300, 20.0, 20)
    assert progress.elapsed > 0
    assert progress.steps_per_second == pytest.approx(300 / progress.elapsed)
    assert progress.samples_per_second == pytest.approx(20 * 480 / progress.elapsed)


def test_the_figures_are_those_of_a_run_without_a_window(qtbot: QtBot, make: MakeController) -> None:
    experiment = circles(epochs=5)
    controller = make(experiment)
    controller.train()
    reach(qtbot, controller, "finished")
    losses = [event.loss for event in engine.Trainer(experiment).events() if isinstance(event, Step)]
    assert controller.history.series("loss")[1].tolist() == losses


def test_pause_pauses_and_train_goes_on(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    train_some(qtbot, controller)
    controller.pause()
    assert controller.state == "paused"
    settle(qtbot)
    steps, elapsed = controller.history.steps, controller.progress.elapsed
    qtbot.wait(200)
    assert controller.history.steps == steps
    controller.train()
    assert controller.state == "running"
    qtbot.waitUntil(lambda: controller.history.steps > steps, timeout=10_000)
    assert controller.progress.elapsed < elapsed + 0.2  # the pause does not count


def test_a_step_is_exactly_one(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    for expected in range(1, 18):  # past the end of the first epoch, which has 15
        controller.step()
        qtbot.waitUntil(lambda expected=expected: controller.history.steps >= expected, timeout=10_000)
        if expected in (1, 15, 17):
            settle(qtbot)
        assert controller.history.steps == expected
        assert controller.state == "paused"
        assert controller.history.epochs == (1 if expected >= 15 else 0)


def test_the_last_single_step_ends_the_run(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles(epochs=1, samples=40))
    controller.step()
    reach(qtbot, controller, "finished")
    assert (controller.history.steps, controller.history.epochs, controller.status) == (1, 1, "finished")


@pytest.mark.parametrize("paused", [False, True])
def test_stop_ends_the_run_and_its_network_can_still_be_seen(qtbot: QtBot, make: MakeController, paused: bool) -> None:
    controller = make(circles())
    train_some(qtbot, controller)
    if paused:
        controller.pause()
    controller.stop()
    assert not controller.can("pause")
    reach(qtbot, controller, "finished")
    assert controller.status == "stopped"
    controller.looks.want("view", WEIGHTS)
    qtbot.waitUntil(lambda: controller.looks.last(WEIGHTS) is not None, timeout=5_000)
    assert controller.looks.last(WEIGHTS).step == controller.history.steps
    assert controller.looks.last(WEIGHTS).histograms["dense", "weights"].size == 12


def test_train_after_the_end_starts_afresh(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles(epochs=2))
    controller.train()
    reach(qtbot, controller, "finished")
    first = controller.history.series("loss")[1].copy()
    controller.train()
    assert controller.state == "preparing"
    assert controller.history.steps == 0
    reach(qtbot, controller, "finished")
    assert np.array_equal(controller.history.series("loss")[1], first)


def test_reset_discards_the_run(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    controller.looks.want("view", WEIGHTS)
    train_some(qtbot, controller)
    qtbot.waitUntil(lambda: controller.looks.last(WEIGHTS) is not None, timeout=5_000)
    controller.reset()
    assert controller.looks.last(WEIGHTS) is None
    for _ in range(2):
        assert controller.state == "idle"
        assert (controller.history.steps, controller.progress.step) == (0, 0)
        settle(qtbot)  # nothing of the old run arrives late


def test_another_experiment_ends_the_run(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    train_some(qtbot, controller)
    controller.document.start(circles(epochs=3))
    assert (controller.state, controller.history.steps, controller.differs) == ("idle", 0, False)
    controller.train()
    reach(qtbot, controller, "finished")
    assert controller.history.epochs == 3


def test_problems_forbid_a_start_and_say_why(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    controller.document.set_field("Units", "model.nodes.dense_2.layer.units", 7)
    problem = controller.document.analysis.problems[0]
    assert not controller.can("train")
    assert not controller.can("step")
    with qtbot.waitSignal(controller.message_changed):
        controller.train()
    assert (controller.state, controller.message) == ("idle", problem.text)
    controller.document.undo_stack.undo()
    assert controller.can("train")


def test_divergence_ends_the_run_with_an_explanation(qtbot: QtBot, make: MakeController) -> None:
    experiment = engine.replaced(circles(rate=900.0), "loss", family("losses")["hinge"]())
    network = chain(LAYERS["dense"](units=6), LAYERS["dense"](units=6), LAYERS["dense"](units=2))
    controller = make(engine.replaced(experiment, "model", network))
    controller.train()
    reach(qtbot, controller, "finished")
    assert controller.status == "diverged"
    assert isinstance(controller.message, Message)
    controller.reset()
    assert controller.message is None


def test_any_order_of_actions_leaves_it_consistent(qtbot: QtBot, make: MakeController) -> None:
    """A short version of a thousand random actions: every transition is legal (the controller asserts it)."""
    rng = random.Random(7)
    controller = make(circles(epochs=40))
    controller.looks.want("view", WEIGHTS, ACTIVATIONS)
    for number in range(300):
        action = rng.choice(ACTIONS)
        if action == "reset" and rng.random() < 0.7:
            action = "step"
        before, may = controller.state, controller.can(action)
        getattr(controller, action)()
        if not may:
            assert controller.state == before
        if rng.random() < 0.3:
            controller.document.set_field("Rate", "optimizer.learning_rate", rng.uniform(0.001, 0.1))
        if number % 3 == 0:
            qtbot.wait(rng.choice((0, 1, 5, 20)))
    controller.reset()
    controller.train()
    reach(qtbot, controller, "finished")
    assert controller.history.steps == controller.progress.step == 40 * 15
    assert not controller.differs


def test_where_no_view_is_in_sight_reports_and_answers_come_seldom(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    controller.looks.want("strip", WEIGHTS, hz=10)
    updates: list[float] = []
    answers: list[float] = []
    controller.updated.connect(lambda: updates.append(time.monotonic()))
    controller.looks.answered.connect(lambda look, *_: answers.append(time.monotonic()) if look == WEIGHTS else None)
    train_some(qtbot, controller)
    controller.follow(controller, in_sight=False)
    updates.clear()
    answers.clear()
    qtbot.waitUntil(lambda: len(updates) >= 6 and len(answers) >= 3, timeout=10_000)
    assert (updates[5] - updates[0]) / 5 > 0.15
    assert (answers[2] - answers[0]) / 2 > 0.35
    controller.follow(controller, in_sight=True)
    updates.clear()
    qtbot.waitUntil(lambda: len(updates) >= 6, timeout=10_000)
    assert updates[5] - updates[0] < 0.9
    controller.follow(controller, in_sight=False)
    qtbot.wait(50)
    controller.pause()
    settle(qtbot)
    steps = controller.history.steps
    qtbot.wait(300)
    assert controller.history.steps == steps, "what was done until the pause is known at once"
