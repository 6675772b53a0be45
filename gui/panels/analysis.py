"""The network in figures: a table of its layers, what is wrong with them and how to mend it, and the totals."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from gui.amounts import counted, in_bytes
from gui.document import Document
from gui.forms import VerticalScroll
from gui.panels.analysis_problems import ProblemLine
from gui.panels.analysis_table import AnalysisTable
from gui.theme import tabular

MOST_LINES = 3
"""How many problems of the experiment as a whole are in sight at once; more scroll."""


class AnalysisPanel(QWidget):
    """Follows a document while it is visible."""

    located = Signal(str)
    """A layer is to be brought into view on the canvas: its id."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.lines: list[ProblemLine] = []
        self._front = True
        self._list = VerticalScroll(self)
        self._list.setAccessibleName(self.tr("Problems of the experiment as a whole"))
        self._list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.table = AnalysisTable(document, self)
        self.guide = QLabel(self, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.guide.setProperty("role", "dim")
        self.guide.setMargin(16)
        self.guide.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.totals = QLabel(self, wordWrap=True)
        self.totals.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.totals.setContentsMargins(8, 3, 8, 3)
        self.totals.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        tabular(self.totals)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.guide)
        column = QVBoxLayout(self, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        column.addWidget(self.pages, 1)
        column.addWidget(self.totals)
        self.setMinimumSize(220, 140)
        self.setFocusProxy(self.table)
        self.table.located.connect(self.located)
        self.table.relaid.connect(self._order_tabs)
        document.settled.connect(self._follow)
        document.selection_settled.connect(self._follow_selection)

    def refresh(self) -> None:
        """Show what stands in the document."""
        self._show_problems()
        self.table.refresh()
        empty = not self.document.network.nodes
        self.pages.setCurrentWidget(self.guide if empty else self.table)
        self.totals.setVisible(not empty)
        if not self.document.learns:
            self.guide.setText(
                self.tr(
                    "k nearest neighbours has no layers to analyse: it keeps the training samples and compares each "
                    "new one with all of them."
                )
            )
        elif empty:
            self.guide.setText(
                self.tr(
                    "Every layer will stand here with its shapes, learned arrays, multiply-adds and memory, and what "
                    "is wrong with it. Insert a layer on the canvas to begin."
                )
            )
        else:
            self.totals.setText(self._totals())

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def come_to_front(self, front: bool) -> None:
        """Its dock came before those it shares a place with, or behind them, where Qt still counts it as visible."""
        self._front = front
        if front:
            self.refresh()

    def in_sight(self) -> bool:
        """Whether it is to be seen."""
        return self.isVisible() and self._front

    def _follow(self) -> None:
        if self.in_sight():
            self.refresh()

    def _follow_selection(self) -> None:
        if self.in_sight():
            self.table.follow_selection()

    def _order_tabs(self) -> None:
        """From top to bottom: Qt appends what is new at the end."""
        stops = [self._list, *(line.button for line in self.lines), self.table, *self.table.remedies()]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def _show_problems(self) -> None:
        """The problems that are no layer's."""
        problems = [problem for problem in self.document.analysis.problems if problem.node is None]
        while len(self.lines) < len(problems):
            line = ProblemLine(self.document)
            self._list.column.addWidget(line)
            self.lines.append(line)
            self._order_tabs()
        for index, line in enumerate(self.lines):
            line.setVisible(index < len(problems))
            if index < len(problems):
                line.show_problem(problems[index])
        if self.lines:
            self._list.setFixedHeight(min(len(problems), MOST_LINES) * self.lines[0].sizeHint().height())
        self._list.setVisible(bool(problems))

    def _totals(self) -> str:
        analysis = self.document.analysis
        count = len(analysis.nodes)
        known = sum(facts.shape is not None for facts in analysis.nodes.values())
        layers = self.tr("1 layer") if count == 1 else self.tr("{n} layers").format(n=counted(count))
        if known < count:  # a sum over some layers must not be taken for all
            layers = self.tr("{known} of {layers} known").format(layers=layers, known=counted(known))
        parts = [
            layers,
            self.tr("{n} parameters").format(n=counted(analysis.parameter_count)),
            self.tr("{n} multiply-adds per sample").format(n=counted(analysis.operations)),
            self.tr("{size} per sample").format(size=in_bytes(analysis.sample_memory)),
            self.tr("{size} per training step").format(size=in_bytes(analysis.memory)),
        ]
        return "   \N{MIDDLE DOT}   ".join(parts)
