from __future__ import annotations

from typing import ClassVar, Literal

from engine.fields import choice
from engine.numerics import Array
from engine.preprocessing.base import Fitted, Preprocessing, spread_or_one, statistics_axes


class Standardize(Preprocessing):
    """Subtracts the training data's mean and divides by their standard deviation, so that all inputs are of one size.

    x' = (x - mean(x)) / deviation(x)          a feature that never varies is only centred
    """

    kind: Literal["standardize"] = "standardize"
    title: ClassVar[str] = "Standardize"

    per: Literal["feature", "channel"] = choice(
        "Statistics of",
        "One mean and deviation for each input, or one for each colour channel.",
        "feature",
        {"feature": "Each feature", "channel": "Each channel"},
    )

    def fit(self, x: Array) -> Fitted:
        axes = statistics_axes(x, self.per)
        return {"mean": x.mean(axis=axes), "deviation": spread_or_one(x.std(axis=axes))}

    def apply(self, x: Array, fitted: Fitted) -> Array:
        standard: Array = (x - fitted["mean"]) / fitted["deviation"]
        return standard
