"""Numbers as colours: orange through the panel's colour to blue for numbers of either sign, grey or one hue for
amounts, a hue for each class; and text that can be read on them.

Grids over the input plane come with their lowest row first, as the engine gives them; their pictures have it last, as
the screen wants it.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from gui.theme import Tokens, theme

LEVELS = 255
"""Colours of a ramp: odd, so that zero has one of its own."""

BAD, NONE = LEVELS, LEVELS + 1
"""Places in a table of colours for what is no finite number, and for what is no number at all and stays empty."""

STEPS = 255
"""Steps of a ramp of one hue."""

HUES = ("validation", "training", "activations", "gradients", "merge", "problem", "dim", "good", "accent", "text")
"""The classes' colours by their tokens, in order; told apart by name and probability too."""

STRONGEST = 0.72
"""How much of a class's colour there is where the answer is certain; samples have all of it."""

FLAT = 0.5
"""The same where only the winner is shown."""

GAP = 2
"""Pixels between the pictures of a mosaic."""


@dataclass(frozen=True)
class Ramp:
    """Which colour a number gets: "signed" numbers orange below and blue above zero, "grey" ones from black at `low` to
    white at `high`; three numbers at a time that are "colour" themselves, from none at `low` to all at `high`."""

    kind: Literal["signed", "grey", "colour"]
    low: float
    high: float

    @classmethod
    def signed(cls, limit: float) -> Ramp:
        """For numbers of either sign, zero in the middle."""
        return cls("signed", -limit, limit)

    @classmethod
    def of(cls, low: float, high: float) -> Ramp:
        """For numbers that lie between two: grey from zero on where none is negative, else signed."""
        return cls("grey", 0.0, high) if low >= 0 else cls.signed(max(-low, high))

    def image(self, values: np.ndarray) -> QImage:
        """A picture of (height, width) numbers, or (height, width, 3) where they are colours, a pixel each."""
        return as_image(self.pixels(values))

    def pixels(self, values: np.ndarray, missing: int = 0) -> np.ndarray:
        """The colours of numbers of any shape, or (..., 3) where they are colours, as 0xAARRGGBB. The last `missing`
        of them stay empty."""
        scale = (LEVELS - 1) / max(self.high - self.low, 1e-30)
        with np.errstate(all="ignore"):
            places = np.rint((values - self.low) * scale)
            finite = np.isfinite(places)
            places = np.where(finite, places, 0).clip(0, LEVELS - 1).astype(np.uint32)
        if self.kind == "colour":
            red, green, blue = (places[..., channel] for channel in range(3))
            return (0xFF << 24) | (red << 16) | (green << 8) | blue
        places[~finite] = BAD
        if missing:
            places.reshape(-1)[-missing:] = NONE
        pixels: np.ndarray = _table(self.kind, theme.tokens)[places]
        return pixels

    def colour(self, value: float) -> QColor:
        """The colour of one number."""
        return self.image(np.array([[value]])).pixelColor(0, 0)


def as_image(pixels: np.ndarray) -> QImage:
    """A picture of (height, width) colours, given as 0xAARRGGBB; each is opaque or empty."""
    height, width = pixels.shape
    packed = np.ascontiguousarray(pixels, dtype=np.uint32)
    return QImage(packed.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()


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
    """The colour of one number of either sign, full from `limit` on; what is no number has the line's."""
    return signed_colours(np.array([value]), limit)[0] if not math.isnan(value) else QColor(theme.tokens.line)


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
    return _typical(_sizes(values))


def mosaic(values: np.ndarray, columns: int, limit: float) -> QImage:
    """Pictures of neurons' outputs (neurons, side, side) in rows of `columns`, with GAP transparent pixels between."""
    return _laid_out(values, _grid((len(values),), (columns,)), limit)


def mosaics(layers: Sequence[np.ndarray], columns: Sequence[int]) -> tuple[QImage, list[QRect]]:
    """Such pictures of several layers' neurons, each in rows of so many and scaled by its typical limit: as one image,
    which costs hardly more than that of one layer, and where in it each of them is."""
    grid = _grid(tuple(len(each) for each in layers), tuple(columns))
    values = np.concatenate(layers)
    side, sizes = values.shape[1], _sizes(values)
    ends = np.cumsum([len(each) for each in layers]).tolist()
    limits = [_typical(sizes[end - len(each) : end]) for each, end in zip(layers, ends, strict=True)]
    scaled = np.repeat(limits, [len(each) for each in layers]).astype(values.dtype)[:, None, None]
    pitch = side + GAP
    places = [
        QRect(0, row * pitch, across * pitch - GAP, rows * pitch - GAP)
        for row, rows, across in zip(grid.starts, grid.rows, columns, strict=True)
    ]
    return _laid_out(values, grid, scaled), places


@dataclass(frozen=True)
class _Grid:
    """Where the pictures of several mosaics stand, one mosaic below the other: the row and column of each, how many
    columns there are, and of each mosaic the first row and how many there are."""

    down: np.ndarray
    across: np.ndarray
    columns: int
    starts: tuple[int, ...]
    rows: tuple[int, ...]


@functools.lru_cache(maxsize=32)
def _grid(counts: tuple[int, ...], columns: tuple[int, ...]) -> _Grid:
    rows = [-(-count // across) for count, across in zip(counts, columns, strict=True)]
    starts = [sum(rows[:at]) for at in range(len(rows))]
    places = [
        (start + index // across, index % across)
        for start, count, across in zip(starts, counts, columns, strict=True) for index in range(count)
    ]  # fmt: skip
    down, across = np.array(places, dtype=np.intp).reshape(-1, 2).T
    return _Grid(down, across, max(columns), tuple(starts), tuple(rows))


def _laid_out(values: np.ndarray, grid: _Grid, limit: float | np.ndarray) -> QImage:
    side, pitch = values.shape[1], values.shape[1] + GAP
    rows, columns = sum(grid.rows), grid.columns
    sheet = np.zeros((rows, columns, pitch, pitch), dtype=np.uint32)
    sheet[grid.down, grid.across, :side, :side] = _signed_pixels(values, limit)[:, ::-1]
    return as_image(sheet.swapaxes(1, 2).reshape(rows * pitch, columns * pitch)[:-GAP, :-GAP])


def _sizes(values: np.ndarray) -> np.ndarray:
    """The largest size of each neuron (neurons, ...)."""
    flat = values.reshape(len(values), -1)
    sizes: np.ndarray = np.maximum(np.maximum.reduce(flat, axis=1), -np.minimum.reduce(flat, axis=1))
    return sizes if np.isfinite(sizes).all() else np.abs(np.nan_to_num(flat)).max(axis=1)


def _typical(sizes: np.ndarray) -> float:
    """The median of the sizes above zero."""
    ordered = sorted(size for size in sizes.tolist() if size > 0)
    return ordered[len(ordered) // 2] / 2 + ordered[(len(ordered) - 1) // 2] / 2 if ordered else 1.0


def _signed_pixels(values: np.ndarray, limit: float | np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        places = values * (0.5 / np.maximum(limit, 1e-30))
        places += 0.5
        np.minimum(np.maximum(places, 0.0, out=places), 1.0, out=places)
    if math.isnan(np.add.reduce(places, axis=None)):
        places = np.nan_to_num(places, nan=0.5)
    places *= LEVELS - 1
    places += 0.5
    return _signed_table(theme.tokens)[places.astype(np.intp)]


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


def tone(token: str, share: float) -> QColor:
    """From the panel's colour (0) to a token's own (1). Small shares are raised so that they can be seen: the square
    root is taken."""
    return QColor.fromRgba(int(ramp(token)[round(STEPS * min(max(share, 0.0), 1.0))]))


def ramp(token: str) -> np.ndarray:
    """The colours of the shares 0, 1 / STEPS, ... 1 as 0xAARRGGBB, (STEPS + 1,) uint32."""
    return _ramp(theme.tokens.panel, getattr(theme.tokens, token))


@functools.cache
def _ramp(low: str, high: str) -> np.ndarray:
    shares = np.sqrt(np.linspace(0, 1, STEPS + 1))
    ends = zip(QColor(low).getRgb()[:3], QColor(high).getRgb()[:3], strict=True)
    red, green, blue = (np.rint(a + (b - a) * shares).astype(np.uint32) for a, b in ends)
    return (np.uint32(0xFF) << 24) | (red << 16) | (green << 8) | blue


@functools.cache
def _readable(background: int, candidates: tuple[str, ...]) -> str:
    return max(candidates, key=lambda name: contrast(QColor(name), QColor.fromRgba(background)))


READABLE = 4.5
"""The least contrast at which text is easily read."""


def readable(background: QColor) -> QColor:
    """The colour of text where it is easy to read on a background, else what stands out most."""
    tokens = theme.tokens
    if contrast(QColor(tokens.text), background) >= READABLE:
        return QColor(tokens.text)
    return QColor(_readable(background.rgba(), (tokens.text, tokens.on_accent, tokens.panel, "#000000", "#ffffff")))


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, 1 to 21, as WCAG has it."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@functools.lru_cache(maxsize=8)
def _table(kind: str, tokens: Tokens) -> np.ndarray:
    """The colours of a ramp in a look, from low to high, then those of BAD and NONE."""
    table = _packed(_between("#000000", "#ffffff", 1.0)) if kind == "grey" else _signed_table(tokens)
    return np.concatenate([table, [np.uint32(QColor(tokens.problem).rgba()), 0]]).astype(np.uint32)
