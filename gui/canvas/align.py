"""Boxes in line: where they go when they are aligned or distributed. The engine is not needed here."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from gui.canvas.layout import CAPTION, HEIGHT, LANE, PITCH, WIDTH

Places = Mapping[str, tuple[float, float]]
"""Top left corners of boxes of one size, in scene units, by the boxes' keys."""

WAYS = (
    "align_left", "align_centre", "align_right", "align_top", "align_middle", "align_bottom",
    "distribute_across", "distribute_down",
)  # fmt: skip
"""How boxes can be put in line."""


def title(way: str) -> str:
    """What that is called, in the user's language."""
    return {
        "align_left": QCoreApplication.translate("Arrange", "Align left"),
        "align_centre": QCoreApplication.translate("Arrange", "Align centre"),
        "align_right": QCoreApplication.translate("Arrange", "Align right"),
        "align_top": QCoreApplication.translate("Arrange", "Align top"),
        "align_middle": QCoreApplication.translate("Arrange", "Align middle"),
        "align_bottom": QCoreApplication.translate("Arrange", "Align bottom"),
        "distribute_across": QCoreApplication.translate("Arrange", "Distribute across"),
        "distribute_down": QCoreApplication.translate("Arrange", "Distribute down"),
    }[way]


def tip(way: str) -> str:
    """What it does, in the user's language."""
    return {
        "align_left": QCoreApplication.translate("Arrange", "Put the selected boxes in line with the leftmost one"),
        "align_centre": QCoreApplication.translate("Arrange", "Put the selected boxes in one column"),
        "align_right": QCoreApplication.translate("Arrange", "Put the selected boxes in line with the rightmost one"),
        "align_top": QCoreApplication.translate("Arrange", "Put the selected boxes in line with the highest one"),
        "align_middle": QCoreApplication.translate("Arrange", "Put the selected boxes in one row"),
        "align_bottom": QCoreApplication.translate("Arrange", "Put the selected boxes in line with the lowest one"),
        "distribute_across": QCoreApplication.translate("Arrange", "Even the gaps between boxes, left to right"),
        "distribute_down": QCoreApplication.translate("Arrange", "Even the gaps between boxes, top to bottom"),
    }[way]


def fewest(way: str) -> int:
    """How many boxes it takes."""
    return 3 if way.startswith("distribute") else 2


def too_few(way: str, count: int) -> str | None:
    """Why that many boxes cannot be put in line so; None where they can."""
    if count >= fewest(way):
        return None
    if fewest(way) == 2:
        return QCoreApplication.translate("Arrange", "Select at least two boxes.")
    return QCoreApplication.translate("Arrange", "Select at least three boxes.")


def put_in_line(way: str, places: Places) -> dict[str, tuple[float, float]]:
    """Where the boxes go. Those at both ends stay when boxes are distributed. Those that would come to lie on each
    other in line keep their order, with a gap between them."""
    if way.startswith("distribute"):
        return _distributed(places, 0 if way == "distribute_across" else 1)
    axis = 0 if way in ("align_left", "align_centre", "align_right") else 1
    low, high = min(place[axis] for place in places.values()), max(place[axis] for place in places.values())
    goal = {"left": low, "top": low, "right": high, "bottom": high}.get(way.removeprefix("align_"), (low + high) / 2)
    return _with_gaps({key: _with(place, axis, goal) for key, place in places.items()}, places, 1 - axis)


def _with_gaps(aligned: Places, places: Places, axis: int) -> dict[str, tuple[float, float]]:
    """Boxes in line, moved along it as far as they must to be clear of each other: ordered as they lay along it, and
    those that lay beside each other as they lay across it."""
    size, pitch = ((WIDTH, PITCH), (HEIGHT + CAPTION, LANE))[axis]
    found: dict[str, tuple[float, float]] = {}
    last = -math.inf
    for key in sorted(places, key=lambda each: (places[each][axis], places[each][1 - axis])):
        at = aligned[key][axis]
        last = at if at - last >= size else last + pitch
        found[key] = _with(aligned[key], axis, last)
    return {key: found[key] for key in places}


def _distributed(places: Places, axis: int) -> dict[str, tuple[float, float]]:
    order = sorted(places, key=lambda key: places[key][axis])
    first, last = places[order[0]][axis], places[order[-1]][axis]
    step = (last - first) / (len(order) - 1)
    return {key: _with(places[key], axis, first + step * index) for index, key in enumerate(order)}


def _with(place: tuple[float, float], axis: int, value: float) -> tuple[float, float]:
    return (value, place[1]) if axis == 0 else (place[0], value)
