"""Accuracy over the epochs, in percent."""

from __future__ import annotations

import math
from decimal import Decimal

from gui.plots.curves.curve_view import CurvesView
from gui.plots.curves.series import Series, Style
from gui.plots.scales import exact
from gui.texts import catalogue


class AccuracyView(CurvesView):
    """The share of samples whose class was found; empty, and saying why, where the data have no classes."""

    kind = "accuracy"
    rises = True
    ratios_matter = False

    def series(self) -> tuple[Series, ...]:
        percent = 100.0
        return (
            Series("accuracy", self.tr("Training"), "epoch", marker="o", scale=percent),
            Series("validation_accuracy", self.tr("Validation"), "epoch", "validation", Style.DashLine, "s",
                   scale=percent),
            Series("accuracy", self.tr("Batch"), "step", raw=True, scale=percent),
        )  # fmt: skip

    def axis_title(self) -> str:
        return self.tr("Accuracy (%)")

    def empty_text(self) -> str:
        data = self.controller.experiment.data
        if data.task == "reconstruction":
            return self.tr("The network is to give back its inputs; there are no classes, so accuracy has no meaning.")
        if data.task != "classification":
            return self.tr("{data} has numbers to predict, no classes, so accuracy has no meaning.").format(
                data=catalogue(data.source.title)
            )
        return self.tr("Accuracy will appear here once you press Train: the share of samples whose class is found.")

    def applies(self) -> bool:
        return bool(self.controller.experiment.data.task == "classification")

    def value_text(self, value: float) -> str:
        return f"{value:.1f} %"

    def exact_text(self, value: float) -> str:
        # In decimals, so that the shift to percent adds no digits of its own.
        return f"{(Decimal(exact(value)) * 100).normalize():f} %"

    def short_text(self, value: float) -> str:
        return f"{100.0 * value:.6g} %"

    def wanted_range(self, low: float, high: float, calm_high: float) -> tuple[float, float]:
        # Room for the lowest value down to the ten below, so that a curve near 100 % still has a shape.
        return max(0.0, 10.0 * math.floor(low / 10.0 - 1e-9)), 100.0
