"""Amounts as colours of one hue, and text that can be read on them."""

from __future__ import annotations

from PySide6.QtGui import QColor

from gui.theme import theme


def tone(token: str, share: float) -> QColor:
    """From the panel's colour (0) to a token's own (1). Small shares are raised so that they can be seen: the square
    root is taken."""
    low, high = QColor(theme.tokens.panel), QColor(getattr(theme.tokens, token))
    share = min(max(share, 0.0), 1.0) ** 0.5
    parts = zip(low.getRgb()[:3], high.getRgb()[:3], strict=True)
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


def readable(background: QColor) -> QColor:
    """The colour of text, or of text on the accent, whichever stands out more from a background."""
    candidates = QColor(theme.tokens.text), QColor(theme.tokens.on_accent)
    return max(candidates, key=lambda colour: contrast(colour, background))


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, 1 to 21, as WCAG has it."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
