"""Neurons in columns, and wires between them: drawing, pointing, typing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.plane_colours import signed_colour
from gui.plots.suited import listed
from gui.theme import tabular, theme

if TYPE_CHECKING:
    from engine import Connections, Wires
    from gui.plots.weights import WeightsView

FEW = 150
"""Wires of a layer up to which they are drawn smoothly, and all of them."""

LEVELS = 10
"""Thicknesses of wires."""

NEAR = 6.0
"""Pixels from a wire, and a little more from a neuron, within which the pointer reads it."""

BIAS = -1
"""In the place of an input: the neuron's own bias."""

Place = tuple[int, int, int]
"""Which layer of those drawn, from which input (or BIAS), to which neuron."""


class WireCanvas(QWidget):
    """Draws neurons and wires; the pointer and keys choose one, a double click or Enter types its weight in."""

    def __init__(self, view: WeightsView) -> None:
        super().__init__(view, focusPolicy=Qt.FocusPolicy.StrongFocus, mouseTracking=True)
        self.view = view
        self.setAccessibleName(view.title())
        tabular(self)
        self.weights: Connections | None = None
        self.current: Place | None = None
        self.editor: QLineEdit | None = None
        self._columns: list[tuple[str, int]] = []  # whose neurons, and how many
        self._ends: list[tuple[int, int]] = []  # of each layer, its columns
        self._lines: tuple[object, list[np.ndarray]] | None = None
        self._drawn: tuple[object, QPixmap] | None = None

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
            self._lines = None
            self.close_editor()
        self.redraw()

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
        tr = self.view.tr
        if self.weights is None:
            return ""
        if self.current is not None:
            layer, source, target = self.current
            name = self.view.name_of(self._wires(layer).node_id)
            if source == BIAS:
                text = tr("{value}: bias of neuron {target}, {layer}")
            else:
                text = tr("{value}: {layer}, {source} to {target}")
            return text.format(value=self.exact(self.current), layer=name, source=source + 1, target=target + 1)
        if self.weights.left_out:
            names = listed([self.view.name_of(node_id) for node_id, _ in self.weights.left_out])
            return tr("Too large to draw: {layers}.").format(layers=names)
        return tr("Double click to type a weight in")

    # where things are

    def neurons(self, column: int) -> np.ndarray:
        """Where the neurons of a column are, in pixels (n, 2)."""
        line = QFontMetricsF(self.font()).height()
        area = QRectF(self.rect()).adjusted(16, line + 6, -16, -line - 8)
        count = self._columns[column][1]
        x = area.center().x()
        if len(self._columns) > 1:
            x = area.left() + 10 + (area.width() - 20) * column / (len(self._columns) - 1)
        pitch = min(area.height() / max(count, 1), 46.0)
        y = area.center().y() + (np.arange(count) - (count - 1) / 2) * pitch
        return np.stack([np.full(count, x), y], axis=1)

    def lines(self) -> list[np.ndarray]:
        """The wires of each layer, (from, to, 4): both ends, in pixels."""
        if self._lines is None or self._lines[0] != self.size():
            found = []
            for first, last in self._ends:
                a, b = self.neurons(first), self.neurons(last)
                pairs = np.broadcast_arrays(a[:, None, :], b[None, :, :])
                found.append(np.concatenate(pairs, axis=-1))
            self._lines = QSize(self.size()), found
        return self._lines[1]

    def place_at(self, point: QPointF) -> Place | None:
        """The bias or weight whose neuron or wire is nearest to a point, within reach."""
        if self.weights is None:
            return None
        here = np.array(point.toTuple())
        for layer, (_, column) in enumerate(self._ends):
            if self.weights.layers[layer].bias is None:
                continue
            distances = np.hypot(*(self.neurons(column) - here).T)
            if distances.min() <= self._radius(column) + 2:
                return layer, BIAS, int(distances.argmin())
        best: tuple[float, Place] | None = None
        for layer, ends in enumerate(self.lines()):
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
        x1, y1, x2, y2 = self.lines()[layer][source, target].tolist()
        return QPointF(x1 + 0.5 * (x2 - x1), y1 + 0.5 * (y2 - y1))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.weights is None or not self._columns:
            return
        painter, tokens, metrics = QPainter(self), theme.tokens, QFontMetricsF(self.font())
        painter.drawPixmap(0, 0, self._wires_layer())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.current is not None and self.current[1] != BIAS:
            line = QLineF(*self.lines()[self.current[0]][self.current[1], self.current[2]].tolist())
            painter.setPen(QPen(QColor(tokens.accent), 3))
            painter.drawLine(line)
        biases = {column: self.weights.layers[layer].bias for layer, (_, column) in enumerate(self._ends)}
        for column, (owner, _) in enumerate(self._columns):
            self._paint_neurons(painter, column, biases.get(column))
            name = metrics.elidedText(self.view.name_of(owner), Qt.TextElideMode.ElideRight, self._room(column))
            painter.setPen(QColor(tokens.dim))
            x = self.neurons(column)[0, 0] if self._columns[column][1] else 0.0
            x = min(max(x - metrics.horizontalAdvance(name) / 2, 2), self.width() - metrics.horizontalAdvance(name) - 2)
            painter.drawText(QPointF(x, metrics.ascent() + 2), name)
        painter.setPen(QColor(tokens.text if self.current is not None else tokens.dim))
        below = QRectF(2, self.height() - metrics.height() - 1, self.width() - 4, metrics.height())
        text = metrics.elidedText(self.readout(), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus() and self.current is None:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -metrics.height() - 3))

    def _wires_layer(self) -> QPixmap:
        """All wires, drawn once for each answer: what is pointed at changes more often."""
        ratio = self.devicePixelRatioF()
        key = (self.weights, self.size().toTuple(), ratio, theme.tokens.name)
        if self._drawn is None or self._drawn[0] != key:
            layer = QPixmap(self.size() * ratio)
            layer.setDevicePixelRatio(ratio)
            layer.fill(QColor(theme.tokens.panel))
            painter = QPainter(layer)
            assert self.weights is not None
            for wires, ends in zip(self.weights.layers, self.lines(), strict=True):
                _paint_wires(painter, wires, ends)
            painter.end()
            self._drawn = key, layer
        return self._drawn[1]

    def _paint_neurons(self, painter: QPainter, column: int, bias: np.ndarray | None) -> None:
        """The neurons of a column, filled by their biases."""
        tokens, radius = theme.tokens, self._radius(column)
        limit = float(np.abs(np.nan_to_num(bias)).max()) if bias is not None and bias.size else 0.0
        for index, place in enumerate(self.neurons(column).tolist()):
            fill = QColor(tokens.raised) if bias is None else signed_colour(float(bias[index]), limit or 1.0)
            chosen = self.current is not None and self.current[1] == BIAS and self.current[2] == index
            chosen = chosen and self.current is not None and self._ends[self.current[0]][1] == column
            painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.node_line), 3 if chosen else 1.2))
            painter.setBrush(fill)
            painter.drawEllipse(QPointF(*place), radius, radius)

    def _radius(self, column: int) -> float:
        places = self.neurons(column)
        pitch = float(places[1, 1] - places[0, 1]) if len(places) > 1 else 20.0
        return min(max(0.36 * pitch, 1.5), 9.0)

    def _room(self, column: int) -> float:
        """Pixels for the name of a column."""
        return max((self.width() - 32) / max(len(self._columns) - 1, 1) - 6, 40.0)

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
            return
        by_layer, by_source, by_target = moves[Qt.Key(key)]
        layer = (self.current[0] + by_layer) % len(self.weights.layers)
        wires = self._wires(layer)
        first = 0 if wires.bias is None else BIAS
        sources = wires.weight.shape[0] - first
        source = (min(self.current[1], wires.weight.shape[0] - 1) - first + by_source) % sources + first
        target = (min(self.current[2], wires.weight.shape[1] - 1) + by_target) % wires.weight.shape[1]
        self._choose((layer, max(source, first), target))

    def open_editor(self) -> None:
        """Let the weight that is chosen be typed in, at its place."""
        if self.current is None:
            return
        self.close_editor()
        editor = QLineEdit(self.exact(self.current), self)
        editor.setAccessibleName(self.view.tr("New value"))
        editor.setToolTip(self.view.tr("Enter sets it, between two steps; Esc leaves it as it is"))
        editor.setFixedWidth(110)
        at = self.middle(self.current)
        editor.adjustSize()
        x = min(max(at.x() - 55, 2), max(self.width() - 112, 2))
        y = min(max(at.y() - editor.height() / 2, 2), max(self.height() - editor.height() - 2, 2))
        editor.move(round(x), round(y))
        editor.selectAll()
        editor.installEventFilter(self)
        self.editor = editor
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """Leave the weight as it is."""
        if self.editor is not None:
            editor, self.editor = self.editor, None
            focused = editor.hasFocus()
            editor.removeEventFilter(self)
            editor.hide()
            editor.deleteLater()
            if focused:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if watched is self.editor and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close_editor()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._type()
                return True
        if watched is self.editor and event.type() == QEvent.Type.FocusOut:
            self.close_editor()
        return super().eventFilter(watched, event)

    def _type(self) -> None:
        """Set what was typed, or say why that cannot be."""
        assert self.editor is not None
        text = self.editor.text().strip().replace(",", ".")
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.view.document.refused.emit(self.view.tr("A weight has to be a finite number, such as -0.25 or 1e-3."))
            self.editor.selectAll()
            return
        place = self.current
        self.close_editor()
        if place is not None:
            self.view.set_weight(place, value)

    def _choose(self, place: Place | None) -> None:
        if place != self.current:
            self.current = place
            self.redraw()


def _paint_wires(painter: QPainter, wires: Wires, ends: np.ndarray) -> None:
    """All wires of a layer, weak ones first; those of one strength and sign in one call.

    Of many wires the weakest, below a tenth of the strongest, are left out, and edges are not smoothed: transparent or
    smooth lines take ten times as long.
    """
    size = np.abs(np.nan_to_num(wires.weight))
    levels = np.minimum((size / (float(size.max()) or 1.0) * LEVELS).astype(np.intp), LEVELS - 1)
    many = wires.weight.size > FEW
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not many)
    for level in range(1 if many else 0, LEVELS):
        share = (level + 1) / LEVELS
        for positive in (True, False):
            chosen = ends[(levels == level) & ((wires.weight >= 0) == positive)]
            if len(chosen):
                colour = signed_colour((0.15 + 0.85 * share) * (1 if positive else -1), 1.0)
                painter.setPen(QPen(colour, max(3.6 * share * share, 1.2 if many else 0.8)))
                painter.drawLines([QLineF(*each) for each in chosen.tolist()])
