"""The canvas when the document changes under a gesture, a group or a title being typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine import Network, Node, chain
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from tests.gui.canvas_tools import LEFT, NONE, SHIFT, L, centre, drag, experiment, kinds, mlp, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


def node(node_id: str, kind: str, *inputs: str) -> Node:
    return Node(id=node_id, layer=L[kind](), inputs=inputs)


def on_canvas(qtbot: QtBot, network: Network) -> tuple[Document, CanvasPanel]:
    document = Document(experiment(network))
    return document, shown(qtbot, document)


def group(panel: CanvasPanel, *ids: str, opened: bool = False) -> None:
    panel.document.select(ids)
    panel.view.group_selection()
    if opened:
        panel.view.groups.open_chosen()


@pytest.mark.parametrize("opened", [False, True])
def test_groups_outlive_a_model_without_layers(qtbot: QtBot, opened: bool) -> None:
    document, panel = on_canvas(qtbot, mlp())
    group(panel, "dense", "relu", "dense_2", opened=opened)
    before = document.groups
    document.use_model("Neighbours", "k_nearest_neighbors")
    assert document.groups == ()
    document.set_field("k", "model.k", 3)
    document.use_model("Network", "network")
    assert document.groups == before
    for _ in range(3):
        document.undo_stack.undo()
    assert document.groups == before
    assert panel.view.network.nodes


def test_no_outsider_joins_a_group_by_a_trip_to_another_model(qtbot: QtBot) -> None:
    network = Network(nodes=(
        node("flatten", "flatten", "input"), node("a", "relu", "flatten"), node("x", "tanh", "a"),
        node("c", "add", "x", "a"), node("d", "dense", "c")))  # fmt: skip
    document, panel = on_canvas(qtbot, network)
    group(panel, "a", "x", "c", opened=True)
    document.set_groups("Apart", [document.groups[0].without("x")])
    before = document.groups
    document.use_model("Neighbours", "k_nearest_neighbors")
    document.use_model("Network", "network")
    assert document.groups == before


def test_a_new_layer_joins_one_group_at_most(qtbot: QtBot) -> None:
    network = Network(nodes=(
        node("flatten", "flatten", "input"), node("a", "dense", "flatten"), node("b", "dense", "flatten"),
        node("p", "add", "a", "b"), node("c", "relu", "p"), node("d", "relu", "p"), node("out", "add", "c", "d"),
    ))  # fmt: skip
    document, panel = on_canvas(qtbot, network)
    group(panel, "a", "p", "c", opened=True)
    group(panel, "b", "p", "d")
    panel.edits.add_after("relu", "p")
    members = [each for found in document.groups for each in found.nodes]
    assert len(members) == len(set(members))
    panel.view.groups.open_chosen()
    document.undo_stack.undo()


@pytest.mark.parametrize("grasp", ["dense_2", "paper"])
def test_opening_another_file_ends_a_gesture(qtbot: QtBot, grasp: str) -> None:
    document, panel = on_canvas(qtbot, mlp())
    document.select(("dense_2", "relu"))
    start = centre(panel, "dense_2") if grasp == "dense_2" else QPoint(6, 6)
    drag(panel, start, start + QPoint(60, 80), modifiers=SHIFT if grasp == "paper" else NONE, release=False)
    document.start(experiment(chain(L["flatten"](), L["dense"](units=10))))
    assert document.selection == ()
    assert set(panel.view.network.nodes) == {"input", "flatten", "dense", "loss:"}
    QTest.mouseRelease(panel.view.viewport(), LEFT, NONE, start)
    assert document.undo_stack.count() == 0


def cycle() -> Network:
    return Network(nodes=(
        node("a", "dense", "input"), node("b", "add", "a", "c"), node("c", "relu", "b"), node("d", "dense", "c"),
    ))  # fmt: skip


def test_what_a_cycle_holds_is_not_duplicated_but_said(qtbot: QtBot) -> None:
    document, panel = on_canvas(qtbot, cycle())
    said: list[str] = []
    document.refused.connect(said.append)
    document.select(("b", "c"))
    panel.clipboard.duplicate()
    assert said == ['This text cannot be pasted: its wires close a cycle at "b".']
    assert kinds(document) == ["a", "b", "c", "d"]


def test_a_cycle_can_be_a_group(qtbot: QtBot) -> None:
    document, panel = on_canvas(qtbot, Network(nodes=(node("b", "relu", "c"), node("c", "relu", "b"))))
    group(panel, "b", "c")
    assert document.groups[0].collapsed
    assert "group:b" in panel.view.network.nodes


def test_a_title_being_typed_outlives_another_edit(qtbot: QtBot) -> None:
    document, panel = on_canvas(qtbot, mlp())
    group(panel, "dense", "relu")
    panel.view.renaming.rename_chosen()
    editor = panel.view.renaming.editor
    assert editor is not None
    editor.setText("Mine")
    document.set_field("Rate", "optimizer.learning_rate", 0.01)
    assert panel.view.renaming.editor is editor
    editor.commit()
    assert document.groups[0].title == "Mine"
    panel.view.renaming.rename_chosen()
    document.undo_stack.setIndex(0)
    assert panel.view.renaming.editor is None, "there is no group to call so any more"
