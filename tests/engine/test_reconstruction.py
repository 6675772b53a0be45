"""Inputs as targets: what is fed is what is asked for, in every split and batch; nothing speaks of classes any more."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import Data, Epoch, Experiment, KNearestNeighbors, Started, Step, Trainer, Training, check, replaced
from engine.numerics import Purpose, stream
from tests.engine.support import experiment, layer, make

COPY = make("preprocessing", "inputs_as_targets")
STANDARDIZE = make("preprocessing", "standardize")


def autoencoder(*augmentations: Any, preprocessing: Any = (STANDARDIZE, COPY), **fields: Any) -> Experiment:
    """The digits, given back through 16 numbers."""
    data = Data(source=make("datasets", "digits"), validation_fraction=0.2, test_fraction=0.5,
                preprocessing=preprocessing, augmentations=augmentations)  # fmt: skip
    layers = layer("flatten"), layer("dense", units=16), layer("tanh"), layer("dense", units=data.outputs())
    defaults: dict[str, Any] = {
        "data": data, "loss": make("losses", "mean_squared_error"),
        "optimizer": make("optimizers", "adam", learning_rate=0.01), "training": Training(epochs=4, batch_size=50),
    }  # fmt: skip
    return experiment(*layers, **(defaults | fields))


@pytest.mark.parametrize("steps", [(COPY, STANDARDIZE), (STANDARDIZE, COPY), (make("preprocessing", "one_hot"), COPY)])
def test_targets_are_the_inputs_as_fed_wherever_the_step_stands(steps: Any) -> None:
    splits = Trainer(autoencoder(preprocessing=steps)).splits
    for part in (splits.train, splits.validation, splits.test):
        assert part.targets.shape == (len(part.x), 64)
        np.testing.assert_array_equal(part.targets, part.x.reshape(len(part.x), -1))
        assert part.targets.dtype == part.x.dtype == np.float32


def test_the_split_is_that_of_the_classes() -> None:
    """Which samples train does not change with what is asked of them."""
    copied, plain = autoencoder(), autoencoder(preprocessing=(STANDARDIZE,))
    with_classes = replaced(replaced(plain, "loss", make("losses", "softmax_cross_entropy")),
                            "model.nodes.dense_2.layer.units", 10)  # fmt: skip
    np.testing.assert_array_equal(Trainer(copied).splits.test.x, Trainer(with_classes).splits.test.x)


@pytest.mark.parametrize("kinds", [("gaussian_noise",), ("random_crop",), ("mixup",), ("random_crop", "mixup"), ()])
@pytest.mark.parametrize("planned", [True, False])
def test_augmented_batches_are_asked_for_as_they_are_fed(kinds: tuple[str, ...], planned: bool) -> None:
    value = autoencoder(*(make("augmentations", kind) for kind in kinds))
    trainer = Trainer(value, planned=planned)
    splits, index = trainer.splits, np.arange(20)
    room = trainer.stepper.room(20, 64)
    x, targets = splits.batch(index, value.data, stream(0, Purpose.AUGMENTATION), room)
    np.testing.assert_array_equal(targets, x.reshape(20, 64))
    assert np.array_equal(x, splits.train.x[:20]) == (not kinds)


def test_outputs_follow_the_preprocessing() -> None:
    small = autoencoder(preprocessing=(COPY, make("preprocessing", "pca", components=9)))
    assert (small.data.task, small.data.targets, small.data.outputs()) == ("reconstruction", "values", 9)
    assert autoencoder().data.outputs() == 64
    assert Trainer(small).splits.train.targets.shape[1] == 9
    plain = autoencoder(preprocessing=())
    assert (plain.data.task, plain.data.targets, plain.data.outputs()) == ("classification", "classes", 10)
    rows = autoencoder(preprocessing=(make("preprocessing", "one_hot"),))
    assert (rows.data.task, rows.data.targets, rows.data.outputs()) == ("classification", "values", 10)


def test_what_does_not_fit_is_named() -> None:
    value = autoencoder()
    assert check(value) == ()
    short = replaced(value, "model.nodes.dense_2.layer.units", 10)
    assert [str(problem) for problem in check(short)] == [
        "dense_2: The network is to give back its 64 inputs, but ends with 10. End with a Dense layer of 64 units."
    ]
    weighted = make("losses", "softmax_cross_entropy", class_weights=(1.0, 2.0))
    assert [str(problem) for problem in check(replaced(value, "loss", weighted))] == [
        "loss: Softmax cross-entropy does not fit inputs as targets, which are numbers. Choose mean squared error."
    ]
    assert check(replaced(value, "data.augmentations", (make("augmentations", "mixup"),))) == ()


def test_it_learns_and_says_nothing_of_classes() -> None:
    trainer = Trainer(autoencoder(training=Training(epochs=8, batch_size=50, metrics=(
        make("metrics", "accuracy"), make("metrics", "r2")))))  # fmt: skip
    events = list(trainer.events())
    epochs = [event for event in events if isinstance(event, Epoch)]
    (started,) = (event for event in events if isinstance(event, Started))
    assert started.validation_loss is not None
    assert epochs[-1].validation_loss is not None
    assert epochs[-1].validation_loss < started.validation_loss / 2
    assert started.validation_accuracy is epochs[-1].accuracy is epochs[-1].validation_accuracy is None
    assert all(event.accuracy is None for event in events if isinstance(event, Step))
    assert set(epochs[-1].metrics) == {"r2"}
    assert set(trainer.report("test")) == {"mean_absolute_error", "r2"}
    loss, accuracy = trainer.evaluate("test")
    difference = trainer.scores(trainer.splits.test.x) - trainer.splits.test.x.reshape(-1, 64)
    assert loss == pytest.approx(float(np.square(difference).mean()), rel=1e-5)
    assert accuracy is None


def test_a_linear_autoencoder_learns_what_principal_components_know() -> None:
    """Without activations nothing does better than the first principal components, and training comes near them."""
    data = Data(source=make("datasets", "breast_cancer"), preprocessing=(STANDARDIZE, COPY))
    value = experiment(layer("dense", units=5), layer("dense", units=30), data=data,
                       loss=make("losses", "mean_squared_error"), optimizer=make("optimizers", "lbfgs"),
                       training=Training(epochs=300))  # fmt: skip
    trainer = Trainer(value)
    list(trainer.events())
    x = trainer.splits.train.x
    variances = np.linalg.eigvalsh(np.cov(x.T, bias=True))
    loss = trainer.evaluate("train")[0]
    assert loss is not None
    assert variances[:-5].sum() / 30 <= loss * (1 + 1e-6) <= 1.01 * variances[:-5].sum() / 30


def test_the_evaluation_averages_outputs_not_probabilities() -> None:
    value = autoencoder(training=Training(epochs=1, batch_size=50, rules=(make("rules", "monte_carlo", number=3),)))
    trainer = Trainer(value)
    x = trainer.splits.validation.x[:7]
    np.testing.assert_allclose(trainer.scores(x), trainer.network.predict(x, 10), rtol=1e-5, atol=1e-5)


def test_neighbours_give_back_means_of_samples() -> None:
    value = replaced(autoencoder(), "model", KNearestNeighbors(k=1))
    assert check(value) == ()
    trainer = Trainer(value)
    assert trainer.evaluate("train") == (pytest.approx(0, abs=1e-6), None)
    loss, accuracy = trainer.evaluate("validation")
    assert loss is not None
    assert loss > 0.1
    assert accuracy is None
