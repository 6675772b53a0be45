"""What the tests of runs share: a small network, and controllers of real runs of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from engine import Data, Experiment, Histograms, Training, chain, family
from gui.document import Document
from gui.run_controller import RunController

LAYERS, DATASETS = family("layers"), family("datasets")
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
