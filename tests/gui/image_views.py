"""What the tests of the views on images share: a view in a window of its own, and colours worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine import Data, Experiment, Training, chain, family
from gui.document import Document
from gui.plots.images.tiles import Spot, Tiles
from gui.plots.registry import view_kind
from gui.plots.view import View
from gui.run_controller import RunController
from gui.theme import theme

LAYERS = family("layers")


def experiment_of(*layers: object, source: str = "digits", epochs: int = 30, **data: object) -> Experiment:
    """A network on pictures, scaled to 0 ... 1."""
    return Experiment(
        data=Data(source=family("datasets")[source](), preprocessing=(family("preprocessing")["scale"](),), **data),
        model=chain(*layers), loss=family("losses")["softmax_cross_entropy"](),
        optimizer=family("optimizers")["adam"](), training=Training(epochs=epochs),
    )  # fmt: skip


def linear(**fields: object) -> Experiment:
    return experiment_of(LAYERS["flatten"](), LAYERS["dense"](units=10), **fields)


def small_cnn(**fields: object) -> Experiment:
    return experiment_of(
        LAYERS["conv2d"](filters=4), LAYERS["relu"](), LAYERS["conv2d"](filters=5), LAYERS["max_pool2d"](),
        LAYERS["flatten"](), LAYERS["dense"](units=10), **fields,
    )  # fmt: skip


@contextmanager
def shown(
    qtbot: QtBot, kind: str, experiment: Experiment, size: tuple[int, int] = (500, 300), *, filled: bool = True
) -> Iterator[View]:
    """A view of a kind, in a window of its own, with its first answer where there is one."""
    theme.apply("light")
    controller = RunController(Document(experiment))
    window = QWidget()
    found = view_kind(kind)
    assert found is not None
    view = found.make(controller.document, controller)
    assert isinstance(view, View)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(view)
    window.resize(*size)
    with qtbot.waitExposed(window):
        window.show()
    try:
        if filled:
            qtbot.waitUntil(lambda: view.filled, timeout=10_000)
        yield view
    finally:
        assert controller.shutdown()
        window.hide()
        window.deleteLater()
        theme.apply("light")


def train(qtbot: QtBot, view: View, steps: int) -> int:
    """Train for some steps, and wait until the view shows the network as it stands then; how many steps there were."""
    controller = view.controller
    controller.train()
    qtbot.waitUntil(lambda: controller.progress.step >= steps, timeout=20_000)
    controller.pause()
    qtbot.waitUntil(lambda: controller.state == "paused", timeout=10_000)
    qtbot.waitUntil(lambda: view.step == controller.progress.step, timeout=10_000)
    return controller.progress.step


def point_at(qtbot: QtBot, canvas: Tiles, spot: Spot) -> None:
    """Move the mouse over a number."""
    QTest.mouseMove(canvas, QPoint(1, 1))
    QTest.mouseMove(canvas, canvas.place_of(spot).center().toPoint())
    qtbot.waitUntil(lambda: canvas.spot == spot, timeout=2_000)


def painted(canvas: QWidget, spot_place: QRect) -> QColor:
    """The colour in the middle of a place."""
    return canvas.grab().toImage().pixelColor(spot_place.center())


def between(share: float) -> tuple[float, ...]:
    """The colour of a signed number that is `share` of the scale's limit: orange, the panel's colour, blue."""
    tokens = theme.tokens
    middle, end = QColor(tokens.panel), QColor(tokens.training if share >= 0 else tokens.validation)
    return tuple(m + abs(share) * (e - m) for m, e in zip(middle.getRgb()[:3], end.getRgb()[:3], strict=True))
