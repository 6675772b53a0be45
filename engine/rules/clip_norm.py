from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.numerics import Array
from engine.rules.base import GradientRule


class ClipNorm(GradientRule):
    """Clipping by norm: shortens the whole gradient where it is longer than a limit; its direction stays.

    g = g limit / |g| where |g| > limit
    """

    kind: Literal["clip_norm"] = "clip_norm"
    title: ClassVar[str] = "Clip gradient norm"

    limit: float = real("Limit", "Greatest length of the gradient.", 1.0, above=0.0, at_most=1e6, log=True, live=True)

    def clip(self, g: Array) -> None:
        norm = float(np.sqrt(np.dot(g, g)))
        if norm > self.limit:
            g *= self.limit / norm
