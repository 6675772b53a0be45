"""The choice of a layer beside a view's title: the selected one, or one for good."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from engine import INPUT
from gui.document import Document
from gui.plots.options import refill
from gui.run_controller import RunController
from gui.standing import standing_analysis, standing_name


class LayerChoice(QComboBox):
    """Offers the layers of the network that stands. Without a selected layer the fallback is shown."""

    chosen = Signal()
    """Another layer is to be shown."""

    def __init__(
        self, document: Document, controller: RunController, *, with_input: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setToolTip(self.tr("Which layer to show"))
        self.setAccessibleName(self.tr("Layer"))
        self._document, self._controller, self._with_input = document, controller, with_input
        self.currentIndexChanged.connect(self.chosen)
        document.settled.connect(self._fill)
        controller.state_changed.connect(self._fill)
        document.selection_changed.connect(self._selected)
        self._fill()

    def node_id(self) -> str | None:
        """The layer to show: the chosen one, or else the selected one, or else that before the last; None where the
        network has none."""
        order = standing_analysis(self._controller).order
        known = (INPUT, *order) if self._with_input else order
        if self.currentData() in known:
            return str(self.currentData())
        return self._followed()

    def _followed(self) -> str | None:
        """The selected layer, or else that before the last."""
        order = standing_analysis(self._controller).order
        known = (INPUT, *order) if self._with_input else order
        selected = [each for each in self._document.selection if each in known]
        return selected[0] if selected else order[-2] if len(order) > 1 else order[-1] if order else None

    def _fill(self) -> None:
        order = standing_analysis(self._controller).order
        entries: list[tuple[str, str | None]] = [(self._following(), None)]
        if self._with_input:
            entries.append((self.tr("Input"), INPUT))
        entries += [(standing_name(self._controller, each), each) for each in order]
        if refill(self, entries):
            self.chosen.emit()

    def _following(self) -> str:
        """What the first entry shows: the selected layer, or what stands in for it while none is selected."""
        shown, order = self._followed(), standing_analysis(self._controller).order
        known = (INPUT, *order) if self._with_input else order
        if shown is None or any(each in known for each in self._document.selection):
            return self.tr("Selected layer")
        name = standing_name(self._controller, shown)
        return self.tr("{layer} (none selected)").format(layer=name)

    def _selected(self) -> None:
        self.setItemText(0, self._following())
        if self.currentData() is None:
            self.chosen.emit()
