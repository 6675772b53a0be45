"""The plain inputs under the editors: a number box, a slider, a combo box, a check box and a line of text.

They share manners. The wheel changes nothing unless the input has the focus. Enter commits and Escape restores. What
is typed is handed on as it is: the engine judges it. Undo keys go to the window unless there is typing to undo.

Each counts its *gestures*: one drag of a slider, or the time for which it keeps the focus; edits of one gesture are
one undo step.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QPalette,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionSlider,
    QStylePainter,
    QWidget,
)

from engine import Hyperparameter
from gui.forms.numbers import allowed, exact, read_count, read_real, stepped
from gui.theme import theme

_gestures = itertools.count(1)


def new_gesture() -> str:
    """A key no other gesture has."""
    return str(next(_gestures))


class NumberBox(QAbstractSpinBox):
    """A number to type or to step. Any text may be typed; `committed` hands it on as a number, or as it stands."""

    committed = Signal(object)
    """What Enter, leaving or a step asks for: an int, a float, or the text where it is no number."""
    restored = Signal()
    """Escape took the typed text back."""

    def __init__(self, entry: Hyperparameter, *, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(
            parent, accelerated=True, correctionMode=QAbstractSpinBox.CorrectionMode.CorrectToPreviousValue
        )
        self._entry = entry
        self._read: Callable[[str], float | str] = read_count if whole else read_real
        self._value: float | None = None
        self._refused: str | None = None
        self.gesture = new_gesture()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # Qt's own never shrinks
        self.lineEdit().textEdited.connect(self._typed)

    def show_value(self, value: float | None) -> None:
        """Show a number, or an empty box for None. Typing that is under way stays where the number is the same."""
        if value != self._value or self._refused is not None:
            self.revert_to(value)

    def revert_to(self, value: float | None) -> None:
        """Show a number in place of whatever was typed."""
        self._value = value
        self.mark_refused(False)
        text = self._canonical()
        if self.lineEdit().text() != text:
            self.lineEdit().setText(text)
            if self.hasFocus():
                self.selectAll()
        self.update()

    def mark_refused(self, refused: bool) -> None:
        """Show the text as refused (or no longer so); it stays for correction."""
        self._refused = self.lineEdit().text() if refused else None
        colour(self.lineEdit(), refused)

    def set_placeholder(self, text: str) -> None:
        self.lineEdit().setPlaceholderText(text)

    def validate(self, text: str, position: int) -> object:
        """Anything may be typed: a refusal with its reason teaches more than a dead key."""
        return QValidator.State.Acceptable, text, position

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        base = self._base()
        flags = QAbstractSpinBox.StepEnabledFlag.StepNone
        if stepped(self._entry, base, 1) != base:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        if stepped(self._entry, base, -1) != base:
            flags |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return flags

    def stepBy(self, steps: int) -> None:
        base = self._base()
        following = stepped(self._entry, base, steps)
        if following != self._value or self._pending():
            self.lineEdit().setText(exact(following))
            self.selectAll()
            self.committed.emit(following)

    def commit(self) -> None:
        """Hand on what was typed, if anything was."""
        if self._pending() and self.lineEdit().text() != self._refused:
            self.committed.emit(self._read(self.lineEdit().text()))

    def sizeHint(self) -> QSize:
        return QSize(self._width(9), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(4), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if _is_undo(event) and not self._pending():
                event.ignore()
                return True
            if event.key() == Qt.Key.Key_Escape and self._pending():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
            self.selectAll()
        elif event.key() == Qt.Key.Key_Escape:
            if not self._pending():
                event.ignore()
                return
            self.revert_to(self._value)
            self.restored.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.gesture = new_gesture()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _typed(self, _text: str) -> None:
        if self._refused is not None:
            colour(self.lineEdit(), False)
            self._refused = None

    def _canonical(self) -> str:
        return "" if self._value is None else exact(self._value)

    def _pending(self) -> bool:
        return self.lineEdit().text() != self._canonical()

    def _base(self) -> float:
        """Where a step starts: at what is typed if that is possible, else at the value."""
        typed = self._read(self.lineEdit().text())
        if not isinstance(typed, str) and allowed(self._entry, typed):
            return typed
        if self._value is not None:
            return self._value
        zero = 0 if self._read is read_count else 0.0
        return self._entry.default if isinstance(self._entry.default, int | float) else zero

    def _width(self, digits: int) -> int:
        metrics = QFontMetrics(self.font())
        buttons = self.style().pixelMetric(QStyle.PixelMetric.PM_ButtonIconSize, None, self)
        return metrics.horizontalAdvance("0") * digits + buttons + 16


class ScaleSlider(QSlider):
    """A slider that jumps to where it is clicked and drags on from there."""

    def __init__(self, positions: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent, maximum=positions - 1, singleStep=1)
        self.setPageStep(max(1, positions // 10))
        # The number box beside it takes the Tab key; one stop for one field.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.gesture = new_gesture()

    def show_position(self, position: int) -> None:
        """Move without telling anybody."""
        with QSignalBlocker(self):
            self.setValue(position)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, super().minimumSizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.gesture = new_gesture()
        if event.button() == Qt.MouseButton.LeftButton:
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            handle = self._part(option, QStyle.SubControl.SC_SliderHandle)
            groove = self._part(option, QStyle.SubControl.SC_SliderGroove)
            place = event.position().toPoint()
            if not handle.contains(place):
                offset = place.x() - groove.x() - handle.width() // 2
                room = groove.width() - handle.width()
                self.setValue(QStyle.sliderValueFromPosition(0, self.maximum(), offset, room))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.gesture = new_gesture()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.gesture = new_gesture()
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _part(self, option: QStyleOptionSlider, part: QStyle.SubControl) -> Any:
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)


class ChoiceBox(QComboBox):
    """A combo box that shrinks with its column; its list is as wide as its entries need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, minimumContentsLength=6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_data(self, data: object) -> None:
        """Show the entry that carries `data`, or none."""
        index = next((index for index in range(self.count()) if self.itemData(index) == data), -1)
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As QComboBox paints itself, but with an ellipsis where the title does not fit."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - 4
        text = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        option.currentText = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def showPopup(self) -> None:
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + 2 * view.frameWidth() + 8)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SwitchBox(QCheckBox):
    """A check box that can show that several things differ; a click then switches all of them on."""

    def show_state(self, value: bool | None) -> None:
        """On, off, or mixed for None."""
        self.setTristate(value is None)
        states = {None: Qt.CheckState.PartiallyChecked, True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
        self.setCheckState(states[value])

    def nextCheckState(self) -> None:
        on = self.checkState() != Qt.CheckState.Checked
        self.setTristate(False)
        self.setChecked(on)


class LineBox(QLineEdit):
    """A line of text that commits on Enter or when it is left."""

    committed = Signal(str)
    restored = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._refused: str | None = None
        self.gesture = new_gesture()
        self.textEdited.connect(self._typed)

    def show_value(self, value: str) -> None:
        """Show a text. Typing that is under way stays where the text is the same."""
        if value != self._value or self._refused is not None:
            self.revert_to(value)

    def revert_to(self, value: str) -> None:
        """Show a text in place of whatever was typed."""
        self._value = value
        self.mark_refused(False)
        if self.text() != value:
            self.setText(value)

    def mark_refused(self, refused: bool) -> None:
        """Show the text as refused (or no longer so); it stays for correction."""
        self._refused = self.text() if refused else None
        colour(self, refused)

    def commit(self) -> None:
        """Hand on what was typed, if anything was."""
        if self.text() not in (self._value, self._refused):
            self.committed.emit(self.text())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if _is_undo(event) and self.text() == self._value:
                event.ignore()
                return True
            if event.key() == Qt.Key.Key_Escape and self.text() != self._value:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._value:
            self.revert_to(self._value)
            self.restored.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.gesture = new_gesture()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def _typed(self, _text: str) -> None:
        if self._refused is not None:
            self.mark_refused(False)


def colour(widget: QWidget, refused: bool) -> None:
    """Give a line edit's text the problem colour, or its own again."""
    if refused:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.tokens.problem))
        widget.setPalette(palette)
    elif widget.testAttribute(Qt.WidgetAttribute.WA_SetPalette):
        widget.setPalette(QPalette())


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
