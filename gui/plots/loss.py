"""Loss over the epochs: of each batch, the mean of each training epoch, and of the validation samples."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from gui.document import Document
from gui.plots.curves import CurvesPlot
from gui.plots.scales import brief, ceiling
from gui.run_controller import RunController


class LossPlot(CurvesPlot):
    """The data loss, without penalties; linear or logarithmic."""

    kind = "loss"

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, series="loss", parent=parent)
        self.log_button = QToolButton(
            self, text=self.tr("log"), checkable=True, autoRaise=True,
            toolTip=self.tr("Logarithmic loss axis: equal ratios are equally far apart"),
        )  # fmt: skip
        self.log_button.setAccessibleName(self.tr("Logarithmic loss axis"))
        self.log_button.toggled.connect(self.set_logarithmic)
        self.buttons.insertWidget(0, self.log_button)

    def empty_text(self) -> str:
        if not self.controller.learns:
            return self.tr("k nearest neighbours minimises no loss. Its accuracy tells how good it is.")
        return self.tr("Loss will appear here once you press Train: how far answers are from their targets.")

    def applies(self) -> bool:
        return self.controller.learns

    def value_text(self, value: float) -> str:
        return brief(value)

    def wanted_range(self, low: float, high: float, calm_high: float) -> tuple[float, float]:
        return 0.0, ceiling(1.02 * calm_high)
