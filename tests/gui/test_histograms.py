"""Histograms over time in their view: what is kept of a run, what is painted, what can be chosen, saved and read."""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import QUANTILES, Experiment, HistogramRecord, Slices, Snapshot, Trainer, chain, family, histogram, replaced
from gui import runs
from gui.plots.histograms.cells import Cell, parts
from gui.plots.histograms.histograms_view import FIRST, KINDS, HistogramsPlot
from gui.plots.histograms.over_time import BANDS, beside_values, paint_over_time, slice_at
from gui.plots.histograms.reading import badge
from gui.plots.histograms.step_range import StepRange
from gui.plots.view import SMALLEST
from gui.run_controller import RunController
from gui.theme import mixed, theme
from tests.gui.plot_tools import MakePanel, circles, finish, panel_maker

LAYERS = family("layers")


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[MakePanel]:
    yield from panel_maker(qtbot)


def sample(values: np.ndarray) -> np.ndarray:
    """The documented sample, found anew."""
    stride = next(each for each in range(1, 10**6) if values.size / each <= 8192 and gcd(each, values.size) == 1)
    return values.reshape(-1)[::stride].astype(np.float64)


def kept(controller: RunController, node: str, kind: str) -> Slices:
    found = controller.histograms.record.slices(node, kind)
    assert found is not None
    return found


def with_relu(units: int = 6) -> Experiment:
    return replaced(circles(), "model", chain(LAYERS["dense"](units=units), LAYERS["relu"](), LAYERS["dense"](units=2)))


def test_a_run_keeps_its_first_and_last_histograms_though_nobody_looks(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    panel.window().hide()
    controller = panel.controller
    finish(qtbot, panel)
    qtbot.waitUntil(lambda: kept(controller, "dense", "weights").steps[-1] == 120, timeout=5_000)
    alone = Trainer(circles(), workers=1)
    alone.prepare()
    first = alone.network.parameters["dense"]["weight"].copy()
    list(alone.events())
    last = alone.network.parameters["dense"]["weight"]
    found = kept(controller, "dense", "weights")
    for index, values in ((0, first), (-1, last)):
        counts, edges = np.histogram(sample(values), 40)
        each = found.histogram(index)
        np.testing.assert_array_equal(each.counts, counts)
        assert (each.low, each.high) == (edges[0], edges[-1])
        np.testing.assert_allclose(each.quantiles, np.quantile(sample(values), QUANTILES), rtol=1e-6)
    assert found.steps[0] == 0
    assert {kind for _, kind in controller.histograms.record.keys} >= {"weights", "biases", "activations"}


def test_a_past_run_keeps_its_histograms_within_bounds(
    qtbot: QtBot, make: MakePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = make(circles(epochs=2))
    controller = panel.controller
    for _ in range(3):
        finish(qtbot, panel)
        qtbot.waitUntil(lambda: kept(controller, "dense", "weights").steps[-1] == 30)
    assert [bool(run.histograms.keys) for run in controller.runs.past] == [True, True]
    monkeypatch.setattr(runs, "MOST_RECORDED", 1)
    controller.reset()
    assert [bool(run.histograms.keys) for run in controller.runs.past] == [False, False, True]
    assert not controller.histograms.record.keys or controller.histograms.record.steps == (0, 0)


def test_each_way_to_show_them_saves_what_it_shows(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=600)
    finish(qtbot, panel)
    view: HistogramsPlot = panel.view("histograms")
    controller = panel.controller
    qtbot.waitUntil(lambda: view.snapshot is not None and view.snapshot.step == 120)
    view.kind_option.choose(("weights",))
    weights = kept(controller, "dense", "weights")
    for mode in ("ridge", "overlay", "heat"):
        view.mode_option.choose(mode)
        table = view.table()
        assert table is not None
        assert table.columns == ("run", "layer", "kind", "step", "from", "to", "count")
        mine = [row for row in table.rows if row[1] == "dense"]
        assert len(mine) == 40 * len(weights)
        assert [row[6] for row in mine[:40]] == weights.counts[0].tolist()
        assert (mine[0][3], mine[0][4], mine[-1][3], mine[-1][5]) == (0, weights.low[0], 120, weights.high[-1])
    view.mode_option.choose("bands")
    table = view.table()
    assert table is not None
    assert table.columns[4:] == ("min", "5 %", "25 %", "median", "75 %", "95 %", "max")
    assert table.rows[0][4:] == tuple(weights.quantiles[0])
    view.mode_option.choose("now")
    view.compare_option.choose(FIRST)
    table = view.table()
    assert table is not None
    mine = [row for row in table.rows if row[1] == "dense"]
    assert [row[6] for row in mine if row[3] == 0] == weights.counts[0].tolist()
    assert [row[6] for row in mine if row[3] == 120] == weights.counts[-1].tolist()
    assert view.legend.text() == "━ First step"


def test_two_runs_are_compared(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=2), height=600)
    view: HistogramsPlot = panel.view("histograms")
    finish(qtbot, panel)
    qtbot.waitUntil(lambda: kept(panel.controller, "dense", "weights").steps[-1] == 30)
    old = kept(panel.controller, "dense", "weights")
    panel.document.set_field("Seed", "seed", 5)
    finish(qtbot, panel)
    qtbot.waitUntil(lambda: kept(panel.controller, "dense", "weights").steps[-1] == 30)
    before = view.rows.grab().toImage()
    view.compare_option.choose("run 1")
    assert view.legend.isVisible()
    (past,) = panel.controller.runs.past
    assert view.legend.text() == f"━ {past.name}"
    other = view.cell("dense", "weights").other
    assert other is not None
    np.testing.assert_array_equal(other.counts, old.counts)
    assert view.rows.grab().toImage() != before
    for mode in ("ridge", "overlay", "heat", "bands"):
        view.mode_option.choose(mode)
        view.rows.grab()
        table = view.table()
        assert table is not None
        assert {row[0] for row in table.rows} == {past.name, panel.controller.runs.current.name}
    panel.controller.runs.remove(panel.controller.runs.past[0])
    assert view.compare_option.value is None
    assert not view.legend.isVisible()


def test_only_the_chosen_steps_are_shown(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(), height=600)
    finish(qtbot, panel)
    view: HistogramsPlot = panel.view("histograms")
    qtbot.waitUntil(lambda: view.snapshot is not None and view.snapshot.step == 120)
    assert not view.range.isVisible()
    view.mode_option.choose("heat")
    qtbot.waitUntil(view.range.isVisible)
    assert (view.range.low, view.range.high) == (0, 120)
    whole = view.cell("dense", "weights").slices
    line = view.range._line()
    QTest.mouseClick(view.range, Qt.MouseButton.LeftButton, pos=QPoint(round(line.left() + 0.4 * line.width()), 7))
    assert 0 < view.range.low < 60
    part = view.cell("dense", "weights").slices
    assert whole is not None
    assert part is not None
    assert len(part) == sum(1 for step in whole.steps if step >= view.range.low) < len(whole)
    QTest.mouseDClick(view.range, Qt.MouseButton.LeftButton, pos=QPoint(20, 7))
    assert view.range.whole


def test_the_range_of_steps_goes_by_the_keyboard(qtbot: QtBot) -> None:
    bar = StepRange()
    qtbot.addWidget(bar)
    bar.resize(300, 16)
    bar.show_span(0, 1000)
    QTest.keyClick(bar, Qt.Key.Key_Left)
    assert (bar.low, bar.high) == (0, 990)
    QTest.keyClick(bar, Qt.Key.Key_Up)
    QTest.keyClick(bar, Qt.Key.Key_PageUp)
    assert (bar.low, bar.high) == (100, 990)
    assert "Steps 100 to 990" in bar.accessibleDescription()
    assert "first step" in bar.accessibleDescription()
    bar.show_span(0, 2000)
    assert (bar.low, bar.high) == (100, 990), "what was chosen stays"
    QTest.keyClick(bar, Qt.Key.Key_End)
    assert (bar.low, bar.high) == (990, 990), "one handle does not pass the other"
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert (bar.low, bar.high) == (0, 2000)
    bar.show_span(0, 3000)
    assert bar.high == 3000, "the last step is followed"


def synthetic(count: int = 21) -> Slices:
    """Even values from -1 - k to 1 + k after 10 k steps."""
    record = HistogramRecord()
    for k in range(count):
        record.add(Snapshot(10 * k, {("a", "weights"): histogram(np.linspace(-1 - k, 1 + k, 401))}))
    found = record.slices("a", "weights")
    assert found is not None
    return found


def painted(slices: Slices, mode: str, colour: QColor) -> tuple[QImage, QRectF]:
    image = QImage(420, 660, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.tokens.panel))
    painter = QPainter(image)
    painter.setFont(QFont("sans", 8))
    frame = QRectF(10, 10, 400, 640)
    paint_over_time(painter, frame, Cell(slices=slices), mode, colour)  # type: ignore[arg-type]
    area, texts = parts(QFontMetricsF(painter.font()), frame)
    painter.end()
    assert texts
    return image, beside_values(area)


def written_in(image: QImage, frame: QRectF) -> bool:
    """Whether there is any text in a part of a picture."""
    panel, part = QColor(theme.tokens.panel).rgb(), image.copy(frame.toRect())
    return any(part.pixel(x, y) != panel for x in range(part.width()) for y in range(part.height()))


@pytest.mark.parametrize("mode", ["heat", "bands"])
def test_values_stand_beside_pictures_over_time_and_steps_below(qapp: object, mode: str) -> None:
    image, area = painted(synthetic(), mode, QColor("#0072b2"))
    left, line = area.left() - 10, 12
    for y in (area.top(), area.center().y() - line / 2, area.bottom() - line):  # 21, 0 and -21
        assert written_in(image, QRectF(10, y, left, line))
    assert not written_in(image, QRectF(10, area.top() + 2 * line, left, line))
    for x in (area.left(), area.center().x() - 10, area.right() - 16):  # 0, step, 200
        assert written_in(image, QRectF(x, area.bottom() + 2, 16, line))


def test_bands_lie_where_the_percentiles_do(qapp: object) -> None:
    colour, panel = QColor("#0072b2"), QColor(theme.tokens.panel)
    image, area = painted(synthetic(), "bands", colour)
    for k in (5, 10, 15):
        values = sorted(-1 - k + (2 + 2 * k) * i / 400 for i in range(401))  # plain Python, by itself
        x = round(area.left() + k / 20 * area.width())
        for q, (inner, outer) in ((0.05, (1, 0)), (0.95, (1, 0)), (0.25, (2, 1)), (0.75, (2, 1))):
            value = values[round(400 * q)]
            y = area.bottom() - (value + 21) / 42 * area.height()
            outward = 1 if q < 0.5 else -1  # small values lie low
            assert image.pixel(x, round(y - 3 * outward)) == mixed(panel, colour, BANDS[inner][2]).rgb()
            assert image.pixel(x, round(y + 3 * outward)) == mixed(panel, colour, BANDS[outer][2]).rgb()


def test_a_heat_map_is_dark_where_values_are(qapp: object) -> None:
    colour, panel = QColor("#0072b2"), QColor(theme.tokens.panel)
    image, area = painted(synthetic(), "heat", colour)
    for k in (2, 8, 14):
        x = round(area.left() + k / 20 * area.width())
        reach = (1 + k) / 21 * area.height() / 2
        middle = area.center().y()
        for y in (middle - reach - 20, middle + reach + 20):
            assert image.pixelColor(x, round(y)) == panel
        for y in (middle - reach + 20, middle, middle + reach - 20):
            assert image.pixelColor(x, round(y)).lightness() < (panel.lightness() + colour.lightness()) / 2


def test_what_is_read_is_the_slice_under_the_cursor(qapp: object) -> None:
    slices, area = synthetic(), QRectF(0, 0, 400, 200)
    for mode in ("heat", "bands"):
        inner = beside_values(area)
        at = QPointF(inner.left() + inner.width() / 4, 50)
        found = slice_at(area, Cell(slices=slices), mode, at)  # type: ignore[arg-type]
        assert found is not None
        assert found[0].steps[found[1]] == 50
    top = slice_at(area, Cell(slices=slices), "ridge", QPointF(100, 0))
    bottom = slice_at(area, Cell(slices=slices), "ridge", QPointF(100, 200))
    assert top is not None
    assert bottom is not None
    assert (top[1], bottom[1]) == (0, 20)


def test_dead_units_are_counted_and_marked(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(with_relu(40), height=600)
    view: HistogramsPlot = panel.view("histograms")
    qtbot.waitUntil(lambda: view.snapshot is not None)
    assert view.snapshot is not None
    found = view.snapshot.histograms["relu", "activations"]
    trainer = Trainer(with_relu(40), workers=1)
    outputs = trainer.network.forward(trainer.splits.train.x[:256], training=False).outputs["relu"]
    dead = sum(all(outputs[n, unit] == 0 for n in range(len(outputs))) for unit in range(40))
    assert found.dead == pytest.approx(dead / 40)
    assert found.silent == pytest.approx(float((sample(outputs) == 0).mean()))
    relu = LAYERS["relu"]()
    few, most = np.ones((5, 10)), np.zeros((5, 10))
    few[:, 0], most[:, 0] = 0, 1
    mark, warning = badge(histogram(few, layer=relu)), badge(histogram(most, layer=relu))
    assert mark is not None
    assert warning is not None
    assert (mark.text, mark.colour) == ("10 % dead", theme.tokens.dim)
    assert (warning.text, warning.colour) == ("90 % dead", theme.tokens.problem)
    assert badge(histogram(np.ones((5, 10)), layer=relu)) is None
    saturated = badge(histogram(np.array([[1.0, -0.99, 0.0, 0.5]]), layer=LAYERS["tanh"]()))
    assert saturated is not None
    assert saturated.text == "50 % saturated"
    name = view.rows.place_of("relu")
    assert name is not None
    text = view.rows._figures_at(QPointF(10, name.top() + 6))
    assert text.startswith("ReLU: ")
    assert "no gradient" in text.lower()


def test_the_title_stays_in_the_smallest_view(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles())
    view = HistogramsPlot(panel.document, panel.controller)
    qtbot.addWidget(view)
    view.resize(SMALLEST)
    view.show()
    qtbot.waitUntil(lambda: view.snapshot is not None)
    assert view.size() == QSize(SMALLEST)
    assert view.title_button.isVisible()
    assert view.title_button.width() >= view.title_button.sizeHint().width()
    assert view.title_button.geometry().right() <= view.more_button.geometry().left()
    view.taking.menu.aboutToShow.emit()
    entries = {each.text(): each for each in view.taking.menu.actions()}
    entries["Heat map"].trigger()
    assert view.rows.mode == "heat"
    layers = entries["Kind"].menu().actions()  # type: ignore[union-attr]
    next(each for each in layers if each.text() == "All kinds").trigger()
    assert view.kind_option.value == KINDS
    view.close()


def test_many_cells_are_not_painted_anew_in_one_frame(
    qtbot: QtBot, make: MakePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = make(circles(), height=600)
    finish(qtbot, panel)
    view: HistogramsPlot = panel.view("histograms")
    qtbot.waitUntil(lambda: view.snapshot is not None and view.snapshot.step == 120)
    view.mode_option.choose("bands")
    view.rows.grab()
    drawn: list[object] = []
    monkeypatch.setattr("gui.plots.histograms.rows.paint_over_time", lambda *arguments: drawn.append(arguments[2]))
    view.rows.grab()
    assert not drawn, "nothing changed"
    assert view.snapshot is not None
    panel.controller.histograms.take(Snapshot(121, view.snapshot.histograms))
    monkeypatch.setattr("gui.plots.histograms.cell_pictures.BUDGET", -1.0)
    view.rows.grab()
    assert not drawn, "the old pictures do for a frame without time"
    monkeypatch.setattr("gui.plots.histograms.cell_pictures.BUDGET", 1.0)
    qtbot.waitUntil(lambda: len(drawn) == 7, timeout=2_000)
    view.rows.pictures._timer.stop()


def test_a_long_run_is_sampled_seldom_where_nobody_looks(
    qtbot: QtBot, make: MakePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.histogram_recorder.EVERY", 0.05)
    panel = make(circles(epochs=100_000))
    panel.window().hide()
    controller = panel.controller
    controller.train()
    qtbot.waitUntil(lambda: controller.state == "running")
    qtbot.waitUntil(lambda: len(controller.histograms.record.slices("dense", "updates") or ()) >= 3, timeout=20_000)
    qtbot.waitUntil(lambda: not controller.looks.wanted, timeout=5_000)
    steps = kept(controller, "tanh", "activations").steps
    assert steps[0] == 0
    assert kept(controller, "dense", "gradients").steps[0] > 0
    controller.pause()
    qtbot.waitUntil(lambda: kept(controller, "dense", "weights").steps[-1] == controller.progress.step, timeout=5_000)
    controller.reset()
    assert not controller.looks.wanted
