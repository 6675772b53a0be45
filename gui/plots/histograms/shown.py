"""The picture of what the rows show as it is now, and what of it is painted anew when there are new figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QColor

from gui.plots.histograms.bars import paint_bars, paint_texts, texts_of
from gui.plots.histograms.sheet import QuickBars, Sheet
from gui.theme import theme

if TYPE_CHECKING:
    from gui.plots.histograms.cells import Cell
    from gui.plots.histograms.reading import Badge
    from gui.plots.histograms.row_layout import RowLayout, Slot


class Shown:
    """A sheet with everything but the histograms on it, which `write` puts in."""

    def __init__(self, sheet: Sheet, places: RowLayout, grounds: dict[Slot, QColor]) -> None:
        """`grounds` are the cells on the sheet, with the colour behind each."""
        self.sheet, self._places, self._grounds = sheet, places, grounds
        self.stale = self.unread = True
        """Whether the bars, and whether the texts, are of older figures."""
        self.badges: dict[str, Badge | None] = {}
        """What is said of layers."""
        self._quick: QuickBars | None = None
        self._quick_slots: set[Slot] = set()
        self._filled: set[Slot] | None = None
        self._texts: dict[Slot, tuple[str, str, str]] = {}

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The cells on the sheet."""
        return tuple(self._grounds)

    def fits(self, seen: QRect, ratio: float, places: RowLayout) -> bool:
        """Whether this is a picture of that part of the widget."""
        return places is self._places and (seen, ratio) == (self.sheet.seen, self.sheet.ratio)

    def write(self, cells: dict[Slot, Cell]) -> bool:
        """Put these histograms in, with their texts where these are due; False where there were others."""
        if self._filled is not None and self._filled != cells.keys():
            return False
        self._filled = set(cells)
        self._write_quickly({slot: cell for slot, cell in cells.items() if cell.alone})
        self._write_compared({slot: cell for slot, cell in cells.items() if not cell.alone})
        if self.unread:
            self._write_texts(cells)
        return True

    def _write_quickly(self, cells: dict[Slot, Cell]) -> None:
        now = [cell.now for cell in cells.values() if cell.now is not None]
        if not now:
            return
        if self._quick is None or self._quick_slots != cells.keys():
            areas = [(slot.area, _colour(slot), self._grounds[slot]) for slot in cells]
            self._quick, self._quick_slots = QuickBars(self.sheet, areas, len(now[0].counts)), set(cells)
        self._quick.write([each.counts for each in now], [(each.low, each.high) for each in now])

    def _write_compared(self, cells: dict[Slot, Cell]) -> None:
        if not cells:
            return
        painter = self.sheet.painter()
        for slot, cell in cells.items():
            painter.fillRect(slot.area.adjusted(-1, -1, 1, 1), self._grounds[slot])
            paint_bars(painter, slot.area, cell, _colour(slot))
        painter.end()

    def _write_texts(self, cells: dict[Slot, Cell]) -> None:
        """The numbers that are not what they were."""
        painter, places = self.sheet.painter(), self._places
        painter.setFont(places.cell_font)
        for slot, cell in cells.items():
            drawn, area, ground = slot.drawn, slot.area, self._grounds[slot]
            texts = texts_of(cell, places.widths, drawn.width()) if slot.texts else None
            if texts is not None and texts != self._texts.get(slot):
                self._texts[slot] = texts
                painter.fillRect(QRectF(drawn.topLeft(), QPointF(drawn.right(), area.top() - 1)), ground)
                painter.fillRect(QRectF(QPointF(drawn.left(), area.bottom() + 1), drawn.bottomRight()), ground)
                paint_texts(painter, drawn, texts, places.widths, places.metrics)
        painter.end()


def _colour(slot: Slot) -> QColor:
    return QColor(getattr(theme.tokens, slot.kind))
