"""Choosing the kind of model: a network, built on the canvas, or a baseline without one, whose fields stand here."""

from __future__ import annotations

import inspect

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine import MODELS, KNearestNeighbors
from gui.document import Document
from gui.forms.explanation import Explanation
from gui.forms.form import Controller, MemberForm
from gui.forms.inputs import ChoiceBox
from gui.texts import catalogue, explained


class ModelPicker(QWidget):
    """The kind of model to choose. The last network comes back when Network is chosen again."""

    def __init__(
        self, document: Document, *, controller: Controller | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document = document
        self._titles = {"network": self.tr("Network"), "k_nearest_neighbors": self.tr("k nearest neighbours")}
        self._summaries = {
            "network": self.tr("Layers, whose weights are learned. Build them on the canvas."),
            "k_nearest_neighbors": self.tr(
                "A baseline without learning: answers with the vote of the k training samples nearest to what is asked."
            ),
        }
        _, _, rest = inspect.cleandoc(KNearestNeighbors.__doc__ or "").partition("\n\n")
        self._formulas = {"network": "", "k_nearest_neighbors": catalogue(" ".join(rest.split()))}
        self.box = ChoiceBox(self)
        self.box.setAccessibleName(self.tr("Model"))
        for kind in MODELS:
            self.box.addItem(self._titles[kind], kind)
            tip = explained(self._titles[kind], self._summaries[kind], self._formulas[kind])
            self.box.setItemData(self.box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.box.setToolTip(self.tr("What learns from the data, or stands beside it for comparison"))
        self.setFocusProxy(self.box)
        self.explanation = Explanation(self)
        self.form = MemberForm(document, "model", without=("initializer",), controller=controller, parent=self)
        self.no_part = QLabel(
            self.tr("Loss, optimizer, schedule, regularizers and training play no part: nothing is learned."),
            self, wordWrap=True,
        )  # fmt: skip
        self.no_part.setProperty("role", "dim")
        self.no_part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self, spacing=4)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.box, self.explanation, self.form, self.no_part):
            column.addWidget(part)
        self.box.activated.connect(self._chosen)
        document.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what stands in the document."""
        model = self.document.experiment.model
        self.box.show_data(model.kind)
        self.explanation.show_texts(self._summaries[model.kind], self._formulas[model.kind])
        self.no_part.setVisible(not self.document.learns)

    def summary(self) -> str:
        """The model in a few words, as in "Network, 6 layers"."""
        model = self.document.experiment.model
        title = self._titles[model.kind]
        if model.kind == "k_nearest_neighbors":
            return self.tr("{model}, k = {k}").format(model=title, k=model.k)
        count = len(model.nodes)
        layers = self.tr("1 layer") if count == 1 else self.tr("{n} layers").format(n=count)
        return self.tr("{model}, {layers}").format(model=title, layers=layers)

    def _chosen(self, index: int) -> None:
        kind = self.box.itemData(index)
        self.document.use_model(self.tr("Set model to {model}").format(model=self._titles[kind]), kind)
