"""A row of small grids of numbers, coloured by sign and size, with signs of arithmetic between them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from gui.plots.microscope.figures import MINUS, exact, figure, indexed
from gui.plots.microscope.number_grids import (
    GAP,
    ROW,
    TALLEST,
    Grid,
    Measures,
    Panel,
    folded,
    format_of,
    lay_out,
    number_at,
)  # fmt: skip
from gui.ramps import readable, signed_colour
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Excerpt

SIZES = (1.2, 1.1, 1.0, 0.92, 0.85, 0.78)
"""Letters in cells, beside the board's: the largest are taken with which all numbers fit."""

SMALL = 0.72
"""The letters of indices."""


class NumberBoard(QWidget):
    """Shows panels side by side. A click on a number chooses it; Ctrl and the arrows move the choice in the grid that
    was last used, Up and Down go to another grid, [ and ] or the wheel to another channel."""

    picked = Signal(str, int)
    """A panel's key, and the flat place of the number in the whole array."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setMinimumHeight(40)
        self.panels: tuple[Panel, ...] = ()
        self.active = ""
        """The key of the grid that was last used."""
        self.roomy = 1.0
        """How large letters may be, beside the window's: larger where there is room for a lecture."""
        self.scale = 1.0
        """How large they are: no larger than all numbers allow, where they can all be shown."""
        self._laid_out: tuple[object, list[Grid]] | None = None
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(480, 160)

    def show_panels(self, panels: Sequence[Panel]) -> None:
        """Show these, from left to right."""
        self.panels = tuple(panels)
        keys = [panel.key for panel in self.panels if panel.pickable]
        if self.active not in keys:
            self.active = keys[0] if keys else ""
        self.setAccessibleDescription("; ".join(self._spoken(panel) for panel in self.panels))
        self.update()

    def place_of(self, key: str, flat: int) -> QPointF:
        """The middle of the cell that shows a number of a panel, by its flat place in the whole array."""
        for grid in self._grids():
            excerpt = grid.panel.excerpt
            if grid.panel.key == key:
                for number, cell in enumerate(np.ndindex(excerpt.values.shape)):
                    if excerpt.index(*cell) == flat:
                        return grid.cell(number).center()
        raise LookupError(f"{key} does not show number {flat}")

    def move(self, down: int, across: int) -> None:
        """Move the choice in the grid that was last used."""
        panel = self._panel(self.active)
        if panel is None:
            return
        excerpt, place = panel.excerpt, list(panel.excerpt.place)
        if len(excerpt.axes) == 1:
            rows = next(grid.rows for grid in self._grids() if grid.panel.key == self.active)
            place[excerpt.axes[0]] += down + across * rows
        else:
            place[excerpt.axes[0]] += down
            place[excerpt.axes[1]] += across
        self._pick(panel, place)

    def turn(self, by: int) -> None:
        """Go to another channel, where there are several."""
        panel = self._panel(self.active)
        if panel is not None and len(panel.excerpt.shape) > 2:
            place = list(panel.excerpt.place)
            place[-1] = (place[-1] + by) % panel.excerpt.shape[-1]
            self._pick(panel, place)

    def go_to_grid(self, by: int) -> None:
        """Use the next grid, or the one before."""
        keys = [panel.key for panel in self.panels if panel.pickable]
        if keys:
            self.active = keys[(keys.index(self.active) + by) % len(keys)]
            self.update()

    def _pick(self, panel: Panel, place: Sequence[int]) -> None:
        shape = panel.excerpt.shape
        if all(0 <= at < size for at, size in zip(place, shape, strict=True)):
            self.picked.emit(panel.key, int(np.ravel_multi_index(tuple(place), shape)))

    def _panel(self, key: str) -> Panel | None:
        return next((panel for panel in self.panels if panel.key == key), None)

    # Where things are

    def _font(self, factor: float = 1.0, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * factor * self.scale)
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setBold(bold)
        return font

    def natural_height(self) -> int:
        """Pixels beyond which the grids do not grow."""
        rows = max((folded(panel, 16)[0] for panel in self.panels), default=0)
        return math.ceil(self._head() + min(rows * 1.9 * ROW, 2 * TALLEST + rows * ROW) * self.scale + 12)

    def _head(self) -> float:
        """The height of the titles, and of the indices of columns where there are any."""
        indexed = any(panel.excerpt.values.ndim == 2 and panel.excerpt.size > 1 for panel in self.panels)
        return 2 * QFontMetricsF(self._font(0.95)).height() + 4 + (self._index_height() if indexed else 0)

    def _index_height(self) -> float:
        return QFontMetricsF(self._font(SMALL)).height()

    def _grids(self) -> list[Grid]:
        """Where everything is."""
        key = self.panels, self.size().toTuple(), self.roomy, self.font().key()
        if self._laid_out is not None and self._laid_out[0] == key:
            return self._laid_out[1]
        for scale in (self.roomy, max(1.0, 0.8 * self.roomy), min(1.0, self.roomy), self.roomy):
            self.scale = scale
            smallest, small = QFontMetricsF(self._font(SIZES[-1], bold=True)), QFontMetricsF(self._font(SMALL))
            measures = Measures(
                tuple(self._widest(panel.excerpt, smallest) + 6 for panel in self.panels),
                tuple(self._gutter(panel.excerpt, small) for panel in self.panels),
                tuple(self._title_width(panel) for panel in self.panels), self._head(), self.scale,
            )  # fmt: skip
            grids = lay_out(self.panels, self.width(), self.height(), measures)
            self._laid_out = key, grids
            if all(
                g.panel.excerpt.values.size == p.excerpt.values.size for g, p in zip(grids, self.panels, strict=True)
            ):
                break
        return self._laid_out[1]

    @staticmethod
    def _widest(excerpt: Excerpt, metrics: QFontMetricsF) -> float:
        """The width of all numbers with their points under each other."""
        return sum(_sides(map(format_of(excerpt), excerpt.values.reshape(-1).tolist()), metrics))

    @staticmethod
    def _gutter(excerpt: Excerpt, metrics: QFontMetricsF) -> float:
        """The width of what stands left of the cells."""
        if excerpt.size < 2:
            return 0.0
        axis = excerpt.axes[0]
        return metrics.horizontalAdvance(str(excerpt.first[axis] + excerpt.values.shape[0] - 1)) + 8

    def _title_width(self, panel: Panel) -> float:
        bold, plain = QFontMetricsF(self._font(0.95, bold=True)), QFontMetricsF(self._font(0.95))
        return max(bold.horizontalAdvance(panel.title), plain.horizontalAdvance(self._caption(panel))) + 6

    @staticmethod
    def _caption(panel: Panel) -> str:
        """The formula, and which part of the array is shown of how large a one."""
        excerpt = panel.excerpt
        unit = format_of(excerpt).unit
        if excerpt.size < 2:
            return f"{panel.formula} {unit}".strip()
        size = "×".join(str(each) for each in excerpt.shape)
        cuts = [str(at) for at in excerpt.first]
        for axis, count in zip(excerpt.axes, excerpt.values.shape, strict=True):
            whole = count == excerpt.shape[axis]
            cuts[axis] = ":" if whole else f"{excerpt.first[axis]}:{excerpt.first[axis] + count}"
        part = "" if set(cuts) == {":"} else f"[{', '.join(cuts)}] "
        return f"{panel.formula}{part} {unit}" if part else f"{panel.formula} ({size}) {unit}".strip()

    def _hit(self, at: QPointF) -> tuple[Grid, tuple[int, ...]] | None:
        for grid in self._grids():
            cell = number_at(grid, at.x(), at.y()) if grid.cells.contains(at) else None
            if cell is not None:
                return grid, cell
        return None

    def _spoken(self, panel: Panel) -> str:
        excerpt = panel.excerpt
        return f"{panel.title} {indexed(panel.name, excerpt.place)} = {figure(excerpt.value)}"

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._hit(event.position())
        if event.button() != Qt.MouseButton.LeftButton or found is None or not found[0].panel.pickable:
            super().mousePressEvent(event)
            return
        grid, cell = found
        self.active = grid.panel.key
        self.picked.emit(grid.panel.key, grid.panel.excerpt.index(*cell))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._hit(event.position())
        picks = found is not None and found[0].panel.pickable
        self.setCursor(Qt.CursorShape.PointingHandCursor if picks else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        found = self._hit(event.position())
        if found is None or len(found[0].panel.excerpt.shape) < 3 or not event.angleDelta().y():
            event.ignore()
            return
        self.active = found[0].panel.key
        self.turn(-1 if event.angleDelta().y() > 0 else 1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._hit(QPointF(event.pos()))
            if found is None:
                QToolTip.hideText()
            else:
                grid, cell = found
                excerpt = grid.panel.excerpt
                place = np.unravel_index(excerpt.index(*cell), excerpt.shape)
                name = indexed(grid.panel.name, (int(each) for each in place))
                QToolTip.showText(event.globalPos(), f"{name} = {exact(float(excerpt.values[cell]))}", self)
            return True
        return super().event(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            grids = self._grids()
            font = self._letters(grids)
            for number, grid in enumerate(grids):
                self._paint_titles(painter, grid)
                self._paint_indices(painter, grid)
                self._paint_cells(painter, grid, font)
                if grid.panel.sign and number + 1 < len(grids):
                    self._paint_sign(painter, grid, grids[number + 1])

    def _paint_titles(self, painter: QPainter, grid: Grid) -> None:
        panel, line = grid.panel, QFontMetricsF(self._font(0.95)).height()
        texts = (
            (panel.title, self._font(0.95, bold=True), theme.tokens.text),
            (self._caption(panel), self._font(0.95), theme.tokens.dim),
        )
        for row, (text, font, colour) in enumerate(texts):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            aside = 0.48 * GAP * self.scale
            room = QRectF(grid.frame.x() - aside, grid.frame.y() + row * line, grid.frame.width() + 2 * aside, line)
            room = room.intersected(QRectF(0, 0, self.width(), self.height()))
            if row and QFontMetricsF(font).horizontalAdvance(text) > room.width():
                painter.setFont(font := self._font(SMALL))
            if row and QFontMetricsF(font).horizontalAdvance(text) > room.width():
                text = panel.formula
            text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_indices(self, painter: QPainter, grid: Grid) -> None:
        painter.setFont(self._font(SMALL))
        painter.setPen(QColor(theme.tokens.dim))
        for room, text in grid.row_labels():
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        for room, text in grid.column_labels(self._index_height()):
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_cells(self, painter: QPainter, grid: Grid, font: QFont) -> None:
        excerpt = grid.panel.excerpt
        bold, written = self._bold(font), format_of(excerpt)
        chosen = self._chosen(excerpt)
        texts = [written(value) for value in excerpt.values.reshape(-1).tolist()]
        before, after = _sides(texts, QFontMetricsF(font))
        edge = QPen(QColor(theme.tokens.line), 1)
        for number, value in enumerate(excerpt.values.reshape(-1).tolist()):
            cell = grid.cell(number)
            colour = signed_colour(value, excerpt.largest)
            painter.fillRect(cell, colour)
            painter.setPen(edge)
            painter.drawRect(cell)
            text, letters = texts[number], bold if number == chosen else font
            metrics = QFontMetricsF(letters)
            needed = metrics.horizontalAdvance(text) + 2
            if needed > cell.width():  # in a very narrow board
                letters = QFont(letters)
                letters.setPointSizeF(max(letters.pointSizeF() * cell.width() / needed, 1.0))
            painter.setFont(letters)
            painter.setPen(readable(colour))
            if before + after + 2 > cell.width():
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
                continue
            left = cell.center().x() + (before - after) / 2 - metrics.horizontalAdvance(text.partition(".")[0])
            baseline = cell.center().y() + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(left, baseline), text)
        if chosen is not None:
            painter.setPen(QPen(QColor(theme.tokens.text), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
            painter.drawRect(grid.cell(chosen).adjusted(1, 1, -1, -1))
        if grid.panel.key == self.active and len(self.panels) > 1:
            painter.setPen(QPen(QColor(theme.tokens.accent), 2))
            painter.drawLine(grid.cells.bottomLeft() + QPointF(0, 4), grid.cells.bottomRight() + QPointF(0, 4))

    @staticmethod
    def _chosen(excerpt: Excerpt) -> int | None:
        """The chosen number among those shown; None where it is not among them."""
        inside = all(0 <= at < size for at, size in zip(excerpt.cell, excerpt.values.shape, strict=True))
        return int(np.ravel_multi_index(excerpt.cell, excerpt.values.shape)) if inside else None

    @staticmethod
    def _bold(font: QFont) -> QFont:
        bold = QFont(font)
        bold.setBold(True)
        return bold

    def _letters(self, grids: list[Grid]) -> QFont:
        """The largest letters in which the numbers of all grids fit, the chosen ones in bold."""
        for size in SIZES:
            font = self._font(size)
            metrics = QFontMetricsF(self._bold(font))
            if all(
                metrics.height() <= grid.cell(0).height() + 3
                and self._widest(grid.panel.excerpt, metrics) <= grid.cell(0).width() - 4
                for grid in grids
            ):
                return font
        return self._font(SIZES[-1])

    def _paint_sign(self, painter: QPainter, grid: Grid, following: Grid) -> None:
        left, right = grid.frame.right(), following.frame.left()
        top = min(grid.cells.top(), following.cells.top())
        height = max(grid.cells.height(), following.cells.height())
        room = QRectF(left - 10, top, right - left + 20, min(height, self.height() - top))
        painter.setFont(self._font(1.6, bold=True))
        painter.setPen(QColor(theme.tokens.dim))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, grid.panel.sign)


def _sides(texts: Iterable[str], metrics: QFontMetricsF) -> tuple[float, float]:
    """The widths that numbers take before their points and from there on; whole ones stand before it. Figures are of
    one width, so that of parts alike one is measured."""
    parts = [text.partition(".") for text in texts]
    before = {(len(each), each.startswith(MINUS)): each for each, _, _ in parts}
    after = {(len(each), "e" in each): point + each for _, point, each in parts}
    sides = [max(map(metrics.horizontalAdvance, some.values()), default=0.0) for some in (before, after)]
    return sides[0], sides[1]
