"""Where the rows of histograms and their cells are: found once for a size of the widget, not anew for every cell."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF

from gui.plots.histograms.cells import Widths, parts

ROW_LINES = 5.2
"""Height of a row in lines of its small text."""

GUTTER = 92
"""Pixels for the layers' names, where the panel is wide enough."""

NARROW = 400
"""Pixels below which names stand above the histograms instead."""

GAP = 8

TALLEST = 2.6
"""How many times its least height a row may have, where there is room."""


@dataclass(frozen=True, eq=False)
class Slot:
    """The place of one cell, in whole pixels: all of it, what is below its title, the drawing, and whether there is
    room for texts above and below that."""

    node_id: str
    kind: str
    frame: QRectF
    drawn: QRectF
    area: QRectF
    texts: bool


class RowLayout:
    """The places for a size of the widget, in a viewport `room` pixels high. `has` says whether a layer has a kind."""

    def __init__(
        self, size: QSize, room: int, font: QFont, nodes: Sequence[str], kinds: Sequence[str], has: Callable[..., bool],
        *, single: bool,
    ) -> None:  # fmt: skip
        self.width, self.single = size.width(), single
        self.font, self.small, self.bold = QFont(font), QFont(font), QFont(font)
        self.small.setPointSizeF(0.85 * font.pointSizeF())
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.small_metrics = QFontMetricsF(self.small)
        self.cell_font = self.font if single else self.small
        self.metrics = QFontMetricsF(self.cell_font)
        """Those of the texts of cells."""
        self.widths = Widths(self.metrics)
        self.name_fonts = {selected: _weighted(font, selected) for selected in (False, True)}
        """The fonts of names, and their metrics: those of a selected layer are bolder."""
        self.gutter = 0 if single or self.width < NARROW else GUTTER
        """Pixels left of the columns that hold the layers' names; 0 where these stand above."""
        self.name_height = 0 if self.gutter or single else QFontMetrics(font).height() - 2
        """Pixels for the name where it stands above."""
        self._title_height = math.ceil(QFontMetricsF(self.bold).height())
        least = round(ROW_LINES * self.small_metrics.height()) + 8 + self.name_height
        fair = room // max(len(nodes), 1)
        self.row_height = size.height() if single else int(min(max(least, fair), TALLEST * least))
        self._nodes, self._kinds, self._has = nodes, kinds, has
        self._index = {node_id: at for at, node_id in enumerate(nodes)}
        self._slots: dict[str, tuple[Slot, ...]] = {}

    def row(self, node_id: str) -> QRectF | None:
        """Where a layer's row is; None where it is not shown."""
        at = self._index.get(node_id)
        return None if at is None else QRectF(0, at * self.row_height, self.width, self.row_height)

    def nodes_between(self, top: float, bottom: float) -> Sequence[str]:
        """The layers whose rows reach between two heights: only these are looked at, there may be hundreds."""
        if self.single or not self.row_height:
            return self._nodes
        return self._nodes[max(int(top // self.row_height), 0) : int(bottom // self.row_height) + 1]

    def slots(self, node_id: str) -> tuple[Slot, ...]:
        """The cells of a layer."""
        found = self._slots.get(node_id)
        if found is None:
            row = self.row(node_id)
            frames = () if row is None else self._large(node_id, row) if self.single else self._small(node_id, row)
            found = self._slots[node_id] = tuple(self._slot(node_id, *each) for each in frames)
        return found

    def _slot(self, node_id: str, kind: str, frame: QRectF) -> Slot:
        drawn = frame.adjusted(0, self._title_height if self.single else 0, 0, 0)
        return Slot(node_id, kind, frame, drawn, *parts(self.metrics, drawn))

    def _small(self, node_id: str, row: QRectF) -> Iterator[tuple[str, QRectF]]:
        width = (row.width() - self.gutter) / max(len(self._kinds), 1)
        for at, kind in enumerate(self._kinds):
            if self._has(node_id, kind):
                left, right = (round(self.gutter + each * width) for each in (at, at + 1))
                cell = QRectF(left, row.top(), right - left, row.height())
                yield kind, cell.adjusted(GAP // 2, 4 + self.name_height, -(GAP // 2), -4)

    def _large(self, node_id: str, row: QRectF) -> Iterator[tuple[str, QRectF]]:
        """Cells of one layer, beside one another in a wide panel, else one below the other."""
        kinds = [kind for kind in self._kinds if self._has(node_id, kind)]
        beside = row.width() > 1.2 * row.height()
        whole = (row.width() if beside else row.height()) / max(len(kinds), 1)
        for at, kind in enumerate(kinds):
            start, stop = round(at * whole), round((at + 1) * whole)
            cell = (
                QRectF(start, 0, stop - start, row.height()) if beside else QRectF(0, start, row.width(), stop - start)
            )
            yield kind, cell.adjusted(GAP // 2, 4, -(GAP // 2), -4)


def _weighted(font: QFont, selected: bool) -> tuple[QFont, QFontMetricsF]:
    found = QFont(font)
    found.setWeight(QFont.Weight.DemiBold if selected else QFont.Weight.Medium)
    return found, QFontMetricsF(found)
