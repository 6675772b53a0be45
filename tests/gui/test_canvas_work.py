"""How much the canvas does for one event: counted, not clocked. `tests.benchmarks.canvas` has the milliseconds."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.canvas import scene as scene_module
from gui.canvas.items import NodeItem, WireItem
from gui.canvas.panel import CanvasPanel
from gui.canvas.pictures import Pictures
from gui.document import Document
from gui.groups import Group
from tests.benchmarks.canvas import experiment, large
from tests.gui.canvas_tools import LEFT, NONE, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


@pytest.fixture
def document():
    """Fifty layers."""
    return Document(experiment(large(50)))


@pytest.fixture
def panel(qtbot, document):
    panel = shown(qtbot, document, 1100, 480)
    settle(qtbot, panel)
    return panel


@pytest.fixture
def work(monkeypatch, panel) -> Counter[str]:
    """How often boxes were composed and painted, wires laid, and the drawing laid out, from now on."""
    count: Counter[str] = Counter()

    def counted(owner: object, name: str, what: str) -> None:
        method = getattr(owner, name)

        def counting(*arguments: object, **named: object) -> object:
            count[what] += 1
            return method(*arguments, **named)

        monkeypatch.setattr(owner, name, counting)

    counted(NodeItem, "_compose", "composed")
    counted(Pictures, "_paint", "painted")
    counted(WireItem, "_outline", "laid")
    counted(scene_module, "remembered", "arranged")
    return count


def settle(qtbot, panel: CanvasPanel) -> None:
    """Wait until all boxes have a sharp picture."""
    zoom = panel.view.zoom()
    boxes = panel.view.network.nodes.values()
    qtbot.waitUntil(lambda: all(box.picture is not None and box.zoom == zoom for box in boxes))


def test_a_field_touches_the_boxes_it_concerns(panel, document, work):
    document.set_field("Epsilon", "model.nodes.conv2d_7.layer.filters", 9)
    QApplication.processEvents()
    shapes_changed = sum(facts.shape is None or 9 in facts.shape for facts in document.analysis.nodes.values())
    assert 0 < work["composed"] <= shapes_changed + 4
    assert work["painted"] == work["composed"]
    assert work["laid"] == work["arranged"] == 0


def test_a_field_of_the_last_layer_touches_one_box(panel, document, work):
    document.set_field("Name", "model.nodes.dense.title", "Answer")
    QApplication.processEvents()
    assert work == {"composed": 1, "painted": 1}


def test_nothing_is_done_for_what_the_boxes_do_not_show(panel, document, work):
    document.set_field("Rate", "optimizer.learning_rate", 0.5)
    document.set_field("Name", "name", "Other")
    QApplication.processEvents()
    assert work == {}


def test_a_new_layer_keeps_the_others(panel, document, work):
    before = dict(panel.view.network.nodes)
    panel.edits.add_after("tanh", "relu_5")
    QApplication.processEvents()
    assert {key: item for key, item in panel.view.network.nodes.items() if key in before} == before
    assert work["composed"] == 1
    assert work["arranged"] == 1
    document.undo_stack.undo()
    assert work["composed"] == 1
    assert work["arranged"] == 2


def test_a_selection_paints_what_it_concerns(panel, document, work):
    document.select(("relu_5",))
    QApplication.processEvents()
    document.select(("relu_6",))
    QApplication.processEvents()
    assert work == {"painted": 2}, "each once selected; without it, as it was before"


def test_a_drag_lays_the_wires_of_what_is_dragged(panel, document, work):
    rect, viewport = panel.node_rect("relu_5"), panel.view.viewport()
    touching = sum("relu_5" in wire for wire in panel.view.network.wires)
    QTest.mousePress(viewport, LEFT, NONE, rect.center())
    QTest.mouseMove(viewport, rect.center() + QPoint(0, 30))
    QApplication.processEvents()
    work.clear()
    for step in range(10):
        QTest.mouseMove(viewport, rect.center() + QPoint(0, 31 + step))
        QApplication.processEvents()
    assert work["laid"] <= 10 * (touching + 2), "and a wire under the pointer is marked"
    assert work["composed"] == work["painted"] == work["arranged"] == 0
    QTest.mouseRelease(viewport, LEFT, NONE, rect.center() + QPoint(0, 41))
    assert work["arranged"] == 0


def test_panning_paints_no_box(panel, work):
    for step in range(10):
        panel.view.pan(QPoint(step, 3), by_hand=True)
        QApplication.processEvents()
    assert work == {}


def test_zooming_paints_few_boxes_at_once_and_all_in_the_end(qtbot, panel, work):
    panel.view.zoom_by(0.9)
    QApplication.processEvents()
    assert work["painted"] < len(panel.view.network.nodes)
    settle(qtbot, panel)
    assert work["painted"] == len(panel.view.network.nodes)
    assert work["composed"] == work["laid"] == 0


def test_hovering_paints_the_box_under_the_pointer(panel, work):
    QTest.mouseMove(panel.view.viewport(), panel.node_rect("relu_5").center())
    QTest.mouseMove(panel.view.viewport(), panel.node_rect("relu_5").center() + QPoint(3, 3))
    QApplication.processEvents()
    assert work == {"painted": 1}


def test_a_collapsed_group_costs_no_more_than_a_box(panel, document, work):
    ids = [node.id for node in document.network.nodes]
    document.set_groups("Group", [Group(tuple(ids[1:8]))])
    QApplication.processEvents()
    assert work["composed"] == 1
    work.clear()
    document.set_field("Name", f"model.nodes.{ids[1]}.title", "First")
    QApplication.processEvents()
    assert work == {"composed": 1, "painted": 1}
