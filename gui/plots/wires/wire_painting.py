"""Many wires, drawn quickly: one pen and one call for each class of strength and sign."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QPainter, QPen

from gui.ramps import signed_colour
from gui.theme import Tokens, theme

FEW = 150
"""Wires of a layer up to which they are drawn smoothly, and all of them."""

LEVELS = 10
"""Thicknesses of wires."""


def paint_wires(painter: QPainter, layers: Sequence[tuple[np.ndarray, np.ndarray]]) -> None:
    """All wires of some layers, given by their weights (from, to) and as lines (from * to,): weak ones first, those of
    one strength and sign in one call.

    Of many wires the weakest, below a tenth of the strongest, are left out, and edges are not smoothed: transparent
    or smooth lines take ten times as long.
    """
    smooth: list[tuple[np.ndarray, np.ndarray]] = []
    plain: list[tuple[np.ndarray, np.ndarray]] = []
    small = [weight.size for weight, _ in layers if weight.size <= FEW]
    crowded = sum(small) > 2 * FEW
    for weight, ends in layers:
        size = np.abs(np.nan_to_num(weight))
        levels = np.minimum((size * (LEVELS / (float(size.max()) or 1.0))).astype(np.intp), LEVELS - 1)
        classes = (2 * levels + (weight >= 0)).reshape(-1)
        (plain if weight.size > FEW or crowded else smooth).append((classes, ends))
    for parts, many in ((plain, True), (smooth, False)):
        if not parts:
            continue
        classes = np.concatenate([each for each, _ in parts])
        ends = np.concatenate([each for _, each in parts])
        order = np.argsort(classes, kind="stable")
        starts = np.searchsorted(classes[order], np.arange(2 * LEVELS + 1)).tolist()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, not many)
        for kind in range(2 if many else 0, 2 * LEVELS):
            chosen = ends[order[starts[kind] : starts[kind + 1]]]
            if len(chosen):
                painter.setPen(_pens(theme.tokens, many)[kind])
                painter.drawLines(chosen.tolist())


@functools.lru_cache(maxsize=4)
def _pens(tokens: Tokens, many: bool) -> list[QPen]:
    """A pen for each strength of wires, weak ones first, each negative and positive, in a look; for many of them."""
    shares = [(level + 1) / LEVELS for level in range(LEVELS) for _ in range(2)]
    colours = [
        signed_colour((0.15 + 0.85 * share) * (-1) ** (1 - index % 2), 1.0) for index, share in enumerate(shares)
    ]
    least = 1.2 if many else 0.8
    return [QPen(colour, max(3.6 * share * share, least)) for colour, share in zip(colours, shares, strict=True)]
