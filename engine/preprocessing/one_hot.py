from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.numerics import Array
from engine.preprocessing.base import Fitted, Preprocessing


class OneHot(Preprocessing):
    """One-hot labels: replaces each class by a row of zeros with a one in its place, so that a loss for numbers, such
    as the mean squared error, can learn classes.

    t' = row of zeros with t'[t] = 1          the inputs stay as they are
    """

    kind: Literal["one_hot"] = "one_hot"
    title: ClassVar[str] = "One-hot labels"
    makes_rows: ClassVar[bool] = True

    def fit(self, x: Array) -> Fitted:
        return {}

    def apply(self, x: Array, fitted: Fitted) -> Array:
        return x

    def apply_targets(self, targets: Array, classes: int) -> Array:
        return np.eye(classes, dtype=np.float64)[targets] if targets.ndim == 1 else targets
