"""What the tests of the evaluation share: experiments, runs of their own by plain loops, and views of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine import Data, Evaluation, Experiment, Trainer, Training, chain, family
from gui.document import Document
from gui.plots.registry import view_kind
from gui.run_controller import RunController
from gui.theme import theme

LAYERS, DATASETS, LOSSES, ADAM = family("layers"), family("datasets"), family("losses"), family("optimizers")["adam"]


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
