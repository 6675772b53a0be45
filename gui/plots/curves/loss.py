"""Loss over the epochs: of each batch, the mean of each training epoch, and of the validation samples."""

from __future__ import annotations

from gui.plots.curves.curve_view import CurvesView
from gui.plots.curves.series import Series, Style
from gui.plots.scales import brief, ceiling


class LossView(CurvesView):
    """The data loss, without penalties."""

    kind = "loss"

    def series(self) -> tuple[Series, ...]:
        return (
            Series("loss", self.tr("Training"), "epoch", marker="o"),
            Series("validation_loss", self.tr("Validation"), "epoch", "validation", Style.DashLine, "s"),
            Series("loss", self.tr("Batch"), "step", raw=True),
        )

    def empty_text(self) -> str:
        if not self.controller.learns:
            return self.tr("k nearest neighbours minimises no loss. Its accuracy tells how good it is.")
        return self.tr("Loss will appear here once you press Train: how far answers are from their targets.")

    def value_text(self, value: float) -> str:
        return brief(value)

    def wanted_range(self, low: float, high: float, calm_high: float) -> tuple[float, float]:
        return 0.0, ceiling(1.02 * calm_high)
