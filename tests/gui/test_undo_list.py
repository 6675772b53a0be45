"""The list of edits: what it names, where a click leads, and what it marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from gui.document import Document
from gui.main_window import MainWindow
from gui.panels.undo_list import UndoListPanel
from gui.resources import PRESETS
from gui.theme import theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> UndoListPanel:
    panel = UndoListPanel(document)
    qtbot.addWidget(panel)
    panel.resize(300, 400)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def painted(panel: UndoListPanel) -> list[tuple[str, str, bool]]:
    """The lines as they are painted: text, colour, whether with an icon."""
    found = []
    for row in range(panel.view.model().rowCount()):
        option = QStyleOptionViewItem()
        option.widget = panel.view
        panel.view.itemDelegate().initStyleOption(option, panel.view.model().index(row, 0))
        found.append((option.text, option.palette.text().color().name(), not option.icon.isNull()))
    return found


def lines(panel: UndoListPanel) -> list[str]:
    return [text for text, _colour, _icon in painted(panel)]


def click(panel: UndoListPanel, row: int) -> None:
    place = panel.view.visualRect(panel.view.model().index(row, 0)).center()
    QTest.mouseClick(panel.view.viewport(), LEFT, pos=place)


def in_sight(window: MainWindow, dock: str) -> bool:
    """Qt counts a dock behind others as visible, but puts it outside the window."""
    return not window.docks[dock].visibleRegion().isEmpty()


def edit(document: Document, *seeds: int) -> None:
    for seed in seeds:
        document.set_field(f"Set seed to {seed}", "seed", seed)


def test_edits_are_listed_and_a_click_goes_there(panel: UndoListPanel, document: Document) -> None:
    edit(document, 1, 2, 3)
    assert lines(panel) == ["Start", "Set seed to 1", "Set seed to 2", "Set seed to 3"]
    click(panel, 1)
    assert document.experiment.seed == 1
    click(panel, 3)
    assert document.experiment.seed == 3
    click(panel, 0)
    assert document.experiment.seed == 0
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert document.experiment.seed == 1
    edit(document, 7)
    assert lines(panel) == ["Start", "Set seed to 1", "Set seed to 7"]


def test_a_jump_over_many_edits_is_shown_once(panel: UndoListPanel, document: Document) -> None:
    edit(document, *range(1, 9))
    changes, fields = [], []
    document.changed.connect(lambda: changes.append(document.experiment.seed))
    document.field_set.connect(lambda path, old, new: fields.append((path, old, new)))
    click(panel, 2)
    assert changes == [2]
    assert fields == [("seed", new + 1, new) for new in range(7, 1, -1)], "a run hears of every one"
    document.undo_stack.beginMacro("both")
    edit(document, 20, 21)
    document.undo_stack.endMacro()
    assert changes == [2, 21]


def test_what_is_undone_is_dim_and_the_current_state_is_selected(panel: UndoListPanel, document: Document) -> None:
    edit(document, 1, 2)
    document.undo_stack.undo()
    colours = [colour for _text, colour, _icon in painted(panel)]
    assert colours[2] == theme.tokens.dim
    assert theme.tokens.dim not in colours[:2]
    selection: QItemSelectionModel = panel.view.selectionModel()
    assert [index.row() for index in selection.selectedRows()] == [1]


def test_the_saved_state_is_marked(panel: UndoListPanel, document: Document, tmp_path: Path) -> None:
    assert not painted(panel)[0][2], "what no file holds is not saved"
    edit(document, 1, 2)
    document.save(tmp_path / "a.descent")
    edit(document, 3)
    assert lines(panel) == ["Opened", "Set seed to 1", "Set seed to 2 (saved)", "Set seed to 3"]
    assert [marked for _text, _colour, marked in painted(panel)] == [False, False, True, False]
    click(panel, 2)
    assert not document.dirty


def test_another_experiment_has_a_list_of_its_own(window: MainWindow) -> None:
    window.show_history()
    edit(window.bench.document, 1)
    window.bench.document.undo_stack.setClean()
    assert window.open_path(PRESETS / "sine.descent")
    assert lines(window.bench.history) == ["Opened (saved)"]
    assert window.bench.history.view.accessibleName()


def test_a_click_in_the_list_leaves_the_list_in_sight(window: MainWindow, qtbot: QtBot) -> None:
    """Where it shares its place with the properties, a selection made elsewhere brings those to the front."""
    document, history = window.bench.document, window.bench.history
    window.show_history()
    qtbot.waitUntil(lambda: in_sight(window, "history"))
    document.select([document.network.nodes[0].id])
    assert in_sight(window, "history"), "who works in the list keeps it"
    window.bench.canvas.edits.add("relu")
    assert document.selection
    click(history, 0)
    assert in_sight(window, "history")
    window.bench.canvas.setFocus()
    document.select([document.network.nodes[1].id])
    qtbot.waitUntil(lambda: in_sight(window, "properties"))
