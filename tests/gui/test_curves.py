"""The views of curves, fed by real runs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.plots.curves import CurvesView
from gui.plots.lines import Series
from gui.plots.scales import log_ticks
from tests.gui.plot_tools import MakePanel, circles, finish, panel_maker, sine, start


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[MakePanel]:
    yield from panel_maker(qtbot)


def points(view: CurvesView, series: Series) -> tuple[np.ndarray, np.ndarray]:
    """What is drawn of a series of the present run."""
    line = view.line(series.name, "raw" if series.raw else "line")
    assert line is not None
    return line.x, line.y


def point_at(view: CurvesView, place: float) -> None:
    """Move the mouse over a view, to a place on its axis below."""
    box, chart = view.chart.box, view.chart
    at = chart.mapFromScene(box.mapViewToScene(QPointF(place, sum(box.viewRange()[1]) / 2)))
    QTest.mouseMove(chart.viewport(), at)
    QTest.mouseMove(chart.viewport(), at + QPointF(1, 0).toPoint())


def test_curves_are_the_history(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    history = panel.controller.history
    for plot, scale in ((panel.view("loss"), 1.0), (panel.view("accuracy"), 100.0)):
        epochs, _, values = history.epoch_series(plot.series()[0].name)
        x, y = points(plot, plot.series()[0])
        assert x.tolist() == epochs[1:].tolist() == list(range(1, 9))  # the untrained network has no training figure
        assert y.tolist() == (scale * values[1:]).tolist()
        x, y = points(plot, plot.series()[1])
        assert x.tolist() == list(range(9))
        assert y.tolist() == (scale * history.epoch_series(plot.series()[1].name)[2]).tolist()
        x, y = points(plot, plot.series()[2])
        assert x == pytest.approx(np.arange(1, 121) / 15)
        assert y.tolist() == (scale * history.series(plot.series()[0].name)[1]).tolist()


def test_curves_move_while_training(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=100_000))
    panel.controller.train()
    view = panel.view("loss")
    qtbot.waitUntil(lambda: view.line("loss", "raw") is not None, timeout=5_000)
    for _ in range(4):
        before, painted = points(view, view.series()[2])[0].tolist(), view.paints
        qtbot.waitUntil(lambda before=before: points(view, view.series()[2])[0].tolist() != before, timeout=5_000)
        qtbot.waitUntil(lambda painted=painted: view.paints > painted, timeout=5_000)
    assert len(points(view, view.series()[2])[0]) <= 2 * 1000 + 2


def test_everything_lies_within_the_axes(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    view = panel.view("loss")
    (left, right), (low, high) = view.chart.box.viewRange()
    assert left < 0 < 8 < right < 9
    for series in view.series()[:2]:
        y = points(view, series)[1]
        assert low < y.min() < y.max() < high
    assert panel.view("accuracy").chart.box.viewRange()[1][1] == pytest.approx(100, abs=3)


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


def test_accuracy_of_a_regression_says_why_there_is_none(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(sine())
    finish(qtbot, panel)
    assert panel.view("accuracy").empty.isVisible()
    assert "no classes" in panel.view("accuracy").empty.text()
    assert panel.view("loss").chart.isVisible()
    panel.document.start(circles())
    assert "once you press Train" in panel.view("accuracy").empty.text()


def test_the_logarithmic_axis(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    linear = points(panel.view("loss"), panel.view("loss").series()[0])[1].copy()
    QTest.mouseClick(panel.view("loss").log_button, Qt.MouseButton.LeftButton)
    assert points(panel.view("loss"), panel.view("loss").series()[0])[1] == pytest.approx(np.log10(linear))
    low, high = panel.view("loss").chart.box.viewRange()[1]
    assert low < np.log10(linear).min() < np.log10(linear).max() < high
    QTest.mouseClick(panel.view("loss").log_button, Qt.MouseButton.LeftButton)
    assert points(panel.view("loss"), panel.view("loss").series()[0])[1].tolist() == linear.tolist()


def test_values_under_the_cursor_are_exact(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    history, readout = panel.controller.history, panel.view("loss").readout
    point_at(panel.view("loss"), 3.0)
    qtbot.waitUntil(readout.isVisible)
    step = round(15 * readout.place)
    assert step in (44, 45, 46)
    assert repr(float(history.series("loss")[1][step - 1])) in readout.text()
    assert repr(float(history.epoch_series("loss")[2][3])) in readout.text()
    assert repr(float(history.epoch_series("validation_loss")[2][3])) in readout.text()
    QTest.mouseMove(panel.view("loss").header)
    panel.view("loss").chart.viewport().event(QEvent(QEvent.Type.Leave))
    assert not readout.isVisible()


def test_values_can_be_read_with_the_keyboard(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    plot = panel.view("accuracy")
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.readout.place == 8.0
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.readout.place == 7.0
    value = panel.controller.history.epoch_series("accuracy")[2][7]
    shown = next(text for name, text, _ in plot.readout.lines() if name.startswith("Training"))
    assert float(shown.removesuffix(" %")) == pytest.approx(100 * value, rel=1e-15)
    QTest.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert plot.readout.place == pytest.approx(7.0 - 1 / 15)
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert not plot.readout.isVisible()


def test_zooming_stays_until_the_whole_is_asked_for(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    plot = panel.view("loss")
    assert not plot.follow_button.isVisible()
    whole = plot.chart.box.viewRange()
    plot.chart.box.setRange(xRange=(2.0, 3.0), padding=0)
    plot.chart.box.sigRangeChangedManually.emit([True, True])
    assert len(points(plot, plot.series()[2])[0]) < 25  # only what is seen is drawn
    plot.refresh()
    assert plot.chart.box.viewRange()[0] == [2.0, 3.0]
    QTest.mouseClick(plot.follow_button, Qt.MouseButton.LeftButton)
    assert plot.chart.box.viewRange() == whole
    assert len(points(plot, plot.series()[2])[0]) == 120


def test_hidden_plots_draw_nothing(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=100_000))
    start(qtbot, panel)
    view = panel.view("loss")
    panel.hide()
    before, painted = len(points(view, view.series()[2])[0]), view.paints
    steps = panel.controller.history.steps
    qtbot.waitUntil(lambda: panel.controller.history.steps > steps + 100, timeout=10_000)
    assert len(points(view, view.series()[2])[0]) == before
    assert view.paints == painted
    panel.show()
    qtbot.waitUntil(lambda: len(points(view, view.series()[2])[0]) > before, timeout=5_000)


def test_numbers_on_a_logarithmic_axis_keep_their_distance() -> None:
    for low, high, pixels in ((0.5, 1.5, 120), (-4, 1, 120), (-12, 1, 120), (0, 0.5, 60), (-12, 1, 60)):
        found = log_ticks(low, high, pixels)
        assert len(found) > 1
        assert all(low <= each <= high for each in found)
        assert min(np.diff(found)) * pixels / (high - low) > 17


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
    assert ("Batch from step 1", "25 – 75 %", "training") in readout.lines()
    assert ("– their mean", "50 %", "training") in readout.lines()
    assert readout.width() < panel.view("accuracy").chart.width()
