"""The raw samples that views have been shown, as pictures where they are images."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtGui import QImage

from engine import Data, Shown

KEPT = 4000
"""Most samples kept; then all are forgotten and asked for anew."""


class Pictures:
    """Raw samples by position in their split. They stay the same for the same data, whatever the network learns."""

    def __init__(self) -> None:
        self._of: tuple[Data, str] | None = None
        self._raw: dict[int, np.ndarray] = {}
        self._images: dict[int, QImage] = {}
        self._low, self._high = np.zeros(()), np.ones(())

    def use(self, data: Data, split: str) -> None:
        """Begin anew where other samples are meant."""
        if self._of != (data, split):
            self._of = data, split
            self._raw.clear()
            self._images.clear()

    def take(self, shown: Shown) -> None:
        """Keep what was shown."""
        if self._of is None or shown.split != self._of[1]:
            return
        if len(self._raw) + len(shown.index) > KEPT:
            self._raw.clear()
            self._images.clear()
        self._low, self._high = shown.low, shown.high
        self._raw.update(zip(shown.index.tolist(), shown.raw, strict=True))

    def missing(self, indices: Iterable[int]) -> tuple[int, ...]:
        """Which of these are not known yet."""
        return tuple(index for index in indices if index not in self._raw)

    def raw(self, index: int) -> np.ndarray | None:
        """A sample as the data set has it; None where it is not known yet."""
        return self._raw.get(index)

    def image(self, index: int) -> QImage | None:
        """A sample as a picture; None where it is not known yet, or is none."""
        found = self._images.get(index)
        raw = self._raw.get(index)
        if found is None and raw is not None and raw.ndim == 3:
            found = self._images[index] = picture(raw, float(self._low.min()), float(self._high.max()))
        return found


def picture(values: np.ndarray, low: float, high: float) -> QImage:
    """An image of (height, width, channels) numbers, from black at `low` to white at `high`: in colour where it has
    three channels, else grey by the first."""
    with np.errstate(all="ignore"):
        share = np.nan_to_num((values.astype(np.float64) - low) / max(high - low, 1e-30))
    levels = np.rint(255 * share.clip(0, 1)).astype(np.uint8)
    height, width, channels = levels.shape
    if channels == 3:
        packed = np.ascontiguousarray(levels)
        return QImage(packed.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
    packed = np.ascontiguousarray(levels[..., 0])
    return QImage(packed.data, width, height, width, QImage.Format.Format_Grayscale8).copy()
