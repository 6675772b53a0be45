"""The k-nearest-neighbour baseline: nothing is learned, all training samples are kept, and every answer searches
them."""

from __future__ import annotations

import numpy as np

from engine.datasets.base import Samples
from engine.numerics import Array
from engine.spec import KNearestNeighbors

BLOCK = 2**22
"""Most numbers in one block of distances or differences: 16 MiB in float32."""


def predict(model: KNearestNeighbors, train: Samples, x: Array, outputs: int) -> Array:
    """For classes the share of votes each gets among the k nearest training samples; for values their mean, (N, K).

    Ties in distance go to the earlier sample.
    """
    known, asked = train.x.reshape(len(train), -1), x.reshape(len(x), -1)
    rows = train.targets if train.targets.ndim == 2 else np.eye(outputs, dtype=x.dtype)[train.targets]
    k = min(model.k, len(known))
    width = known.size if model.distance == "l1" else len(known)
    step = max(1, BLOCK // max(width, 1))
    answers = np.empty((len(x), rows.shape[1]), dtype=x.dtype)
    for start in range(0, len(asked), step):
        part = distances(asked[start : start + step], known, model.distance)
        nearest = np.argsort(part, axis=1, kind="stable")[:, :k]
        answers[start : start + step] = rows[nearest].mean(axis=1)
    return answers


def distances(a: Array, b: Array, kind: str) -> Array:
    """Distances between the rows of a and those of b, (len(a), len(b)): sums of absolute or squared differences."""
    if kind == "l1":
        differences: Array = np.abs(a[:, None, :] - b[None, :, :]).sum(axis=2)
        return differences
    squares: Array = (a * a).sum(axis=1)[:, None] + (b * b).sum(axis=1)[None, :] - 2 * (a @ b.T)
    return squares
