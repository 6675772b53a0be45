"""The figures on the boxes: what a layer's parameters, multiply-adds and memory are put as, and the menu to choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from engine import Analysis, NodeFacts
from gui.amounts import brief, in_bytes, percent
from gui.settings import FIGURES, WORN


@dataclass(frozen=True)
class Figures:
    """Which figure stands on each box, one of FIGURES, and whether as a share of the network's."""

    kind: str = FIGURES[0]
    share: bool = False

    def total(self, analysis: Analysis) -> int:
        """What the figures of all layers add up to."""
        totals = {
            "parameters": analysis.parameter_count,
            "operations": analysis.operations,
            "memory": analysis.sample_memory,
        }
        return totals.get(self.kind, 0)

    def of(self, layers: Sequence[NodeFacts], total: int) -> str:
        """The figure of what a box shows, a layer or several, in few digits; empty where it has none, or none is to be
        shown."""
        translate = QCoreApplication.translate
        if self.kind == "parameters":
            amount = sum(facts.parameter_count for facts in layers)
            shared, plain = translate("Figures", "{n} of parameters"), translate("Figures", "{n} parameters")
            single = translate("Figures", "1 parameter")
        elif self.kind == "operations":
            amount = sum(facts.operations for facts in layers)
            shared, plain = translate("Figures", "{n} of mult-adds"), translate("Figures", "{n} multiply-adds")
            single = translate("Figures", "1 multiply-add")
        elif self.kind == "memory":
            amount = sum(facts.memory + facts.scratch for facts in layers)
            shared, plain = translate("Figures", "{n} of memory"), translate("Figures", "{n} per sample")
            plain, single = plain.format(n=in_bytes(amount)), ""
        else:
            return ""
        if not amount:
            return ""
        if self.share:
            return shared.format(n=percent(amount, total))
        return single if amount == 1 and single else plain.format(n=brief(amount))


class FiguresMenu(QMenu):
    """Chooses the figures; its actions are shown by the canvas and by the menu bar."""

    chosen = Signal()
    worn_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, title=self.tr("Fi&gures on layers"), toolTipsVisible=True)
        titles = {
            "parameters": self.tr("&Parameters"),
            "operations": self.tr("&Multiply-adds"),
            "memory": self.tr("M&emory"),
            "none": self.tr("&Nothing"),
        }
        group = QActionGroup(self)
        self.kinds: dict[str, QAction] = {}
        for kind in FIGURES:
            action = self.kinds[kind] = self.addAction(titles[kind])
            action.setCheckable(True)
            group.addAction(action)
        self.kinds["operations"].setToolTip(self.tr("Multiplications with additions of one sample's forward pass"))
        self.kinds["memory"].setToolTip(self.tr("What one sample's output takes, and what the pass keeps besides"))
        self.addSeparator()
        self.share = self.addAction(self.tr("As a &share of the network"))
        self.share.setCheckable(True)
        self.share.setToolTip(self.tr("In percent, in place of the amounts"))
        self.addSection(self.tr("Under the layers"))
        worn = {
            "fitting": self.tr("Ne&urons of a plane, else activations"),
            "activations": self.tr("Histograms of &activations"),
            "weights": self.tr("Histograms of &weights"),
            "gradients": self.tr("Histograms of &gradients"),
            "nothing": self.tr("N&othing below"),
        }
        worn_group = QActionGroup(self)
        self.worn_kinds: dict[str, QAction] = {}
        for kind in WORN:
            action = self.worn_kinds[kind] = self.addAction(worn[kind])
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, kind=kind: self.worn_chosen.emit(kind))
            worn_group.addAction(action)
        self.worn_kinds["fitting"].setToolTip(
            self.tr("What each neuron answers over the plane, where the data are points in one; else histograms")
        )
        self.show_worn(WORN[0])
        self.show_figures(Figures())
        group.triggered.connect(self._choose)
        self.share.triggered.connect(self._choose)

    @property
    def worn(self) -> str:
        """What is chosen to be worn under the layers, one of WORN."""
        return next(kind for kind, action in self.worn_kinds.items() if action.isChecked())

    def show_worn(self, worn: str) -> None:
        """Check what is chosen elsewhere."""
        self.worn_kinds[worn].setChecked(True)

    @property
    def figures(self) -> Figures:
        """What is chosen."""
        kind = next(kind for kind, action in self.kinds.items() if action.isChecked())
        return Figures(kind, self.share.isChecked())

    def show_figures(self, figures: Figures) -> None:
        """Check what is chosen elsewhere."""
        self.kinds[figures.kind].setChecked(True)
        self.share.setChecked(figures.share)
        self.share.setEnabled(figures.kind != "none")

    def _choose(self) -> None:
        self.share.setEnabled(self.figures.kind != "none")
        self.chosen.emit()
