"""Histograms as they are painted while training: quickly, yet pixel by pixel what the plain painter gives."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Histogram, Histograms, Snapshot, chain, histogram, replaced
from gui.plots.histograms import rows as rows_module
from gui.plots.histograms.bars import paint_bars
from gui.plots.histograms.cells import Cell
from gui.plots.histograms.histograms_view import FIRST, HistogramsPlot
from gui.plots.histograms.rows import Rows
from gui.plots.histograms.sheet import QuickBars, Sheet
from gui.theme import theme
from tests.gui.plot_tools import LAYERS, MakePanel, circles, finish, panel_maker


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[MakePanel]:
    yield from panel_maker(qtbot)


def some(rng: np.random.Generator) -> Histogram:
    """A histogram of any shape: few values or many, to one side of zero or both, far apart or all the same."""
    values = rng.standard_normal(int(rng.integers(1, 300))) * 10.0 ** rng.integers(-6, 6) + rng.integers(-2, 3)
    return histogram(np.round(values, 1) if rng.random() < 0.3 else values)


def plain(seen: QRect, ratio: float, cells: list[tuple[QRectF, Histogram]], colour: QColor) -> QImage:
    """The part that is seen of what the plain painter gives. Qt begins a dotted line anew where it is cut off; so that
    it is not, there is room above where pixels are those of the widget."""
    above = 60 if ratio == 1 else 0
    size = QSize(math.ceil(seen.width() * ratio), math.ceil(seen.height() * ratio) + above)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.tokens.panel))
    painter = QPainter(image)
    painter.translate(0, above)
    painter.translate(-seen.topLeft())
    for area, found in cells:
        paint_bars(painter, area, Cell(found), colour)
    painter.end()
    return image.copy(0, above, size.width(), size.height() - above)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_quick_bars_are_those_of_the_plain_painter(qapp: object, ratio: float) -> None:
    rng, colour, panel = np.random.default_rng(1), QColor("#0072b2"), QColor(theme.tokens.panel)
    for _ in range(15):
        seen = QRect(0, int(rng.integers(0, 300)), 460, 260)
        areas = [
            QRectF(150 * column + rng.integers(2, 9), 90 * row - 20 + seen.top() + rng.integers(0, 9),
                   rng.integers(20, 135), rng.integers(4, 80))
            for column in range(3) for row in range(3)
        ]  # fmt: skip
        sheet = Sheet(seen, ratio)
        sheet.image.fill(panel)
        quick = QuickBars(sheet, [(area, colour, panel) for area in areas], 40)
        for _ in range(4):  # nothing is left of those before
            given = [some(rng) for _ in areas]
            quick.write([each.counts for each in given], [(each.low, each.high) for each in given])
            expected = plain(seen, ratio, list(zip(areas, given, strict=True)), colour)
            assert sheet.image == expected, np.argwhere(sheet.pixels != pixels(expected))[:5]


def pixels(image: QImage) -> np.ndarray:
    return np.frombuffer(image.constBits(), dtype=np.uint32).reshape(image.height(), -1)


def painted(rows: Rows) -> QImage:
    """What the rows paint without the picture that they keep."""
    image = QImage(rows.size(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    rows._paint_ground(painter, QRectF(rows.rect()))
    rows._paint_cells(painter, QRectF(rows.rect()))
    painter.end()
    return image


def feed(view: HistogramsPlot, step: int, scale: float) -> Snapshot:
    """An answer as if the network had other figures."""
    (look,) = view._asked
    assert isinstance(look, Histograms)
    rng = np.random.default_rng(step)
    answer = Snapshot(step, {
        (node, kind): histogram(np.maximum(scale * rng.standard_normal((40, 5)), 0) if node == "relu"
                                else scale * rng.standard_normal(200),
                                layer=LAYERS["relu"]() if node == "relu" else None)
        for node, kind in look.pairs
    })  # fmt: skip
    view._hear(look, answer, step)
    return answer


@pytest.mark.parametrize("chosen", ["all", "one layer", "with the first step", "wide"])
def test_the_kept_picture_is_what_is_painted_plainly(qtbot: QtBot, make: MakePanel, chosen: str) -> None:
    model = chain(LAYERS["dense"](units=6), LAYERS["relu"](), LAYERS["dense"](units=2))
    panel = make(replaced(circles(epochs=2), "model", model), height=600)
    finish(qtbot, panel)
    view: HistogramsPlot = panel.view("histograms")
    qtbot.waitUntil(lambda: view.snapshot is not None and view.snapshot.step == 30)
    if chosen == "one layer":
        view.layer_option.choose("relu")
    elif chosen == "with the first step":
        view.compare_option.choose(FIRST)
    elif chosen == "wide":
        view.enlarge_asked.emit()
        panel.window().resize(3000, 600)
    panel.document.select(("dense",))
    panel.document.settle()
    qtbot.waitUntil(lambda: view.rows.isVisible() and view.scroll.viewport().rect().contains(view.rows.geometry()))
    for step, scale in ((31, 1.0), (32, 0.003), (33, 700.0)):
        feed(view, step, scale)
        view.rows._read_now()
        kept = view.rows.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        assert view.rows._shown is not None
        assert kept == painted(view.rows)
    sheet = view.rows._shown.sheet
    feed(view, 34, 2.0)
    view.rows.grab()
    assert view.rows._shown.sheet is sheet, "only the bars were painted anew"


def test_numbers_change_seldom_and_bars_at_once(qtbot: QtBot, make: MakePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = make(circles(epochs=2), height=600)
    finish(qtbot, panel)
    view: HistogramsPlot = panel.view("histograms")
    qtbot.waitUntil(lambda: view.snapshot is not None and view.snapshot.step == 30)
    monkeypatch.setattr(rows_module, "CALM", 1e5)
    slot = view.rows.places.slots("dense")[0]
    above = QRect(slot.drawn.topLeft().toPoint(), QSize(round(slot.drawn.width()), 12))
    below = QRect(QPointF(slot.drawn.left(), slot.area.bottom() + 2).toPoint(), above.size())
    view.rows._read_now()
    before = view.rows.grab().toImage()
    feed(view, 31, 5.0)
    qtbot.waitUntil(lambda: not view.rows._shown.stale)  # type: ignore[union-attr]
    after = view.rows.grab().toImage()
    assert after.copy(slot.area.toRect()) != before.copy(slot.area.toRect())
    assert after.copy(above) == before.copy(above)
    assert after.copy(below) == before.copy(below)
    assert view.rows._calm.isActive()
    with qtbot.waitSignal(view.rows.read):
        view.rows._calm.start(0)
    after = view.rows.grab().toImage()
    assert after.copy(above) != before.copy(above)
    assert after.copy(below) != before.copy(below)
    found = view.snapshot.histograms["dense", "activations"]  # type: ignore[union-attr]
    assert repr(found.high) in view.rows._figures_at(slot.frame.center()), "what is read under the pointer is exact"


def test_what_changes_besides_figures_is_painted_at_once(qtbot: QtBot, make: MakePanel) -> None:
    panel = make(circles(epochs=2), height=600)
    finish(qtbot, panel)
    view: HistogramsPlot = panel.view("histograms")
    qtbot.waitUntil(lambda: view.snapshot is not None and view.snapshot.step == 30)

    def changes(act: object) -> bool:
        before = view.rows.grab().toImage()
        act()  # type: ignore[operator]
        panel.document.settle()
        return bool(view.rows.grab().toImage() != before)

    place = view.rows.place_of("tanh")
    assert place is not None
    assert changes(lambda: QTest.mouseClick(view.rows, Qt.MouseButton.LeftButton, pos=place.center().toPoint()))
    assert changes(lambda: panel.document.set_field("Rename", "model.nodes.dense.title", "Hidden"))
    assert changes(lambda: theme.apply("dark"))
