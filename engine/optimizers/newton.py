from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import choice, rate, real
from engine.numerics import Array
from engine.optimizers.base import Evaluate, Evaluating

H = 1e-5
"""Distance of the central differences."""

HALVINGS = 30


class Newton(Evaluating):
    """Newton's method: steps to where the loss, taken as a parabola of the present slope and curvature, would be
    lowest. Needs few steps and much work in each, so it is for very small networks.

    H[:, i] = (g(x + h e_i) - g(x - h e_i)) / (2 h),  x -= a (H + damping I)^-1 g,  a = rate, halved until L falls
    rate: step

    With absolute curvature the eigenvalues of H lose their sign, so that a saddle repels instead of attracting (Dauphin
    et al., 2014).
    """

    kind: Literal["newton"] = "newton"
    title: ClassVar[str] = "Newton"
    most_parameters: ClassVar[int | None] = 500

    learning_rate: float = rate("Step", "Share of the full Newton step; the schedule multiplies it.", 1.0)
    damping: float = real(
        "Damping", "Added to the curvature, against huge steps.", 1e-4, at_least=0.0, at_most=1e3, log=True
    )
    curvature: Literal["absolute", "signed"] = choice(
        "Curvature",
        "Whether directions of negative curvature are left behind, or approached as the plain method does.",
        "absolute",
        {"absolute": "Absolute", "signed": "Signed"},
    )

    def step(
        self, x: Array, evaluate: Evaluate, state: dict[str, Array], rng: np.random.Generator, rate: float
    ) -> float:
        f, gradient = evaluate(x, True)
        assert gradient is not None
        g = gradient.copy()
        values, vectors = np.linalg.eigh(_curvature(x, evaluate))
        if self.curvature == "absolute":
            values = np.abs(values)
        d = -(vectors @ ((vectors.T @ g) / _away_from_zero(values + self.damping)))
        for halving in range(HALVINGS):
            there = x + rate * 0.5**halving * d
            value, _ = evaluate(there, False)
            if value < f or self.curvature == "signed":
                x[:] = there
                return value
        return f


def _curvature(x: Array, evaluate: Evaluate) -> Array:
    """The matrix of second derivatives at x, by central differences of the gradient."""
    hessian = np.empty((x.size, x.size))
    for index in range(x.size):
        sides = []
        for sign in (1, -1):
            there = x.copy()
            there[index] += sign * H
            _, gradient = evaluate(there, True)
            assert gradient is not None
            sides.append(gradient.copy())
        hessian[:, index] = (sides[0] - sides[1]) / (2 * H)
    symmetric: Array = (hessian + hessian.T) / 2
    return symmetric


def _away_from_zero(values: Array) -> Array:
    return np.where(np.abs(values) < 1e-8, 1e-8, values)
