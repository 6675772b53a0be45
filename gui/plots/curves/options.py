"""What all curve views of a window share: smoothing, the axis below, stripes for epochs, logarithmic values."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from PySide6.QtCore import QObject, Signal

from engine import Axis
from gui.plots.scales import ceiling

if TYPE_CHECKING:
    from gui.run_controller import RunController

SLIDER = 100
"""The slider's positions: the first averages two steps, the last a share of the run, equal ways are equal ratios."""

SHARE, LEAST_REACH, MOST_REACH = 0.1, 20, 10_000
"""The share of a run that the last position averages, and the fewest and most steps that this may be."""

LOGARITHMIC = frozenset({"ratios"})
"""The kinds of views whose value axis is logarithmic at first."""


class CurveOptions(QObject):
    """One for a window; it lives with the controller of its runs."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.smoothing = 0
        """Position of the slider, from 0 (none) to SLIDER."""
        self.reach = 1000
        """How many steps the last position averages."""
        self.axis: Axis = "epochs"
        self.bands = True
        self.logarithmic = LOGARITHMIC

    @staticmethod
    def of(controller: RunController) -> CurveOptions:
        """The options of the window that this controller belongs to."""
        found = controller.findChild(CurveOptions)
        if found is None:
            found = CurveOptions(controller)
            controller.updated.connect(partial(found._follow, controller))
        return found

    def _follow(self, controller: RunController) -> None:
        """Learn how long the run is going to be, so that no way of the slider does nothing."""
        total = controller.progress.total_steps
        if total:
            self.choose(reach=round(ceiling(min(max(SHARE * total, LEAST_REACH), MOST_REACH))))

    @property
    def averaged(self) -> float:
        """How many steps are averaged, about; 1 without smoothing."""
        return 2.0 * (self.reach / 2.0) ** ((self.smoothing - 1) / (SLIDER - 1)) if self.smoothing else 1.0

    @property
    def weight(self) -> float:
        """What a figure counts one step later, from 0 (no smoothing) to nearly 1."""
        return 1.0 - 1.0 / self.averaged

    def choose(self, **chosen: Any) -> None:
        """Set options by name."""
        if any(getattr(self, name) != value for name, value in chosen.items()):
            for name, value in chosen.items():
                setattr(self, name, value)
            self.changed.emit()

    def set_logarithmic(self, kind: str, logarithmic: bool) -> None:
        """Give the views of a kind a logarithmic value axis, or a linear one."""
        self.choose(logarithmic=self.logarithmic | {kind} if logarithmic else self.logarithmic - {kind})

    def saved(self) -> dict[str, Any]:
        """The options as they are remembered."""
        return {"smoothing": self.smoothing, "axis": self.axis, "bands": self.bands,
                "logarithmic": sorted(self.logarithmic)}  # fmt: skip

    def restore(self, saved: dict[str, Any]) -> None:
        """Take remembered options over, as far as they make sense."""
        smoothing, axis, kinds = saved.get("smoothing"), saved.get("axis"), saved.get("logarithmic")
        self.choose(
            smoothing=min(max(smoothing, 0), SLIDER) if type(smoothing) is int else 0,
            axis=axis if axis in get_args(Axis) else "epochs",
            bands=saved.get("bands") is not False,
            logarithmic=frozenset(each for each in kinds if isinstance(each, str)) if isinstance(kinds, list)
            else LOGARITHMIC,
        )  # fmt: skip
