"""What the canvas tests share: networks, a canvas that is shown, and a hand for mouse, keys and drags."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine import Data, Experiment, Network, chain, connect, family
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from tests.gui.dragging import drag_enter, drag_move

L = family("layers")
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
K = Qt.Key


def experiment(network: Network) -> Experiment:
    return Experiment(
        name="Digits",
        data=Data(source=family("datasets")["digits"]()),
        model=network,
        loss=family("losses")["softmax_cross_entropy"](),
        optimizer=family("optimizers")["adam"](),
    )


def mlp() -> Network:
    return chain(L["flatten"](), L["dense"](units=32), L["relu"](), L["dense"](units=10))


def residual() -> Network:
    network = chain(L["conv2d"](), L["relu"](), L["conv2d"](), L["batch_norm"](), L["add"](), L["flatten"]())
    return connect(network, "relu", "add")


def shown(qtbot, document: Document, width: int = 1100, height: int = 420) -> CanvasPanel:
    panel = CanvasPanel(document)
    qtbot.addWidget(panel)
    panel.resize(width, height)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.view.setFocus()
    return panel


def press(panel: CanvasPanel, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(panel.view, key, modifiers)


def click(panel: CanvasPanel, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(panel.view.viewport(), LEFT, modifiers, point)


def centre(panel: CanvasPanel, key: str) -> QPoint:
    return panel.node_rect(key).center()


def port(panel: CanvasPanel, key: str) -> QPoint:
    return panel.view.mapFromScene(panel.view.network.nodes[key].out_point())


def on_wire(panel: CanvasPanel, source: str, target: str) -> QPoint:
    return panel.view.mapFromScene(panel.view.network.wires[(source, target)].middle())


def drag(panel: CanvasPanel, start: QPoint, end: QPoint, button=LEFT, modifiers=NONE, *, release: bool = True) -> None:
    viewport = panel.view.viewport()
    QTest.mousePress(viewport, button, modifiers, start)
    for share in (0.3, 0.6, 1.0):
        QTest.mouseMove(viewport, start + (end - start) * share)
        QApplication.processEvents()
    if release:
        QTest.mouseRelease(viewport, button, modifiers, end)


def kinds(document: Document) -> list[str]:
    return [node.id for node in document.network.nodes]


def wires(document: Document) -> set[tuple[str, str]]:
    return {(source, node.id) for node in document.network.nodes for source in node.inputs}


def send_drop(panel: CanvasPanel, point: QPoint, data: QMimeData, *, drop: bool = True) -> bool:
    """Enter, move and drop as a drag from another widget does; whether the last was accepted."""
    viewport, action = panel.view.viewport(), Qt.DropAction.CopyAction
    QApplication.sendEvent(viewport, drag_enter(point, data))
    move = drag_move(point, data)
    QApplication.sendEvent(viewport, move)
    if not drop:
        return move.isAccepted()
    event = QDropEvent(QPointF(point), action, data, LEFT, NONE)
    QApplication.sendEvent(viewport, event)
    return event.isAccepted()
