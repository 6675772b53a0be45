"""Exponential smoothing, as TensorBoard has it: each figure counts `weight` times less a step later, and the sum is
divided by what all figures so far count, so that the beginning is not drawn towards 0.

    smooth(t) = sum of weight^(t - i) x(i) / sum of weight^(t - i),  over the steps i <= t that have a figure
"""

from __future__ import annotations

import numpy as np

from engine import History, Pyramid

BLOCK = 64


def decayed_sums(x: np.ndarray, weight: float, carry: np.ndarray) -> np.ndarray:
    """y[i] = weight y[i-1] + x[i] along the rows of x (n, k), with y[-1] = `carry` (k,); by blocks, without a loop
    over rows."""
    count = len(x)
    if count == 0:
        return x
    blocks = -(-count // BLOCK)
    padded = np.zeros((blocks * BLOCK, x.shape[1]))
    padded[:count] = x
    lags = np.subtract.outer(np.arange(BLOCK), np.arange(BLOCK))
    within = np.where(lags >= 0, weight ** np.maximum(lags, 0.0), 0.0)
    sums = within @ padded.reshape(blocks, BLOCK, -1)
    ends = sums[:, -1]
    if blocks <= BLOCK:
        before = np.empty_like(ends)
        for index in range(blocks):
            before[index] = carry
            carry = weight**BLOCK * carry + ends[index]
    else:
        before = np.concatenate([carry[None], decayed_sums(ends, weight**BLOCK, carry)[:-1]])
    sums += weight ** np.arange(1.0, BLOCK + 1)[:, None] * before[:, None]
    return sums.reshape(-1, x.shape[1])[:count]


def smooth_points(steps: np.ndarray, values: np.ndarray, weight: float) -> np.ndarray:
    """The smoothed values of figures that were measured at some steps; NaN where there is none."""
    total = counted = 0.0
    last, found = 0.0, []
    for step, value in zip(steps.tolist(), values.tolist(), strict=True):
        if value == value:  # not NaN
            decay = weight ** (step - last)
            total, counted, last = decay * total + value, decay * counted + 1.0, step
            found.append(total / counted)
        else:
            found.append(value)
    return np.array(found)


class SmoothSteps:
    """One series over steps, smoothed; it follows its history at the price of what is new. Steps of long ago, of which
    only the means of buckets are kept, count as if each had its bucket's mean."""

    def __init__(self, name: str, weight: float) -> None:
        self.name, self.weight = name, weight
        self._from = 0  # the first step that is kept exactly, when all was worked out anew
        self._old = np.empty((2, 0))
        self._recent = Pyramid(1)
        self._carry = np.zeros(2)

    def follow(self, history: History) -> None:
        """Take over what was recorded since."""
        _, values = history.series(self.name)
        if history.exact_from != self._from:
            self._from, self._recent, self._carry = history.exact_from, Pyramid(1), np.zeros(2)
            starts, _, _, means = history.old_series(self.name)
            self._old = np.empty((2, 0))
            if len(starts):
                width = (history.exact_from - 1) / len(starts)
                share = (1 - self.weight**width) / (1 - self.weight)
                self._old = np.stack([starts + width - 1, self._sums(means, self.weight**width, share)])
        fresh = values[len(self._recent) :]
        if len(fresh):
            self._recent.append(self._sums(fresh, self.weight, 1.0)[:, None])

    def line(self, first: int, last: int, most: int) -> tuple[np.ndarray, np.ndarray]:
        """Steps `first` to `last` as (steps, values), thinned to about two points for each of `most` buckets."""
        old = slice(*np.searchsorted(self._old[0], (first, last + 1)).tolist())
        x, y = self._old[:, old]
        thin = max(1, -(-len(x) // most))
        recent = self._recent.envelope(0, first - self._from, last + 1 - self._from, most)
        steps, values = self._points(*recent)
        return np.concatenate([x[::thin], steps]), np.concatenate([y[::thin], values])

    def grain(self, first: int, last: int, most: int) -> tuple[int, int, int]:
        """What the points of `line` depend on besides the figures, as `History.grain`."""
        width = self._recent.width(first - self._from, last + 1 - self._from, most)
        return self._from, int(max(1, -(-self._old.shape[1] // most))), width

    def line_from(self, step: int, width: int) -> tuple[list[float], list[float]]:
        """The last points of `line`, from the bucket on that holds a step, as `History.envelope_from`."""
        places, values = self._recent.tail(step - self._from, width)
        return [self._from + place for place in places], values[0]

    def at(self, step: int) -> float:
        """The smoothed value after a step."""
        if step >= self._from:
            values = self._recent.rows[0]
            return float(values[min(step - self._from, len(values) - 1)]) if len(values) else float("nan")
        place = int(np.searchsorted(self._old[0], step))
        return float(self._old[1, min(place, self._old.shape[1] - 1)])

    def _points(
        self, starts: np.ndarray, width: int, low: np.ndarray, high: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        if width > 1:
            middle = np.minimum(starts + width / 2, len(self._recent) - 1)
            starts, low = np.stack([starts, middle]).T.reshape(-1), np.stack([low, high]).T.reshape(-1)
        return self._from + starts, low

    def _sums(self, values: np.ndarray, weight: float, share: float) -> np.ndarray:
        there = np.isfinite(values)
        sums = decayed_sums(np.stack([np.where(there, values, 0.0), there], axis=1) * share, weight, self._carry)
        self._carry = sums[-1]
        with np.errstate(invalid="ignore", divide="ignore"):
            return sums[:, 0] / sums[:, 1]
