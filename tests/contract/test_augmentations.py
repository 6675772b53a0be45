"""Every augmentation, found through the catalogue: what all of them owe, and the law each of them states."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.augmentations.base import Augmentation, Span
from engine.augmentations.color_jitter import LUMA, recolouring
from engine.catalog import family
from engine.fields import hyperparameters
from engine.numerics import Array, Purpose, normal_cdf, stream
from tests.contract.support import variants

FAMILY: Any = family("augmentations")
VARIANTS: dict[str, list[Any]] = {kind: list(variants(cls)) for kind, cls in FAMILY.items()}
UNIT = Span(np.asarray(0.0), np.asarray(1.0), True)
THIRTY = settings(max_examples=30, deadline=None)

images = st.tuples(st.integers(1, 5), st.integers(1, 9), st.integers(1, 9), st.sampled_from([1, 2, 3]))
rows = st.tuples(st.integers(1, 5), st.integers(1, 7))
dtypes = st.sampled_from([np.float32, np.float64, np.uint8])


@st.composite
def cases(draw: Any, kind: str) -> tuple[Any, Any]:
    """One of a kind's variants, and a shape of a batch that it takes."""
    member = draw(st.sampled_from(VARIANTS[kind]))
    shape = draw(images if member.needs == "image" else images | rows)
    return member, shape if member.refuses(shape[1:]) is None else (shape[0], 9, 9, 3)


def make(kind: str, **fields: Any) -> Any:
    return FAMILY[kind](**fields)


def rng(seed: int = 0) -> np.random.Generator:
    return stream(seed, Purpose.AUGMENTATION)


def raw(shape: tuple[int, ...], dtype: Any, seed: int) -> Array:
    return (np.random.default_rng(seed).uniform(0, 256, shape)).astype(dtype)


def both(member: Augmentation, x: Array, seed: int = 0) -> tuple[Array, Array]:
    """What comes out for x, and for rows of targets, whichever of the two methods the member has."""
    targets = np.eye(len(x), 4, dtype=np.float32)
    if member.mixes:
        return member.mix(x if x.dtype.kind == "f" else x.astype(np.float32), targets, rng(seed))
    return member.apply(x, rng(seed), Span.of(x)), targets


def uniform_distance(values: Array, low: float, high: float) -> float:
    """Kolmogorov's statistic sqrt(n) sup |F_n - F| against a uniform law; above 1.95 once in a thousand samples."""
    return _distance((np.sort(values) - low) / (high - low))


def _distance(law: Array) -> float:
    n = len(law)
    steps = np.arange(n + 1) / n
    return math.sqrt(n) * float(max((steps[1:] - law).max(), (law - steps[:-1]).max()))


# What all of them owe


@pytest.mark.parametrize("kind", list(FAMILY))
@THIRTY
@given(st.data(), dtypes, st.integers(0, 99))
def test_shape_and_type_are_kept_and_the_source_left_alone(kind: str, data: Any, dtype: Any, seed: int) -> None:
    member, shape = data.draw(cases(kind))
    x = raw(shape, dtype, seed)
    kept = x.copy()
    y, targets = both(member, x, seed)
    assert y.shape == x.shape
    assert y.dtype == (np.float32 if dtype == np.uint8 else dtype)
    assert targets.dtype == np.float32
    np.testing.assert_array_equal(x, kept)
    assert np.isfinite(y).all()
    if len(shape) == 4:
        assert y.min() >= x.min() - 1e-3
        assert y.max() <= x.max() + 1e-3


@pytest.mark.parametrize("kind", list(FAMILY))
@THIRTY
@given(st.data(), st.integers(0, 99))
def test_the_stream_alone_decides(kind: str, data: Any, seed: int) -> None:
    member, shape = data.draw(cases(kind))
    x = raw(shape, np.float32, 1)
    for a, b in zip(both(member, x, seed), both(member, x, seed), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.parametrize("kind", list(FAMILY))
@THIRTY
@given(st.data(), dtypes, st.integers(0, 99))
def test_amounts_of_zero_change_nothing(kind: str, data: Any, dtype: Any, seed: int) -> None:
    cls, (_, shape) = FAMILY[kind], data.draw(cases(kind))
    zero = {
        entry.name: type(entry.default)(0)
        for entry in hyperparameters(cls)
        if entry.editor in ("count", "real") and not entry.minimum_excluded
    }
    assert zero
    member, x = cls(**zero), raw(shape, dtype, seed)
    y, targets = both(member, x, seed)
    np.testing.assert_array_equal(y, x)
    np.testing.assert_array_equal(targets, np.eye(len(x), 4))


@pytest.mark.parametrize("kind", list(FAMILY))
def test_each_sample_and_each_step_is_changed_by_itself(kind: str) -> None:
    member = make(kind)
    shape = (24, 12, 12, 3)
    x = raw(shape, np.float32, 3)
    x[12:] = x[:12]
    generator, span = rng(), Span.of(x)
    once, twice = (
        member.mix(x, np.eye(24), generator)[0] if member.mixes else member.apply(x, generator, span) for _ in range(2)
    )
    assert not np.array_equal(once[:12], once[12:])
    assert not np.array_equal(once, twice)


@pytest.mark.parametrize("kind", list(FAMILY))
def test_what_does_not_fit_is_refused_with_a_remedy(kind: str) -> None:
    member = make(kind)
    assert member.refuses((32, 32, 3)) is None
    refusals = [member.refuses((4,)), member.refuses((32, 32, 3), rows=False)]
    assert (refusals[0] is None) == (member.needs == "any")
    assert (refusals[1] is None) == (not member.mixes)
    for text, remedy in filter(None, refusals):
        assert str(text).endswith(".")
        assert str(remedy).endswith(".")


def test_refusals_of_single_members() -> None:
    assert make("random_crop", padding=7).refuses((8, 9, 1)) is None
    text, remedy = make("random_crop", padding=8).refuses((8, 9, 1))
    assert str(text) == "A padding of 8 pixels can push images of 8x9 out of sight."
    assert str(remedy) == "Use a padding below 8."
    assert make("color_jitter", saturation=0.0).refuses((8, 8, 1)) is None
    for channels, text in ((1, "these are grey."), (4, "an image has 4 channels.")):
        for fields in ({}, {"saturation": 0.0, "hue": 5.0}):
            assert str(make("color_jitter", **fields).refuses((8, 8, channels))[0]).endswith(text)
    assert str(make("rotation").refuses((13,))[0]) == "Rotation needs images, but samples are rows of 13 numbers."


def test_span_of_images_is_one_of_rows_one_a_feature() -> None:
    x = raw((5, 3, 3, 2), np.uint8, 0)
    span = Span.of(x)
    assert (span.low, span.high, span.bounded) == (x.min(), x.max(), True)
    assert span.clipped(np.array([-1e3, 1e3])).tolist() == [x.min(), x.max()]
    table = raw((5, 3), np.float64, 0)
    span = Span.of(table)
    np.testing.assert_array_equal(span.low, table.min(axis=0))
    np.testing.assert_array_equal(span.high, table.max(axis=0))
    np.testing.assert_array_equal(span.clipped(table * 2), table * 2)


# The law of each


@THIRTY
@given(st.floats(0, 1), images)
def test_horizontal_flip_mirrors_that_share_of_the_images(probability: float, shape: Any) -> None:
    x = np.broadcast_to(raw((1, *shape[1:]), np.float32, 0), (2000, *shape[1:]))
    y = make("horizontal_flip", probability=probability).apply(x, rng(), UNIT)
    mirrored = (y == x[:, :, ::-1]).all(axis=(1, 2, 3))
    same = (y == x).all(axis=(1, 2, 3))
    assert (mirrored | same).all()
    if shape[2] > 1:
        assert abs(mirrored.mean() - probability) <= 4.5 * math.sqrt(probability * (1 - probability) / 2000) + 1e-12


@THIRTY
@given(st.integers(1, 3), st.sampled_from(["dark", "edge", "reflect"]), st.integers(5, 7), st.integers(5, 7))
def test_random_crop_is_any_window_of_the_padded_image(padding: int, fill: str, height: int, width: int) -> None:
    places, each = (2 * padding + 1) ** 2, 100
    x = np.arange(1, height * width + 1, dtype=np.float32).reshape(1, height, width, 1)
    y = make("random_crop", padding=padding, fill=fill).apply(np.repeat(x, each * places, axis=0), rng(), UNIT)
    border: Any = {"dark": "constant", "edge": "edge", "reflect": "reflect"}[fill]
    padded = np.pad(x[0, ..., 0], padding, mode=border)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (height, width)).reshape(places, -1)
    index = {window.tobytes(): place for place, window in enumerate(windows)}
    counts = np.bincount([index[image.tobytes()] for image in y], minlength=places)
    chi_square, freedom = float(np.square(counts - each).sum() / each), places - 1
    assert abs(chi_square - freedom) <= 4.5 * math.sqrt(2 * freedom)


def test_rotation_by_quarters_is_rot90() -> None:
    for side in (1, 4, 7):
        x = raw((4, side, side, 2), np.float64, side)
        for fill in ("dark", "edge", "reflect"):
            y = make("rotation", fill=fill).turned(x, np.array([0.0, 90.0, 180.0, -90.0]), Span.of(x))
            for image, turned, quarters in zip(x, y, (0, 1, 2, 3), strict=True):
                np.testing.assert_allclose(turned, np.rot90(image, quarters), rtol=0, atol=1e-10)
        np.testing.assert_array_equal(make("rotation").turned(x, np.zeros(4), UNIT), x)


@THIRTY
@given(st.floats(0.5, 180), st.sampled_from(["dark", "edge", "reflect"]))
def test_rotation_is_rigid_and_its_angle_uniform(angle: float, fill: str) -> None:
    """A ramp stays a ramp where the border is far, and shows the angle: bilinear sampling is exact on it."""
    y = ramp_after(make("rotation", angle=angle, fill=fill), 2000)
    right, down = y[:, 4, 5] - y[:, 4, 4], y[:, 5, 4] - y[:, 4, 4]
    np.testing.assert_allclose(np.hypot(right, down), 1, atol=1e-9)
    assert uniform_distance(np.rad2deg(np.arctan2(-down, right)), -angle, angle) < 2.2


@THIRTY
@given(st.floats(0.05, 3), st.sampled_from(["dark", "edge", "reflect"]))
def test_stretch_is_uniform_in_its_logarithm(amount: float, fill: str) -> None:
    member = make("stretch", amount=amount, fill=fill)
    y = ramp_after(member, 2000)
    np.testing.assert_allclose(y[:, 3], y[:, 5], atol=1e-9)
    factor = 1 / (y[:, 4, 5] - y[:, 4, 4])
    assert uniform_distance(np.log(factor) / math.log1p(amount), -1, 1) < 2.2
    x = raw((3, 6, 5, 2), np.float64, 0)
    np.testing.assert_array_equal(member.stretched(x, np.ones(3), np.ones(3), Span.of(x)), x)
    doubled = member.stretched(np.arange(5.0).reshape(1, 1, 5, 1), np.ones(1), np.full(1, 2.0), UNIT)
    assert doubled.ravel().tolist() == [1.0, 1.5, 2.0, 2.5, 3.0]


def ramp_after(member: Augmentation, n: int) -> Array:
    """Images of 9x9 pixels whose value is the column, augmented: (N, 9, 9)."""
    x = np.broadcast_to(np.arange(9.0), (n, 9, 9))[..., None]
    return member.apply(x, rng(), Span.of(x))[..., 0]


@THIRTY
@given(st.floats(0.001, 1), st.sampled_from([(3,), (5, 5, 1), (2, 3, 3)]))
def test_gaussian_noise_is_normal_in_shares_of_the_range(deviation: float, shape: Any) -> None:
    n = 6000 // math.prod(shape)
    low, high = (
        (np.zeros(3), np.array([1.0, 10.0, 100.0])) if len(shape) == 1 else (np.asarray(-10.0), np.asarray(30.0))
    )
    x = np.broadcast_to((low + high) / 2, (n, *shape))
    member = make("gaussian_noise", deviation=deviation)
    z = (member.apply(x, rng(), Span(low, high, False)) - x) / ((high - low) * deviation)
    assert abs(z.mean()) < 4.5 / math.sqrt(z.size)
    assert abs(z.std() - 1) < 4.5 / math.sqrt(2 * z.size)
    assert _distance(normal_cdf(np.sort(z, axis=None))) < 2.2
    bounded = member.apply(x, rng(), Span(low, high, True))
    np.testing.assert_allclose(bounded, (x + z * (high - low) * deviation).clip(low, high), atol=1e-9)


@THIRTY
@given(st.floats(0.05, 1), st.floats(0.05, 1), st.integers(2, 12), st.integers(2, 12))
def test_cutout_covers_what_a_square_about_a_random_pixel_does(
    probability: float, size: float, height: int, width: int
) -> None:
    n = 3000
    member = make("cutout", probability=probability, size=size, fill="dark")
    covered = member.apply(np.ones((n, height, width, 2)), rng(), UNIT) == 0
    np.testing.assert_array_equal(covered[..., 0], covered[..., 1])
    covered = covered[..., 0]
    hit = covered.any(axis=(1, 2))
    assert abs(hit.mean() - probability) <= 4.5 * math.sqrt(probability * (1 - probability) / n) + 1e-12
    tall, wide = covered.any(axis=2).sum(axis=1), covered.any(axis=1).sum(axis=1)
    np.testing.assert_array_equal(covered.sum(axis=(1, 2)), tall * wide)
    side = member.side(height, width)
    for lengths, extent in ((tall[hit], height), (wide[hit], width)):
        inside = [np.arange(max(c - side // 2, 0), min(c - side // 2 + side, extent)).size for c in range(extent)]
        assert lengths.max() <= side
        assert abs(lengths.mean() - np.mean(inside)) <= 4.5 * np.std(inside) / math.sqrt(len(lengths)) + 1e-12


def test_cutout_fills_with_each_image_s_own_mean() -> None:
    x = raw((50, 6, 8, 3), np.float64, 0)
    y = make("cutout", probability=1.0, size=0.5).apply(x, rng(), Span.of(x))
    changed = y != x
    assert changed.any(axis=(1, 2, 3)).all()
    np.testing.assert_allclose(y[changed], np.broadcast_to(x.mean(axis=(1, 2), keepdims=True), x.shape)[changed])


@THIRTY
@given(st.floats(0.05, 0.95), st.integers(1, 3))
def test_color_jitter_s_factors_are_uniform(amount: float, channels: int) -> None:
    x = np.random.default_rng(0).uniform(0.3, 0.5, (2000, 2, 2, channels))
    wide = Span(np.asarray(0.0), np.asarray(1e3), True)
    off = {"brightness": 0.0, "contrast": 0.0, "saturation": 0.0}
    y = make("color_jitter", **{**off, "brightness": amount}).apply(x, rng(), wide)
    factor = (y / x).reshape(2000, -1)
    np.testing.assert_allclose(factor, factor[:, :1].repeat(factor.shape[1], 1), rtol=1e-12)
    assert uniform_distance(factor[:, 0], 1 - amount, 1 + amount) < 2.2
    wide = Span(np.asarray(-1e3), np.asarray(1e3), True)
    y = make("color_jitter", **{**off, "contrast": amount}).apply(x, rng(), wide)
    weights = LUMA if channels == 3 else np.full(channels, 1 / channels)
    mean = (x @ weights).mean(axis=(1, 2))[:, None, None, None]
    np.testing.assert_allclose((y @ weights).mean(axis=(1, 2)), mean.ravel(), rtol=1e-9)
    assert uniform_distance(((y - mean) / (x - mean))[:, 0, 0, 0], 1 - amount, 1 + amount) < 2.2


@THIRTY
@given(st.floats(0.05, 1), st.floats(1, 180))
def test_color_jitter_s_colours_keep_their_grey(saturation: float, hue: float) -> None:
    x = np.random.default_rng(0).uniform(0.3, 0.6, (2000, 1, 2, 3))
    wide = Span(np.asarray(-1e3), np.asarray(1e3), True)
    off = {"brightness": 0.0, "contrast": 0.0, "saturation": 0.0}
    grey = (x @ LUMA)[..., None]
    for fields in ({"saturation": saturation}, {"hue": hue}, {"saturation": saturation, "hue": hue}):
        y = make("color_jitter", **{**off, **fields}).apply(x, rng(), wide)
        np.testing.assert_allclose(y @ LUMA, x @ LUMA, atol=2e-4)
        same = make("color_jitter", **{**off, **fields}).apply(np.broadcast_to(grey, x.shape), rng(), wide)
        np.testing.assert_allclose(same, np.broadcast_to(grey, x.shape), atol=2e-4)
    y = make("color_jitter", **{**off, "saturation": saturation}).apply(x, rng(), wide)
    factor = np.linalg.norm((y - grey).reshape(2000, -1), axis=1) / np.linalg.norm((x - grey).reshape(2000, -1), axis=1)
    assert uniform_distance(factor, 1 - saturation, 1 + saturation) < 2.2
    turn = np.deg2rad(np.array([0.0, hue, -hue]))
    there, back = recolouring(np.ones(3), turn)[1:]
    np.testing.assert_allclose(there @ back, np.eye(3), atol=1e-9)


@THIRTY
@given(st.floats(0.05, 20), st.integers(1, 4))
def test_mixup_is_a_convex_combination_with_beta_weights(alpha: float, width: int) -> None:
    n, x = 600, np.random.default_rng(1).standard_normal((600, width))
    mixed, shares = make("mixup", alpha=alpha).mix(x, np.eye(n), rng())
    np.testing.assert_allclose(mixed, shares @ x, atol=1e-12)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-12)
    assert shares.min() >= 0
    assert ((shares > 0).sum(axis=1) <= 2).all()
    own, variance = shares.diagonal(), 1 / (4 * (2 * alpha + 1))
    assert abs(own.mean() - 0.5) < 5 * math.sqrt(variance / n) + 2 / n
    assert abs(own.var() - variance) < 0.3 * variance


def test_mixup_s_partners_are_a_permutation_of_the_batch() -> None:
    _, shares = make("mixup", alpha=1.0).mix(np.zeros((50, 1)), np.eye(50), rng(3))
    given_away = shares - np.diag(shares.diagonal())
    assert ((given_away > 0).sum(axis=0) <= 1).all()
    assert (given_away > 0).sum() >= 45
