"""Runs that are broken off and taken up again: what the tests of trained states share."""

from __future__ import annotations

import itertools
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from engine import (
    Data,
    Event,
    Experiment,
    History,
    StoredExperiment,
    TrainedState,
    Trainer,
    Training,
    load_trained,
    save_trained,
)
from tests.engine.support import experiment, layer, make


def busy(**changes: Any) -> Experiment:
    """A small run in which everything has a state: slots, running statistics, masks, averages, rules, order."""
    layers = (layer("dense", units=8), layer("batch_norm"), layer("dropout", rate=0.2), layer("tanh"),
              layer("dense", units=2))  # fmt: skip
    rules = make("rules", "weight_averaging"), make("rules", "early_stopping")
    if "model" in changes:
        layers = ()
        changes["network"] = changes.pop("model")
    values: dict[str, Any] = {
        "data": Data(source=make("datasets", "two_spirals", samples=60)),
        "optimizer": make("optimizers", "adam"),
        "training": Training(epochs=3, batch_size=20, rules=rules),
    }
    return experiment(*layers, **{**values, **changes})


def told(events: list[Event]) -> list[Any]:
    """Events without the time they took; NaN is equal to itself."""
    return [
        repr([getattr(each, one.name) for one in fields(each) if one.name != "seconds"]) if is_dataclass(each) else each
        for each in events
    ]


def broken_off(value: Experiment, events: int, **options: Any) -> tuple[Trainer, History]:
    """A run after so many events, and its curves."""
    trainer, history = Trainer(value, **options), History()
    for event in itertools.islice(trainer.events(), events):
        history.add(event)
    return trainer, history


def through_a_file(
    folder: Path, value: Experiment, state: TrainedState, history: History | None = None
) -> TrainedState:
    """A state after it was saved and read."""
    kept = state if history is None else replace(state, history=history.arrays())
    save_trained(folder / "kept.descent", StoredExperiment(value), kept)
    return load_trained(folder / "kept.descent")


def assert_goes_on(folder: Path, value: Experiment, events: int, **options: Any) -> None:
    """Break a run off after so many events, keep it in a file, take it up in another trainer: all that follows is what
    the run would have done by itself, bit for bit."""
    alone = Trainer(value, **options)
    whole = list(alone.events())
    first, history = broken_off(value, events, **options)
    state = through_a_file(folder, value, first.state(), history)
    second = Trainer(value, **options)
    second.restore(state)
    rest = list(second.events())
    assert told(rest[1:]) == told(whole[events:] if events < len(whole) else whole[-1:])
    assert second.weights_sha256() == alone.weights_sha256()
    assert_same(second.state(), alone.state())
    curves = History.of_arrays(state.history, state.edits)
    for event in rest:
        curves.add(event)
    complete = History()
    for event in whole:
        complete.add(event)
    for name, array in complete.arrays().items():
        np.testing.assert_array_equal(curves.arrays()[name], array, name)


def assert_same(one: TrainedState, other: TrainedState) -> None:
    """All that the two states hold is the same, except for how long it took."""
    assert one.experiment == other.experiment
    assert list(one.arrays) == list(other.arrays)
    for name, array in one.arrays.items():
        assert array.dtype == other.arrays[name].dtype
        np.testing.assert_array_equal(array, other.arrays[name], name)
    timeless = [state.figures.model_copy(update={"seconds": 0.0}) for state in (one, other)]
    assert timeless[0] == timeless[1]
