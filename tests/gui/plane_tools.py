"""What the tests of the views of few inputs share: experiments, and a laboratory with their views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine import Data, Experiment, Trainer, Training, chain, family, replaced
from gui.document import Document
from gui.plots.registry import view_kind
from gui.run_controller import RunController
from gui.theme import theme

L = family("layers")


def planar(units: int = 5, kind: str = "blobs", classes: int = 3) -> Experiment:
    return Experiment(
        data=Data(source=family("datasets")[kind](samples=90), preprocessing=(family("preprocessing")["scale"](),)),
        model=chain(L["dense"](units=units), L["tanh"](), L["dense"](units=classes)),
        loss=family("losses")["softmax_cross_entropy"](), optimizer=family("optimizers")["adam"](),
    )  # fmt: skip


def sine() -> Experiment:
    return Experiment(
        data=Data(source=family("datasets")["sine"](samples=60)),
        model=chain(L["dense"](units=4), L["tanh"](), L["dense"](units=1)),
        loss=family("losses")["mean_squared_error"](), optimizer=family("optimizers")["adam"](),
        training=Training(epochs=100_000),
    )  # fmt: skip


class Lab:
    """A document, its run, and its views."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        theme.apply("light")
        self.count = 0
        self.document = Document(planar())
        self.controller = RunController(self.document)

    def open(self, kind: str, experiment: Experiment | None = None, size: tuple[int, int] = (520, 320)) -> Any:
        if experiment is not None:
            self.document.start(experiment)
        found = view_kind(kind)
        assert found is not None
        view = found.make(self.document, self.controller)
        self.qtbot.addWidget(view)
        view.resize(*size)
        view.move(0, 340 * self.count)  # a pointer over two of them is over one
        self.count += 1
        with self.qtbot.waitExposed(view):
            view.show()
        return view

    def until(self, condition: Any) -> None:
        self.qtbot.waitUntil(condition, timeout=5_000)

    def truth(self, raw: np.ndarray) -> np.ndarray:
        """The untrained network's probabilities at raw points."""
        trainer = Trainer(self.document.experiment)
        scores = trainer.scores(trainer.splits.pipeline(raw)).astype(float)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))


@pytest.fixture
def lab(qtbot: QtBot) -> Iterator[Lab]:
    made = Lab(qtbot)
    yield made
    assert made.controller.shutdown()


def paused(lab: Lab, experiment: Experiment) -> None:
    """A paused run of an experiment."""
    lab.document.start(experiment)
    lab.controller.step()
    lab.until(lambda: lab.controller.state == "paused")


def deep(layers: int = 150) -> Experiment:
    """So many hidden layers, each with its activation."""
    between = [each for _ in range(layers) for each in (L["dense"](units=8), L["tanh"]())]
    return replaced(planar(), "model", chain(*between, L["dense"](units=3)))
