"""The numbers of curves, for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.plots.curves.tracing import values_of
from gui.plots.view import Table

if TYPE_CHECKING:
    from gui.plots.curves.curve_view import CurvesView


def curve_table(view: CurvesView) -> Table | None:
    """Run by run, what is known of every step in sight (of long ago: of every bucket its mean), as it stands in the
    history; None where there is nothing."""
    left, right = view.chart.seen[:2]
    rows: list[tuple[str, str, int, float, float]] = []
    current = view.runs.current
    for run in (*view.past_runs(), *([current] if current.visible else [])):
        history = run.history
        for series in view.visible_series():
            if series.per == "step":
                starts, _, _, means = history.old_series(series.name)
                steps, values = history.series(series.name)
                steps, values = np.concatenate([starts, steps]), np.concatenate([means, values])
            else:
                steps, values = values_of(history, series)
            places = history.places(steps, view.options.axis)
            seen = (places >= left) & (places <= right) & np.isfinite(values)
            epochs = history.places(steps[seen])
            rows += [
                (run.name, series.title, *each)
                for each in zip(steps[seen].astype(int).tolist(), epochs.tolist(), values[seen].tolist(), strict=True)
            ]
    if not rows:
        return None
    translate = QCoreApplication.translate
    names = (translate("Curves", "run"), translate("Curves", "series"), translate("Curves", "step"),
             translate("Curves", "epoch"), translate("Curves", "value"))  # fmt: skip
    return Table(names, rows)
