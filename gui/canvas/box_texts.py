"""The texts of a box: where they stand, and what of them there is room for."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from gui.canvas.fonts import canvas_metrics
from gui.canvas.layout import HEIGHT, WIDTH
from gui.canvas.looks import Look

STRIPE = 6.0
"""Width of the hue at the left of a box."""
ICON = 18.0
LEFT = STRIPE + 6 + ICON + 5
DETAIL = 17.0
"""Height of a line below the title."""


@dataclass(frozen=True)
class BoxTexts:
    """The texts of one look, in coordinates of its box, and sizes in scene units. Not to be changed: boxes share it."""

    title: str
    title_size: int
    title_box: QRectF
    wraps: bool
    """Whether the title goes over several lines as it comes."""
    details: tuple[tuple[QRectF, str], ...]

    @property
    def cut(self) -> bool:
        """Whether a part of the title is left out."""
        return self.title.endswith("…") and not self.wraps


def box_texts(look: Look) -> BoxTexts:
    """The texts of a look."""
    return _composed(QApplication.font().key(), look.title, look.details, bool(look.stack))


@functools.lru_cache(maxsize=1024)
def _composed(_application: str, title: str, details: tuple[str, ...], stacked: bool) -> BoxTexts:
    """Sizes and places in the application's font of that key."""
    metrics, room = canvas_metrics(15, QFont.Weight.DemiBold), WIDTH - LEFT - 4
    words = [metrics.horizontalAdvance(word) for word in title.split()]
    wraps = not details and len(words) > 1 and metrics.horizontalAdvance(title) > room >= max(words)
    shown, size, height = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room), 15, 19.0
    if stacked and shown != title:
        size = 12
        shown = canvas_metrics(size, QFont.Weight.DemiBold).elidedText(title, Qt.TextElideMode.ElideRight, room)
    if shown != title and not wraps and len(details) < 2:
        lines = in_two_lines(title, canvas_metrics(13, QFont.Weight.DemiBold), room)
        if lines:
            shown, size, height = "\n".join(lines), 13, 33.0
    top = (HEIGHT - height - DETAIL * len(details)) / 2
    wide = WIDTH - STRIPE - 12
    return BoxTexts(
        shown, size, QRectF(LEFT, 2 if wraps else top, room, HEIGHT - 4 if wraps else height), wraps,
        tuple(
            (QRectF(STRIPE + 8, top + height + DETAIL * index, wide, DETAIL),
             canvas_metrics(13).elidedText(text, Qt.TextElideMode.ElideRight, wide))
            for index, text in enumerate(details)
        ),
    )  # fmt: skip


def in_two_lines(title: str, metrics: QFontMetricsF, room: float) -> tuple[str, str] | None:
    """A title cut between words, or within one where a capital begins (MaxPool2D), as evenly as can be; None where
    it does not fit so."""
    cuts = [match.start() for match in re.finditer(r" |(?<=[a-z])(?=[A-Z])", title)]
    halves = [(title[:cut], title[cut:].strip()) for cut in cuts]
    width, best = min(
        ((max(metrics.horizontalAdvance(each) for each in pair), pair) for pair in halves), default=(room + 1, None)
    )
    return best if width <= room else None
