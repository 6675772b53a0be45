"""What the tests of type-to-add share: a canvas, and a hand that types."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.document import Document
from tests.gui.canvas_tools import K, shown


@pytest.fixture
def panel(qtbot, document):
    panel = shown(qtbot, document)
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.view.setFocus()
    return panel


def type_text(text: str) -> None:
    """Send keys to whatever has the focus, one after the other, as a keyboard does."""
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)


def enter() -> None:
    QTest.keyClick(QApplication.focusWidget(), K.Key_Return)


def layer(document: Document, node_id: str):
    return document.network.node(node_id).layer
