"""Training rules, each at its moment; controllers; metrics; the baseline; numerical gradients."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from engine import Data, Epoch, Experiment, Finished, Step, Trainer, Training, check, replaced
from engine.spec import KNearestNeighbors
from engine.training.neighbours import distances, predict
from tests.contract.support import relative_error
from tests.engine.support import digits, experiment, layer, make


def with_rules(*rules: Any, epochs: int = 2, **fields: Any) -> Experiment:
    return experiment(training=Training(epochs=epochs, batch_size=16, rules=rules), **fields)


def steps(value: Experiment) -> tuple[Trainer, list[Step], list[Any]]:
    trainer = Trainer(value)
    events = list(trainer.events())
    return trainer, [event for event in events if isinstance(event, Step)], events


def test_warm_up_multiplies_the_schedule() -> None:
    plain = steps(with_rules())[1]
    warm = steps(with_rules(make("rules", "warm_up", epochs=1.5)))[1]
    for step, (a, b) in enumerate(zip(plain, warm, strict=True), 1):
        assert b.rate == pytest.approx(a.rate * min(1, step / 9))


def test_clipping_by_norm_and_value_bounds_each_step() -> None:
    sgd = make("optimizers", "sgd", learning_rate=1.0)
    for rule, norm in ((make("rules", "clip_norm", limit=0.01), lambda d: float(np.linalg.norm(d))),
                       (make("rules", "clip_value", limit=0.01), lambda d: float(np.abs(d).max()))):  # fmt: skip
        trainer = Trainer(with_rules(rule, optimizer=sgd))
        before = trainer.network.x.copy()
        for event in trainer.events():
            if isinstance(event, Step):
                assert norm(trainer.network.x - before) == pytest.approx(0.01, rel=1e-3)
                before = trainer.network.x.copy()
        assert event.status == "finished"  # type: ignore[union-attr]


def test_max_norm_holds_every_unit_after_every_step() -> None:
    trainer = Trainer(with_rules(make("rules", "max_norm", limit=0.5)))
    for event in trainer.events():
        if isinstance(event, Step):
            for node_id in ("dense", "dense_2"):
                w = trainer.network.parameters[node_id]["weight"]
                assert np.linalg.norm(w, axis=0).max() <= 0.5 + 1e-6


def test_max_norm_leaves_short_columns_alone() -> None:
    w = np.array([[0.1, 3.0], [0.0, 4.0]])
    make("rules", "max_norm", limit=1.0).constrain(w)
    np.testing.assert_allclose(w, [[0.1, 0.6], [0.0, 0.8]])


def test_early_stopping_ends_the_run_and_says_why() -> None:
    value = with_rules(make("rules", "early_stopping", patience=2, delta=1000.0), epochs=50)
    _, _, events = steps(value)
    last = events[-1]
    assert isinstance(last, Finished)
    assert (last.status, last.epochs) == ("finished", 3)
    assert "Early stopping" in str(last.explanation)


def test_weight_averaging_is_used_in_evaluation_only() -> None:
    base = with_rules(epochs=3)
    averaged = with_rules(make("rules", "weight_averaging", decay=0.9), epochs=3)
    plain, other = steps(base), steps(averaged)
    assert plain[0].network.weights_sha256() == other[0].network.weights_sha256()
    assert plain[0].evaluate("validation") != other[0].evaluate("validation")
    trainer = Trainer(averaged)
    average = trainer.network.x.astype(np.float64)
    for event in trainer.events():
        if isinstance(event, Step):
            d = min(0.9, (1 + event.step) / (10 + event.step))
            average = d * average + (1 - d) * trainer.network.x
    np.testing.assert_allclose(trainer.stepper.average, average, rtol=1e-4, atol=1e-6)


def test_random_passes_average_probabilities_and_leave_training_alone() -> None:
    layers = (layer("dense", units=16), layer("tanh"), layer("dropout"), layer("dense", units=2))
    rules = (make("rules", "monte_carlo", number=20),)
    base = experiment(*layers, training=Training(epochs=2, batch_size=16))
    mc = experiment(*layers, training=Training(epochs=2, batch_size=16, rules=rules))
    plain, random = steps(base)[0], steps(mc)[0]
    assert plain.network.weights_sha256() == random.network.weights_sha256()
    x = plain.splits.validation.x
    scores = random.scores(x)
    np.testing.assert_allclose(np.exp(scores).sum(axis=1), 1, rtol=1e-5)
    assert not np.allclose(scores, np.log(np.maximum(1e-30, np.exp(plain.scores(x)))))
    np.testing.assert_array_equal(scores, random.scores(x))


def test_reduce_on_plateau_lowers_the_rate() -> None:
    plateau = make("schedules", "reduce_on_plateau", patience=0, threshold=0.999, drop=0.5)
    rates = [step.rate for step in steps(with_rules(epochs=4, schedule=plateau))[1]]
    assert rates[0] == rates[6] == 0.1
    assert rates[12] == 0.05
    assert rates[18] == 0.025


@pytest.mark.parametrize("kind", ["sgd", "lbfgs"])
def test_a_numerical_gradient_trains_like_backpropagation(kind: str) -> None:
    layers = (layer("dense", units=4), layer("tanh"), layer("dropout", rate=0.3), layer("dense", units=2))
    made = {}
    for source in ("analytic", "numerical"):
        value = experiment(*layers, optimizer=make("optimizers", kind, learning_rate=0.5),
                           training=Training(epochs=2, batch_size=48, gradient=source))  # fmt: skip
        trainer = Trainer(value, dtype=np.float64)
        list(trainer.events())
        made[source] = trainer.network.x.copy()
        if source == "numerical":
            assert trainer.stepper.evaluations > 2 * 4 * trainer.network.x.size
    assert relative_error(made["analytic"], made["numerical"]) < 1e-5


def test_numerical_gradients_are_for_small_networks() -> None:
    value = digits(layer("flatten"), layer("dense", units=100), layer("dense", units=10),
                   training=Training(gradient="numerical"))  # fmt: skip
    assert str(check(value)[0]).startswith("training.gradient: A numerical gradient is for at most 5,000 parameters")


@pytest.mark.parametrize("kind", ["newton", "bfgs"])
def test_second_order_methods_refuse_large_networks(kind: str) -> None:
    value = digits(
        layer("flatten"), layer("dense", units=100), layer("dense", units=10), optimizer=make("optimizers", kind)
    )
    problem = check(value)[0]
    assert problem.field == "optimizer"
    assert "parameters" in str(problem.text)
    assert "L-BFGS" in str(problem.remedy)


def test_problems_of_settings_are_named() -> None:
    wrong_layer = experiment(regularizers=(make("regularizers", "l2", layers=("dense", "nowhere")),))
    assert str(check(wrong_layer)[0]).startswith('regularizers.0.layers: There is no layer "nowhere" to act on.')
    weights = experiment(loss=make("losses", "softmax_cross_entropy", class_weights=(1.0, 2.0, 3.0)))
    assert str(check(weights)[0]).startswith("loss.class_weights: There are 3 class weights for 2 classes.")
    twice = experiment(layer("dense", units=2), layer("softmax"))
    assert "applies this function itself" in str(check(twice)[0])
    assert check(twice)[0].node == "softmax"


def test_regularizers_act_on_the_layers_they_name() -> None:
    strong = make("regularizers", "l2", strength=10.0, layers=("dense",))
    value = experiment(regularizers=(strong,), training=Training(epochs=1, batch_size=96),
                       optimizer=make("optimizers", "sgd", learning_rate=0.05))  # fmt: skip
    start, trainer = Trainer(value), Trainer(value)
    list(trainer.events())
    ratio = {
        node: float(np.linalg.norm(trainer.network.parameters[node]["weight"])
                    / np.linalg.norm(start.network.parameters[node]["weight"]))
        for node in ("dense", "dense_2")
    }  # fmt: skip
    assert ratio["dense"] < 0.6 < 0.9 < ratio["dense_2"]


def test_one_hot_labels_let_a_loss_for_numbers_learn_classes() -> None:
    data = Data(source=make("datasets", "iris"),
                preprocessing=(make("preprocessing", "standardize"), make("preprocessing", "one_hot")))  # fmt: skip
    adam = make("optimizers", "adam", learning_rate=0.01)
    value = experiment(layer("dense", units=16), layer("tanh"), layer("dense", units=3), data=data, optimizer=adam,
                       loss=make("losses", "mean_squared_error"), training=Training(epochs=40))  # fmt: skip
    assert check(value) == ()
    trainer = Trainer(value)
    list(trainer.events())
    assert trainer.evaluate("validation")[1] > 0.85  # type: ignore[operator]
    assert trainer.report("validation")["accuracy"]["accuracy"] == trainer.evaluate("validation")[1]


def test_metrics_in_epochs_and_reports() -> None:
    metrics = (make("metrics", "confusion_matrix"), make("metrics", "top_k", k=1))
    value = experiment(training=Training(epochs=2, batch_size=16, metrics=metrics))
    trainer, _, events = steps(value)
    epoch = [event for event in events if isinstance(event, Epoch)][-1]
    assert set(epoch.metrics) == {"confusion_matrix", "top_k"}
    assert epoch.metrics["top_k"]["top_k"] == epoch.validation_accuracy
    assert np.trace(epoch.metrics["confusion_matrix"]["counts"]) == round(epoch.validation_accuracy * 24)
    assert "r2" not in trainer.report("validation")


def test_the_metrics_are_their_definitions() -> None:
    scores = np.array([[3.0, 1, 0], [0, 2, 1], [1, 0, 0.5], [0, 0, 9]])
    targets = np.array([0, 2, 0, 2])
    assert make("metrics", "accuracy").compute(scores, targets) == {"accuracy": 0.75}
    assert make("metrics", "top_k", k=2).compute(scores, targets) == {"top_k": 1.0}
    assert make("metrics", "confusion_matrix").compute(scores, targets) == {"counts": [[2, 0, 0], [0, 0, 0], [0, 1, 1]]}
    figures = make("metrics", "precision_recall").compute(scores, targets)
    assert figures["precision"] == [1.0, 0.0, 1.0]
    assert figures["recall"] == [1.0, 0.0, 0.5]
    assert figures["f1"] == pytest.approx([1.0, 0.0, 2 / 3])
    assert figures["mean_recall"] == pytest.approx(0.5)
    values, wanted = np.array([[1.0], [2.0], [4.0]]), np.array([[1.0], [3.0], [5.0]])
    assert make("metrics", "mean_absolute_error").compute(values, wanted)["mean_absolute_error"] == pytest.approx(2 / 3)
    assert make("metrics", "r2").compute(values, wanted)["r2"] == pytest.approx(1 - 2 / 8)
    assert make("metrics", "r2").compute(values, np.ones((3, 1))) == {"r2": 0.0}


@pytest.mark.parametrize("distance", ["l1", "l2"])
def test_nearest_neighbours_by_brute_force(distance: str) -> None:
    rng = np.random.default_rng(0)
    a, b = rng.standard_normal((7, 5)), rng.standard_normal((9, 5))
    found = distances(a, b, distance)
    for i, j in np.ndindex(found.shape):
        difference = np.abs(a[i] - b[j])
        assert found[i, j] == pytest.approx(difference.sum() if distance == "l1" else (difference**2).sum())


@pytest.mark.parametrize("distance", ["l1", "l2"])
def test_the_baseline_evaluates_through_the_same_metrics(distance: str) -> None:
    linear = digits(layer("flatten"), layer("dense", units=10))
    value = replaced(linear, "model", KNearestNeighbors(k=3, distance=distance))
    assert check(value) == ()
    trainer = Trainer(value)
    events = list(trainer.events())
    assert [type(event).__name__ for event in events] == ["Started", "Epoch", "Finished"]
    assert events[1].validation_accuracy > 0.97
    assert events[1].validation_loss is None
    assert trainer.report("validation")["accuracy"]["accuracy"] == events[1].validation_accuracy
    assert trainer.weights_sha256() is None
    assert trainer.values("input", "weights") is None


def test_more_neighbours_than_samples_vote_as_all() -> None:
    value = replaced(experiment(), "model", KNearestNeighbors(k=5000))
    trainer = Trainer(value)
    answers = predict(value.model, trainer.splits.train, trainer.splits.validation.x, 2)  # type: ignore[arg-type]
    np.testing.assert_allclose(answers, 0.5, atol=0.02)


def rosenbrock(x: np.ndarray, gradient: bool = True) -> tuple[float, np.ndarray]:
    a, b = x
    return (1 - a) ** 2 + 100 * (b - a * a) ** 2, np.array([-2 * (1 - a) - 400 * a * (b - a * a), 200 * (b - a * a)])


@pytest.mark.parametrize("kind", ["newton", "bfgs", "lbfgs"])
def test_second_order_methods_beat_gradient_descent_on_rosenbrock(kind: str) -> None:
    counts = 0

    def evaluate(x: np.ndarray, gradient: bool) -> tuple[float, np.ndarray]:
        nonlocal counts
        counts += 1
        return rosenbrock(x)

    x, state, optimizer = np.array([-1.2, 1.0]), {}, make("optimizers", kind)
    while rosenbrock(x)[0] > 1e-10 and counts < 5000:
        optimizer.step(x, evaluate, state, np.random.default_rng(0), optimizer.learning_rate)
    assert rosenbrock(x)[0] <= 1e-10
    np.testing.assert_allclose(x, 1, atol=1e-4)
    y, descent = np.array([-1.2, 1.0]), 0
    while rosenbrock(y)[0] > 1e-10 and descent < 5000:
        y -= 0.001 * rosenbrock(y)[1]
        descent += 1
    assert counts < 250 < descent


@pytest.mark.parametrize("kind", ["newton", "bfgs", "lbfgs"])
def test_second_order_methods_beat_gradient_descent_on_a_network(kind: str) -> None:
    data = Data(source=make("datasets", "sine", samples=60, noise=0.0))
    layers = (layer("dense", units=6), layer("tanh"), layer("dense", units=1))

    def run(optimizer: Any, epochs: int) -> tuple[float, int]:
        value = experiment(*layers, data=data, loss=make("losses", "mean_squared_error"), optimizer=optimizer,
                           training=Training(epochs=epochs, batch_size=60))  # fmt: skip
        trainer = Trainer(value, dtype=np.float64)
        list(trainer.events())
        return trainer.evaluate("train")[0], trainer.stepper.evaluations  # type: ignore[return-value]

    loss, evaluations = run(make("optimizers", kind), 12 if kind == "newton" else 80)
    descent, descent_evaluations = run(make("optimizers", "sgd", learning_rate=0.1), evaluations)
    assert descent_evaluations == evaluations
    assert loss < descent / 3
    assert math.isfinite(loss)


def test_a_diverged_average_goes_back_with_the_weights() -> None:
    rule = make("rules", "weight_averaging")
    value = experiment(layer("dense", units=8), layer("relu"), layer("dense", units=1),
                       data=Data(source=make("datasets", "sine")), loss=make("losses", "mean_squared_error"),
                       optimizer=make("optimizers", "sgd", learning_rate=500.0),
                       training=Training(epochs=50, rules=(rule,)))  # fmt: skip
    trainer, _, events = steps(value)
    assert events[-1].status == "diverged"
    np.testing.assert_array_equal(trainer.stepper.average, trainer.network.x)
    assert math.isfinite(trainer.evaluate("validation")[0] or 0.0)


def test_divergence_names_the_layer() -> None:
    value = experiment(layer("dense", units=8), layer("relu"), layer("dense", units=1),
                       data=Data(source=make("datasets", "sine")), loss=make("losses", "mean_squared_error"),
                       optimizer=make("optimizers", "sgd", learning_rate=500.0))  # fmt: skip
    last = steps(value)[2][-1]
    assert last.status == "diverged"
    assert any(name in str(last.explanation) for name in ("dense", "dense_2", "loss"))
