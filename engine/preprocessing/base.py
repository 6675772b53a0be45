"""What every preprocessing step does."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from engine.fields import Member
from engine.numerics import Array, Shape

Fitted = dict[str, Array]


class Preprocessing(Member):
    """A map of the inputs whose constants are fitted on the training split and then applied to every sample."""

    makes_rows: ClassVar[bool] = False
    """Whether it turns classes into rows of numbers."""
    reconstructs: ClassVar[bool] = False
    """Whether the targets are the inputs themselves, as rows, wherever it stands among the steps."""

    def output_shape(self, shape: Shape) -> Shape:
        """The shape of a sample afterwards."""
        return shape

    def fit(self, x: Array) -> Fitted:
        """The constants, from the training samples x, (N, ...) floats."""
        raise AssertionError(f"{type(self).__name__} does not say what it fits")

    def apply(self, x: Array, fitted: Fitted) -> Array:
        """The samples x, mapped."""
        raise AssertionError(f"{type(self).__name__} does not say what it does")

    def apply_targets(self, targets: Array, classes: int) -> Array:
        """The targets, mapped; most steps leave them alone."""
        return targets


def principal_axes(x: Array) -> tuple[Array, Array, Array]:
    """Mean, principal axes as columns (largest variance first), and the variances along them, of rows or images x.

    Of each axis the largest component is positive, so that the same data give the same axes everywhere.
    """
    rows = x.reshape(len(x), -1)
    mean = rows.mean(axis=0)
    covariance = (rows - mean).T @ (rows - mean) / max(len(rows) - 1, 1)
    variances, axes = np.linalg.eigh(covariance)
    axes = axes[:, ::-1]
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    return mean, axes, np.maximum(variances[::-1], 0)


def statistics_axes(x: Array, per: str) -> tuple[int, ...]:
    """The axes to average over: the samples for one constant a feature, and the pixels for one a channel."""
    return (0,) if per == "feature" else tuple(range(x.ndim - 1))


def spread_or_one(deviation: Array) -> Array:
    """Deviations to divide by: 1 in place of 0, so that a constant feature stays constant."""
    return np.where(deviation > 0, deviation, 1.0)
