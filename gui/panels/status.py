"""The line at the bottom: what stands in the way of training, and the size of what is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from gui.amounts import brief, counted, in_bytes
from gui.panels.device import DeviceUse
from gui.repairs import apply_remedy, remedy_title
from gui.resources import icon
from gui.texts import explain, node_title, plain
from gui.theme import tabular

if TYPE_CHECKING:
    from engine import Problem
    from gui.document import Document
    from gui.run_controller import RunController


LISTED = 12
"""Problems that the list names; it must fit on a screen."""


class StatusPanel(QWidget):
    """Figures of the open experiment; empty until `bind`."""

    problem_chosen = Signal(object)
    """The user chose a problem from the list: an engine Problem, whose node is selected by then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="status_panel")
        self._document: Document | None = None
        self._controller: RunController | None = None
        self._counted = -1
        self.problems = QToolButton(
            objectName="problems_button", autoRaise=True, toolButtonStyle=Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            focusPolicy=Qt.FocusPolicy.TabFocus, visible=False,
        )  # fmt: skip
        self.problems.clicked.connect(self.show_problems)
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self.tr("Problems"))
        self.parameters = self._figure(self.tr("Parameters"))
        self.operations = self._figure(self.tr("Multiply-adds"))
        self.memory = self._figure(self.tr("Memory"))
        self.seed = self._figure(self.tr("Seed"))
        self.parameters.setToolTip(self.tr("Numbers that training may change"))
        self.seed.setToolTip(self.tr("Fixes initial weights, order and masks: the same seed gives the same run"))
        self.differs = QLabel(self.tr("Differs from run"), visible=False)
        self.differs.setToolTip(
            self.tr("You edited the experiment after this run began. Train starts a new run with your edits.")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 12, 0)
        row.setSpacing(20)
        for each in (self.problems, self.parameters, self.operations, self.memory, self.seed, self.differs):
            row.addWidget(each)
        row.addStretch(1)
        self.device = DeviceUse(self)
        row.addWidget(self.device)

    def bind(self, document: Document, controller: RunController) -> None:
        """Follow a document and its run from now on."""
        self._document, self._controller = document, controller
        document.changed.connect(self._show)
        controller.state_changed.connect(self._show_differs)
        self.problems.show()
        self._show()

    def show_problems(self) -> None:
        """Go to the first problem, and open the list of all above the button, each with its remedy below it."""
        document = self._document
        if document is None or not document.analysis.problems:
            return
        self._choose(document.analysis.problems[0])
        self.menu.clear()
        for problem in document.analysis.problems[:LISTED]:
            action = self.menu.addAction(icon("warning", "problem"), plain(self.named(problem)))
            action.triggered.connect(lambda _checked=False, chosen=problem: self._choose(chosen))
            remedy = remedy_title(document, problem)
            if remedy:
                action = self.menu.addAction(icon("repair"), f"      {plain(remedy)}")
                action.triggered.connect(lambda _checked=False, solved=problem: self._solve(solved))
        more = len(document.analysis.problems) - LISTED
        if more > 0:
            self.menu.addAction(self.tr("{n} more: see the analysis").format(n=more)).setEnabled(False)
        height = self.menu.sizeHint().height()
        self.menu.popup(self.problems.mapToGlobal(QPoint(0, -height)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _figure(self, name: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", "dim")
        label.setAccessibleName(name)
        tabular(label)
        return label

    def _show(self) -> None:
        document = self._document
        if document is None:
            return
        analysis = document.analysis
        self._show_problems(analysis.problems)
        known = all(facts.shape is not None for facts in analysis.nodes.values())
        for figure in (self.parameters, self.operations, self.memory):
            figure.setVisible(document.learns and known)  # a sum over some layers would be taken for all
        parameters, operations = analysis.parameter_count, analysis.operations
        self.parameters.setText(
            self.tr("1 parameter") if parameters == 1 else self.tr("{n} parameters").format(n=counted(parameters))
        )
        self.operations.setText(self.tr("{n} multiply-adds").format(n=brief(operations)))
        self.operations.setToolTip(
            self.tr("{n} multiplications with additions carry one sample forward").format(n=counted(operations))
        )
        self.memory.setText(self.tr("{size} per step").format(size=in_bytes(analysis.memory)))
        memory = self.tr("Estimated memory of one training step: {n} bytes")
        self.memory.setToolTip(memory.format(n=counted(analysis.memory)))
        self.seed.setText(self.tr("seed {n}").format(n=document.experiment.seed))
        self._show_differs()

    def _show_differs(self) -> None:
        if self._controller is not None:
            self.differs.setVisible(bool(self._controller.differs))

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        self.menu.close()
        if len(problems) == self._counted:
            return
        self._counted = len(problems)
        if not problems:
            self.problems.setText(self.tr("No problems"))
            self.problems.setIcon(icon("check", "good"))
            self.problems.setToolTip(self.tr("The experiment is ready to run"))
            self.problems.setProperty("role", "good")
        else:
            count = len(problems)
            self.problems.setText(self.tr("1 problem") if count == 1 else self.tr("{n} problems").format(n=count))
            self.problems.setIcon(icon("warning", "problem"))
            self.problems.setToolTip(self.tr("Go to what stands in the way of training, and list it"))
            self.problems.setProperty("role", "problem")
        style = self.problems.style()
        style.unpolish(self.problems)
        style.polish(self.problems)

    def named(self, problem: Problem) -> str:
        """A problem in one line, with the name of the layer that has it as the canvas shows it."""
        document = self._document
        if document is not None and problem.node is not None:
            for node in document.network.nodes:
                if node.id == problem.node:
                    return f"{node_title(node)}: {explain(problem)}"
        return explain(problem)

    def _solve(self, problem: Problem) -> None:
        if self._document is not None:
            apply_remedy(self._document, problem)

    def _choose(self, problem: Problem) -> None:
        if self._document is not None and problem.node is not None:
            self._document.select([problem.node])
        self.problem_chosen.emit(problem)
