"""What the tests of the microscope share: small networks, and its view of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Data, Experiment, Training, chain, family
from gui.document import Document
from gui.plots.microscope.microscope_view import MicroscopeView
from gui.run_controller import RunController
from gui.theme import theme
from tests.gui.canvas_tools import LEFT

L = family("layers")


def circles(optimizer: str = "sgd", **fields: object) -> Experiment:
    values = {
        "data": Data(source=family("datasets")["circles"]()),
        "model": chain(L["dense"](units=3), L["relu"](), L["dense"](units=2)),
        "loss": family("losses")["softmax_cross_entropy"](),
        "optimizer": family("optimizers")[optimizer](learning_rate=0.1),
        "training": Training(epochs=3, batch_size=8),
    }
    return Experiment(**{**values, **fields})


Make = Callable[..., MicroscopeView]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    controllers: list[RunController] = []

    def make_view(experiment: Experiment, width: int = 1000, height: int = 700) -> MicroscopeView:
        controllers.append(RunController(Document(experiment)))
        view = MicroscopeView(controllers[-1].document, controllers[-1])
        qtbot.addWidget(view)
        view.resize(width, height)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        view.setFocus()
        if experiment.model.kind == "network":
            settled(qtbot, view)
        return view

    yield make_view
    for controller in controllers:
        assert controller.shutdown()
    theme.apply("light")


def settled(qtbot: QtBot, view: MicroscopeView) -> None:
    """Wait until what is asked is answered and shown."""

    def done() -> bool:
        looks, f, known = view.controller.looks, view.figures, view._asked
        if f is None or f.node_id != view.node_id or f.step != view.controller.progress.step + 1:
            return False
        expected = known if f.parameters else known[:1]  # there is no update without parameters
        return bool(known) and all(looks.last(look) is not None for look in expected)

    qtbot.waitUntil(done, timeout=5_000)


def press(qtbot: QtBot, view: MicroscopeView, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(view, key, modifiers or Qt.KeyboardModifier.NoModifier)
    settled(qtbot, view)


def pick(qtbot: QtBot, view: MicroscopeView, panel: str, flat: int) -> None:
    QTest.mouseClick(view.board, LEFT, Qt.KeyboardModifier.NoModifier, view.board.place_of(panel, flat).toPoint())
    settled(qtbot, view)


def grids(view: MicroscopeView) -> dict[str, np.ndarray]:
    return {panel.key: panel.excerpt.values for panel in view.board.panels}


def text(view: MicroscopeView) -> str:
    return view.text.toPlainText().replace("\xa0", " ")
