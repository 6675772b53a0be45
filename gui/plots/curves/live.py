"""The curves of a chart while training: a picture that is kept, of which only the strip is shown anew that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.plots.curves.chart import Chart
    from gui.plots.curves.series import Line


class LiveCanvas(QWidget):
    """Lies over the curves of a chart as long as these are painted quickly: painting the scene, be it a strip of it,
    takes several times as long. The line that follows the cursor is painted here then."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart.viewport())
        self._chart = chart
        self.framing = False
        """Whether a frame is being drawn, which lies in the scene."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        chart.lines.voided.connect(self.follow)
        chart.cursor_line.sigPositionChanged.connect(self.update)
        chart.cursor_line.visibleChanged.connect(self.update)

    def follow(self) -> None:
        """Lie over the curves where they are painted quickly, and show all of them."""
        lines = self._chart.lines
        covered = not lines.smooth and not self.framing and bool(lines.lines)
        if covered:
            box = self._chart.box
            self.setGeometry(QRectF(box.scenePos(), QSizeF(box.width(), box.height())).toAlignedRect())
            self.update()
        if covered != lines.covered:
            lines.covered = covered
            self.setVisible(covered)
            lines.update()

    def frame(self, framing: bool) -> None:
        """Give way to a frame that is being drawn."""
        self.framing = framing
        self.follow()

    def extend(self) -> bool:
        """Paint what came since; whether that was possible."""
        return self._show(self._chart.lines.extend())

    def replace(self, lines: Sequence[Line]) -> bool:
        """Paint other curves that do not change with every step; whether that was possible."""
        return self._show(self._chart.lines.replace(lines))

    def _show(self, strip: QRect | None) -> bool:
        """Show a part of the picture anew."""
        if strip is None:
            return False
        if not strip.isEmpty():
            if self._chart.lines.covered:
                self.update(strip)
            else:
                self._chart.lines.update()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        chart, lines, cursor = self._chart, self._chart.lines, self._chart.cursor_line
        lines.paints += 1
        painter = QPainter(self)
        lines.show(painter, self.devicePixelRatioF())
        if cursor.isVisible():
            painter.setPen(cursor.pen)
            x = chart.pixel_of(cursor.value()) - self.x()
            painter.drawLine(x, 0, x, self.height())
