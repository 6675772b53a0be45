"""What all curve views of a window share: smoothing, the axis below, stripes for epochs, logarithmic values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from PySide6.QtCore import QObject, Signal

from engine import Axis

if TYPE_CHECKING:
    from gui.run_controller import RunController

SLIDER = 100
"""The slider's positions; every 25 make the memory ten times as long."""

LOGARITHMIC = frozenset({"ratios"})
"""The kinds of views whose value axis is logarithmic at first."""


class CurveOptions(QObject):
    """One for a window; it lives with the controller of its runs."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.smoothing = 0
        """Position of the slider, from 0 (none) to SLIDER."""
        self.axis: Axis = "epochs"
        self.bands = True
        self.logarithmic = LOGARITHMIC

    @staticmethod
    def of(controller: RunController) -> CurveOptions:
        """The options of the window that this controller belongs to."""
        found = controller.findChild(CurveOptions)
        return found if found is not None else CurveOptions(controller)

    @property
    def weight(self) -> float:
        """What a figure counts one step later, from 0 (no smoothing) to nearly 1."""
        return 1.0 - 10.0 ** (-self.smoothing / 25)

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
