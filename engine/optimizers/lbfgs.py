from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np

from engine.fields import count, rate
from engine.numerics import Array
from engine.optimizers.base import Evaluate, Evaluating
from engine.optimizers.line_search import strong_wolfe


class LBFGS(Evaluating):
    """L-BFGS: BFGS with little memory: keeps the last few steps instead of a square matrix, so it fits any network that
    trains on all samples at once.

    d = -B g by the two-loop recursion over the last s and y,  x += a d with a by a strong-Wolfe line search

    Nocedal, 1980.
    """

    kind: Literal["lbfgs"] = "lbfgs"
    title: ClassVar[str] = "L-BFGS"

    learning_rate: float = rate("First step", "First guess of each step's length; the line search corrects it.", 1.0)
    history: int = count("History", "Number of past steps remembered.", 10, at_most=1_000, unit="steps")

    def step(
        self, x: Array, evaluate: Evaluate, state: dict[str, Array], rng: np.random.Generator, rate: float
    ) -> float:
        f, g = evaluate(x, True)
        assert g is not None
        g = g.copy()
        none = np.zeros((0, x.size), dtype=x.dtype)
        S, Y = state.get("S", none), state.get("Y", none)
        d = -_two_loop(g, S, Y)
        if float(g @ d) >= 0:
            S, Y, d = none, none, -g
        first = rate if len(S) else rate * min(1.0, 1 / max(float(np.abs(g).sum()), 1e-300))
        found = strong_wolfe(x, d, f, g, evaluate, first)
        s, y = found.a * d, found.g - g
        if float(s @ y) > 1e-10 * float(np.linalg.norm(s) * np.linalg.norm(y)):
            S, Y = np.vstack([S, s])[-self.history :], np.vstack([Y, y])[-self.history :]
        state["S"], state["Y"] = S, Y
        x += s
        return found.f

    def may_remember(self, state: Mapping[str, Array], size: int) -> bool:
        if not state:
            return True
        most = [(count, size) for count in range(self.history + 1)]
        return set(state) == {"S", "Y"} and state["S"].shape == state["Y"].shape and state["S"].shape in most


def _two_loop(g: Array, S: Array, Y: Array) -> Array:
    """B g, where B is the inverse curvature that the steps S and changes of gradient Y amount to."""
    q, alphas = g.copy(), []
    for s, y in zip(S[::-1], Y[::-1], strict=True):
        alphas.append(float(s @ q) / float(s @ y))
        q -= alphas[-1] * y
    if len(S):
        q *= float(S[-1] @ Y[-1]) / float(Y[-1] @ Y[-1])
    for s, y, alpha in zip(S, Y, reversed(alphas), strict=True):
        q += (alpha - float(y @ q) / float(s @ y)) * s
    return q
