"""The length of the gradient in every step, before anything clips it."""

from __future__ import annotations

from gui.plots.curves.curve_view import CurvesView
from gui.plots.curves.series import Series
from gui.plots.scales import brief, ceiling


class GradientNormView(CurvesView):
    """The Euclidean norm of the gradient of all trained parameters."""

    kind = "gradient_norm"

    def series(self) -> tuple[Series, ...]:
        return (Series("gradient_norm", self.tr("Gradient norm"), "step"),)

    def empty_text(self) -> str:
        if not self.controller.learns:
            return self.tr("k nearest neighbours follows no gradient.")
        return self.tr(
            "The length of the gradient in every step will appear here once you press Train: how steep the loss is "
            "where the network stands."
        )

    def value_text(self, value: float) -> str:
        return brief(value)

    def wanted_range(self, low: float, high: float, calm_high: float) -> tuple[float, float]:
        return 0.0, ceiling(1.02 * calm_high)
