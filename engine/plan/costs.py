"""About how long calls take: enough to tell which work is worth a second thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

PRODUCTS = 40_000.0
"""Floating-point operations of matrix products a microsecond."""

NUMBERS = 2_000.0
"""Numbers a microsecond that an elementwise call goes through."""

START = 1.0
"""Microseconds of any call."""

HANDOVER = 120.0
"""Microseconds until a sleeping thread is at work and its end is noticed, as measured: mostly the system's."""

LOCK = 6.0
"""Microseconds that a call loses to Python's lock while another thread makes calls as well, as measured."""


def microseconds(call: tuple[Callable[..., Any], tuple[Any, ...]]) -> float:
    """An estimate for one call, by the shapes of its arrays."""
    function, arguments = call
    own = getattr(function, "__self__", None)
    arrays = [each for each in (own, *arguments) if isinstance(each, np.ndarray)]
    if not arrays:
        return START
    name = getattr(function, "__name__", "")
    if name in ("matmul", "dot") and len(arrays) >= 2:
        first, second = arrays[:2]
        sums = first.size * (second.shape[-1] if second.ndim > 1 else 1)
        return START + 2 * sums / PRODUCTS
    return START + max(each.size for each in arrays) / NUMBERS


def worth_sharing(calls: Sequence[tuple[Callable[..., Any], tuple[Any, ...]]]) -> bool:
    """Whether another thread saves more time by these calls than it costs. Threads that hand each other Python's
    lock at many short calls lose more than they share."""
    return sum(microseconds(call) - LOCK for call in calls) > HANDOVER
