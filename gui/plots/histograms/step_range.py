"""Which steps of a run are shown: a line with two handles."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import theme

RADIUS = 5.0
KEY_SHARE, PAGE_SHARE = 0.01, 0.1
"""Share of the run by which a handle goes at a press of a key."""


class StepRange(QWidget):
    """Two handles on a line from the first step to the last. One that is at its end stays there while the run goes on.
    The pointer drags the nearer handle; left and right move the chosen one, Tab or up and down choose the other; a
    double click, or Escape, shows all again."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, focusPolicy=Qt.FocusPolicy.StrongFocus)
        self._first, self._last = 0, 0
        self._ends: list[float | None] = [None, None]  # None where the handle is at its end
        self._chosen = 1
        self._dragged = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Steps that are shown"))
        self.setToolTip(self.tr("Steps that are shown: drag either end; a double click shows all"))
        self._describe()

    @property
    def low(self) -> float:
        """The first step that is shown."""
        return float(self._first) if self._ends[0] is None else self._ends[0]

    @property
    def high(self) -> float:
        """The last step that is shown."""
        return float(self._last) if self._ends[1] is None else self._ends[1]

    @property
    def whole(self) -> bool:
        """Whether all steps are shown."""
        return self._ends == [None, None]

    def show_span(self, first: int, last: int) -> None:
        """Learn which steps there are."""
        if (first, last) == (self._first, self._last):
            return
        self._first, self._last = first, last
        for at, end in enumerate(self._ends):  # of a longer run than this one
            if end is not None and not first < end < last:
                self._ends[at] = None
        self._describe()

    def choose(self, low: float | None, high: float | None) -> None:
        """Show these steps; None for the very first, and for the latest whatever it is."""
        self._ends = [
            None if low is None or low <= self._first else float(low),
            None if high is None or high >= self._last else float(high),
        ]
        self._describe()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(120, max(round(QFontMetricsF(self._font()).height()) + 2, 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, line = theme.tokens, self._line()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        painter.setPen(QColor(tokens.dim))
        texts = QRectF(self.rect()).adjusted(0, 0, -2, 0)
        painter.drawText(texts, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._text())
        painter.setPen(QPen(QColor(tokens.line), 3, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(line.topLeft(), line.topRight())
        low, high = self._place(0), self._place(1)
        painter.setPen(QPen(QColor(tokens.accent), 3, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(low, high)
        for at, place in enumerate((low, high)):
            focused = self.hasFocus() and at == self._chosen
            painter.setPen(QPen(QColor(tokens.text if focused else tokens.accent), 2 if focused else 1))
            painter.setBrush(QColor(tokens.accent if focused else tokens.panel))
            painter.drawEllipse(place, RADIUS - 1, RADIUS - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        x = event.position().x()
        low, high = self._place(0).x(), self._place(1).x()
        nearer = 0 if abs(x - low) < abs(x - high) else 1
        self._chosen = nearer if low != high else int(x > low)
        self._dragged = True
        self._drag(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged:
            self._drag(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = False
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._dragged = False
        self.choose(None, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, span = event.key(), self._last - self._first
        shares = {
            Qt.Key.Key_Left: -KEY_SHARE, Qt.Key.Key_Right: KEY_SHARE,
            Qt.Key.Key_PageDown: -PAGE_SHARE, Qt.Key.Key_PageUp: PAGE_SHARE,
        }  # fmt: skip
        here = self.high if self._chosen else self.low
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._chosen = 1 - self._chosen
            self._describe()
        elif Qt.Key(key) in shares:
            share = shares[Qt.Key(key)]
            self._put(here + (1 if share > 0 else -1) * max(round(abs(share) * span), 1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._put(self._first if key == Qt.Key.Key_Home else self._last)
        elif key == Qt.Key.Key_Escape and not self.whole:
            self.choose(None, None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _drag(self, x: float) -> None:
        line = self._line()
        share = min(max((x - line.left()) / max(line.width(), 1), 0), 1)
        self._put(round(self._first + share * (self._last - self._first)))

    def _put(self, step: float) -> None:
        """Move the chosen handle, which does not pass the other."""
        if self._chosen:
            self.choose(self._ends[0], max(step, self.low))
        else:
            self.choose(min(step, self.high), self._ends[1])

    def _place(self, handle: int) -> QPointF:
        line, span = self._line(), self._last - self._first
        share = ((self.high if handle else self.low) - self._first) / span if span else handle
        return QPointF(line.left() + share * line.width(), line.top())

    def _line(self) -> QRectF:
        """Where the line is; the texts stand at its right."""
        room = QFontMetricsF(self._font()).horizontalAdvance(self._widest()) + 14
        return QRectF(RADIUS, self.height() / 2, max(self.width() - room - 2 * RADIUS, 20), 0)

    def _text(self) -> str:
        return f"{self.low:,.0f} – {self.high:,.0f}"

    def _widest(self) -> str:
        digits = f"{max(self._last, 1000):,}".translate({ord(digit): "0" for digit in "123456789"})
        return f"{digits} – {digits}"

    def _describe(self) -> None:
        ends = self.tr("{handle} is moved by the arrow keys").format(
            handle=self.tr("The last step") if self._chosen else self.tr("The first step")
        )
        shown = self.tr("Steps {first} to {last}").format(first=f"{self.low:,.0f}", last=f"{self.high:,.0f}")
        self.setAccessibleDescription(f"{shown}. {ends}")
        self.update()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(0.85 * font.pointSizeF())
        return font
