"""What layers wear under their boxes: their neurons over the plane, a small live histogram, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QMarginsF, QObject, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QToolTip, QWidget
from shiboken6 import VoidPtr

from engine import Histograms, Snapshot
from gui.canvas.fonts import LEGIBLE
from gui.canvas.layout import WIDTH
from gui.canvas.strips import Strips
from gui.canvas.thumbnails import BELOW, Thumbnails
from gui.texts import node_title
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Histogram
    from gui.canvas.view import NetworkView
    from gui.run_controller import RunController

STRIP = 26.0
"""Height of a histogram, in scene units."""
ROOM = STRIP + 6
TOO_HIGH = 0.5
"""Share of dead units or saturated values from which on a histogram has the colour of problems."""


class Worn(QObject):
    """Which of both is worn, and the room that it needs. "fitting" means neurons where the data are points in a plane,
    else histograms of activations; "activations", "weights" and "gradients" are histograms of these."""

    def __init__(self, view: NetworkView, controller: RunController) -> None:
        super().__init__(view)
        self._view = view
        self.choice = "fitting"
        self.thumbnails = Thumbnails(view, controller)
        self.histograms = LayerHistograms(view, controller)
        view.document.changed.connect(self._settle)
        self._settle()

    def choose(self, choice: str) -> None:
        """Let layers wear something else."""
        if choice != self.choice:
            self.choice = choice
            self._settle()

    def _settle(self) -> None:
        self.thumbnails.show_neurons(self.choice == "fitting")
        neurons = bool(self.thumbnails.layers())
        kind = {"fitting": "" if neurons else "activations", "nothing": ""}.get(self.choice, self.choice)
        self.histograms.show_kind(kind)
        self._view.network.leave_below(BELOW if neurons else ROOM if self.histograms.layers() else 0.0)
        self.thumbnails.ask_soon()
        self.histograms.ask_soon()


class LayerHistograms(Strips):
    """A small histogram a layer."""

    height, gap, hz, share = STRIP, 1.0, 4.0, 0.015

    def __init__(self, view: NetworkView, controller: RunController) -> None:
        super().__init__(view, controller)
        self.kind: Any = ""
        """What they are of; empty where there are none."""
        self.histograms: dict[str, Histogram] = {}
        """What is shown."""
        self._shapes: dict[str, QPolygonF] = {}
        self._ill: set[str] = set()
        theme.changed.connect(self.update)

    def show_kind(self, kind: str) -> None:
        """Show histograms of something else; of layers that are no longer there, none."""
        known = set(self.document.analysis.nodes)
        if kind != self.kind or not set(self.histograms) <= known:
            self.kind, self.histograms, self._shapes = kind, {}, {}
            self.update()

    def layers(self) -> tuple[str, ...]:
        """The layers that wear a histogram."""
        if not self.kind or not self.document.learns:
            return ()
        facts = self.document.analysis.nodes
        return tuple(
            each for each in self.document.analysis.order
            if self.kind == "activations" or facts[each].parameters
        )  # fmt: skip

    def look_at(self, node_ids: tuple[str, ...]) -> Histograms:
        return Histograms(frozenset((each, self.kind) for each in node_ids))

    def show_answer(self, answer: Snapshot) -> None:
        before = set(self._shapes)
        self.histograms = {node_id: found for (node_id, _), found in answer.histograms.items()}
        self._shapes = dict(zip(self.histograms, _bars(list(self.histograms.values())), strict=True))
        self._ill = {
            node_id for node_id, found in self.histograms.items()
            if max(found.dead or 0.0, found.saturated or 0.0) > TOO_HIGH
        }  # fmt: skip
        self.repaint_strips(before.union(self._shapes), QMarginsF(1, 1, 1, 2))

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self.histograms or painter.worldTransform().m11() < LEGIBLE:
            return
        tokens = theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        strips = [(node_id, self.strip(node_id)) for node_id in self._shapes]
        shown = [(node_id, strip) for node_id, strip in strips if strip.intersects(option.exposedRect)]
        painter.setPen(Qt.PenStyle.NoPen)
        for ill, colour in ((False, getattr(tokens, self.kind)), (True, tokens.problem)):
            painter.setBrush(QColor(colour))
            for node_id, strip in shown:
                if (node_id in self._ill) == ill:
                    painter.drawPolygon(self._shapes[node_id].translated(strip.topLeft()))
        line = QPen(QColor(tokens.line), 1)
        line.setCosmetic(True)
        painter.setPen(line)
        painter.drawLines([QLineF(strip.bottomLeft(), strip.bottomRight()) for _, strip in shown])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.view and event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self.view.mapToScene(event.pos())
            node_id = next((each for each in self.histograms if self.strip(each).contains(place)), None)
            if node_id is not None and self._look is not None:
                QToolTip.showText(event.globalPos(), self.said(node_id), self.view.viewport())
                return True
        return super().eventFilter(watched, event)

    def said(self, node_id: str) -> str:
        """The figures of a layer's histogram in words."""
        found = self.histograms[node_id]
        kind = {
            "activations": self.tr("activations"), "weights": self.tr("weights"), "gradients": self.tr("gradients"),
        }[self.kind]  # fmt: skip
        text = self.tr("{layer}, {kind}: from {low} to {high}, mean {mean}, standard deviation {deviation}").format(
            layer=node_title(self.document.network.node(node_id)), kind=kind, low=f"{found.low:.4g}",
            high=f"{found.high:.4g}", mean=f"{found.mean:.4g}", deviation=f"{found.deviation:.4g}",
        )  # fmt: skip
        if found.dead:
            text += "\n" + self.tr("{n} % of the units are dead: zero for every sample of the batch").format(
                n=f"{100 * found.dead:.3g}"
            )
        if found.saturated:
            text += "\n" + self.tr("{n} % of the outputs are saturated").format(n=f"{100 * found.saturated:.3g}")
        return text


def _bars(found: list[Histogram]) -> list[QPolygonF]:
    """The bars of histograms in strips whose top left corner is the origin: of each one shape, drawn by one call."""
    if not found:  # gradients before the first step
        return []
    counts = np.array([each.counts for each in found])
    first, second = np.sort(counts, axis=1)[:, :-3:-1].T
    # The bar at zero of a ReLU, and the like, would press all others flat: so it may be cut off.
    most = np.maximum(np.where(4 * second > first, first, 2 * second), 1)
    heights = np.minimum(counts / most[:, None], 1.0)
    tops = STRIP - np.where(heights > 0, np.maximum(heights * STRIP, 1.5), 0.0)
    x = np.repeat(np.linspace(0, WIDTH, counts.shape[1] + 1), 2)
    y = np.full((len(found), len(x)), STRIP)
    y[:, 1:-1] = np.repeat(tops, 2, axis=1)
    return [_polygon(x, each) for each in y]


def _polygon(x: np.ndarray, y: np.ndarray) -> QPolygonF:
    """A shape with these corners, put into its memory: a point at a time takes ten times as long."""
    found = QPolygonF()
    found.resize(len(x))
    corners = np.frombuffer(VoidPtr(found.data(), 16 * len(x), True), dtype=np.float64)
    corners[0::2], corners[1::2] = x, y
    return found
