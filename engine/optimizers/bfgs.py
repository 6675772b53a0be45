from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np

from engine.fields import rate
from engine.numerics import Array
from engine.optimizers.base import Evaluate, Evaluating
from engine.optimizers.line_search import strong_wolfe


class BFGS(Evaluating):
    """BFGS: Newton's method without second derivatives: builds up the inverse curvature from how the gradient changes
    from step to step. Keeps a square of the parameters' number, so it is for small networks.

    d = -B g,  x += a d with a by a strong-Wolfe line search,  s = a d,  y = g' - g,  r = 1 / (y s)

    B = (I - r s y^T) B (I - r y s^T) + r s s^T

    Broyden, Fletcher, Goldfarb and Shanno, 1970.
    """

    kind: Literal["bfgs"] = "bfgs"
    title: ClassVar[str] = "BFGS"
    most_parameters: ClassVar[int | None] = 3_000

    learning_rate: float = rate("First step", "First guess of each step's length; the line search corrects it.", 1.0)

    def step(
        self, x: Array, evaluate: Evaluate, state: dict[str, Array], rng: np.random.Generator, rate: float
    ) -> float:
        f, g = evaluate(x, True)
        assert g is not None
        g = g.copy()
        fresh = "B" not in state
        B = state.setdefault("B", np.eye(x.size, dtype=x.dtype))
        d = -(B @ g)
        if float(g @ d) >= 0:  # rounding has spoilt B: begin again from steepest descent
            B[...] = np.eye(x.size)
            d, fresh = -g, True
        first = rate * min(1.0, 1 / max(float(np.abs(g).sum()), 1e-300)) if fresh else rate
        found = strong_wolfe(x, d, f, g, evaluate, first)
        s, y = found.a * d, found.g - g
        sy = float(s @ y)
        if sy > 1e-10 * float(np.linalg.norm(s) * np.linalg.norm(y)):
            if fresh:
                B *= sy / float(y @ y)
            By = B @ y
            B += np.outer(s, s) * ((sy + float(y @ By)) / sy**2) - (np.outer(By, s) + np.outer(s, By)) / sy
        x += s
        return found.f

    def may_remember(self, state: Mapping[str, Array], size: int) -> bool:
        return not state or (set(state) == {"B"} and state["B"].shape == (size, size))
