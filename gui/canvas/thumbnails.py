"""What every neuron answers over the input plane, in small pictures under its layer's box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QMarginsF, QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QToolTip, QWidget

from engine import NeuronResponses, Neurons, Responses
from gui.attention import Neuron
from gui.canvas.fonts import LEGIBLE, canvas_font
from gui.canvas.strips import Strips
from gui.ramps import GAP, mosaics
from gui.standing import standing_analysis, standing_name
from gui.theme import theme

if TYPE_CHECKING:
    from gui.canvas.view import NetworkView
    from gui.run_controller import RunController

RESOLUTION = 20
MOST = 16
"""Pictures of a layer; of more neurons one fewer, and how many are left out."""

STRIP = 38.0
"""Height of a strip, in scene units: four neurons in a row, or two rows of eight."""
BELOW = STRIP + 8
WIDE = frozenset({"core", "activation"})
"""Groups of layers that wear a strip: the others change little that could be seen."""


class Thumbnails(Strips):
    """A strip of pictures a layer, one a neuron."""

    height, gap, hz = STRIP, 2.0, 4.0

    def __init__(self, view: NetworkView, controller: RunController) -> None:
        super().__init__(view, controller)
        self.neurons: Neurons | None = None
        """What is shown."""
        self._active = True
        self._sheet = QImage()
        self._pictures: dict[str, QRect] = {}  # where each layer's picture is on the sheet
        self._pointed: Neuron | None = None
        self.document.settled.connect(self._follow)
        controller.state_changed.connect(self._follow)
        controller.attention.neuron_changed.connect(self.update)
        theme.changed.connect(self._draw)
        self._follow()

    # where they are

    def thumbnail(self, neuron: Neuron) -> QRectF:
        """Where a neuron's picture is, in scene coordinates."""
        assert self.neurons is not None
        strip = self.strip(neuron[0])
        columns, side, pitch = _measures(len(self.neurons.nodes[neuron[0]].values))
        row, column = divmod(neuron[1], columns)
        return QRectF(strip.left() + column * pitch, strip.top() + row * pitch, side, side)

    def neuron_at(self, point: QPointF) -> Neuron | None:
        """The neuron whose picture is at a point of the scene."""
        if self.neurons is None or self._look is None:
            return None
        for node_id, each in self.neurons.nodes.items():
            if self.strip(node_id).contains(point):
                for index in range(shown_of(each)):
                    if self.thumbnail((node_id, index)).contains(point):
                        return node_id, index
        return None

    # what is asked

    def show_neurons(self, active: bool) -> None:
        """Show neurons where that is possible, or not at all."""
        if active != self._active:
            self._active = active
            self._follow()
            self.update()

    def layers(self) -> tuple[str, ...]:
        """The layers that wear a strip: those of the document that the network that stands has too."""
        stands = self.controller.experiment
        if not self._active or not self.document.learns or stands.data.source.input_shape() != (2,):
            return ()
        facts = standing_analysis(self.controller).nodes
        return tuple(
            node.id for node in self.document.network.nodes
            if node.layer.group in WIDE and node.id in facts and len(facts[node.id].shape or ()) == 1
        )  # fmt: skip

    def look_at(self, node_ids: tuple[str, ...]) -> NeuronResponses:
        return NeuronResponses(node_ids, resolution=RESOLUTION, most=MOST)

    def show_answer(self, answer: Neurons) -> None:
        self.neurons = answer
        self._draw()

    def _follow(self) -> None:
        """Another network stands, perhaps, or is on the canvas: there may be other layers, or other data."""
        layers = self.layers()
        if not layers or (self.neurons is not None and not set(self.neurons.nodes) <= set(layers)):
            self.neurons, self._pictures = None, {}
        self.ask()

    def _draw(self) -> None:
        layers = {} if self.neurons is None else self.neurons.nodes
        if not layers:
            self._pictures = {}
            self.update()
            return
        columns = [_measures(len(each.values))[0] for each in layers.values()]
        self._sheet, places = mosaics([each.values[: shown_of(each)] for each in layers.values()], columns)
        self._pictures = dict(zip(layers, places, strict=True))
        self.repaint_strips(self._pictures, QMarginsF(3, 3, 3, 3))

    # how they look

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.neurons is None or painter.worldTransform().m11() < LEGIBLE:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for node_id, picture in self._pictures.items():
            strip, each = self.strip(node_id), self.neurons.nodes[node_id]
            if strip.isEmpty() or not strip.intersects(option.exposedRect):
                continue
            scale = _measures(len(each.values))[1] / each.values.shape[-1]
            painter.drawImage(QRectF(strip.topLeft(), scale * QSizeF(picture.size())), self._sheet, picture)
            left_out = each.units - shown_of(each)
            if left_out:
                painter.setFont(canvas_font(9 if left_out < 100 else 7))
                painter.setPen(QColor(theme.tokens.dim))
                last = self.thumbnail((node_id, shown_of(each))).adjusted(-1, 0, 2, 0)
                painter.drawText(last, Qt.AlignmentFlag.AlignCenter, f"+{left_out}")
        pointed = self.controller.attention.neuron
        if pointed is None or pointed[0] not in self._pictures:
            return
        if pointed[1] < shown_of(self.neurons.nodes[pointed[0]]):
            painter.setPen(QPen(QColor(theme.tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.thumbnail(pointed).adjusted(-1, -1, 1, 1))

    # pointing at them

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self.view:
            if kind == QEvent.Type.Hide:
                self._point(None)
            return super().eventFilter(watched, event)
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and not event.buttons():
            self._point(self._at(event.position().toPoint()))
        elif kind == QEvent.Type.Leave:
            self._point(None)
        elif kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            neuron = self._at(event.pos())
            if neuron is not None:
                QToolTip.showText(event.globalPos(), self._said(neuron), self.view.viewport())
                return True
        elif kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            neuron = self._at(event.position().toPoint())
            if neuron is not None and event.button() == Qt.MouseButton.LeftButton:
                self.document.select([neuron[0]])
                return True
        return False

    def _at(self, place: Any) -> Neuron | None:
        return self.neuron_at(self.view.mapToScene(place)) if self._look is not None else None

    def _point(self, neuron: Neuron | None) -> None:
        """Show a neuron large; one that another view points at is left alone."""
        if neuron != self._pointed:
            self._pointed = neuron
            self.controller.attention.point_at(neuron)

    def _said(self, neuron: Neuron) -> str:
        assert self.neurons is not None
        each = self.neurons.nodes[neuron[0]]
        values = each.values[neuron[1]]
        text = self.tr("{layer}, neuron {number} of {all}: from {low:.4g} to {high:.4g} over the plane").format(
            layer=standing_name(self.controller, neuron[0]), number=neuron[1] + 1, all=each.units,
            low=float(values.min()), high=float(values.max()),
        )  # fmt: skip
        return text


def shown_of(layer: Responses) -> int:
    """How many neurons of a layer have a picture: all, or one fewer than fit where the last place says how many are
    left out."""
    return MOST - 1 if layer.left_out else len(layer.values)


def _measures(count: int) -> tuple[int, float, float]:
    """Of a strip with so many neurons: columns, the side of a picture, and the distance from one to the next."""
    columns, side = (4, 36.0) if count <= 4 else (8, 18.0)
    return columns, side, side * (RESOLUTION + GAP) / RESOLUTION
