"""Colours of numbers: from orange below zero through the panel's colour to blue above, as signs are told apart
everywhere here."""

from __future__ import annotations

import math

from PySide6.QtGui import QColor

from gui.theme import theme


def signed_colour(value: float, largest: float) -> QColor:
    """The colour of a number where `largest` is the greatest magnitude around; what is no number has the line's."""
    tokens = theme.tokens
    if math.isnan(value):
        return QColor(tokens.line)
    share = 1.0 if math.isinf(value) or value == math.inf else min(abs(value) / largest, 1.0) if largest > 0 else 0.0
    return mixed(QColor(tokens.panel), QColor(tokens.training if value > 0 else tokens.validation), share)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """The colour between two, `share` of the way to the other."""
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


READABLE = 4.5
"""The least ratio of luminances at which text is easily read."""


def readable_on(ground: QColor) -> QColor:
    """The text's colour where it is easy to read there, else black or white, whichever is easier."""
    text = QColor(theme.tokens.text)
    if _contrast(text, ground) >= READABLE:
        return text
    return max(QColor("#000000"), QColor("#ffffff"), key=lambda colour: _contrast(colour, ground))


def _contrast(one: QColor, other: QColor) -> float:
    """The ratio of luminances, as the accessibility guidelines have it."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
