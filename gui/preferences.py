"""The preferences: a form made from what `Settings` declares. A choice is in force at once; Cancel takes all back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine import Hyperparameter
from gui.canvas.figures import Figures
from gui.forms.editors import EDITORS, Editor
from gui.forms.labels import ResetButton
from gui.settings import Setting, declared
from gui.theme import theme

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def _show_figures(window: MainWindow, _value: object) -> None:
    assert window.bench is not None
    window.bench.canvas.show_figures(Figures(window.settings.figures, window.settings.figures_share))


def _show_worn(window: MainWindow, worn: str) -> None:
    assert window.bench is not None
    window.bench.canvas.show_worn(worn)


def _show_minimap(window: MainWindow, shown: bool) -> None:
    assert window.bench is not None
    window.bench.canvas.view.minimap.switch(shown)


APPLY: Mapping[str, Callable[[MainWindow, Any], None]] = {
    "look": lambda window, look: window.set_look(look),
    "density": lambda window, density: window.set_density(density),
    "language": lambda window, code: window.set_language(code),
    "figures": _show_figures,
    "figures_share": _show_figures,
    "worn": _show_worn,
    "minimap": _show_minimap,
}
"""What puts a setting in force, by its name, once it is kept."""


LETTERS = 72
"""How wide the form is at least, in average letters."""


class PreferencesDialog(QDialog):
    """One row for each setting. It leaves the window usable, and follows what is chosen elsewhere meanwhile."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, windowTitle=self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window, self._settings = window, window.settings
        self._before = {each.name: self._value(each.name) for each in declared()}
        self.editors: dict[str, Editor] = {}
        self.resets: dict[str, ResetButton] = {}
        rows = QGridLayout(horizontalSpacing=12, verticalSpacing=4)
        rows.setColumnStretch(1, 1)
        section = ""
        for each in declared():
            if each.section != section:
                section = each.section
                heading = QLabel(_said(section))
                heading.setProperty("role", "heading")
                heading.setContentsMargins(0, 8, 0, 0)
                rows.addWidget(heading, rows.rowCount(), 0, 1, 3)
            self._add(rows, each)
        self.reset_button = self._button(self.tr("&Reset all"), self.tr("Back to the defaults"), self.reset)
        self.cancel_button = self._button(self.tr("&Cancel"), self.tr("Take back what was changed here"), self.reject)
        self.ok_button = self._button(self.tr("&OK"), self.tr("Keep what was changed here"), self.accept)
        self.ok_button.setDefault(True)
        buttons = QHBoxLayout(spacing=8)
        buttons.addWidget(self.reset_button)
        buttons.addStretch(1)
        buttons.addWidget(self.ok_button)
        buttons.addWidget(self.cancel_button)
        column = QVBoxLayout(self, spacing=16)
        column.setContentsMargins(16, 16, 16, 16)
        column.addLayout(rows)
        column.addStretch(1)
        column.addLayout(buttons)
        stops = [each for name in self.editors for each in (*self.editors[name].inputs(), self.resets[name])]
        stops += [self.reset_button, self.ok_button, self.cancel_button]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        stops[0].setFocus()
        self._settings.changed.connect(self._show)
        theme.changed.connect(self._fit)
        self._show()
        self._fit()

    def reset(self) -> None:
        """Put the defaults in force."""
        for each in declared():
            self.choose(each.name, each.default)

    def reject(self) -> None:
        """Leave, and put back in force what was before."""
        for name, value in self._before.items():
            self.choose(name, value)
        super().reject()

    def choose(self, name: str, value: object) -> None:
        """Keep a value and put it in force, where it is another one."""
        if value != self._value(name):
            if name not in ("look", "density"):  # the window keeps these itself, along with what hangs on them
                setattr(self._settings, name, value)
            APPLY[name](self._window, value)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own button keeps what was chosen: all of it is in force and in sight."""
        event.accept()

    def _button(self, text: str, tip: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self, toolTip=tip, autoDefault=False)
        button.clicked.connect(do)
        return button

    def _add(self, rows: QGridLayout, setting: Setting) -> None:
        entry = Hyperparameter(
            name=setting.name, title=_said(setting.title), help=_said(setting.help),
            editor="switch" if isinstance(setting.default, bool) else "choice", default=setting.default,
            options={value: _said(title) for value, title in setting.choices.items()},
        )  # fmt: skip
        editor = self.editors[setting.name] = EDITORS[entry.editor](entry, self)
        editor.name(entry.title, entry.help)
        editor.edited.connect(lambda value, _gesture: self.choose(setting.name, value))
        label = QLabel(entry.title, self, buddy=editor.inputs()[0], toolTip=entry.help)
        note = QLabel(entry.help, self, wordWrap=True)
        note.setProperty("role", "dim")
        usual = entry.options.get(setting.default) or (self.tr("on") if setting.default else self.tr("off"))
        reset = self.resets[setting.name] = ResetButton(entry.title, usual, self)
        policy = reset.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        reset.setSizePolicy(policy)
        reset.clicked.connect(lambda: self.choose(setting.name, setting.default))
        row = rows.rowCount()
        rows.addWidget(label, row, 0)
        rows.addWidget(editor, row, 1)
        rows.addWidget(reset, row, 2)
        rows.addWidget(note, row + 1, 1, 1, 2)

    def _value(self, name: str) -> Any:
        return getattr(self._settings, name)

    def _fit(self) -> None:
        """Be as large as all texts need."""
        column = self.layout()
        column.invalidate()
        width = max(self.fontMetrics().averageCharWidth() * LETTERS, column.minimumSize().width())
        self.setMinimumSize(0, 0)
        self.resize(width, column.totalHeightForWidth(width))
        self.setMinimumSize(self.size())

    def _show(self, _name: str = "") -> None:
        for each in declared():
            value = self._value(each.name)
            self.editors[each.name].show_value(value)
            self.resets[each.name].setVisible(value != each.default)


def _said(text: str) -> str:
    return QCoreApplication.translate("Settings", text)
