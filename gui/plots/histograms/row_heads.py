"""What stands beside or above the histograms of a layer: its name, its shape, and which share of it is dead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.plots.histograms.reading import Badge
from gui.plots.histograms.row_layout import GAP, RowLayout
from gui.theme import theme


def head_of(layout: RowLayout, row: QRectF) -> QRectF:
    """The part of a row where its head is."""
    if layout.gutter:
        return QRectF(row.left(), row.top(), layout.gutter, row.height())
    return QRectF(row.left(), row.top(), row.width(), 4 + layout.name_height)


def paint_head(
    painter: QPainter, layout: RowLayout, row: QRectF, name: str, facts: Sequence[str], badge: Badge | None,
    *, selected: bool,
) -> None:  # fmt: skip
    """A row's mark where it is selected, its layer's name and facts, the line below it."""
    tokens = theme.tokens
    if selected:
        painter.fillRect(row, QColor(tokens.raised))
        painter.fillRect(QRectF(row.left(), row.top(), 3, row.height()), QColor(tokens.accent))
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.drawLine(row.bottomLeft(), row.bottomRight())
    font, metrics = layout.name_fonts[selected]
    painter.setFont(font)
    painter.setPen(QColor(tokens.text))
    room = (layout.gutter or row.width()) - GAP
    small = layout.small_metrics
    top = row.top() + (6 if layout.gutter else 2)
    name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QPointF(row.left() + GAP, top + metrics.ascent()), name)
    painter.setFont(layout.small)
    painter.setPen(QColor(tokens.dim))
    if not layout.gutter:
        place = QPointF(row.left() + 2 * GAP + metrics.horizontalAdvance(name), top + metrics.ascent())
        painter.drawText(place, "  ".join(facts))
        if badge is not None:
            line = QRectF(row.left(), top, row.width() - GAP, metrics.height())
            painter.setPen(QColor(badge.colour))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, badge.text)
        return
    lines = [(text, tokens.dim) for text in facts] + ([] if badge is None else [(badge.text, badge.colour)])
    for at, (text, colour) in enumerate(lines):
        place = QPointF(row.left() + GAP, top + metrics.height() + at * small.height() + small.ascent())
        painter.setPen(QColor(colour))
        painter.drawText(place, small.elidedText(text, Qt.TextElideMode.ElideRight, room))


def paint_title(painter: QPainter, layout: RowLayout, frame: QRectF, name: str, kind: str, badge: Badge | None) -> None:
    """The kind above a large histogram."""
    painter.setFont(layout.bold)
    painter.setPen(QColor(getattr(theme.tokens, kind)))
    painter.drawText(frame, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, name)
    if badge is not None:
        painter.setFont(layout.font)
        painter.setPen(QColor(badge.colour))
        painter.drawText(frame, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, badge.text)
