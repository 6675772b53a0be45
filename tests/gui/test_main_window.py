"""The window as a person uses it: menus, shortcuts, status line, layout."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QUndoCommand
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QTabBar, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from engine import append, family, load_experiment, replaced
from gui.actions import records
from gui.canvas.looks import LOSS
from gui.help import canvas_keys
from gui.main_window import MainWindow
from gui.menus import with_letters
from gui.resources import ICONS, PRESETS
from gui.settings import Settings
from tests.gui.window_tools import Key, Modifier, button, click, long, state


def test_records_are_sound(window: MainWindow) -> None:
    table = records()
    shortcuts = [shortcut for record in table for shortcut in record.shortcuts]
    assert len(shortcuts) == len(set(shortcuts))
    assert len({record.id for record in table}) == len(table)
    for record in table:
        assert callable(attrgetter(record.handler)(window)), record.id
        assert record.tip, record.id
        assert not record.icon or (ICONS / f"{record.icon}.svg").is_file(), record.id


def test_the_frame_paints_without_the_engine(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(Settings(tmp_path / "a.ini"))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted):
        window.show()
    assert not window.actions_["train"].isEnabled()
    assert window.actions_["quit"].isEnabled()
    QTest.keyClick(window, Key.Key_F5)
    QTest.keyClick(window, Key.Key_Q, Modifier.ControlModifier)
    assert not window.isVisible()


def test_building_flashes_no_other_window(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> None:
    class Watch(QObject):
        shown: list[QObject] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.append(watched)
            return False

    window = MainWindow(Settings(tmp_path / "a.ini"))
    qtbot.addWidget(window)
    watch = Watch()
    qapp.installEventFilter(watch)
    window.show()
    window.build()
    qtbot.wait(100)
    qapp.removeEventFilter(watch)
    assert watch.shown == [window]


@pytest.mark.parametrize("active_first", [True, False])
def test_the_keyboard_begins_on_the_canvas(qtbot: QtBot, tmp_path: Path, active_first: bool) -> None:
    window = MainWindow(Settings(tmp_path / "a.ini"))
    qtbot.addWidget(window)
    window.show()
    if active_first:
        with qtbot.waitActive(window):
            window.activateWindow()
    window.build()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.bench.canvas.focusProxy(), timeout=1000)


def test_problems_disable_training_and_say_why(window: MainWindow, qtbot: QtBot) -> None:
    status = window.status_panel
    assert status.problems.text() == "No problems"
    network, node = append(window.bench.document.network, family("layers")["conv2d"]())
    window.bench.document.edit_network("Add", network)
    assert status.problems.text() == "1 problem"
    train = button(window, "train")
    assert not train.isEnabled()
    assert str(window.bench.document.analysis.problems[0].text) in train.toolTip()
    window.bench.document.select([])
    click(status.problems)
    assert status.menu.isVisible()
    entry = status.menu.actions()[0]
    assert entry.text().startswith("Conv2D: ")
    QTest.mouseClick(status.menu, Qt.MouseButton.LeftButton, pos=status.menu.actionGeometry(entry).center())
    assert window.bench.document.selection == (node,)
    QTest.keyClick(window, Key.Key_Z, Modifier.ControlModifier)
    assert status.problems.text() == "No problems"
    assert train.isEnabled()


def test_status_line_counts(window: MainWindow) -> None:
    document, status = window.bench.document, window.status_panel
    assert status.parameters.text() == f"{document.analysis.parameter_count:,} parameters"
    document.set_field("Seed", "seed", 42)
    assert status.seed.text() == "seed 42"
    document.undo_stack.setClean()
    window.new_from(PRESETS / "sine.descent")
    assert status.parameters.text() == f"{document.analysis.parameter_count:,} parameters"


def test_differs_from_run(window: MainWindow, qtbot: QtBot) -> None:
    long(window)
    assert window.status_panel.differs.isHidden()
    click(button(window, "train"))
    qtbot.waitUntil(lambda: state(window) == "running", timeout=10_000)
    window.bench.document.set_field("Seed", "seed", 5)
    qtbot.waitUntil(window.status_panel.differs.isVisible)
    QTest.keyClick(window, Key.Key_Z, Modifier.ControlModifier)
    qtbot.waitUntil(window.status_panel.differs.isHidden)


def test_undo_names_its_step(window: MainWindow) -> None:
    undo, redo = window.actions_["undo"], window.actions_["redo"]
    assert not undo.isEnabled()
    assert "Nothing to undo" in undo.toolTip()
    window.bench.document.set_field("Change R&D seed", "seed", 3)
    assert undo.text() == "&Undo: Change R&&D seed"
    assert "Ctrl+Z" in undo.toolTip()
    QTest.keyClick(window, Key.Key_Z, Modifier.ControlModifier)
    assert window.bench.document.experiment.seed == 0
    assert redo.text() == "&Redo: Change R&&D seed"
    QTest.keyClick(window, Key.Key_Z, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert window.bench.document.experiment.seed == 3


def test_delete_and_select_all_belong_to_the_canvas(window: MainWindow) -> None:
    document = window.bench.document
    names = tuple(node.id for node in document.network.nodes)
    window.bench.canvas.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_A, Modifier.ControlModifier)
    assert set(names) <= set(document.selection)
    document.select([names[1]])
    button(window, "train").setFocus()
    QTest.keyClick(window.run_bar.train, Key.Key_Delete)
    assert len(document.network.nodes) == len(names), "Delete elsewhere deletes no layer"
    window.bench.canvas.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Delete)
    assert names[1] not in [node.id for node in document.network.nodes]


def test_the_message_of_a_run_is_no_dialog(window: MainWindow, qtbot: QtBot) -> None:
    window.new_from(PRESETS / "sine.descent")
    document = window.bench.document
    reckless = family("optimizers")["sgd"](learning_rate=100.0)
    document.edit("Rate", replaced(document.experiment, "optimizer", reckless))
    click(button(window, "train"))
    qtbot.waitUntil(lambda: window.bench.controller.message is not None, timeout=10_000)
    assert QApplication.activeModalWidget() is None
    assert window.message_bar.isVisible()
    assert window.message_bar.text == str(window.bench.controller.message)
    close = next(each for each in window.message_bar.findChildren(QAbstractButton))
    click(close)
    assert not window.message_bar.isVisible()


def test_layout_is_kept_and_restored(window: MainWindow, qtbot: QtBot) -> None:
    click(window.docks["palette"].titleBarWidget().close_button)
    assert window.docks["palette"].isHidden()
    window.close()
    again = MainWindow(Settings(Path(window.settings._store.fileName())))
    qtbot.addWidget(again)
    again.show()
    assert again.docks["palette"].isHidden()
    assert again.docks["plots"].isVisible()
    again.actions_["restore_layout"].trigger()
    assert again.docks["palette"].isVisible()


def test_docks_that_are_asked_for_come_to_the_front_and_leave_again(window: MainWindow) -> None:
    before = {name: dock.geometry() for name, dock in window.docks.items() if dock.isVisible()}
    assert not window.docks["analysis"].isVisible()
    QTest.keyClick(window, Key.Key_A, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert window.bench.analysis.in_sight()
    assert window.docks["plots"].visibleRegion().isEmpty(), "they share one place"
    assert window.bench.analysis.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(window, Key.Key_H, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert window.bench.history.isVisible()
    window.actions_["restore_layout"].trigger()
    QApplication.processEvents()
    assert {name: dock.geometry() for name, dock in window.docks.items() if dock.isVisible()} == before
    shared = [bar for bar in window.findChildren(QTabBar) if bar.count() > 1]
    assert [bar.tabText(0) for bar in shared if bar.isVisible()] == ["Properties"], "their tabs are to be seen"


def test_the_canvas_has_a_button_for_the_analysis(window: MainWindow) -> None:
    click(window.bench.canvas.analyse_button)
    assert window.bench.analysis.in_sight()


def test_figures_on_the_layers_are_remembered(window: MainWindow, qtbot: QtBot) -> None:
    dense = next(node.id for node in window.bench.document.network.nodes if node.layer.kind == "dense")
    entry = window.bench.canvas.figures_menu.menuAction()
    assert entry in window.menus.view.actions()
    entry.menu().popup(QPoint(0, 0))
    action = entry.menu().kinds["memory"]
    QTest.mouseClick(entry.menu(), Qt.MouseButton.LeftButton, pos=entry.menu().actionGeometry(action).center())
    assert "per sample" in window.bench.canvas.view.network.nodes[dense].look.details[-1]
    window.close()
    again = MainWindow(Settings(Path(window.settings._store.fileName())))
    qtbot.addWidget(again)
    again.show()
    again.build()
    assert "per sample" in again.bench.canvas.view.network.nodes[dense].look.details[-1]


DAMAGED = [
    b"\x00\xff[",
    b"[General]\nlook=7\nrecent=@Invalid()\ngeometry=no\nlayout_2=x\nfigures=all\nfigures_share=@Invalid()\n",
]


@pytest.mark.parametrize("content", DAMAGED)
def test_damaged_settings_mean_defaults(qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "descent.ini"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.look == "system"
    settings.add_recent(tmp_path / "x.descent")
    assert settings.recent[0] == tmp_path / "x.descent"
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    assert settings.figures == "parameters"
    assert not settings.figures_share
    shown = {name for name, dock in window.docks.items() if dock.isVisible()}
    assert {"palette", "properties", "plots"} <= shown
    assert not shown & {"analysis", "history"}


def test_help(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_F1)
    dialog = window.findChild(QDialog)
    assert dialog is not None
    table = dialog.findChild(QTableWidget)
    listed = [table.item(row, 0).text() for row in range(table.rowCount())]
    assert {"F5", "Ctrl+Shift+Z, Ctrl+Y", "Esc"} <= set(listed)
    assert len(listed) == sum(bool(record.shortcuts) for record in records()) + len(canvas_keys())
    dialog.close()
    window.show_about()
    about = next(each for each in window.findChildren(QDialog) if each.windowTitle() == "About Descent")
    assert "doi.org/10.24432/C50P49" in about.text.toPlainText()
    about.close()


def test_every_control_has_a_name(window: MainWindow) -> None:
    window.show()
    nameless = [
        each
        for each in (*window.run_bar.findChildren(QAbstractButton), *window.status_panel.findChildren(QAbstractButton),
                     *window.message_bar.findChildren(QAbstractButton))
        if not (each.accessibleName() or each.text())
    ]  # fmt: skip
    assert nameless == []


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_nothing_of_the_frame_is_cut(window: MainWindow, size: tuple[int, int], qtbot: QtBot) -> None:
    window.resize(*size)
    window.restore_layout()
    qtbot.wait(50)
    assert (window.width(), window.height()) == size, "the panels must not force the window larger"
    bar = window.run_bar
    for each in (*bar.findChildren(QAbstractButton), *bar.findChildren(QLabel)):
        if each.window() is not window:  # a small window of its own, such as that for a goal
            continue
        assert bar.rect().contains(QRect(each.mapTo(bar, QPoint(0, 0)), each.size())), each
        assert each.width() >= each.minimumSizeHint().width() or not each.text()
    assert window.bench.canvas.width() >= 480
    assert window.bench.canvas.height() >= 240
    assert window.bench.plots.height() >= 160


def test_a_network_is_built_and_trained_by_hand(window: MainWindow, qtbot: QtBot) -> None:
    """From an empty network to a stopped run, with events only."""
    QTest.keyClick(window, Key.Key_N, Modifier.ControlModifier)
    assert window.bench.document.network.nodes == ()
    assert not button(window, "train").isEnabled()
    for name in ("flatten", "dense", "relu", "dense"):
        add_by_search(window, name)
    kinds = [node.layer.kind for node in window.bench.document.network.nodes]
    assert kinds == ["flatten", "dense", "relu", "dense"]
    last = window.bench.document.network.nodes[-1].id
    window.bench.document.set_field("Units", f"model.nodes.{last}.layer.units", 10)
    long(window)
    assert window.status_panel.problems.text() == "No problems"
    click(button(window, "train"))
    qtbot.waitUntil(lambda: window.bench.controller.progress.step > 3, timeout=10_000)
    click(button(window, "pause"))
    qtbot.waitUntil(lambda: state(window) == "paused")
    click(button(window, "stop"))
    qtbot.waitUntil(lambda: state(window) == "finished")
    assert load_experiment(PRESETS / "digits.descent").name == "Digits"
    window.bench.document.undo_stack.setClean()
    window.close()
    assert not window.isVisible()


def add_by_search(window: MainWindow, name: str) -> None:
    search = window.bench.palette.search
    click(search)
    QTest.keyClick(search, Key.Key_A, Modifier.ControlModifier)
    QTest.keyClicks(search, name)
    QTest.keyClick(search, Key.Key_Return)


def test_the_box_of_the_loss_leads_to_its_settings(window: MainWindow) -> None:
    bench = window._bench
    bench.experiment.sections["loss"].fold(True)
    place = bench.canvas.node_rect(LOSS).center()
    QTest.mouseClick(bench.canvas.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not bench.experiment.sections["loss"].folded
    assert bench.experiment.isVisible()


def test_menu_entries_have_letters_of_their_own() -> None:
    assert with_letters(["Glyphs", "Grapes & co", "gr"], ["&Redo"]) == ["&Glyphs", "Gr&apes && co", "gr"]
    assert with_letters(["숫자", "12"]) == ["숫자 (&1)", "12 (&2)"]


def test_undo_is_offered_for_what_is_no_edit_of_the_experiment(window: MainWindow) -> None:
    stack = window.bench.document.undo_stack
    assert not window.actions_["undo"].isEnabled()
    stack.push(QUndoCommand("Pin a note"))
    assert window.actions_["undo"].isEnabled()
    window.actions_["undo"].trigger()
    assert not window.actions_["undo"].isEnabled()
    assert window.actions_["redo"].isEnabled()
