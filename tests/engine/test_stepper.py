"""Corners of a step: frozen layers, numbers without bound, what is looked at before anything is trained."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import Data, Experiment, Finished, Step, Trainer, Training, check, replaced
from engine.spec import get
from tests.engine.support import experiment, layer, make


def frozen(value: Experiment, *ids: str) -> Experiment:
    for node_id in ids:
        value = replaced(value, f"model.nodes.{node_id}.trainable", False)
    return value


def with_rules(*rules: Any, **fields: Any) -> Experiment:
    return experiment(training=Training(epochs=1, batch_size=96, rules=rules), **fields)


def test_rules_leave_frozen_layers_alone() -> None:
    """Clipping counts and cuts what is trained; max-norm holds what is trained."""
    sgd = make("optimizers", "sgd", learning_rate=1.0)
    rules = make("rules", "clip_norm", limit=1e-3), make("rules", "max_norm", limit=1e-2)
    value = frozen(with_rules(*rules, optimizer=sgd), "dense")
    trainer = Trainer(value)
    before = trainer.network.parameters["dense"]["weight"].copy()
    list(trainer.events())
    network = trainer.network
    np.testing.assert_array_equal(network.parameters["dense"]["weight"], before)
    assert np.linalg.norm(before, axis=0).max() > 1e-2
    assert np.linalg.norm(network.parameters["dense_2"]["weight"], axis=0).max() <= 1e-2 + 1e-8
    trained = np.concatenate([array.ravel() for array in network.gradients["dense_2"].values()])
    assert np.linalg.norm(trained) == pytest.approx(1e-3, rel=1e-4)
    assert np.linalg.norm(network.gradients["dense"]["weight"]) > 0


@pytest.mark.parametrize("kind", ["sgd", "adamw", "lbfgs", "newton", "random_search"])
def test_a_wholly_frozen_network_only_runs(kind: str) -> None:
    value = frozen(with_rules(make("rules", "clip_norm"), optimizer=make("optimizers", kind)), "dense", "dense_2")
    trainer = Trainer(value)
    before = trainer.network.x.copy()
    last = list(trainer.events())[-1]
    assert isinstance(last, Finished)
    assert last.status == "finished"
    np.testing.assert_array_equal(trainer.network.x, before)


def test_a_validation_loss_without_bound_ends_the_run() -> None:
    """The only step is sound, what it leads to is not: no layer is to blame for what was not yet run."""
    value = experiment(
        *(layer("dense", units=units) for units in (*[16] * 7, 1)), data=Data(source=make("datasets", "sine")),
        loss=make("losses", "mean_squared_error"), optimizer=make("optimizers", "sgd", learning_rate=1000.0),
        training=Training(epochs=2, batch_size=10_000),
    )  # fmt: skip
    for node in value.network.nodes:
        value = replaced(value, f"model.nodes.{node.id}.rate_multiplier", 1000.0)
    trainer = Trainer(value)
    before = trainer.network.x.copy()
    *_, step, last = trainer.events()
    assert isinstance(step, Step)
    assert (last.status, last.epochs) == ("diverged", 0)
    assert str(last.explanation).startswith("The loss was no longer a finite number after step 1.")
    np.testing.assert_array_equal(trainer.network.x, before)
    assert not trainer.network.g.any()


def test_an_output_without_bound_names_its_layer() -> None:
    trainer = Trainer(experiment())
    trainer.network.parameters["dense_2"]["weight"][...] = 3e38
    last = list(trainer.events())[-1]
    assert last.status == "diverged"
    assert str(last.explanation).startswith("The numbers of Dense 2 were no longer finite after step 0")


def test_a_gradient_without_bound_names_its_layer() -> None:
    """All outputs are finite, but in float32 the gradient of the first layer's weights is not."""
    layers = layer("dense", units=1, bias=False), layer("dense", units=1, bias=False)
    value = experiment(*layers, data=Data(source=make("datasets", "sine")), loss=make("losses", "mean_squared_error"),
                       training=Training(epochs=1, batch_size=10_000))  # fmt: skip
    trainer = Trainer(value)
    trainer.network.parameters["dense"]["weight"][...] = 1e-18
    trainer.network.parameters["dense_2"]["weight"][...] = 1e30
    trainer.splits.train.x[...] = 1e5
    last = list(trainer.events())[-1]
    assert last.status == "diverged"
    assert str(last.explanation).startswith("The numbers of Dense were no longer finite after step 0")


def test_what_is_looked_at_before_training_is_computed_once() -> None:
    trainer = Trainer(experiment())
    first = trainer.values("dense", "activations")
    assert first is trainer.values("dense", "activations")
    assert trainer.values("dense", "gradients") is None
    assert trainer.values("nowhere", "weights") is None
    assert trainer.values("tanh", "weights") is None


def test_states_come_back_with_a_snapshot() -> None:
    value = experiment(layer("dense", units=3), layer("batch_norm"), layer("dense", units=2))
    assert check(value) == ()
    network = Trainer(value).network
    kept = network.snapshot()
    x = np.random.default_rng(0).standard_normal((9, 2)).astype(np.float32)
    network.forward(x, training=True)
    assert network.states["batch_norm"]["mean"].any()
    network.restore(kept)
    assert not network.states["batch_norm"]["mean"].any()
    np.testing.assert_array_equal(network.states["batch_norm"]["variance"], 1)


def test_a_controller_s_state_is_where_it_began_without_a_better_idea() -> None:
    plateau = make("schedules", "reduce_on_plateau")
    assert set(plateau.start()) == {"factor", "best", "bad"}
    assert super(type(plateau), plateau).start() == {"factor": 1.0}
    assert get(experiment(schedule=plateau), "schedule.patience") == 5
