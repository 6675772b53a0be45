"""What stands above the columns of the histograms."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.plots.histograms.row_layout import GAP
from gui.plots.histograms.rows import Rows
from gui.theme import theme

SHARES = (1.0, 0.92, 0.85, 0.78)
"""How small titles may become, as shares of other text, before they are cut."""


class ColumnTitles(QWidget):
    """The kinds above the columns, and which step the figures are of."""

    def __init__(self, names: dict[str, str], rows: Rows) -> None:
        super().__init__()
        self._names, self._rows = names, rows
        self._kinds: tuple[str, ...] = ()
        self._step = 0
        self._fit()

    def choose(self, kinds: tuple[str, ...]) -> None:
        """Stand above these columns; not at all where a single layer has its own titles."""
        self._kinds = kinds
        self.setVisible(not self._rows.single)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(QFontMetricsF(self.font()).height()) + 4)

    def show_step(self, step: int) -> None:
        self._step = step
        if self._rows.gutter:
            self.update(0, 0, self._rows.gutter, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(theme.tokens.panel))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(theme.tokens.dim))
        gutter = self._rows.gutter
        if gutter:
            text = self.tr("step {step}").format(step=f"{self._step:,}")
            painter.drawText(QRectF(GAP, 0, gutter - GAP, self.height()), flags, text)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        width = (self._rows.width() - gutter) / max(len(self._kinds), 1)
        points = font.pointSizeF()
        for share in SHARES:  # smaller rather than cut
            font.setPointSizeF(share * points)
            metrics = QFontMetricsF(font)
            if all(metrics.horizontalAdvance(self._names[kind]) <= width - GAP for kind in self._kinds):
                break
        painter.setFont(font)
        for index, kind in enumerate(self._kinds):
            painter.setPen(QColor(getattr(theme.tokens, kind)))
            frame = QRectF(gutter + index * width + GAP / 2, 0, width - GAP, self.height())
            painter.drawText(frame, flags, metrics.elidedText(
                self._names[kind], Qt.TextElideMode.ElideRight, frame.width()))  # fmt: skip
