"""Looking at a network that stands: of a run, untrained, or gone."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from engine import Experiment, Look
from tests.gui.run_tools import ACTIVATIONS, WEIGHTS, MakeController, circles, make, train_some

__all__ = ["make"]


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
