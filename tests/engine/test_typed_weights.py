"""Typed-in weights: when they take effect, what they leave alone, that they are recorded and replay to the bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import (
    DescentError,
    Edited,
    Epoch,
    KNearestNeighbors,
    Started,
    Step,
    Trainer,
    WireWeights,
    is_weight_path,
    replaced,
    split_weight_path,
    weight_path,
)
from tests.engine.support import experiment, make

PATH = "weights.dense_2.weight.3.1"


def test_a_typed_weight_takes_effect_between_two_steps_and_replays_to_the_same_bits() -> None:
    def run(edits: list[Edited]) -> tuple[Trainer, list[Any]]:
        trainer, events = Trainer(experiment(), edits=edits), []
        for event in trainer.events():
            events.append(event)
            if not edits and isinstance(event, Step) and event.step == 3:
                before = float(trainer.network.parameters["dense_2"]["weight"][3, 1])
                moments = trainer.stepper.moments["v"].copy()
                trainer.set_weight("dense_2", "weight", (3, 1), 0.1)
                assert trainer.network.parameters["dense_2"]["weight"][3, 1] == before
                assert trainer.edits_wait
            if isinstance(event, Edited):
                assert trainer.network.parameters["dense_2"]["weight"][3, 1] == np.float32(0.1)
                if not edits:
                    assert event == Edited(3, PATH, before, 0.1)
                    np.testing.assert_array_equal(trainer.stepper.moments["v"], moments)
        return trainer, [event for event in events if not hasattr(event, "seconds")]

    first, events = run([])
    second, again = run(list(first.edits))
    assert [type(event) for event in events[:6]] == [Started, Step, Step, Step, Edited, Step]
    assert events == again
    assert first.weights_sha256() == second.weights_sha256()
    untouched = Trainer(experiment())
    list(untouched.events())
    assert first.weights_sha256() != untouched.weights_sha256()


def test_the_inverse_brings_the_old_bits_back() -> None:
    trainer = Trainer(experiment())
    events = trainer.events()
    while not (isinstance(event := next(events), Step) and event.step == 2):
        pass
    kept = trainer.weights_sha256()
    trainer.set_weight("dense", "bias", (5,), -7.25)
    done = next(events)
    assert isinstance(done, Edited)
    assert trainer.weights_sha256() != kept
    trainer.edit(done.path, done.old)
    undone = next(events)
    assert undone == Edited(2, "weights.dense.bias.5", -7.25, done.old)
    assert trainer.weights_sha256() == kept
    list(events)
    alone = Trainer(experiment())
    list(alone.events())
    assert trainer.weights_sha256() == alone.weights_sha256()


@pytest.mark.parametrize("step", [0, 6])
def test_before_the_first_step_and_after_an_epoch(step: int) -> None:
    trainer = Trainer(experiment())
    for event in trainer.events():
        if (step == 0 and isinstance(event, Started)) or (isinstance(event, Epoch) and event.step == step):
            trainer.set_weight("dense", "weight", (0, 0), 2.0)
    assert [edit.step for edit in trainer.edits] == [step]
    again = Trainer(experiment(), edits=trainer.edits)
    list(again.events())
    assert again.weights_sha256() == trainer.weights_sha256()


@pytest.mark.parametrize("stopped", [False, True])
def test_a_weight_of_a_run_that_is_over(stopped: bool) -> None:
    trainer = Trainer(experiment())
    for event in trainer.events():
        if stopped and isinstance(event, Step) and event.step == 4:
            trainer.stop()
    trainer.set_weight("dense", "weight", (1, 2), 3.0)
    (edit,) = trainer.settle()
    assert (edit.step, edit.new) == (4 if stopped else 18, 3.0)
    assert trainer.network.parameters["dense"]["weight"][1, 2] == 3
    again = Trainer(experiment(), edits=trainer.edits)
    for event in again.events():
        if stopped and isinstance(event, Step) and event.step == 4:
            again.stop()
    assert again.weights_sha256() == trainer.weights_sha256()


def test_what_is_seen_follows_at_once() -> None:
    """Also where activations were kept for the step, and where evaluation averages the weights."""
    trainer = Trainer(replaced(experiment(), "training.rules", (make("rules", "weight_averaging"),)))
    before, loss = trainer.values("dense", "activations"), trainer.evaluate("train")[0]
    assert before is not None
    trainer.set_weight("dense", "bias", (0,), 5.0)
    trainer.settle()
    after = trainer.values("dense", "activations")
    assert after is not None
    np.testing.assert_allclose(after[:, 0], before[:, 0] + 5, atol=1e-5)
    assert trainer.evaluate("train")[0] != loss
    wires = WireWeights().answer(trainer)
    assert wires is not None
    assert wires.layers[0].bias is not None
    assert wires.layers[0].bias[0] == 5


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [(PATH, float("nan"), "finite number"), (PATH, float("inf"), "finite number"), (PATH, 1e39, "too large"),
     (PATH, "much", "has to be a number"), (PATH, True, "has to be a number"),
     ("weights.dense_2.weight.8.0", 1.0, "weight of Dense 2 has no place 8, 0; its shape is 8, 2"),
     ("weights.dense_2.weight.3", 1.0, "has no place 3;"), ("weights.tanh.weight.0.0", 1.0, "not a weight of"),
     ("weights.gone.weight.0.0", 1.0, "not a weight of"), ("weights.dense.gain.0", 1.0, "not a weight of"),
     ("weights.dense", 1.0, "does not name a weight"), ("weights.dense.weight.-1.0", 1.0, "does not name a weight")],
)  # fmt: skip
def test_what_may_not_be_set_is_refused(path: str, value: Any, said: str) -> None:
    trainer = Trainer(experiment())
    kept = trainer.weights_sha256()
    with pytest.raises(DescentError, match=said):
        trainer.edit(path, value)
    assert not trainer.edits_wait
    assert trainer.weights_sha256() == kept


def test_a_model_without_weights_refuses() -> None:
    with pytest.raises(DescentError, match="has no weights"):
        Trainer(experiment(model=KNearestNeighbors())).set_weight("dense", "weight", (0, 0), 1.0)


def test_paths() -> None:
    path = weight_path("dense_2", "weight", (3, 1))
    assert path == PATH
    assert is_weight_path(path)
    assert not is_weight_path("model.nodes.dense.rate_multiplier")
    assert split_weight_path(path) == ("dense_2", "weight", (3, 1))
