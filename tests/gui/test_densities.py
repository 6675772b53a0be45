"""Looks and densities: one table of colours that all can tell apart, and sizes that everything follows at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.plots.curves.curve_view import CurvesView
from gui.plots.registry import view_kinds
from gui.settings import DENSITIES, LOOKS, Settings
from gui.theme import CONTRAST, THEMES, Tokens, theme

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier

TOLD_APART = {
    "series": ("training", "validation"),
    "judgements": ("problem", "good"),
    "kinds": ("weights", "activations", "gradients", "biases", "updates"),
    "groups": ("core", "activation", "normalisation", "regularisation", "merge", "data"),
    "runs": ("run_1", "run_2", "run_3", "run_4", "run_5", "run_6"),
}
"""Tokens that stand beside each other and mean different things."""

DEUTERANOPIA = (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)
PROTANOPIA = (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)
"""What eyes without one kind of cones see, of linear red, green and blue: Machado, Oliveira and Fernandes (2009)."""

APART = 10.0
"""Least distance in CIE L*a*b*; 2.3 can just be noticed side by side."""


@pytest.fixture(autouse=True)
def _usual() -> Iterator[None]:
    yield
    theme.apply("light", "lab")


def linear(colour: str) -> list[float]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]


def contrast(one: str, other: str) -> float:
    light = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other))]
    return (max(light) + 0.05) / (min(light) + 0.05)


def lab(colour: list[float]) -> tuple[float, float, float]:
    r, g, b = colour
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    x, y, z = (each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, eyes: tuple[tuple[float, ...], ...] | None) -> float:
    """How far two colours are from each other for such eyes."""
    seen = []
    for colour in (linear(one), linear(other)):
        if eyes is not None:
            colour = [sum(w * c for w, c in zip(row, colour, strict=True)) for row in eyes]
        seen.append(lab([min(max(each, 0.0), 1.0) for each in colour]))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize("group", TOLD_APART)
def test_colours_are_told_apart_by_all_eyes(tokens: Tokens, group: str) -> None:
    for one, other in combinations(TOLD_APART[group], 2):
        for eyes in (None, DEUTERANOPIA, PROTANOPIA):
            apart = distance(getattr(tokens, one), getattr(tokens, other), eyes)
            assert apart >= APART, (one, other, apart)


def test_the_simulation_knows_red_from_green_as_such_eyes_do() -> None:
    assert distance("#bb5544", "#5f8d4e", DEUTERANOPIA) < distance("#bb5544", "#5f8d4e", None) / 2
    assert distance("#ffffff", "#ffffff", DEUTERANOPIA) == 0


def test_high_contrast_is_aaa() -> None:
    t = CONTRAST
    surfaces = (t.window, t.panel, t.raised, t.canvas, t.node)
    for name in ("text", "dim", "problem", "good", "accent"):
        assert min(contrast(getattr(t, name), each) for each in surfaces) >= 7, name
    assert contrast(t.on_accent, t.accent) >= 7
    for name in {each for group in TOLD_APART.values() for each in group}:
        assert contrast(getattr(t, name), t.panel) >= 7, f"{name} is the colour of words too"
    for name in ("line", "node_line", "wire"):
        assert min(contrast(getattr(t, name), each) for each in surfaces) >= 3, name


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES.keys())
def test_marks_are_seen(tokens: Tokens) -> None:
    for name in {each for group in TOLD_APART.values() for each in group} | {"accent", "wire", "node_line"}:
        assert contrast(getattr(tokens, name), tokens.panel) >= 3, name


def test_every_look_has_its_colours() -> None:
    assert set(LOOKS) == {*THEMES, "system"}


def fonts(window: QWidget) -> dict[QWidget, float]:
    seen = [each for each in window.findChildren(QWidget) if each.isVisible() and each.font().pointSizeF() > 0]
    return {each: each.font().pointSizeF() for each in seen if not each.objectName().startswith("qt_")}


def test_all_text_grows_with_the_density_and_back(window: MainWindow, qtbot: QtBot) -> None:
    window.bench.plots.show_kinds(["loss", "histograms", "confusion"])
    qtbot.wait(50)
    before = fonts(window)
    assert len(before) > 100
    theme.apply("light", "lecture")
    grown = {each: each.font().pointSizeF() / size for each, size in before.items()}
    small = [each for each, factor in grown.items() if factor < 1.35]
    assert small == []
    theme.apply("light", "lab")
    assert {each: each.font().pointSizeF() for each in before} == pytest.approx(before, rel=0.01)


def test_a_key_changes_the_density_and_its_panels(window: MainWindow, qtbot: QtBot) -> None:
    zoom, view = window.bench.canvas.view.zoom(), window.bench.canvas.view
    QTest.keyClick(window, Key.Key_2, Control)
    assert theme.density.name == window.settings.density == "lecture"
    assert window.actions_["density_lecture"].isChecked()
    assert not window.actions_["density_lab"].isChecked()
    assert {name for name, dock in window.docks.items() if dock.isVisible()} == {"plots"}
    assert window.bench.plots.kinds == ("loss", "accuracy")
    qtbot.waitUntil(lambda: view.zoom() > 1.15 * zoom)
    QTest.keyClick(window, Key.Key_3, Control)
    assert {name for name, dock in window.docks.items() if dock.isVisible()} == {"plots"}
    assert len(window.bench.plots.kinds) == 4
    QTest.keyClick(window, Key.Key_1, Control)
    shown = {name for name, dock in window.docks.items() if dock.isVisible()}
    assert shown == {"palette", "properties", "experiment", "plots"}


def test_each_density_remembers_its_panels_and_views(window: MainWindow, qtbot: QtBot) -> None:
    window.set_density("lecture")
    window.docks["palette"].show()
    window.bench.plots.places[1].choose("confusion")
    window.set_density("lab")
    assert "confusion" not in window.bench.plots.kinds
    window.docks["palette"].hide()
    window.set_density("lecture")
    assert window.docks["palette"].isVisible()
    assert window.bench.plots.kinds == ("loss", "confusion")
    window.close()
    again = MainWindow(Settings(Path(window.settings._store.fileName())))
    qtbot.addWidget(again)
    again.show()
    again.build()
    assert again.docks["palette"].isVisible()
    assert again.bench.plots.kinds == ("loss", "confusion")
    again.set_density("lab")
    assert not again.docks["palette"].isVisible()
    assert again.bench.plots.kinds[0] == "loss"


def test_the_focus_is_not_left_in_a_panel_that_is_gone(window: MainWindow) -> None:
    window.bench.palette.search.setFocus()
    window.set_density("focus")
    assert QApplication.focusWidget() is window.bench.canvas.focusProxy()


def test_the_look_has_keys(window: MainWindow) -> None:
    for key, name in ((Key.Key_5, "dark"), (Key.Key_6, "contrast"), (Key.Key_4, "light")):
        QTest.keyClick(window, key, Control)
        assert theme.tokens.name == window.settings.look == name
        assert window.actions_[f"look_{name}"].isChecked()


def thickness(view: CurvesView) -> float:
    """Pixels of the validation curve's colour for each column of the plot."""
    colour, picture, area = QColor(theme.tokens.validation).rgb(), view.chart.grab().toImage(), view.chart.area()
    found = sum(picture.pixel(x, y) == colour for x in range(area.left() + 8, area.right() - 8)
                for y in range(max(area.top(), 0), min(area.bottom(), picture.height())))  # fmt: skip
    return found / area.width()


def test_curves_are_thicker(window: MainWindow, qtbot: QtBot) -> None:
    window.bench.document.set_field("Epochs", "training.epochs", 3)
    window.train()
    qtbot.waitUntil(lambda: window.bench.controller.state == "finished", timeout=20_000)
    view = window.bench.plots.view("loss")
    qtbot.wait(300)
    thin = thickness(view)
    theme.apply("light", "lecture")
    qtbot.wait(100)
    assert thickness(view) > 1.25 * thin


def cut(window: QWidget) -> list[str]:
    """The texts of buttons and labels that have too little room, where they are in sight."""
    found = []
    for each in window.findChildren(QWidget):
        if not isinstance(each, QLabel | QAbstractButton) or each.visibleRegion().isEmpty() or not each.text():
            continue
        if each.window() is not window:
            continue
        wanted = each.minimumSizeHint()
        metrics = QFontMetricsF(each.font())
        if isinstance(each, QLabel) and each.wordWrap():
            wanted = QSize(0, each.heightForWidth(each.width()))
        if each.height() < min(wanted.height(), metrics.height() + 2) or each.width() < wanted.width():
            found.append(f"{type(each).__name__} {each.text()!r} {each.size()} wants {wanted}")
    return found


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("density", DENSITIES)
def test_nothing_is_cut(window: MainWindow, qtbot: QtBot, density: str, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.set_density(density)
    window.restore_layout()
    window.bench.document.set_field("Epochs", "training.epochs", 100_000)
    window.train()
    qtbot.waitUntil(lambda: window.run_bar.speed.text() != "", timeout=10_000)
    window.bench.controller.pause()
    qtbot.waitUntil(lambda: window.bench.controller.state == "paused")
    for name in ("rate", "microscope", "confusion", "histograms"):
        window.bench.plots.show_kind(name)
        qtbot.wait(100)
    assert (window.width(), window.height()) == size, "the panels must not force the window larger"
    assert cut(window) == []
    bar = window.run_bar
    for each in (*bar.findChildren(QAbstractButton), *bar.findChildren(QLabel)):
        if each.window() is window:
            assert bar.rect().contains(QRect(each.mapTo(bar, QPoint(0, 0)), each.size())), each.text()
    places = sorted((each for each in (bar.epoch, bar.elapsed, bar.remaining, bar.speed)), key=lambda each: each.x())
    for left, right in pairwise(places):
        assert left.geometry().right() < right.geometry().left()


@pytest.mark.parametrize("kind", [kind.kind for kind in view_kinds()])
def test_every_view_changes_its_size_while_it_is_shown(window: MainWindow, qtbot: QtBot, kind: str) -> None:
    window.bench.plots.show_kinds([kind])
    qtbot.wait(30)
    for density in ("lecture", "lab"):
        theme.apply("contrast", density)
        qtbot.wait(30)
    assert not window.bench.plots.view(kind).grab().isNull()
