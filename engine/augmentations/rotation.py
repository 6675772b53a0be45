from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.augmentations.base import Augmentation, Span
from engine.augmentations.sampling import FILLS, Fill, bilinear
from engine.fields import choice, real
from engine.numerics import Array


class Rotation(Augmentation):
    """Rotation: turns each image about its centre by a random angle, so that the network learns not to mind how things
    are turned. Between pixels, neighbours are averaged.

    y(p) = x(c + R (p - c)),  R = [[cos a, -sin a], [sin a, cos a]],  a ~ Uniform(-angle, angle)

    p: (right, down), c: the centre, so that an image with a > 0 turns anticlockwise.
    """

    kind: Literal["rotation"] = "rotation"
    title: ClassVar[str] = "Rotation"

    angle: float = real(
        "Angle", "The largest turn, to either side.", 15.0, at_least=0.0, at_most=180.0, step=1.0, unit="°", live=True
    )
    fill: Fill = choice("Border", "What comes into view beyond the border.", "edge", FILLS)

    def changed(self, x: Array, rng: np.random.Generator, span: Span) -> Array:
        return self.turned(x, rng.uniform(-self.angle, self.angle, len(x)), span)

    def turned(self, x: Array, degrees: Array, span: Span) -> Array:
        """The images x, each turned anticlockwise by its angle."""
        a = np.deg2rad(degrees)[:, None, None]
        cosine, sine = np.cos(a).astype(x.dtype), np.sin(a).astype(x.dtype)
        middle, centre = (x.shape[1] - 1) / 2, (x.shape[2] - 1) / 2
        down = (np.arange(x.shape[1]) - middle).astype(x.dtype)[:, None]
        right = (np.arange(x.shape[2]) - centre).astype(x.dtype)
        rows, columns = middle + sine * right + cosine * down, centre + cosine * right - sine * down
        return bilinear(x, rows, columns, self.fill, span.low)
