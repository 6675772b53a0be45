from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.augmentations.base import Augmentation, Refusal
from engine.fields import real
from engine.messages import say
from engine.numerics import Array, Shape


class Mixup(Augmentation):
    """Mixup: trains on weighted means of two samples, and of what is wanted for them, so that the network behaves
    evenly between samples. Acts after preprocessing.

    x' = w x + (1 - w) x[p],  t' = w t + (1 - w) t[p],  w ~ Beta(alpha, alpha)          p: a random order of the batch

    Each sample has a w of its own. Classes become rows of shares. Zhang, Cisse, Dauphin and Lopez-Paz, 2017.
    """

    kind: Literal["mixup"] = "mixup"
    title: ClassVar[str] = "Mixup"
    needs: ClassVar[Literal["image", "any"]] = "any"
    mixes: ClassVar[bool] = True

    alpha: float = real(
        "Alpha", "How evenly samples mix: 0 not at all, 1 in any proportion, more nearer to half and half.", 0.2,
        at_least=0.0, at_most=100.0, step=0.1, live=True,
    )  # fmt: skip

    def refuses(self, shape: Shape, rows: bool = True) -> Refusal | None:
        if not rows:
            return (
                say("Mixup makes targets that are partly one class and partly another, which the loss does not take."),
                say("Choose softmax cross-entropy, or remove Mixup."),
            )
        return super().refuses(shape, rows)

    def mix(self, x: Array, targets: Array, rng: np.random.Generator) -> tuple[Array, Array]:
        if self.alpha == 0:
            return x, targets
        weight = rng.beta(self.alpha, self.alpha, len(x))
        partner = rng.permutation(len(x))
        return _mean(x, x[partner], weight), _mean(targets, targets[partner], weight)


def _mean(a: Array, b: Array, weight: Array) -> Array:
    w = weight.reshape(-1, *(1,) * (a.ndim - 1)).astype(a.dtype)
    mean: Array = w * a + (1 - w) * b
    return mean
