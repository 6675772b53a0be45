"""The views of curves, fed by real runs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from engine import RATIO, family, replaced
from gui.main_window import MainWindow
from gui.plots.curves.curve_view import CurvesView
from gui.plots.curves.options import CurveOptions
from gui.plots.curves.series import Series
from gui.plots.export import svg
from gui.plots.scales import brief, log_ticks
from gui.texts import catalogue
from tests.gui.plot_tools import MakePanel, choose, circles, finish, panel_maker, sine, start


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


def test_values_under_the_cursor_are_exact_while_shift_is_held(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    history, readout = panel.controller.history, panel.view("loss").readout
    point_at(panel.view("loss"), 3.0)
    qtbot.waitUntil(readout.isVisible)
    step = round(15 * readout.place)
    assert step in (44, 45, 46)
    value = float(history.series("loss")[1][step - 1])
    assert repr(value) not in readout.text()
    assert brief(value, 6) in readout.text()
    window = panel.window().windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Shift)
    assert repr(value) in readout.text()
    assert repr(float(history.epoch_series("loss")[2][3])) in readout.text()
    assert repr(float(history.epoch_series("validation_loss")[2][3])) in readout.text()
    QTest.keyRelease(window, Qt.Key.Key_Shift)
    assert repr(value) not in readout.text()
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
    assert shown == f"{100 * value:.6g} %"
    (exact,) = [text for name, text, _ in plot.readout.lines(exact=True) if name.startswith("Training")]
    assert float(exact.removesuffix(" %")) == pytest.approx(100 * value, rel=1e-15)
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


def test_smoothing_shows_the_raw_curve_behind(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    view, history = panel.view("loss"), panel.controller.history
    view.menu.smoothing.slider.setValue(25)
    weight = view.options.weight
    raw, smooth = view.line("loss", "raw"), view.line("loss", "smooth")
    values = history.series("loss")[1]
    weights = weight ** np.arange(120)
    expected = [values[: n + 1] @ weights[: n + 1][::-1] / weights[: n + 1].sum() for n in range(120)]
    assert smooth is not None
    assert raw is not None
    assert raw.width < smooth.width
    batch = view.line("loss", "smooth")
    assert batch is smooth
    steps, line = view.tracer.smooth(history, view.series()[2], view.options.weight, 1, 120, 1000)
    assert steps.tolist() == list(range(1, 121))
    assert line == pytest.approx(expected)
    view.readout.show_at(2.0)
    found = [value for name, value, _ in view.readout.lines(exact=True) if name == "– smoothed"]
    assert float(found[-1]) == pytest.approx(expected[29])
    view.menu.smoothing.slider.setValue(0)
    assert view.line("loss", "smooth") is None


def test_the_smoothing_slider_acts_evenly(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), width=3400, height=400)
    finish(qtbot, panel)
    view = panel.view("loss")
    beside = view.menu.beside
    beside.slider.setFocus()
    means, texts = [], []
    for key in (Qt.Key.Key_Right, *(Qt.Key.Key_PageUp,) * 20):
        QTest.keyClick(beside.slider, key)
        means.append(1 / (1 - view.options.weight))
        texts.append(beside.findChildren(QLabel)[-1].text())
    assert means[0] == pytest.approx(2)
    assert means[-1] == pytest.approx(20)  # the least that the end averages
    ratios = [later / earlier for earlier, later in itertools.pairwise(means[:-1])]
    assert ratios == pytest.approx([ratios[0]] * len(ratios))
    assert (texts[0], texts[-1]) == ("about 2 steps", "about 20 steps")


def test_smoothing_is_one_for_all_views(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    panel.view("loss").menu.smoothing.slider.setValue(40)
    assert panel.view("accuracy").menu.smoothing.slider.value() == 40


def test_the_axis_below_can_count_steps_or_seconds(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    view, history = panel.view("loss"), panel.controller.history
    view.menu.axes["steps"].trigger()
    assert points(view, view.series()[2])[0].tolist() == list(range(1, 121))
    assert points(view, view.series()[1])[0].tolist() == [15 * epoch for epoch in range(9)]
    left, right = view.chart.box.viewRange()[0]
    assert left < 0
    assert 120 < right < 125
    view.menu.axes["seconds"].trigger()
    assert points(view, view.series()[2])[0] == pytest.approx(history.places(np.arange(1.0, 121), "seconds"))
    view.menu.axes["epochs"].trigger()


def test_stripes_mark_every_other_epoch(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    view = panel.view("loss")
    assert list(view.chart.lines.stripes)[:4] == [(0.0, 1.0), (2.0, 3.0), (4.0, 5.0), (6.0, 7.0)]
    view.menu.bands.trigger()
    assert not view.chart.lines.stripes
    view.menu.bands.trigger()
    view.window().resize(700, 240)
    view.options.choose(axis="steps")
    view.refresh()
    assert list(view.chart.lines.stripes)[:2] in ([], [(0.0, 15.0), (30.0, 45.0)])


def test_keys_zoom_and_move(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    view = panel.view("loss")
    view.setFocus()
    left, right = view.chart.box.viewRange()[0]
    QTest.keyClick(view, Qt.Key.Key_Plus)
    zoomed = view.chart.box.viewRange()[0]
    assert zoomed[1] - zoomed[0] == pytest.approx(0.8 * (right - left))
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    moved = view.chart.box.viewRange()[0]
    assert moved[0] - zoomed[0] == pytest.approx(0.1 * (zoomed[1] - zoomed[0]))
    assert view.follow_button.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.chart.box.viewRange()[0] == [left, right]
    QTest.keyClick(view, Qt.Key.Key_L)
    assert view.log_button.isChecked()
    QTest.keyClick(view, Qt.Key.Key_L)
    assert not view.logarithmic


def drag(view: CurvesView, button: Qt.MouseButton, start: QPointF, stop: QPointF) -> None:
    """Drag from one place in the area of the curves to another, both as shares of it."""
    area, port = view.chart.area(), view.chart.viewport()
    places = [
        QPointF(area.left() + x * area.width(), area.top() + y * area.height()).toPoint()
        for x, y in ((start.x() + share * (stop.x() - start.x()), start.y() + share * (stop.y() - start.y()))
                     for share in (0.0, 0.3, 0.6, 1.0))
    ]  # fmt: skip
    QTest.mouseMove(port, places[0])
    QTest.mousePress(port, button, pos=places[0])
    for place in places[1:]:
        move = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(place), QPointF(port.mapToGlobal(place)), Qt.MouseButton.NoButton, button,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QTest.qWait(15)  # moves that follow sooner are passed over
        QApplication.sendEvent(port, move)
    QTest.mouseRelease(port, button, pos=places[-1])


def test_dragging_moves_and_the_right_button_zooms_into_a_frame(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    view, box = panel.view("loss"), panel.view("loss").chart.box
    (left, right), values = box.viewRange()
    drag(view, Qt.MouseButton.LeftButton, QPointF(0.5, 0.5), QPointF(0.4, 0.6))
    assert box.viewRange()[0][0] == pytest.approx(left + 0.1 * (right - left), abs=0.02 * (right - left))
    view.follow()
    drag(view, Qt.MouseButton.RightButton, QPointF(0.25, 0.25), QPointF(0.75, 0.5))
    found = box.viewRange()
    assert found[0][0] == pytest.approx(left + 0.25 * (right - left), abs=0.02 * (right - left))
    assert found[0][1] == pytest.approx(left + 0.75 * (right - left), abs=0.02 * (right - left))
    height = values[1] - values[0]
    assert found[1] == pytest.approx([values[0] + 0.5 * height, values[0] + 0.75 * height], abs=0.02 * height)
    view.refresh()
    assert box.viewRange() == found
    QTest.mouseDClick(view.chart.viewport(), Qt.MouseButton.LeftButton, pos=view.chart.area().center())
    qtbot.waitUntil(lambda: box.viewRange() == [[left, right], values])


def test_rate_and_gradient_norm_are_the_history(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    panel.places[0].choose("rate")
    panel.places[1].choose("gradient_norm")
    finish(qtbot, panel)
    for kind in ("rate", "gradient_norm"):
        x, y = points(panel.view(kind), panel.view(kind).series()[0])
        assert x == pytest.approx(np.arange(1, 121) / 15)
        assert y.tolist() == panel.controller.history.series(kind)[1].tolist()


def test_update_ratios_are_measured_while_they_are_in_sight(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=100_000))
    panel.places[0].choose("ratios")
    view = panel.view("ratios")
    assert "0.001" in view.empty.text()
    panel.controller.train()
    qtbot.waitUntil(lambda: len(panel.controller.history.point_series(f"{RATIO}.dense")[0]) >= 3, timeout=10_000)
    panel.controller.pause()
    qtbot.waitUntil(lambda: panel.controller.state == "paused")
    view.refresh()
    steps, ratios = panel.controller.history.point_series(f"{RATIO}.dense_2")
    x, y = points(view, view.series()[1])
    assert [each.title for each in view.series()] == ["Dense", "Dense 2"]
    assert x == pytest.approx(panel.controller.history.places(steps))
    assert y == pytest.approx(np.log10(ratios))  # logarithmic at first
    assert view.chart.box.viewRange()[1][0] < -3 < view.chart.box.viewRange()[1][1]
    qtbot.waitUntil(view.legend.isVisible)
    QTest.mouseClick(view.legend.switch(f"{RATIO}.dense"), Qt.MouseButton.LeftButton)
    assert view.line(f"{RATIO}.dense") is None
    assert view.line(f"{RATIO}.dense_2") is not None


def test_metrics_are_drawn_epoch_by_epoch(qtbot: QtBot, make: MakePanel) -> None:
    metrics = family("metrics")
    named = replaced(circles(), "training.metrics", (metrics["precision_recall"](), metrics["top_k"](k=1)))
    panel = make(circles())
    panel.places[0].choose("metrics")
    assert "names no metrics" in panel.view("metrics").empty.text()
    panel.document.edit("Metrics", named)
    finish(qtbot, panel)
    view = panel.view("metrics")
    titles = [each.title for each in view.series()]
    assert titles[:2] == ["precision, class 0", "precision, class 1"]
    assert titles[-1] == catalogue(metrics["top_k"].title)
    x, y = points(view, view.series()[-1])
    assert x.tolist() == list(range(1, 9))
    assert y == pytest.approx(panel.controller.history.epoch_series("validation_accuracy")[2][1:])
    view.choice.setCurrentIndex(view.choice.findData("top_k"))
    assert [each.name for each in view.series()] == ["top_k.top_k"]


def test_the_table_holds_what_is_in_sight(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    view = panel.view("loss")
    table = view.table()
    assert len(table.rows) == 8 + 9 + 120
    view.chart.box.setRange(xRange=(2.0, 3.0), padding=0)
    values = {tuple(row[1:3]): row[4] for row in view.table().rows}
    assert values["Batch", 30] == panel.controller.history.series("loss")[1][29]
    assert set(values) == {("Training", 30), ("Training", 45), ("Validation", 30), ("Validation", 45),
                           *(("Batch", step) for step in range(30, 46))}  # fmt: skip


def test_saved_steps_are_whole_numbers(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    view = panel.view("loss")
    choose(view.taking.menu, "Copy values")
    heads, *rows = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    steps = [row[heads.index("step")] for row in rows if row[heads.index("series")] == "Training"]
    assert steps == [str(15 * epoch) for epoch in range(1, 9)]


def test_options_are_remembered(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.bench.plots.view("loss") is not None)
    view = window.bench.plots.view("loss")
    view.menu.smoothing.slider.setValue(30)
    view.log_button.click()
    fresh = CurveOptions()
    fresh.restore(window.settings.curves)
    assert (fresh.smoothing, fresh.logarithmic) == (30, {"loss", "ratios"})
    fresh.restore({"smoothing": "much", "axis": 3, "logarithmic": 0})
    assert (fresh.smoothing, fresh.axis, fresh.bands) == (0, "epochs", True)


def test_a_wide_view_has_its_smoothing_beside_the_title(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    view = panel.view("loss")
    assert not view.menu.beside.isVisible()
    panel.window().resize(3400, 300)
    qtbot.waitUntil(view.menu.beside.isVisible)
    view.menu.beside.slider.setValue(20)
    panel.window().resize(900, 300)
    qtbot.waitUntil(lambda: not view.menu.beside.isVisible())
    view.menu.popup(view.mapToGlobal(view.rect().center()))
    qtbot.waitUntil(view.menu.smoothing.isVisible)
    assert view.menu.smoothing.slider.value() == 20
    view.menu.hide()


def test_a_click_with_the_right_button_opens_the_menu_of_curves(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    view = panel.view("loss")
    QTest.mouseClick(view.chart.viewport(), Qt.MouseButton.RightButton, pos=view.chart.area().center())
    qtbot.waitUntil(view.menu.isVisible)
    assert view.menu.add_note.isEnabled()
    assert not view.taking.menu.isVisible()
    choose(view.menu, "Copy the values here")
    copied = dict(line.split("\t") for line in QApplication.clipboard().text().splitlines())
    assert float(copied["Validation, epoch 4"]) == panel.controller.history.epoch_series("validation_loss")[2][4]


def test_a_slow_click_with_the_right_button_is_no_frame(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    view = panel.view("loss")
    port, at = view.chart.viewport(), view.chart.area().center()
    view.chart.scene().minDragTime = 0.0  # whatever moves now is a drag
    seen = view.chart.seen
    QTest.mousePress(port, Qt.MouseButton.RightButton, pos=at)
    for place in (at + QPoint(1, 0), at + QPoint(2, 1)):
        port.event(QMouseEvent(
            QEvent.Type.MouseMove, QPointF(place), QPointF(port.mapToGlobal(place)), Qt.MouseButton.NoButton,
            Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier,
        ))  # fmt: skip
    QTest.mouseRelease(port, Qt.MouseButton.RightButton, pos=at + QPoint(2, 1))
    qtbot.waitUntil(view.menu.isVisible)
    assert view.chart.seen == seen
    view.menu.hide()


def test_a_drawing_is_made_of_lines(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    finish(qtbot, panel)
    view = panel.view("loss")
    drawing = svg(view)
    assert drawing.count(b"<polyline") >= 3
    assert drawing.count(b"<image") == 0
