"""Glyphs as strokes of a pen: for each digit some ways of writing it, each a few strokes through given places.

A place is (x, y) in hundredths of the glyph's width and height, y downwards. A stroke bends smoothly through its
places; a place given twice in a row makes a corner.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

import numpy as np

from engine.numerics import Array

Stroke = tuple[tuple[int, int], ...]
Form = tuple[Stroke, ...]

FORMS: Mapping[str, tuple[Form, ...]] = {
    "zero": (
        (((50, 5), (25, 20), (18, 50), (25, 80), (50, 95), (75, 80), (82, 50), (75, 20), (50, 5)),),
        (((62, 6), (25, 20), (18, 50), (25, 80), (50, 95), (75, 80), (82, 50), (75, 20), (44, 7)),),
    ),
    "one": (
        (((50, 5), (50, 95)),),
        (((30, 28), (55, 5), (55, 5), (55, 95)),),
        (
            ((30, 28), (52, 5), (52, 5), (52, 94)),
            ((28, 95), (76, 95)),
        ),
    ),
    "two": (
        (((20, 28), (32, 8), (60, 6), (76, 26), (62, 52), (20, 94), (20, 94), (82, 94)),),
        (((22, 22), (45, 5), (74, 20), (66, 48), (36, 82), (18, 88), (28, 72), (50, 86), (84, 90)),),
    ),
    "three": (
        (((22, 14), (48, 5), (74, 20), (66, 42), (42, 48), (42, 48), (72, 56), (78, 76), (56, 94), (20, 86)),),
        (((22, 7), (76, 7), (76, 7), (46, 42), (46, 42), (74, 54), (78, 76), (54, 94), (20, 86)),),
    ),
    "four": (
        (((64, 94), (64, 5), (64, 5), (16, 66), (16, 66), (86, 66)),),
        (
            ((26, 6), (20, 52), (20, 52), (82, 52)),
            ((70, 8), (66, 95)),
        ),
    ),
    "five": (
        (((78, 7), (28, 7), (28, 7), (24, 45), (24, 45), (54, 38), (78, 60), (66, 88), (40, 95), (18, 84)),),
        (
            ((30, 7), (26, 42), (26, 42), (58, 40), (78, 64), (62, 92), (20, 88)),
            ((30, 7), (80, 6)),
        ),
    ),
    "six": (
        (((70, 7), (38, 26), (22, 60), (32, 90), (60, 94), (78, 72), (62, 52), (36, 56), (24, 74)),),
        (((48, 5), (28, 36), (22, 72), (46, 95), (76, 80), (66, 56), (40, 56), (26, 70)),),
    ),
    "seven": (
        (((18, 7), (80, 7), (80, 7), (56, 50), (42, 95)),),
        (
            ((18, 7), (80, 7), (80, 7), (40, 95)),
            ((34, 50), (76, 50)),
        ),
        (((20, 22), (20, 8), (20, 8), (80, 8), (80, 8), (52, 50), (44, 95)),),
    ),
    "eight": (
        (
            ((74, 20), (50, 5), (27, 20), (36, 40), (64, 56), (76, 76), (50, 95), (24, 78), (36, 56), (66, 38),
             (74, 20)),
        ),
        (
            ((50, 47), (28, 34), (34, 10), (66, 10), (72, 34), (50, 47), (22, 64), (32, 92), (68, 92), (78, 64),
             (50, 47)),
        ),
    ),
    "nine": (
        (((74, 30), (58, 6), (30, 12), (24, 38), (46, 52), (72, 34), (72, 34), (70, 95)),),
        (((74, 28), (54, 5), (26, 18), (32, 48), (62, 46), (76, 22), (72, 64), (56, 92), (30, 93)),),
    ),
}  # fmt: skip
"""The classes' names and the forms of each."""

PIECES = 3
"""Straight pieces drawn between two places of a stroke."""


@functools.cache
def traced(form: Form) -> tuple[Array, Array, Array]:
    """A form's places in the unit square, (P, 2), and two matrices (S, P): the ends of its S straight pieces as
    averages of the places.

    Between places p1 and p2 a stroke is a Catmull-Rom curve: it leaves p1 in the direction of p2 - p0.
    """
    rows: list[list[Array]] = [[], []]
    total = sum(len(stroke) for stroke in form)
    first = 0
    for stroke in form:
        unit = np.eye(total, dtype=np.float32)[first : first + len(stroke)]
        for index in range(len(stroke) - 1):
            if stroke[index] == stroke[index + 1]:
                continue
            before, after = max(index - 1, 0), min(index + 2, len(stroke) - 1)
            curve = _catmull_rom(unit[before], unit[index], unit[index + 1], unit[after])
            rows[0] += list(curve[:-1])
            rows[1] += list(curve[1:])
        first += len(stroke)
    places = np.array([place for stroke in form for place in stroke], dtype=np.float32) / 100
    return places, np.stack(rows[0]), np.stack(rows[1])


def _catmull_rom(p0: Array, p1: Array, p2: Array, p3: Array) -> Array:
    t = np.linspace(0, 1, PIECES + 1, dtype=np.float32)[:, None]
    curve: Array = p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)))
    return curve
