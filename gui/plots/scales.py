"""What the plots need to know of numbers: calm ranges, thinning that keeps the extremes, and how to write them."""

from __future__ import annotations

import math

import numpy as np

MOST_BUCKETS = 1000
"""A thinned curve has two points a bucket."""

TICK_PIXELS = 18
"""What the numbers on a logarithmic axis are apart at least."""

_CEILINGS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


def ceiling(value: float) -> float:
    """The least round number that is not below a positive value; ranges that end on one change seldom."""
    if not (math.isfinite(value) and value > 0):
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(each * power for each in _CEILINGS if each * power >= value * (1 - 1e-12))


def envelope(first: int, values: np.ndarray, most: int = MOST_BUCKETS) -> tuple[np.ndarray, np.ndarray]:
    """A curve over the steps first, first + 1 ... as (steps, values), thinned to the minimum and maximum of at most
    about `most` buckets where it is longer than twice that. Bucket edges are multiples of a power of two, so that a
    growing curve stays where it was drawn."""
    if len(values) <= 2 * most:
        return np.arange(first, first + len(values), dtype=float), np.asarray(values, dtype=float)
    width = 1 << (-(-len(values) // most) - 1).bit_length()
    edges = np.arange(-(first % width), len(values), width)
    edges[0] = 0
    values = np.ascontiguousarray(values)
    return _interleaved(first + edges, width, np.fmin.reduceat(values, edges), np.fmax.reduceat(values, edges))


def thinned(count: int, most: int) -> slice:
    """Every so-manieth of `count` points, so that at most `most` are left."""
    return slice(None, None, max(1, -(-count // most)))


def log_ticks(low: float, high: float, pixels: float) -> list[float]:
    """Exponents of the round numbers between two exponents, as many as have room."""
    decade = pixels / max(high - low, 1e-9)
    choices = (((1, 2, 3, 5), 0.17), ((1, 2, 5), 0.3), ((1, 3), 0.47))
    mantissas = next((some for some, narrowest in choices if narrowest * decade >= TICK_PIXELS), (1,))
    every = max(1, math.ceil(TICK_PIXELS / decade))
    exponents = range(every * math.floor(low / every), math.ceil(high) + 1, every)
    found = [exponent + math.log10(mantissa) for exponent in exponents for mantissa in mantissas]
    return [each for each in found if low <= each <= high]


def ticks(low: float, high: float, most: float) -> list[float]:
    """Round numbers between two, at most about so many."""
    if not (math.isfinite(low) and math.isfinite(high) and high > low):
        return []
    rough = (high - low) / max(most, 1.0)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough * (1 - 1e-9))
    return [round(index * step, 12) for index in range(math.ceil(low / step), math.floor(high / step) + 1)]


def exact(value: float) -> str:
    """A number to its last digit."""
    return repr(float(value))


def brief(value: float, digits: int = 3) -> str:
    """A number in so many significant digits (those before the point are never cut), of nearly constant width."""
    if value == 0 or not math.isfinite(value):
        return f"{value:g}"
    power = math.floor(math.log10(abs(value)))
    if -4 <= power < 5:
        return f"{value:.{max(digits - 1 - power, 0)}f}"
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    return f"{mantissa}e{int(exponent)}"


def _interleaved(starts: np.ndarray, width: float, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.empty(2 * len(starts)), np.empty(2 * len(starts))
    x[0::2], x[1::2] = starts, starts + width / 2
    y[0::2], y[1::2] = low, high
    return x, y
