"""Calm ranges for the axes of curves: ends that are round, and change seldom while a run goes on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from engine import Axis, History
from gui.plots.curves.series import Line
from gui.plots.scales import ceiling

if TYPE_CHECKING:
    from gui.plots.curves.curve_view import CurvesView
    from gui.run_controller import RunController
    from gui.runs import Run

MARGIN = 0.02
"""Share of a range kept free at its ends, so that markers there are whole."""

NARROW = 24
"""Pixels below which stripes for epochs disturb more than they tell."""


def reached(controller: RunController, axis: Axis) -> float:
    """How far the present run is."""
    progress = controller.progress
    if axis == "epochs":
        return progress.epoch
    return float(progress.step) if axis == "steps" else progress.elapsed


def along(controller: RunController, past: Sequence[Run], axis: Axis) -> tuple[float, float]:
    """The range of the axis below that shows the whole of the present run, with room to go on, and of past ones."""
    progress, here = controller.progress, reached(controller, axis)
    most = {
        "epochs": float(max(progress.epochs, 1)), "steps": float(max(progress.total_steps, 1)), "seconds": math.inf,
    }[axis]  # fmt: skip
    if controller.state in ("finished", "failed"):
        most = here if axis != "epochs" else most
    whole = max(min(ceiling(1.02 * here), most), here) if here > 0 else 1.0
    for run in past:
        end = float(run.history.places(np.array([run.history.steps]), axis)[0])
        whole = max(whole, end) if here > 0 or whole > 1.0 else end
    return -MARGIN * whole, (1 + MARGIN) * whole


def values_in(lines: Sequence[Line], left: float, right: float, view: CurvesView) -> tuple[float, float]:
    """The range of values that shows what lies between two places, as the view wants it; exponents of logarithms."""
    steps, others = [], []
    for line in lines:
        seen = (line.x >= left) & (line.x <= right)
        calm = line.width > 1 or line.upper is not None or len(line.x) < 100
        (others if calm else steps).append(line.y[seen])
        if line.upper is not None:
            others.append(line.upper[seen])
    loud, calm_values = (np.concatenate(each) if each else np.empty(0) for each in (steps, others))
    y = np.concatenate([loud, calm_values])
    if not len(y):
        low, high = 0.0, 1.0
    elif view.logarithmic:
        ends = [float(y.min()), float(y.max()), *(math.log10(each) for each in view.guides)]
        low, high = math.floor(2 * min(ends)) / 2, math.ceil(2 * max(ends) + 1e-9) / 2
    else:
        most = max(float(np.quantile(loud, 0.995)) if len(loud) else -math.inf, calm_values.max(initial=-math.inf))
        low, high = view.wanted_range(float(y.min()), float(y.max()), most)
    above = MARGIN * max(high - low, 1e-12)
    return low - above, high + above


def stripes(history: History, axis: Axis, left: float, right: float, pixels: float) -> list[tuple[float, float]]:
    """Every other epoch in sight, from its beginning to its end, where it is wide enough to be told."""
    reached = float(history.places(np.array([history.steps]))[0])
    first, last = (float(each) for each in history.places(history.steps_at(np.array([left, right]), axis)))
    if axis == "epochs":
        first, last = max(left, 0.0), right
    shown = last - first
    if shown <= 0 or pixels / shown < NARROW or right <= left:
        return []
    numbers = np.arange(2 * (math.floor(first) // 2), math.ceil(last) + 1, 2)
    numbers = numbers[numbers < (math.inf if axis == "epochs" else reached)]
    begins, ends = numbers.astype(float), numbers + 1.0
    if axis != "epochs":
        begins, ends = (history.places(history.steps_at(each), axis) for each in (begins, ends))
    return list(zip(begins.tolist(), ends.tolist(), strict=True))
