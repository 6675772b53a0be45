from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.losses.base import Loss, Targets
from engine.numerics import Array


class Huber(Loss):
    """Huber loss: squared near the target, straight far from it, so that outliers do not take over.

    d = s - t,  L = mean over all elements of  d^2 / 2 where |d| <= delta, else delta (|d| - delta / 2)

    ds = d clipped to -delta ... delta, / (N K)          s, t: (N, K)

    Huber, 1964.
    """

    kind: Literal["huber"] = "huber"
    title: ClassVar[str] = "Huber"
    accepts: ClassVar[frozenset[Targets]] = frozenset({"values"})

    delta: float = real("Delta", "Distance from which the loss is straight.", 1.0, above=0.0, at_most=1e6, log=True)

    def value_and_gradient(self, scores: Array, targets: Array) -> tuple[float, Array]:
        d = scores - targets
        return float(self._losses(d).mean()), np.clip(d, -self.delta, self.delta) * scores.dtype.type(1 / d.size)

    def each(self, scores: Array, targets: Array) -> Array:
        losses: Array = self._losses(scores - targets).mean(axis=1)
        return losses

    def _losses(self, d: Array) -> Array:
        size = np.abs(d)
        return np.where(size <= self.delta, d * d / 2, self.delta * (size - self.delta / 2))
