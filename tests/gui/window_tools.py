"""What the tests of the window share: its buttons, and a run that is long enough."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.main_window import MainWindow

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def button(window: MainWindow, name: str) -> QAbstractButton:
    found = window.run_bar.findChild(QAbstractButton, f"{name}_button")
    assert found is not None
    return found


def long(window: MainWindow) -> None:
    """Make the run long enough not to end by itself during a test."""
    window.bench.document.set_field("Epochs", "training.epochs", 100_000)


def state(window: MainWindow) -> str:
    return window.bench.controller.state
