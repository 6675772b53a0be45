"""Samples that are rows of numbers, as a table: what was right, what was answered, and the numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from engine import Evaluated
from gui.plots.evaluation.verdicts import amount, caption, meaning_name, name_of, numbers
from gui.plots.pictures import Pictures
from gui.plots.scales import brief
from gui.theme import tabular, theme

Index = QModelIndex
NOWHERE = QModelIndex()
FEATURES = 64
"""Most numbers of a sample that are shown."""
MEASURED = 60
"""Rows, from the first on, that columns are made wide enough for."""
LOW = 120
"""Pixels of height below which a horizontal scroll bar would take too much; the arrow keys scroll, too."""


class SampleModel(QAbstractTableModel):
    """One row a sample, in the order that is asked for."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._found: Evaluated | None = None
        self._chosen = np.zeros(0, dtype=np.int64)
        self._heads: tuple[str, ...] = ()
        self._features = 0

    def show_samples(self, found: Evaluated, chosen: np.ndarray, features: int) -> None:
        """Show the samples at these places of an evaluation, with so many raw numbers each."""
        shape = (len(self._chosen), self._heads, self._features)
        self._features = min(features, FEATURES)
        heads = (*answer_heads(found), *(f"x{at + 1}" for at in range(self._features)))
        if shape != (len(chosen), heads, self._features):
            self.beginResetModel()
            self._found, self._chosen, self._heads = found, chosen, heads
            self.endResetModel()
            return
        self._found, self._chosen = found, chosen
        self.refresh()

    def refresh(self) -> None:
        """Show other values in the same cells."""
        if len(self._chosen):
            last = self.index(len(self._chosen) - 1, len(self._heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def sample(self, row: int) -> int:
        """The position in its split of the sample in a row."""
        assert self._found is not None
        return int(self._found.index[self._chosen[row]])

    def row_of(self, sample: int | None) -> int | None:
        """The row of a sample; None where it is not shown."""
        if self._found is None or sample is None:
            return None
        rows = np.flatnonzero(self._found.index[self._chosen] == sample)
        return int(rows[0]) if len(rows) else None

    def longest(self) -> list[str]:
        """The longest text of each column, as far as a look at some rows tells."""
        texts = [list(self._heads)]
        if self._found is not None:
            answered = range(len(self._heads) - self._features)
            texts += [[self._text(int(place), at) for at in answered] for place in self._chosen[:MEASURED]]
        return [max((row[at] for row in texts if at < len(row)), key=len) for at in range(len(self._heads))]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._chosen)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._found is None or not index.isValid():
            return None
        place, column = int(self._chosen[index.row()]), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(place, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return caption(self._found, place).full
        predicted, targets = self._found.predicted, self._found.targets
        if role == Qt.ItemDataRole.ForegroundRole and column == 2 and predicted is not None and targets is not None:
            return QColor(theme.tokens.good if predicted[place] == targets[place] else theme.tokens.problem)
        return None

    def _text(self, place: int, column: int) -> str:
        assert self._found is not None
        answered = len(self._heads) - self._features
        if column >= answered:
            raw = self._pictures.raw(int(self._found.index[place]))
            return "" if raw is None else brief(float(raw.reshape(-1)[column - answered]), 4)
        return answer_texts(self._found, place)[column]


def answer_heads(found: Evaluated) -> tuple[str, ...]:
    """The names of the columns that an evaluation fills."""
    translate = QCoreApplication.translate
    heads = [translate("SampleTable", "Sample")]
    if found.predicted is not None:
        heads += [translate("SampleTable", "True"), translate("SampleTable", "Predicted"), meaning_name(found)]
    elif found.targets is not None:
        heads += [translate("SampleTable", "Target"), translate("SampleTable", "Answer")]
        heads.append(translate("SampleTable", "Residual"))
    return (*heads, translate("SampleTable", "Loss")) if found.losses is not None else tuple(heads)


def answer_texts(found: Evaluated, place: int) -> list[str]:
    """What an evaluation says of one sample, as texts."""
    texts = [str(found.index[place])]
    if found.predicted is not None and found.targets is not None and found.confidence is not None:
        texts += [name_of(found, int(found.targets[place])), name_of(found, int(found.predicted[place]))]
        texts.append(amount(found, float(found.confidence[place])))
    elif found.targets is not None and found.answers is not None:
        target, answer = found.targets[place], found.answers[place]
        texts += [numbers(target), numbers(answer), numbers(answer - target)]
    if found.losses is not None:
        texts.append(brief(float(found.losses[place]), 4))
    return texts


class SampleTable(QTableView):
    """The table. A click or the arrow keys choose a sample."""

    chosen = Signal(int)
    moved = Signal()
    """Other rows have come into sight."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__(
            frameShape=QFrame.Shape.NoFrame, showGrid=False, alternatingRowColors=True, wordWrap=False,
            tabKeyNavigation=False, selectionBehavior=QAbstractItemView.SelectionBehavior.SelectRows,
            selectionMode=QAbstractItemView.SelectionMode.SingleSelection,
            horizontalScrollMode=QAbstractItemView.ScrollMode.ScrollPerPixel,
        )  # fmt: skip
        self.samples = SampleModel(pictures)
        self.setModel(self.samples)
        self.setAccessibleName(self.tr("Samples"))
        self._following = False
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(QFontMetrics(self.font()).height() + 6)
        self.verticalHeader().setMinimumSectionSize(12)
        self.horizontalHeader().setHighlightSections(False)
        tabular(self)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_samples(self, found: Evaluated, chosen: np.ndarray, features: int, sample: int | None) -> None:
        """Show the samples at these places of an evaluation; mark one."""
        columns = self.samples.columnCount()
        self._following = True
        try:
            self.samples.show_samples(found, chosen, features)
            if columns != self.samples.columnCount():
                self._fit_columns()
            row = self.samples.row_of(sample)
            if row is None:
                self.selectionModel().clear()
            else:
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(self.samples.index(row, 0), flags.ClearAndSelect | flags.Rows)
        finally:
            self._following = False

    def in_sight(self) -> list[int]:
        """The samples whose rows can be seen."""
        count = self.samples.rowCount()
        if not count:
            return []
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        return [self.samples.sample(row) for row in range(first, (count - 1 if last < 0 else last) + 1)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if self.height() >= LOW else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(bar)
        self._fit_columns()
        self.moved.emit()

    def _fit_columns(self) -> None:
        metrics, count = QFontMetrics(self.font()), self.samples.columnCount()
        if not count:
            return
        least = metrics.horizontalAdvance("0.0000") + 14
        widths = [max(least, metrics.horizontalAdvance(text) + 14) for text in self.samples.longest()]
        spare = max(self.viewport().width() - sum(widths), 0) // count
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width + min(spare, 60))

    def _tell(self, current: QModelIndex) -> None:
        if not self._following and current.isValid():
            self.chosen.emit(self.samples.sample(current.row()))
