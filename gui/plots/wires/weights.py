"""The weights of small networks as wires between neurons: each can be read, and typed in."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from engine import Connections, Look, WireWeights, weight_path
from gui.document import Document
from gui.plots.view import Table, View
from gui.plots.wires.wire_canvas import BIAS, Place, WireCanvas
from gui.run_controller import RunController
from gui.standing import standing_analysis, standing_name
from gui.theme import theme

MOST = 32
"""Neurons of a layer that are drawn; the wires of larger layers could not be told apart."""


class WeightsView(View):
    """Neurons in columns, wires by their weights."""

    kind = "weights"
    hz = 5.0

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.canvas = WireCanvas(self)
        self.scroll = QScrollArea(
            widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.NoFocus,
            verticalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )  # fmt: skip
        self.scroll.setWidget(self.canvas)
        self.scroll.horizontalScrollBar().valueChanged.connect(self.canvas.update)
        self.canvas.come_in_sight.connect(lambda place: self.scroll.ensureVisible(place.x(), 0, 40, 0))
        self.set_page(self.scroll)
        theme.changed.connect(self.canvas.redraw)

    def unfit(self) -> str:
        if not self.controller.learns:
            return self.tr("k nearest neighbours has no weights.")
        network, nodes = self.controller.experiment.network, standing_analysis(self.controller).nodes
        dense = [node for node in network.nodes if node.layer.kind_name() == "dense"]
        shapes = [facts.parameters[0].shape for node in dense if (facts := nodes[node.id]).parameters]
        if any(max(shape) <= MOST for shape in shapes) or (dense and not shapes):
            return ""
        return self.tr(
            "Weights are drawn as wires where a dense layer has at most {most} inputs and outputs; this network has no "
            "such layer. Small networks such as that of the Spirals preset have."
        ).format(most=MOST)

    def looks(self) -> tuple[Look[Any], ...]:
        return (WireWeights(MOST),)

    def show_answer(self, look: Look[Any], answer: Connections) -> None:
        self.canvas.show_weights(answer)

    def table(self) -> Table | None:
        answer = self.canvas.weights
        if answer is None:
            return None
        rows: list[tuple[Any, ...]] = []
        for each in answer.layers:
            for (source, target), value in np.ndenumerate(each.weight):
                rows.append((each.node_id, "weight", source, target, float(value)))
            for target, value in enumerate(each.bias if each.bias is not None else ()):
                rows.append((each.node_id, "bias", "", target, float(value)))
        names = self.tr("Layer"), self.tr("Parameter"), self.tr("From"), self.tr("To"), self.tr("Value")
        return Table(names, rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.canvas.fit()

    def name_of(self, node_id: str) -> str:
        """What a layer is called."""
        return standing_name(self.controller, node_id, self.tr("Input"))

    def set_weight(self, place: Place, value: float) -> None:
        """Type a weight in: an edit of the run, one undo step."""
        assert self.canvas.weights is not None
        layer, source, target = place
        wires = self.canvas.weights.layers[layer]
        if source == BIAS:
            path, name = weight_path(wires.node_id, "bias", (target,)), self.tr("bias {target} of {layer}")
        else:
            path = weight_path(wires.node_id, "weight", (source, target))
            name = self.tr("weight {source} to {target} of {layer}")
        name = name.format(source=source + 1, target=target + 1, layer=self.name_of(wires.node_id))
        self.controller.typed.set(name, path, self.canvas.value(place), value)
