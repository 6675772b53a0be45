"""Faults of a run fail the run and nothing else; the thread ends and leaves nothing."""

from __future__ import annotations

import gc
import threading

import pytest
from pytestqt.qtbot import QtBot

import engine
from engine import DescentError, say
from gui.document import Document
from gui.run_controller import RunController
from tests.gui.run_tools import ACTIVATIONS, WEIGHTS, MakeController, circles, make, reach, train_some

__all__ = ["make"]


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
