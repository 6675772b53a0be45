"""A row of small grids of numbers, coloured by sign and size, with signs of arithmetic between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
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

from gui.plots.colours import readable_on, signed_colour
from gui.plots.figures import CellFormat, cell_format, exact, figure, indexed
from gui.theme import theme

if TYPE_CHECKING:
    from engine import Excerpt

GAP = 26.0
"""Pixels between grids, where a sign stands."""

ROW, TALLEST, WIDEST = 17.0, 46.0, 104.0
"""Pixels: the least height of a cell with a number in it, and the most that a cell gets."""

NARROWEST = 31.0
"""The least width of a cell; of larger grids only a part is shown."""


@dataclass(frozen=True, eq=False)
class Panel:
    """One grid: which it is, what it is called, what it is in the formula, its numbers, the name of an element, and the
    sign that follows it. `kept` says whether a click in it chooses."""

    key: str
    title: str
    formula: str
    excerpt: Excerpt
    name: str
    sign: str = ""
    pickable: bool = True


@dataclass(frozen=True)
class _Grid:
    """Where a panel's cells are."""

    panel: Panel
    frame: QRectF
    cells: QRectF
    rows: int
    columns: int

    def cell(self, number: int) -> QRectF:
        row, column = divmod(number, self.columns)
        width, height = self.cells.width() / self.columns, self.cells.height() / self.rows
        return QRectF(self.cells.x() + column * width, self.cells.y() + row * height, width, height)


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
        self.scale = 1.0
        """How large letters are, beside the window's: larger where there is room for a lecture."""
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
            columns = next(grid.columns for grid in self._grids() if grid.panel.key == self.active)
            place[excerpt.axes[0]] += across + down * columns
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
        rows = max((self._folded(panel.excerpt, 8)[0] for panel in self.panels), default=0)
        return math.ceil(self._head() + min(rows * 1.9 * ROW, 2 * TALLEST + rows * ROW) * self.scale + 12)

    def _head(self) -> float:
        """The height of the titles."""
        return 2 * QFontMetricsF(self._font(0.95)).height() + 4

    def _grids(self) -> list[_Grid]:
        """Where everything is: as wide as the columns ask for, so that cells are alike as far as there is room. Of more
        numbers than can be read there are those around the chosen one."""
        if not self.panels:
            return []
        head, scale = self._head(), self.scale
        gap, room = GAP * scale, self.height() - head - 8
        left = self.width() - gap * (len(self.panels) - 1) - 8
        most_rows = max(3, int(room / (0.85 * ROW * scale)))
        shapes = [self._folded(panel.excerpt, most_rows) for panel in self.panels]
        most = max(columns for _, columns in shapes)
        while most > 3 and sum(min(columns, most) for _, columns in shapes) * NARROWEST * scale > left:
            most -= 1
        shapes = [(min(rows, most_rows), min(columns, most)) for rows, columns in shapes]
        panels = [
            replace(panel, excerpt=_cropped(panel.excerpt, *shape))
            for panel, shape in zip(self.panels, shapes, strict=True)
        ]
        wishes = [
            max(columns * WIDEST * scale * 0.62, self._title_width(panel))
            for panel, (_, columns) in zip(panels, shapes, strict=True)
        ]
        share = min(1.0, left / max(sum(wishes), 1.0))
        at = 4 + max(0.0, (left - share * sum(wishes)) / 2)
        grids = []
        for panel, (rows, columns), wish in zip(panels, shapes, wishes, strict=True):
            frame = QRectF(at, 2, share * wish, self.height() - 4)
            width = min(frame.width() / columns, WIDEST * scale)
            height = min(room / rows, TALLEST * scale, max(width * 0.9, 4.0))
            cells = QRectF(frame.center().x() - width * columns / 2, frame.y() + head, width * columns, height * rows)
            grids.append(_Grid(panel, frame, cells, rows, columns))
            at += frame.width() + gap
        return grids

    @staticmethod
    def _folded(excerpt: Excerpt, most_rows: int) -> tuple[int, int]:
        """Rows and columns: a row of numbers stands upright while there is room, then it is folded."""
        if excerpt.values.ndim == 2:
            rows, columns = excerpt.values.shape
            return rows, columns
        count = excerpt.values.size
        columns = math.ceil(count / most_rows)
        return math.ceil(count / columns), columns

    def _title_width(self, panel: Panel) -> float:
        bold, plain = QFontMetricsF(self._font(0.95, bold=True)), QFontMetricsF(self._font(0.95))
        caption = min(plain.horizontalAdvance(self._caption(panel)), 90 * self.scale)
        return max(bold.horizontalAdvance(panel.title), caption) + 6

    @staticmethod
    def _caption(panel: Panel) -> str:
        """The formula, and which part of the array is shown of how large a one."""
        excerpt = panel.excerpt
        unit = NumberBoard._format(excerpt, 1).unit
        if excerpt.size < 2:
            return f"{panel.formula} {unit}".strip()
        size = "×".join(str(each) for each in excerpt.shape)
        cuts = [str(at) for at in excerpt.first]
        for axis, count in zip(excerpt.axes, excerpt.values.shape, strict=True):
            whole = count == excerpt.shape[axis]
            cuts[axis] = ":" if whole else f"{excerpt.first[axis]}:{excerpt.first[axis] + count}"
        part = "" if set(cuts) == {":"} else f"[{', '.join(cuts)}] "
        return f"{panel.formula}{part} {unit}" if part else f"{panel.formula} ({size}) {unit}".strip()

    def _hit(self, at: QPointF) -> tuple[_Grid, tuple[int, ...]] | None:
        for grid in self._grids():
            if not grid.cells.contains(at):
                continue
            column = int((at.x() - grid.cells.x()) / grid.cells.width() * grid.columns)
            row = int((at.y() - grid.cells.y()) / grid.cells.height() * grid.rows)
            number = min(row, grid.rows - 1) * grid.columns + min(column, grid.columns - 1)
            values = grid.panel.excerpt.values
            if number < values.size:
                return grid, tuple(int(each) for each in np.unravel_index(number, values.shape))
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
            font, digits = self._letters(grids)
            for number, grid in enumerate(grids):
                self._paint_titles(painter, grid)
                self._paint_cells(painter, grid, font, digits)
                if grid.panel.sign and number + 1 < len(grids):
                    self._paint_sign(painter, grid, grids[number + 1])

    def _paint_titles(self, painter: QPainter, grid: _Grid) -> None:
        panel, line = grid.panel, QFontMetricsF(self._font(0.95)).height()
        texts = (
            (panel.title, self._font(0.95, bold=True), theme.tokens.text),
            (self._caption(panel), self._font(0.95), theme.tokens.dim),
        )
        for row, (text, font, colour) in enumerate(texts):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            room = QRectF(grid.frame.x() - 8, grid.frame.y() + row * line, grid.frame.width() + 16, line)
            text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_cells(self, painter: QPainter, grid: _Grid, font: QFont, digits: int) -> None:
        excerpt = grid.panel.excerpt
        size = grid.cell(0).size()
        bold = self._bold(font)
        room = size.width() - 2 if size.height() > 0.8 * QFontMetricsF(font).height() else 0.0
        chosen = int(np.ravel_multi_index(excerpt.cell, excerpt.values.shape))
        written = self._format(excerpt, digits)
        edge = QPen(QColor(theme.tokens.line), 1)
        for number, value in enumerate(excerpt.values.reshape(-1).tolist()):
            cell = grid.cell(number)
            colour = signed_colour(value, excerpt.largest)
            painter.fillRect(cell, colour)
            if size.width() > 5 and size.height() > 5:
                painter.setPen(edge)
                painter.drawRect(cell)
            text, letters = written(value), bold if number == chosen else font
            if QFontMetricsF(letters).horizontalAdvance(text) <= room:
                painter.setFont(letters)
                painter.setPen(readable_on(colour))
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(QPen(QColor(theme.tokens.text), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawRect(grid.cell(chosen).adjusted(1, 1, -1, -1))
        if grid.panel.key == self.active and len(self.panels) > 1:
            painter.setPen(QPen(QColor(theme.tokens.accent), 2))
            painter.drawLine(grid.cells.bottomLeft() + QPointF(0, 4), grid.cells.bottomRight() + QPointF(0, 4))

    @staticmethod
    def _bold(font: QFont) -> QFont:
        bold = QFont(font)
        bold.setBold(True)
        return bold

    def _letters(self, grids: list[_Grid]) -> tuple[QFont, int]:
        """The largest letters, and the most digits, in which the numbers of all grids fit; where there are none, some
        cells show colours alone."""
        sizes = [(grid, grid.cell(0)) for grid in grids]
        for size, choices in ((1.2, (3,)), (1.05, (3,)), (0.95, (3, 2)), (0.85, (3, 2)), (0.75, (2,)), (0.66, (2, 1))):
            font = self._font(size)
            metrics = QFontMetricsF(self._bold(font))
            for digits in choices:
                if all(self._fits(grid, cell, metrics, digits) for grid, cell in sizes):
                    return font, digits
        return self._font(0.66), 1

    @staticmethod
    def _format(excerpt: Excerpt, digits: int) -> CellFormat:
        values = excerpt.values.reshape(-1).tolist()
        return cell_format(values, max(map(abs, values)), digits)

    @staticmethod
    def _fits(grid: _Grid, cell: QRectF, metrics: QFontMetricsF, digits: int) -> bool:
        if metrics.height() > cell.height() + 3:
            return False
        excerpt = grid.panel.excerpt
        written = NumberBoard._format(excerpt, digits)
        texts = {written(value) for value in excerpt.values.reshape(-1).tolist()}
        return max(metrics.horizontalAdvance(text) for text in texts) <= cell.width() - 3

    def _paint_sign(self, painter: QPainter, grid: _Grid, following: _Grid) -> None:
        left, right = grid.frame.right(), following.frame.left()
        top = min(grid.cells.top(), following.cells.top())
        height = max(grid.cells.height(), following.cells.height())
        room = QRectF(left - 10, top, right - left + 20, min(height, self.height() - top))
        painter.setFont(self._font(1.6, bold=True))
        painter.setPen(QColor(theme.tokens.dim))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, grid.panel.sign)


def _cropped(excerpt: Excerpt, rows: int, columns: int) -> Excerpt:
    """The numbers around the chosen one that so many cells can hold."""
    values, first, cuts = excerpt.values, list(excerpt.first), []
    room = (rows, columns) if values.ndim == 2 else (rows * columns,)
    for axis, cell, size, most in zip(excerpt.axes, excerpt.cell, values.shape, room, strict=True):
        start = max(0, min(cell - most // 2, size - most))
        first[axis] += start
        cuts.append(slice(start, start + most))
    return replace(excerpt, values=values[tuple(cuts)], first=tuple(first))
