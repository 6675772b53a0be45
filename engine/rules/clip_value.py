from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.numerics import Array
from engine.rules.base import GradientRule


class ClipValue(GradientRule):
    """Clipping by value: cuts every number of the gradient off at a limit, which can change its direction.

    g = max(-limit, min(g, limit))
    """

    kind: Literal["clip_value"] = "clip_value"
    title: ClassVar[str] = "Clip gradient values"

    limit: float = real("Limit", "Greatest size of each number.", 1.0, above=0.0, at_most=1e6, log=True, live=True)

    def clip(self, g: Array) -> None:
        np.clip(g, -self.limit, self.limit, out=g)
