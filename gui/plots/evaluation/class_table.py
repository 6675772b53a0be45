"""Precision, recall and F1 of each class, as numbers and as bars behind them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from engine import Evaluated
from gui.plots.evaluation.verdicts import name_of
from gui.ramps import tone
from gui.theme import tabular, theme

GAP = 3


class ClassTable(QWidget):
    """One row a class, the plain means below."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, float, float, float, int]] = []
        """Class, precision, recall, F1, samples; the last is their mean, with all samples."""
        self.marked: int | None = None
        self._line_height = 0.0
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
        # While a network is trained every call of Qt may have to wait for the interpreter's lock: so there are few.
        if not self.rows:
            return
        painter, tokens, line = QPainter(self), theme.tokens, self._line()
        font = self._small()
        columns = self._columns(QFontMetricsF(font))
        painter.setFont(font)
        painter.setPen(QColor(tokens.dim))
        self._write(painter, self.heads(), columns, 0.0)
        if self.marked is not None and self.marked < len(self.rows) - 1:
            painter.fillRect(QRectF(0, (self.marked + 1) * line, self.width(), line), QColor(tokens.raised))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone("accent", 0.06))
        painter.drawRects([
            QRectF(left, (at + 1) * line + 1, width * float(row[1 + column]), line - 2)
            for at, row in enumerate(self.rows) for column, (left, width) in enumerate(columns[1:4])
        ])  # fmt: skip
        painter.setPen(QColor(tokens.text))
        last = len(self.rows) - 1
        painter.drawLine(0, round((last + 1) * line), self.width(), round((last + 1) * line))
        bold = {last, self.marked}
        for at, row in enumerate(self.rows):
            if at not in bold:
                self._write(painter, _texts(row), columns, (at + 1) * line)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        for at in bold - {None}:
            self._write(painter, _texts(self.rows[at]), columns, (at + 1) * line)

    def _write(self, painter: QPainter, texts: Sequence[str], columns: list[tuple[float, float]], y: float) -> None:
        """Write a row: names from the left, numbers to the right."""
        line = self._line()
        for column, ((left, width), text) in enumerate(zip(columns, texts, strict=False)):
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            place = QRectF(left, y, width - (2 if column else 0), line)
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._line_height = 0.0

    def _columns(self, metrics: QFontMetricsF) -> list[tuple[float, float]]:
        """Left end and width of each column; the last is left out where there is little room."""
        least = metrics.horizontalAdvance("100.0") + 4
        heads = [max(metrics.horizontalAdvance(head) + 2, least) for head in self.heads()]
        names = max((metrics.horizontalAdvance(row[0]) for row in self.rows), default=0.0) + 4
        first = min(max(names, metrics.horizontalAdvance(self.heads()[0])), 0.34 * self.width())
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
        if self._line_height <= 0:
            self._line_height = QFontMetricsF(self._small()).height() + 4
        return self._line_height


def _texts(row: tuple[str, float, float, float, int]) -> tuple[str, ...]:
    return row[0], *(_percent(share) for share in row[1:4]), f"{row[4]:,}"


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
