"""One experiment trained several times over, with a seed of its own each time: how much of a result is luck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engine import replaced

if TYPE_CHECKING:
    from engine import Experiment
    from gui.run_controller import RunController

LAST_SEED = 2**32 - 1


class SeedSeries(QObject):
    """Runs that follow one another by themselves. The document stays as it is: the runs differ in their seeds only.
    Stopping or resetting a run, or starting another one, ends the series."""

    changed = Signal()

    def __init__(self, controller: RunController) -> None:
        super().__init__(controller)
        self._controller = controller
        self._experiments: list[Experiment] = []
        self.number = 0
        """Which run of the series is under way, counted from 1; 0 where there is no series."""
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._advance)
        controller.state_changed.connect(self._watch)

    @property
    def count(self) -> int:
        """How many runs the series has."""
        return len(self._experiments)

    def start(self, count: int) -> None:
        """Train the document's experiment that many times: with its own seed, and those that follow."""
        experiment = self._controller.document.experiment
        self._experiments = [
            replaced(experiment, "seed", (experiment.seed + place) % (LAST_SEED + 1)) for place in range(count)
        ]
        self.number = 0
        self._advance()

    def end(self) -> None:
        """Let no further run follow."""
        self._next.stop()
        if self.number:
            self.number, self._experiments = 0, []
            self.changed.emit()

    def _advance(self) -> None:
        self.number += 1
        self._controller.train_as(self._experiments[self.number - 1])
        self.changed.emit()

    def _watch(self) -> None:
        if not self.number or self._next.isActive():
            return
        controller = self._controller
        if controller.state in ("idle", "failed") or controller.status == "stopped" or self._is_another():
            self.end()
        elif controller.state == "finished" and self.number < self.count:
            self._next.start()
        elif controller.state == "finished":
            self._sum_up()
            self.end()

    def _is_another(self) -> bool:
        """Whether somebody has started a run that is not of the series."""
        controller = self._controller
        return controller.trained_experiment != self._experiments[self.number - 1] and not controller.history.edits

    def _sum_up(self) -> None:
        """Show what the runs have in common in place of each of them."""
        runs = self._controller.runs
        for group in runs.groups():
            if runs.current in group.runs:
                runs.average(group, True)
                for run in group.runs:
                    runs.show(run, False)
