"""Pictures of cells whose drawing takes a while: kept until something changes, never all painted anew in one frame."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

BUDGET = 0.008
"""Seconds of a frame that go into painting cells anew; others show their old picture until the next frame."""
NEXT_MS = 15


class CellPictures:
    """The pictures of a widget's cells."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._kept: dict[Hashable, tuple[Hashable, QPixmap]] = {}
        self._until = 0.0
        self._timer = QTimer(widget, singleShot=True, interval=NEXT_MS)
        self._timer.timeout.connect(widget.update)
        self.direct = False
        """Whether to draw without pictures: for a file, sharp at any size."""

    def begin(self) -> None:
        """A frame begins."""
        self._until = time.perf_counter() + BUDGET

    def clear(self) -> None:
        """Forget all pictures."""
        self._kept.clear()

    def paint(
        self, painter: QPainter, frame: QRectF, key: Hashable, stamp: Hashable,
        draw: Callable[[QPainter, QRectF], None],
    ) -> None:  # fmt: skip
        """Paint a cell into its frame: by `draw` where its picture is not of this stamp, which says all that it depends
        on, and there is time left, or nothing else to show."""
        if self.direct:
            draw(painter, frame)
            return
        ratio = self._widget.devicePixelRatioF()
        corner = QPointF(int(frame.left()), int(frame.top()))
        inner = frame.translated(-corner)
        size = (int(inner.right()) + 2, int(inner.bottom()) + 2)
        known = self._kept.get(key)
        fits = known is not None and known[1].size().toTuple() == (round(size[0] * ratio), round(size[1] * ratio))
        if known is None or known[0] != stamp or not fits:
            if fits and time.perf_counter() > self._until:
                self._timer.start()
            else:
                picture = QPixmap(round(size[0] * ratio), round(size[1] * ratio))
                picture.setDevicePixelRatio(ratio)
                picture.fill(Qt.GlobalColor.transparent)
                inside = QPainter(picture)
                inside.setFont(painter.font())
                draw(inside, inner)
                inside.end()
                known = self._kept[key] = stamp, picture
        assert known is not None
        painter.drawPixmap(corner, known[1])
