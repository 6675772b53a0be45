"""Every neuron's own response over the input plane, as thumbnails, layer by layer."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from engine import Look, NeuronResponses, Neurons
from gui.attention import Neuron
from gui.document import Document
from gui.plots.scale_bar import paint_scale
from gui.plots.scales import brief
from gui.plots.suited import is_row_of, unfit_text
from gui.plots.view import Table, View
from gui.ramps import GAP, mosaic, signed_picture, typical_limit
from gui.run_controller import RunController
from gui.standing import standing_analysis, standing_name
from gui.theme import tabular, theme

MOST = 32
"""Neurons of a layer that are shown."""

SIZES = (72, 60, 48, 40, 34, 28, 24, 20)
"""Sides of a thumbnail, in pixels; the largest is taken with which all layers are in view."""

RESOLUTION = 24
LARGE_WIDTH = 460
"""Pixels from which on there is a large picture of one neuron beside the thumbnails."""


class NeuronsView(View):
    """All layers with rows of numbers; what the pointer is on is shown large, also in the decision surface."""

    kind = "neurons"
    hz = 5.0

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        super().__init__(document, controller, parent)
        self.sheet = NeuronSheet(self)
        self.scroll = QScrollArea(
            widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.NoFocus,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )  # fmt: skip
        self.scroll.setWidget(self.sheet)
        self.set_page(self.scroll)
        self.sheet.pointed.connect(controller.attention.point_at)
        self.sheet.pointed.connect(self.ask)
        self.sheet.chosen.connect(lambda node_id: document.select([node_id]))
        theme.changed.connect(self.sheet.redraw)

    def unfit(self) -> str:
        experiment = self.controller.experiment
        if not self.controller.learns:
            return self.tr("k nearest neighbours has no neurons.")
        if is_row_of(experiment, 2):
            return ""
        text = self.tr(
            "Pictures of the neurons over the input plane need two input numbers; this data set has {numbers}. "
            "{sets} have two."
        )
        return unfit_text(text, experiment, 2)

    def looks(self) -> tuple[Look[Any], ...]:
        order = standing_analysis(self.controller).order
        looks: tuple[Look[Any], ...] = (NeuronResponses(order, RESOLUTION, MOST),)
        if self.sheet.current is not None and self.width() >= LARGE_WIDTH:
            looks += (large_look(self.sheet.current),)
        return looks

    def show_answer(self, look: Look[Any], answer: Neurons) -> None:
        if look != self._asked[0]:
            self.sheet.show_large(answer)
        elif answer is not self.sheet.neurons:
            self.sheet.show_neurons(answer, self.scroll.viewport().size())

    def table(self) -> Table | None:
        answer = self.sheet.neurons
        if answer is None:
            return None
        names = [f"{node_id}.{index}" for node_id, each in answer.nodes.items() for index in range(len(each.values))]
        values = np.concatenate([each.values.reshape(len(each.values), -1) for each in answer.nodes.values()])
        x, y = np.meshgrid(answer.xs, answer.ys)
        rows = np.column_stack([x.reshape(-1), y.reshape(-1), values.T]).tolist()
        return Table((self.tr("x"), self.tr("y"), *names), rows)


def pitch_of(size: int) -> float:
    """The distance from one thumbnail of a size to the next."""
    return size * (RESOLUTION + GAP) / RESOLUTION


def large_look(neuron: Neuron) -> NeuronResponses:
    """What to ask for one neuron shown large."""
    return NeuronResponses((neuron[0],), resolution=48, most=neuron[1] + 1)


class NeuronSheet(QWidget):
    """The thumbnails: a line of text for each layer, and below it its neurons."""

    pointed = Signal(object)
    """The neuron under the pointer, or chosen by keys; None when the pointer left."""
    chosen = Signal(str)
    """A click on a layer's neuron."""

    def __init__(self, view: NeuronsView) -> None:
        super().__init__(view, focusPolicy=Qt.FocusPolicy.StrongFocus, mouseTracking=True)
        self.view = view
        self.setAccessibleName(self.tr("Neurons"))
        tabular(self)
        self.neurons: Neurons | None = None
        self.current: Neuron | None = None
        self.large: np.ndarray | None = None
        """The response of the current neuron at more places."""
        self._pictures: dict[str, tuple[QImage, float]] = {}
        self._layout: tuple[int, int] = (SIZES[-1], 1)
        self._tops: dict[str, float] = {}
        self._room = QSize()

    def show_neurons(self, neurons: Neurons, room: QSize) -> None:
        """Show new responses in so much room."""
        self.neurons, self._room = neurons, room
        if self.current is not None and self.current[0] not in neurons.nodes:
            self.current = None
        self.redraw()

    def show_large(self, neurons: Neurons) -> None:
        """Show the current neuron's response at more places."""
        if self.current is not None and self.current[0] in neurons.nodes:
            values = neurons.nodes[self.current[0]].values
            self.large = values[self.current[1]] if self.current[1] < len(values) else None
            self.update()

    def redraw(self) -> None:
        """Make the pictures anew, each when it comes in sight."""
        if self.neurons is None:
            return
        self._fit()
        self._pictures = {}
        self.setAccessibleDescription(self.readout())
        self.update()

    def readout(self) -> str:
        """What is said of the current neuron, or of the colours."""
        if self.current is None or self.neurons is None:
            return self.tr("Orange: negative, blue: positive; each layer on a scale of its own.")
        node_id, index = self.current
        values = self.neurons.nodes[node_id].values[index]
        return self.tr("{layer}, neuron {number}: from {low:.4g} to {high:.4g}").format(
            layer=self._name(node_id), number=index + 1, low=float(values.min()), high=float(values.max())
        )

    def place_of(self, neuron: Neuron) -> QRectF:
        """Where a neuron's thumbnail is."""
        size, columns = self._layout
        top = self._tops[neuron[0]] + self._line()
        row, column = divmod(neuron[1], columns)
        return QRectF(4 + column * pitch_of(size), top + row * pitch_of(size), size, size)

    def neuron_at(self, place: QPointF) -> Neuron | None:
        """The neuron whose thumbnail is at a place."""
        size, columns = self._layout
        pitch = pitch_of(size)
        for node_id, each in self.neurons.nodes.items() if self.neurons is not None else ():
            top = self._tops[node_id]
            if top <= place.y() < top + self._height(len(each.values), self._line()):
                row, column = (int((at - start) // pitch) for at, start in (
                    (place.y(), top + self._line()), (place.x(), 4),
                ))  # fmt: skip
                index = row * columns + column
                known = row >= 0 and 0 <= column < columns and index < len(each.values)
                return (node_id, index) if known and self.place_of((node_id, index)).contains(place) else None
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.neurons is None:
            return
        painter, tokens, metrics = QPainter(self), theme.tokens, QFontMetricsF(self.font())
        size, line = self._layout[0], self._line()
        for node_id, top in self._tops.items():
            each = self.neurons.nodes[node_id]
            if top > event.rect().bottom() or top + self._height(len(each.values), line) < event.rect().top():
                continue
            picture, limit = self._picture(node_id)
            painter.setPen(QColor(tokens.accent if node_id in self.view.document.selection else tokens.text))
            text, scale = self._name(node_id), size / RESOLUTION
            if each.left_out:
                text += "  " + self.tr("{shown} of {all} neurons").format(shown=len(each.values), all=each.units)
            painter.drawText(QPointF(4, top + metrics.ascent()), text)
            begin = 4 + metrics.horizontalAdvance(text) + 12
            end = max(4 + scale * picture.width(), begin + 160)
            room = QRectF(begin, top, min(end, self._side()) - begin, metrics.height())
            paint_scale(painter, room, brief(-limit), brief(limit))
            whole = QRectF(4, top + line, scale * picture.width(), scale * picture.height())
            painter.drawImage(whole, picture)
        painter.setPen(QColor(tokens.dim))
        painter.drawText(QPointF(4, self.height() - metrics.descent() - 2), self.readout())
        if self.current is not None and self.current[0] in self.neurons.nodes:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(self.place_of(self.current).adjusted(-1, -1, 1, 1))
            self._paint_large(painter)
        elif self.width() >= LARGE_WIDTH and not self.view.taken:
            self._paint_large(painter)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.neuron_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        neuron = self.neuron_at(event.position())
        if neuron is not None:
            self.chosen.emit(neuron[0])

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self._point(None)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        viewport = self.parentWidget()
        if viewport is not None and viewport.size() != self._room:
            self._room = viewport.size()
            self.redraw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = event.key()
        if self.neurons is None or (key not in moves and key not in (Qt.Key.Key_Up, Qt.Key.Key_Down)):
            super().keyPressEvent(event)
            return
        ids = list(self.neurons.nodes)
        if self.current is None:
            self._point((ids[0], 0))
            return
        node_id, index = self.current
        count = len(self.neurons.nodes[node_id].values)
        if key in moves:
            index = (index + moves[Qt.Key(key)]) % count
        else:
            node_id = ids[(ids.index(node_id) + (1 if key == Qt.Key.Key_Down else -1)) % len(ids)]
            index = min(index, len(self.neurons.nodes[node_id].values) - 1)
        self._point((node_id, index))
        self.view.scroll.ensureVisible(*self.place_of((node_id, index)).center().toPoint().toTuple())

    def _point(self, neuron: Neuron | None) -> None:
        if neuron != self.current:
            self.current, self.large = neuron, None
            self.setAccessibleDescription(self.readout())
            self.pointed.emit(neuron)
            self.update()

    def _paint_large(self, painter: QPainter) -> None:
        area = self._large()
        if area.isEmpty() or self.neurons is None:
            return
        if self.current is not None:
            node_id, index = self.current
            values = self.neurons.nodes[node_id].values[index] if self.large is None else self.large
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, signed_picture(values, self._picture(node_id)[1]))
        else:
            painter.setPen(QColor(theme.tokens.dim))
            painter.drawText(
                area.adjusted(8, 8, -8, -8), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap),
                self.tr("Point at a neuron to see it large."),
            )  # fmt: skip
        painter.setPen(QPen(QColor(theme.tokens.line), 1))
        painter.drawRect(area)

    def _large(self) -> QRectF:
        """Where one neuron is shown large; empty where there is no room."""
        if self.width() < LARGE_WIDTH:
            return QRectF()
        viewport = QRectF(self.visibleRegion().boundingRect())
        side = min(viewport.height() - 2 * self._line(), 0.42 * self.width())
        return QRectF(self.width() - side - 6, viewport.top() + 4, side, side)

    def _side(self) -> float:
        """Where the room for the thumbnails ends."""
        return self.width() - 4 if self.width() < LARGE_WIDTH else 0.57 * self.width() - 4

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height() + 2

    def _fit(self) -> None:
        """The largest thumbnails with which all are in view; the smallest scroll."""
        if self.neurons is None:
            return
        width = self._room.width() or self.width()
        width = width - 8 if width < LARGE_WIDTH else round(0.57 * width) - 8
        line, counts = self._line(), [len(each.values) for each in self.neurons.nodes.values()]
        heights, total = [0.0], 0.0
        for size in SIZES:
            columns = max(int((width + pitch_of(size) - size) // pitch_of(size)), 1)
            self._layout = size, columns
            heights = [self._height(each, line) for each in counts]
            total = sum(heights) + line + 4
            if total <= self._room.height():
                break
        self._tops = dict(zip(self.neurons.nodes, itertools.accumulate(heights, initial=0.0), strict=False))
        self.setMinimumHeight(round(total))

    def _height(self, count: int, line: float) -> float:
        """Of a layer with so many neurons, below a line of text."""
        size, columns = self._layout
        return line + -(-count // columns) * pitch_of(size) + 4

    def _picture(self, node_id: str) -> tuple[QImage, float]:
        """A layer's thumbnails as one picture, and the number that has the full colour."""
        assert self.neurons is not None
        if node_id not in self._pictures:
            values = self.neurons.nodes[node_id].values
            limit = typical_limit(values)
            self._pictures[node_id] = mosaic(values, min(self._layout[1], max(len(values), 1)), limit), limit
        return self._pictures[node_id]

    def _name(self, node_id: str) -> str:
        return standing_name(self.view.controller, node_id)
