"""Glyphs as strokes of a pen: for each digit some ways of writing it, each a few strokes through given places.

A place is (x, y) in the unit square, y downwards. A stroke bends smoothly through its places; a place given twice in a
row makes a corner.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

import numpy as np

from engine.numerics import Array

Stroke = tuple[tuple[float, float], ...]
Form = tuple[Stroke, ...]

_ROUND_NOUGHT: Stroke = (
    (0.50, 0.05), (0.25, 0.20), (0.18, 0.50), (0.25, 0.80), (0.50, 0.95), (0.75, 0.80), (0.82, 0.50), (0.75, 0.20),
    (0.50, 0.05),
)  # fmt: skip

FORMS: Mapping[str, tuple[Form, ...]] = {
    "zero": ((_ROUND_NOUGHT,), (((0.62, 0.06), *_ROUND_NOUGHT[1:-1], (0.44, 0.07)),)),
    "one": (
        (((0.5, 0.05), (0.5, 0.95)),),
        (((0.30, 0.28), (0.55, 0.05), (0.55, 0.05), (0.55, 0.95)),),
        (((0.30, 0.28), (0.52, 0.05), (0.52, 0.05), (0.52, 0.94)), ((0.28, 0.95), (0.76, 0.95))),
    ),
    "two": (
        (((0.20, 0.28), (0.32, 0.08), (0.60, 0.06), (0.76, 0.26), (0.62, 0.52), (0.20, 0.94), (0.20, 0.94),
          (0.82, 0.94)),),
        (((0.22, 0.22), (0.45, 0.05), (0.74, 0.20), (0.66, 0.48), (0.36, 0.82), (0.18, 0.88), (0.28, 0.72), (0.50, 0.86),
          (0.84, 0.90)),),
    ),
    "three": (
        (((0.22, 0.14), (0.48, 0.05), (0.74, 0.20), (0.66, 0.42), (0.42, 0.48), (0.42, 0.48), (0.72, 0.56), (0.78, 0.76),
          (0.56, 0.94), (0.20, 0.86)),),
        (((0.22, 0.07), (0.76, 0.07), (0.76, 0.07), (0.46, 0.42), (0.46, 0.42), (0.74, 0.54), (0.78, 0.76), (0.54, 0.94),
          (0.20, 0.86)),),
    ),
    "four": (
        (((0.64, 0.94), (0.64, 0.05), (0.64, 0.05), (0.16, 0.66), (0.16, 0.66), (0.86, 0.66)),),
        (((0.26, 0.06), (0.20, 0.52), (0.20, 0.52), (0.82, 0.52)), ((0.70, 0.08), (0.66, 0.95))),
    ),
    "five": (
        (((0.78, 0.07), (0.28, 0.07), (0.28, 0.07), (0.24, 0.45), (0.24, 0.45), (0.54, 0.38), (0.78, 0.60), (0.66, 0.88),
          (0.40, 0.95), (0.18, 0.84)),),
        (((0.30, 0.07), (0.26, 0.42), (0.26, 0.42), (0.58, 0.40), (0.78, 0.64), (0.62, 0.92), (0.20, 0.88)),
         ((0.30, 0.07), (0.80, 0.06))),
    ),
    "six": (
        (((0.70, 0.07), (0.38, 0.26), (0.22, 0.60), (0.32, 0.90), (0.60, 0.94), (0.78, 0.72), (0.62, 0.52), (0.36, 0.56),
          (0.24, 0.74)),),
        (((0.48, 0.05), (0.28, 0.36), (0.22, 0.72), (0.46, 0.95), (0.76, 0.80), (0.66, 0.56), (0.40, 0.56),
          (0.26, 0.70)),),
    ),
    "seven": (
        (((0.18, 0.07), (0.80, 0.07), (0.80, 0.07), (0.56, 0.50), (0.42, 0.95)),),
        (((0.18, 0.07), (0.80, 0.07), (0.80, 0.07), (0.40, 0.95)), ((0.34, 0.50), (0.76, 0.50))),
        (((0.20, 0.22), (0.20, 0.08), (0.20, 0.08), (0.80, 0.08), (0.80, 0.08), (0.52, 0.50), (0.44, 0.95)),),
    ),
    "eight": (
        (((0.74, 0.20), (0.50, 0.05), (0.27, 0.20), (0.36, 0.40), (0.64, 0.56), (0.76, 0.76), (0.50, 0.95), (0.24, 0.78),
          (0.36, 0.56), (0.66, 0.38), (0.74, 0.20)),),
        (((0.50, 0.47), (0.28, 0.34), (0.34, 0.10), (0.66, 0.10), (0.72, 0.34), (0.50, 0.47), (0.22, 0.64), (0.32, 0.92),
          (0.68, 0.92), (0.78, 0.64), (0.50, 0.47)),),
    ),
    "nine": (
        (((0.74, 0.30), (0.58, 0.06), (0.30, 0.12), (0.24, 0.38), (0.46, 0.52), (0.72, 0.34), (0.72, 0.34), (0.70, 0.95)),),
        (((0.74, 0.28), (0.54, 0.05), (0.26, 0.18), (0.32, 0.48), (0.62, 0.46), (0.76, 0.22), (0.72, 0.64), (0.56, 0.92),
          (0.30, 0.93)),),
    ),
}  # fmt: skip
"""The classes' names and the forms of each."""

PIECES = 3
"""Straight pieces drawn between two places of a stroke."""


@functools.cache
def traced(form: Form) -> tuple[Array, Array, Array]:
    """A form's places, (P, 2), and two matrices (S, P): the ends of its S straight pieces as averages of the places.

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
    places = np.array([place for stroke in form for place in stroke], dtype=np.float32)
    return places, np.stack(rows[0]), np.stack(rows[1])


def _catmull_rom(p0: Array, p1: Array, p2: Array, p3: Array) -> Array:
    t = np.linspace(0, 1, PIECES + 1, dtype=np.float32)[:, None]
    curve: Array = p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)))
    return curve
