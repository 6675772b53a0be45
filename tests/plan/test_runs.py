"""Whole runs through plans: the textbook's trajectory, the same bits however many threads, what is looked at."""

from __future__ import annotations

import threading
import tracemalloc
from itertools import islice
from typing import Any

import numpy as np
import pytest

from engine import Data, Epoch, Experiment, Network, Step, Trainer, Training, chain, replaced
from engine.numerics import Array
from engine.training import model as model_module
from tests.engine.support import digits, experiment, make, residual_network
from tests.plan.support import conv, layer, pool, shared

NORM, RELU, FLAT = layer("batch_norm"), layer("relu"), layer("flatten")


def images(*layers: Any, batch: int = 60, **fields: Any) -> Experiment:
    """300 digits; the last batch of an epoch is ragged."""
    scale = make("preprocessing", "scale")
    data = Data(source=make("datasets", "digits"), validation_fraction=0.1, test_fraction=0.73, preprocessing=(scale,))
    return digits(*layers, **{"data": data, "training": Training(epochs=1000, batch_size=batch), **fields})


def network() -> tuple[Any, ...]:
    return (conv(6), NORM, RELU, conv(6), NORM, layer("tanh"), pool(), FLAT, layer("dense", units=64), RELU,
            layer("dropout", rate=0.2), layer("dense", units=10))  # fmt: skip


def adam(rate: float = 0.002) -> Any:
    return make("optimizers", "adam", learning_rate=rate)


def steps(trainer: Trainer, count: int) -> list[Step]:
    events = trainer.events()
    found = list(islice((event for event in events if isinstance(event, Step)), count))
    events.close()  # type: ignore[attr-defined]
    return found


RUNS: dict[str, Experiment] = {
    "convolutions, Adam": images(*network(), optimizer=adam()),
    "few channels, momentum": images(conv(4), RELU, pool(), conv(6), RELU, FLAT, layer("dense", units=10),
                                     optimizer=make("optimizers", "momentum", learning_rate=0.02)),
    "tiny, SGD": experiment(optimizer=make("optimizers", "sgd", learning_rate=0.3),
                            training=Training(epochs=1000, batch_size=20)),
    "residual, penalties, rules": experiment(
        network=residual_network(), optimizer=make("optimizers", "adamw", learning_rate=0.01),
        regularizers=(make("regularizers", "l2", strength=0.01), make("regularizers", "l1", strength=0.001)),
        training=Training(epochs=1000, batch_size=25, rules=(
            make("rules", "clip_norm", limit=0.5), make("rules", "max_norm", limit=2.0),
            make("rules", "weight_averaging", decay=0.9), make("rules", "warm_up", epochs=2.0)))),
    "augmented, mixed": images(conv(4), RELU, FLAT, layer("dense", units=10), optimizer=adam(), data=Data(
        source=make("datasets", "digits"), validation_fraction=0.1, test_fraction=0.73,
        augmentations=(make("augmentations", "random_crop", padding=1), make("augmentations", "mixup")))),
    "autoencoder, augmented, mixed": images(
        FLAT, layer("dense", units=16), RELU, layer("dense", units=64), optimizer=adam(),
        loss=make("losses", "mean_squared_error"), data=Data(
            source=make("datasets", "digits"), validation_fraction=0.1, test_fraction=0.73,
            preprocessing=(make("preprocessing", "scale"), make("preprocessing", "inputs_as_targets")),
            augmentations=(make("augmentations", "random_crop", padding=1), make("augmentations", "mixup")))),
    "autoencoder": images(FLAT, layer("dense", units=16), RELU, layer("dense", units=64), optimizer=adam(), data=Data(
        source=make("datasets", "digits"), validation_fraction=0.1, test_fraction=0.73,
        preprocessing=(make("preprocessing", "inputs_as_targets"), make("preprocessing", "standardize"))),
        loss=make("losses", "mean_squared_error")),
    "regression": experiment(layer("dense", units=8), layer("tanh"), layer("dense", units=1), optimizer=adam(),
                             data=Data(source=make("datasets", "sine")), loss=make("losses", "mean_squared_error"),
                             training=Training(epochs=1000, batch_size=16)),
}  # fmt: skip


@pytest.mark.parametrize("name", RUNS)
def test_300_steps_like_the_textbook(name: str) -> None:
    planned, textbook = (Trainer(RUNS[name], dtype=np.float64, planned=each) for each in (True, False))
    ours, theirs = steps(planned, 300), steps(textbook, 300)
    assert planned.stepper.plans is not None
    assert textbook.stepper.plans is None
    np.testing.assert_allclose([step.loss for step in ours], [step.loss for step in theirs], rtol=1e-6)
    assert [step.accuracy for step in ours] == [step.accuracy for step in theirs]
    np.testing.assert_allclose([step[4:] for step in ours], [step[4:] for step in theirs], rtol=1e-5, atol=1e-9)
    x = planned.splits.train.x[:50]
    np.testing.assert_allclose(planned.scores(x), textbook.scores(x), rtol=1e-5, atol=1e-6)
    assert planned.evaluate("train")[0] == pytest.approx(textbook.evaluate("train")[0], rel=1e-6)
    assert planned.evaluate("train")[1] == textbook.evaluate("train")[1]


@pytest.mark.parametrize("name", RUNS)
def test_one_thread_and_two_give_the_same_bits(name: str) -> None:
    with shared(True):
        one, two = Trainer(RUNS[name]), Trainer(RUNS[name], workers=2)
        assert steps(one, 12) == steps(two, 12)
    assert one.weights_sha256() == two.weights_sha256()
    assert not any(thread.name == "descent-worker" for thread in threading.enumerate())


@pytest.mark.parametrize("name", RUNS)
def test_looking_changes_no_bit(name: str) -> None:
    """Every third step all nodes are watched, every sixth with their gradients."""
    alone, looked = Trainer(RUNS[name]), Trainer(RUNS[name])
    wanted = steps(alone, 9)
    events = (event for event in looked.events() if isinstance(event, Step))
    for index, step in enumerate(wanted):
        if index % 3 == 0:
            looked.watch(looked.network.order, (), () if index % 6 else looked.network.order)
        assert next(events) == step
        for node_id in looked.network.order:
            seen = looked.values(node_id, "activations")
            assert seen is not None
            assert np.isfinite(seen).all()
            assert (looked.values(node_id, "signals") is None) == (index % 6 != 0)
    assert alone.weights_sha256() == looked.weights_sha256()


@pytest.mark.parametrize("planned", [True, False])
def test_what_is_watched_is_of_that_step(planned: bool) -> None:
    """Outputs of the batch under the weights before the update, and gradients there."""
    value = images(conv(4), RELU, FLAT, layer("dense", units=10), batch=1000, optimizer=adam())
    trainer = Trainer(replaced(value, "training.shuffle", False), dtype=np.float64, planned=planned)
    trainer.watch(["nowhere"], signals=["relu", "nowhere"])
    before = trainer.network.snapshot()
    steps(trainer, 1)
    after = trainer.network.snapshot()
    trainer.network.restore(before)
    run = trainer.network.forward(trainer.splits.train.x, training=True)
    _, ds = trainer.experiment.loss.value_and_gradient(run.outputs["dense"], trainer.splits.train.targets)
    trainer.network.backward(run, ds)
    trainer.network.restore(after)
    np.testing.assert_allclose(
        _known(trainer.values("relu", "activations")), run.outputs["relu"], rtol=1e-9, atol=1e-12
    )
    np.testing.assert_allclose(_known(trainer.values("relu", "signals")), run.gradients["relu"], rtol=1e-9, atol=1e-12)
    probe = _known(trainer.values("conv2d", "activations"))  # it was not asked for: the first samples as it stands
    first = trainer.network.forward(trainer.splits.train.x[: len(probe)], training=False)
    np.testing.assert_allclose(probe, first.outputs["conv2d"], rtol=1e-9, atol=1e-12)
    assert trainer.values("conv2d", "signals") is None


def _known(array: Array | None) -> Array:
    assert array is not None
    return array


def test_live_edits_reach_the_plans() -> None:
    """Batch size, dropout, penalty, momentum and label smoothing change in a run, and the textbook follows."""
    edits: list[tuple[str, Any]] = [
        ("training.batch_size", 45), ("model.nodes.dropout.layer.rate", 0.5), ("optimizer.rho", 0.5),
        ("loss.label_smoothing", 0.1), ("model.nodes.dense.rate_multiplier", 0.1), ("regularizers.0.strength", 0.1),
        ("model.nodes.dense.layer.drop_connect", 0.3), ("model.nodes.dense.layer.drop_connect", 0.0),
        ("training.batch_size", 90),
    ]  # fmt: skip
    value = images(*network(), optimizer=make("optimizers", "momentum", learning_rate=0.01),
                   regularizers=(make("regularizers", "l2", strength=0.01),))  # fmt: skip
    pair = [Trainer(value, dtype=np.float64, planned=planned) for planned in (True, False)]
    streams = [(event for event in trainer.events() if isinstance(event, Step)) for trainer in pair]
    for path, new in [*edits, ("optimizer.learning_rate", 0.02)]:
        for _ in range(4):
            ours, theirs = (next(stream) for stream in streams)
            np.testing.assert_allclose(ours[1:3], theirs[1:3], rtol=1e-7)
        for trainer in pair:
            trainer.edit(path, new)
    np.testing.assert_allclose(pair[0].network.x, pair[1].network.x, rtol=1e-5, atol=1e-7)


def test_a_run_is_replayed_with_its_edits() -> None:
    first = Trainer(images(*network(), optimizer=adam()))
    events = (event for event in first.events() if isinstance(event, Step))
    seen = [next(events) for _ in range(4)]
    first.edit("training.batch_size", 33)
    first.edit("model.nodes.dropout.layer.rate", 0.4)
    seen += [next(events) for _ in range(8)]
    again = Trainer(images(*network(), optimizer=adam()), edits=first.edits)
    assert steps(again, 12) == seen
    assert again.weights_sha256() == first.weights_sha256()


def test_divergence_leaves_nothing_behind() -> None:
    """After numbers without bound the good state is back, and so is everything that plans keep."""
    value = images(*network(), optimizer=make("optimizers", "sgd", learning_rate=1000.0))
    for node in value.network.nodes:
        value = replaced(value, f"model.nodes.{node.id}.rate_multiplier", 1000.0)
    trainer = Trainer(value)
    last = list(trainer.events())[-1]
    assert getattr(last, "status", None) == "diverged"
    scores = trainer.scores(trainer.splits.train.x)
    assert np.isfinite(scores).all()
    textbook = trainer.network.predict(trainer.splits.train.x)
    np.testing.assert_allclose(scores, textbook, rtol=1e-3, atol=1e-4)


def test_evaluation_in_chunks_shares_a_step_s_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = Trainer(images(*network(), optimizer=adam()))
    whole = trainer.scores(trainer.splits.train.x)
    monkeypatch.setattr(model_module, "EVALUATED", 1)
    thrifty = Trainer(replaced(trainer.experiment, "training.batch_size", 16))
    np.testing.assert_allclose(thrifty.scores(trainer.splits.train.x), whole, rtol=1e-4, atol=1e-5)
    assert max(key for key in thrifty.stepper.plans._plans if isinstance(key, int)) == 16  # type: ignore[union-attr]


def test_a_step_leaves_no_memory_behind() -> None:
    trainer = Trainer(replaced(RUNS["tiny, SGD"], "training.epochs", 100_000))
    events = trainer.events()
    for _ in range(2_000):
        next(events)
    tracemalloc.start()
    for _ in range(200):
        next(events)
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(5_000):
        next(events)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 20_000


@pytest.mark.parametrize("planned", [True, False])
def test_evaluation_does_not_depend_on_its_portions(planned: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither class weights, whose sum is that of the whole split, nor masks of Monte-Carlo passes."""
    weighted = make("losses", "softmax_cross_entropy", class_weights=(1.0, 5.0))
    rules = (make("rules", "monte_carlo", number=3),)
    value = experiment(layer("dense", units=16), layer("dropout", rate=0.3), layer("dense", units=2), loss=weighted)
    for given in (value, replaced(value, "training.rules", rules)):
        whole = Trainer(given, planned=planned).evaluate("train")
        monkeypatch.setattr(model_module, "EVALUATED", 1)
        assert Trainer(given, planned=planned).evaluate("train") == pytest.approx(whole, rel=1e-5)
        monkeypatch.undo()


def test_samples_of_another_shape_are_refused() -> None:
    trainer = Trainer(experiment())
    with pytest.raises(ValueError, match="samples of shape"):
        trainer.scores(np.ones((4, 1), np.float32))


def test_what_is_shown_after_divergence_is_of_the_restored_network() -> None:
    value = replaced(experiment(optimizer=make("optimizers", "sgd", learning_rate=1000.0)), "training.epochs", 50)
    for node in value.network.nodes:
        value = replaced(value, f"model.nodes.{node.id}.rate_multiplier", 1000.0)
    trainer = Trainer(value)
    for _ in trainer.events():
        trainer.values("dense", "activations")
    x = trainer.splits.train.x
    now = trainer.network.forward(x, training=False).outputs["dense"]
    shown = _known(trainer.values("dense", "activations"))
    np.testing.assert_allclose(shown, now[: len(shown)], rtol=1e-4, atol=1e-5)


def test_patience_may_change_in_a_run() -> None:
    rule = make("rules", "early_stopping", patience=50, delta=10.0)
    value = experiment(
        optimizer=make("optimizers", "sgd", learning_rate=1e-6),
        training=Training(epochs=60, batch_size=96, rules=(rule,)),
    )
    trainer = Trainer(value)
    for event in trainer.events():
        if isinstance(event, Epoch) and event.epoch == 3:
            trainer.edit("training.rules.0.patience", 1)
    assert event.epochs < 10  # type: ignore[union-attr]


def test_plans_of_rare_batch_sizes_are_let_go() -> None:
    trainer = Trainer(RUNS["tiny, SGD"])
    events = trainer.events()
    for size in range(1, 40):
        trainer.edit("training.batch_size", size)
        next(event for event in events if isinstance(event, Step))
    assert len(trainer.stepper.plans._plans) <= 8  # type: ignore[union-attr]


def test_the_network_of_an_ordinary_experiment_is_planned() -> None:
    assert isinstance(chain(layer("dense", units=2)), Network)
    assert Trainer(experiment()).stepper.plans is not None
    assert Trainer(experiment(optimizer=make("optimizers", "lbfgs"))).stepper.plans is None
    numerical = replaced(experiment(), "training.gradient", "numerical")
    assert Trainer(numerical).stepper.plans is None
