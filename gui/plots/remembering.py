"""What was chosen in views, remembered between starts: a view begins with what was chosen last in one of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from gui.run_controller import RunController


class Remembered(QObject):
    """One for a window; it lives with the controller of its runs."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen: dict[str, dict[str, Any]] = {}

    @staticmethod
    def of(controller: RunController) -> Remembered:
        """What is remembered in the window that this controller belongs to."""
        found = controller.findChild(Remembered)
        return found if found is not None else Remembered(controller)

    def last(self, kind: str, name: str) -> Any:
        """What was chosen last in a view of a kind, lists as tuples; None where nothing was."""
        found = self._chosen.get(kind, {}).get(name)
        return tuple(found) if isinstance(found, list) else found

    def keep(self, kind: str, name: str, value: Any) -> None:
        """Remember what was chosen."""
        if self.last(kind, name) != value:
            self._chosen.setdefault(kind, {})[name] = value
            self.changed.emit()

    def saved(self) -> dict[str, Any]:
        """All of it, as it is written."""
        return {kind: dict(chosen) for kind, chosen in self._chosen.items()}

    def restore(self, saved: dict[str, Any]) -> None:
        """Take over what was written, as far as it makes sense; what no view knows is passed over by the views."""
        self._chosen = {kind: dict(chosen) for kind, chosen in saved.items() if isinstance(chosen, dict)}
