"""What the tests of groups share: a chain of layers, and a hand that groups, folds and opens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from engine import Network, chain
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from tests.gui.canvas_tools import CTRL, LEFT, NONE, K, L, centre, click, experiment, press

BOX = "group:dense"
MIDDLE = ("dense", "relu", "dense_2")


@pytest.fixture
def document():
    return Document(experiment(long()))


def long() -> Network:
    return chain(
        L["flatten"](), L["dense"](units=32), L["relu"](), L["dense"](units=16), L["tanh"](), L["dense"](units=10)
    )


def keys(panel: CanvasPanel) -> list[str]:
    return list(panel.view.network.order)


def seen(panel: CanvasPanel) -> set[tuple[str, str]]:
    """The wires that are drawn, from box to box."""
    return {(wire.source, wire.target) for wire in panel.view.network.wires.values()}


def group(panel: CanvasPanel, *nodes: str) -> None:
    """Select with the mouse and press Ctrl+G."""
    for index, node in enumerate(nodes):
        click(panel, centre(panel, node), CTRL if index else NONE)
    press(panel, K.Key_G, CTRL)


def double_click(panel: CanvasPanel, point: QPoint) -> None:
    """As a hand does: the first click is a click."""
    click(panel, point)
    QTest.mouseDClick(panel.view.viewport(), LEFT, NONE, point)


def arrow(panel: CanvasPanel) -> QPoint:
    return panel.view.mapFromScene(panel.view.network.frames.all[0].fold_box.center())


def title(panel: CanvasPanel) -> QPoint:
    box = panel.view.network.frames.all[0].title_box
    return panel.view.mapFromScene(box.center())
