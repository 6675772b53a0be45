"""A picture that a painter and NumPy both write: for a few new pixels, a painter takes longer than all the rest."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

Bar = tuple[int, int, int, int]
"""Columns and rows of pixels that are filled: the first column and row, and those behind the last."""


class Sheet:
    """A picture of a size in logical pixels, of one colour, or transparent where none is given."""

    def __init__(self, width: float, height: float, ratio: float, colour: QColor | None = None) -> None:
        across, down = math.ceil(width * ratio), math.ceil(height * ratio)
        self.ratio = ratio
        self.width, self.height = math.ceil(width), math.ceil(height)
        self.pixels = np.full((down, across), 0 if colour is None else colour.rgba(), dtype=np.uint32)
        formats = QImage.Format
        self.image = QImage(
            self.pixels.data, across, down, 4 * across,
            formats.Format_ARGB32_Premultiplied if colour is None else formats.Format_RGB32,
        )  # fmt: skip
        """The same memory: nobody may keep a copy of the picture, which would part the two."""
        self.image.setDevicePixelRatio(ratio)
        self.zoom = int(ratio) if ratio == int(ratio) else 0
        """Pixels of the picture in a logical one; 0 where these are not whole."""

    def take(self, behind: Sheet | None, left: int, right: int, top: int, bottom: int) -> None:
        """Show some columns and rows of another sheet again, or nothing."""
        zoom = self.zoom
        if zoom:
            rows, columns = slice(zoom * top, zoom * bottom), slice(zoom * left, zoom * right)
            self.pixels[rows, columns] = 0 if behind is None else behind.pixels[rows, columns]
            return
        painter = self.painter(left, right)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        if behind is None:
            painter.fillRect(left, 0, right - left, self.height, QColor(0, 0, 0, 0))
        else:
            painter.drawImage(0, 0, behind.image)
        painter.end()

    def fill(self, bars: list[Bar], left: int, right: int, pixel: int) -> None:
        """Fill bars, as far as they lie in some columns; `zoom` must not be 0."""
        zoom, pixels = self.zoom, self.pixels
        for begin, top, end, bottom in bars:
            if end > left and begin < right:
                pixels[zoom * max(top, 0) : zoom * max(bottom, 0),
                       zoom * max(begin, left) : zoom * min(end, right)] = pixel  # fmt: skip

    def painter(self, left: int, right: int) -> QPainter:
        """A painter of some columns; it has to be ended before anything else happens to the sheet."""
        painter = QPainter(self.image)
        painter.setClipRect(QRect(left, 0, right - left, self.height))
        return painter
