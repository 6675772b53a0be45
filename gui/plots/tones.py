"""Amounts as colours of one hue, and text that can be read on them."""

from __future__ import annotations

import functools

import numpy as np
from PySide6.QtGui import QColor

from gui.theme import theme

STEPS = 255
"""Steps of a ramp of colours."""


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
def _readable(background: int, candidates: tuple[str, str]) -> str:
    return max(candidates, key=lambda name: contrast(QColor(name), QColor.fromRgba(background)))


def readable(background: QColor) -> QColor:
    """The colour of text, or of text on the accent, whichever stands out more from a background."""
    return QColor(_readable(background.rgba(), (theme.tokens.text, theme.tokens.on_accent)))


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, 1 to 21, as WCAG has it."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
