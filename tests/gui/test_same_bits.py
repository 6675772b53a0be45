"""A run in the window, with histograms in sight, is to the last bit the run that a script makes."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

import engine
from engine import Experiment, History, Trainer, load_experiment, replaced
from gui.main_window import MainWindow
from gui.resources import PRESETS


def brief(preset: str) -> Experiment:
    """A preset's first two epochs, with fewer samples where it can have fewer."""
    experiment = replaced(load_experiment(PRESETS / preset), "training.epochs", 2)
    return replaced(experiment, "data.source.samples", 600) if preset == "shapes_cnn.descent" else experiment


@pytest.mark.parametrize("preset", ["digits_residual.descent", "shapes_cnn.descent"])
def test_with_and_without_a_window_the_same_bits(
    window: MainWindow, qtbot: QtBot, preset: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment = brief(preset)
    alone = {}
    for workers in (1, 2):
        alone[workers], trainer = History(), Trainer(experiment, workers=workers)
        for event in trainer.events():
            alone[workers].add(event)
    monkeypatch.setattr(engine, "cores", lambda: 3)  # one for the window, two that train
    controller = window.bench.controller
    window.bench.document.start(experiment)
    controller.train()
    qtbot.waitUntil(lambda: controller.state == "finished", timeout=60_000)
    assert window.bench.plots.view("histograms").snapshot is not None, "histograms were looked at meanwhile"
    for history in alone.values():
        for name in ("loss", "accuracy", "gradient_norm"):
            np.testing.assert_array_equal(controller.history.series(name)[1], history.series(name)[1])
        for name in ("loss", "validation_loss"):
            np.testing.assert_array_equal(controller.history.epoch_series(name)[2], history.epoch_series(name)[2])
