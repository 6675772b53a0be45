"""The table of the analysis, tried with mouse and keys: what it says, sorting, selecting, copying, what it follows."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import Network, add_loose, chain, connect, family, replaced
from gui.document import Document
from gui.main_window import MainWindow
from gui.panels.analysis import AnalysisPanel
from gui.panels.analysis_model import SHARE, Column
from gui.theme import theme
from tests.gui.canvas_tools import L, experiment, mlp, residual
from tests.gui.forms_help import at_once

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
K = Qt.Key


def lenet() -> Network:
    return chain(
        L["conv2d"](filters=6, kernel=5), L["tanh"](), L["avg_pool2d"](), L["conv2d"](filters=16, kernel=5),
        L["tanh"](), L["avg_pool2d"](), L["flatten"](), L["dense"](units=120), L["tanh"](), L["dense"](units=84),
        L["tanh"](), L["dense"](units=10),
    )  # fmt: skip


def deep(layers: int) -> Network:
    return chain(L["flatten"](), *(L["dense"](units=20 + index) for index in range(layers - 2)), L["dense"](units=10))


@pytest.fixture
def document(qapp: QApplication) -> Document:
    return Document(experiment(mlp()))


def shown(qtbot: QtBot, document: Document, width: int = 1034, height: int = 240) -> AnalysisPanel:
    panel = AnalysisPanel(at_once(document))
    qtbot.addWidget(panel)
    panel.resize(width, height)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.table.setFocus()
    return panel


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> AnalysisPanel:
    return shown(qtbot, document)


def cell(panel: AnalysisPanel, layer: str, column: Column) -> QRect:
    return panel.table.visualRect(panel.table.layers.index(panel.table.layers.row_of(layer), column))


def click(panel: AnalysisPanel, layer: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(panel.table.viewport(), LEFT, modifiers, cell(panel, layer, Column.SHAPES).center())


def click_heading(panel: AnalysisPanel, column: Column) -> None:
    header = panel.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, pos=place)


def texts(panel: AnalysisPanel, column: Column) -> list[str]:
    model = panel.table.layers
    return [model.index(row, column).data() for row in range(model.rowCount()) if model.rows[row].problem is None]


def selected(panel: AnalysisPanel) -> set[str]:
    return {panel.table.layers.rows[index.row()].line.id for index in panel.table.selectionModel().selectedRows()}


# what it says


def test_every_layer_is_listed_with_what_follows_for_it(panel: AnalysisPanel) -> None:
    rows = [[panel.table.layers.index(row, column).data() for column in Column] for row in range(4)]
    assert rows == [
        ["Flatten", "Flatten", "8x8x1 → 64", "", "0", "0", "256 B"],
        ["Dense", "Dense", "64 → 32", "weight 64x32, bias 32", "2,080", "2,048", "128 B"],
        ["ReLU", "ReLU", "32 → 32", "", "0", "32", "128 B"],
        ["Dense 2", "Dense", "32 → 10", "weight 32x10, bias 10", "330", "320", "40 B"],
    ]
    assert panel.totals.text().split("   ·   ") == [
        "4 layers", "2,410 parameters", "2,400 multiply-adds per sample", "552 B per sample",
        "72.2 KiB per training step",
    ]  # fmt: skip


def test_several_inputs_are_all_named(qtbot: QtBot) -> None:
    panel = shown(qtbot, Document(experiment(residual())))
    assert "8x8x16, 8x8x16 → 8x8x16" in texts(panel, Column.SHAPES)


def test_figures_have_their_share_as_a_bar_and_in_the_tooltip(panel: AnalysisPanel) -> None:
    model = panel.table.layers
    index = model.index(1, Column.PARAMETERS)
    assert index.data(SHARE) == pytest.approx(2080 / 2410)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "2,080 parameters\n86 % of the network's 2,410"
    picture = panel.table.viewport().grab().toImage()
    bare = QColor(theme.tokens.panel).name()
    large, none = cell(panel, "dense", Column.PARAMETERS), cell(panel, "relu", Column.PARAMETERS)
    middle = large.left() + large.width() // 4
    for x in range(large.left() + 1, large.left() + 8):
        assert picture.pixelColor(x, large.center().y() - 6).name() == bare, "clear of the figure in the column before"
    assert picture.pixelColor(large.left() + 10, large.center().y() - 6).name() != bare
    assert picture.pixelColor(middle, large.center().y() - 6).name() != bare
    assert picture.pixelColor(large.right() - 4, large.top() + 4).name() == bare, "the bar ends where the share does"
    assert picture.pixelColor(middle, none.center().y() - 6).name() == bare


def test_problems_stand_below_their_layer_and_those_of_the_whole_above_the_table(qtbot: QtBot) -> None:
    network = chain(L["conv2d"](), L["dense"](units=10), L["dense"](units=10))
    document = Document(replaced(experiment(network), "loss", family("losses")["mean_squared_error"]()))
    panel = shown(qtbot, document)
    assert [row.problem is not None for row in panel.table.layers.rows] == [False, False, True, False]
    assert [button.text() for button in panel.table.remedies()] == ["Insert Flatten before it"]
    assert [line.label.text().split(".")[0] for line in panel.lines] == [
        "Mean squared error does not fit Digits, which has classes"
    ]
    assert panel.lines[0].geometry().height() <= panel._list.height()
    assert texts(panel, Column.SHAPES)[1:] == ["8x8x16 → ?", "? → ?"]
    assert texts(panel, Column.PARAMETERS)[1:] == ["?", "?"]
    assert panel.totals.text().startswith("1 of 3 layers known")
    click_heading(panel, Column.PARAMETERS)
    click_heading(panel, Column.PARAMETERS)
    assert [row.problem is not None for row in panel.table.layers.rows] == [False, True, False, False]
    QTest.mouseClick(panel.table.remedies()[0], LEFT)
    assert panel.table.remedies() == []
    QTest.mouseClick(panel.lines[0].button, LEFT)
    assert document.analysis.problems == ()
    assert not panel._list.isVisible()


def test_a_click_on_a_problem_selects_its_layer(qtbot: QtBot) -> None:
    document = Document(experiment(chain(L["conv2d"](), L["dense"](units=10))))
    panel = shown(qtbot, document)
    (line,) = panel.table._problem_lines.values()
    QTest.mouseClick(line, LEFT, pos=QPoint(4, 4))
    assert document.selection == ("dense",)
    assert selected(panel) == {"dense"}


def test_layers_in_a_cycle_are_listed_too(qtbot: QtBot) -> None:
    network = mlp()
    turned = replaced(network, "nodes.dense.inputs", ("relu",))
    panel = shown(qtbot, Document(experiment(turned)))
    assert set(texts(panel, Column.NAME)) == {"Flatten", "Dense", "ReLU", "Dense 2"}
    loose, _ = add_loose(network, L["max_pool2d"]())
    panel.document.edit_network("x", loose)
    assert "? → ?" in texts(panel, Column.SHAPES)


def test_empty_and_baseline_say_what_will_be_here(panel: AnalysisPanel, document: Document) -> None:
    document.edit_network("x", Network())
    assert "Insert a layer" in panel.guide.text()
    assert panel.guide.isVisible()
    assert not panel.totals.isVisible()
    assert panel.lines[0].isVisible(), "what is wrong is still told"
    document.use_model("x", "k_nearest_neighbors")
    assert "no layers" in panel.guide.text()
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert panel.table.isVisible()


def test_everything_has_a_name(panel: AnalysisPanel) -> None:
    assert panel.table.accessibleName()
    spoken = panel.table.layers.index(1, Column.PARAMETERS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2,080 parameters, 86 % of the network's 2,410"
    for column in Column:
        assert panel.table.layers.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("width", [1034, 1588])
def test_nothing_is_cut(qtbot: QtBot, width: int) -> None:
    glyphs = family("datasets")["glyphs"]()
    document = Document(replaced(experiment(lenet()), "data.source", glyphs))
    panel = shown(qtbot, document, width)
    assert panel.table.horizontalScrollBar().maximum() == 0
    for column in Column:
        for row in range(panel.table.layers.rowCount()):
            index = panel.table.layers.index(row, column)
            room = panel.table.columnWidth(column)
            assert panel.table.fontMetrics().horizontalAdvance(index.data()) < room, index.data()


def test_a_narrow_table_cuts_texts_before_figures(qtbot: QtBot, document: Document) -> None:
    document.set_field("x", "model.nodes.dense.title", "A layer with a very long name, for once")
    panel = shown(qtbot, document, 700)
    table = panel.table
    assert table.horizontalScrollBar().maximum() == 0
    for column in (Column.PARAMETERS, Column.OPERATIONS, Column.MEMORY):
        assert table.columnWidth(column) >= table._natural[column]
    assert "very long" in table.layers.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)


# sorting


def test_a_heading_sorts_and_the_third_click_brings_the_order_of_execution_back(panel: AnalysisPanel) -> None:
    order = texts(panel, Column.NAME)
    click_heading(panel, Column.PARAMETERS)
    assert texts(panel, Column.NAME) == ["Dense", "Dense 2", "Flatten", "ReLU"], "the largest first, equals as they run"
    click_heading(panel, Column.PARAMETERS)
    assert texts(panel, Column.NAME) == ["Flatten", "ReLU", "Dense 2", "Dense"]
    click_heading(panel, Column.PARAMETERS)
    assert texts(panel, Column.NAME) == order
    click_heading(panel, Column.NAME)
    assert texts(panel, Column.NAME) == sorted(order)


def test_sorting_keeps_what_is_selected(panel: AnalysisPanel, document: Document) -> None:
    click(panel, "relu")
    click_heading(panel, Column.OPERATIONS)
    assert selected(panel) == {"relu"}
    assert document.selection == ("relu",)
    document.set_field("Units", "model.nodes.dense_2.layer.units", 400)
    assert texts(panel, Column.NAME)[0] == "Dense 2", "an edit is sorted in"
    assert selected(panel) == {"relu"}


# selecting


def test_rows_select_layers_and_layers_rows(panel: AnalysisPanel, document: Document) -> None:
    click(panel, "dense")
    assert document.selection == ("dense",)
    click(panel, "dense_2", CTRL)
    assert document.selection == ("dense", "dense_2")
    document.select(("relu", "input"))
    assert selected(panel) == {"relu"}
    QTest.keyClick(panel.table, K.Key_Down)
    assert document.selection == ("dense_2",)
    QTest.keyClick(panel.table, K.Key_A, CTRL)
    assert set(document.selection) == {"flatten", "dense", "relu", "dense_2"}
    document.select(())
    assert selected(panel) == set()


def test_a_layer_selected_elsewhere_scrolls_into_sight(qtbot: QtBot) -> None:
    document = Document(experiment(deep(60)))
    panel = shown(qtbot, document)
    document.select(("dense_50",))
    assert panel.table.viewport().rect().contains(cell(panel, "dense_50", Column.NAME))


def test_a_double_click_brings_the_layer_into_view(window: MainWindow, qtbot: QtBot) -> None:
    bench = window.bench
    bench.document.edit_network("x", deep(40))
    bench.canvas.view.zoom_by(4)
    window.show_analysis()
    panel = bench.analysis
    inside = bench.canvas.view.viewport().rect()
    hidden = [
        node.id for node in bench.document.network.nodes[:6] if not inside.contains(bench.canvas.node_rect(node.id))
    ]
    away = hidden[-1]
    place = cell(panel, away, Column.SHAPES).center()
    for do in (QTest.mouseClick, QTest.mouseDClick):
        do(panel.table.viewport(), LEFT, pos=place)
    assert inside.contains(bench.canvas.node_rect(away).center())
    bench.canvas.view.pan(QPoint(3000, 3000))
    assert not inside.intersects(bench.canvas.node_rect(away))
    QTest.keyClick(panel.table, K.Key_Return)
    assert inside.contains(bench.canvas.node_rect(away).center())


# copying


def test_copy_takes_what_is_selected_or_else_all(panel: AnalysisPanel, document: Document) -> None:
    QTest.keyClick(panel.table, K.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == [
        "Layer", "Type", "Shapes", "Learnables", "Parameters", "Multiply-adds per sample", "Memory per sample in bytes",
        "Problems",
    ]  # fmt: skip
    assert len(lines) == 5
    click(panel, "dense")
    QTest.keyClick(panel.table, K.Key_C, CTRL)
    (_head, line) = QGuiApplication.clipboard().text().splitlines()
    assert line.split("\t") == ["Dense", "Dense", "64 → 32", "weight 64x32, bias 32", "2080", "2048", "128", ""]
    document.edit_network("x", chain(L["conv2d"](), L["dense"]()))
    document.select(())
    QTest.keyClick(panel.table, K.Key_C, CTRL)
    assert "Flatten" in QGuiApplication.clipboard().text().splitlines()[2].split("\t")[-1]


# what it follows


def test_an_edit_is_shown_at_once_and_keeps_place_and_selection(qtbot: QtBot) -> None:
    document = Document(experiment(deep(60)))
    panel = shown(qtbot, document)
    bar = panel.table.verticalScrollBar()
    bar.setValue(20)
    click(panel, "dense_22")
    document.set_field("Units", "model.nodes.dense_22.layer.units", 7)
    assert panel.table.layers.index(panel.table.layers.row_of("dense_22"), Column.SHAPES).data().endswith("→ 7")
    assert (bar.value(), selected(panel)) == (20, {"dense_22"})
    network = document.network
    document.edit_network("x", connect(chain(*(node.layer for node in network.nodes), L["relu"]()), "dense_2", "relu"))
    assert (bar.value(), selected(panel)) == (20, {"dense_22"})
    assert panel.table.currentIndex().row() == panel.table.layers.row_of("dense_22")


def test_nothing_is_done_while_it_is_out_of_sight(window: MainWindow, tmp_path: Path) -> None:
    document, model = window.bench.document, window.bench.analysis.table.layers
    assert model.lines == []
    window.show_analysis()
    count = len(document.network.nodes)
    assert len(model.lines) == count
    window.docks["plots"].raise_()
    document.edit_network("x", mlp())
    assert len(model.lines) == count, "behind another dock it does not follow"
    window.docks["analysis"].raise_()
    assert len(model.lines) == 4
    window.docks["analysis"].close()
    document.edit_network("x", deep(30))
    assert len(model.lines) == 4
    window.show_analysis()
    assert len(model.lines) == 30


@pytest.mark.parametrize("look", ["light", "dark"])
def test_colours_follow_the_look(panel: AnalysisPanel, look: str) -> None:
    theme.apply(look)
    try:
        QApplication.processEvents()
        place = cell(panel, "relu", Column.LEARNABLES)
        picture = panel.table.viewport().grab().toImage()
        assert picture.pixelColor(place.center()).name() == theme.tokens.panel
    finally:
        theme.apply("light")


def test_large_networks_are_followed_within_a_frame_or_so(qtbot: QtBot) -> None:
    """The bound is generous: it catches the accidental square, not the slow machine."""
    document = Document(experiment(deep(300)))
    panel = shown(qtbot, document)
    taken = []
    for units in range(10, 20):
        document.edit_network("x", replaced(document.network, "nodes.dense_9.layer.units", units))
        start = time.perf_counter()
        panel.refresh()
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.1


def test_a_selected_layer_is_brought_into_view_with_its_problem(qtbot: QtBot) -> None:
    document = Document(experiment(chain(*(L["relu"]() for _ in range(30)), L["dense"](units=10))))
    panel = shown(qtbot, document)
    document.select(("dense",))
    table = panel.table
    row = table.layers.row_of("dense")
    assert table.layers.last_line(row) == row + 1
    for each in (row, row + 1):
        assert table.viewport().rect().contains(table.visualRect(table.layers.index(each, 0)).center())
