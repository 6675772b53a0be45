"""What is painted once and kept, under or over what changes more often."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from gui.theme import theme


class KeptLayer:
    """A picture as large as a widget, painted on nothing, and anew only where its size, the look or a key changes."""

    def __init__(self, widget: QWidget, paint: Callable[[QPainter], None]) -> None:
        self._widget, self._paint = widget, paint
        self._kept: tuple[object, QPixmap] | None = None

    def picture(self, *key: object) -> QPixmap:
        """What belongs to this key."""
        widget, ratio = self._widget, self._widget.devicePixelRatioF()
        full = (key, widget.size().toTuple(), ratio, theme.tokens.name)
        if self._kept is None or self._kept[0] != full:
            picture = QPixmap(widget.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._paint(painter)
            painter.end()
            self._kept = full, picture
        return self._kept[1]

    def forget(self) -> None:
        """Something else it shows has changed."""
        self._kept = None
