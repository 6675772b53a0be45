"""What is bundled: icons, drawn in the look's colours, and where presets and texts lie."""

from __future__ import annotations

import functools
import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.theme import theme

ROOT = Path(__file__).resolve().parent.parent / "resources"
ICONS = ROOT / "icons"
PRESETS = ROOT / "presets"
DATASETS = ROOT / "datasets"
TRANSLATIONS = ROOT / "translations"
FIRST_PRESET = PRESETS / "digits.descent"
"""What opens when nothing is asked for."""

GENERIC = "layer"
"""The icon of a layer that has none of its own."""


@functools.cache
def icon(name: str, token: str = "text") -> QIcon:
    """The bundled icon of that name (of a layer in general where there is none), in the colour of a theme token.

    Icons follow the look by themselves: whoever shows one needs only repaint. They are sharp at any size and scale.
    """
    path = ICONS / f"{name}.svg"
    if not path.is_file():
        path = ICONS / f"{GENERIC}.svg"
    engine = _Engine(path.read_text("utf-8"), token)
    _ENGINES.append(engine)
    return QIcon(engine)


def presets() -> list[Path]:
    """The bundled experiments, in the order of their file names."""
    return sorted(PRESETS.glob("*.descent"))


def preset_name(path: Path) -> str:
    """What a bundled experiment is called, in English."""
    return str(json.loads(path.read_text("utf-8"))["experiment"]["name"])


class _Engine(QIconEngine):
    """Paints one SVG, its `currentColor` replaced by what the look in force has for a token."""

    def __init__(self, source: str, token: str) -> None:
        super().__init__()
        self._source, self._token = source, token
        self._renderers: dict[str, QSvgRenderer] = {}
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def clone(self) -> QIconEngine:
        copy = _Engine(self._source, self._token)
        _ENGINES.append(copy)
        return copy

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        self._renderer(self._colour(mode)).render(painter, square)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """`size` is without the scale; `scale` is the device pixel ratio."""
        colour = self._colour(mode)
        key = (colour, size.width(), size.height(), scale)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            device = (QSizeF(size) * scale).toSize()
            pixmap = QPixmap(device)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            self.paint(painter, QRect(QPoint(0, 0), device), mode, state)
            painter.end()
            pixmap.setDevicePixelRatio(scale)
            self._pixmaps[key] = pixmap
        return pixmap

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def _colour(self, mode: QIcon.Mode) -> str:
        return str(getattr(theme.tokens, "dim" if mode == QIcon.Mode.Disabled else self._token))

    def _renderer(self, colour: str) -> QSvgRenderer:
        renderer = self._renderers.get(colour)
        if renderer is None:
            source = self._source.replace("currentColor", colour)
            renderer = self._renderers[colour] = QSvgRenderer(QByteArray(source.encode()))
        return renderer


_ENGINES: list[_Engine] = []  # Qt owns an icon's engine, but calls its methods through the Python object
