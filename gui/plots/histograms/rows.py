"""The rows of histograms: a plain widget that paints what is in sight."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine import times
from gui.document import Document
from gui.plots.histograms.bars import paint_now
from gui.plots.histograms.cell_pictures import CellPictures
from gui.plots.histograms.cells import Cell, Mode, parts
from gui.plots.histograms.over_time import paint_over_time, slice_at
from gui.plots.histograms.reading import badge, badge_hint, figures_of
from gui.texts import catalogue, node_title
from gui.theme import theme

ROW_LINES = 5.2
"""Height of a row in lines of its small text."""

GUTTER = 92
"""Pixels for the layers' names, where the panel is wide enough."""

NARROW = 400
"""Pixels below which names stand above the histograms instead."""

GAP = 8

TALLEST = 2.6
"""How many times its least height a row may have, where there is room."""


class Rows(QWidget):
    """Layers from top to bottom, kinds from left to right. A click, or up and down, selects a layer."""

    resized = Signal()

    def __init__(self, document: Document, names: dict[str, str], cell: Callable[[str, Any], Cell]) -> None:
        """`cell` says what a layer's cell of a kind shows."""
        super().__init__(focusPolicy=Qt.FocusPolicy.StrongFocus)
        self._document, self._names, self._cell = document, names, cell
        self.mode: Mode = "now"
        self.pictures = CellPictures(self)
        self._layer: str | None = None
        self._kinds: tuple[str, ...] = ()
        self._nodes: list[str] = []
        self.setAccessibleName(self.tr("Histograms of the layers"))
        self.setAccessibleDescription(self.tr("Up and down select a layer"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def nodes(self) -> tuple[str, ...]:
        """The layers that have a row."""
        return tuple(self._nodes)

    @property
    def single(self) -> bool:
        """Whether one layer is shown large."""
        return self._layer is not None

    @property
    def gutter(self) -> int:
        """Pixels left of the columns that hold the layers' names; 0 where these stand above."""
        return 0 if self.single or self.width() < NARROW else GUTTER

    def choose(self, layer: str | None, kinds: tuple[str, ...], mode: Mode) -> None:
        """Show one layer, or all (None), and these kinds; layers that have none of them are left out."""
        analysis = self._document.analysis
        nodes = [each for each in analysis.order if layer in (None, each)]
        if "activations" not in kinds and layer is None:
            nodes = [each for each in nodes if analysis.nodes[each].parameters]
        if (layer, kinds, nodes, mode) != (self._layer, self._kinds, self._nodes, self.mode):
            self._layer, self._kinds, self._nodes, self.mode = layer, kinds, nodes, mode
            self.pictures.clear()
        self.update()

    def fit(self) -> None:
        """Take the height the rows need; a single layer has all the room."""
        self.setMinimumHeight(0 if self.single else round(len(self._nodes) * self._row_height()))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.updateGeometry()  # a hidden scroll area does not notice that rows have come or gone

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def place_of(self, node_id: str) -> QRectF | None:
        """Where a layer's row is; None where it is not shown."""
        if node_id not in self._nodes:
            return None
        height = self.height() if self.single else self._row_height()
        return QRectF(0, self._nodes.index(node_id) * height, self.width(), height)

    def cells(self, node_id: str) -> list[tuple[str, QRectF]]:
        """The kinds a layer has and where their histograms go."""
        row = self.place_of(node_id)
        if row is None:
            return []
        kinds = [kind for kind in self._kinds if self._has(node_id, kind)]
        if self.single:
            return self._large_cells(kinds, row)
        width = (row.width() - self.gutter) / len(self._kinds)
        return [
            (kind, QRectF(self.gutter + self._kinds.index(kind) * width, row.top(), width, row.height())
             .adjusted(GAP / 2, 4 + self._name_height(), -GAP / 2, -4))
            for kind in kinds
        ]  # fmt: skip

    def pairs_in(self, viewport: QRect) -> set[tuple[str, Any]]:
        """The (node id, kind) of the histograms that a viewport shows."""
        seen, nodes = QRectF(viewport), self._nodes
        if not self.single:  # only rows in sight are looked at: there may be hundreds
            height = self._row_height()
            nodes = nodes[max(int(seen.top() // height), 0) : int(seen.bottom() // height) + 1]
        return {
            (node_id, kind)
            for node_id in nodes
            for kind, frame in self.cells(node_id)
            if self.single or frame.intersects(seen)
        }

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens
        painter.fillRect(event.rect(), QColor(tokens.panel))
        small = self._small_font()
        self.pictures.begin()
        for node_id in self._nodes:
            row = self.place_of(node_id)
            known = node_id in self._document.analysis.nodes  # its layer may have been removed a moment ago
            if not known or row is None or not row.intersects(QRectF(event.rect())):
                continue
            if not self.single:
                self._paint_frame(painter, row, node_id)
            for kind, frame in self.cells(node_id):
                found = self._cell(node_id, kind)
                painter.setFont(small if not self.single else self.font())
                if self.single:
                    frame = self._paint_title(painter, frame, node_id, kind)
                if not self._fills(found):
                    painter.setPen(QColor(tokens.dim))
                    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, "–")
                elif self.mode == "now":
                    paint_now(painter, frame, found, QColor(getattr(tokens, kind)))
                else:
                    draw = partial(self._draw_over_time, found, QColor(getattr(tokens, kind)))
                    stamp = (self.mode, tokens.name, found.stamp())
                    self.pictures.paint(painter, frame, (node_id, kind), stamp, draw)

    def _paint_frame(self, painter: QPainter, row: QRectF, node_id: str) -> None:
        """A row's mark where it is selected, its layer's name and shape, the line below it."""
        tokens, node = theme.tokens, self._document.network.node(node_id)
        selected = node_id in self._document.selection
        if selected:
            painter.fillRect(row, QColor(tokens.raised))
            painter.fillRect(QRectF(row.left(), row.top(), 3, row.height()), QColor(tokens.accent))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if selected else QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        metrics, room = QFontMetricsF(font), (self.gutter or row.width()) - GAP
        top = row.top() + (6 if self.gutter else 2)
        name = metrics.elidedText(node_title(node), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(row.left() + GAP, top + metrics.ascent()), name)
        small = self._small_font()
        painter.setFont(small)
        painter.setPen(QColor(tokens.dim))
        facts = self._document.analysis.nodes[node_id]
        metrics_small = QFontMetricsF(small)
        lines = [catalogue(node.layer.title)] if node.title else []
        lines += [times(facts.shape)] if facts.shape is not None else []
        found = badge(self._cell(node_id, "activations").now)
        if not self.gutter:
            place = QPointF(row.left() + 2 * GAP + metrics.horizontalAdvance(name), top + metrics.ascent())
            painter.drawText(place, "  ".join(lines))
            if found is not None:
                line = QRectF(row.left(), top, row.width() - GAP, metrics.height())
                painter.setPen(QColor(found.colour))
                painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, found.text)
            return
        if found is not None:
            place = top + metrics.height() + len(lines) * metrics_small.height() + metrics_small.ascent()
            painter.setPen(QColor(found.colour))
            elided = metrics_small.elidedText(found.text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(row.left() + GAP, place), elided)
            painter.setPen(QColor(tokens.dim))
        for index, text in enumerate(lines):
            place = top + metrics.height() + index * metrics_small.height() + metrics_small.ascent()
            elided = metrics_small.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(row.left() + GAP, place), elided)

    def _draw_over_time(self, cell: Cell, colour: QColor, painter: QPainter, frame: QRectF) -> None:
        if self.mode != "now":
            paint_over_time(painter, frame, cell, self.mode, colour)

    def _fills(self, cell: Cell) -> bool:
        """Whether a cell has something to show."""
        if self.mode == "now":
            return cell.now is not None
        return any(each is not None and len(each) for each in (cell.slices, cell.other))

    def _paint_title(self, painter: QPainter, frame: QRectF, node_id: str, kind: str) -> QRectF:
        """The kind above a large histogram; what is left of the frame."""
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(getattr(theme.tokens, kind)))
        painter.drawText(frame, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self._names[kind])
        painter.setFont(self.font())
        found = badge(self._cell(node_id, "activations").now) if kind == "activations" else None
        if found is not None:
            painter.setPen(QColor(found.colour))
            painter.drawText(frame, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, found.text)
        return frame.adjusted(0, QFontMetricsF(font).height(), 0, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        node_id = self._node_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and node_id is not None:
            self._document.select((node_id,))
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if move is None or not self._nodes or self.single:
            super().keyPressEvent(event)
            return
        selected = [self._nodes.index(each) for each in self._document.selection if each in self._nodes]
        index = selected[0] + move if selected else 0
        self._document.select((self._nodes[min(max(index, 0), len(self._nodes) - 1)],))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._figures_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def _figures_at(self, place: QPointF) -> str:
        """The exact figures of what is drawn at a place; of a layer's name, what its shares mean."""
        node_id = self._node_at(place)
        if node_id is None:
            return ""
        layer = node_title(self._document.network.node(node_id))
        for kind, frame in self.cells(node_id):
            if not frame.contains(place):
                continue
            found = self._cell(node_id, kind)
            if self.mode == "now":
                return "" if found.now is None else figures_of(layer, self._names[kind], found.now)
            painted = frame.adjusted(0, QFontMetricsF(self.font()).height() if self.single else 0, 0, 0)
            font = self.font() if self.single else self._small_font()
            at = slice_at(parts(QFontMetricsF(font), painted)[0], found, self.mode, place)
            if at is not None:
                slices, index = at
                name = found.other_name if slices is found.other else ""
                step = int(slices.steps[index])
                return figures_of(layer, self._names[kind], slices.histogram(index), step, name)
        return badge_hint(layer, self._cell(node_id, "activations").now)

    def _node_at(self, place: QPointF) -> str | None:
        return next((each for each in self._nodes if self.place_of(each).contains(place)), None)

    def _has(self, node_id: str, kind: str) -> bool:
        facts = self._document.analysis.nodes.get(node_id)  # None for a moment after its layer was removed
        if facts is None or kind == "activations":
            return facts is not None
        return any(each.role == "bias" for each in facts.parameters) if kind == "biases" else bool(facts.parameters)

    def _large_cells(self, kinds: list[str], row: QRectF) -> list[tuple[str, QRectF]]:
        """Cells of one layer, beside one another in a wide panel, else one below the other."""
        beside = row.width() > 1.2 * row.height()
        count = max(len(kinds), 1)
        width, height = (row.width() / count, row.height()) if beside else (row.width(), row.height() / count)
        return [
            (kind, QRectF(index * width * beside, index * height * (not beside), width, height)
             .adjusted(GAP / 2, 4, -GAP / 2, -4))
            for index, kind in enumerate(kinds)
        ]  # fmt: skip

    def _row_height(self) -> float:
        least = round(ROW_LINES * QFontMetricsF(self._small_font()).height()) + 8 + self._name_height()
        room = self.parentWidget().height() / max(len(self._nodes), 1) if self.parentWidget() is not None else 0.0
        return float(min(max(least, int(room)), TALLEST * least))

    def _name_height(self) -> int:
        """Pixels for the name where it stands above."""
        return 0 if self.gutter or self.single else round(self.fontMetrics().height()) - 2

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font
