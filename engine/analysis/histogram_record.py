"""Histograms over time: a bounded record of slices, and how slices with ranges of their own are brought to one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.analysis.histograms import BINS, QUANTILES, Histogram, Kind, Snapshot, over_range
from engine.numerics import Array

MOST_SLICES = 200
"""Most slices that are kept of one layer's values."""

MOST_SERIES = 400
"""Most pairs of a layer and a kind that are kept; others are passed over."""

OUTLYING = 0.02
"""Share of the slices whose ends the common range passes over at each side, so that a few wild steps do not press all
others flat."""

_SHARES = ("silent", "dead", "saturated")
_FIGURES = ("low", "high", "mean", "deviation", *_SHARES)


@dataclass(frozen=True)
class Slices:
    """Histograms of one layer and kind after several steps: `counts` (S, BINS), of which each row has its own range
    from `low` to `high`; `quantiles` (S, Q); `shares` (S, 3): silent, dead and saturated, NaN where they do not apply.
    """

    steps: Array
    counts: Array
    low: Array
    high: Array
    mean: Array
    deviation: Array
    quantiles: Array
    shares: Array
    sizes: Array
    """(S, 3): size, sampled and stride."""

    def __len__(self) -> int:
        return len(self.steps)

    def between(self, first: float, last: float) -> Slices:
        """The slices of the steps from `first` to `last`, both included."""
        start, stop = np.searchsorted(self.steps, first, "left"), np.searchsorted(self.steps, last, "right")
        return self.at(slice(int(start), int(stop)))

    def at(self, index: slice | Array) -> Slices:
        """Some of the slices."""
        return Slices(**{name: array[index] for name, array in vars(self).items()})

    def histogram(self, index: int) -> Histogram:
        """One of them by itself."""
        size, sampled, stride = self.sizes[index].tolist()
        silent, dead, saturated = (None if np.isnan(each) else float(each) for each in self.shares[index])
        return Histogram(
            self.counts[index].astype(np.int64), float(self.low[index]), float(self.high[index]),
            float(self.mean[index]), float(self.deviation[index]), size, sampled, stride,
            tuple(self.quantiles[index].tolist()), silent, dead, saturated,
        )  # fmt: skip

    def nearest(self, step: float) -> int:
        """The index of the slice whose step is nearest."""
        return int(np.abs(self.steps - step).argmin())

    def common_range(self) -> tuple[float, float]:
        """A range for all of them: from the least value to the greatest, but for the outlying slices."""
        wild = int(OUTLYING * len(self))
        low, high = (
            float(np.sort(each)[at]) for each, at in
            ((self.quantiles[:, 0], wild), (self.quantiles[:, -1], len(self) - 1 - wild))
        )  # fmt: skip
        return (low, high) if high > low else (float(self.low.min()), float(self.high.max()))

    def resampled(self, low: float, high: float, bins: int = BINS) -> Array:
        """Counts (S, bins) over one range for all, see `over_range`."""
        return over_range(self.counts, self.low, self.high, low, high, bins)


class HistogramRecord:
    """What histograms were in the course of a run, in bounded memory: of each layer and kind at most `most` slices, the
    first and the latest always among them. When they are full those are dropped that follow another too closely, by a
    distance in steps that at least doubles each time; so what is kept lies evenly over the run."""

    def __init__(self, most: int = MOST_SLICES) -> None:
        self.most = most
        self._series: dict[tuple[str, Kind], _Series] = {}

    def add(self, snapshot: Snapshot) -> None:
        """Take histograms over; those of steps before the latest, and of nothing but infinite numbers, are passed
        over."""
        for key, each in snapshot.histograms.items():
            if not each.sampled:
                continue
            series = self._series.get(key)
            if series is None:
                if len(self._series) >= MOST_SERIES:
                    continue
                series = self._series[key] = _Series(self.most)
            series.add(snapshot.step, each)

    def slices(self, node_id: str, kind: Kind) -> Slices | None:
        """What is kept of a layer and kind; None where nothing is. It stays as it is when more is added."""
        series = self._series.get((node_id, kind))
        return None if series is None else series.slices()

    @property
    def keys(self) -> frozenset[tuple[str, Kind]]:
        """The layers and kinds of which something is kept."""
        return frozenset(self._series)

    @property
    def steps(self) -> tuple[int, int] | None:
        """The first and the last step of which something is kept; None where nothing is."""
        ends = [series.ends for series in self._series.values()]
        return (min(first for first, _ in ends), max(last for _, last in ends)) if ends else None

    @property
    def nbytes(self) -> int:
        """Memory that it takes."""
        return sum(series.nbytes for series in self._series.values())


class _Series:
    """Slices of one layer and kind, in arrays that grow. The latest waits beside them until it is known whether it
    stays: of many that come close together, nearly all are soon replaced."""

    def __init__(self, most: int) -> None:
        self._most, self._count, self._distance = most, 0, 1
        self._latest: tuple[int, Histogram] | None = None
        self._known: Slices | None = None
        self._steps, self._counts = np.empty(0, dtype=np.int64), np.empty((0, BINS), dtype=np.uint16)
        self._figures = np.empty((0, len(_FIGURES) + len(QUANTILES)))
        self._sizes = np.empty((0, 3), dtype=np.int64)

    @property
    def ends(self) -> tuple[int, int]:
        assert self._latest is not None
        last = self._latest[0]
        return (int(self._steps[0]) if self._count else last), last

    @property
    def nbytes(self) -> int:
        return self._steps.nbytes + self._counts.nbytes + self._figures.nbytes + self._sizes.nbytes

    def add(self, step: int, new: Histogram) -> None:
        if self._latest is not None:
            last = self._latest[0]
            if step < last:
                return
            if step > last and (not self._count or last - self._steps[self._count - 1] >= self._distance):
                self._put()
                self._count += 1
                if self._count == self._most:
                    self._thin()
        self._latest, self._known = (step, new), None

    def slices(self) -> Slices:
        if self._known is None:
            self._put()
            n = self._count + 1
            figures = self._figures[:n].copy()
            ends = len(_FIGURES) - len(_SHARES)
            low, high, mean, deviation = figures.T[:ends]
            self._known = Slices(
                steps=self._steps[:n].copy(), counts=self._counts[:n].copy(), low=low, high=high, mean=mean,
                deviation=deviation, quantiles=figures[:, len(_FIGURES) :], shares=figures[:, ends : len(_FIGURES)],
                sizes=self._sizes[:n].copy(),
            )  # fmt: skip
        return self._known

    def _put(self) -> None:
        """Write the latest behind those that stay."""
        assert self._latest is not None
        count, (step, new) = self._count, self._latest
        if count == len(self._steps):
            self._grow(min(max(2 * count, 16), self._most))
        self._steps[count], self._counts[count] = step, new.counts
        shares = (np.nan if each is None else each for each in (new.silent, new.dead, new.saturated))
        self._figures[count] = (new.low, new.high, new.mean, new.deviation, *shares, *new.quantiles)
        self._sizes[count] = new.size, new.sampled, new.stride

    def _thin(self) -> None:
        steps = self._steps[: self._count].tolist()
        self._distance = max(2 * self._distance, -(-2 * (steps[-1] - steps[0]) // self._most))
        kept = [0]
        for index, step in enumerate(steps):
            if step - steps[kept[-1]] >= self._distance:
                kept.append(index)
        for array in (self._steps, self._counts, self._figures, self._sizes):
            array[: len(kept)] = array[kept]
        self._count = len(kept)

    def _grow(self, room: int) -> None:
        for name in ("_steps", "_counts", "_figures", "_sizes"):
            old = getattr(self, name)
            new = np.empty((room, *old.shape[1:]), dtype=old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)
