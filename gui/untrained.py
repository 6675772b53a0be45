"""The untrained network, built for the views where there is no run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from engine import Experiment
    from gui.run_controller import RunController

SHOW_MS = 400
"""How long an edit has to stand before the untrained network is built anew for the views."""


class Untrained(QObject):
    """Where there is no run, has the document's network built as it would begin by `build`, when edits pause and
    somebody looks."""

    def __init__(self, controller: RunController, build: Callable[[Experiment], None]) -> None:
        super().__init__(controller)
        self._controller, self._build = controller, build
        self._built: Experiment | None = None
        self._timer = QTimer(self, interval=SHOW_MS, singleShot=True)
        self._timer.timeout.connect(self._show)
        controller.looks.needed.connect(self.show_soon)

    def forget(self) -> None:
        """What was built last is gone."""
        self._built = None

    def show_soon(self) -> None:
        """Something was edited, or somebody begins to look."""
        if self._controller.state == "idle":
            self._timer.start()

    def stop(self) -> None:
        """Build nothing any more."""
        self._timer.stop()

    def _show(self) -> None:
        controller, document = self._controller, self._controller.document
        if controller.state != "idle" or not controller.looks.wanted or document.experiment == self._built:
            return
        if not document.analysis.problems:
            self._built = document.experiment
            self._build(document.experiment)
