"""What curves are declared with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from gui.plots.curves.growth import Growth

Style = Qt.PenStyle


@dataclass(frozen=True)
class Series:
    """One series of a history as a view shows it. `per` says what it has a value for; `scale` makes the value shown of
    the value kept; a `raw` one is drawn faint and of the current run only."""

    name: str
    title: str
    per: Literal["step", "epoch", "point"]
    token: str = "training"
    style: Style = Style.SolidLine
    marker: str = ""
    raw: bool = False
    scale: float = 1.0


@dataclass
class Line:
    """A curve in the units of the axes. `upper` makes it a band from `y` to there."""

    x: np.ndarray
    y: np.ndarray
    colour: QColor
    style: Style = Style.SolidLine
    width: float = 1.0
    marker: str = ""
    upper: np.ndarray | None = None
    live: bool = False
    """Whether it changes with every step."""
    marked: slice = field(default_factory=lambda: slice(None))
    steps: np.ndarray = field(default_factory=lambda: np.empty(0))
    """The steps of the points."""
    growth: Growth | None = None
    """How it is continued, where it can be."""


Range = tuple[float, float, float, float]
"""Left, right, low, high."""
