"""What the tests of the plots share: small experiments, and panels that show their runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine import Data, Experiment, Training, chain, family
from gui.document import Document
from gui.panels.plots import PlotsPanel
from gui.run_controller import RunController
from gui.theme import theme

LAYERS, DATASETS = family("layers"), family("datasets")


def circles(*, epochs: int = 8) -> Experiment:
    return Experiment(
        data=Data(source=DATASETS["circles"]()),
        model=chain(LAYERS["dense"](units=6), LAYERS["tanh"](), LAYERS["dense"](units=2)),
        loss=family("losses")["softmax_cross_entropy"](),
        optimizer=family("optimizers")["adam"](),
        training=Training(epochs=epochs),
    )


def sine() -> Experiment:
    return Experiment(
        data=Data(source=DATASETS["sine"]()),
        model=chain(LAYERS["dense"](units=6), LAYERS["tanh"](), LAYERS["dense"](units=1)),
        loss=family("losses")["mean_squared_error"](),
        optimizer=family("optimizers")["adam"](),
        training=Training(epochs=3),
    )


MakePanel = Callable[[Experiment], PlotsPanel]


def panel_maker(qtbot: QtBot) -> Iterator[MakePanel]:
    """What a fixture yields that makes panels of plots, each in a window of its own."""
    controllers: list[RunController] = []
    windows: list[QWidget] = []  # qtbot does not keep them alive

    def make_panel(experiment: Experiment, width: int = 1366, height: int = 240) -> PlotsPanel:
        document = Document(experiment)
        controllers.append(RunController(document))
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        panel = PlotsPanel(document, controllers[-1])
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(panel)
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        qtbot.waitUntil(lambda: panel.view("accuracy") is not None)
        return panel

    yield make_panel
    for controller in controllers:
        assert controller.shutdown()
    theme.apply("light")


def finish(qtbot: QtBot, panel: PlotsPanel) -> None:
    panel.controller.train()
    qtbot.waitUntil(lambda: panel.controller.state == "finished", timeout=10_000)


def start(qtbot: QtBot, panel: PlotsPanel) -> None:
    panel.controller.train()
    qtbot.waitUntil(lambda: panel.view("histograms").snapshot is not None, timeout=10_000)


def choose(menu: QMenu, text: str) -> None:
    """Click the entry of a menu that has this text."""
    if not menu.isVisible():
        menu.popup(QPoint(10, 10))
    action = next(each for each in menu.actions() if each.text().replace("&", "") == text)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
