"""A model's answer to one sample: a bar for each class."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine import Reply
from gui.plots.scales import brief
from gui.texts import catalogue, class_titles
from gui.theme import tabular, theme

TALLEST = 30.0
"""Pixels that a bar takes at most."""

LEAST_LINE = 0.75
"""The height of a line of text, of that of the font, below which it is hard to read."""


class AnswerBars(QWidget):
    """Bars to the right; of scores, which may be negative, from zero on to either side."""

    def __init__(self) -> None:
        super().__init__()
        self.reply: Reply | None = None
        self.setAccessibleName(self.tr("The network's answer"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        tabular(self)

    def show_reply(self, reply: Reply | None) -> None:
        """Show another answer; None: there is none."""
        self.reply = reply
        if reply is None:
            self.setAccessibleDescription("")
        else:
            named = zip(class_titles(reply.class_names), reply.answers.tolist(), strict=True)
            self.setAccessibleDescription(", ".join(f"{name}: {self.text_of(value)}" for name, value in named))
        self.update()

    def text_of(self, value: float) -> str:
        """An answer's number."""
        if self.reply is not None and self.reply.meaning in ("probability", "votes"):
            return f"{100 * value:.1f} %"
        return brief(value, 3)

    def labels(self) -> list[int]:
        """The classes that have a bar, in their order: all, or where the lines of all would be too low to be read the
        likeliest."""
        if self.reply is None:
            return []
        count = len(self.reply.answers)
        room = int(self.height() / (LEAST_LINE * QFontMetricsF(self.font()).height()))
        if count <= room:
            return list(range(count))
        ranked = np.argsort(-np.nan_to_num(self.reply.answers), kind="stable").tolist()
        best = self.reply.predicted
        return sorted([best, *(label for label in ranked if label != best)][: max(room, 1)])

    def sizeHint(self) -> QSize:
        return QSize(140, 140)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        # While a network is trained every call of Qt may have to wait for the interpreter's lock: so there are few.
        if self.reply is None:
            return
        painter, tokens, answers = QPainter(self), theme.tokens, self.reply.answers
        labels = self.labels()
        line = min(self.height() / len(labels), TALLEST)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * min(1.0, max(0.86 * line / QFontMetricsF(font).height(), 0.4)))
        metrics = QFontMetricsF(font)
        names = min(
            max(metrics.horizontalAdvance(name) for name in class_titles(self.reply.class_names)), 0.4 * self.width()
        )
        figures = metrics.horizontalAdvance("100.0 %") + 4
        low, high = min(float(np.nanmin(answers)), 0.0), max(float(np.nanmax(answers)), 0.0)
        if self.reply.meaning != "score":
            low, high = 0.0, 1.0
        room = max(self.width() - names - figures - 10, 1.0)
        left, scale = names + 5, room / max(high - low, 1e-12)
        top = (self.height() - line * len(labels)) / 2
        rows = {label: top + place * line for place, label in enumerate(labels)}
        bars = {}
        for label, y in rows.items():
            value = float(np.nan_to_num(answers[label]))
            start, end = sorted((left + (0 - low) * scale, left + (value - low) * scale))
            bars[label] = QRectF(start, y + 1, end - start, line - 2)
        best = self.reply.predicted
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.raised))
        painter.drawRects([QRectF(left, y + 1, room, line - 2) for y in rows.values()])
        painter.setBrush(QColor(tokens.node_line))
        painter.drawRects(list(bars.values()))
        painter.fillRect(bars[best], QColor(tokens.accent))
        painter.setPen(QColor(tokens.text))
        to_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        for label in (*(each for each in labels if each != best), best):
            if label == best:
                font.setWeight(QFont.Weight.DemiBold)
                painter.setFont(font)
            painter.drawText(QRectF(0, rows[label], names, line), to_right, catalogue(self.reply.class_names[label]))
            place = QRectF(self.width() - figures, rows[label], figures, line)
            painter.drawText(place, to_right, self.text_of(float(answers[label])))
