"""Where the numbers of small grids stand: how much of each array has room, its cells, and the indices beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF

from gui.plots.microscope.figures import CellFormat, cell_format

if TYPE_CHECKING:
    from engine import Excerpt

GAP = 26.0
"""Pixels between grids, where a sign stands."""

ROW, TALLEST, WIDEST = 17.0, 46.0, 66.0
"""Pixels: the least height of a cell with a number in it, its greatest, and the width that a cell gets at most beyond
what its numbers need."""


@dataclass(frozen=True, eq=False)
class Panel:
    """One grid: which it is, what it is called, what it is in the formula, its numbers, the name of an element, and the
    sign that follows it. `pickable` says whether a click in it chooses. `beside`: the key of the matrix whose rows this
    row of numbers is multiplied by, number by number; it stands upright beside them."""

    key: str
    title: str
    formula: str
    excerpt: Excerpt
    name: str
    sign: str = ""
    pickable: bool = True
    beside: str = ""


@dataclass(frozen=True)
class Grid:
    """Where a panel's cells are. A row of numbers runs down the first column, then down the next; a gutter left of
    every column of it, or of the whole matrix, holds indices."""

    panel: Panel
    frame: QRectF
    cells: QRectF
    rows: int
    columns: int
    gutter: float

    @property
    def upright(self) -> bool:
        """Whether this is a row of numbers."""
        return self.panel.excerpt.values.ndim < 2

    def at(self, row: int, column: int) -> QRectF:
        """The cell in a row and a column of the drawing."""
        height = self.cells.height() / self.rows
        if self.upright:
            strip = self.cells.width() / self.columns
            left, width = column * strip + self.gutter, strip - self.gutter
        else:
            width = (self.cells.width() - self.gutter) / self.columns
            left = self.gutter + column * width
        return QRectF(self.cells.x() + left, self.cells.y() + row * height, width, height)

    def cell(self, number: int) -> QRectF:
        """The cell of a number by its place among those shown."""
        if self.upright:
            column, row = divmod(number, self.rows)
        else:
            row, column = divmod(number, self.columns)
        return self.at(row, column)

    def row_labels(self) -> list[tuple[QRectF, str]]:
        """Where the index of which row is written: the strip left of the cell it belongs to."""
        excerpt = self.panel.excerpt
        if not self.gutter:
            return []
        count, first = excerpt.values.shape[0], excerpt.first[excerpt.axes[0]]
        firsts = [self.cell(number if self.upright else number * self.columns) for number in range(count)]
        return [
            (QRectF(cell.x() - self.gutter, cell.y(), self.gutter - 3, cell.height()), str(first + number))
            for number, cell in enumerate(firsts)
        ]

    def column_labels(self, height: float) -> list[tuple[QRectF, str]]:
        """Where the index of which column of a matrix is written, above its cells."""
        excerpt = self.panel.excerpt
        if self.upright or not self.gutter:
            return []
        first = excerpt.first[excerpt.axes[1]]
        cells = [self.at(0, column) for column in range(excerpt.values.shape[1])]
        return [
            (QRectF(cell.x(), cell.y() - height, cell.width(), height), str(first + column))
            for column, cell in enumerate(cells)
        ]


@dataclass(frozen=True)
class Measures:
    """What letters need: pixels of the widest number of each panel, of its indices, and of its titles."""

    numbers: tuple[float, ...]
    indices: tuple[float, ...]
    titles: tuple[float, ...]
    head: float
    scale: float


def lay_out(panels: Sequence[Panel], width: float, height: float, measures: Measures) -> list[Grid]:
    """Where everything is. Every cell has room for its number; of more numbers than have room there are those around
    the chosen one. Rows are equally high everywhere, so that what is multiplied row by row stands side by side."""
    if not panels:
        return []
    scale, gap = measures.scale, GAP * measures.scale
    room, left = height - measures.head - 8, width - gap * (len(panels) - 1) - 8
    most_rows = max(3, int(room / (0.85 * ROW * scale)))
    shapes = [folded(panel, most_rows) for panel in panels]
    most = max(columns for _, columns in shapes)
    while most > 1 and sum(_needed(panels, shapes, most, measures)) > left:
        most -= 1
    shapes = [(min(rows, most_rows), min(columns, most)) for rows, columns in shapes]
    shown = [
        replace(panel, excerpt=cropped(panel.excerpt, *shape)) for panel, shape in zip(panels, shapes, strict=True)
    ]
    shown = _side_by_side(panels, shown, shapes)
    least = _needed(panels, shapes, most, measures)
    titled = [max(pair) for pair in zip(least, measures.titles, strict=True)]
    wishes = [
        max(need + 0.4 * WIDEST * scale * columns, title)
        for need, title, (_, columns) in zip(least, titled, shapes, strict=True)
    ]
    widths = _between(least, titled, left) if sum(titled) > left else _between(titled, wishes, left)
    at = 4 + max(0.0, (left - sum(widths)) / 2)
    tallest = min(room / max(rows for rows, _ in shapes), TALLEST * scale)
    grids = []
    for number, (panel, (rows, columns)) in enumerate(zip(shown, shapes, strict=True)):
        frame = QRectF(at, 2, widths[number], height - 4)
        strips = columns if panel.excerpt.values.ndim < 2 else 1
        cell = min(
            measures.numbers[number] + WIDEST * scale, (frame.width() - strips * measures.indices[number]) / columns
        )
        across = cell * columns + strips * measures.indices[number]
        cells = QRectF(frame.center().x() - across / 2, frame.y() + measures.head, across, tallest * rows)
        grids.append(Grid(panel, frame, cells, rows, columns, measures.indices[number]))
        at += frame.width() + gap
    return grids


def _between(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """Widths that fill the room: all the same share of the way from the least to the most."""
    low, high = sum(least), sum(most)
    share = max(0.0, min(1.0, (room - low) / (high - low))) if high > low else 0.0
    squeeze = min(1.0, room / max(low, 1.0))
    return [squeeze * (a + share * (b - a)) for a, b in zip(least, most, strict=True)]


def folded(panel: Panel, most_rows: int) -> tuple[int, int]:
    """Rows and columns: a row of numbers stands upright while there is room, then it is folded."""
    values = panel.excerpt.values
    if values.ndim == 2:
        return values.shape[0], values.shape[1]
    if panel.beside:
        return min(values.size, most_rows), 1
    columns = math.ceil(values.size / most_rows)
    return math.ceil(values.size / columns), columns


def cropped(excerpt: Excerpt, rows: int, columns: int) -> Excerpt:
    """The numbers around the chosen one that so many cells can hold."""
    room = (rows, columns) if excerpt.values.ndim == 2 else (rows * columns,)
    starts = [
        max(0, min(cell - most // 2, size - most))
        for cell, size, most in zip(excerpt.cell, excerpt.values.shape, room, strict=True)
    ]
    return _cut(excerpt, starts, room)


def format_of(excerpt: Excerpt) -> CellFormat:
    """How the numbers of a grid are written: to three digits."""
    values = excerpt.values.reshape(-1).tolist()
    return cell_format(values, max(map(abs, values)), 3)


def _cut(excerpt: Excerpt, starts: Sequence[int], counts: Sequence[int]) -> Excerpt:
    first, cuts = list(excerpt.first), []
    for axis, start, count in zip(excerpt.axes, starts, counts, strict=True):
        first[axis] += start
        cuts.append(slice(start, start + count))
    return replace(excerpt, values=excerpt.values[tuple(cuts)], first=tuple(first))


def _needed(panels: Sequence[Panel], shapes: Sequence[tuple[int, int]], most: int, measures: Measures) -> list[float]:
    """The width that each grid needs for its numbers and indices with at most so many columns."""
    widths = []
    for number, (panel, (_, columns)) in enumerate(zip(panels, shapes, strict=True)):
        columns = min(columns, most)
        strips = columns if panel.excerpt.values.ndim < 2 else 1
        widths.append(columns * measures.numbers[number] + strips * measures.indices[number])
    return widths


def _side_by_side(panels: Sequence[Panel], shown: list[Panel], shapes: list[tuple[int, int]]) -> list[Panel]:
    """The same rows of a matrix and of what stands beside it: around the vector's chosen number where both know it."""
    keys = [panel.key for panel in panels]
    for number, panel in enumerate(panels):
        if panel.beside not in keys:
            continue
        other = keys.index(panel.beside)
        vector, matrix = panel.excerpt, panels[other].excerpt
        low = max(vector.first[0], matrix.first[0])
        high = min(vector.first[0] + len(vector.values), matrix.first[0] + len(matrix.values))
        count = min(shapes[number][0], shapes[other][0], high - low)
        if count < 1:
            continue
        middle = vector.chosen if low <= vector.chosen < high else matrix.place[0]
        start = max(low, min(middle - count // 2, high - count))
        column, columns = shown[other].excerpt.first[1] - matrix.first[1], shapes[other][1]
        shown[number] = replace(panel, excerpt=_cut(vector, [start - vector.first[0]], [count]))
        shown[other] = replace(shown[other], excerpt=_cut(matrix, [start - matrix.first[0], column], [count, columns]))
        shapes[number], shapes[other] = (count, 1), (count, columns)
    return shown


def number_at(grid: Grid, x: float, y: float) -> tuple[int, ...] | None:
    """The place among the shown numbers of what is at a point; None where there is none."""
    values = grid.panel.excerpt.values
    row = min(int((y - grid.cells.y()) / grid.cells.height() * grid.rows), grid.rows - 1)
    for column in range(grid.columns):
        if grid.at(row, column).contains(x, y):
            number = column * grid.rows + row if grid.upright else row * grid.columns + column
            if number < values.size:
                return tuple(int(each) for each in np.unravel_index(number, values.shape))
    return None
