"""The state machine of a run, by real runs of a small network."""

from __future__ import annotations

import gc
import random
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

import engine
from engine import (
    Data,
    DescentError,
    Experiment,
    Finished,
    Histograms,
    Look,
    Message,
    Started,
    Step,
    Training,
    chain,
    family,
    say,
)
from gui.document import Document
from gui.mailbox import BLOCK, Mailbox
from gui.run_controller import RunController

LAYERS, DATASETS = family("layers"), family("datasets")
ACTIONS = ("train", "pause", "step", "stop", "reset")
WEIGHTS, ACTIVATIONS = Histograms(frozenset({("dense", "weights")})), Histograms(frozenset({("tanh", "activations")}))


def circles(*, epochs: int = 100_000, samples: int = 600, rate: float = 0.01, batch: int = 32) -> Experiment:
    """A network of a few neurons on circles: thousands of steps a second."""
    return Experiment(
        data=Data(source=DATASETS["circles"](samples=samples)),
        model=chain(LAYERS["dense"](units=6), LAYERS["tanh"](), LAYERS["dense"](units=2)),
        loss=family("losses")["softmax_cross_entropy"](),
        optimizer=family("optimizers")["sgd"](learning_rate=rate),
        training=Training(epochs=epochs, batch_size=batch),
    )


MakeController = Callable[[Experiment], RunController]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[MakeController]:
    made: list[RunController] = []

    def make_controller(experiment: Experiment) -> RunController:
        made.append(RunController(Document(experiment)))
        made[-1].follow(made[-1], in_sight=True)
        return made[-1]

    yield make_controller
    for controller in made:
        assert controller.shutdown()


def reach(qtbot: QtBot, controller: RunController, state: str) -> None:
    qtbot.waitUntil(lambda: controller.state == state, timeout=10_000)


def train_some(qtbot: QtBot, controller: RunController, steps: int = 50) -> None:
    controller.train()
    qtbot.waitUntil(lambda: controller.history.steps >= steps, timeout=10_000)


def settle(qtbot: QtBot) -> None:
    """Let the thread come to rest and the window hear of it."""
    qtbot.wait(120)


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


class FailingTrainer(engine.Trainer):
    """Fails after some steps: as foreseen, or by a fault of the program."""

    fault: Exception = ValueError("out of cheese")

    def events(self):  # type: ignore[no-untyped-def]
        for event in super().events():
            yield event
            if self.step == 7:
                raise self.fault


@pytest.mark.parametrize("foreseen", [False, True])
def test_a_fault_fails_the_run_and_nothing_else(
    qtbot: QtBot, make: MakeController, monkeypatch: pytest.MonkeyPatch, foreseen: bool
) -> None:
    message = say("The data set is gone.")
    fault = DescentError(message) if foreseen else ValueError("out of cheese")
    monkeypatch.setattr(FailingTrainer, "fault", fault)
    monkeypatch.setattr(engine, "Trainer", FailingTrainer)
    controller = make(circles())
    controller.train()
    reach(qtbot, controller, "failed")
    assert controller.history.steps == 7
    if foreseen:
        assert controller.message == message
    else:
        assert str(controller.message) == "Training stopped by a fault of the program: ValueError: out of cheese"
    monkeypatch.undo()
    train_some(qtbot, controller)
    assert (controller.state, controller.message) == ("running", None)


def test_a_failure_to_prepare(qtbot: QtBot, make: MakeController, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: object) -> None:
        raise DescentError(say("The data set is gone."))

    monkeypatch.setattr(engine.Trainer, "prepare", refuse)
    controller = make(circles())
    controller.train()
    reach(qtbot, controller, "failed")
    assert str(controller.message) == "The data set is gone."
    assert controller.can("train")
    assert controller.can("step")


def test_shutdown_in_mid_training_leaves_no_thread(qtbot: QtBot) -> None:
    before = threading.active_count()
    controller = RunController(Document(circles()))
    train_some(qtbot, controller)
    thread = controller._thread
    assert thread.isRunning()
    assert controller.shutdown()
    assert thread.isFinished()
    assert threading.active_count() <= before
    assert controller.shutdown()  # once more does no harm


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


class BlindTrainer(engine.Trainer):
    """Fails where something is to be looked at."""

    def watch(self, *_nodes):  # type: ignore[no-untyped-def]
        raise MemoryError("no room to look")


def test_a_fault_while_looking_fails_the_run_and_is_told(
    qtbot: QtBot, make: MakeController, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "Trainer", BlindTrainer)
    controller = make(circles())
    controller.looks.want("one", ACTIVATIONS)
    controller.train()
    reach(qtbot, controller, "failed")
    assert "MemoryError: no room to look" in str(controller.message)
    monkeypatch.undo()
    train_some(qtbot, controller)


def test_wanting_nothing_asks_for_nothing(qtbot: QtBot, make: MakeController, monkeypatch: pytest.MonkeyPatch) -> None:
    controller = make(circles())
    asked: list[set[Look]] = []
    look = controller._thread.look
    monkeypatch.setattr(
        controller.looks, "_send", lambda looks, wanted: (asked.append(set(looks)), look(looks, wanted))
    )
    train_some(qtbot, controller)
    own = controller.histograms.opening()
    assert all(each == {own} for each in asked), "nobody but the record of the run, once a second at most"
    assert len(asked) <= 2
    monkeypatch.setattr(controller.histograms, "_all", None)
    controller.looks.want("one", WEIGHTS)
    controller.looks.want("two", WEIGHTS, ACTIVATIONS)
    qtbot.waitUntil(lambda: len(asked) >= 4, timeout=5_000)
    assert asked[-1] == {WEIGHTS, ACTIVATIONS}, "together, since one step serves both"
    controller.looks.drop("one")
    controller.looks.want("two")
    qtbot.wait(50)
    count = len(asked)
    qtbot.wait(250)
    assert len(asked) == count
    assert controller.state == "running"


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


def test_garbage_is_collected_in_the_windows_thread_only(qtbot: QtBot, make: MakeController) -> None:
    """A widget in a cycle that the training thread collected would be destroyed in the wrong thread."""
    controller = make(circles())
    controller.looks.want("view", WEIGHTS)
    threads: list[int] = []

    def remember(phase: str, info: dict[str, int]) -> None:
        threads.append(threading.get_ident())

    gc.callbacks.append(remember)
    try:
        train_some(qtbot, controller, 2000)
        for _ in range(5):
            controller.pause()
            qtbot.wait(20)
            controller.train()
            qtbot.wait(50)
    finally:
        gc.callbacks.remove(remember)
    assert set(threads) == {threading.get_ident()}
    assert controller.shutdown()
    assert gc.isenabled()


def a_step(number: int) -> Step:
    return Step(number, number / 10, number / 3, None, 0.0, 0.01, 1.0)


def test_the_mailbox_keeps_every_row_of_a_late_window() -> None:
    """A thread puts rows in as fast as it can while another takes them out: none is lost, doubled or out of order."""
    mailbox, count = Mailbox(), 50_000

    def write() -> None:
        for number in range(1, count + 1):
            mailbox.steps.append(a_step(number))
            if len(mailbox.steps) >= BLOCK:
                mailbox.pack()
        mailbox.tell(Finished("finished", 1, count, 1.0))

    writer = threading.Thread(target=write)
    writer.start()
    taken: list[np.ndarray] = []
    over = False
    while not over:
        news, rows = mailbox.take()
        taken.append(rows)
        over = bool(news)
    writer.join()
    rows = np.concatenate(taken)
    assert rows[:, 0].tolist() == list(range(1, count + 1))
    assert rows[:, 2].tolist() == [number / 3 for number in range(1, count + 1)]
    assert np.isnan(rows[:, 3]).all()


def test_the_mailbox_hands_out_no_news_before_its_steps() -> None:
    mailbox = Mailbox()
    mailbox.tell(Started(1, 1, 1, None, None))
    mailbox.steps.append(a_step(1))
    mailbox.tell(Finished("finished", 1, 1, 1.0))
    news, rows = mailbox.take()
    assert [type(each) for each in news] == [Started, Finished]
    assert len(rows) == 1
    assert [len(each) for each in mailbox.take()] == [0, 0]


def test_training_holds_while_the_window_is_far_behind(
    qtbot: QtBot, make: MakeController, monkeypatch: pytest.MonkeyPatch
) -> None:
    controller = make(circles())
    monkeypatch.setattr("gui.reports.Mailbox", lambda: Mailbox(most_rows=2 * BLOCK))
    controller.train()
    reach(qtbot, controller, "running")
    controller._reports._timer.stop()  # a window that does not come to drain
    mailbox = controller._reports.mailbox
    qtbot.waitUntil(lambda: mailbox.waiting, timeout=10_000)
    qtbot.wait(100)
    held = mailbox._packed + len(mailbox.steps)
    assert held == 2 * BLOCK
    controller._reports._timer.start()
    qtbot.waitUntil(lambda: controller.history.steps > 4 * BLOCK, timeout=20_000)


def test_an_untrained_network_can_be_looked_at_and_is_the_one_that_is_trained(
    qtbot: QtBot, make: MakeController, monkeypatch: pytest.MonkeyPatch
) -> None:
    controller = make(circles())
    prepared: list[Experiment] = []
    prepare = controller._thread._prepared
    monkeypatch.setattr(controller._thread, "_prepared", lambda of: (prepared.append(of), prepare(of))[1])
    qtbot.wait(300)
    assert prepared == [], "nobody looks"
    controller.looks.want("view", WEIGHTS)
    qtbot.waitUntil(lambda: controller.looks.last(WEIGHTS) is not None, timeout=5_000)
    first = controller.looks.last(WEIGHTS)
    assert (controller.state, first.step) == ("idle", 0)
    train_some(qtbot, controller)
    assert len(prepared) == 1


def test_an_edit_shows_the_network_as_it_would_begin(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    controller.looks.want("view", WEIGHTS)
    qtbot.waitUntil(lambda: controller.looks.last(WEIGHTS) is not None, timeout=5_000)
    controller.document.set_field("Units", "model.nodes.dense.layer.units", 9)
    qtbot.waitUntil(lambda: controller.looks.last(WEIGHTS).histograms["dense", "weights"].size == 18, timeout=5_000)
    assert controller.state == "idle"


def test_answers_of_a_network_that_is_gone_are_not_heard(qtbot: QtBot, make: MakeController) -> None:
    controller = make(circles())
    train_some(qtbot, controller)
    controller.looks.want("view", WEIGHTS)
    heard: list[int] = []
    controller.looks.answered.connect(lambda look, answer, step: heard.append(step))
    controller.looks.ask()
    controller.document.start(circles(epochs=3))
    heard.clear()
    qtbot.waitUntil(lambda: bool(heard), timeout=5_000)
    assert set(heard) == {0}
