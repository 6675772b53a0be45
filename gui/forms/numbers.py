"""Numbers as people write and step them: shown shortest and exact, read leniently, stepped 1-2-5 where natural.

Nothing here knows a widget. Decimal arithmetic keeps every offered value short: 0.3, never 0.30000000000000004.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence
from decimal import Decimal

from engine import Hyperparameter

DECADES = 3
"""How far a logarithmic slider reaches on either side of the default, in powers of ten."""
FINEST = 1000
"""A linear slider has at most so many steps; beyond, nobody could place it."""
CAREFUL, SWIFT = 60, 300
"""Counts that are scrubbed go slowly for so many steps, then a step a pixel; beyond so many they hurry."""
_ROUND = (Decimal("1"), Decimal("1.2"), Decimal("1.5"), Decimal("2"), Decimal("2.5"), Decimal("3"), Decimal("4"),
          Decimal("5"), Decimal("6"), Decimal("8"))  # fmt: skip
"""Ten round numbers a decade, about evenly spaced on a logarithmic scale (Renard's R''10)."""


def exact(value: float) -> str:
    """The shortest text that reads back as the same number: 0.001, 1e-05, 1, never rounded."""
    text = repr(value)
    return text[:-2] if text.endswith(".0") else text


def read_count(text: str) -> int | str:
    """The whole number a text means (1e3 is one), or the text itself where it means none."""
    text = text.strip()
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() and abs(number) < 2**53 else text


def read_real(text: str) -> float | str:
    """The number a text means, or the text itself where it means none."""
    try:
        return float(text.strip())
    except ValueError:
        return text.strip()


def allowed(entry: Hyperparameter, value: float) -> bool:
    """Whether a number lies within the declared bounds."""
    if entry.minimum is not None and (value < entry.minimum or (entry.minimum_excluded and value == entry.minimum)):
        return False
    return entry.maximum is None or value < entry.maximum or (value == entry.maximum and not entry.maximum_excluded)


def stepped(entry: Hyperparameter, value: float, steps: int) -> float:
    """The number `steps` steps above `value` (below where negative), as far as the bounds allow.

    Logarithmic fields go 1-2-5; the others to the next multiples of their step.
    """
    for _ in range(abs(steps)):
        following = _neighbour(entry, value, steps > 0)
        if not allowed(entry, following):
            bound = entry.maximum if steps > 0 else entry.minimum
            excluded = entry.maximum_excluded if steps > 0 else entry.minimum_excluded
            if bound is None or excluded or (value - bound) * steps >= 0:
                return value
            following = type(value)(bound)
        value = following
    return value


def slider_values(entry: Hyperparameter) -> tuple[float, ...]:
    """What a slider offers, from left to right; empty where a slider would not help."""
    if entry.log:
        return _logarithmic(entry)
    if entry.minimum is None or entry.maximum is None:
        return ()
    low, high, step = _decimal(entry.minimum), _decimal(entry.maximum), _decimal(entry.step)
    if (high - low) / step > FINEST:
        return ()
    fine = step / 5
    values = (float(low + fine * index) for index in range(int((high - low) / fine) + 1))
    return tuple(value for value in values if allowed(entry, value))


def nearest(values: Sequence[float], value: float, *, log: bool) -> int:
    """The position of the value that comes nearest, on the scale of the slider."""
    above = bisect.bisect_left(values, value)
    if above == 0 or above == len(values):
        return min(above, len(values) - 1)
    low, high = values[above - 1], values[above]
    middle = math.sqrt(low * high) if log and low > 0 else (low + high) / 2
    return above if value >= middle else above - 1


def scrub_steps(pixels: int, *, whole: bool) -> int:
    """How many steps a drag of so many pixels goes. A count goes 3 pixels a step, then 1, so that each of the nearest
    300 can be hit, and then 10 steps a pixel; other numbers, whose steps are larger, go 6 pixels a step."""
    distance = abs(pixels)
    if not whole:
        steps = distance // 6
    elif distance < 3 * CAREFUL:
        steps = distance // 3
    else:
        steps = CAREFUL + distance - 3 * CAREFUL
        steps = steps if steps <= SWIFT else SWIFT + 10 * (steps - SWIFT)
    return steps if pixels >= 0 else -steps


def scrubbed(entry: Hyperparameter, start: float, steps: int) -> float:
    """The number so many steps from `start`, within the bounds: counts by their step, logarithmic fields along what
    their slider offers, others along the multiples of their step."""
    if steps == 0:
        return start
    if isinstance(start, int):
        following = start + steps * (int(entry.step) or 1)
        low, high = (None if bound is None else int(bound) for bound in (entry.minimum, entry.maximum))
        following = following if low is None else max(following, low)
        return following if high is None else min(following, high)
    if entry.log:
        values = sorted({*_logarithmic(entry), start})
        return values[min(max(values.index(start) + steps, 0), len(values) - 1)]
    step = _decimal(entry.step)
    multiples = _decimal(start) / step
    return _inside(entry, step, (math.floor(multiples) if steps > 0 else math.ceil(multiples)) + steps, start)


def _inside(entry: Hyperparameter, step: Decimal, multiple: int, start: float) -> float:
    """So many steps from 0, or where that is out of bounds the bound, or the last multiple before one that is excluded;
    `start` where there is none on this side of it."""
    value = float(step * multiple)
    if allowed(entry, value):
        return value
    up = value > start
    bound, excluded = (entry.maximum, entry.maximum_excluded) if up else (entry.minimum, entry.minimum_excluded)
    assert bound is not None, "a number is out of bounds only where there are some"
    if not excluded:
        return float(bound)
    last = _decimal(bound) / step
    nearest = float(step * (math.ceil(last) - 1 if up else math.floor(last) + 1))
    return max(nearest, start) if up else min(nearest, start)


def _neighbour(entry: Hyperparameter, value: float, up: bool) -> float:
    if isinstance(value, int):
        return value + (int(entry.step) or 1) * (1 if up else -1)
    if entry.log:
        return _one_two_five(entry, value, up)
    step, exactly = _decimal(entry.step), _decimal(value)
    multiples = exactly / step
    rounded = math.floor(multiples) + 1 if up else math.ceil(multiples) - 1
    return float(step * rounded)


def _one_two_five(entry: Hyperparameter, value: float, up: bool) -> float:
    lowest = next((each for each in _logarithmic(entry) if each > 0), 1e-6)
    if value <= 0:
        return lowest if up else value
    if not up and value <= lowest and allowed(entry, 0.0):
        return 0.0
    exactly = _decimal(value)
    power = exactly.adjusted()
    mantissa = exactly.scaleb(-power)
    if up:
        following = next(each for each in (2, 5, 10) if each > mantissa)
        return float(Decimal(following).scaleb(power))
    before = next((each for each in (5, 2, 1) if each < mantissa), None)
    below = Decimal(before).scaleb(power) if before else Decimal(5).scaleb(power - 1)
    return float(below) or value


def _logarithmic(entry: Hyperparameter) -> tuple[float, ...]:
    default = entry.default if isinstance(entry.default, float) and entry.default > 0 else 1e-3
    power = _decimal(default).adjusted()
    values = [float(each.scaleb(exponent)) for exponent in range(power - DECADES, power + DECADES) for each in _ROUND]
    values.append(float(Decimal(1).scaleb(power + DECADES)))
    return tuple(value for value in [0.0, *values] if allowed(entry, value))


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value))
