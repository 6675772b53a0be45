"""The fonts of the canvas, in scene units: boxes have fixed sizes, and zoom does the rest."""

from __future__ import annotations

import functools

from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

LEGIBLE = 0.4
"""The zoom below which text is left out."""


def canvas_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The application's font at a size in scene units; not to be changed."""
    return _font(QApplication.font().key(), pixels, weight)


def canvas_metrics(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFontMetricsF:
    """How much room text in that font takes up."""
    return _metrics(QApplication.font().key(), pixels, weight)


# The same font every time: Qt would look up anew, for each text, what a font just made is to be drawn with.


@functools.lru_cache(maxsize=32)
def _font(_application: str, pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


@functools.lru_cache(maxsize=32)
def _metrics(application: str, pixels: int, weight: QFont.Weight) -> QFontMetricsF:
    return QFontMetricsF(_font(application, pixels, weight))
