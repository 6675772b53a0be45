"""One word for one thing: what menus, buttons and tooltips say of the same action agrees."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from gui.actions import native_keys
from gui.main_window import MainWindow
from gui.texts import unlettered
from tests.gui.canvas_tools import centre
from tests.gui.test_canvas_editing import open_menu


def texts(menu: QMenu) -> dict[str, str]:
    """The entries of a menu and what is under it, with their keys."""
    found = {}
    for action in menu.actions():
        text, _, keys = action.text().replace("&", "").partition("\t")
        found[text] = keys
        if action.menu() is not None:
            found |= texts(action.menu())
    return found


@pytest.mark.parametrize("button", ["fit", "analyse"])
def test_a_button_on_the_canvas_is_called_as_in_the_menu(window: MainWindow, button: str) -> None:
    record = next(each for each in window.actions_.records if each.id == button)
    called = f"{record.text.replace('&', '')} ({native_keys(record)})"
    widget = getattr(window.bench.canvas, f"{button}_button")
    assert widget.accessibleName() == called
    assert widget.toolTip() == called


def test_context_menus_use_the_words_and_keys_of_the_menu_bar(window: MainWindow) -> None:
    canvas = window.bench.canvas
    offered: dict[str, str] = {}
    for place in (centre(canvas, "dense"), QPoint(5, 5)):
        menu = open_menu(canvas, place)
        offered |= texts(menu)
        menu.close()
    ids = ("cut", "copy", "paste", "duplicate", "delete", "rename", "fit", "tidy", "minimap")
    for record in (each for each in window.actions_.records if each.id in ids):
        text = record.text.replace("&", "")
        assert text in offered, text
        assert offered[text] == (record.shortcuts[0] if record.shortcuts else ""), text
    assert not [text for text in offered if text.startswith("Add ")], "layers are inserted; Add is one of them"


def test_no_two_entries_of_a_menu_share_a_letter(window: MainWindow) -> None:
    for name in ("file", "edit", "view", "run", "help", "arrange"):
        menu = getattr(window.menus, name)
        labels = [action.text() for action in menu.actions() if not action.isSeparator()]
        letters = [text.replace("&&", "").partition("&")[2][:1].lower() for text in labels]
        given = [letter for letter in letters if letter]
        assert len(set(given)) == len(given), (name, labels)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("&Save", "Save"),
        ("저장(&S)...", "저장..."),
        ("숫자 (&1)", "숫자"),
        ("Grapes && co", "Grapes & co"),
        ("f(x)", "f(x)"),
    ],
)
def test_texts_are_read_without_their_letters(text: str, read: str) -> None:
    assert unlettered(text) == read
