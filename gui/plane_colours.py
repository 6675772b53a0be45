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

LEVELS = 256


def class_colour(index: int) -> QColor:
    """The colour of a class."""
    return QColor(getattr(theme.tokens, HUES[index % len(HUES)]))


def strengths(values: np.ndarray, meaning: str) -> np.ndarray:
    """How far the winner of each answer (..., K) stands out, from 0 (a tie) to 1: its probability above an even share,
    or, of scores, 1 - exp(-m) with the margin m to the second."""
    classes = values.shape[-1]
    with np.errstate(all="ignore"):
        if meaning == "scores":
            ordered = np.sort(values, axis=-1)
            found = 1 - np.exp(-(ordered[..., -1] - ordered[..., -2] if classes > 1 else np.abs(ordered[..., -1])))
        else:
            found = (values.max(axis=-1) - 1 / classes) / (1 - 1 / classes) if classes > 1 else values[..., 0]
    return np.nan_to_num(np.clip(found, 0, 1))


def class_picture(values: np.ndarray, meaning: str, *, discrete: bool = False) -> QImage:
    """A picture of answers (rows, columns, K): the winner's colour, weaker the less certain, or flat if `discrete`."""
    winners = values.argmax(axis=-1)
    share = np.full(winners.shape, 0.5) if discrete else STRONGEST * strengths(values, meaning)
    colours = np.array([class_colour(index).getRgb()[:3] for index in range(values.shape[-1])], dtype=float)
    panel = np.array(QColor(theme.tokens.panel).getRgb()[:3], dtype=float)
    return _picture((panel + share[..., None] * (colours - panel)[winners]).astype(np.float32))


def amount_picture(values: np.ndarray, colour: QColor) -> QImage:
    """A picture of numbers from 0 to 1 (rows, columns): from the panel's colour to this one."""
    panel = np.array(QColor(theme.tokens.panel).getRgb()[:3], dtype=float)
    full = np.array(colour.getRgb()[:3], dtype=float)
    return _picture(panel + np.clip(np.nan_to_num(values), 0, 1)[..., None] * (full - panel))


def signed_picture(values: np.ndarray, limit: float) -> QImage:
    """A picture of numbers of either sign (rows, columns): orange below zero, blue above, full from `limit` on."""
    return _picture(signed_pixels(values, limit))


def signed_pixels(values: np.ndarray, limit: float) -> np.ndarray:
    """The colours of numbers of either sign, (..., 3)."""
    with np.errstate(all="ignore"):
        places = np.nan_to_num(values / max(limit, 1e-30) * 0.5 + 0.5, nan=0.5)
    return _ramp(theme.tokens)[np.clip(np.rint(places * (LEVELS - 1)), 0, LEVELS - 1).astype(np.intp)]


def signed_colour(value: float, limit: float) -> QColor:
    """The colour of one number of either sign."""
    return QColor(*(int(each) for each in signed_pixels(np.array(value), limit)))


def limit_of(values: np.ndarray) -> float:
    """The largest size among numbers, by which their colours are scaled."""
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max()) if finite.size else 1.0


def typical_limit(values: np.ndarray) -> float:
    """By which the colours of a layer's neurons (neurons, ...) are scaled: the largest size that a typical one of them
    has, so that one which is much larger does not bleach the others."""
    sizes = np.abs(np.nan_to_num(values.reshape(len(values), -1))).max(axis=1)
    return float(np.median(sizes[sizes > 0])) if (sizes > 0).any() else 1.0


@functools.lru_cache(maxsize=4)
def _ramp(tokens: Tokens) -> np.ndarray:
    corners = np.array(
        [QColor(each).getRgb()[:3] for each in (tokens.validation, tokens.panel, tokens.training)], dtype=float
    )
    at = np.linspace(0, 2, LEVELS)
    return np.stack([np.interp(at, [0, 1, 2], corners[:, each]) for each in range(3)], axis=-1)


def _picture(pixels: np.ndarray) -> QImage:
    """Colours (rows, columns, 3) as a picture, the lowest row last."""
    rows = np.rint(pixels[::-1]).astype(np.uint32)
    packed = np.ascontiguousarray((0xFF << 24) | (rows[..., 0] << 16) | (rows[..., 1] << 8) | rows[..., 2])
    height, width = packed.shape
    return QImage(packed.astype(np.uint32).data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def mosaic(values: np.ndarray, columns: int, limit: float, gap: int = 2) -> QImage:
    """Pictures of neurons' outputs (neurons, side, side) in rows of `columns`, transparent gaps between them."""
    count, side, _ = values.shape
    rows, pitch = -(-count // columns), side + gap
    sheet = np.zeros((rows * pitch - gap, columns * pitch - gap), dtype=np.uint32)
    pixels = np.rint(signed_pixels(values, limit)).astype(np.uint32)[:, ::-1]
    packed = (0xFF << 24) | (pixels[..., 0] << 16) | (pixels[..., 1] << 8) | pixels[..., 2]
    for index in range(count):
        top, left = index // columns * pitch, index % columns * pitch
        sheet[top : top + side, left : left + side] = packed[index]
    height, width = sheet.shape
    return QImage(sheet.data, width, height, 4 * width, QImage.Format.Format_ARGB32).copy()
