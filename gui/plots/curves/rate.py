"""The learning rate of every step: the base rate, as schedule and warm-up changed it."""

from __future__ import annotations

from gui.plots.curves.curve_view import CurvesView
from gui.plots.curves.series import Series
from gui.plots.scales import brief, ceiling


class RateView(CurvesView):
    """What the optimizer was given in each step."""

    kind = "rate"

    def series(self) -> tuple[Series, ...]:
        return (Series("rate", self.tr("Learning rate"), "step"),)

    def empty_text(self) -> str:
        if not self.controller.learns:
            return self.tr("k nearest neighbours is not trained step by step, so it has no learning rate.")
        return self.tr("The learning rate of every step will appear here once you press Train.")

    def value_text(self, value: float) -> str:
        return brief(value)

    def wanted_range(self, low: float, high: float, calm_high: float) -> tuple[float, float]:
        return 0.0, ceiling(1.02 * high)
