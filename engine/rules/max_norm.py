from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from engine.fields import real
from engine.numerics import Array
from engine.rules.base import WeightRule


class MaxNorm(WeightRule):
    """Max-norm constraint: after each update shortens the incoming weights of every unit (each column of a dense
    layer, each filter of a convolution) that are longer than a limit.

    w[:, u] = w[:, u] limit / |w[:, u]| where |w[:, u]| > limit

    Srivastava et al., 2014.
    """

    kind: Literal["max_norm"] = "max_norm"
    title: ClassVar[str] = "Max-norm"

    limit: float = real(
        "Limit", "Greatest length of a unit's weights.", 3.0, above=0.0, at_most=1e6, log=True, live=True
    )

    def constrain(self, w: Array) -> None:
        columns = w.reshape(-1, w.shape[-1])
        norms = np.sqrt(np.einsum("iu,iu->u", columns, columns))
        w *= np.minimum(1, self.limit / np.maximum(norms, self.limit)).astype(w.dtype)
