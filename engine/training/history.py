"""The figures of a run over time, within bounded memory.

The last `EXACT` steps are kept as they were. Older ones become buckets of equal width holding minimum, maximum and
mean; when there are too many buckets, neighbours are merged and the width doubles. Ten million steps stay within 50 MB.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import numpy as np

from engine.messages import DescentError, say
from engine.numerics import Array
from engine.training.events import Edited, Epoch, Event, Started, Step
from engine.training.pyramid import Pyramid

EXACT = 2**17
BUCKETS = 2**16
STEP_SERIES = ("loss", "accuracy", "penalty", "rate", "gradient_norm")
EPOCH_SERIES = ("loss", "accuracy", "validation_loss", "validation_accuracy")

POINTS = 2**12
"""Most points of a series that is measured now and then; where there are more, every other one is forgotten."""

CLASSES = 16
"""Most classes whose figures are series of their own."""

Axis = Literal["epochs", "steps", "seconds"]


class History:
    """What happened, as series over steps and epochs. Figures that do not apply are NaN. `exact` is a power of two."""

    def __init__(self, exact: int = EXACT, buckets: int = BUCKETS) -> None:
        self._exact, self._most_buckets = exact, buckets
        self._recent = Pyramid(len(STEP_SERIES), 2 * exact)
        self._first = 1  # the step in row 0 of _recent
        self._width = 1
        self._old = np.empty((3, len(STEP_SERIES), 0))  # minimum, maximum, mean
        self._old_pyramid = Pyramid.of_ranges(self._old[0], self._old[1])
        self._epochs: list[tuple[int, int, float, float, float, float]] = []
        self._epoch_table = np.empty((0, 6))
        self._points: dict[str, tuple[array[float], array[float]]] = {}
        # Steps and epochs that belong together: the start, the ends of epochs, and what was reached last.
        self._end_steps, self._end_epochs = array("d", (0, 0)), array("d", (0, 0))
        self._clock_steps, self._clock = array("d", (0,)), array("d", (0,))
        self.edits: list[Edited] = []
        self._ends: dict[tuple[int, int], tuple[list[float], list[list[float]]]] = {}
        self._placed: dict[tuple[Axis, int, float], tuple[list[float], list[float]]] = {}

    @property
    def steps(self) -> int:
        """Number of steps recorded."""
        return self._first + len(self._recent) - 1

    @property
    def epochs(self) -> int:
        """Number of epochs recorded."""
        return self._epochs[-1][0] if self._epochs else 0

    @property
    def exact_from(self) -> int:
        """The first step that is kept exactly."""
        return self._first

    @property
    def nbytes(self) -> int:
        """About how much memory the series take."""
        points = sum(2 * each[0].itemsize * len(each[0]) for each in self._points.values())
        old = self._old_pyramid.nbytes + int(self._old[2].nbytes)
        return self._recent.nbytes + old + 200 * len(self._epochs) + points

    def arrays(self) -> dict[str, Array]:
        """All that is recorded but the edits, as copies by name, from which `of_arrays` makes it anew."""
        found = {
            "shape": np.array([self._exact, self._most_buckets, self._first, self._width], np.int64),
            "recent": self._recent.rows.copy(),
            "old": self._old.copy(),
            "epochs": np.array(self._epochs, dtype=float).reshape(-1, 6),
            "ends": np.array([self._end_steps, self._end_epochs]),
            "clock": np.array([self._clock_steps, self._clock]),
        }
        return found | {f"points/{name}": np.array(points) for name, points in self._points.items()}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array], edits: Iterable[Edited] = ()) -> History:
        """The history that gave these arrays; what comes next is added to it. Raises DescentError where they are not
        those of one."""
        fault = _misshapen(arrays)
        if fault is not None:
            raise DescentError(say("The curves of the run cannot be shown: {array} is damaged.", array=fault))
        exact, buckets, first, width = (int(value) for value in arrays["shape"])
        history = cls(exact, buckets)
        history._first, history._width, history._old = first, width, arrays["old"].copy()
        history._old_pyramid = Pyramid.of_ranges(history._old[0], history._old[1])
        history._recent.append(arrays["recent"].T)
        history._epochs = [(int(epoch), int(step), *row) for epoch, step, *row in arrays["epochs"].tolist()]
        history._end_steps, history._end_epochs = (array("d", row) for row in arrays["ends"])
        history._clock_steps, history._clock = (array("d", row) for row in arrays["clock"])
        for name, points in arrays.items():
            if name.startswith("points/"):
                history._points[name.removeprefix("points/")] = array("d", points[0]), array("d", points[1])
        history.edits = list(edits)
        return history

    def add(self, event: Event) -> None:
        """Record an event; those without figures are passed over."""
        match event:
            case Step():
                self.add_steps(np.array([[math.nan if value is None else value for value in event[2:]]]))
                self.reach(event.step, event.epoch)
            case Epoch():
                self._epochs.append((event.epoch, event.step, event.loss, _number(event.accuracy),
                                     _number(event.validation_loss), _number(event.validation_accuracy)))  # fmt: skip
                self.add_points(event.step, _series_of(event.metrics))
                self._end_steps.insert(-1, event.step)
                self._end_epochs.insert(-1, event.epoch)
                # An epoch may be without steps.
                self._end_epochs[-1] = max(self._end_epochs[-1], event.epoch)
                self._end_steps[-1] = max(self._end_steps[-1], event.step)
                self._placed.clear()
            case Started() if event.validation_loss is not None and not self._epochs:
                self._epochs.append((0, 0, math.nan, math.nan, event.validation_loss,
                                     _number(event.validation_accuracy)))  # fmt: skip
            case Edited():
                self.edits.append(event)

    def add_steps(self, rows: Array) -> None:
        """Record consecutive steps at once: rows (n, 5), columns as in STEP_SERIES."""
        self._ends.clear()
        while len(rows):
            taken = rows[: 2 * self._exact - len(self._recent)]
            self._recent.append(taken)
            rows = rows[len(taken) :]
            if len(self._recent) == 2 * self._exact:
                self._age()

    def add_points(self, step: int, values: Mapping[str, float]) -> None:
        """Record what was measured after a step, by name; steps never go back. A step is recorded once."""
        for name, value in values.items():
            steps, known = self._points.setdefault(name, (array("d"), array("d")))
            if steps and steps[-1] >= step:
                continue
            steps.append(step)
            known.append(value)
            if len(steps) > POINTS:
                self._points[name] = steps[1::2], known[1::2]

    def reach(self, step: int, epoch: float, seconds: float | None = None) -> None:
        """Record how far the run is: steps, epochs, and seconds without pauses."""
        self._end_steps[-1], self._end_epochs[-1] = step, epoch
        self._placed.clear()
        if seconds is not None and step > self._clock_steps[-1] and seconds >= self._clock[-1]:
            self._clock_steps.append(step)
            self._clock.append(seconds)
            if len(self._clock) > 2 * POINTS:
                self._clock_steps, self._clock = self._clock_steps[0::2], self._clock[0::2]

    def places(self, steps: Array, axis: Axis = "epochs") -> Array:
        """Where steps lie on an axis of epochs, whatever the batch size was, of steps or of seconds."""
        if axis == "steps":
            return np.asarray(steps, dtype=float)
        at_steps, at = self._along(axis)
        return np.interp(steps, at_steps, at)

    def few_places(self, steps: list[float], axis: Axis = "epochs") -> list[float]:
        """`places` of few steps in order; several views ask the same, so the last answers are kept."""
        if axis == "steps":
            return steps
        key = axis, len(steps), steps[0]
        known = self._placed.get(key)
        if known is None or known[0] != steps:
            at_steps, at = self._along(axis)
            known = self._placed[key] = steps, np.interp(steps, at_steps, at).tolist()
        return known[1]

    def steps_at(self, places: Array, axis: Axis = "epochs") -> Array:
        """The inverse of `places`; fractions of steps."""
        if axis == "steps":
            return np.asarray(places, dtype=float)
        at_steps, at = self._along(axis)
        return np.interp(places, at, at_steps)

    def series(self, name: str) -> tuple[Array, Array]:
        """The exact recent part of a series over steps: (step numbers, values)."""
        values = self._recent.rows[STEP_SERIES.index(name)]
        return np.arange(self._first, self._first + len(values)), values

    def old_series(self, name: str) -> tuple[Array, Array, Array, Array]:
        """The bucketed older part: (first step of each bucket, minimum, maximum, mean)."""
        low, high, mean = self._old[:, STEP_SERIES.index(name)]
        return 1 + self._width * np.arange(len(low)), low, high, mean

    def envelope(self, name: str, first: int, last: int, most: int) -> tuple[Array, Array]:
        """A series from step `first` to step `last` as a line that keeps its extremes: (steps, values), about two
        points for each of at most about `most` buckets, or the exact steps where they are few. Buckets stay where they
        are when the series grows."""
        column, found = STEP_SERIES.index(name), []
        old, recent = self._parts(first, last, most)
        if old is not None:
            starts, gathered, low, high = self._old_pyramid.envelope(column, *old)
            found.append(_line(1 + self._width * starts, self._width * gathered, low, high, self._first - 1))
        if recent is not None:
            starts, width, low, high = self._recent.envelope(column, *recent)
            found.append(_line(self._first + starts, width, low, high, self.steps))
        if not found:
            return np.empty(0), np.empty(0)
        return found[0] if len(found) == 1 else (np.concatenate([each[0] for each in found]),
                                                 np.concatenate([each[1] for each in found]))  # fmt: skip

    def grain(self, first: int, last: int, most: int) -> tuple[int, int, int]:
        """What the points of `envelope` depend on besides the figures: the first exact step, the steps in a bucket
        before it and those in one from it on. While it is the same, a series that grows only adds points."""
        old, recent = self._parts(first, last, most)
        return (
            self._first,
            0 if old is None else self._width * self._old_pyramid.width(*old),
            0 if recent is None else self._recent.width(*recent),
        )

    def envelope_from(self, name: str, step: int, width: int) -> tuple[list[float], list[float]]:
        """The last points of `envelope`, from the bucket on that holds an exact step; `width` as `grain` told it. As
        lists, which nobody may change: those of all series are found at once, and kept until there are more steps."""
        found = self._ends.get((step, width))
        if found is None:
            places, values = self._recent.tail(step - self._first, width)
            found = self._ends[step, width] = [self._first + place for place in places], values
        return found[0], found[1][STEP_SERIES.index(name)]

    def epoch_series(self, name: str) -> tuple[Array, Array, Array]:
        """A series over epochs: (epochs, step numbers, values). Epoch 0 is the untrained network."""
        fresh = self._epochs[len(self._epoch_table) :]
        if fresh:  # converting all of them each time would take longer and longer
            self._epoch_table = np.concatenate([self._epoch_table, np.array(fresh, dtype=float)])
        table = self._epoch_table
        return table[:, 0], table[:, 1], table[:, 2 + EPOCH_SERIES.index(name)]

    def point_series(self, name: str) -> tuple[Array, Array]:
        """A series that is measured now and then: (step numbers, values); empty where there is none."""
        steps, values = self._points.get(name, (array("d"), array("d")))
        return np.array(steps), np.array(values)

    def point_count(self, name: str) -> int:
        """A number that changes when a series that is measured now and then gets longer."""
        steps = self._points[name][0] if name in self._points else ()
        return int(steps[-1]) if steps else 0

    def point_names(self) -> tuple[str, ...]:
        """The series measured now and then: figures of metrics as "kind.figure" or "kind.figure.class", and others."""
        return tuple(self._points)

    def _parts(self, first: int, last: int, most: int) -> tuple[tuple[int, int, int] | None, ...]:
        """What an envelope asks of the older and of the exact part: rows and buckets."""
        share = min(max((self._first - first) / max(last - first + 1, 1), 0.0), 1.0)
        old = recent = None
        if self._first > 1 and first < self._first:
            end = -(-min(last, self._first - 1) // self._width)
            old = (first - 1) // self._width, end, max(round(share * most), 8)
        if last >= self._first:
            recent = first - self._first, last + 1 - self._first, max(round((1 - share) * most), 8)
        return old, recent

    def _along(self, axis: Axis) -> tuple[Array, Array]:
        """Steps and places that belong together; windows on what is kept, which cannot grow while they are held."""
        if axis == "epochs":
            return np.frombuffer(self._end_steps), np.frombuffer(self._end_epochs)
        return np.frombuffer(self._clock_steps), np.frombuffer(self._clock)

    def _age(self) -> None:
        """Move the older half of the exact rows into buckets."""
        while self._old.shape[2] + self._exact // self._width > self._most_buckets and self._width < self._exact:
            self._merge()
        groups = self._recent.rows[:, : self._exact].reshape(len(STEP_SERIES), -1, self._width)
        aged = np.stack([groups.min(axis=2), groups.max(axis=2), groups.mean(axis=2)])
        self._old = np.concatenate([self._old, aged], axis=2)
        self._old_pyramid = Pyramid.of_ranges(self._old[0], self._old[1])
        self._recent.drop(self._exact)
        self._first += self._exact

    def _merge(self) -> None:
        pairs = self._old.reshape(3, len(STEP_SERIES), -1, 2)
        self._old = np.stack([pairs[0].min(axis=2), pairs[1].max(axis=2), pairs[2].mean(axis=2)])
        self._width *= 2


def _line(starts: Array, width: int, low: Array, high: Array, last: int) -> tuple[Array, Array]:
    """Buckets as a line through the minimum and the maximum of each, up to step `last`; rows themselves as they are."""
    if width == 1:
        return starts.astype(float), low
    x, y = np.empty(2 * len(starts)), np.empty(2 * len(starts))
    x[0::2], x[1::2] = starts, np.minimum(starts + width / 2, last)
    y[0::2], y[1::2] = low, high
    return x, y


def _series_of(metrics: Mapping[str, Any]) -> dict[str, float]:
    """What can be drawn of an epoch's metrics: numbers, and numbers a class where there are not too many."""
    found = {}
    for kind, figures in metrics.items():
        for figure, value in figures.items():
            if isinstance(value, int | float):
                found[f"{kind}.{figure}"] = float(value)
            elif len(value) <= CLASSES and all(isinstance(each, int | float) for each in value):
                found |= {f"{kind}.{figure}.{index}": float(each) for index, each in enumerate(value)}
    return found


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def _misshapen(arrays: Mapping[str, Array]) -> str | None:
    """Which of the arrays that `History.arrays` gives cannot be one of a history; None where all can."""
    form = arrays.get("shape")
    if form is None or form.shape != (4,) or form.dtype != np.int64:
        return "shape"
    exact, buckets, first, width = (int(value) for value in form)
    if not (4 <= exact <= EXACT and exact & (exact - 1) == 0 and 1 <= buckets <= BUCKETS and first >= 1):
        return "shape"
    if not (1 <= width <= exact and width & (width - 1) == 0):
        return "shape"
    most = {"recent": 2 * exact - 1, "old": 2 * buckets + exact, "epochs": 2**24, "ends": 2**24, "clock": 2 * POINTS}
    shapes: dict[str, tuple[int | None, ...]] = {
        "recent": (5, None), "old": (3, 5, None), "epochs": (None, 6), "ends": (2, None), "clock": (2, None),
    }  # fmt: skip
    for name, shape in shapes.items():
        found = arrays.get(name)
        if found is None or found.dtype != np.float64 or found.ndim != len(shape):
            return name
        if any(
            extent > most[name] if want is None else extent != want
            for extent, want in zip(found.shape, shape, strict=True)
        ):
            return name
    if arrays["old"].shape[2] * width != first - 1:
        return "old"
    if not np.isfinite(arrays["epochs"][:, :2]).all() or (np.abs(arrays["epochs"][:, :2]) > 2**53).any():
        return "epochs"
    for name, least in (("ends", 2), ("clock", 1)):
        lines = arrays[name]
        if lines.shape[1] < least or not np.isfinite(lines).all() or (np.diff(lines[0]) < 0).any():
            return name
    for name, points in arrays.items():
        if name not in shapes and name != "shape":
            fits = name.startswith("points/") and points.dtype == np.float64 and points.shape[:-1] == (2,)
            if not fits or points.shape[1] > POINTS + 1 or np.isnan(points[0]).any():
                return name
    return None
