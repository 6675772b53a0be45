"""Neurons in columns, and wires between them: drawing, pointing, typing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.plots.scale_bar import paint_scale
from gui.plots.suited import listed
from gui.plots.wires.geometry import Geometry
from gui.plots.wires.weight_editor import WeightEditor
from gui.plots.wires.wire_painting import paint_wires
from gui.ramps import signed_colours
from gui.theme import tabular, theme

if TYPE_CHECKING:
    from engine import Connections, Wires
    from gui.plots.wires.weights import WeightsView

NEAR = 6.0
"""Pixels from a wire, and a little more from a neuron, within which the pointer reads it."""

NARROWEST = 24
"""Pixels from one column to the next, at least; more columns than there is room for are scrolled."""

NAME = 46.0
"""Pixels for the name of a column, at least; where columns are closer together not all have one."""

BIAS = -1
"""In the place of an input: the neuron's own bias."""

Place = tuple[int, int, int]
"""Which layer of those drawn, from which input (or BIAS), to which neuron."""


class WireCanvas(QWidget):
    """Draws neurons and wires; the pointer and keys choose one, a double click or Enter types its weight in."""

    come_in_sight = Signal(QPoint)
    """What the keys chose is here."""

    def __init__(self, view: WeightsView) -> None:
        super().__init__(view, focusPolicy=Qt.FocusPolicy.StrongFocus, mouseTracking=True)
        self.view = view
        self.setAccessibleName(view.title())
        tabular(self)
        self.weights: Connections | None = None
        self.current: Place | None = None
        self.editor: WeightEditor | None = None
        self._columns: list[tuple[str, int]] = []  # whose neurons, and how many
        self._ends: list[tuple[int, int]] = []  # of each layer, its columns
        self._places: Geometry | None = None
        self._drawn: tuple[object, QImage] | None = None

    # what is shown

    def show_weights(self, weights: Connections) -> None:
        """Show other weights."""
        self.weights = weights
        columns: list[tuple[str, int]] = []
        ends = []
        for each in weights.layers:
            source = (each.source, each.weight.shape[0])
            if not columns or columns[-1] != source:
                columns.append(source)
            columns.append((each.node_id, each.weight.shape[1]))
            ends.append((len(columns) - 2, len(columns) - 1))
        if columns != self._columns:
            self._columns, self._ends, self.current = columns, ends, None
            self._places = None
            self.fit()
            self.close_editor()
        self.redraw()

    def fit(self) -> None:
        """Take the width that the columns need: more the higher the view is, since wires are steeper there."""
        apart = max(NARROWEST, self.view.height() // 8)
        self.setMinimumWidth(52 + apart * (len(self._columns) - 1) if len(self._columns) > 1 else 0)

    def redraw(self) -> None:
        self.setAccessibleDescription(self.readout())
        self.update()

    def value(self, place: Place) -> float:
        """The weight or bias at a place."""
        wires = self._wires(place[0])
        if place[1] == BIAS:
            assert wires.bias is not None
            return float(wires.bias[place[2]])
        return float(wires.weight[place[1], place[2]])

    def exact(self, place: Place) -> str:
        """The shortest text that reads as exactly this weight."""
        wires = self._wires(place[0])
        array = wires.weight if place[1] != BIAS else wires.bias
        assert array is not None
        return str(array.dtype.type(self.value(place)))

    def readout(self) -> str:
        """What is said of the current wire, or of what is drawn."""
        if self.weights is None:
            return ""
        if self.current is not None:
            layer, source, target = self.current
            name = self.view.name_of(self._wires(layer).node_id)
            if source == BIAS:
                text = self.tr("{value}: bias of neuron {target}, {layer}")
            else:
                text = self.tr("{value}: {layer}, {source} to {target}")
            return text.format(value=self.exact(self.current), layer=name, source=source + 1, target=target + 1)
        if self.weights.left_out:
            names = listed([self.view.name_of(node_id) for node_id, _ in self.weights.left_out])
            return self.tr("Too large to draw: {layers}.").format(layers=names)
        return self.tr("Double click to type a weight in")

    # where things are

    def area(self) -> QRect:
        """What of the canvas is in sight."""
        viewport = self.parentWidget()
        whole = self.rect()
        return whole if viewport is None else QRect(-self.pos(), viewport.size()).intersected(whole)

    def neurons(self, column: int) -> np.ndarray:
        """Where the neurons of a column are, in pixels (n, 2)."""
        return self._geometry().neurons[column]

    def lines(self) -> list[np.ndarray]:
        """The wires of each layer, (from, to, 4): both ends, in pixels."""
        return [self._geometry().wires(layer) for layer in range(len(self._ends))]

    def _geometry(self) -> Geometry:
        """All places, worked out once for each size."""
        if self._places is None or self._places.size != self.size():
            counts, line = [count for _, count in self._columns], QFontMetricsF(self.font()).height()
            self._places = Geometry(counts, self._ends, self.size(), line)
        return self._places

    def place_at(self, point: QPointF) -> Place | None:
        """The bias or weight whose neuron or wire is nearest to a point, within reach."""
        if self.weights is None:
            return None
        here = np.array(point.toTuple())
        layers = self._geometry().layers_in(self.area())
        for layer in layers:
            column = self._ends[layer][1]
            if self.weights.layers[layer].bias is None:
                continue
            distances = np.hypot(*(self.neurons(column) - here).T)
            if distances.min() <= self._radius(column) + 2:
                return layer, BIAS, int(distances.argmin())
        best: tuple[float, Place] | None = None
        for layer in layers:
            ends = self._geometry().wires(layer)
            a, b = ends[..., :2], ends[..., 2:]
            along = b - a
            share = np.clip(((here - a) * along).sum(-1) / np.maximum((along * along).sum(-1), 1e-9), 0.04, 0.96)
            distances = np.hypot(*np.moveaxis(a + share[..., None] * along - here, -1, 0))
            source, target = np.unravel_index(int(distances.argmin()), distances.shape)
            if best is None or distances[source, target] < best[0]:
                best = float(distances[source, target]), (layer, int(source), int(target))
        return best[1] if best is not None and best[0] <= NEAR else None

    def middle(self, place: Place) -> QPointF:
        """Where a wire can be pointed at: near its end, where wires are farther apart; a neuron's own place."""
        layer, source, target = place
        if source == BIAS:
            return QPointF(*self.neurons(self._ends[layer][1])[target].tolist())
        x1, y1, x2, y2 = self._geometry().wires(layer)[source, target].tolist()
        return QPointF(x1 + 0.5 * (x2 - x1), y1 + 0.5 * (y2 - y1))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.weights is None or not self._columns:
            return
        painter, tokens, metrics, area = QPainter(self), theme.tokens, QFontMetricsF(self.font()), self.area()
        if self.view.taken:
            self._paint_network(painter)
        else:
            painter.drawImage(area.topLeft(), self._picture())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.current is not None:
            self._paint_current(painter, self.current)
        painter.setPen(QColor(tokens.text if self.current is not None else tokens.dim))
        below = QRectF(area.left() + 2, self.height() - metrics.height() - 1, area.width() - 4, metrics.height())
        text = "" if self.view.taken and self.current is None and not self.weights.left_out else self.readout()
        free = below.adjusted(metrics.horizontalAdvance(text) + 12, 0, 0, 0)
        begin = paint_scale(painter, free, self.tr("negative"), self.tr("positive"))
        below.setRight(begin - 8 if begin < below.right() else begin)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus() and self.current is None:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(area).adjusted(1, 1, -1, -metrics.height() - 3))

    def _picture(self) -> QImage:
        """What is in sight of the network, drawn once for each answer: what is pointed at changes more often."""
        ratio, area = self.devicePixelRatioF(), self.area()
        key = (self.weights, area.getRect(), self.size().toTuple(), ratio, theme.tokens.name)
        if self._drawn is None or self._drawn[0] != key:
            image = QImage(area.size() * ratio, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(ratio)
            image.fill(QColor(theme.tokens.panel))
            painter = QPainter(image)
            painter.setFont(self.font())
            painter.translate(-area.topLeft())
            self._paint_network(painter)
            painter.end()
            self._drawn = key, image
        return self._drawn[1]

    def _paint_network(self, painter: QPainter) -> None:
        """Wires, neurons and names, as far as they are in sight."""
        assert self.weights is not None
        geometry, area = self._geometry(), self.area()
        layers, columns = geometry.layers_in(area), geometry.columns_in(area)
        paint_wires(painter, [(self.weights.layers[each].weight, geometry.lines(each)) for each in layers])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        biases = {self._ends[layer][1]: self.weights.layers[layer].bias for layer in layers}
        for column in columns:
            self._paint_neurons(painter, column, biases.get(column))
        painter.setPen(QColor(theme.tokens.dim))
        metrics, pitch = QFontMetricsF(self.font()), geometry.pitch
        apart = max(math.ceil(NAME / pitch), 1)
        for column in columns:
            if column % apart == 0:
                owner = self.view.name_of(self._columns[column][0])
                name = metrics.elidedText(owner, Qt.TextElideMode.ElideRight, max(pitch * apart - 6, 40.0))
                width = metrics.horizontalAdvance(name)
                x = self.neurons(column)[0, 0] if self._columns[column][1] else 0.0
                x = min(max(x - width / 2, 2), self.width() - width - 2)
                painter.drawText(QPointF(x, metrics.ascent() + 2), name)

    def _paint_neurons(self, painter: QPainter, column: int, bias: np.ndarray | None) -> None:
        """The neurons of a column, filled by their biases."""
        tokens, radius = theme.tokens, self._radius(column)
        painter.setPen(QPen(QColor(tokens.node_line), 1.2))
        painter.setBrush(QColor(tokens.raised))
        limit = float(np.abs(np.nan_to_num(bias)).max()) if bias is not None and bias.size else 0.0
        fills = None if bias is None else signed_colours(bias, limit or 1.0)
        for index, (x, y) in enumerate(self.neurons(column).tolist()):
            if fills is not None:
                painter.setBrush(fills[index])
            painter.drawEllipse(QPointF(x, y), radius, radius)

    def _paint_current(self, painter: QPainter, current: Place) -> None:
        """What is pointed at: a wire, or a neuron."""
        layer, source, target = current
        painter.setPen(QPen(QColor(theme.tokens.accent), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if source == BIAS:
            radius = self._radius(self._ends[layer][1])
            painter.drawEllipse(self.middle(current), radius, radius)
        else:
            painter.drawLine(QLineF(*self._geometry().wires(layer)[source, target].tolist()))

    def _radius(self, column: int) -> float:
        return self._geometry().radii[column]

    def _wires(self, layer: int) -> Wires:
        assert self.weights is not None
        return self.weights.layers[layer]

    # choosing and typing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.editor is None:
            self._choose(self.place_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close_editor()
        self._choose(self.place_at(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._choose(self.place_at(event.position()))
        self.open_editor()

    def leaveEvent(self, event: QEvent) -> None:
        if self.editor is None and not self.hasFocus():
            self._choose(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.current is not None:
            self.open_editor()
            return
        moves = {
            Qt.Key.Key_Left: (-1, 0, 0), Qt.Key.Key_Right: (1, 0, 0), Qt.Key.Key_Up: (0, 0, -1),
            Qt.Key.Key_Down: (0, 0, 1), Qt.Key.Key_PageUp: (0, -1, 0), Qt.Key.Key_PageDown: (0, 1, 0),
        }  # fmt: skip
        if key not in moves or self.weights is None or not self.weights.layers:
            super().keyPressEvent(event)
            return
        if self.current is None:
            self._choose((0, 0, 0))
            self.come_in_sight.emit(self.middle((0, 0, 0)).toPoint())
            return
        by_layer, by_source, by_target = moves[Qt.Key(key)]
        layer = (self.current[0] + by_layer) % len(self.weights.layers)
        wires = self._wires(layer)
        first = 0 if wires.bias is None else BIAS
        sources = wires.weight.shape[0] - first
        source = (min(self.current[1], wires.weight.shape[0] - 1) - first + by_source) % sources + first
        target = (min(self.current[2], wires.weight.shape[1] - 1) + by_target) % wires.weight.shape[1]
        place = layer, max(source, first), target
        self._choose(place)
        self.come_in_sight.emit(self.middle(place).toPoint())

    def open_editor(self) -> None:
        """Let the weight that is chosen be typed in, at its place."""
        if self.current is None:
            return
        self.close_editor()
        self.editor = editor = WeightEditor(self.exact(self.current), self)
        editor.place(self.middle(self.current))
        editor.typed.connect(self._set)
        editor.refused.connect(self.view.document.refused)
        editor.left.connect(self.close_editor)
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """Leave the weight as it is."""
        if self.editor is not None:
            editor, self.editor = self.editor, None
            focused = editor.hasFocus()
            editor.blockSignals(True)
            editor.hide()
            editor.deleteLater()
            if focused:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set(self, value: float) -> None:
        """Set what was typed."""
        place = self.current
        self.close_editor()
        if place is not None:
            self.view.set_weight(place, value)

    def _choose(self, place: Place | None) -> None:
        if place != self.current:
            self.current = place
            self.redraw()
