"""What a member is, in its own words: its summary, as much of it as leaves room for the fields, and its formula."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine import Member
from gui.formulas import typeset
from gui.texts import catalogue, equations
from gui.theme import theme

WIDTHS = 8
"""For how many widths a text's lines are kept at most."""


class Gist(QWidget):
    """A text of which the first lines show, the rest on a click or in the tooltip. `token` names its colour."""

    def __init__(self, lines: int, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most, self._token = lines, token
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._text = ""
        self._laid: dict[int, list[str]] = {}
        self._laid_in = ""
        self._whole = False
        theme.changed.connect(self.update)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text, its beginning first."""
        if text != self._text:
            self._text = text
            self._whole = False
            self._laid.clear()
            self.setAccessibleName(text)
            self.setToolTip("".join(f"<p>{escape(line)}</p>" for line in text.splitlines()))
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        shown = len(lines) if self._whole else min(len(lines), self._most)
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
        painter.setPen(QColor(getattr(theme.tokens, self._token)))
        metrics = QFontMetrics(self.font())
        lines = self._lines(self.width())
        if not self._whole and len(lines) > self._most:
            last = " ".join(line.rstrip() for line in lines[self._most - 1 :])
            lines = [*lines[: self._most - 1], metrics.elidedText(last, Qt.TextElideMode.ElideRight, self.width())]
        for index, line in enumerate(lines):
            painter.drawText(QPointF(0, metrics.ascent() + index * metrics.lineSpacing()), line.rstrip())
        painter.end()

    def _lines(self, width: int) -> list[str]:
        """The text in lines of a width, laid out once: layouts ask often, by turns for several widths."""
        font = self.font().key()
        if font != self._laid_in or len(self._laid) > WIDTHS:
            self._laid, self._laid_in = {}, font
        if width not in self._laid:
            self._laid[width] = self._lay_out(width)
        return self._laid[width]

    def _lay_out(self, width: int) -> list[str]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        lines = []
        for paragraph in self._text.splitlines():
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(width, 1))
                lines.append(paragraph[line.textStart() : line.textStart() + line.textLength()])
            layout.endLayout()
        return lines


class Explanation(QWidget):
    """A member's summary and formula."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gist = Gist(5, "dim", self)
        self.formula = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.formula.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._shown: type[Member] | None = None
        layout = QVBoxLayout(self, spacing=4)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.addWidget(self.gist)
        layout.addWidget(self.formula)

    def show_member(self, cls: type[Member]) -> None:
        """Explain a member."""
        if cls is not self._shown:
            self._shown = cls
            self.show_texts(catalogue(cls.summary()), catalogue(cls.formula()))

    def show_texts(self, summary: str, formula: str) -> None:
        """Explain what is no member of a family."""
        self.gist.set_text(summary)
        plain = equations(formula)
        self.formula.setText(typeset(plain))
        self.formula.setAccessibleName(plain)
        self.formula.setVisible(bool(plain))
