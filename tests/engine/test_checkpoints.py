"""A run that was kept and taken up again is the run that was never interrupted: row 12 of the fault table."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import (
    Data,
    DescentError,
    Edited,
    Epoch,
    Finished,
    KNearestNeighbors,
    Node,
    Started,
    TrainedError,
    Trainer,
    Training,
    chain,
    check,
    family,
    misfit,
    replaced,
)
from engine.fields import hyperparameters
from engine.optimizers.base import Evaluating
from engine.schedules.base import Controller
from tests.engine.support import digits, experiment, layer, make
from tests.engine.trained_runs import assert_goes_on, assert_same, broken_off, busy, through_a_file

SPIRALS = Data(source=make("datasets", "two_spirals", samples=60))


def optimizer(kind: str) -> Any:
    cls = family("optimizers")[kind]
    return cls() if issubclass(cls, Evaluating) else cls(learning_rate=0.02)


@pytest.mark.parametrize("events", [1, 2, 5, 8, 10])
@pytest.mark.parametrize("kind", sorted(family("optimizers")))
def test_every_optimizer(kind: str, events: int, tmp_path: Path) -> None:
    """Before the first step, early in an epoch, within one and between two."""
    value = experiment(
        layer("dense", units=3), layer("dropout", rate=0.2), layer("tanh"), layer("dense", units=2), data=SPIRALS,
        optimizer=optimizer(kind), training=Training(epochs=4, batch_size=16),
    )  # fmt: skip
    assert_goes_on(tmp_path, value, events)


def in_a_network(kind: str) -> Any:
    """A network in which a layer of this kind stands, whatever it takes, and does what is random in it."""
    cls = family("layers")[kind]
    shares = {
        entry.name: 0.3 for entry in hyperparameters(cls)
        if entry.editor == "real" and (entry.minimum, entry.maximum, entry.maximum_excluded) == (0.0, 1.0, True)
    }  # fmt: skip
    stems = ((SPIRALS, layer("dense", units=6)), (image_data(), layer("conv2d", filters=2, kernel=3)))
    for (data, stem), flatten in itertools.product(stems, ([], [layer("flatten")])):
        ends = [*flatten, layer("dense", units=data.outputs())]
        chained = chain(stem, cls(**shares), *ends)
        nodes = list(chained.nodes)
        if cls.fewest_inputs > 1:
            twin = Node(id="twin", layer=stem, inputs=("input",))
            nodes[1:2] = [twin, nodes[1].model_copy(update={"inputs": (nodes[0].id, "twin")})]
        value = busy(data=data, model=chained.model_copy(update={"nodes": tuple(nodes)}))
        if not check(value):
            return value
    raise AssertionError(f"no network for {kind}: say here what it needs")


def image_data() -> Data:
    return Data(source=make("datasets", "shapes", samples=40))


@pytest.mark.parametrize("kind", sorted(family("layers")))
def test_every_layer(kind: str, tmp_path: Path) -> None:
    """Those that draw masks and those that keep statistics among them."""
    assert_goes_on(tmp_path, in_a_network(kind), 4)


@pytest.mark.parametrize("kind", sorted(family("schedules")))
@pytest.mark.parametrize("events", [3, 5, 11])
def test_every_schedule(kind: str, events: int, tmp_path: Path) -> None:
    cls = family("schedules")[kind]
    value = busy(schedule=cls(patience=0) if issubclass(cls, Controller) else cls())
    assert_goes_on(tmp_path, value, events)


@pytest.mark.parametrize("kind", sorted(family("regularizers")))
def test_every_regularizer(kind: str, tmp_path: Path) -> None:
    assert_goes_on(tmp_path, busy(regularizers=(make("regularizers", kind),)), 4)


@pytest.mark.parametrize("kind", sorted(family("rules")))
@pytest.mark.parametrize("events", [4, 5])
def test_every_rule(kind: str, events: int, tmp_path: Path) -> None:
    value = busy(training=Training(epochs=3, batch_size=20, rules=(make("rules", kind),)))
    assert_goes_on(tmp_path, value, events)


@pytest.mark.parametrize("kind", sorted(family("augmentations")))
def test_every_augmentation(kind: str, tmp_path: Path) -> None:
    cls = family("augmentations")[kind]
    flat, training = (layer("flatten"), layer("dense", units=10)), Training(epochs=1, batch_size=400)
    plain = busy(), digits(*flat, training=training), experiment(*flat, data=image_data())
    augmented = (replaced(each, "data.augmentations", (cls(),)) for each in plain)
    value = next(each for each in augmented if not check(each))
    assert_goes_on(tmp_path, value, 3)


@pytest.mark.parametrize("kind", sorted(family("preprocessing")))
def test_every_preprocessing(kind: str, tmp_path: Path) -> None:
    value = replaced(busy(), "data.preprocessing", (family("preprocessing")[kind](),))
    if value.data.targets == "values":
        value = replaced(value, "loss", make("losses", "mean_squared_error"))
    assert not check(value)
    assert_goes_on(tmp_path, value, 4)


@pytest.mark.parametrize("events", range(1, 15))
def test_after_every_event(events: int, tmp_path: Path) -> None:
    """Sooner than the first step, between epochs, after the last event of all."""
    assert_goes_on(tmp_path, busy(), events)


def anywhere(folder: Path, runs: int) -> None:
    """Runs with a layer, an optimizer, a schedule, a penalty, rules and a batch size at random, broken off anywhere."""
    kinds = {name: sorted(family(name)) for name in ("layers", "optimizers", "schedules", "regularizers", "rules")}
    for number in range(runs):
        rng = np.random.default_rng(number)
        one = {name: family(name)[str(rng.choice(each))] for name, each in kinds.items()}
        value = in_a_network(one["layers"].kind_name())
        value = replaced(value, "seed", number)
        rules = (one["rules"](), make("rules", "warm_up")) if number % 2 else ()
        training = Training(epochs=3, batch_size=int(rng.integers(5, 30)), rules=rules)
        wanted = {
            "optimizer": optimizer(one["optimizers"].kind_name()), "schedule": one["schedules"](),
            "regularizers": (one["regularizers"](),), "training": training,
        }  # fmt: skip
        for path, new in wanted.items():
            changed = replaced(value, path, new)
            value = value if check(changed) else changed
        events = int(rng.integers(1, 4 + 3 * -(-48 // value.training.batch_size)))
        assert_goes_on(folder, value, events, workers=int(rng.integers(1, 3)))


def test_from_anywhere(tmp_path: Path) -> None:
    anywhere(tmp_path, 12)


@pytest.mark.slow
def test_from_anywhere_two_hundred_times(tmp_path: Path) -> None:
    anywhere(tmp_path, 200)


def test_before_it_is_begun(tmp_path: Path) -> None:
    value = busy()
    second = Trainer(value)
    second.restore(through_a_file(tmp_path, value, Trainer(value).state()))
    whole = Trainer(value)
    assert [type(each) for each in second.events()] == [type(each) for each in whole.events()]
    assert second.weights_sha256() == whole.weights_sha256()


@pytest.mark.parametrize("options", [{"planned": False}, {"workers": 2}, {"dtype": np.float64}])
def test_by_every_path(options: dict[str, Any], tmp_path: Path) -> None:
    assert_goes_on(tmp_path, busy(), 6, **options)


def test_large_steps_shared_by_several_workers(tmp_path: Path) -> None:
    """With one worker before and two behind, batch norm by parts, and parameters enough to share their update."""
    value = digits(
        layer("flatten"), layer("dense", units=700), layer("batch_norm"), layer("relu"), layer("dropout"),
        layer("dense", units=400), layer("relu"), layer("dense", units=10), optimizer=make("optimizers", "adamw"),
        training=Training(epochs=1, batch_size=128),
    )  # fmt: skip
    whole = Trainer(value, workers=2)
    list(whole.events())
    first, _ = broken_off(value, 4)
    second = Trainer(value, workers=2)
    second.restore(through_a_file(tmp_path, value, first.state()))
    list(second.events())
    assert second.weights_sha256() == whole.weights_sha256()


def test_the_numerical_gradient_too(tmp_path: Path) -> None:
    value = busy(training=Training(epochs=2, batch_size=24, gradient="numerical"))
    assert_goes_on(tmp_path, value, 3)


def test_a_state_is_a_value_of_its_own() -> None:
    """What the run does afterwards changes nothing in it, and taking it nothing in the run."""
    trainer = Trainer(busy())
    events = trainer.events()
    for _ in range(4):
        next(events)
    state, again = trainer.state(), trainer.state()
    assert_same(state, again)
    list(events)
    assert_same(state, again)
    assert trainer.weights_sha256() != broken_off(busy(), 4)[0].weights_sha256()
    alone = Trainer(busy())
    list(alone.events())
    assert trainer.weights_sha256() == alone.weights_sha256()


@pytest.mark.parametrize(
    "forgotten",
    [
        "masks",
        "orders",
        "augmentation",
        "optimizer/m",
        "statistics",
        "step",
        "order",
        "average",
        "controlled",
        "position",
    ],
)
def test_what_is_left_out_shows(forgotten: str) -> None:
    """The negative control: a state without one of its parts leads to other bits."""
    value = busy(schedule=make("schedules", "reduce_on_plateau", patience=0, threshold=0.5))
    value = replaced(value, "data.augmentations", (make("augmentations", "gaussian_noise"),))
    whole = Trainer(value)
    list(whole.events())
    first, fresh = broken_off(value, 6)[0].state(), Trainer(value).state()
    arrays = {
        name: np.zeros_like(each) if name.startswith("optimizer") else fresh.arrays[name] if name in fresh.arrays else
        np.arange(len(each)) if name == "order" else each
        for name, each in first.arrays.items() if name.startswith(forgotten)
    }  # fmt: skip
    changes = {forgotten: getattr(fresh.figures, forgotten)} if forgotten in type(fresh.figures).model_fields else {}
    broken = type(first)(
        first.experiment, first.figures.model_copy(update=changes), {**first.arrays, **arrays}, first.history
    )
    second = Trainer(value)
    second.restore(broken)
    list(second.events())
    with pytest.raises(AssertionError):
        assert_same(second.state(), whole.state())


def test_live_edits_and_typed_in_weights_are_kept(tmp_path: Path) -> None:
    def begin() -> tuple[Trainer, Any]:
        trainer = Trainer(busy())
        events = trainer.events()
        for _ in range(3):
            next(events)
        trainer.edit("optimizer.learning_rate", 0.05)
        trainer.set_weight("dense", "weight", (0, 1), 0.25)
        trainer.edit("training.batch_size", 7)
        next(events), next(events)
        return trainer, events

    alone, events = begin()
    list(events)
    first, _ = begin()
    assert len(first.edits) == 2
    assert first.edits_wait
    wanted = replaced(first.experiment, "training.batch_size", 7)
    state = through_a_file(tmp_path, wanted, first.state())
    second = Trainer(wanted)
    second.restore(state)
    assert second.edits == first.edits
    list(second.events())
    assert second.edits == alone.edits
    assert second.weights_sha256() == alone.weights_sha256()


def test_a_run_that_is_replayed_goes_on_replaying(tmp_path: Path) -> None:
    edits = [Edited(2, "optimizer.learning_rate", 0.001, 0.05), Edited(7, "weights.dense.weight.0.0", 0.0, 0.5)]
    alone = Trainer(busy(), edits=edits)
    list(alone.events())
    first = Trainer(busy(), edits=edits)
    for _ in zip(range(6), first.events(), strict=False):
        pass
    second = Trainer(first.experiment)
    second.restore(through_a_file(tmp_path, first.experiment, first.state()))
    list(second.events())
    assert second.weights_sha256() == alone.weights_sha256()
    assert second.edits == alone.edits


def test_what_may_change_while_training_may_change_in_between(tmp_path: Path) -> None:
    """It is the first thing that happens, and is recorded."""
    value = busy()
    first, _ = broken_off(value, 100)
    assert first.step == 9
    longer = replaced(replaced(value, "training.epochs", 5), "name", "Another")
    second = Trainer(longer)
    second.restore(through_a_file(tmp_path, value, first.state()))
    started, edited, *_, epoch, finished = second.events()
    assert isinstance(started, Started)
    assert started.step == 9
    assert edited == Edited(9, "training.epochs", 3, 5)
    assert isinstance(epoch, Epoch)
    assert isinstance(finished, Finished)
    assert (epoch.epoch, finished.status, second.step) == (5, "finished", 15)
    assert second.experiment == longer


def test_evaluation_goes_on_in_the_same_portions() -> None:
    """They follow from the batch size with which the run began, and sums in other portions round differently."""
    wide = layer("dense", units=20_000), layer("tanh"), layer("dense", units=2)
    begun = experiment(*wide, data=SPIRALS, training=Training(epochs=2, batch_size=500))
    first = Trainer(begun)
    state = first.state()
    wanted = replaced(begun, "training.batch_size", 8)
    second = Trainer(wanted)
    alone = second.state().figures.chunk
    second = Trainer(wanted)
    second.restore(state)
    assert second.state().figures.chunk == state.figures.chunk != alone


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("model.nodes.dense.layer.units", 9, "Units of Dense is not what it was when the network was trained"),
        ("optimizer", make("optimizers", "sgd"), "is not what it was when the network was trained"),
        ("seed", 4, "Seed is not what it was"),
        ("data.seed", 4, "Data seed is not what it was"),
        ("training.rules", (), "Training rules is not what it was"),
        ("model.nodes", chain(layer("dense", units=2)).nodes, "The network is not the one that was trained"),
        ("model", KNearestNeighbors(), "The network is not the one that was trained"),
    ],
)
def test_another_experiment_is_refused_by_name(path: str, value: Any, sentence: str) -> None:
    state = broken_off(busy(), 4)[0].state()
    changed = replaced(busy(), path, value)
    fault = misfit(changed, state.experiment)
    assert fault is not None
    assert sentence in str(fault)
    trainer = Trainer(changed)
    with pytest.raises(TrainedError, match=r"^The trained state does not fit\. "):
        trainer.restore(state)
    untouched(trainer)


def untouched(trainer: Trainer) -> None:
    """A refused state has changed nothing."""
    fresh = Trainer(trainer.experiment)
    assert trainer.weights_sha256() == fresh.weights_sha256()
    if trainer.weights_sha256() is not None:
        assert_same(trainer.state(), fresh.state())


def changed(state: Any, figures: dict[str, Any] | None = None, **arrays: Any) -> Any:
    """A state with other figures and arrays; those that are None are left out."""
    kept = {**state.arrays, **{name.replace("__", "/").replace("_DOT_", "."): each for name, each in arrays.items()}}
    return type(state)(
        state.experiment, state.figures.model_copy(update=figures or {}),
        {name: each for name, each in kept.items() if each is not None}, state.history, "x.descent",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "arrays", "sentence"),
    [
        ({}, {"weights__dense_DOT_weight": None}, "weights/dense.weight: this array is missing"),
        ({}, {"weights__dense_DOT_weight": np.zeros((2, 7), np.float32)},
         "weights/dense.weight: 2x7 numbers of type float32 stand here in place of 2x8 of type float32"),
        ({}, {"weights__dense_DOT_weight": np.zeros((2, 8))},
         "weights/dense.weight: 2x8 numbers of type float64 stand here in place of 2x8 of type float32"),
        ({}, {"weights__dense_DOT_bias": np.full(8, np.nan, np.float32)},
         "weights/dense.bias: it holds numbers that are not finite"),
        ({}, {"statistics__batch_norm_DOT_mean": np.full(8, np.inf, np.float32)}, "batch_norm.mean: it holds numbers"),
        ({}, {"optimizer__m__dense_DOT_bias": np.full(8, np.nan, np.float32)}, "m/dense.bias: it holds numbers"),
        ({}, {"average__dense_DOT_bias": None}, "average/dense.bias: this array is missing"),
        ({}, {"epoch__weights__dense_DOT_bias": None}, "epoch/weights/dense.bias: this array is missing"),
        ({}, {"more": np.zeros(3)}, "more: this array is not known here"),
        ({}, {"order": np.zeros(48, np.int64)}, "order: this is no order of the training samples"),
        ({}, {"order": np.arange(47)}, "order: this is no order of the training samples"),
        ({"position": 49}, {}, "position: this is not possible"),
        ({"done": 7}, {}, "done: this is not possible"),
        ({"begun": None}, {}, "begun: this is not possible"),
        ({"masks": {}}, {}, "masks: this is not possible"),
        ({"scales": {"q": 2.0}}, {}, "scales: this is not possible"),
        ({"controlled": {"factor": 1.0}}, {}, "controlled: this is not possible"),
        ({"watched": ()}, {}, "watched: this is not possible"),
        ({"chunk": 10**9}, {}, "chunk: this is not possible"),
        ({"chunk": 0}, {}, "chunk: this is not possible"),
        ({"dtype": "float64"}, {}, "dtype: the network is held in float32, but float64 was kept"),
        ({"data": "0" * 64}, {}, "The data are not those that it was trained on"),
        ({"queue": (("training.shuffle", False),)}, {}, "training.shuffle: this is no change that a run can take"),
        ({"queue": (("weights.dense.weight.9.9", 0.1),)}, {}, "weights.dense.weight.9.9: this is no change"),
        ({"replay": ((1, "optimizer.learning_rate", 0.1, "fast"),)}, {}, "optimizer.learning_rate: this is no change"),
        ({"edits": ((1, "nonsense.path", 0.1, 0.2),)}, {}, "nonsense.path: this is no change that a run can take"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_name(figures: dict[str, Any], arrays: dict[str, Any], sentence: str) -> None:
    state = changed(broken_off(busy(), 4)[0].state(), figures, **arrays)
    trainer = Trainer(busy())
    with pytest.raises(TrainedError) as refusal:
        trainer.restore(state)
    assert str(refusal.value).startswith("x.descent: the trained state is left out. ")
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
    untouched(trainer)


@pytest.mark.parametrize("kind", ["bfgs", "lbfgs", "newton"])
def test_what_an_optimizer_cannot_remember_is_refused(kind: str) -> None:
    value = busy(optimizer=optimizer(kind), training=Training(epochs=2, batch_size=20))
    state = broken_off(value, 2)[0].state()
    names = [name for name in state.arrays if name.startswith("optimizer/")]
    wrong = [{name: state.arrays[name][:, 1:]} for name in names] + [{"optimizer/more": np.zeros((2, 2))}]
    for each in wrong:
        bad = type(state)(state.experiment, state.figures, {**state.arrays, **each})
        trainer = Trainer(value)
        with pytest.raises(TrainedError, match="this is not what the optimizer remembers"):
            trainer.restore(bad)
        untouched(trainer)


def test_a_network_that_was_trained_takes_no_state() -> None:
    trainer, _ = broken_off(busy(), 4)
    with pytest.raises(TrainedError, match="has been trained already"):
        trainer.restore(trainer.state())


def test_a_model_without_a_network_has_none() -> None:
    value = busy(model=KNearestNeighbors())
    with pytest.raises(DescentError, match="only remembers its training samples"):
        Trainer(value).state()


def test_numbers_without_bound_are_not_kept() -> None:
    trainer, _ = broken_off(busy(), 4)
    trainer.network.x[3] = np.inf
    with pytest.raises(DescentError, match="no longer finite"):
        trainer.state()


def wild() -> Any:
    """A run that diverges after some epochs, once its rate is raised."""
    return experiment(
        layer("dense", units=8), layer("relu"), layer("dense", units=1), data=Data(source=make("datasets", "sine")),
        loss=make("losses", "mean_squared_error"), optimizer=make("optimizers", "sgd", learning_rate=0.01),
    )  # fmt: skip


def test_a_run_that_diverges_later_goes_back_to_where_its_epoch_began(tmp_path: Path) -> None:
    def begin() -> tuple[Trainer, Any]:
        trainer = Trainer(wild())
        events = trainer.events()
        for _ in range(4):
            next(events)
        trainer.edit("optimizer.learning_rate", 900.0)
        return trainer, events

    alone, events = begin()
    *_, last = events
    assert isinstance(last, Finished)
    assert last.status == "diverged"
    first, _ = begin()
    second = Trainer(alone.experiment)
    second.restore(through_a_file(tmp_path, alone.experiment, first.state()))
    *_, finished = second.events()
    assert isinstance(finished, Finished)
    assert (finished.status, str(finished.explanation)) == ("diverged", str(last.explanation))
    assert second.weights_sha256() == alone.weights_sha256()
    assert_same(second.state(), alone.state())
    third = Trainer(alone.experiment)  # and once it is over it stays so
    third.restore(alone.state())
    _, still = third.events()
    assert isinstance(still, Finished)
    assert (still.status, str(still.explanation)) == ("diverged", str(last.explanation))


def test_early_stopping_stays_stopped(tmp_path: Path) -> None:
    rules = (make("rules", "early_stopping", patience=1, delta=100.0),)
    value = busy(training=Training(epochs=9, batch_size=20, rules=rules))
    alone = Trainer(value)
    whole = list(alone.events())
    assert isinstance(whole[-1], Finished)
    assert whole[-1].explanation is not None
    for events in (len(whole) - 2, len(whole) - 1, len(whole)):
        assert_goes_on(tmp_path, value, events)


def test_gradients_are_shown_once_there_are_some_again() -> None:
    first, _ = broken_off(busy(), 4)
    second = Trainer(busy())
    second.restore(first.state())
    assert second.values("dense", "gradients") is None
    events = second.events()
    next(events), next(events), next(events)
    assert second.values("dense", "gradients") is not None


def test_slots_that_were_kept_by_another_path_are_converted() -> None:
    """The plan keeps Adam's means scaled, the textbook does not: each takes up what the other kept, to rounding."""
    value = busy()
    planned, textbook = Trainer(value), Trainer(value, planned=False)
    state = broken_off(value, 5)[0].state()
    assert set(state.figures.scales) == {"m", "v"}
    textbook.restore(state)
    planned.restore(textbook.state())
    for name, moment in planned.stepper.moments.items():
        np.testing.assert_allclose(moment, state_moment(state, planned, name), rtol=1e-6)


def state_moment(state: Any, trainer: Trainer, name: str) -> Any:
    return np.concatenate(
        [
            state.arrays[f"optimizer/{name}/{slot.node_id}.{slot.parameter.name}"].ravel()
            for slot in trainer.network.slots
        ]
    )


def test_the_digest_of_data_passes_over_the_last_bit() -> None:
    from engine.training.samples import _coarse

    x = np.random.default_rng(0).standard_normal((500, 3)) * [1.0, 1e-6, 1e9]
    np.testing.assert_array_equal(_coarse(x), _coarse(np.nextafter(x, np.inf)))
    other = x.copy()
    other[7, 1] += 1e-10
    assert not np.array_equal(_coarse(x), _coarse(other))
    assert Trainer(busy()).splits.digest == Trainer(busy(optimizer=make("optimizers", "sgd"))).splits.digest
    assert Trainer(busy()).splits.digest != Trainer(replaced(busy(), "data.seed", 1)).splits.digest
