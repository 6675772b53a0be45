"""Augmentation in a run: raw samples are changed, then preprocessed, then mixed; evaluation never sees it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine import Data, Epoch, Experiment, Trainer, Training, check, replaced
from engine.numerics import Purpose, stream
from tests.engine.support import experiment, layer, make


def pictures(*augmentations: Any, **fields: Any) -> Experiment:
    data = Data(
        source=make("datasets", "digits"),
        preprocessing=(make("preprocessing", "standardize"),),
        augmentations=augmentations,
    )
    defaults: dict[str, Any] = {"data": data, "training": Training(epochs=1, batch_size=200)}
    return experiment(layer("flatten"), layer("dense", units=10), **(defaults | fields))


def test_a_batch_is_augmented_raw_and_then_preprocessed() -> None:
    flip = make("augmentations", "horizontal_flip", probability=1.0)
    value = pictures(flip)
    splits = Trainer(value).splits
    index = np.arange(5)
    x, targets = splits.batch(index, value.data, stream(0, Purpose.AUGMENTATION))
    np.testing.assert_allclose(
        x, splits.pipeline(splits.raw["train"].x[index][:, :, ::-1].astype(np.float32)), atol=1e-6
    )
    assert not np.allclose(x, splits.train.x[index])
    np.testing.assert_array_equal(targets, splits.train.targets[index])


def test_mixup_acts_last_and_makes_rows() -> None:
    value = pictures(make("augmentations", "mixup", alpha=1.0))
    splits = Trainer(value).splits
    x, rows = splits.batch(np.arange(20), value.data, stream(0, Purpose.AUGMENTATION))
    assert rows.shape == (20, 10)
    np.testing.assert_allclose(rows.sum(axis=1), 1, rtol=1e-5)
    assert 0 < rows.max(axis=1).min() < 1
    weights = stream(0, Purpose.AUGMENTATION).beta(1.0, 1.0, 20)
    assert not np.allclose(x, splits.train.x[:20])
    assert np.isclose(rows[0].max(), [weights[0], 1 - weights[0], 1.0], atol=1e-6).any()


def test_evaluation_and_epoch_zero_see_plain_samples() -> None:
    noisy = pictures(make("augmentations", "gaussian_noise", deviation=0.5))
    plain = pictures()
    assert Trainer(noisy).evaluate("train") == Trainer(plain).evaluate("train")
    np.testing.assert_array_equal(Trainer(noisy).splits.validation.x, Trainer(plain).splits.validation.x)


def test_augmented_runs_repeat_to_the_bit() -> None:
    augmented = pictures(make("augmentations", "gaussian_noise"), make("augmentations", "mixup"))
    hashes = set()
    for value in (augmented, augmented, pictures(), replaced(augmented, "seed", 1)):
        trainer = Trainer(value)
        assert any(isinstance(event, Epoch) for event in trainer.events())
        hashes.add(trainer.weights_sha256())
    assert len(hashes) == 3


@pytest.mark.parametrize(
    ("augmentation", "fields", "text"),
    [
        ("rotation", {"data": None}, "data.augmentations.0: Rotation needs images"),
        ("mixup", {"loss": "hinge"}, "data.augmentations.0: Mixup makes targets that are partly one class"),
    ],
)
def test_what_does_not_fit_is_named(augmentation: str, fields: dict[str, Any], text: str) -> None:
    value = pictures(make("augmentations", augmentation))
    if "loss" in fields:
        value = replaced(value, "loss", make("losses", "hinge"))
    else:
        spirals = Data(source=make("datasets", "two_spirals"), augmentations=value.data.augmentations)
        value = experiment(data=spirals)
    assert str(check(value)[0]).startswith(text)
