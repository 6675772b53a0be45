from __future__ import annotations

import math
from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.initializers.base import Initializer
from engine.numerics import Array, Shape


class Orthogonal(Initializer):
    """Columns (or rows, where there are fewer) of length `gain` at right angles to each other, so that signals neither
    grow nor shrink through many layers.

    w^T w = gain^2 I          w as a matrix (all inputs of a unit, units)

    Saxe et al., 2013.
    """

    kind: Literal["orthogonal"] = "orthogonal"
    title: ClassVar[str] = "Orthogonal"

    gain: float = real("Gain", "Length of each column.", 1.0, at_least=0.0, at_most=100.0)

    def draw(self, rng: np.random.Generator, shape: Shape, fan_in: int, fan_out: int) -> Array:
        rows, columns = math.prod(shape[:-1]), shape[-1]
        normal = rng.standard_normal((max(rows, columns), min(rows, columns)))
        q, r = np.linalg.qr(normal)
        q = q * np.sign(np.diagonal(r))  # makes the factorisation unique, and q uniform over all rotations
        drawn: Array = self.gain * (q if rows >= columns else q.T).reshape(shape)
        return drawn
