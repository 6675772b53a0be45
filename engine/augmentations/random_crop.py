from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.augmentations.base import Augmentation, Refusal, Span
from engine.augmentations.sampling import FILLS, Fill, shifted
from engine.fields import choice, count
from engine.messages import say
from engine.numerics import Array, Shape


class RandomCrop(Augmentation):
    """Random crop: pads each image all round and cuts a window of its old size out of it, at a random place. What is
    shown moves, so that the network learns not to mind where it is.

    y[i, j] = x[i + a, j + b],  a, b ~ Uniform{-padding, ..., padding}          one a and b for each image
    """

    kind: Literal["random_crop"] = "random_crop"
    title: ClassVar[str] = "Random crop"

    padding: int = count(
        "Padding", "How far an image may move, to each side.", 4, at_least=0, at_most=1_000, unit="px", live=True
    )
    fill: Fill = choice("Border", "What comes into view beyond the border.", "dark", FILLS)

    def refuses(self, shape: Shape, rows: bool = True) -> Refusal | None:
        if len(shape) == 3 and self.padding >= min(shape[:2]):
            return (
                say("A padding of {padding} pixels can push images of {height}x{width} out of sight.",
                    padding=self.padding, height=shape[0], width=shape[1]),
                say("Use a padding below {most}.", most=min(shape[:2])),
            )  # fmt: skip
        return super().refuses(shape, rows)

    def changed(self, x: Array, rng: np.random.Generator, span: Span) -> Array:
        down, right = rng.integers(-self.padding, self.padding, (2, len(x), 1), endpoint=True)
        return shifted(x, np.arange(x.shape[1]) + down, np.arange(x.shape[2]) + right, self.fill, span.low)
