"""Light and dark: all is told apart in either, and icons follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine import family
from gui.main_window import MainWindow
from gui.resources import ICONS, icon
from gui.settings import Settings
from gui.theme import THEMES, theme


@pytest.mark.parametrize("name", ["dark", "light"])
def test_looks(window: MainWindow, name: str) -> None:
    theme.apply("light" if name == "dark" else "dark")
    other = icon("train").pixmap(QSize(24, 24)).toImage()
    menu = window.menus.look
    menu.popup(QPoint(0, 0))
    action = next(each for each in menu.actions() if each.objectName() == f"look_{name}")
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert theme.tokens.name == name
    assert Settings(Path(window.settings._store.fileName())).look == name
    assert icon("train").pixmap(QSize(24, 24)).toImage() != other, "icons follow the look"
    theme.apply("light")


def test_icons(qapp: QApplication) -> None:
    for path in ICONS.glob("*.svg"):
        for side, scale in ((16, 1.0), (24, 1.0), (32, 2.0)):
            pixmap = icon(path.stem).pixmap(QSize(side, side), scale, QIcon.Mode.Normal)
            assert pixmap.width() == side * scale
            assert not pixmap.toImage().isNull()
            assert pixmap.toImage() != blank(pixmap.toImage()), path.stem
    assert set(family("layers")) <= {path.stem for path in ICONS.glob("*.svg")}
    size = QSize(16, 16)
    assert icon("no such layer").pixmap(size).toImage() == icon("layer").pixmap(size).toImage()
    assert icon("save").pixmap(size, mode=QIcon.Mode.Disabled).toImage() != icon("save").pixmap(size).toImage()


def blank(image):
    empty = image.copy()
    empty.fill(0)
    return empty


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES.keys())
def test_contrast(tokens) -> None:
    def ratio(one: str, other: str) -> float:
        a, b = sorted((luminance(one), luminance(other)))
        return (b + 0.05) / (a + 0.05)

    for surface in (tokens.window, tokens.panel, tokens.raised, tokens.node, tokens.canvas):
        for text in (tokens.text, tokens.dim, tokens.problem):
            assert ratio(text, surface) >= 4.5, (text, surface)
    assert ratio(tokens.on_accent, tokens.accent) >= 4.5
    for tone in (tokens.training, tokens.validation, tokens.good, tokens.core, tokens.merge, tokens.node_line):
        assert ratio(tone, tokens.panel) >= 3, tone
