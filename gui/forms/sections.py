"""What forms are put into: a section that folds to a line with a summary, and an area that scrolls vertically only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import theme

MARGIN = 8


class SectionHeader(QAbstractButton):
    """A section's title, an arrow, and while it is folded what is in it. Click, Space or the arrow keys fold it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, text=title, checkable=True, checked=True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._summary = ""
        self._faulty = False
        theme.changed.connect(self.update)

    def summary(self) -> str:
        return self._summary

    def show_summary(self, text: str, *, faulty: bool = False) -> None:
        """Say in a few words what is in the section, and whether something is wrong with it."""
        if (text, faulty) != (self._summary, self._faulty):
            self._summary, self._faulty = text, faulty
            self.setAccessibleDescription(text)
            self.setToolTip(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, QFontMetrics(self._bold()).height() + 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self.setChecked(event.key() == Qt.Key.Key_Right)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(tokens.line if self.underMouse() else tokens.raised))
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text))
        points = [(8, -2), (16, -2), (12, 3)] if self.isChecked() else [(10, -4), (10, 4), (15, 0)]
        painter.drawPolygon(QPolygonF([QPointF(x, middle + y) for x, y in points]))
        bold = self._bold()
        title_width = QFontMetrics(bold).horizontalAdvance(self.text())
        painter.setFont(bold)
        painter.setPen(QColor(tokens.problem if self._faulty else tokens.text))
        painter.drawText(QRect(24, 0, self.width() - 28, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        room = QRect(24 + title_width + 12, 0, self.width() - title_width - 24 - 12 - MARGIN, self.height())
        if not self.isChecked() and room.width() > 16:
            painter.setFont(self.font())
            painter.setPen(QColor(tokens.problem if self._faulty else tokens.dim))
            shown = QFontMetrics(self.font()).elidedText(self._summary, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font


class Section(QWidget):
    """A titled part of a form that folds to its title."""

    def __init__(self, title: str, body: QWidget, parent: QWidget | None = None, *, folded: bool = False) -> None:
        super().__init__(parent)
        self.header = SectionHeader(title, self)
        self.body = body
        frame = QWidget(self)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(MARGIN, 4, MARGIN, MARGIN)
        inner.addWidget(body)
        self._frame = frame
        layout = QVBoxLayout(self, spacing=0)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.header)
        layout.addWidget(frame)
        self.header.toggled.connect(frame.setVisible)
        self.header.setChecked(not folded)

    @property
    def folded(self) -> bool:
        return not self.header.isChecked()

    def fold(self, folded: bool) -> None:
        """Fold or unfold it."""
        self.header.setChecked(not folded)


class VerticalScroll(QScrollArea):
    """Scrolls its column vertically, never horizontally: what is in it must live with the width there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        self.column = QVBoxLayout(content, spacing=0)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(content)
        self.setMinimumWidth(240)

    def sizeHint(self) -> QSize:
        return QSize(300, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 96)
