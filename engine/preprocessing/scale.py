from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.numerics import Array
from engine.preprocessing.base import Fitted, Preprocessing, spread_or_one


class Scale(Preprocessing):
    """Scales all inputs alike, so that the training data's smallest and largest numbers become the given ones.

    x' = low + (high - low) (x - min) / (max - min)
    """

    kind: Literal["scale"] = "scale"
    title: ClassVar[str] = "Scale to range"

    low: float = real("Low", "What the smallest number becomes.", 0.0, at_least=-1e6, at_most=1e6)
    high: float = real("High", "What the largest number becomes.", 1.0, at_least=-1e6, at_most=1e6)

    def fit(self, x: Array) -> Fitted:
        return {"minimum": np.asarray(x.min()), "range": spread_or_one(np.asarray(x.max() - x.min()))}

    def apply(self, x: Array, fitted: Fitted) -> Array:
        scaled: Array = self.low + (self.high - self.low) * ((x - fitted["minimum"]) / fitted["range"])
        return scaled
