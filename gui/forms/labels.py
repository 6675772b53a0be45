"""The words around the inputs: a field's title, what is wrong with it, and what gives way in a narrow column."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QToolButton, QWidget

from gui.theme import theme

LABEL_LETTERS = 13
"""The width of the label column, in average letters; longer titles wrap. Fixed, so that all forms line up."""

RESET_WIDTH = 20
"""The width of the column of reset controls, in pixels; rows without one line up with it."""
THRESHOLD = 3
"""Pixels from which on a press that moves is a drag and no click."""

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class FieldLabel(QLabel):
    """A field's title: bold where its value is not the default, marked "live" where edits reach a run at once.

    The title of a number can be dragged sideways, which *scrubs* the number: `scrub_begun`, `scrubbed` as often as the
    mouse moves, and `scrub_ended` when it is released or Escape takes everything back.
    """

    clicked = Signal()
    """Pressed and released without a drag."""
    scrub_begun = Signal()
    scrubbed = Signal(int)
    """How many pixels the mouse is to the right of where it was pressed."""
    scrub_ended = Signal(bool)
    """Whether what the drag has set is to be kept."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, wordWrap=True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.title = title
        self._changed = self._live = self._faulty = False
        self._scrubbable = self._scrubbing = False
        self._pressed: float | None = None
        self._fit()
        self._write()
        theme.changed.connect(self._write)

    @property
    def changed(self) -> bool:
        return self._changed

    @property
    def live(self) -> bool:
        return self._live

    def mark(self, *, changed: bool, live: bool, faulty: bool) -> None:
        """Say what is to be seen of the field's state."""
        if (changed, live, faulty) != (self._changed, self._live, self._faulty):
            self._changed, self._live, self._faulty = changed, live, faulty
            self._write()

    @property
    def scrubbable(self) -> bool:
        return self._scrubbable

    def set_scrubbable(self, scrubbable: bool) -> None:
        """Say whether there is a number to change by a drag."""
        self._scrubbable = scrubbable
        if scrubbable:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self.unsetCursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not (self._scrubbable or self._scrubbing):
            return
        pixels = round(event.globalPosition().x() - self._pressed)
        if not self._scrubbing and abs(pixels) >= THRESHOLD:
            self._scrubbing = True
            QApplication.instance().installEventFilter(self)  # the keys go to whatever has the focus
            self.scrub_begun.emit()
        if self._scrubbing:
            self.scrubbed.emit(pixels)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        if self._scrubbing:
            self._end_scrub(keep=True)
        else:
            self._pressed = None
            if self.rect().contains(event.position().toPoint()):
                self.clicked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._scrubbing:
            self._end_scrub(keep=True)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape during a drag, wherever it goes to."""
        if event.type() in _KEYS and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._end_scrub(keep=False)
            event.accept()
            return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _end_scrub(self, *, keep: bool) -> None:
        self._scrubbing, self._pressed = False, None
        QApplication.instance().removeEventFilter(self)
        self.scrub_ended.emit(keep)

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        self.setFixedWidth(metrics.averageCharWidth() * LABEL_LETTERS + 8)
        self.setMinimumHeight(metrics.height() + 9)  # as high as a line edit, so that the first lines meet

    def _write(self) -> None:
        title = escape(self.title)
        if self._changed:
            title = f"<b>{title}</b>"
        if self._faulty:
            title = f'<span style="color:{theme.tokens.problem}">{title}</span>'
        if self._live:
            mark = escape(self.tr("live"))
            title += f' <span style="color:{theme.tokens.good}; font-size:small">&#9679;&nbsp;{mark}</span>'
        self.setText(title)


class ResetButton(QToolButton):
    """Goes back to the default; shows only where there is a way back."""

    def __init__(self, title: str, default: str, parent: QWidget) -> None:
        super().__init__(parent, text="↺", autoRaise=True)
        self.setFixedSize(RESET_WIDTH, 24)
        self.setAccessibleName(self.tr("Reset {field}").format(field=title))
        self.setToolTip(self.tr("Back to the default: {value}").format(value=default))
        self.hide()


class MessageLabel(QLabel):
    """A sentence in the problem colour; takes no room where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, wordWrap=True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "problem")
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def say(self, text: str) -> None:
        """Show a text, or nothing."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(text)
        self.setVisible(bool(text))


class ElidedLabel(QLabel):
    """A dim word that gives way to what stands beside it; its tooltip has it whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "dim")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
        if self.toolTip() != (tip := self.text() if shown != self.text() else ""):
            self.setToolTip(tip)
