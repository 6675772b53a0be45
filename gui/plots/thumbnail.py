"""One small picture, pixel by pixel, as large as there is room for."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.plots.pictures import picture
from gui.plots.scales import brief
from gui.theme import theme


class Thumbnail(QWidget):
    """An image of (height, width, channels) numbers, from its darkest to its brightest."""

    def __init__(self) -> None:
        super().__init__()
        self.values: np.ndarray | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_values(self, values: np.ndarray | None) -> None:
        """Show another image; None: there is none."""
        self.values = values
        self.update()

    def frame(self) -> QRect:
        """Where the image is: whole screen pixels for each of its own, where there is room."""
        if self.values is None:
            side = max(min(self.width(), self.height()) - 2, 1)
            return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        height, width = self.values.shape[:2]
        scale = min((self.width() - 2) / width, (self.height() - 2) / height)
        scale = max(int(scale), 1) if scale >= 1 else scale
        wide, high = max(round(scale * width), 1), max(round(scale * height), 1)
        return QRect((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    def sizeHint(self) -> QSize:
        return QSize(96, 96)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, frame = QPainter(self), self.frame()
        if self.values is not None:
            painter.drawImage(frame, picture(self.values, 0.0, max(float(self.values.max()), 1e-9)))
        painter.setPen(QColor(theme.tokens.line))
        painter.drawRect(frame.adjusted(-1, -1, 0, 0))

    def pixel_at(self, point: QPoint) -> tuple[int, int] | None:
        """Row and column of the pixel under a point."""
        frame = self.frame()
        if self.values is None or not frame.contains(point):
            return None
        height, width = self.values.shape[:2]
        return (point.y() - frame.top()) * height // frame.height(), (point.x() - frame.left()) * width // frame.width()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            pixel = self.pixel_at(event.pos())
            if pixel is not None and self.values is not None:
                value = brief(float(self.values[pixel][0]), 4)
                text = self.tr("Row {row}, column {column}: {value}").format(row=pixel[0], column=pixel[1], value=value)
                QToolTip.showText(event.globalPos(), f"{self.toolTip()}\n{text}", self)
                return True
        return super().event(event)
