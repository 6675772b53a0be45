"""LeNet on the 28x28 glyphs from an empty canvas, in the real program: by the mouse alone, and by the keyboard alone.

An action is a click, a double click, a drag, a key with those held together with it, or a text typed with Enter.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.walks.stage import Hand, Stage, missing

MOST = 25
KEEP = os.environ.get("DESCENT_WALKS")
"""A folder for pictures and the lists of actions, where one asks for them; pictures need ImageMagick."""

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}")

LENET = [
    ("conv2d", {"filters": 6, "kernel": 5, "padding": "same"}), ("relu", {}), ("max_pool2d", {"size": 2}),
    ("conv2d", {"filters": 16, "kernel": 5, "padding": "valid"}), ("relu", {}), ("max_pool2d", {"size": 2}),
    ("flatten", {}), ("dense", {"units": 120}), ("relu", {}), ("dense", {"units": 84}), ("relu", {}),
    ("dense", {"units": 10}),
]  # fmt: skip


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with Stage(tmp_path) as made:
        yield made


def is_lenet(network: list[list[Any]]) -> bool:
    """Whether the layers are LeNet's, in a chain."""
    chained = all(node[1] == [before] for node, before in zip(network, ["input", *(each[0] for each in network)]))  # noqa: B905
    return chained and len(network) == len(LENET) and all(
        node[2]["kind"] == kind and all(node[2][name] == value for name, value in fields.items())
        for node, (kind, fields) in zip(network, LENET, strict=True)
    )  # fmt: skip


def train(stage: Stage, hand: Hand, press: Callable[[], None], name: str) -> None:
    """All is as wanted; press Train, and see that it learns."""
    facts = stage.ask("facts")
    assert facts["data"] == "glyphs"
    assert facts["problems"] == 0
    assert is_lenet(stage.ask("network")), stage.ask("network")
    assembled = len(hand.actions)
    press()
    stage.wait(lambda: stage.ask("facts")["steps"] > 10, "training")
    if KEEP:
        stage.picture(Path(KEEP, f"{name}.png"))
        Path(KEEP, f"{name}.json").write_text(json.dumps({"assembled": assembled, "actions": hand.actions}, indent=2))
    assert assembled <= MOST


def begin_on_glyphs(stage: Stage, hand: Hand) -> None:
    """An empty network on the glyphs, by the letters of the menus; a person waits for each to open."""
    for keys, opens in (("alt+f", "New"), ("n", "Empty network on"), ("o", "Glyphs (28x28x1)")):
        hand.chord(keys)
        stage.wait(lambda opens=opens: stage.there("menu", opens), f"the menu with {opens}")
    hand.chord("g")
    stage.wait(lambda: stage.ask("facts")["data"] == "glyphs", "the glyphs")


def test_by_keyboard_alone(stage: Stage) -> None:
    hand = Hand(stage)
    begin_on_glyphs(stage, hand)
    for layer in ("conv 6 5", "relu", "pool", "conv 16 5 valid", "relu", "pool", "flatten", "dense 120", "relu",
                  "dense 84", "relu", "dense 10"):  # fmt: skip
        hand.enter(layer)
    train(stage, hand, lambda: hand.chord("F5"), "keyboard")


def test_by_keyboard_in_one_breath(stage: Stage) -> None:
    """The whole network is one entry."""
    hand = Hand(stage)
    begin_on_glyphs(stage, hand)
    hand.enter("conv 6 5, relu, pool, conv 16 5 valid, relu, pool, flatten, dense 120, relu, dense 84, relu, dense 10")
    assert len(hand.actions) == 5
    train(stage, hand, lambda: hand.chord("F5"), "one_breath")


def test_by_mouse_alone(stage: Stage) -> None:
    hand = Hand(stage)

    def click_menu(title: str) -> None:
        stage.wait(lambda: stage.there("menu", title), f"the menu with {title}")
        hand.click(stage.place("menu", title), title)

    def add(kind: str) -> None:
        hand.double_click(stage.place("palette", kind), kind)

    for title in ("File", "New", "Empty network on", "Glyphs (28x28x1)"):
        click_menu(title)
    add("conv2d")
    hand.scrub("filters", 6)
    hand.scrub("kernel", 5)
    add("relu")
    add("max_pool2d")
    add("conv2d")
    hand.scrub("kernel", 5)
    hand.click(stage.place("choice", "padding"), "padding")
    hand.click(stage.place("entry", "None (valid)"), "None (valid)")
    for kind in ("relu", "max_pool2d", "flatten", "dense"):
        add(kind)
    hand.scrub("units", 120)
    add("relu")
    add("dense")
    hand.scrub("units", 84)
    add("relu")
    add("dense")
    hand.scrub("units", 10)
    train(stage, hand, lambda: hand.click(stage.place("button", "train"), "Train"), "mouse")
