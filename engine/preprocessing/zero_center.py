from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import choice
from engine.numerics import Array
from engine.preprocessing.base import Fitted, Preprocessing, statistics_axes


class ZeroCenter(Preprocessing):
    """Subtracts the training data's mean, so that inputs are centred on zero.

    x' = x - mean(x)
    """

    kind: Literal["zero_center"] = "zero_center"
    title: ClassVar[str] = "Zero-centre"

    per: Literal["feature", "channel"] = choice(
        "Mean of",
        "One mean for each input (for images the mean image), or one for each colour channel.",
        "feature",
        {"feature": "Each feature", "channel": "Each channel"},
    )

    def fit(self, x: Array) -> Fitted:
        return {"mean": x.mean(axis=statistics_axes(x, self.per))}

    def apply(self, x: Array, fitted: Fitted) -> Array:
        centred: Array = x - fitted["mean"]
        return centred
