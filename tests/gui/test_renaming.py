"""Layers are renamed in their place, and are called the same wherever one reads of them."""

from __future__ import annotations

from PySide6.QtCore import QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import INPUT, Message, family, remove, say, titled
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from gui.groups import Group
from gui.main_window import MainWindow
from gui.panels.analysis_model import Column
from gui.panels.property_views import NodeView
from gui.texts import node_title, translate
from tests.gui.canvas_tools import K, centre, click, press
from tests.gui.test_canvas_editing import choose, open_menu


def test_f2_renames_a_layer_in_its_place(panel: CanvasPanel, document: Document) -> None:
    click(panel, centre(panel, "dense_2"))
    press(panel, K.Key_F2)
    editor = panel.view.renaming.editor
    assert editor is not None
    assert editor.hasFocus()
    assert editor.accessibleName() == "Name of the layer"
    assert editor.placeholderText() == "Dense 2"
    assert editor.geometry().intersects(panel.node_rect("dense_2"))
    assert panel.view.rect().contains(editor.geometry())
    QTest.keyClicks(editor, "  Answer ")
    QTest.keyClick(editor, K.Key_Return)
    assert panel.view.network.nodes["dense_2"].look.title == "Answer"
    assert document.undo_stack.undoText() == "Rename Dense 2"
    assert document.selection == ("dense_2",)
    assert panel.view.hasFocus()
    document.undo_stack.undo()
    assert panel.view.network.nodes["dense_2"].look.title == "Dense 2"
    document.undo_stack.redo()
    press(panel, K.Key_F2)
    assert panel.view.renaming.editor.selectedText() == "Answer"
    QTest.keyClick(panel.view.renaming.editor, K.Key_Delete)
    QTest.keyClick(panel.view.renaming.editor, K.Key_Return)
    assert panel.view.network.nodes["dense_2"].look.title == "Dense 2", "without a name of its own it has its first one"


def test_escape_and_the_same_name_are_no_edits(panel: CanvasPanel, document: Document) -> None:
    document.select(["dense"])
    for last in (K.Key_Escape, K.Key_Return):
        press(panel, K.Key_F2)
        QTest.keyClicks(panel.view.renaming.editor, "Other" if last == K.Key_Escape else "  ")
        QTest.keyClick(panel.view.renaming.editor, last)
        assert panel.view.hasFocus()
    assert document.undo_stack.count() == 0


def test_a_layer_that_goes_takes_the_input_with_it(panel: CanvasPanel, document: Document) -> None:
    document.select(["dense"])
    press(panel, K.Key_F2)
    QTest.keyClicks(panel.view.renaming.editor, "Other")
    document.set_field("x", "model.nodes.relu.title", "Kink")
    assert panel.view.renaming.editor.text() == "Other", "other edits leave it alone"
    document.edit_network("x", remove(document.network, {"dense"}))
    assert panel.view.renaming.editor is None
    assert all(node.title != "Other" for node in document.network.nodes)


def test_what_f2_means_follows_from_the_selection(panel: CanvasPanel, document: Document) -> None:
    for selection in ((), (INPUT,), ("dense", "relu")):
        document.select(selection)
        press(panel, K.Key_F2)
        assert panel.view.renaming.editor is None, selection
    group = Group(("dense", "relu"), collapsed=False)
    document.set_groups("x", [group])
    document.select(["relu"])
    assert panel.view.renaming.chosen() == "relu", "a layer within an open group is itself"
    document.select(["dense", "relu"])
    assert panel.view.renaming.chosen() == group


def test_the_menu_of_a_box_names_the_key(panel: CanvasPanel, document: Document) -> None:
    document.set_groups("x", [Group(("dense", "relu"), collapsed=False)])
    menu = open_menu(panel, centre(panel, "relu"))
    texts = [action.text() for action in menu.actions()]
    assert "Rename...\tF2" in texts
    assert "Rename group..." in texts, "no two entries claim the same key"
    choose(menu, "Rename...")
    assert panel.view.renaming.editor.accessibleName() == "Name of the layer"
    QTest.keyClick(panel.view.renaming.editor, K.Key_Escape)


def test_the_edit_menu_names_the_key_and_says_why_not(window: MainWindow) -> None:
    action, document, view = window.actions_["rename"], window.bench.document, window.bench.canvas.view
    assert action in window.menus.edit.actions()
    assert action.shortcut().toString() == "F2"
    document.select([])
    assert not action.isEnabled()
    assert "Select one layer" in action.toolTip()
    document.select(["dense"])
    assert action.isEnabled()
    QTest.keyClick(view, K.Key_F2)
    QTest.keyClicks(view.renaming.editor, "First")
    QTest.keyClick(view.renaming.editor, K.Key_F2)
    assert node_title(document.network.node("dense")) == "First", "what is typed is kept"
    QTest.keyClick(view.renaming.editor, K.Key_Escape)
    assert view.hasFocus()


def test_a_layer_is_called_the_same_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    document, bench = window.bench.document, window.bench
    document.set_field("x", "regularizers", (family("regularizers")["l2"](layers=("dense",)),))
    document.set_field("x", "model.nodes.dense.initializers", {"nope": family("initializers")["zeros"]()})
    document.select(["dense"])
    window.docks["analysis"].show()
    window.docks["analysis"].raise_()
    for name in ("Dense", "Answer"):
        if name != "Dense":
            bench.canvas.setFocus()
            QTest.keyClick(bench.canvas.view, K.Key_F2)
            QTest.keyClicks(bench.canvas.view.renaming.editor, name)
            QTest.keyClick(bench.canvas.view.renaming.editor, K.Key_Return)
            assert document.undo_stack.undoText() == "Rename Dense"
        view = bench.properties.view
        assert isinstance(view, NodeView)
        assert bench.canvas.view.network.nodes["dense"].look.title == name
        assert view.title.text() == name
        problem = document.analysis.problems[0]
        assert window.status_panel.named(problem).startswith(f"{name}: ")
        model = bench.analysis.table.model()
        shown = [model.index(row, Column.NAME).data() for row in range(model.rowCount())]
        assert any(str(text).startswith(name) for text in shown), shown
        regularizer = next(
            form for form in bench.experiment.findChildren(type(view.name_form)) if "layers" in form.rows
        )
        assert regularizer.rows["layers"].editor.inputs()[0].currentText() == name


class Korean(QTranslator):
    """A handful of words in another language."""

    WORDS = {"Dense": "밀집", "Delete {layer}": "{layer} 지우기", "{layer} {number}": "{layer} {number}번"}

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return self.WORDS.get(text)  # None: not translated

    def isEmpty(self) -> bool:
        return False


def test_titles_within_messages_are_translated(qapp: QApplication, document: Document) -> None:
    translator = Korean()
    qapp.installTranslator(translator)
    try:
        node = document.network.node("dense_2")
        assert node_title(node) == "밀집 2번"
        assert translate(say("Delete {layer}", layer=node.name())) == "밀집 2번 지우기"
        assert translate(say("{these}", these=(titled("Dense"), Message("Engine", "Dense")))) == "밀집, 밀집"
    finally:
        qapp.removeTranslator(translator)
