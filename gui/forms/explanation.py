"""What a member is, in its own words: the summary, two lines of it until clicked, and the formula."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine import Member
from gui.texts import catalogue
from gui.theme import theme

LINES = 2


class Gist(QWidget):
    """A paragraph of which the first two lines show, the rest on a click or in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._text = ""
        self._whole = False
        theme.changed.connect(self.update)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        """Show another paragraph, its beginning first."""
        if text != self._text:
            self._text = text
            self._whole = False
            self.setAccessibleName(text)
            self.setToolTip(f"<p>{text}</p>" if text else "")
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        shown = len(lines) if self._whole else min(len(lines), LINES)
        return shown * QFontMetrics(self.font()).lineSpacing()

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 100)))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, QFontMetrics(self.font()).lineSpacing())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._whole = not self._whole
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(theme.tokens.dim))
        metrics = QFontMetrics(self.font())
        lines = self._lines(self.width())
        if not self._whole and len(lines) > LINES:
            rest = self._text[sum(len(line) for line in lines[: LINES - 1]) :]
            lines = [*lines[: LINES - 1], metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())]
        for index, line in enumerate(lines):
            painter.drawText(QPointF(0, metrics.ascent() + index * metrics.lineSpacing()), line.rstrip())
        painter.end()

    def _lines(self, width: int) -> list[str]:
        layout = QTextLayout(self._text, self.font())
        layout.setTextOption(QTextOption(wrapMode=QTextOption.WrapMode.WordWrap))
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            lines.append(self._text[line.textStart() : line.textStart() + line.textLength()])
        layout.endLayout()
        return lines


class Explanation(QWidget):
    """A member's summary and formula."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gist = Gist(self)
        self.formula = QLabel(self, wordWrap=True)
        self.formula.setTextFormat(Qt.TextFormat.PlainText)
        self.formula.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.formula.setAccessibleName(self.tr("Formula"))
        # A formula may be one long word; it must never ask for more width than there is.
        self.formula.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._shown: type[Member] | None = None
        layout = QVBoxLayout(self, spacing=4)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.gist)
        layout.addWidget(self.formula)
        self._fit()

    def show_member(self, cls: type[Member]) -> None:
        """Explain a member."""
        if cls is not self._shown:
            self._shown = cls
            self.gist.set_text(catalogue(cls.summary()))
            self.formula.setText(equations(catalogue(cls.formula())))
            self.formula.setVisible(bool(self.formula.text()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family())
        size = self.font().pointSizeF()
        if size > 0:
            font.setPointSizeF(size * 0.9)
        self.formula.setFont(font)


def equations(formula: str) -> str:
    """A formula with one equation a line, its remarks under it, as narrow columns need it."""
    lines = re.split(r"\n|,  (?=\S)| {6,}", formula)
    return "\n".join(line.strip() for line in lines if line.strip())
