"""Runs to compare: 300 steps of an experiment by the trainer and by its twin in PyTorch, recorded alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from engine import Data, Experiment, Network, Trainer, Training, chain
from engine.training.events import Step
from tests.engine.support import layer, make
from tests.parity.support import Arrays, generator
from tests.parity.torch_training import Twin

STEPS = 300
SHOWN = 6
"""Training samples whose scores are compared at the end."""

RECORDED = slice(3, None, 8)
"""The steps whose loss and rate are compared; with five steps an epoch, each of them comes up."""


def iris(optimizer: Any, *, batch: int = 30, network: Network | None = None, **fields: Any) -> Experiment:
    """Iris through a small tanh network unless said otherwise; all samples, in order, 300 steps."""
    step = make("preprocessing", "standardize")
    model = chain(layer("dense", units=5), layer("tanh"), layer("dense", units=3))
    values: dict[str, Any] = {
        "data": Data(source=make("datasets", "iris"), validation_fraction=0.0, preprocessing=(step,)),
        "model": network or model,
        "loss": make("losses", "softmax_cross_entropy"),
        "optimizer": optimizer,
        "training": training(150, batch),
    }
    return Experiment(**{**values, **fields})


def training(samples: int, batch: int, *rules: Any) -> Training:
    """300 steps without shuffling."""
    return Training(epochs=STEPS // -(-samples // batch), batch_size=batch, shuffle=False, rules=rules)


def prepared(name: str, experiment: Experiment, dtype: DTypeLike) -> Trainer:
    """A trainer whose parameters do not depend on the engine's initializers, so that golden files last."""
    trainer = Trainer(experiment, dtype=dtype)
    rng = generator(name)
    for slot in trainer.network.slots:
        drawn = rng.random(slot.parameter.shape) - 0.5
        spread = 2 / np.sqrt(slot.parameter.fan_in) if slot.parameter.role == "weight" else 0.2
        view = trainer.network.parameters[slot.node_id][slot.parameter.name]
        view[...] = slot.parameter.initial + spread * drawn
    if trainer.stepper.average is not None:
        trainer.stepper.average[...] = trainer.network.x
    return trainer


def ours(name: str, experiment: Experiment, dtype: DTypeLike = np.float64) -> Arrays:
    """The trainer's own run."""
    trainer = prepared(name, experiment, dtype)
    steps, places = [], []
    for event in trainer.events():
        if isinstance(event, Step):
            steps.append((event.loss, event.rate))
            places.append(trainer.network.x.copy())
    states = [(f"{node}.{key}", a) for node, own in trainer.network.states.items() for key, a in own.items()]
    return _recorded(steps, places, states, trainer.scores(trainer.splits.train.x[:SHOWN]))


def with_torch(case: tuple[str, Experiment], dtype: DTypeLike) -> Arrays:
    """The twin's run."""
    name, experiment = case
    twin = Twin(prepared(name, experiment, dtype))
    steps, places = [], []
    for loss, rate in twin.run():
        steps.append((loss, rate))
        places.append(twin.net.flat())
    states = [(f"{node}.{key}", a.numpy()) for node, own in twin.net.states.items() for key, a in own.items()]
    return _recorded(steps, places, states, twin.scores(twin.train.x[:SHOWN]))


def _recorded(steps: list[Any], places: list[Any], states: Iterable[tuple[str, Any]], scores: Any) -> Arrays:
    """Loss and rate of every eighth step; parameters after some steps, of large networks the last; running statistics
    and some scores at the end."""
    assert len(steps) == STEPS
    figures = np.array(steps)[RECORDED]
    shown = (1, 19, 99, 299) if places[0].size < 100 else (299,)
    found = {"loss": figures[:, 0], "rate": figures[:, 1], "x": np.stack([places[index] for index in shown])}
    return {**found, **dict(states), "scores": scores}
