"""The generated images: drawn from their stream alone, in equal shares, and best learned by convolution."""

from __future__ import annotations

import time
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Data, Epoch, Trainer, Training
from engine.datasets.outlines import OUTLINES
from engine.datasets.strokes import FORMS, traced
from engine.numerics import Array, Purpose, stream
from tests.engine.support import experiment, layer, make

KINDS = ("shapes", "glyphs")
CLEAN: dict[str, dict[str, Any]] = {
    "shapes": {"noise": 0.0, "texture": 0.0, "turn": 0.0},
    "glyphs": {"noise": 0.0, "distortion": 0.0, "wobble": 0.0},
}


def load(kind: str, seed: int = 0, **fields: Any) -> Any:
    return make("datasets", kind, **fields).load(stream(seed, Purpose.DATA))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30, deadline=None)
@given(st.integers(10, 700), st.integers(0, 2**32 - 1))
def test_classes_are_balanced_and_images_follow_from_the_stream(kind: str, samples: int, seed: int) -> None:
    data = load(kind, seed, samples=samples)
    counts = np.bincount(data.targets, minlength=10)
    assert counts.max() - counts.min() <= 1
    assert data.x.dtype == np.uint8
    np.testing.assert_array_equal(data.x, load(kind, seed, samples=samples).x)
    assert (data.x != load(kind, seed + 1, samples=samples).x).mean() > 0.2


@pytest.mark.parametrize("kind", KINDS)
def test_images_use_the_whole_range_and_no_two_are_alike(kind: str) -> None:
    x = load(kind, samples=1100).x
    assert x.min() == 0
    assert x.max() == 255
    assert len({image.tobytes() for image in x}) == len(x)
    assert x.reshape(len(x), -1).std(axis=1).min() > 5


@pytest.mark.parametrize("kind", KINDS)
def test_targets_are_the_caller_s_own(kind: str) -> None:
    data = load(kind, samples=20)
    data.targets[:] = 0
    assert load(kind, samples=20).targets.max() == 9


@pytest.mark.parametrize("kind", KINDS)
def test_noise_has_the_stated_deviation(kind: str) -> None:
    clean, noisy = (load(kind, samples=300, **{**CLEAN[kind], "noise": noise}).x / 255.0 for noise in (0.0, 0.08))
    middle = (clean > 0.3) & (clean < 0.7)
    assert (noisy - clean)[middle].std() == pytest.approx(0.08, rel=0.05)


def test_a_shape_has_a_colour_and_a_plain_background_another() -> None:
    x = load("shapes", samples=400, **CLEAN["shapes"]).x.astype(float)
    background = np.median(x.reshape(400, -1, 3), axis=1)
    assert (background <= 0.6 * 255 + 1).all()
    apart = np.abs(x - background[:, None, None]).max(axis=3) > 12
    share = apart.mean(axis=(1, 2))
    assert share.min() > 0.03
    assert share.max() < 0.6


@pytest.mark.parametrize("kind", KINDS)
def test_settings_are_heeded(kind: str) -> None:
    plain = load(kind, samples=50, **CLEAN[kind]).x
    for name in CLEAN[kind]:
        assert not np.array_equal(plain, load(kind, samples=50, **{**CLEAN[kind], name: 0.2}).x), name


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(list(OUTLINES)), st.floats(0, 1))
def test_outlines_lie_within_the_unit_circle_and_are_distances_at_their_edge(name: str, t: float) -> None:
    """The gradient of a distance has length 1 wherever it has one; near corners there is none."""
    across = np.linspace(-1.2, 1.2, 241)
    x, y = np.meshgrid(across, across)
    distance = OUTLINES[name](x[None], y[None], np.full((1, 1, 1), t))[0]
    assert (np.hypot(x, y)[distance < 0] <= 1.005).all()
    assert 0.15 < (distance < 0).sum() * 0.01**2 < np.pi
    slope = np.hypot(*np.gradient(distance, 0.01))[np.abs(distance) < 0.03]
    assert np.median(slope) == pytest.approx(1, abs=0.01)
    assert (np.abs(slope - 1) < 0.05).mean() > 0.75


def test_outlines_differ_in_area_and_place() -> None:
    across = np.linspace(-1.2, 1.2, 61)
    x, y = (grid[None] for grid in np.meshgrid(across, across))
    inside = [outline(x, y, np.full((1, 1, 1), 0.5)) < 0 for outline in OUTLINES.values()]
    for first in range(10):
        for second in range(first):
            assert (inside[first] != inside[second]).mean() > 0.03


@pytest.mark.parametrize("name", list(FORMS))
def test_strokes_run_through_their_places(name: str) -> None:
    for form in FORMS[name]:
        places, begin, end = traced(form)
        np.testing.assert_allclose(begin.sum(axis=1), 1, atol=1e-6)
        np.testing.assert_allclose(end.sum(axis=1), 1, atol=1e-6)
        corners = np.concatenate([begin @ places, end @ places])
        for place in places:
            assert np.hypot(*(corners - place).T).min() < 1e-6
        assert corners.min() > -0.05
        assert corners.max() < 1.05
        lengths = np.hypot(*((end - begin) @ places).T)
        assert lengths.min() > 0.01


def test_a_glyph_is_inked_along_its_strokes() -> None:
    data = load("glyphs", samples=200, **CLEAN["glyphs"])
    for image, label in zip(data.x[..., 0], data.targets, strict=True):
        inked = [ink_along(image, form) for form in list(FORMS.values())[label]]
        assert max(inked) > 0.95
        assert 0.02 < (image > 60).mean() < 0.4


def ink_along(image: Array, form: Any) -> float:
    """The share of a form's places under which there is ink, where nothing is distorted: 16 by 20 pixels, centred."""
    places, _, _ = traced(form)
    columns, rows = np.rint((places - 0.5) * [16, 20] + 13.5).astype(int).T
    return float((image[rows, columns] > 40).mean())


@pytest.mark.parametrize("kind", KINDS)
def test_two_thousand_take_little_time_and_memory(kind: str) -> None:
    load(kind, samples=100)
    began = time.process_time()
    load(kind)
    assert time.process_time() - began < 1.5  # 0.2 s on an idle machine
    tracemalloc.start()
    size = load(kind, samples=3000).x.nbytes
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - size < 60e6


def test_convolution_pays_on_shapes() -> None:
    """With the same 600 samples and a few seconds: a linear classifier hardly learns, a small convolution does."""
    linear = (layer("flatten"), layer("dense", units=10))
    convolution = (
        *(layer("conv2d", filters=8), layer("batch_norm"), layer("relu"), layer("max_pool2d")),
        *(layer("conv2d", filters=16), layer("batch_norm"), layer("relu"), layer("max_pool2d")),
        *(layer("conv2d", filters=32), layer("relu"), layer("max_pool2d")),
        *(layer("flatten"), layer("dense", units=10)),
    )
    assert learned(linear) < 0.45
    assert learned(convolution) > 0.6


def learned(layers: tuple[Any, ...]) -> float:
    """Validation accuracy after six epochs on plain shapes."""
    data = Data(
        source=make("datasets", "shapes", samples=800, noise=0.0, texture=0.0, turn=10.0),
        validation_fraction=0.25,
        preprocessing=(make("preprocessing", "standardize", per="channel"),),
    )
    training = Training(epochs=6, batch_size=32)
    trial = experiment(*layers, data=data, training=training, optimizer=make("optimizers", "adam", learning_rate=3e-3))
    *_, last = (event for event in Trainer(trial).events() if isinstance(event, Epoch))
    assert last.validation_accuracy is not None
    return last.validation_accuracy
