"""The colours of classes and of neurons' outputs, as pictures over the plane.

Grids come with their lowest row first, as the engine gives them, and pictures have it last, as the screen wants it.
"""

from __future__ import annotations

import functools

import numpy as np
from PySide6.QtGui import QColor, QImage

from gui.theme import Tokens, theme

HUES = ("validation", "training", "activations", "gradients", "merge", "problem", "dim", "good", "accent", "text")
"""The classes' colours by their tokens, in order; told apart by name and probability too."""

STRONGEST = 0.72
"""How much of a class's colour there is where the answer is certain; samples have all of it."""

FLAT = 0.5
"""The same where only the winner is shown."""

LEVELS = 257
"""Colours from one end to the other: odd, so that zero has one of its own."""

GAP = 2
"""Pixels between the pictures of a mosaic."""


def class_colour(index: int) -> QColor:
    """The colour of a class."""
    return QColor(getattr(theme.tokens, HUES[index % len(HUES)]))


def strengths(values: np.ndarray, meaning: str) -> np.ndarray:
    """How far the winner of each answer (..., K) stands out, from 0 (a tie) to 1: its probability above an even share,
    or, of scores, 1 - exp(-m) with the margin m to the second."""
    classes = values.shape[-1]
    with np.errstate(all="ignore"):
        if meaning == "score":
            ordered = np.sort(values, axis=-1)
            found = 1 - np.exp(-(ordered[..., -1] - ordered[..., -2] if classes > 1 else np.abs(ordered[..., -1])))
        else:
            found = (values.max(axis=-1) - 1 / classes) / (1 - 1 / classes) if classes > 1 else values[..., 0]
    return np.nan_to_num(np.clip(found, 0, 1))


def class_picture(values: np.ndarray, meaning: str, *, discrete: bool = False) -> QImage:
    """A picture of answers (rows, columns, K): the winner's colour, weaker the less certain, or flat if `discrete`."""
    classes = values.shape[-1]
    winners = values.argmax(axis=-1)
    if discrete:
        levels = np.full(winners.shape, round(FLAT / STRONGEST * (LEVELS - 1)), dtype=np.intp)
    else:
        levels = (strengths(values, meaning) * (LEVELS - 1) + 0.5).astype(np.intp)
    return _picture(_class_table(theme.tokens, classes)[winners * LEVELS + levels])


def amount_picture(values: np.ndarray, colour: QColor) -> QImage:
    """A picture of numbers from 0 to 1 (rows, columns): from the panel's colour to this one."""
    with np.errstate(all="ignore"):
        levels = (np.clip(np.nan_to_num(values), 0, 1) * (LEVELS - 1) + 0.5).astype(np.intp)
    return _picture(_packed(_between(theme.tokens.panel, colour.name(), 1.0))[levels])


def signed_picture(values: np.ndarray, limit: float) -> QImage:
    """A picture of numbers of either sign (rows, columns): orange below zero, blue above, full from `limit` on."""
    return _picture(_signed_pixels(values, limit))


def signed_colour(value: float, limit: float) -> QColor:
    """The colour of one number of either sign."""
    return QColor.fromRgb(int(_signed_pixels(np.array([value]), limit)[0]))


def signed_colours(values: np.ndarray, limit: float) -> list[QColor]:
    """The colours of some numbers of either sign."""
    return [QColor.fromRgb(each) for each in _signed_pixels(values, limit).tolist()]


def limit_of(values: np.ndarray) -> float:
    """The largest size among numbers, by which their colours are scaled."""
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max()) if finite.size else 1.0


def typical_limit(values: np.ndarray) -> float:
    """By which the colours of a layer's neurons (neurons, ...) are scaled: the largest size that a typical one of them
    has, so that one which is much larger does not bleach the others."""
    sizes = np.abs(np.nan_to_num(values.reshape(len(values), -1))).max(axis=1)
    return float(np.median(sizes[sizes > 0])) if (sizes > 0).any() else 1.0


def mosaic(values: np.ndarray, columns: int, limit: float) -> QImage:
    """Pictures of neurons' outputs (neurons, side, side) in rows of `columns`, with GAP transparent pixels between."""
    count, side, _ = values.shape
    rows, pitch = -(-count // columns), side + GAP
    sheet = np.zeros((rows * pitch - GAP, columns * pitch - GAP), dtype=np.uint32)
    pixels = _signed_pixels(values, limit)[:, ::-1]
    for index in range(count):
        top, left = index // columns * pitch, index % columns * pitch
        sheet[top : top + side, left : left + side] = pixels[index]
    height, width = sheet.shape
    return QImage(sheet.data, width, height, 4 * width, QImage.Format.Format_ARGB32).convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied
    )


def _signed_pixels(values: np.ndarray, limit: float) -> np.ndarray:
    with np.errstate(all="ignore"):
        places = np.nan_to_num(values * (0.5 / max(limit, 1e-30)) + 0.5, nan=0.5)
    return _signed_table(theme.tokens)[(np.clip(places, 0, 1) * (LEVELS - 1) + 0.5).astype(np.intp)]


@functools.lru_cache(maxsize=4)
def _signed_table(tokens: Tokens) -> np.ndarray:
    below = _between(tokens.validation, tokens.panel, 1.0, LEVELS // 2 + 1)
    return _packed(np.concatenate([below, _between(tokens.panel, tokens.training, 1.0, LEVELS // 2 + 1)[1:]]))


@functools.lru_cache(maxsize=8)
def _class_table(tokens: Tokens, classes: int) -> np.ndarray:
    """For each class in turn, its colours from uncertain to certain."""
    hues = [class_colour(index).name() for index in range(classes)]
    return _packed(np.concatenate([_between(tokens.panel, hue, STRONGEST) for hue in hues]))


def _between(start: str, end: str, most: float, count: int = LEVELS) -> np.ndarray:
    """So many colours from one to `most` of the way to another, (count, 3)."""
    a, b = (np.array(QColor(each).getRgb()[:3], dtype=float) for each in (start, end))
    return a + np.linspace(0, most, count)[:, None] * (b - a)


def _packed(colours: np.ndarray) -> np.ndarray:
    red, green, blue = np.rint(colours).astype(np.uint32).T
    packed: np.ndarray = (0xFF << 24) | (red << 16) | (green << 8) | blue
    return packed.astype(np.uint32)


def _picture(pixels: np.ndarray) -> QImage:
    """Packed colours (rows, columns) as a picture, the lowest row last."""
    packed = np.ascontiguousarray(pixels[::-1])
    height, width = packed.shape
    return QImage(packed.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
