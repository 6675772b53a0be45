"""Numbers as colours: orange through the panel's colour to blue for numbers of either sign, grey for amounts, and the
colours of pictures themselves."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

import numpy as np
from PySide6.QtGui import QColor, QImage

from gui.theme import Tokens, theme

LEVELS = 255
"""Colours of a ramp: odd, so that zero has one of its own."""

BAD, NONE = LEVELS, LEVELS + 1
"""Places in a table of colours for what is no finite number, and for what is no number at all and stays empty."""


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


@functools.lru_cache(maxsize=8)
def _table(kind: str, tokens: Tokens) -> np.ndarray:
    """The colours of a ramp in a look, from low to high, then those of BAD and NONE."""
    ends = ["#000000", "#ffffff"] if kind == "grey" else [tokens.validation, tokens.panel, tokens.training]
    corners = np.array([QColor(each).getRgb()[:3] for each in ends], dtype=float)
    at = np.linspace(0, len(ends) - 1, LEVELS)
    parts = [np.rint(np.interp(at, np.arange(len(ends)), corners[:, each])).astype(np.uint32) for each in range(3)]
    table = (0xFF << 24) | (parts[0] << 16) | (parts[1] << 8) | parts[2]
    bad = np.uint32(QColor(tokens.problem).rgba())
    return np.concatenate([table, [bad, 0]]).astype(np.uint32)
