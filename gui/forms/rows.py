"""One field as a row of a form: label, editor, reset control, and what is wrong with it beneath."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from engine import Hyperparameter
from gui.forms.binding import Binding, Missing
from gui.forms.editors import EDITORS, Editor
from gui.forms.notices import Remedies
from gui.forms.numbers import exact
from gui.texts import catalogue, explain
from gui.theme import theme

LABEL_LETTERS = 13
"""The width of the label column, in average letters; longer titles wrap. Fixed, so that all forms line up."""


RESET_WIDTH = 20
"""The width of the column of reset controls, in pixels; rows without one line up with it."""


class FieldLabel(QLabel):
    """A field's title: bold where its value is not the default, marked "live" where edits reach a run at once."""

    clicked = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, wordWrap=True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.title = title
        self._changed = self._live = self._faulty = False
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

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


class FieldRow(QObject):
    """A field of the document in a grid of three columns: label, editor, reset. It owns no widget; the grid's does."""

    def __init__(self, binding: Binding, entry: Hyperparameter, parent: QWidget) -> None:
        super().__init__(parent)
        self.binding, self.entry = binding, entry
        self.title = catalogue(entry.title)
        self._refusal = ""
        self._running = False
        self._parent, self._grid, self._line = parent, QGridLayout(), 0
        self._reset_button: QToolButton | None = None
        self._message: MessageLabel | None = None
        self._remedies: Remedies | None = None
        self.label = FieldLabel(self.title, parent)
        self.editor: Editor = EDITORS[entry.editor](entry, parent)
        self.label.clicked.connect(self.editor.activate)
        self.editor.edited.connect(self._edited)
        self.editor.restored.connect(self._restored)
        self._describe()

    def add_to(self, grid: QGridLayout) -> None:
        """Put the row at the end of a grid."""
        self._grid, self._line = grid, grid.rowCount()
        if grid.columnCount() < 3:  # an empty column has no spacing: the first control in it would move all editors
            grid.addWidget(QWidget(self._parent), self._line, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnMinimumWidth(2, RESET_WIDTH)
        grid.addWidget(self.label, self._line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.editor, self._line, 1)
        # The next row counts from here: this keeps the lines for the message and the remedies.
        grid.setRowMinimumHeight(self._line + 2, 0)

    @property
    def reset(self) -> QToolButton:
        """The control that goes back to the default; made when first needed, for most fields never change."""
        if self._reset_button is None:
            button = QToolButton(self._parent, text="↺", autoRaise=True)
            button.setFixedSize(RESET_WIDTH, 24)
            button.setAccessibleName(self.tr("Reset {field}").format(field=self.title))
            button.setToolTip(self.tr("Back to the default: {value}").format(value=self._shown(self.entry.default)))
            button.clicked.connect(self._reset)
            button.hide()
            self._grid.addWidget(button, self._line, 2, Qt.AlignmentFlag.AlignTop)
            stops = [each for each in self.editor.inputs() if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
            QWidget.setTabOrder(stops[-1], button)
            self._reset_button = button
        return self._reset_button

    @property
    def message(self) -> MessageLabel:
        """What is wrong with the field; made when first needed."""
        if self._message is None:
            self._message = MessageLabel(self._parent)
            self._grid.addWidget(self._message, self._line + 1, 0, 1, 3)
        return self._message

    @property
    def remedies(self) -> Remedies:
        """What would mend the field; made when first needed."""
        if self._remedies is None:
            self._remedies = Remedies(self.binding.document, self._parent)
            self._grid.addWidget(self._remedies, self._line + 2, 0, 1, 3)
        return self._remedies

    def has_focus(self) -> bool:
        """Whether the keyboard's focus is on the field."""
        focus = QApplication.focusWidget()
        return focus is not None and self.editor.isAncestorOf(focus)

    def set_running(self, running: bool) -> None:
        """Say whether a run is under way, so that the field can say what an edit would do to it."""
        if running != self._running:
            self._running = running
            self._describe()
            self.refresh()

    def refresh(self) -> None:
        """Show what stands in the document."""
        value = self.binding.value()
        if value is Missing.GONE:
            return
        self._refusal = ""
        if value is Missing.MIXED:
            self.editor.show_mixed()
        else:
            self.editor.show_value(value)
        self._mark(value)

    def _edited(self, value: Any, gesture: str) -> None:
        text = self.binding.undo_text(self.entry.title)
        refusal = self.binding.set(text, value, gesture, live=self._running)
        self._refusal = refusal
        self.editor.mark_refused(bool(refusal))
        current = self.binding.value()
        if not refusal and not isinstance(current, Missing):
            self.editor.revert_to(current)
        if current is not Missing.GONE:
            self._mark(current)

    def _restored(self) -> None:
        self._refusal = ""
        self.refresh()

    def _reset(self) -> None:
        self.editor.take_focus()
        self._edited(self.entry.default, "")

    def _mark(self, value: Any) -> None:
        changed = value is Missing.MIXED or value != self.entry.default
        problems = self.binding.problems()
        said = [self._refusal] if self._refusal else [explain(problem) for problem in problems]
        if said or self._message is not None:
            self.message.say("\n".join(said))
        if problems or self._remedies is not None:
            self.remedies.offer(() if self._refusal else problems)
        self.label.mark(changed=changed, live=self._running and self.entry.live, faulty=bool(said))
        if changed or self._reset_button is not None:
            self.reset.setVisible(changed)

    def _describe(self) -> None:
        lines = [catalogue(self.entry.help), self._range()]
        if self._running and self.entry.live:
            lines.append(self.tr("Changes take effect while training."))
        elif self._running:
            lines.append(self.tr("Changes take effect when training starts anew."))
        tip = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
        self.label.setToolTip(tip)
        self.editor.name(self.title, tip)
        for widget in self.editor.inputs():
            widget.setAccessibleDescription(" ".join(line for line in lines if line))

    def _range(self) -> str:
        """The bounds in words, where the field is a number with bounds."""
        entry = self.entry
        if entry.editor not in ("count", "real"):
            return ""
        low = None if entry.minimum is None else self._shown(entry.minimum)
        high = None if entry.maximum is None else self._shown(entry.maximum)
        above = self.tr("more than {limit}") if entry.minimum_excluded else self.tr("at least {limit}")
        below = self.tr("less than {limit}") if entry.maximum_excluded else self.tr("at most {limit}")
        parts = [] if low is None else [above.format(limit=low)]
        parts += [] if high is None else [below.format(limit=high)]
        text = ", ".join(parts)
        return f"{text[:1].upper()}{text[1:]}." if text else ""

    def _shown(self, value: Any) -> str:
        if isinstance(value, bool):
            return self.tr("on") if value else self.tr("off")
        if isinstance(value, int | float):
            return exact(value)
        return catalogue(self.entry.options.get(value, value)) or self.tr("empty")
