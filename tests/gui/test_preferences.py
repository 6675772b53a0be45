"""The preferences: what is declared makes the form; a choice is in force at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from gui.canvas.figures import Figures
from gui.main_window import MainWindow
from gui.preferences import APPLY, PreferencesDialog
from gui.settings import Setting, Settings, declared
from gui.theme import theme

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(window: MainWindow) -> Iterator[PreferencesDialog]:
    """Opened by its key."""
    QTest.keyClick(window, Key.Key_Comma, Control)
    found = window.findChild(PreferencesDialog)
    assert found.isVisible()
    yield found
    if isValid(found):
        found.close()
    theme.apply("light", "lab")


def other(setting: Setting, than: object) -> object:
    """Another value that it may have."""
    if isinstance(setting.default, bool):
        return not than
    return next(each for each in reversed(setting.choices) if each != than)


def choose(dialog: PreferencesDialog, name: str, value: object) -> None:
    """Choose in the form, with keys."""
    box = dialog.editors[name].inputs()[0]
    box.setFocus()
    if isinstance(value, bool):
        QTest.keyClick(box, Key.Key_Space)
        return
    while box.currentData() != value:
        before = box.currentIndex()
        QTest.keyClick(box, Key.Key_Down if box.findData(value) > before else Key.Key_Up)
        assert box.currentIndex() != before


def state(window: MainWindow) -> dict[str, object]:
    """What is in force."""
    menu = window.bench.canvas.figures_menu
    figures: Figures = menu.figures
    return {
        "look": window.settings.look,
        "density": theme.density.name,
        "language": window.settings.language,
        "figures": figures.kind,
        "figures_share": figures.share,
        "worn": menu.worn,
        "minimap": window.actions_["minimap"].isChecked(),
    }


def test_settings_are_sound() -> None:
    names = [each.name for each in declared()]
    assert set(names) == set(APPLY)
    for each in declared():
        assert each.title
        assert each.help
        assert each.section
        assert isinstance(each.default, bool) or each.default in each.choices


def test_each_has_a_row_that_acts_at_once(dialog: PreferencesDialog, window: MainWindow) -> None:
    assert state(window) == {each.name: each.default for each in declared()}
    path = Path(window.settings._store.fileName())
    for setting in declared():
        value = other(setting, setting.default)
        choose(dialog, setting.name, value)
        assert getattr(window.settings, setting.name) == value
        assert getattr(Settings(path), setting.name) == value, "it is kept"
        assert state(window)[setting.name] == value, setting.name
        assert dialog.resets[setting.name].isVisible()
    assert theme.tokens.name == "contrast"


def test_there_is_one_form(dialog: PreferencesDialog, window: MainWindow) -> None:
    window.actions_["preferences"].trigger()
    assert window.findChildren(PreferencesDialog) == [dialog]


def test_cancel_takes_all_back(dialog: PreferencesDialog, window: MainWindow) -> None:
    before = state(window)
    for setting in declared():
        choose(dialog, setting.name, other(setting, setting.default))
    QTest.keyClick(dialog, Key.Key_Escape)
    assert state(window) == before
    assert not dialog.isVisible()


def test_what_was_chosen_stays_after_ok(dialog: PreferencesDialog, window: MainWindow) -> None:
    choose(dialog, "look", "dark")
    QTest.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert theme.tokens.name == "dark"


def test_resets(dialog: PreferencesDialog, window: MainWindow) -> None:
    choose(dialog, "look", "dark")
    choose(dialog, "minimap", False)
    QTest.mouseClick(dialog.resets["minimap"], Qt.MouseButton.LeftButton)
    assert window.settings.minimap
    assert window.settings.look == "dark"
    QTest.mouseClick(dialog.reset_button, Qt.MouseButton.LeftButton)
    assert state(window) == {each.name: each.default for each in declared()}
    QTest.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert state(window) == {each.name: each.default for each in declared()}, "as when it was opened"


def test_the_form_follows_what_is_chosen_elsewhere(dialog: PreferencesDialog, window: MainWindow) -> None:
    window.actions_["look_dark"].trigger()
    assert dialog.editors["look"].box.currentData() == "dark"
    window.actions_["minimap"].trigger()
    assert not dialog.editors["minimap"].box.isChecked()
    window.bench.canvas.figures_menu.kinds["memory"].trigger()
    assert dialog.editors["figures"].box.currentData() == "memory"


def test_it_can_be_used_without_a_mouse(dialog: PreferencesDialog) -> None:
    dialog.editors["look"].take_focus()
    stops: list[QWidget] = []
    while (now := QApplication.focusWidget()) not in stops:
        stops.append(now)
        QTest.keyClick(now, Key.Key_Tab)
    assert {editor.inputs()[0] for editor in dialog.editors.values()} <= set(stops)
    buttons = {each.text() for each in (dialog.ok_button, dialog.cancel_button, dialog.reset_button)}
    assert buttons <= {each.text() for each in stops if isinstance(each, QAbstractButton)}
    assert all(each.accessibleName() or each.text() for each in stops)


@pytest.mark.parametrize("content", ["look=pink\ndensity=\nminimap=7\n", "look=@Invalid()\nminimap=@Variant(x)\n"])
def test_what_cannot_be_means_the_default(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.ini"
    path.write_text(f"[General]\n{content}")
    settings = Settings(path)
    assert {each.name: getattr(settings, each.name) for each in declared()} == {
        each.name: each.default for each in declared()}  # fmt: skip


def test_the_same_value_is_no_change(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "a.ini")
    heard: list[str] = []
    settings.changed.connect(heard.append)
    settings.look = "dark"
    settings.look = "dark"
    settings.keep_figures("memory", False)
    assert heard == ["look", "figures"]
