"""The only table from the kind of a declared field to the widget that edits it.

An editor shows a value and says what a person asks for; it neither knows the document nor judges. A new kind of field
needs a class here and a line in `EDITORS` (or in `form.py` where it takes a block of its own, as members do).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine import Hyperparameter
from gui.forms.inputs import ChoiceBox, LineBox, NumberBox, ScaleSlider, SwitchBox
from gui.forms.layers import LayersBox
from gui.forms.numbers import exact, nearest, slider_values
from gui.texts import catalogue


class Editor(QWidget):
    """What every editor does."""

    edited = Signal(object, str)
    """A person asks for this value; edits of the same gesture (where it is not empty) belong to one undo step."""
    restored = Signal()
    """A person took a refused text back."""

    def __init__(self, entry: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.lines = QVBoxLayout(self, spacing=0)
        self.lines.setContentsMargins(0, 0, 0, 0)

    def show_value(self, value: Any) -> None:
        """Show a value; where it is what is shown already, typing under way stays."""
        raise AssertionError(f"{type(self).__name__} does not say how it shows a value")

    def revert_to(self, value: Any) -> None:
        """Show a value in place of whatever was typed."""
        self.show_value(value)

    def show_mixed(self) -> None:
        """Show that several things are edited, whose values differ."""
        raise AssertionError(f"{type(self).__name__} does not say how it shows mixed values")

    def mark_refused(self, refused: bool) -> None:
        """Show what was typed as refused, or no longer so."""

    def set_placeholder(self, text: str) -> None:
        """What an empty field stands for."""

    def name(self, title: str, help: str) -> None:
        """Give the inputs their accessible name and tooltip."""
        for widget in self.inputs():
            widget.setAccessibleName(title)
            widget.setToolTip(help)

    def settle(self) -> None:
        """Hand on what was typed, if anything was, as leaving the field would."""

    def inputs(self) -> tuple[QWidget, ...]:
        """The widgets a person acts on, the first of which has the focus."""
        raise AssertionError(f"{type(self).__name__} does not say what it is made of")

    def take_focus(self) -> None:
        """Put the keyboard's focus on the first input."""
        self.inputs()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def activate(self) -> None:
        """What a click on the field's label does."""
        self.take_focus()


class UnitLabel(QLabel):
    """A unit behind a number; in a narrow column it gives way to the number."""

    def minimumSizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).averageCharWidth(), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class CountEditor(Editor):
    """A whole number: a box to type and step in, and its unit."""

    whole = True

    def __init__(self, entry: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.box = NumberBox(entry, whole=self.whole, parent=self)
        self.setFocusProxy(self.box)
        line = QHBoxLayout(spacing=4)
        line.addWidget(self.box, 1)
        if entry.unit:
            line.addWidget(UnitLabel(catalogue(entry.unit), self))
        self.lines.addLayout(line)
        self.box.committed.connect(self._committed)
        self.box.restored.connect(self.restored)

    def show_value(self, value: Any) -> None:
        self.box.set_placeholder("")
        self.box.show_value(value)

    def revert_to(self, value: Any) -> None:
        self.box.revert_to(value)

    def show_mixed(self) -> None:
        self.box.set_placeholder(self.tr("mixed"))
        self.box.show_value(None)

    def mark_refused(self, refused: bool) -> None:
        self.box.mark_refused(refused)

    def settle(self) -> None:
        self.box.commit()

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def activate(self) -> None:
        super().activate()
        self.box.selectAll()

    def _committed(self, value: object) -> None:
        self.edited.emit(value, self.box.gesture)


class RealEditor(CountEditor):
    """A real number: a box, and a slider where the field is logarithmic or has bounds a slider can span."""

    whole = False

    def __init__(self, entry: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self._values = slider_values(entry)
        self.slider: ScaleSlider | None = None
        if self._values:
            self.slider = ScaleSlider(len(self._values), self)
            self.slider.valueChanged.connect(self._slid)
            self.lines.addWidget(self.slider)

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self._place(value)

    def revert_to(self, value: Any) -> None:
        super().revert_to(value)
        self._place(value)

    def show_mixed(self) -> None:
        super().show_mixed()
        if self.slider is not None:
            self.slider.show_position(0)

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,) if self.slider is None else (self.box, self.slider)

    def name(self, title: str, help: str) -> None:
        super().name(title, help)
        if self.slider is not None:
            self.slider.setAccessibleName(self.tr("{field}, slider").format(field=title))

    def _place(self, value: float) -> None:
        if self.slider is not None:
            self.slider.show_position(nearest(self._values, value, log=self.entry.log))

    def _slid(self, position: int) -> None:
        assert self.slider is not None
        self.edited.emit(self._values[position], self.slider.gesture)


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self, entry: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.box = SwitchBox(self)
        self.setFocusProxy(self.box)
        self.lines.addWidget(self.box)
        self.box.clicked.connect(lambda on: self.edited.emit(bool(on), ""))

    def show_value(self, value: Any) -> None:
        self.box.show_state(bool(value))

    def show_mixed(self) -> None:
        self.box.show_state(None)

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def activate(self) -> None:
        super().activate()
        self.box.click()


class ChoiceEditor(Editor):
    """One of several named options."""

    def __init__(self, entry: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.box = ChoiceBox(self)
        self.setFocusProxy(self.box)
        for option, title in entry.options.items():
            self.box.addItem(catalogue(title), option)
        self.box.setPlaceholderText(self.tr("mixed"))
        self.lines.addWidget(self.box)
        self.box.activated.connect(self._chosen)

    def show_value(self, value: Any) -> None:
        self.box.show_data(value)

    def show_mixed(self) -> None:
        self.box.setCurrentIndex(-1)

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)

    def _chosen(self, index: int) -> None:
        self.edited.emit(self.box.itemData(index), "")


class ChoiceOrCountEditor(ChoiceEditor):
    """One of several named options, or a number of one's own, whose box shows when it is wanted."""

    def __init__(self, entry: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.box.addItem(self.tr("Number"), int)
        self.number = NumberBox(entry, whole=True, parent=self)
        self.number.hide()
        self.number.committed.connect(lambda value: self.edited.emit(value, self.number.gesture))
        self.number.restored.connect(self.restored)
        self.lines.setSpacing(4)
        self.lines.addWidget(self.number)
        self._last = max(int(entry.minimum or 0), 1)

    def show_value(self, value: Any) -> None:
        own = not isinstance(value, str)
        if own:
            self._last = value
        self.box.show_data(int if own else value)
        self.number.show_value(value if own else None)
        self.number.setVisible(own)

    def revert_to(self, value: Any) -> None:
        self.number.revert_to(None if isinstance(value, str) else value)
        self.show_value(value)

    def show_mixed(self) -> None:
        super().show_mixed()
        self.number.hide()

    def mark_refused(self, refused: bool) -> None:
        self.number.mark_refused(refused)

    def settle(self) -> None:
        self.number.commit()

    def inputs(self) -> tuple[QWidget, ...]:
        return self.box, self.number

    def name(self, title: str, help: str) -> None:
        super().name(title, help)
        self.number.setAccessibleName(self.tr("{field}, number").format(field=title))

    def _chosen(self, index: int) -> None:
        chosen = self.box.itemData(index)
        self.edited.emit(self._last if chosen is int else chosen, "")


class TextEditor(Editor):
    """A line of text."""

    def __init__(self, entry: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.box = LineBox(self)
        self._placeholder = ""
        self.setFocusProxy(self.box)
        self.lines.addWidget(self.box)
        self.box.committed.connect(lambda text: self.edited.emit(text, self.box.gesture))
        self.box.restored.connect(self.restored)

    def show_value(self, value: Any) -> None:
        self.box.setPlaceholderText(self._placeholder)
        self.box.show_value(value)

    def revert_to(self, value: Any) -> None:
        self.box.revert_to(value)

    def show_mixed(self) -> None:
        self.box.setPlaceholderText(self.tr("mixed"))
        self.box.show_value("")

    def mark_refused(self, refused: bool) -> None:
        self.box.mark_refused(refused)

    def set_placeholder(self, text: str) -> None:
        self._placeholder = text
        self.box.setPlaceholderText(text)

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)


class ListEditor(TextEditor):
    """Several values on one line, separated by commas; nothing for the usual case."""

    def __init__(self, entry: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.set_placeholder(self.tr("separated by commas"))
        self.box.committed.disconnect()
        self.box.committed.connect(lambda text: self.edited.emit(self.read(text), self.box.gesture))

    def read(self, text: str) -> tuple[Any, ...]:
        """The values in a text; what cannot be read stays text, for the engine to refuse in its own words."""
        return tuple(part.strip() for part in text.split(",") if part.strip())

    def show_value(self, value: Any) -> None:
        super().show_value(", ".join(part if isinstance(part, str) else exact(part) for part in value))

    def revert_to(self, value: Any) -> None:
        super().revert_to(", ".join(part if isinstance(part, str) else exact(part) for part in value))


class NumbersEditor(ListEditor):
    """Several numbers on one line."""

    def read(self, text: str) -> tuple[Any, ...]:
        return tuple(_number(part) for part in super().read(text))


class LayersEditor(Editor):
    """Some of the network's layers, or all."""

    def __init__(self, entry: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(entry, parent)
        self.box = LayersBox(self)
        self.setFocusProxy(self.box)
        self.lines.addWidget(self.box)
        self.box.chosen.connect(lambda ids: self.edited.emit(ids, self.box.gesture))

    def offer(self, names: Mapping[str, str]) -> None:
        """What there is to choose from: the names of layers by their ids."""
        self.box.offer(names)

    def show_value(self, value: Any) -> None:
        self.box.show_ids(value)

    def show_mixed(self) -> None:
        self.box.show_ids(None)

    def inputs(self) -> tuple[QWidget, ...]:
        return (self.box,)


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


EDITORS: Mapping[str, type[Editor]] = MappingProxyType(
    {
        "count": CountEditor,
        "real": RealEditor,
        "switch": SwitchEditor,
        "choice": ChoiceEditor,
        "choice_or_count": ChoiceOrCountEditor,
        "text": TextEditor,
        "numbers": NumbersEditor,
        "names": LayersEditor,
    }
)
"""The editors that take one row. The members of a family ("member", "members") take a block, see `form.py`."""
