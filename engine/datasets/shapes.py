from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.datasets.base import Dataset, Samples, evenly
from engine.datasets.outlines import OUTLINES
from engine.fields import count, real
from engine.numerics import Array, Shape

SIDE = 32
DARK, LIGHT = 0.6, 0.15
"""The brightest a background's channels get, and the darkest a figure's: nearer to each other, and it becomes hard."""
CHUNK = 512
"""Images drawn in one go, so that memory stays small. Part of the data: another number would give other images."""


class Shapes(Dataset):
    """Shapes: generated colour images of ten plane figures, such as stars, arrows and hearts, of any colour, place,
    size and angle, before backgrounds of gradients, waves and blotches. No pixel says much by itself, so convolution
    pays, and so does augmentation where samples are few.
    """

    kind: Literal["shapes"] = "shapes"
    title: ClassVar[str] = "Shapes"

    samples: int = count("Samples", "Number of images.", 2_000, at_least=10, at_most=60_000)
    noise: float = real(
        "Noise", "Standard deviation of the noise on each pixel; 1 is from black to white.", 0.05,
        at_least=0.0, at_most=1.0, step=0.01,
    )  # fmt: skip
    texture: float = real(
        "Background", "How much the background varies, from plain (0) to wild (1).", 0.4,
        at_least=0.0, at_most=1.0, step=0.05,
    )  # fmt: skip
    turn: float = real(
        "Turn", "The largest angle by which a figure is turned to either side.", 30.0,
        at_least=0.0, at_most=180.0, step=5.0, unit="°",
    )  # fmt: skip

    def input_shape(self) -> Shape:
        return SIDE, SIDE, 3

    def outputs(self) -> int:
        return len(OUTLINES)

    def size(self) -> int:
        return self.samples

    def class_names(self) -> tuple[str, ...]:
        return tuple(OUTLINES)

    def load(self, rng: np.random.Generator) -> Samples:
        classes = evenly(self.samples, self.outputs())
        images = np.empty((self.samples, *self.input_shape()), dtype=np.uint8)
        for start in range(0, self.samples, CHUNK):
            place = slice(start, start + CHUNK)
            images[place] = self._draw(rng, classes[place])
        return Samples(images, classes.copy())

    def _draw(self, rng: np.random.Generator, classes: Array) -> Array:
        """One image of each of the given classes."""
        n = len(classes)
        colours = rng.random((n, 6, 3), dtype=np.float32)
        background = DARK * colours[:, :2]
        vivid = colours[:, 2:] / colours[:, 2:].max(axis=-1, keepdims=True).clip(1e-3)
        figure = _farthest(LIGHT + (1 - LIGHT) * vivid, background)
        image = _blend(background[:, 0], background[:, 1], self._texture(rng, n))
        shade = 0.3 * (rng.random((n, 1, 1, 3), dtype=np.float32) - 0.5) * _slope(rng, n)[..., None]
        inside = self._coverage(rng, classes)[..., None]
        image += inside * (figure[:, None, None] + shade - image)
        image += np.float32(self.noise) * rng.standard_normal(image.shape, dtype=np.float32)
        pixels: Array = np.rint(255 * image.clip(0, 1)).astype(np.uint8)
        return pixels

    def _coverage(self, rng: np.random.Generator, classes: Array) -> Array:
        """The share of each pixel that the figure covers, (N, height, width)."""
        u = rng.random((7, len(classes), 1, 1), dtype=np.float32)
        radius = 9 + 5 * u[0]
        aspect = np.exp2(0.4 * (u[1] - 0.5))
        reach = SIDE / 2 - 0.85 * radius
        angle = np.deg2rad(self.turn, dtype=np.float32) * (2 * u[4] - 1)
        across = np.arange(SIDE, dtype=np.float32) - (SIDE - 1) / 2
        right, down = across - reach * (2 * u[2] - 1), across[:, None] - reach * (2 * u[3] - 1)
        cosine, sine = np.cos(angle) / radius, np.sin(angle) / radius
        mirror = np.where(u[6] < 0.5, np.float32(-1), np.float32(1))
        x, y = mirror * (cosine * right + sine * down) * aspect, (cosine * down - sine * right) / aspect
        distance = np.empty_like(x)
        for label, outline in enumerate(OUTLINES.values()):
            members = slice(*np.searchsorted(classes, [label, label + 1]))
            distance[members] = outline(x[members], y[members], u[5, members])
        covered: Array = (0.5 - radius * distance).clip(0, 1)
        return covered

    def _texture(self, rng: np.random.Generator, n: int) -> Array:
        """How much of the second background colour each pixel has, (N, height, width)."""
        weights = rng.random((4, n, 1, 1), dtype=np.float32) ** 2
        field = weights[0] * _slope(rng, n) + weights[1] * _waves(rng, n) + weights[2] * _blotches(rng, n)
        sharpness = 1 + 7 * weights[3]
        share: Array = np.float32(self.texture) * (0.5 + 0.5 * np.tanh(sharpness * field))
        return share


def _farthest(candidates: Array, colours: Array) -> Array:
    """Of each sample's candidate colours the one that is least like any of its colours, (N, 3)."""
    gaps = np.square(candidates[:, :, None] - colours[:, None]).sum(axis=-1).min(axis=-1)
    farthest: Array = np.take_along_axis(candidates, gaps.argmax(axis=1)[:, None, None], axis=1)[:, 0]
    return farthest


def _blend(first: Array, second: Array, share: Array) -> Array:
    blend: Array = first[:, None, None] + share[..., None] * (second - first)[:, None, None]
    return blend


def _slope(rng: np.random.Generator, n: int) -> Array:
    """A plane through zero, up to 1 at the far edge, in any direction."""
    angle = rng.uniform(0, 2 * np.pi, (n, 1, 1)).astype(np.float32)
    across = np.linspace(-1, 1, SIDE, dtype=np.float32)
    slope: Array = np.cos(angle) * across + np.sin(angle) * across[:, None]
    return slope


def _waves(rng: np.random.Generator, n: int) -> Array:
    """A wave of one to four periods, in any direction."""
    phase, periods = rng.random((2, n, 1, 1), dtype=np.float32)
    waves: Array = np.sin(np.pi * ((1 + 3 * periods) * _slope(rng, n) + 2 * phase))
    return waves


def _blotches(rng: np.random.Generator, n: int) -> Array:
    """Random numbers on a coarse grid, smoothly joined."""
    coarse = rng.uniform(-1, 1, (n, 6, 6)).astype(np.float32)
    at = np.linspace(0, 5, SIDE, dtype=np.float32)
    weights = (1 - np.abs(at[:, None] - np.arange(6, dtype=np.float32))).clip(0)
    weights = weights * weights * (3 - 2 * weights)
    blotches: Array = weights @ coarse @ weights.T
    return blotches
