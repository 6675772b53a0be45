"""Whatever stands in the window goes through translation: every text that is looked up is marked by a translator, and
what is shown without a mark was never looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItemIterator,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.language import NAMES as LANGUAGES
from gui.main_window import MainWindow
from gui.plots.registry import view_kinds
from tests.gui.conftest import make_window

MARK = "\N{WHITE SQUARE CONTAINING BLACK SMALL SQUARE}"


class Marking(QTranslator):
    """Puts a mark behind every text that is looked up."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return text + MARK

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def marked(qapp: QApplication, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    translator = Marking()
    qapp.installTranslator(translator)
    try:
        yield make_window(qtbot, tmp_path_factory.mktemp("marked"))
    finally:
        qapp.removeTranslator(translator)


WORD = re.compile(r"[^\W\d_]{3,}")
KEYS = re.compile(r"\b(?:Ctrl|Shift|Alt|Meta|Del|Home|End|Esc|Enter|Space|Tab|Page|Ins|Return|Backspace)\b")
NAMES = {"Descent", "Python", "NumPy", "PySide", "Qt", *LANGUAGES.values()}
"""Names, which are the same in every language."""


def unmarked(text: str) -> bool:
    """Whether a text has words, and no mark."""
    plain = KEYS.sub("", re.sub(r"<[^>]*>", " ", text))
    return MARK not in plain and any(word not in NAMES for word in WORD.findall(plain))


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """What one widget says, and where."""
    yield "tooltip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    yield "status tip", widget.statusTip()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QGroupBox | QMenu):
        yield "title", widget.title()
    if isinstance(widget, QDialog):
        yield "title", widget.windowTitle()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from (("choice", widget.itemText(row)) for row in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(index)) for index in range(widget.count()))
    if isinstance(widget, QTreeWidget):
        found = QTreeWidgetItemIterator(widget)
        while found.value() is not None:
            yield "entry", found.value().text(0)
            found += 1


def found_in(root: QWidget) -> set[tuple[str, str, str]]:
    """Where something unmarked stands: kind of widget, kind of text, the text."""
    found = set()
    for widget in (root, *root.findChildren(QWidget)):
        found |= {(type(widget).__name__, kind, text) for kind, text in texts_of(widget) if unmarked(text)}
    for action in root.findChildren(QAction):
        found |= {("QAction", "text", text) for text in (action.text(), action.toolTip()) if unmarked(text)}
    return found


def test_the_window_says_nothing_that_is_not_translated(marked: MainWindow) -> None:
    marked.bench.document.select(("dense",))
    assert found_in(marked) == set()


@pytest.mark.parametrize("kind", [each.kind for each in view_kinds()])
def test_no_view_says_anything_that_is_not_translated(marked: MainWindow, kind: str, qtbot: QtBot) -> None:
    place = marked.bench.plots.places[0]
    place.choose(kind)
    qtbot.waitUntil(lambda: place.view.filled or place.view.empty.text() != "", timeout=10_000)
    assert found_in(place) == set()


@pytest.mark.parametrize("dialog", ["show_shortcuts", "show_about"])
def test_no_dialog_says_anything_that_is_not_translated(marked: MainWindow, dialog: str) -> None:
    getattr(marked, dialog)()
    shown = next(each for each in marked.findChildren(QDialog) if each.isVisible())
    assert found_in(shown) == set()
    shown.close()


def test_marks_and_their_absence_are_seen(marked: MainWindow, qtbot: QtBot) -> None:
    """The walk finds hundreds of marked texts, and a text that nobody looked up."""
    texts = [text for widget in marked.findChildren(QWidget) for _, text in texts_of(widget)]
    assert sum(MARK in text for text in texts) > 200
    marked.message_bar.show_text("Plain words")
    assert any(text == "Plain words" for *_, text in found_in(marked))
