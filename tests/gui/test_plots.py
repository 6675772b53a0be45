"""The plots, fed by real runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import engine
from engine import DescentError, chain, family, say
from gui.main_window import MainWindow
from gui.panels.plots import FIRST, MOST, PlotsPanel
from gui.plots import view as view_module
from gui.plots.histograms.histograms_view import KINDS, MAIN
from gui.plots.place import Place
from gui.plots.registry import INSIDE, view_kinds
from gui.plots.scales import ceiling
from gui.plots.view import SMALLEST, View
from gui.settings import Settings
from gui.theme import DARK, LIGHT, theme
from tests.gui.plot_tools import MakePanel, circles, finish, panel_maker, sine, start

LAYERS, DATASETS = family("layers"), family("datasets")


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[MakePanel]:
    yield from panel_maker(qtbot)


def wanted(panel: PlotsPanel) -> frozenset[tuple[str, str]]:
    """The histograms that are asked for."""
    (look,) = panel.view("histograms")._asked
    assert look in panel.controller.looks.wanted
    assert isinstance(look, engine.Histograms)
    return look.pairs


def test_histograms_show_the_network_before_it_is_trained(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    qtbot.waitUntil(lambda: panel.view("histograms").snapshot is not None)
    assert (panel.controller.state, panel.view("histograms").snapshot.step) == ("idle", 0)
    finish(qtbot, panel)
    qtbot.waitUntil(lambda: panel.view("histograms").snapshot.step == 120)
    panel.controller.reset()
    qtbot.waitUntil(lambda: panel.view("histograms").snapshot.step == 0)


def test_histograms_arrive_for_every_layer_in_sight(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=600)
    finish(qtbot, panel)
    wanted = {("dense", kind) for kind in MAIN} | {("dense_2", kind) for kind in MAIN} | {("tanh", "activations")}
    qtbot.waitUntil(
        lambda: panel.view("histograms").snapshot is not None and panel.view("histograms").snapshot.step == 120
    )
    assert set(panel.view("histograms").snapshot.histograms) == wanted
    assert set(KINDS) == set(engine.HISTOGRAM_KINDS)


def test_only_what_is_in_sight_is_wanted(qtbot: QtBot, make: MakePanel) -> None:
    many = [layer for _ in range(12) for layer in (LAYERS["dense"](units=4), LAYERS["tanh"]())]
    experiment = engine.replaced(circles(epochs=100_000), "model", chain(*many, LAYERS["dense"](units=2)))
    panel = make(experiment)
    start(qtbot, panel)
    looks = panel.controller.looks
    first = wanted(panel)
    assert ("dense", "weights") in first
    assert len({node for node, _ in first}) <= 5
    scroll = panel.view("histograms").scroll.verticalScrollBar()
    rows, viewport = panel.view("histograms").rows, panel.view("histograms").scroll.viewport()
    qtbot.waitUntil(lambda: scroll.maximum() == rows.height() - viewport.height() > 0)  # all is laid out
    scroll.setValue(scroll.maximum())
    assert ("dense_13", "weights") in wanted(panel)
    assert ("dense", "weights") not in wanted(panel)
    qtbot.waitUntil(lambda: ("dense_13", "weights") in panel.view("histograms").snapshot.histograms, timeout=5_000)
    panel.hide()
    qtbot.waitUntil(lambda: not looks.wanted, timeout=2_000)  # the record of the run asks now and then
    panel.show()
    assert ("dense_13", "weights") in wanted(panel)


def test_one_layer_and_one_kind_can_be_chosen(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=600)
    finish(qtbot, panel)
    histograms = panel.view("histograms")
    layers, kinds = histograms.layer_option, histograms.kind_option
    assert [layers.box.itemText(i) for i in range(4)] == ["All layers", "Dense", "Tanh", "Dense 2"]
    kinds.choose(("weights",))
    assert wanted(panel) == {("dense", "weights"), ("dense_2", "weights")}
    layers.choose("dense_2")
    assert wanted(panel) == {("dense_2", "weights")}
    kinds.choose(KINDS)
    assert wanted(panel) == {("dense_2", kind) for kind in KINDS}
    panel.document.edit_network("Remove", engine.remove(panel.document.network, {"dense_2"}))
    panel.document.settle()
    assert layers.box.currentText() == "All layers"


def test_a_smaller_network_is_seen_though_the_rows_were_scrolled(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    panel.document.edit_network("Make it deep", chain(*[LAYERS["dense"](units=2) for _ in range(8)]))
    finish(qtbot, panel)
    bar = panel.view("histograms").scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    panel.controller.reset()
    panel.document.edit_network("Make it shallow", chain(LAYERS["dense"](units=2)))
    finish(qtbot, panel)
    qtbot.waitUntil(lambda: panel.view("histograms").snapshot is not None)
    qtbot.waitUntil(lambda: bar.maximum() == 0)


def test_a_click_on_a_row_selects_its_layer(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=600)
    finish(qtbot, panel)
    rows = panel.view("histograms").rows
    qtbot.waitUntil(rows.isVisible)
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=rows.place_of("tanh").center().toPoint())
    assert panel.document.selection == ("tanh",)
    panel.document.settle()
    before = rows.grab().toImage()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert panel.document.selection == ("dense_2",)
    panel.document.settle()
    assert rows.grab().toImage() != before  # the mark moved


def test_a_row_tells_its_exact_figures(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=600)
    finish(qtbot, panel)
    qtbot.waitUntil(
        lambda: panel.view("histograms").snapshot is not None and panel.view("histograms").snapshot.step == 120
    )
    rows = panel.view("histograms").rows
    kind, frame = rows.cells("dense")[1]
    assert kind == "weights"
    found = panel.view("histograms").snapshot.histograms["dense", "weights"]
    text = rows._figures_at(frame.center())
    assert text.startswith("Dense, weights\n12 values\n")
    assert repr(found.deviation) in text


def test_a_change_of_look_repaints(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    qtbot.waitUntil(lambda: panel.view("histograms").snapshot is not None)
    for tokens in (DARK, LIGHT):
        theme.apply(tokens.name)
        qtbot.wait(20)
        image = panel.grab().toImage()
        colours = {image.pixelColor(x, y).name() for x in range(0, image.width()) for y in range(0, image.height(), 2)}
        wanted = {tokens.panel, tokens.training, tokens.validation, tokens.weights, tokens.activations}
        assert wanted <= colours


@pytest.mark.parametrize(("value", "expected"), [(0.93, 1.0), (1.0, 1.0), (1.01, 1.2), (2.31, 2.5), (0.00031, 0.0004)])
def test_round_ends_of_axes(value: float, expected: float) -> None:
    assert ceiling(value) == pytest.approx(expected)


def test_plots_without_room_fold(make: MakePanel) -> None:
    panel = make(circles(), width=700)
    assert panel.view("accuracy").isVisible()
    assert panel.view("histograms").isVisible()
    for width, accuracy, histograms in ((600, True, False), (300, False, False), (700, True, True)):
        panel.window().resize(width, 240)
        assert (panel.view("accuracy").isVisible(), panel.view("histograms").isVisible()) == (accuracy, histograms)


def entry(place: Place, text: str) -> QAction:
    """An entry of the menu that the title opens."""
    menu = place.view.title_button.menu()
    menu.aboutToShow.emit()
    return next(each for each in menu.actions() if each.text() == text)


def test_a_place_can_show_another_view(qtbot: QtBot, window: MainWindow) -> None:
    plots = window.bench.plots
    qtbot.waitUntil(lambda: plots.view("loss") is not None)
    first = plots.places[0]
    assert entry(first, "Loss").isChecked()
    entry(first, "Histograms").trigger()
    assert plots.kinds == ("histograms", *FIRST[1:])
    assert first.view.isVisible()
    assert window.settings.views == plots.kinds
    entry(first, "Loss").trigger()
    assert window.settings.views == plots.kinds == FIRST


def test_places_come_and_go(qtbot: QtBot, window: MainWindow) -> None:
    plots = window.bench.plots
    qtbot.waitUntil(lambda: plots.view("loss") is not None)
    while len(plots.places) > 1:
        entry(plots.places[0], "Close this view").trigger()
        qtbot.wait(10)
    assert plots.kinds == FIRST[-1:]
    assert not entry(plots.places[0], "Close this view").isEnabled()
    window.resize(1920, 1080)
    for count in range(2, 8):
        entry(plots.places[0], "Another view beside").trigger()
        assert len(plots.kinds) == count <= MOST
    full = entry(plots.places[0], "Another view beside")
    assert not full.isEnabled(), "there is no room"
    assert "wider" in full.toolTip()
    assert window.settings.views == plots.kinds
    assert all(place.view.isVisible() for place in plots.places)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: sum(place.isVisible() for place in plots.places) == 4)  # what has no room folds


def test_the_chosen_views_are_there_again(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "descent.ini")
    settings.views = ("histograms", "what a later version has", "loss")
    settings.write()
    again = MainWindow(Settings(tmp_path / "descent.ini"))
    qtbot.addWidget(again)
    again.build()
    assert again.bench.plots.kinds == ("histograms", "loss")


def test_the_display_of_histograms_is_there_again(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.bench.plots.view("histograms") is not None)
    window.enlarging.switch(next(each for each in window.bench.plots.places if each.kind == "histograms"))
    view = window.bench.plots.view("histograms")
    for option, text in ((view.kind_option, "Weights"), (view.mode_option, "Heat map")):
        qtbot.waitUntil(option.box.isVisible)
        QTest.keyClicks(option.box, text)
        assert option.box.currentText() == text
    window.settings.write()
    again = MainWindow(Settings(Path(window.settings._store.fileName())))
    qtbot.addWidget(again)
    again.build()
    again.show()
    qtbot.waitUntil(lambda: again.bench.plots.view("histograms") is not None)
    view = again.bench.plots.view("histograms")
    assert view.rows.mode == "heat"
    assert tuple(view.kind_option.value) == ("weights",)
    assert view.compare_option.value is None, "a run to compare with is gone"
    again.close()


def test_a_view_is_shown_large_and_put_back(qtbot: QtBot, window: MainWindow) -> None:
    plots, canvas = window.bench.plots, window.bench.canvas
    qtbot.waitUntil(lambda: plots.view("histograms") is not None)
    view = plots.view("histograms")
    small = view.height()
    qtbot.mouseClick(view.enlarge_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.height() > 1.5 * small)
    assert not canvas.isVisible()
    assert not plots.isVisible()
    qtbot.waitUntil(lambda: view.step is not None)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.height() == small)
    assert canvas.isVisible()
    assert plots.isVisible()
    qtbot.mouseClick(view.enlarge_button, Qt.MouseButton.LeftButton)
    window.restore_layout()
    assert plots.view("histograms").isVisible()
    assert canvas.isVisible()


def test_another_kind_can_be_chosen_while_a_view_is_large(qtbot: QtBot, window: MainWindow) -> None:
    plots = window.bench.plots
    qtbot.waitUntil(lambda: plots.view("loss") is not None)
    place = plots.places[0]
    window.enlarging.switch(place)
    entry(place, "Histograms").trigger()
    assert place.view.isVisible()
    qtbot.waitUntil(lambda: place.view.step is not None, timeout=10_000)
    assert not window.bench.canvas.isVisible()
    window.enlarging.end()
    assert window.bench.canvas.isVisible()
    assert place.view.isVisible()
    assert plots.splitter.indexOf(place) == 0


@pytest.mark.parametrize("text", ["Close this view", "Another view beside"])
def test_places_that_come_or_go_put_a_large_view_back(qtbot: QtBot, window: MainWindow, text: str) -> None:
    plots = window.bench.plots
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: plots.view("loss") is not None)
    place = plots.places[1]
    window.enlarging.switch(place)
    plots.add_beside(place) if text.startswith("Another") else plots.close(place)
    assert window.enlarging.place is None
    assert window.bench.canvas.isVisible()
    assert all(each.isVisible() for each in plots.places)
    assert [plots.splitter.indexOf(each) for each in plots.places] == list(range(len(plots.places)))


def test_one_looks_inside_by_what_fits_the_data(qtbot: QtBot, window: MainWindow) -> None:
    plots, document = window.bench.plots, window.bench.document
    qtbot.waitUntil(lambda: plots.view(INSIDE) is not None)
    assert plots.view(INSIDE).kind == "feature_maps"
    document.start(circles())
    assert plots.view(INSIDE).kind == "surface"
    document.start(sine())
    assert plots.view(INSIDE).kind == "fit"


def test_what_cannot_be_loaded_is_said_in_the_views(
    qtbot: QtBot, make: MakePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise DescentError(say("The data are gone."))

    monkeypatch.setattr("engine.training.model.load_splits", fail)
    panel = make(circles())
    view = panel.view("histograms")
    qtbot.waitUntil(lambda: "The data are gone." in view.empty.text(), timeout=10_000)
    assert not view.filled


@pytest.mark.parametrize("preset", [circles, sine])
def test_empty_pages_are_whole_in_the_smallest_view(
    qtbot: QtBot, make: MakePanel, preset: Callable[[], engine.Experiment]
) -> None:
    panel = make(preset())
    said = 0
    for kind in view_kinds():
        view = kind.make(panel.document, panel.controller)
        assert isinstance(view, View)
        qtbot.addWidget(view)
        view.resize(SMALLEST)
        view.show()
        if view.unfit():
            font, frame = view.empty.fitting()
            text = QFontMetrics(font).boundingRect(frame, view_module._CENTRED, view.empty.text())
            assert view.empty.rect().contains(text), (kind.kind, view.empty.text())
            said += 1
        view.hide()
    assert said >= 3


def test_reports_are_taken_over_seldom_while_no_view_is_in_sight(window: MainWindow) -> None:
    looks, dock = window.bench.controller.looks, window.docks["plots"]
    assert not looks.calm
    dock.hide()
    assert looks.calm
    dock.show()
    assert not looks.calm
    for place in list(window.bench.plots.places):
        place.choose("confusion")
    assert not looks.calm
    dock.hide()
    assert looks.calm, "views that were replaced are not among those in sight"
