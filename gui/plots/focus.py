"""What the views of evaluation look at together: a split, a cell of the confusion matrix, a sample."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine import Data
from gui.run_controller import RunController

SPLITS = ("validation", "train", "test")


class Focus(QObject):
    """One for each run controller; see `focus_of`. Positions are those within the split."""

    changed = Signal()

    def __init__(self, controller: RunController) -> None:
        super().__init__(controller)
        self._controller = controller
        self._split = "validation"
        self.cell: tuple[int, int] | None = None
        """The right class and the predicted one of the samples in focus; None where none is chosen."""
        self.sample: int | None = None
        """The sample in focus; None where none is chosen."""
        controller.document.replaced.connect(self._begin)

    @property
    def split(self) -> str:
        """The split that is looked at: the chosen one, or where it has no samples one that has."""
        held = held_splits(self._controller.experiment.data)
        return self._split if self._split in held else held[0]

    def choose_split(self, split: str) -> None:
        """Look at another split. Only this ever leads to the test samples."""
        if split != self._split:
            self._split, self.sample = split, None
            self.changed.emit()

    def choose_cell(self, cell: tuple[int, int] | None) -> None:
        """Look at the samples of a cell of the confusion matrix, or (None) at no cell."""
        if cell != self.cell:
            self.cell = cell
            self.changed.emit()

    def choose_sample(self, sample: int | None) -> None:
        """Look at a sample."""
        if sample != self.sample:
            self.sample = sample
            self.changed.emit()

    def _begin(self) -> None:
        self._split, self.cell, self.sample = "validation", None, None
        self.changed.emit()


def focus_of(controller: RunController) -> Focus:
    """The focus that all views of a controller share."""
    return controller.findChild(Focus) or Focus(controller)


def held_splits(data: Data) -> tuple[str, ...]:
    """The splits that have samples, as far as the shares tell."""
    shares = {"validation": data.validation_fraction, "train": 1.0, "test": data.test_fraction}
    return tuple(split for split in SPLITS if shares[split] > 0)


def split_names() -> dict[str, str]:
    """The splits as the user reads them."""
    translate = QCoreApplication.translate
    return {
        "validation": translate("Focus", "Validation"),
        "train": translate("Focus", "Training"),
        "test": translate("Focus", "Test"),
    }
