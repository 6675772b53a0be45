"""Weights as wires: they read as the weights, are typed in, and deep networks are painted as far as in sight."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from engine import Trainer, chain, replaced
from gui.plots.wires.weights import WeightsView
from gui.theme import theme
from tests.gui.plane_tools import L, Lab, deep, lab, planar

__all__ = ["lab"]


def open_weights(lab: Lab) -> WeightsView:
    view: WeightsView = lab.open("weights")
    lab.until(lambda: view.filled)
    return view


def test_wires_read_as_the_weights(lab: Lab) -> None:
    view = open_weights(lab)
    parameters = Trainer(lab.document.experiment).network.parameters
    table = view.table()
    assert table is not None
    for node_id, parameter, source, target, value in table.rows:
        array = parameters[node_id][parameter]
        assert value == float(array[target] if source == "" else array[source, target])
    assert len(table.rows) == 2 * 5 + 5 + 5 * 3 + 3
    canvas = view.canvas
    for place in ((0, 0, 3), (1, 2, 1), (1, -1, 2)):
        QTest.mouseMove(canvas, QPoint(1, 1))
        QTest.mouseMove(canvas, canvas.middle(place).toPoint())
        found = canvas.current
        assert found is not None
        wires = canvas.weights.layers[found[0]]
        array = parameters[wires.node_id]["bias" if found[1] == -1 else "weight"]
        assert canvas.readout().startswith(str(array[found[2]] if found[1] == -1 else array[found[1:]]))
    assert canvas.current == (1, -1, 2)


def test_a_weight_is_typed_in_and_undone(lab: Lab) -> None:
    view = open_weights(lab)
    canvas = view.canvas
    before = canvas.value((1, -1, 2))
    place = canvas.middle((1, -1, 2)).toPoint()
    QTest.mouseMove(canvas, place)
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=place)  # which QTest leaves out
    assert canvas.editor is not None
    QTest.keyClicks(canvas.editor, "-1.25")
    QTest.keyClick(canvas.editor, Qt.Key.Key_Return)
    lab.until(lambda: canvas.value((1, -1, 2)) == -1.25)
    assert lab.controller.state == "paused"
    assert lab.document.undo_stack.undoText() == "Set bias 3 of Dense 2 to -1.25"
    lab.document.undo_stack.undo()
    lab.until(lambda: canvas.value((1, -1, 2)) == before)


def test_keys_choose_and_open_the_editor_and_mistakes_are_said(lab: Lab) -> None:
    view = open_weights(lab)
    canvas = view.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert canvas.current == (0, 1, 1)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.current == (1, 1, 1)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.editor is not None
    assert float(canvas.editor.text()) == pytest.approx(canvas.value((1, 1, 1)), rel=1e-6)
    QTest.keyClicks(canvas.editor, "much")
    with lab.qtbot.waitSignal(lab.document.refused) as said:
        QTest.keyClick(canvas.editor, Qt.Key.Key_Return)
    assert "finite number" in said.args[0]
    assert canvas.editor is not None
    QTest.keyClick(canvas.editor, Qt.Key.Key_Escape)
    assert canvas.editor is None
    assert lab.document.undo_stack.count() == 0
    assert lab.controller.state == "idle"


def test_the_strongest_wire_has_its_colour(lab: Lab) -> None:
    view = open_weights(lab)
    canvas = view.canvas
    size = np.abs(canvas.weights.layers[1].weight)
    source, target = np.unravel_index(size.argmax(), size.shape)
    picture = canvas.grab().toImage()
    x1, y1, x2, y2 = canvas.lines()[1][source, target]
    wanted = QColor(theme.tokens.training if canvas.weights.layers[1].weight[source, target] > 0
                    else theme.tokens.validation)  # fmt: skip
    near = []
    for share in np.linspace(0.1, 0.9, 30):
        x, y = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
        for dy in (-1, 0, 1):
            colour = picture.pixelColor(round(x), round(y) + dy)
            near.append(sum(abs(a - b) for a, b in zip(colour.getRgb()[:3], wanted.getRgb()[:3], strict=True)))
    assert np.median(near) < 60


def painting(view: Any) -> float:
    """Seconds of this thread's time that showing an answer and painting it take, in the middle."""
    (look, *_), taken = view._asked, []
    trainer = Trainer(view.document.experiment)
    trainer.prepare()
    for _ in range(7):
        answer = look.answer(trainer)
        began = time.thread_time()
        view.show_answer(look, answer)
        view.page.grab()
        taken.append(time.thread_time() - began)
    return float(np.median(taken))


@pytest.mark.parametrize("kind", ["weights", "neurons"])
def test_a_deep_network_is_painted_as_far_as_it_is_in_sight(lab: Lab, kind: str) -> None:
    view = lab.open(kind, deep(), size=(242, 175))
    lab.until(lambda: view.filled)
    assert painting(view) < 0.025  # some 7 ms; all of it would take hundreds


def test_wires_of_wide_layers_are_painted_quickly(lab: Lab) -> None:
    wide = replaced(planar(32), "model", chain(L["dense"](units=32), L["tanh"](), L["dense"](units=32), L["tanh"](),
                                               L["dense"](units=3)))  # fmt: skip
    view = lab.open("weights", wide, size=(242, 175))
    lab.until(lambda: view.filled)
    assert painting(view) < 0.009


def test_columns_beyond_the_edge_are_scrolled_to_by_keys(lab: Lab) -> None:
    view: WeightsView = lab.open("weights", deep(20), size=(300, 200))
    lab.until(lambda: view.filled)
    canvas, bar = view.canvas, view.scroll.horizontalScrollBar()
    assert bar.maximum() > 0
    canvas.setFocus()
    for _ in range(15):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.current == (14, 0, 0)
    assert bar.value() > 0
    assert canvas.area().contains(canvas.middle((14, 0, 0)).toPoint())
    place = canvas.middle((14, 3, 4)).toPoint()
    QTest.mouseMove(canvas, place + QPoint(0, 40))
    QTest.mouseMove(canvas, place)
    assert canvas.current is not None
    assert canvas.current[0] in (13, 14, 15)
