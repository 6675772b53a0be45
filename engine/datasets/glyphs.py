from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.datasets.base import Dataset, Samples, evenly
from engine.datasets.drawing import Drawing, distances, fitted, pieces, squares
from engine.datasets.strokes import FORMS, traced
from engine.fields import count, real
from engine.numerics import Array, Shape

SIDE = 28
WIDE, HIGH = 16, 20
"""What a glyph of middling size takes, in pixels."""
CHUNK = 512
"""Images drawn in one go, so that memory stays small. Part of the data: another number would give other images."""


class Glyphs(Dataset):
    """Glyphs: generated grey images of the ten digits as a pen writes them, in several forms, no two alike in slant,
    size, place, stroke and wobble. Harder than the small bundled digits, and as many as you like.
    """

    kind: Literal["glyphs"] = "glyphs"
    title: ClassVar[str] = "Glyphs"

    samples: int = count("Samples", "Number of images.", 2_000, at_least=10, at_most=60_000)
    distortion: float = real(
        "Distortion", "How far slant, size, place and angle stray, from none (0) to much (1).", 0.7,
        at_least=0.0, at_most=1.0, step=0.05,
    )  # fmt: skip
    wobble: float = real(
        "Wobble", "How far the pen strays from the form of the digit, as a share of its height.", 0.05,
        at_least=0.0, at_most=0.2, step=0.01,
    )  # fmt: skip
    noise: float = real(
        "Noise", "Standard deviation of the noise on each pixel; 1 is from black to white.", 0.08,
        at_least=0.0, at_most=1.0, step=0.01,
    )  # fmt: skip

    def input_shape(self) -> Shape:
        return SIDE, SIDE, 1

    def outputs(self) -> int:
        return len(FORMS)

    def size(self) -> int:
        return self.samples

    def class_names(self) -> tuple[str, ...]:
        return tuple(FORMS)

    def load(self, rng: np.random.Generator) -> Samples:
        classes = evenly(self.samples, self.outputs())
        images = np.empty((self.samples, *self.input_shape()), dtype=np.uint8)
        for start in range(0, self.samples, CHUNK):
            place = slice(start, start + CHUNK)
            images[place, ..., 0] = self._draw(rng, classes[place])
        return Samples(images, classes.copy())

    def drawn(self, drawing: Drawing) -> Array:
        """As a glyph of middling size, stroke and ink lies in the middle of its image, without noise."""
        begin, end = pieces(drawing)
        image = np.zeros((SIDE, SIDE))
        if len(begin):
            # The forms' places leave 5 hundredths above and below free.
            begin, end = fitted(begin, end, WIDE, 0.9 * HIGH, (SIDE - 1) / 2)
            image = 0.8 * ((1.1 - distances(begin, end, SIDE)) / 1.2 + 0.5).clip(0, 1)
        return np.rint(255 * image)[..., None]

    def _draw(self, rng: np.random.Generator, classes: Array) -> Array:
        """One image of each of the given classes, (N, height, width)."""
        n = len(classes)
        forms = [form for ways in FORMS.values() for form in ways]
        ways = np.array([len(FORMS[name]) for name in FORMS])
        chosen = (np.cumsum(ways) - ways)[classes] + (rng.random(n) * ways[classes]).astype(np.int64)
        matrix, shift = self._placing(rng, n)
        ink = rng.random((3, n, 1, 1), dtype=np.float32)
        waves = rng.standard_normal((n, 3, 5), dtype=np.float32)
        distance = np.empty((n, SIDE, SIDE), dtype=np.float32)
        for index in np.unique(chosen):
            members = np.flatnonzero(chosen == index)
            places, begin, end = traced(forms[index])
            stray = np.float32(self.wobble) * _bend(places, waves[members])
            points = (places - 0.5 + stray) @ matrix[members] + shift[members]
            distance[members] = _distance(begin @ points, end @ points)
        half_width, softness = 0.6 + 1.0 * ink[0], 0.8 + 0.8 * ink[1]
        image = (0.6 + 0.4 * ink[2]) * ((half_width - distance) / softness + 0.5).clip(0, 1)
        image += np.float32(self.noise) * rng.standard_normal(image.shape, dtype=np.float32)
        pixels: Array = np.rint(255 * image.clip(0, 1)).astype(np.uint8)
        return pixels

    def _placing(self, rng: np.random.Generator, n: int) -> tuple[Array, Array]:
        """From places about the origin, as rows, to pixels: matrices (N, 2, 2) and shifts (N, 1, 2)."""
        u = np.float32(self.distortion) * rng.uniform(-1, 1, (6, n)).astype(np.float32)
        angle, slant = 0.35 * u[0], 0.5 * u[1]
        wide, high = WIDE * np.exp2(0.5 * u[2]), HIGH * np.exp2(0.35 * u[3])
        cosine, sine = np.cos(angle), np.sin(angle)
        upright = np.array([[cosine, sine], [-sine, cosine]])
        sheared = np.array([[wide, np.zeros_like(wide)], [-slant * wide, high]])
        matrix: Array = np.einsum("ijn,jkn->nik", sheared, upright)
        return matrix, (SIDE - 1) / 2 + 4 * u[4:].T[:, None]


def _bend(places: Array, waves: Array) -> Array:
    """A smooth random field at the places (P, 2), of deviation 1: sums of sine waves across the plane, (N, P, 2).

    Each of the three waves of a sample has a way it pushes (2 numbers), a direction and frequency (2), and a phase.
    """
    phase = 2 * np.pi * (waves[:, None, :, 4] + 0.5 * np.einsum("pi,nki->npk", places, waves[..., 2:4]))
    bend: Array = np.sqrt(np.float32(2 / 3)) * np.sin(phase.astype(np.float32)) @ waves[..., :2]
    return bend


def _distance(begin: Array, end: Array) -> Array:
    """From each pixel to the nearest of the straight pieces (N, S, 2), in pixels: (N, height, width)."""
    nearest = np.full((len(begin), SIDE, SIDE), np.inf, dtype=np.float32)
    pixel = np.arange(SIDE, dtype=np.float32)
    for piece in range(begin.shape[1]):
        np.minimum(nearest, squares(begin[:, piece], (end - begin)[:, piece], pixel), out=nearest)
    return np.sqrt(nearest)
