"""What every augmentation does."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from engine.fields import Member
from engine.messages import Message, say, titled
from engine.numerics import Array, Shape

Refusal = tuple[Message, Message]
"""What is wrong, and what to do about it."""


@dataclass(frozen=True)
class Span:
    """The raw values that inputs take, by which amounts are measured: of images the darkest and the brightest value of
    all (scalars), of rows the least and the greatest value of each feature. Images stay within it, rows need not."""

    low: Array
    high: Array
    bounded: bool

    @classmethod
    def of(cls, x: Array) -> Span:
        """The span of raw samples (N, ...): take the training split's."""
        bounded = x.ndim == 4
        axes = tuple(range(x.ndim)) if bounded else 0
        return cls(np.asarray(x.min(axis=axes), np.float64), np.asarray(x.max(axis=axes), np.float64), bounded)

    def clipped(self, x: Array) -> Array:
        """x, images cut off at the darkest and the brightest value."""
        return x.clip(self.low.astype(x.dtype), self.high.astype(x.dtype)) if self.bounded else x


class Augmentation(Member):
    """A random change of training samples that leaves what they show. Evaluation never sees it.

    Per batch: the raw samples are changed, then preprocessed, then mixed. What is random is drawn for the whole batch
    at once, in the order of the samples, from the stream the augmentation is given.
    """

    needs: ClassVar[Literal["image", "any"]] = "image"
    mixes: ClassVar[bool] = False
    """Whether it mixes preprocessed samples and their targets (`mix`), instead of changing raw samples (`apply`)."""

    def refuses(self, shape: Shape, rows: bool = True) -> Refusal | None:
        """What is wrong with it and what to do, where it does not fit raw samples of a shape; None where it does.

        `rows` says whether the loss takes rows of numbers for the targets the data have.
        """
        if self.needs == "image" and len(shape) != 3:
            text = say(
                "{name} needs images, but samples are rows of {n} numbers.", name=titled(self.title), n=math.prod(shape)
            )
            return text, say("Remove it, or choose image data.")
        return None

    def apply(self, x: Array, rng: np.random.Generator, span: Span) -> Array:
        """The raw samples x (N, ...), changed, in their own units; floats keep their type, whole numbers become
        float32. x is left alone."""
        return self.changed(x if x.dtype.kind == "f" else x.astype(np.float32), rng, span)

    def changed(self, x: Array, rng: np.random.Generator, span: Span) -> Array:
        """The same, of floats."""
        return x

    def mix(self, x: Array, targets: Array, rng: np.random.Generator) -> tuple[Array, Array]:
        """The preprocessed samples x (N, ...) and rows of targets (N, K), mixed."""
        return x, targets
