"""How far a step moves the weights of each layer, relative to their length."""

from __future__ import annotations

from engine import RATIO, UpdateRatios
from gui.plots.curves.curve_view import CurvesView
from gui.plots.curves.series import Series, Style
from gui.plots.scales import brief
from gui.runs import COLOURS
from gui.texts import node_title

STYLES = (Style.SolidLine, Style.DashLine, Style.DashDotLine, Style.DotLine)


class RatiosView(CurvesView):
    """One curve a layer with parameters, measured some times a second while the view is in sight. About 1e-3 is what
    one hopes for: far more is a rate too high, far less one too low."""

    kind = "ratios"
    many = True
    guides = (1e-3,)
    hz = 5.0

    def layers(self) -> list[str]:
        """The layers with parameters, as the run has them."""
        facts, known = self.document.analysis.nodes, self.document.network
        present = {node.id for node in known.nodes}
        return [each for each in self.document.analysis.order if each in present and each in facts
                and facts[each].parameters]  # fmt: skip

    def series(self) -> tuple[Series, ...]:
        return tuple(
            Series(f"{RATIO}.{node_id}", node_title(self.document.network.node(node_id)), "point",
                   f"run_{place % COLOURS + 1}", STYLES[place // COLOURS % len(STYLES)])
            for place, node_id in enumerate(self.layers())
        )  # fmt: skip

    def looks(self) -> tuple[UpdateRatios, ...]:
        return (UpdateRatios(frozenset(self.layers())),) if self.layers() else ()

    def show_answer(self, look: UpdateRatios, answer: object) -> None:
        if self.controller.state != "running":  # else they are drawn with what the run reports
            self.refresh()

    def axis_title(self) -> str:
        return self.tr("Update / weights")

    def applies(self) -> bool:
        return self.controller.learns and bool(self.layers())

    def empty_text(self) -> str:
        if not self.controller.learns:
            return self.tr("k nearest neighbours has no weights that a step could change.")
        if not self.layers():
            return self.tr("No layer of this network has weights; add a dense or convolutional layer.")
        return self.tr(
            "How far each step moves the weights of a layer, relative to their length, will appear here once you "
            "press Train. About 0.001 is what one hopes for."
        )

    def nothing_text(self) -> str:
        if self.controller.state == "finished":
            return self.tr("Update ratios are measured while this view is in sight; the run ended before. Train again.")
        return self.tr("Update ratios are measured while this view is in sight: press Train or Step to go on.")

    def value_text(self, value: float) -> str:
        return brief(value)

    def wanted_range(self, low: float, high: float, calm_high: float) -> tuple[float, float]:
        return 0.0, 1.05 * high
