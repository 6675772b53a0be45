"""Groups whatever is done to the network, in files, and beside another model."""

from __future__ import annotations

import json
import random
from graphlib import TopologicalSorter

import pytest

from engine import load_document, load_experiment
from gui.canvas.looks import LOSS
from gui.canvas.scene import NetworkScene
from gui.document import Document
from gui.groups import Group
from gui.resources import PRESETS
from tests.gui.canvas_tools import experiment, kinds, mlp, wires
from tests.gui.group_tools import BOX, MIDDLE, document, group, keys
from tests.gui.test_edit_sequences import Hand

__all__ = ["document"]

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen platform cannot do


@pytest.mark.parametrize("seed", range(30))
def test_the_drawing_holds_whatever_is_done(qapp, seed):
    """Each layer is shown by one box, each wire between boxes is drawn, and no wires run in circles."""
    rng = random.Random(seed)
    document = Document(load_experiment(PRESETS / f"{rng.choice(['digits_residual', 'lenet_glyphs'])}.descent"))
    scene, hand = NetworkScene(document), Hand(document, rng)
    document.select(kinds(document)[1:4])
    hand.groups.group()
    for _ in range(40):
        rng.choice([hand.grouping, hand.act])()
        folding, network = scene.folding, document.network
        inside = [node for group in document.groups for node in group.nodes]
        assert len(inside) == len(set(inside))
        assert all(len(group.nodes) >= 2 and set(group.nodes) <= set(kinds(document)) for group in document.groups)
        assert set(scene.places) == set(scene.nodes) == {*folding.order, LOSS}
        assert sorted(folding.all_members(folding.order)) == sorted(["input", *kinds(document)])
        drawn = {(wire.source, wire.target) for wire in scene.wires.values() if wire.target != LOSS}
        ends = {(folding.key(source), folding.key(target)) for source, target in wires(document)}
        assert drawn == {(source, target) for source, target in ends if source != target}
        if not execution_stuck(document):
            TopologicalSorter({key: {a for a, b in drawn if b == key} for key in folding.order}).prepare()
        for key in folding.order:
            assert folding.outlet(key) in folding.members(key)
            assert folding.inlet(key) in (None, *folding.members(key))
        assert [frame.group for frame in scene.frames.all] == [each for each in document.groups if not each.collapsed]
        assert network is document.network
    scene.deleteLater()


def execution_stuck(document: Document) -> bool:
    """Whether the network itself has a cycle."""
    return len(document.analysis.order) < len(document.network.nodes)


def test_groups_are_saved_and_read(panel, document, tmp_path):
    group(panel, *MIDDLE)
    document.set_groups("Name", [Group(MIDDLE, "Encoder")])
    document.set_groups("More", [*document.groups, Group(("tanh", "dense_3"), collapsed=False)])
    path = tmp_path / "grouped.descent"
    document.save(path)
    stored = load_document(path)
    groups = document.groups
    document.start(stored.experiment, path=path, view=stored.view)
    assert document.groups == groups
    assert keys(panel) == ["input", "flatten", BOX, "tanh", "dense_3"]
    assert not document.dirty
    document.set_groups("None", ())
    document.save(path)
    assert load_document(path).view["groups"] == []
    assert "groups" not in json.dumps(stored.experiment.model_dump(mode="json"))


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        (None, ()),
        ("dense", ()),
        ([None, 3, {"nodes": "dense"}, {"nodes": [1, 2]}, {}], ()),
        ([{"nodes": ["dense", "nowhere"]}], ()),
        ([{"nodes": ["dense", "dense"]}], ()),
        ([{"nodes": ["relu", "dense", "dense"], "title": 7, "collapsed": 1}], (Group(("dense", "relu"), "", False),)),
        ([{"nodes": ["dense", "relu"], "title": " a\n b " + "c" * 99, "collapsed": True}],
         (Group(("dense", "relu"), "a b " + "c" * 56, True),)),
        ([{"nodes": ["dense", "relu"]}, {"nodes": ["relu", "dense_2"]}], (Group(("dense", "relu"), "", False),)),
        ([{"nodes": ["dense", "dense_2"], "collapsed": True}], (Group(("dense", "dense_2"), "", False),)),
        ([{"nodes": ["input", "flatten", "dense"], "collapsed": True}], (Group(("flatten", "dense"), "", True),)),
    ],
)  # fmt: skip
def test_a_file_may_say_anything_about_groups(qapp, groups, expected):
    document = Document(experiment(mlp()))
    document.start(document.experiment, view={"groups": groups})
    assert document.groups == expected


def test_another_model_keeps_the_groups_for_the_way_back(panel, document):
    group(panel, *MIDDLE)
    document.use_model("Baseline", "k_nearest_neighbors")
    document.use_model("Network", "network")
    assert document.groups == (Group(MIDDLE),)
    assert BOX in keys(panel)
