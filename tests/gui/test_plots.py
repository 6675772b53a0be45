"""The plots, fed by real runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import engine
from engine import Data, Experiment, Training, chain, family
from gui.document import Document
from gui.main_window import MainWindow
from gui.panels.plots import FIRST, MOST, PlotsPanel
from gui.plots.histograms import KINDS
from gui.plots.place import Place
from gui.plots.scales import bucket_envelope, ceiling, envelope, log_ticks
from gui.run_controller import RunController
from gui.settings import Settings
from gui.theme import DARK, LIGHT, theme

LAYERS, DATASETS = family("layers"), family("datasets")


def circles(*, epochs: int = 8) -> Experiment:
    return Experiment(
        data=Data(source=DATASETS["circles"]()),
        model=chain(LAYERS["dense"](units=6), LAYERS["tanh"](), LAYERS["dense"](units=2)),
        loss=family("losses")["softmax_cross_entropy"](),
        optimizer=family("optimizers")["adam"](),
        training=Training(epochs=epochs),
    )


def sine() -> Experiment:
    return Experiment(
        data=Data(source=DATASETS["sine"]()),
        model=chain(LAYERS["dense"](units=6), LAYERS["tanh"](), LAYERS["dense"](units=1)),
        loss=family("losses")["mean_squared_error"](),
        optimizer=family("optimizers")["adam"](),
        training=Training(epochs=3),
    )


MakePanel = Callable[[Experiment], PlotsPanel]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[MakePanel]:
    controllers: list[RunController] = []
    windows: list[QWidget] = []  # qtbot does not keep them alive

    def make_panel(experiment: Experiment, width: int = 1366, height: int = 240) -> PlotsPanel:
        document = Document(experiment)
        controllers.append(RunController(document))
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        panel = PlotsPanel(document, controllers[-1])
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        qtbot.waitUntil(lambda: panel.view("accuracy") is not None)
        return panel

    yield make_panel
    for controller in controllers:
        assert controller.shutdown()
    theme.apply("light")


def finish(qtbot: QtBot, panel: PlotsPanel) -> None:
    panel.controller.train()
    qtbot.waitUntil(lambda: panel.controller.state == "finished", timeout=10_000)


def start(qtbot: QtBot, panel: PlotsPanel) -> None:
    panel.controller.train()
    qtbot.waitUntil(lambda: panel.view("histograms").snapshot is not None, timeout=10_000)


def wanted(panel: PlotsPanel) -> frozenset[tuple[str, str]]:
    """The histograms that are asked for."""
    (look,) = panel.view("histograms")._asked
    assert look in panel.controller.looks.wanted
    assert isinstance(look, engine.Histograms)
    return look.pairs


def test_curves_are_the_history(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    history = panel.controller.history
    for plot, scale in ((panel.view("loss"), 1.0), (panel.view("accuracy"), 100.0)):
        epochs, _, values = history.epoch_series(plot.series)
        x, y = plot.training_curve.getData()
        assert x.tolist() == epochs[1:].tolist() == list(range(1, 9))  # the untrained network has no training figure
        assert y.tolist() == (scale * values[1:]).tolist()
        x, y = plot.validation_curve.getData()
        assert x.tolist() == list(range(9))
        assert y.tolist() == (scale * history.epoch_series(f"validation_{plot.series}")[2]).tolist()
        x, y = plot.batch_curve.getData()
        assert x == pytest.approx(np.arange(1, 121) / 15)
        assert y.tolist() == (scale * history.series(plot.series)[1]).tolist()


def test_curves_move_while_training(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=100_000))
    start(qtbot, panel)
    curve = panel.view("loss").batch_curve
    for _ in range(4):
        before = curve.getData()[0].tolist()
        qtbot.waitUntil(lambda before=before: curve.getData()[0].tolist() != before, timeout=5_000)
    assert len(panel.view("loss").batch_curve.getData()[0]) <= 2 * 1000 + 2


def test_everything_lies_within_the_axes(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    (left, right), (low, high) = panel.view("loss").view.viewRange()
    assert left < 0 < 8 < right < 9
    for curve in (panel.view("loss").training_curve, panel.view("loss").validation_curve):
        y = curve.getData()[1]
        assert low < y.min() < y.max() < high
    assert panel.view("accuracy").view.viewRange()[1][1] == pytest.approx(100, abs=3)


def test_the_header_tells_the_newest_values(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    assert [key.value for key in panel.view("loss").header.keys] == ["–", "–", "–"]
    finish(qtbot, panel)
    last = panel.controller.history.epoch_series("validation_accuracy")[2][-1]
    assert panel.view("accuracy").header.keys[1].value == f"{100 * last:.1f} %"
    assert f"Validation {100 * last:.1f} %" in panel.view("accuracy").header.accessibleDescription()
    last = panel.controller.history.epoch_series("loss")[2][-1]
    assert float(panel.view("loss").header.keys[0].value) == pytest.approx(last, rel=0.01)


def test_an_untrained_plot_says_what_it_will_show(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    for plot in (panel.view("loss"), panel.view("accuracy")):
        assert plot.empty.isVisible()
        assert "once you press Train" in plot.empty.text()
    finish(qtbot, panel)
    assert not panel.view("loss").empty.isVisible()
    panel.controller.reset()
    assert panel.view("loss").empty.isVisible()


def test_histograms_show_the_network_before_it_is_trained(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    qtbot.waitUntil(lambda: panel.view("histograms").snapshot is not None)
    assert (panel.controller.state, panel.view("histograms").snapshot.step) == ("idle", 0)
    finish(qtbot, panel)
    qtbot.waitUntil(lambda: panel.view("histograms").snapshot.step == 120)
    panel.controller.reset()
    qtbot.waitUntil(lambda: panel.view("histograms").snapshot.step == 0)


def test_accuracy_of_a_regression_says_why_there_is_none(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(sine())
    finish(qtbot, panel)
    assert panel.view("accuracy").empty.isVisible()
    assert "no classes" in panel.view("accuracy").empty.text()
    assert panel.view("loss").plot.isVisible()
    panel.document.start(circles())
    assert "once you press Train" in panel.view("accuracy").empty.text()


def test_the_logarithmic_axis(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    linear = panel.view("loss").training_curve.getData()[1].copy()
    QTest.mouseClick(panel.view("loss").log_button, Qt.MouseButton.LeftButton)
    assert panel.view("loss").training_curve.getData()[1] == pytest.approx(np.log10(linear))
    low, high = panel.view("loss").view.viewRange()[1]
    assert low < np.log10(linear).min() < np.log10(linear).max() < high
    QTest.mouseClick(panel.view("loss").log_button, Qt.MouseButton.LeftButton)
    assert panel.view("loss").training_curve.getData()[1].tolist() == linear.tolist()


def point_at(plot: QWidget, epoch: float) -> None:
    """Move the mouse over a plot, to a place on its axis of epochs."""
    scene = plot.view.mapViewToScene(QPointF(epoch, sum(plot.view.viewRange()[1]) / 2))
    place = plot.plot.mapFromScene(scene)
    viewport = plot.plot.viewport()
    QTest.mouseMove(viewport, place)
    QTest.mouseMove(viewport, place + QPointF(1, 0).toPoint())


def test_values_under_the_cursor_are_exact(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    history, readout = panel.controller.history, panel.view("loss").readout
    point_at(panel.view("loss"), 3.0)
    qtbot.waitUntil(readout.isVisible)
    step = round(15 * readout.epoch)
    assert step in (44, 45, 46)
    assert repr(float(history.series("loss")[1][step - 1])) in readout.text()
    assert repr(float(history.epoch_series("loss")[2][3])) in readout.text()
    assert repr(float(history.epoch_series("validation_loss")[2][3])) in readout.text()
    QTest.mouseMove(panel.view("loss").header)
    panel.view("loss").plot.viewport().event(QEvent(QEvent.Type.Leave))
    assert not readout.isVisible()


def test_values_can_be_read_with_the_keyboard(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    plot = panel.view("accuracy")
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.readout.epoch == 8.0
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.readout.epoch == 7.0
    value = panel.controller.history.epoch_series("accuracy")[2][7]
    shown = next(text for name, text, _ in plot.readout.lines() if name.startswith("Training"))
    assert float(shown.removesuffix(" %")) == pytest.approx(100 * value, rel=1e-15)
    QTest.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert plot.readout.epoch == pytest.approx(7.0 - 1 / 15)
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert not plot.readout.isVisible()


def test_zooming_stays_until_the_whole_is_asked_for(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    plot = panel.view("loss")
    assert not plot.follow_button.isVisible()
    whole = plot.view.viewRange()
    plot.view.setRange(xRange=(2.0, 3.0), padding=0)
    plot.view.sigRangeChangedManually.emit([True, True])
    assert len(plot.batch_curve.getData()[0]) < 25  # only what is seen is drawn
    plot.refresh()
    assert plot.view.viewRange()[0] == [2.0, 3.0]
    QTest.mouseClick(plot.follow_button, Qt.MouseButton.LeftButton)
    assert plot.view.viewRange() == whole
    assert len(plot.batch_curve.getData()[0]) == 120


def test_histograms_arrive_for_every_layer_in_sight(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=600)
    finish(qtbot, panel)
    wanted = {("dense", kind) for kind in KINDS} | {("dense_2", kind) for kind in KINDS} | {("tanh", "activations")}
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
    assert not looks.wanted
    panel.show()
    assert ("dense_13", "weights") in wanted(panel)


def test_hidden_plots_draw_nothing(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=100_000))
    start(qtbot, panel)
    panel.hide()
    before = len(panel.view("loss").batch_curve.getData()[0])
    steps = panel.controller.history.steps
    qtbot.waitUntil(lambda: panel.controller.history.steps > steps + 100, timeout=10_000)
    assert len(panel.view("loss").batch_curve.getData()[0]) == before
    panel.show()
    qtbot.waitUntil(lambda: len(panel.view("loss").batch_curve.getData()[0]) > before, timeout=5_000)


def test_one_layer_and_one_kind_can_be_chosen(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=600)
    finish(qtbot, panel)
    histograms = panel.view("histograms")
    assert [histograms.layer_choice.itemText(i) for i in range(4)] == ["All layers", "Dense", "Tanh", "Dense 2"]
    histograms.kind_choice.setCurrentIndex(histograms.kind_choice.findText("Weights"))
    assert wanted(panel) == {("dense", "weights"), ("dense_2", "weights")}
    histograms.layer_choice.setCurrentIndex(3)
    assert wanted(panel) == {("dense_2", "weights")}
    histograms.kind_choice.setCurrentIndex(0)
    assert wanted(panel) == {("dense_2", kind) for kind in KINDS}
    panel.document.edit_network("Remove", engine.remove(panel.document.network, {"dense_2"}))
    assert histograms.layer_choice.currentText() == "All layers"


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


def test_numbers_on_a_logarithmic_axis_keep_their_distance() -> None:
    for low, high, pixels in ((0.5, 1.5, 120), (-4, 1, 120), (-12, 1, 120), (0, 0.5, 60), (-12, 1, 60)):
        found = log_ticks(low, high, pixels)
        assert len(found) > 1
        assert all(low <= each <= high for each in found)
        assert min(np.diff(found)) * pixels / (high - low) > 17


def test_a_click_on_a_row_selects_its_layer(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=600)
    finish(qtbot, panel)
    rows = panel.view("histograms").rows
    qtbot.waitUntil(rows.isVisible)
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=rows.place_of("tanh").center().toPoint())
    assert panel.document.selection == ("tanh",)
    before = rows.grab().toImage()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert panel.document.selection == ("dense_2",)
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
    assert text.startswith("Dense, weights: 12 values")
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


def test_thinning_keeps_the_extremes_and_stands_still() -> None:
    values = np.random.default_rng(0).standard_normal(100_000)
    values[77_777], values[33_333] = 50.0, -50.0
    x, y = envelope(1, values)
    assert len(x) <= 2002
    assert (y.max(), y.min()) == (50.0, -50.0)
    assert x[np.argmax(y)] == pytest.approx(77_778, abs=128)
    longer_x, longer_y = envelope(1, np.concatenate([values, values[:50]]))
    assert np.array_equal(longer_x[: len(x) - 2], x[:-2])
    assert np.array_equal(longer_y[: len(x) - 2], y[:-2])
    few_x, few_y = envelope(5, values[:100])
    assert few_x.tolist() == list(range(5, 105))
    assert few_y.tolist() == values[:100].tolist()


def test_thinning_of_buckets() -> None:
    starts = 1 + 8 * np.arange(5000)
    low = np.random.default_rng(0).standard_normal(5000)
    x, y = bucket_envelope(starts, low, low + 1)
    assert len(x) <= 2000
    assert (y.min(), y.max()) == (low.min(), low.max() + 1)
    assert len(bucket_envelope(starts[:0], low[:0], low[:0])[0]) == 0


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


def test_batches_of_long_ago_are_read_as_a_range(
    qtbot: QtBot, make: MakePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    history, readout = panel.controller.history, panel.view("accuracy").readout
    old = (np.array([1.0]), np.array([0.25]), np.array([0.75]), np.array([0.5]))
    monkeypatch.setattr(history, "old_series", lambda _name: old)
    monkeypatch.setattr(history, "series", lambda _name: (np.array([100]), np.array([1.0])))
    readout.show_at(2.0)
    assert ("Batches from step 1", "25 – 75 %", "training") in readout.lines()
    assert ("Their mean", "50 %", "training") in readout.lines()
    assert readout.width() < panel.view("accuracy").plot.width()


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
    for count in range(2, MOST + 1):
        entry(plots.places[0], "Another view beside").trigger()
        assert len(plots.kinds) == count
    assert not entry(plots.places[0], "Another view beside").isEnabled()
    assert window.settings.views == plots.kinds
    assert plots.places[1].view.isVisible()
    assert window.width() == 1920, "what has no room folds"


def test_the_chosen_views_are_there_again(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "descent.ini")
    settings.views = ("histograms", "what a later version has", "loss")
    settings.write()
    again = MainWindow(Settings(tmp_path / "descent.ini"))
    qtbot.addWidget(again)
    again.build()
    assert again.bench.plots.kinds == ("histograms", "loss")


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
