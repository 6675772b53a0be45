"""The command palette, with keys: all that can be done is found by name, and what cannot says why."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.command_list import Command, search
from gui.command_palette import COMMAND, CommandPalette
from gui.main_window import MainWindow
from gui.plots.registry import view_kinds
from gui.resources import PRESETS
from gui.texts import node_title
from gui.theme import theme

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def palette(window: MainWindow) -> CommandPalette:
    """Opened by its key."""
    QTest.keyClick(QApplication.focusWidget(), Key.Key_K, Control)
    found = window.findChild(CommandPalette)
    assert found.isVisible()
    assert QApplication.focusWidget() is found.search
    return found


def entries(menu: QMenu | QWidget) -> list[QAction]:
    """What a menu and those under it hold, filled as when they open."""
    found = []
    if isinstance(menu, QMenu):
        menu.aboutToShow.emit()
    for action in menu.actions():
        if action.menu() is not None:
            found += entries(action.menu())
        elif not action.isSeparator():
            found.append(action)
    return found


def titles(palette: CommandPalette) -> list[str]:
    return [command.title for command in palette.found]


def run(palette: CommandPalette, text: str, title: str) -> None:
    """Type, see that the first found is it, press Enter."""
    palette.search.clear()
    QTest.keyClicks(palette.search, text)
    assert titles(palette)[:1] == [title]
    QTest.keyClick(palette.search, Key.Key_Return)
    assert not palette.isVisible()
    QApplication.processEvents()


def test_every_entry_of_every_menu_is_found(palette: CommandPalette, window: MainWindow) -> None:
    in_menus = entries(window.menuBar())
    assert len(in_menus) > 60
    missing = Counter(each.text().replace("&&", "\0").replace("&", "").replace("\0", "&") for each in in_menus)
    missing -= Counter(titles(palette))
    assert not missing
    assert all(command.group for command in palette.found)


def test_every_action_of_the_table_is_in_a_menu(window: MainWindow) -> None:
    held = entries(window.menuBar())
    assert [record.id for record in window.actions_.records if window.actions_[record.id] not in held] == []


def test_no_two_actions_share_a_shortcut(window: MainWindow) -> None:
    everywhere = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)
    keys: dict[str, set[str]] = {}
    for each in window.findChildren(QAction):
        if each.shortcutContext() in everywhere or each in window.actions_.for_canvas():
            for shortcut in each.shortcuts():
                keys.setdefault(shortcut.toString(), set()).add(f"{each.text()} {id(each)}")
    for each in window.findChildren(QShortcut):
        if each.context() in everywhere:
            keys.setdefault(each.key().toString(), set()).add(f"{each.parent()} {id(each)}")
    assert "Ctrl+K" in keys
    assert {key: names for key, names in keys.items() if len(names) > 1} == {}


def test_templates_presets_views_layers_and_looks_are_offered(palette: CommandPalette, window: MainWindow) -> None:
    offered = set(titles(palette))
    assert {f"Show {kind.title}" for kind in view_kinds()} <= offered
    assert {f"Select {node_title(node)}" for node in window.bench.document.network.nodes} <= offered
    assert {"Insert LeNet", "Light", "Dark", "System"} <= offered
    assert sum(command.group == "File › New" for command in palette.found) == len(list(PRESETS.glob("*.descent"))) + 1


def test_words_are_found_in_any_order(palette: CommandPalette) -> None:
    QTest.keyClicks(palette.search, "network ANALYSE")
    assert titles(palette)[0] == "Analyse network"
    palette.search.clear()
    QTest.keyClicks(palette.search, "step epoch")
    assert palette.current.keys == "Shift+F10"
    palette.search.clear()
    QTest.keyClicks(palette.search, "no such thing")
    assert titles(palette) == []
    assert palette.about.text() == "Nothing is called so."
    QTest.keyClick(palette.search, Key.Key_Return)
    assert palette.isVisible()


def test_the_best_match_comes_first() -> None:
    made = [Command(group, title, print, tip, why_not=why_not) for group, title, tip, why_not in (
        ("Help", "List", "Open the table", None), ("View › Open", "Other", "", None), ("View", "Reopen", "", None),
        ("View", "Step open", "", None), ("View", "Open that", "", ""), ("View", "Open", "", None))]  # fmt: skip
    assert [each.title for each in search(made, "open")] == [
        "Open", "Open that", "Step open", "Reopen", "Other", "List"]  # fmt: skip
    assert [each.title for each in search(made, "open view step")] == ["Step open"]
    assert search(made, " ") == made


def test_enter_runs_what_is_chosen_with_the_arrow_keys(palette: CommandPalette, window: MainWindow) -> None:
    QTest.keyClicks(palette.search, "look")
    found = titles(palette)
    QTest.keyClick(palette.search, Key.Key_Down)
    QTest.keyClick(palette.search, Key.Key_Down)
    QTest.keyClick(palette.search, Key.Key_Up)
    assert palette.current.title == found[1]
    palette.search.clear()
    run(palette, "dark", "Dark")
    assert theme.tokens.name == "dark"
    theme.apply("light")


def test_esc_leaves_and_gives_the_focus_back(palette: CommandPalette, window: MainWindow) -> None:
    QTest.keyClick(palette.search, Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is window.bench.canvas.focusProxy()
    search = window.bench.palette.search
    search.setFocus()
    QTest.keyClicks(search, "den")
    QTest.keyClick(search, Key.Key_K, Control)
    assert palette.isVisible()
    assert search.text() == "den", "the key belongs to the palette, not to the line that is edited"
    QTest.keyClick(palette.search, Key.Key_K, Control)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is search


def test_a_press_elsewhere_closes_it(palette: CommandPalette, window: MainWindow) -> None:
    QTest.mouseClick(window.status_panel, Qt.MouseButton.LeftButton)
    assert not palette.isVisible()


def test_what_cannot_be_done_says_why_and_does_nothing(palette: CommandPalette, window: MainWindow) -> None:
    QTest.keyClicks(palette.search, "pause")
    command = palette.current
    assert (command.title, command.possible) == ("Pause", False)
    assert command.why_not == palette.about.text() == "Nothing is being trained."
    assert "Nothing is being trained." in palette.search.accessibleDescription()
    QTest.keyClick(palette.search, Key.Key_Return)
    assert palette.isVisible()
    for each in palette.found:
        assert each.possible or each.why_not is not None
    unexplained = [each.title for each in palette.found if not each.possible and not each.why_not]
    assert unexplained == []


def test_a_preset_is_opened(palette: CommandPalette, window: MainWindow) -> None:
    run(palette, "new spirals", "Spirals")
    assert window.bench.document.experiment.name == "Spirals"


def test_a_layer_is_selected(palette: CommandPalette, window: MainWindow) -> None:
    node = window.bench.document.network.nodes[-1]
    run(palette, f"select {node_title(node)}", f"Select {node_title(node)}")
    assert window.bench.document.selection == (node.id,)
    assert QApplication.focusWidget() is window.bench.canvas.focusProxy()


def test_a_template_is_inserted_as_one_step(palette: CommandPalette, window: MainWindow) -> None:
    before = window.bench.document.network
    command = next(each for each in palette.found if each.possible and each.title.startswith("Insert "))
    run(palette, command.title, command.title)
    assert len(window.bench.document.network.nodes) > len(before.nodes)
    window.bench.document.undo_stack.undo()
    assert window.bench.document.network == before


def test_a_live_view_is_shown_wherever_it_was(window: MainWindow, qtbot: QtBot) -> None:
    plots = window.bench.plots
    for kind, title in (("rate", "Learning rate"), ("loss", "Loss"), ("confusion", "Confusion matrix")):
        QTest.keyClick(window, Key.Key_K, Control)
        run(window.findChild(CommandPalette), f"show {title}", f"Show {title}")
        view = plots.view(kind)
        assert view is not None
        qtbot.waitUntil(lambda view=view: not view.visibleRegion().isEmpty())
        assert view is QApplication.focusWidget() or view.isAncestorOf(QApplication.focusWidget())
    assert len(plots.kinds) == len(set(plots.kinds))
    plots.show_kind("microscope")
    window.resize(1000, 700)
    QApplication.processEvents()
    folded = [place.kind for place in plots.places if not place.isVisible()]
    assert folded
    plots.show_kind(folded[-1])
    QApplication.processEvents()
    assert not plots.view(folded[-1]).visibleRegion().isEmpty()


def test_rows_are_named_for_a_screen_reader(palette: CommandPalette) -> None:
    index = palette.list.model().index(0)
    command = index.data(COMMAND)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert command.title in spoken
    assert command.group in spoken
    assert palette.search.accessibleName()
    assert palette.list.accessibleName()
    assert QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText) in [
        each.keys for each in palette.found if each.title == "Find a command..."]  # fmt: skip


@pytest.mark.parametrize("size", [(1366, 768), (1000, 620)])
def test_it_lies_within_the_window(window: MainWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    QTest.keyClick(window, Key.Key_K, Control)
    palette = window.findChild(CommandPalette)
    assert window.rect().contains(palette.geometry())
    before = palette.geometry()
    QTest.keyClicks(palette.search, "q")
    assert palette.geometry() == before, "what is found must not move it"


def test_what_was_run_last_stands_on_top(palette: CommandPalette, window: MainWindow) -> None:
    run(palette, "minimap", "Minimap")
    QTest.keyClick(window, Key.Key_K, Control)
    assert titles(palette)[0] == "Minimap"
    assert titles(palette).count("Minimap") == 1
