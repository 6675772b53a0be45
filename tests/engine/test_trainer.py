"""Runs: what they report, that they repeat to the bit, live edits, divergence, stopping."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest

from engine import (
    Data,
    DescentError,
    Edited,
    Epoch,
    Event,
    Experiment,
    Finished,
    History,
    KNearestNeighbors,
    Network,
    Started,
    Step,
    Trainer,
    Training,
    load_experiment,
    replaced,
)
from engine.datasets.base import BUNDLED
from engine.network import TextbookNetwork
from tests.contract.support import central_difference, relative_error
from tests.engine.support import digits, experiment, layer, make, residual_network

PRESETS = sorted((BUNDLED.parent / "presets").glob("*.descent"))
RICH = (
    layer("conv2d", filters=4), layer("batch_norm"), layer("relu"), layer("max_pool2d"), layer("dropout", rate=0.3),
    layer("flatten"), layer("dense", units=10),
)  # fmt: skip


def rich(**fields: Any) -> Experiment:
    return digits(
        *RICH, training=Training(epochs=2, batch_size=100), regularizers=(make("regularizers", "l2", strength=1e-3),),
        optimizer=make("optimizers", "adam"), **fields,
    )  # fmt: skip


def figures(events: list[Event]) -> list[Any]:
    """All that a run reports, without durations, which differ."""
    kept: list[Any] = []
    for event in events:
        if isinstance(event, Epoch | Finished):
            kept.append({name: value for name, value in vars(event).items() if name != "seconds"})
        else:
            kept.append(event)
    return kept


def test_the_events_of_a_run() -> None:
    value = experiment()
    trainer = Trainer(value)
    events = list(trainer.events())
    assert isinstance(events[0], Started)
    assert events[0].steps_per_epoch == 6
    assert events[0].total_steps == 18
    assert events[0].parameters == trainer.network.x.size == 2 * 8 + 8 + 8 * 2 + 2
    steps = [event for event in events if isinstance(event, Step)]
    assert [step.step for step in steps] == list(range(1, 19))
    assert steps[-1].epoch == 3
    epochs = [event for event in events if isinstance(event, Epoch)]
    assert [epoch.epoch for epoch in epochs] == [1, 2, 3]
    assert epochs[0].validation_accuracy is not None
    sizes = [16] * 6
    mean = sum(step.loss * size for step, size in zip(steps[:6], sizes, strict=True)) / sum(sizes)
    assert epochs[0].loss == pytest.approx(mean)
    last = events[-1]
    assert isinstance(last, Finished)
    assert (last.status, last.epochs, last.steps) == ("finished", 3, 18)


def test_the_first_loss_is_near_its_expectation() -> None:
    value = digits(layer("flatten"), layer("dense", units=10))
    small = replaced(value, "model.initializer", make("initializers", "normal", deviation=1e-3))
    started = next(Trainer(small).events())
    assert isinstance(started, Started)
    assert started.validation_loss == pytest.approx(math.log(10), rel=0.01)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_same_experiment_gives_the_same_bits(dtype: Any) -> None:
    runs = []
    for _ in range(2):
        trainer = Trainer(rich(), dtype=dtype)
        history = History()
        events = list(trainer.events())
        for event in events:
            history.add(event)
        runs.append((figures(events), trainer.network.weights_sha256(), trainer.network.x.copy(), history))
    assert runs[0][0] == runs[1][0]
    assert runs[0][1] == runs[1][1]
    np.testing.assert_array_equal(runs[0][2], runs[1][2])
    np.testing.assert_array_equal(runs[0][3].series("loss")[1], runs[1][3].series("loss")[1])


@pytest.mark.parametrize("path", ["seed", "data.seed"])
def test_another_seed_gives_another_run(path: str) -> None:
    first, second = (Trainer(replaced(rich(), path, seed)) for seed in (0, 1))
    for trainer in (first, second):
        for event in trainer.events():
            if isinstance(event, Epoch):
                break
    assert first.network.weights_sha256() != second.network.weights_sha256()


def test_inserting_a_layer_changes_no_other_stream() -> None:
    short = experiment(layer("dense", units=8), layer("dense", units=2))
    long = experiment(layer("dense", units=8), layer("tanh"), layer("dense", units=2))
    a, b = Trainer(short).network, Trainer(long).network
    for node_id in ("dense", "dense_2"):
        np.testing.assert_array_equal(a.parameters[node_id]["weight"], b.parameters[node_id]["weight"])


def test_the_whole_gradient_of_a_graph() -> None:
    """Through a residual block, whose stem feeds two nodes, in float64."""
    trainer = Trainer(experiment(network=residual_network()), dtype=np.float64)
    network, train = trainer.network, trainer.splits.train
    x, targets = train.x[:9], train.targets[:9]
    trainer.stepper.gradient(x, targets)
    analytic = network.g.copy()

    def objective(_: Any) -> float:
        scores = network.forward(x, training=True).outputs[network.output]
        return trainer.experiment.loss.value(scores, targets)

    assert relative_error(analytic, central_difference(objective, network.x)) <= 1e-6


def test_pausing_is_not_asking() -> None:
    """A run that is left alone between steps, and looked at meanwhile, is the same run."""
    whole = Trainer(rich())
    list(whole.events())
    looked = Trainer(rich())
    for event in looked.events():
        if isinstance(event, Step):
            for kind in ("weights", "activations", "gradients"):
                looked.values("conv2d", kind)
            looked.evaluate("train")
    assert looked.network.weights_sha256() == whole.network.weights_sha256()


def test_values_of_an_untrained_network() -> None:
    trainer = Trainer(rich())
    before = trainer.network.weights_sha256()
    activations = trainer.values("conv2d", "activations")
    assert activations is not None
    assert activations.shape == (256, 8, 8, 4)
    assert trainer.values("conv2d", "weights").shape == (3, 3, 1, 4)  # type: ignore[union-attr]
    assert trainer.values("conv2d", "gradients") is None
    assert trainer.values("relu", "weights") is None
    assert trainer.values("no such node", "weights") is None
    list(trainer.events())
    untouched = Trainer(rich())
    assert untouched.network.weights_sha256() == before
    list(untouched.events())
    assert trainer.network.weights_sha256() == untouched.network.weights_sha256()


def test_stop_ends_the_run_between_steps() -> None:
    trainer = Trainer(experiment())
    seen = []
    for event in trainer.events():
        seen.append(event)
        if isinstance(event, Step) and event.step == 4:
            trainer.stop()
    assert seen[-1].status == "stopped"  # type: ignore[union-attr]
    assert seen[-1].steps == 4  # type: ignore[union-attr]


def test_live_edits_are_recorded_and_replay_to_the_same_bits() -> None:
    def run(replay: list[Edited] | None) -> tuple[Trainer, list[Event]]:
        trainer = Trainer(rich(), edits=replay or ())
        events = []
        for event in trainer.events():
            events.append(event)
            if replay is None and isinstance(event, Step):
                if event.step == 3:
                    trainer.edit("optimizer.learning_rate", 0.01)
                    trainer.edit("regularizers.0.strength", 0.1)
                if event.step == 5:
                    trainer.edit("training.batch_size", 37)
                    trainer.edit("model.nodes.dropout.layer.rate", 0.7)
        return trainer, events

    first, events = run(None)
    edits = [event for event in events if isinstance(event, Edited)]
    assert [(edit.step, edit.path, edit.old, edit.new) for edit in edits] == [
        (3, "optimizer.learning_rate", 0.001, 0.01), (3, "regularizers.0.strength", 1e-3, 0.1),
        (5, "training.batch_size", 100, 37), (5, "model.nodes.dropout.layer.rate", 0.3, 0.7),
    ]  # fmt: skip
    rates = [event.rate for event in events if isinstance(event, Step)]
    assert rates[2] == 0.001
    assert rates[3] == 0.01
    second, again = run(edits)
    assert figures(events) == figures(again)
    assert first.network.weights_sha256() == second.network.weights_sha256()
    assert first.edits == second.edits == edits


def test_each_live_edit_matters() -> None:
    """The negative control: leaving an edit out of the replay gives other weights."""
    whole = Trainer(rich(), edits=[Edited(3, "model.nodes.dropout.layer.rate", 0.3, 0.7)])
    list(whole.events())
    without = Trainer(rich())
    list(without.events())
    assert whole.network.weights_sha256() != without.network.weights_sha256()


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [("optimizer.learning_rate", -1.0, "too small"), ("optimizer.beta1", 0.5, "stop first"),
     ("model.nodes.dense.layer.units", 5, "stop first"), ("no.such.field", 5, "not part of this run")],
)  # fmt: skip
def test_edits_that_may_not_be_are_refused(path: str, value: Any, word: str) -> None:
    trainer = Trainer(rich())
    with pytest.raises(DescentError, match=word):
        trainer.edit(path, value)


def test_more_epochs_may_be_asked_for_while_it_runs() -> None:
    trainer = Trainer(experiment())
    for event in trainer.events():
        if isinstance(event, Step) and event.step == 2:
            trainer.edit("training.epochs", 5)
    assert trainer.step == 30


def test_epochs_may_be_added_after_the_last_step() -> None:
    trainer = Trainer(experiment())
    for event in trainer.events():
        if isinstance(event, Epoch) and event.epoch == 3:
            trainer.edit("training.epochs", 4)
    assert trainer.step == 24
    assert [edit.path for edit in trainer.edits] == ["training.epochs"]


def test_divergence_is_caught_and_the_last_good_state_kept() -> None:
    value = experiment(
        layer("dense", units=8), layer("relu"), layer("dense", units=1), data=Data(source=make("datasets", "sine")),
        loss=make("losses", "mean_squared_error"), optimizer=make("optimizers", "sgd", learning_rate=500.0),
        training=Training(epochs=50, batch_size=32),
    )  # fmt: skip
    trainer = Trainer(value)
    events = list(trainer.events())
    last = events[-1]
    assert isinstance(last, Finished)
    assert last.status == "diverged"
    assert "Try a learning rate of 50" in str(last.explanation)
    assert np.isfinite(trainer.network.x).all()
    assert all(math.isfinite(event.loss) for event in events if isinstance(event, Step))
    loss, _ = trainer.evaluate("train")
    assert loss is not None
    assert math.isfinite(loss)


def test_regression_has_no_accuracy() -> None:
    value = experiment(
        layer("dense", units=16), layer("tanh"), layer("dense", units=1), data=Data(source=make("datasets", "sine")),
        loss=make("losses", "mean_squared_error"), optimizer=make("optimizers", "adam", learning_rate=0.03),
        training=Training(epochs=60),
    )  # fmt: skip
    epochs = [event for event in Trainer(value).events() if isinstance(event, Epoch)]
    assert epochs[-1].accuracy is None
    assert epochs[-1].validation_accuracy is None
    assert epochs[-1].validation_loss < 0.1  # type: ignore[operator]


def test_without_validation_its_figures_are_null() -> None:
    value = replaced(experiment(), "data.validation_fraction", 0.0)
    epochs = [event for event in Trainer(value).events() if isinstance(event, Epoch)]
    assert epochs[-1].validation_loss is None
    assert epochs[-1].validation_accuracy is None


def test_frozen_and_slow_layers() -> None:
    base = experiment(
        optimizer=make("optimizers", "sgd", learning_rate=0.1), training=Training(epochs=1, batch_size=96)
    )
    frozen = replaced(base, "model.nodes.dense.trainable", False)
    halved = replaced(base, "model.nodes.dense.rate_multiplier", 0.5)
    start = Trainer(base).network.parameters["dense"]["weight"].copy()
    moved = {}
    for name, value in {"base": base, "frozen": frozen, "halved": halved}.items():
        trainer = Trainer(value)
        list(trainer.events())
        moved[name] = trainer.network.parameters["dense"]["weight"] - start
    assert not moved["frozen"].any()
    np.testing.assert_allclose(moved["halved"], moved["base"] / 2, atol=1e-7)


def test_penalties_pull_only_penalised_weights() -> None:
    base = experiment(
        regularizers=(make("regularizers", "l2", strength=10.0),),
        training=Training(epochs=1, batch_size=96),
        optimizer=make("optimizers", "sgd", learning_rate=0.05),
    )
    exempt = replaced(base, "model.nodes.dense.penalised", False)
    sizes = {}
    for name, value in {"base": base, "exempt": exempt}.items():
        trainer = Trainer(value)
        list(trainer.events())
        sizes[name] = float(np.square(trainer.network.parameters["dense"]["weight"]).sum())
    assert sizes["base"] < 0.5 * sizes["exempt"]


def test_an_optimizer_that_evaluates_never_gets_worse() -> None:
    value = experiment(
        optimizer=make("optimizers", "random_local_search", learning_rate=0.1), training=Training(epochs=60)
    )
    trainer = Trainer(value)
    losses = [event.loss for event in trainer.events() if isinstance(event, Step)]
    assert len(losses) == 60
    assert all(later <= earlier + 1e-6 for earlier, later in itertools.pairwise(losses))
    assert losses[-1] < losses[0]


def test_a_problem_is_said_before_anything_starts() -> None:
    with pytest.raises(DescentError, match="Dense: It needs one row"):
        next(Trainer(digits(layer("dense", units=10))).events())
    with pytest.raises(DescentError, match="has no layers"):
        next(Trainer(experiment(network=Network())).events())


def test_segments_join_neighbours_that_train_alike() -> None:
    one = replaced(experiment(), "model.nodes.dense_2.penalised", False)
    slow = replaced(one, "model.nodes.dense_2.rate_multiplier", 0.5)
    assert [tuple(each) for each in Trainer(one).stepper.segments] == [
        (slice(0, 16), 1.0, True), (slice(16, 42), 1.0, False),
    ]  # fmt: skip
    assert [tuple(each) for each in Trainer(slow).stepper.segments][1:] == [
        (slice(16, 24), 1.0, False), (slice(24, 42), 0.5, False),
    ]  # fmt: skip


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_presets_train(path: Any) -> None:
    value = load_experiment(path)
    value = replaced(value, "training.epochs", min(value.training.epochs, 200))
    history = History()
    for event in Trainer(value).events():
        history.add(event)
    accuracy = history.epoch_series("validation_accuracy")[2][-1]
    if isinstance(value.model, KNearestNeighbors):
        assert accuracy > 0.97
        return
    loss = history.epoch_series("validation_loss")[2]
    assert loss[-1] < loss[0] / 2
    if value.data.source.task == "classification":
        least = {"digits": 0.97, "digits_residual": 0.97, "spirals": 0.95, "shapes_cnn": 0.6, "lenet_glyphs": 0.85}
        assert accuracy >= least.get(path.stem, 0.9)


def test_shares_that_leave_nothing_to_train_on_are_refused() -> None:
    """The shares add up to less than one, but are rounded class by class."""
    value = replaced(experiment(), "data.validation_fraction", 0.999)
    with pytest.raises(DescentError, match="none is left to train on"):
        Trainer(value).prepare()


def test_evaluation_takes_fewer_samples_at_once_where_each_needs_much(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[int] = []
    forward = TextbookNetwork.forward

    def watch(network: TextbookNetwork, x: Any, **modes: Any) -> Any:
        rows.append(len(x))
        return forward(network, x, **modes)

    monkeypatch.setattr(TextbookNetwork, "forward", watch)
    trainer = Trainer(experiment(), planned=False)
    trainer.evaluate("train")
    assert rows == [len(trainer.splits.train)]
    rows.clear()
    monkeypatch.setattr("engine.training.model.CHUNK_MEMORY", 1000)
    thrifty = Trainer(experiment(), planned=False)
    assert thrifty.evaluate("train") == pytest.approx(trainer.evaluate("train"))
    per_sample = 4 * (8 + 8 + 2)
    assert max(rows[:-1]) == 1000 // per_sample


def test_a_live_batch_that_needs_too_much_memory_is_refused() -> None:
    value = experiment(
        layer("dense", units=20_000), layer("dense", units=2),
        data=Data(source=make("datasets", "circles", samples=100_000)),
    )  # fmt: skip
    trainer = Trainer(value)
    with pytest.raises(DescentError, match="would need about"):
        trainer.edit("training.batch_size", 100_000)
    trainer.edit("training.batch_size", 32)
