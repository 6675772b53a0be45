"""The fonts of the canvas, in scene units: boxes have fixed sizes, and zoom does the rest."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

LEGIBLE = 0.4
"""The zoom below which text is left out."""


def canvas_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The application's font at a size in scene units."""
    font = QFont(QApplication.font())
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font
