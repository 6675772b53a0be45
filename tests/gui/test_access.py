"""What a screen reader is told: every control of the window and of each dialog has a name and a role."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QMenu, QSplitterHandle, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.access import ROLES
from gui.help import AboutDialog, ShortcutsDialog
from gui.main_window import MainWindow
from gui.plots.registry import view_kinds
from gui.preferences import PreferencesDialog
from gui.resources import PRESETS

Role = QAccessible.Role
ACTED_ON = {
    Role.Button, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.SpinBox, Role.Slider, Role.EditableText,
    Role.ButtonMenu, Role.ButtonDropDown, Role.MenuItem, Role.PopupMenu, Role.MenuBar, Role.PageTab, Role.List,
    Role.ListItem, Role.Tree, Role.TreeItem, Role.Table, Role.ColumnHeader, Role.ToolBar, Role.ProgressBar,
    Role.Splitter, Role.StatusBar, Role.Dialog, Role.Window, Role.AlertMessage, Role.Chart, Role.Canvas,
}  # fmt: skip
NO_ROLE = {Role.NoRole, Role.Client}
"""Of widgets that nobody said anything of."""


def walk(part: QAccessibleInterface, path: tuple[str, ...] = ()) -> Iterator[tuple[QAccessibleInterface, str]]:
    """A part of the accessible tree and all below it, each with where it is."""
    watched = part.object()
    path = (*path, type(watched).__name__ if watched is not None else part.role().name)
    yield part, " > ".join(path[-5:])
    for index in range(part.childCount()):
        child = part.child(index)
        if child is not None and child.isValid():
            yield from walk(child, path)


def focusable(watched: object) -> bool:
    return (
        isinstance(watched, QWidget)
        and watched.focusPolicy() != Qt.FocusPolicy.NoFocus
        and watched.focusProxy() is None
        and watched.isEnabled()
        and not (isinstance(watched, QLabel) and not watched.text())  # nothing to see yet, nor to read
    )


def inner(watched: object) -> bool:
    """Whether it is a part of a control that speaks for it: the list of a combo box, a line between two views."""
    if isinstance(watched, QSplitterHandle):
        return True
    while isinstance(watched, QWidget) and not watched.isWindow():
        watched = watched.parentWidget()
        if isinstance(watched, QComboBox):
            return bool(watched.accessibleName())
    return isinstance(watched, QWidget) and isinstance(watched.parentWidget(), QComboBox)


def faults(root: QWidget) -> tuple[list[str], int]:
    """The controls without name or role, and how many controls there are."""
    found, count = [], 0
    for part, path in walk(QAccessible.queryAccessibleInterface(root)):
        watched, role = part.object(), part.role()
        if not (role in ACTED_ON or focusable(watched)) or inner(watched):
            continue
        count += 1
        if not part.text(QAccessible.Text.Name).strip():
            found.append(f"no name: {role.name} {path}")
        if role in NO_ROLE:
            found.append(f"no role: {path} {part.text(QAccessible.Text.Name)}")
    return sorted(set(found)), count


def test_the_walk_finds_what_is_wrong(qtbot: QtBot) -> None:
    root = QWidget(windowTitle="x")
    qtbot.addWidget(root)
    QToolButton(root)
    QWidget(root, focusPolicy=Qt.FocusPolicy.StrongFocus).setAccessibleName("painted")
    combo = QComboBox(root)
    combo.setAccessibleName("choice")
    combo.addItems(["a", "b"])
    missing, _ = faults(root)
    assert missing == ["no name: Button QWidget > QToolButton", "no role: QWidget > QWidget painted"]


@pytest.fixture
def full(window: MainWindow) -> MainWindow:
    """The window with all docks, and the settings of a layer."""
    for dock in window.docks.values():
        dock.show()
    window.bench.document.select([window.bench.document.network.nodes[1].id])
    for section in window.bench.experiment.sections.values():
        section.fold(False)
    return window


def test_the_whole_window(full: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(300)
    found, count = faults(full)
    assert found == []
    assert count > 350


@pytest.mark.parametrize("kind", [kind.kind for kind in view_kinds()])
def test_every_view(window: MainWindow, qtbot: QtBot, kind: str) -> None:
    plane = kind in ("surface", "neurons", "warp")
    if plane or kind == "fit":
        window.new_from(PRESETS / ("spirals.descent" if plane else "sine.descent"))
    window.bench.plots.show_kinds([kind])
    view = window.bench.plots.view(kind)
    qtbot.waitUntil(lambda: view.filled or bool(view.empty.text()), timeout=5_000)
    qtbot.wait(200)
    found, count = faults(view)
    assert found == []
    assert count >= 3
    assert view.accessibleName()


@pytest.mark.parametrize("preset", sorted(path.stem for path in PRESETS.glob("*.descent")))
def test_the_forms_of_every_preset(full: MainWindow, qtbot: QtBot, preset: str) -> None:
    full.new_from(PRESETS / f"{preset}.descent")
    document = full.bench.document
    for node in document.network.nodes if document.learns else ():
        document.select([node.id])
        qtbot.wait(10)
        assert faults(full.bench.properties)[0] == [], node.id
    assert faults(full.bench.experiment)[0] == []
    assert faults(full.bench.canvas)[0] == []


@pytest.mark.parametrize("open_it", [
    lambda window: window.show_shortcuts(),
    lambda window: window.show_about(),
    lambda window: window.show_preferences(),
], ids=["shortcuts", "about", "preferences"])  # fmt: skip
def test_dialogs(window: MainWindow, open_it: Callable[[MainWindow], None]) -> None:
    open_it(window)
    dialog = next(each for kind in (ShortcutsDialog, AboutDialog, PreferencesDialog)
                  for each in window.findChildren(kind))  # fmt: skip
    found, count = faults(dialog)
    dialog.close()
    assert found == []
    assert count > 2


def test_questions(window: MainWindow, qtbot: QtBot) -> None:
    found: list[tuple[list[str], int]] = []

    def look() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QDialog)
        found.append(faults(question))
        question.reject()

    window.bench.document.set_field("Seed", "seed", 3)
    QTimer.singleShot(100, look)
    assert not window.filing.may_leave()
    assert [each[0] for each in found] == [[]]
    assert found[0][1] >= 4


def test_what_opens_for_a_moment(window: MainWindow, qtbot: QtBot) -> None:
    window.find_command()
    assert faults(window.findChild(QWidget, "command_palette"))[0] == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    window.bench.canvas.chooser.ask(QRect(100, 100, 10, 10), "den")
    assert faults(window.bench.canvas.chooser)[0] == []
    window.bench.canvas.chooser.close()
    window.run_bar.ask_goal()
    assert faults(window.run_bar.goal)[0] == []
    window.run_bar.goal.hide()
    window.new_empty()
    assert faults(window.bench.canvas)[0] == []
    assert faults(window.bench.experiment)[0] == []


def test_menus_of_views_are_named(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.wait(100)
    for place in window.bench.plots.places:
        for button in (place.view.title_button, place.view.more_button):
            menu: QMenu = button.menu()
            menu.aboutToShow.emit()
            assert [each for each in menu.actions() if not each.isSeparator() and not each.text()] == []


def test_roles_are_of_widgets_that_there_are(full: MainWindow, qtbot: QtBot) -> None:
    names = {cls.__name__ for each in _subclasses(QWidget) for cls in each.__mro__}
    for kind in view_kinds():
        full.bench.plots.show_kinds([kind.kind])
        qtbot.wait(10)
    names |= {cls.__name__ for each in _subclasses(QWidget) for cls in each.__mro__}
    assert set(ROLES) <= names


def _subclasses(cls: type) -> Iterator[type]:
    for each in cls.__subclasses__():
        yield each
        yield from _subclasses(each)
