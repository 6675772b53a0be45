"""Where neurons in columns and the wires between them are."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QRect, QRectF, QSize


class Geometry:
    """Columns of so many neurons each in a canvas of a size, with margins above and below that leave room for a line of
    text. `ends` are the columns of each layer. `neurons` are places in pixels, (n, 2) for each column, and `radii` how
    large they are drawn."""

    def __init__(self, counts: Sequence[int], ends: Sequence[tuple[int, int]], size: QSize, line: float) -> None:
        self.size = QSize(size)
        self._counts, self._ends = counts, ends
        columns = len(counts)
        self.left, self.pitch = size.width() / 2, 1e9
        """Where the first column is, and how far the next is from it."""
        if columns > 1:
            self.left, self.pitch = 26.0, max((size.width() - 52) / (columns - 1), 1.0)
        area = QRectF(QRect(0, 0, size.width(), size.height())).adjusted(16, line + 6, -16, -line - 8)
        self.neurons: list[np.ndarray] = []
        self.radii: list[float] = []
        for column, count in enumerate(counts):
            x = self.left + column * self.pitch
            pitch = min(area.height() / max(count, 1), 46.0)
            y = area.center().y() + (np.arange(count) - (count - 1) / 2) * pitch
            self.neurons.append(np.stack([np.full(count, x), y], axis=1))
            self.radii.append(min(max(0.36 * (pitch if count > 1 else 20.0), 1.5), 9.0))
        self._lines: dict[int, np.ndarray] = {}

    def wires(self, layer: int) -> np.ndarray:
        """Both ends of the wires of a layer, (from, to, 4)."""
        first, last = self._ends[layer]
        a, b = self.neurons[first], self.neurons[last]
        return np.concatenate(np.broadcast_arrays(a[:, None, :], b[None, :, :]), axis=-1)

    def lines(self, layer: int) -> np.ndarray:
        """The wires of a layer as lines in one row, (from * to,)."""
        if layer not in self._lines:
            ends = self.wires(layer).reshape(-1, 4).tolist()
            self._lines[layer] = np.fromiter(itertools.starmap(QLineF, ends), dtype=object, count=len(ends))
        return self._lines[layer]

    def columns_in(self, area: QRect) -> range:
        """The columns of which something can be seen, and one more at either side, from which wires come."""
        count = len(self._counts)
        first = math.floor((area.left() - self.left) / self.pitch) - 1
        last = math.ceil((area.right() - self.left) / self.pitch) + 1
        return range(min(max(first, 0), count), max(min(last + 1, count), 0))

    def layers_in(self, area: QRect) -> list[int]:
        """The layers of whose wires something can be seen."""
        return [
            layer for layer, (first, last) in enumerate(self._ends)
            if self.left + first * self.pitch <= area.right() and self.left + last * self.pitch >= area.left()
            and self._counts[first] and self._counts[last]
        ]  # fmt: skip
