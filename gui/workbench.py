"""What stands on the window's frame once the engine is loaded: the work, and the panels that show it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from engine import StoredExperiment
from gui.canvas.panel import CanvasPanel
from gui.document import Document
from gui.panels.analysis import AnalysisPanel
from gui.panels.experiment import ExperimentPanel
from gui.panels.palette import PalettePanel
from gui.panels.plots import PlotsPanel
from gui.panels.properties import PropertiesPanel
from gui.panels.undo_list import UndoListPanel
from gui.recovery import Recovery
from gui.run_controller import RunController


class Work(QObject):
    """One experiment that is open, and its run: what stays where the window is made anew. `path` is its file, None for
    a new one."""

    def __init__(self, stored: StoredExperiment, path: Path | None = None) -> None:
        super().__init__()
        self.document = Document(stored.experiment, self)
        self.document.start(stored.experiment, path=path, view=stored.view)
        self.controller = RunController(self.document, self)
        self.recovery: Recovery | None = None
        self._ended: bool | None = None

    def keep_safe(self, folder: Path) -> None:
        """Keep a copy of unsaved edits in a folder, against crashes."""
        if self.recovery is None:
            self.recovery = Recovery(self.document, folder)

    def shutdown(self) -> bool:
        """End the training thread; whether it ended in time. What was done once is not done again."""
        if self._ended is None:
            self._ended = self.controller.shutdown()
        return self._ended


class Workbench(QObject):
    """An experiment with all its views. `views` are the kinds below the canvas."""

    def __init__(self, work: Work, *, views: Sequence[str] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        work.setParent(self)
        self.work = work
        self.document, self.controller = work.document, work.controller
        self.canvas = CanvasPanel(self.document)
        self.canvas.show_responses(self.controller)
        self.palette = PalettePanel(self.document)
        self.properties = PropertiesPanel(self.document, self.controller)
        self.experiment = ExperimentPanel(self.document, self.controller)
        self.plots = PlotsPanel(self.document, self.controller, views)
        self.analysis = AnalysisPanel(self.document)
        self.analysis.located.connect(self.canvas.show_node)
        self.history = UndoListPanel(self.document)

    def panels(self) -> dict[str, QWidget]:
        """What stands around the canvas, by the name of its dock."""
        return {
            "palette": self.palette,
            "properties": self.properties,
            "experiment": self.experiment,
            "plots": self.plots,
            "analysis": self.analysis,
            "history": self.history,
        }

    def give_up(self) -> Work:
        """Let go of the work, which then belongs to nobody."""
        self.work.setParent(None)
        return self.work
