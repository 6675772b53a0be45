"""Precision, recall and F1 of each class, as numbers and as bars behind them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from engine import Evaluated
from gui.plots.tones import readable, tone
from gui.plots.verdicts import name_of
from gui.theme import tabular, theme

GAP = 3


class ClassTable(QWidget):
    """One row a class, the plain means below."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, float, float, float, int]] = []
        """Class, precision, recall, F1, samples; the last is their mean, with all samples."""
        self.marked: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(self.tr("Precision, recall and F1 of each class"))
        tabular(self)

    def show_figures(self, found: Evaluated) -> None:
        """Show the figures of an evaluation."""
        if found.counts is None or found.precision is None or found.recall is None or found.f1 is None:
            return
        own = found.counts.sum(axis=1)
        self.rows = [
            (name_of(found, at), float(found.precision[at]), float(found.recall[at]), float(found.f1[at]), int(own[at]))
            for at in range(len(own))
        ]
        means = (float(each.mean()) for each in (found.precision, found.recall, found.f1))
        self.rows.append((self.tr("Mean"), *means, int(own.sum())))
        self.setMinimumHeight(self.sizeHint().height())
        self.setAccessibleDescription("; ".join(
            self.tr("{name}: precision {precision} %, recall {recall} %, F1 {f1} %").format(
                name=name, precision=_percent(precision), recall=_percent(recall), f1=_percent(f1)
            ) for name, precision, recall, f1, _ in self.rows
        ))  # fmt: skip
        self.update()

    def mark(self, label: int | None) -> None:
        """Mark a class."""
        self.marked = label
        self.update()

    def heads(self) -> tuple[str, ...]:
        """The names of the columns."""
        return self.tr("Class"), self.tr("Precision"), self.tr("Recall"), self.tr("F1"), self.tr("Samples")

    def sizeHint(self) -> QSize:
        return QSize(150, round((len(self.rows) + 1) * self._line()) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.tokens
        painter.setFont(self._small())
        metrics, line = QFontMetricsF(self._small()), self._line()
        columns = self._columns(metrics)
        painter.setPen(QColor(tokens.dim))
        for column, (left, width) in enumerate(columns):
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            text = metrics.elidedText(self.heads()[column], Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRectF(left, 0, width, line), side | Qt.AlignmentFlag.AlignVCenter, text)
        for at, row in enumerate(self.rows):
            y = (at + 1) * line
            last = at == len(self.rows) - 1
            if last:
                painter.setPen(QColor(tokens.line))
                painter.drawLine(0, round(y), self.width(), round(y))
            if at == self.marked:
                painter.fillRect(QRectF(0, y, self.width(), line), QColor(tokens.raised))
            self._paint_row(painter, row, columns, y + (1 if last else 0), bold=last or at == self.marked)

    def _paint_row(
        self, painter: QPainter, row: Sequence[str | float], columns: list[tuple[float, float]], y: float, *, bold: bool
    ) -> None:
        font, line = self._small(), self._line()
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        for column, (left, width) in enumerate(columns):
            value, room = row[column], QRectF(left, y, width, line)
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            painter.setPen(QColor(theme.tokens.text))
            if 1 <= column <= 3:
                colour = tone("accent", 0.06)
                bar = QRectF(left, y + 1, width * float(value), line - 2)
                painter.fillRect(bar, colour)
                painter.setPen(readable(colour))
            text = value if isinstance(value, str) else _percent(value) if column <= 3 else f"{value:,}"
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            inner = room.adjusted(0, 0, -2 if column else 0, 0)
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _columns(self, metrics: QFontMetricsF) -> list[tuple[float, float]]:
        """Left end and width of each column; the last is left out where there is little room."""
        heads = [metrics.horizontalAdvance(head) + 2 for head in self.heads()]
        names = max((metrics.horizontalAdvance(row[0]) for row in self.rows), default=0.0) + 4
        first = min(max(names, heads[0]), 0.34 * self.width())
        room = self.width() - first
        shown = heads[1:] if sum(heads[1:]) + 4 * GAP <= room else heads[1:-1]
        spare = (room - sum(shown)) / len(shown) - GAP
        if spare < 0:
            shown, spare = [room / len(shown) - GAP] * len(shown), 0.0
        columns, left = [(0.0, first)], first
        for width in shown:
            columns.append((left + GAP, width + spare))
            left += GAP + width + spare
        return columns

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(0.9 * font.pointSizeF())
        return font

    def _line(self) -> float:
        return QFontMetricsF(self._small()).height() + 4


def _percent(share: float) -> str:
    return f"{100 * share:.1f}" if share < 1 else "100"


class ClassTableArea(QScrollArea):
    """The table, with a scroll bar where there are many classes."""

    def __init__(self) -> None:
        super().__init__(
            widgetResizable=True, frameShape=QFrame.Shape.NoFrame, focusPolicy=Qt.FocusPolicy.StrongFocus,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )  # fmt: skip
        self.table = ClassTable()
        self.setWidget(self.table)
        self.setAccessibleName(self.table.accessibleName())
