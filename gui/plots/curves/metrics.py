"""The figures of the experiment's metrics, epoch by epoch, over the validation samples."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from engine import family
from gui.document import Document
from gui.plots.curves.curve_view import CurvesView
from gui.plots.curves.ratios import STYLES
from gui.plots.curves.series import Series
from gui.plots.scales import brief
from gui.run_controller import RunController
from gui.runs import COLOURS
from gui.texts import catalogue


class MetricsView(CurvesView):
    """One curve a figure: all that the experiment's metrics report, or those of one metric."""

    kind = "metrics"
    many = True
    rises = True
    ratios_matter = False

    def __init__(self, document: Document, controller: RunController, parent: QWidget | None = None) -> None:
        self.choice = QComboBox(sizeAdjustPolicy=QComboBox.SizeAdjustPolicy.AdjustToContents)
        super().__init__(document, controller, parent)
        self.choice.setToolTip(self.tr("Which figures to show"))
        self.choice.setAccessibleName(self.tr("Metric"))
        self.choice.currentIndexChanged.connect(self._choose)
        self.buttons.insertWidget(0, self.choice)
        document.settled.connect(self._offer)
        controller.state_changed.connect(self._offer)
        self._offer()

    def kinds(self) -> list[str]:
        """The metrics of the run's experiment."""
        return list(dict.fromkeys(each.kind_name() for each in self.controller.experiment.training.metrics))

    def figures(self) -> list[str]:
        """The names of all their series: those of the run, or where it has none yet of the runs before it."""
        found = dict.fromkeys(self.runs.current.history.point_names())
        for run in self.runs.shown:
            found |= dict.fromkeys(run.history.point_names())
        kinds = set(self.kinds())
        return [name for name in found if name.partition(".")[0] in kinds]

    def series(self) -> tuple[Series, ...]:
        chosen = self.choice.currentData()
        return tuple(
            Series(name, self._title(name), "point", f"run_{place % COLOURS + 1}",
                   STYLES[place // COLOURS % len(STYLES)], "o")
            for place, name in enumerate(self.figures())
            if chosen is None or name.partition(".")[0] == chosen
        )  # fmt: skip

    def _title(self, name: str) -> str:
        kind, figure, *which = name.split(".")
        title = catalogue(family("metrics")[kind].title) if figure == kind else figure.replace("_", " ")
        return self.tr("{figure}, class {number}").format(figure=title, number=which[0]) if which else title

    def applies(self) -> bool:
        return bool(self.kinds())

    def empty_text(self) -> str:
        if not self.kinds():
            return self.tr(
                "The experiment names no metrics. Add one under Training, Metrics, and it is measured after each epoch."
            )
        return self.tr("The experiment's metrics will appear here once you press Train, epoch by epoch.")

    def axis_title(self) -> str:
        return self.tr("Figure")

    def value_text(self, value: float) -> str:
        return brief(value)

    def wanted_range(self, low: float, high: float, calm_high: float) -> tuple[float, float]:
        if low >= 0.0 and high <= 1.0:
            return 0.0, 1.0
        return min(low, 0.0), 1.05 * high if high > 0 else 0.0

    def _offer(self) -> None:
        """Offer the metrics there are, and keep the choice where it is still one of them."""
        kinds, chosen = self.kinds(), self.choice.currentData()
        if [self.choice.itemData(index) for index in range(1, self.choice.count())] != kinds or not self.choice.count():
            with QSignalBlocker(self.choice):
                self.choice.clear()
                self.choice.addItem(self.tr("All metrics"), None)
                for kind in kinds:
                    self.choice.addItem(catalogue(family("metrics")[kind].title), kind)
                self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0))
            self._choose()
        self.choice.setVisible(len(kinds) > 1)

    def _choose(self) -> None:
        self.ask()
        self.refresh()
