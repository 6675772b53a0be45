"""The ends of lines that grow, in pixels: what is painted of them at a refresh, and kept for the next."""

from __future__ import annotations

import math
from bisect import bisect_left

import numpy as np

from gui.plots.curves.growth import Growth
from gui.plots.curves.series import Line
from gui.plots.curves.sheet import Bar, Sheet
from gui.plots.curves.strokes import Frame, bars_of, manner_of

JOINT = 3
"""Pixels by which the end of a wide line, or its joint with what follows, may reach beyond its point."""

Rows = tuple[int, int]
"""The first row of pixels, and the first behind the last."""


class Tip:
    """The end of a line that was painted whole. At every refresh it takes over what is new by `grow`, is painted, and
    forgets by `settle` what is not needed any more; points that stay as they are are kept in pixels."""

    def __init__(self, frame: Frame, line: Line, growth: Growth) -> None:
        self._frame, self._line, self._growth = frame, line, growth
        self._pixel = line.colour.rgba()
        self.wide = line.width > 1
        self.manner = -1.0
        """The width of the pen; 0 for bars, below 0 where there is no line yet."""
        self.column = self.end = 0
        """The first column of pixels that may still change, and the first behind all that is painted."""
        self._left, self._high, self._across, self._down = frame.scale
        self._begin = 0.0  # where the line begins
        self._open = growth.grain[0]  # the first step whose point may still change
        self._count = 0  # points before it that are gone or
        self._x: list[float] = []  # kept,
        self._y: list[float] = []
        self._fresh_x: list[float] = []  # those that came last,
        self._fresh_y: list[float] = []
        self._stay = 0  # and how many of these come before it
        if len(line.x) > 1:
            x, y = frame.pixels(line.x, line.y)
            self._begin = float(x[0])
            self.manner = manner_of(line, len(x), float(x[-1]) - self._begin)
            self._take(line.steps.tolist(), x.tolist(), y.tolist())

    def grow(self) -> bool:
        """Take over what came since; whether the line goes on as it was painted, else it has to be painted whole."""
        growth = self._growth
        if not growth.goes_on(self._open):
            return False
        steps, places, values = growth.since(self._open)
        if not steps:  # nothing that can be shown; of a line, the last point would be
            self._open = growth.last_bucket
            return True
        left, across, high, down = self._left, self._across, self._high, self._down
        x = [(place - left) * across for place in places]
        if manner_of(self._line, self._count + len(x), x[-1] - self._begin) != self.manner:
            return False
        self._take(steps, x, [(high - value) * down for value in values])
        return True

    def bars(self, sheet: Sheet) -> list[Bar] | None:
        """What is to be painted, from before the column on that `settle` was told last; None where a painter has to."""
        if self.manner or not sheet.zoom:
            return None
        return bars_of(self._x + self._fresh_x, self._y + self._fresh_y)

    def paint(self, sheet: Sheet, bars: list[Bar] | None, left: int, right: int) -> Rows:
        """Paint what lies in some columns, and say in which rows."""
        if bars is not None:
            sheet.fill(bars, left, right, self._pixel)
            return max(min([bar[1] for bar in bars]), 0), min(max([bar[3] for bar in bars]), sheet.height)
        x, y = np.array(self._x + self._fresh_x), np.array(self._y + self._fresh_y)
        painter = sheet.painter(left, right)
        self._frame.stroke(painter, self._line, x, y, self.manner)
        painter.end()
        return 0, sheet.height

    def settle(self, column: int) -> None:
        """Keep only what is needed to paint from a column on."""
        stay = self._stay
        if stay:
            self._count, self._stay = self._count + stay, 0
            x, y = self._x + self._fresh_x[:stay], self._y + self._fresh_y[:stay]
            first = _needed(x, column, self.manner)
            self._x, self._y = x[first:], y[first:]

    def _take(self, steps: list[float], x: list[float], y: list[float]) -> None:
        first, _, width = self._growth.grain
        self._open = first + (int(steps[-1]) - first) // width * width
        self._stay = stay = bisect_left(steps, self._open)
        self._fresh_x, self._fresh_y = x, y
        reach = JOINT if self.manner else 0
        self.column, self.end = math.floor(x[stay]) - reach, math.floor(x[-1]) + 1 + reach


def _needed(x: list[float], column: int, manner: float) -> int:
    """The first of some points that is needed to paint from a column on."""
    if manner:
        return max(bisect_left(x, column - JOINT) - 1, 0)
    before = bisect_left(x, column) - 1
    return max(bisect_left(x, math.floor(x[before])) - 1, 0) if before > 0 else 0
