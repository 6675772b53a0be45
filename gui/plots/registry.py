"""Which live views there are: one row each. Nothing is imported before it is shown."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gui.document import Document
    from gui.run_controller import RunController


@dataclass(frozen=True)
class ViewKind:
    """A kind of view: its stable name, where its class is, what it is called, and the group it stands in."""

    kind: str
    path: str
    title: str
    group: str

    def make(self, document: Document, controller: RunController) -> QWidget:
        """A view of this kind."""
        module, _, name = self.path.partition(":")
        return getattr(importlib.import_module(f"gui.plots.{module}"), name)(document, controller)


INSIDE = "inside"
"""Stands for the first of `INSIDE_KINDS` that has something to show of the experiment."""

INSIDE_KINDS = ("surface", "fit", "feature_maps", "confusion", "predictions")
"""The last one always has something to show."""

GROUPS = ("curves", "network", "inside", "evaluation")
"""In the order of the menus."""


def view_kinds() -> tuple[ViewKind, ...]:
    """All kinds, in the order of the menus."""
    translate = QCoreApplication.translate
    return (
        ViewKind("loss", "curves.loss:LossView", translate("Views", "Loss"), "curves"),
        ViewKind("accuracy", "curves.accuracy:AccuracyView", translate("Views", "Accuracy"), "curves"),
        ViewKind("rate", "curves.rate:RateView", translate("Views", "Learning rate"), "curves"),
        ViewKind(
            "gradient_norm", "curves.gradient_norm:GradientNormView", translate("Views", "Gradient norm"), "curves"
        ),
        ViewKind("ratios", "curves.ratios:RatiosView", translate("Views", "Update ratios"), "curves"),
        ViewKind("metrics", "curves.metrics:MetricsView", translate("Views", "Metrics"), "curves"),
        ViewKind(
            "histograms", "histograms.histograms_view:HistogramsPlot", translate("Views", "Histograms"), "network"
        ),
        ViewKind("weights", "wires.weights:WeightsView", translate("Views", "Weights"), "network"),
        ViewKind("surface", "plane.surface:SurfaceView", translate("Views", "Decision surface"), "inside"),
        ViewKind("neurons", "plane.neurons:NeuronsView", translate("Views", "Neurons"), "inside"),
        ViewKind("warp", "plane.warp:WarpView", translate("Views", "Warped plane"), "inside"),
        ViewKind("fit", "plane.fit:FitView", translate("Views", "Fitted curve"), "inside"),
        ViewKind(
            "weight_images", "images.weight_images:WeightImagesView", translate("Views", "Weight images"), "inside"
        ),
        ViewKind("feature_maps", "images.feature_maps:FeatureMapsView", translate("Views", "Feature maps"), "inside"),
        ViewKind(
            "confusion", "evaluation.confusion:ConfusionView", translate("Views", "Confusion matrix"), "evaluation"
        ),
        ViewKind(
            "predictions", "evaluation.predictions:PredictionsView", translate("Views", "Predictions"), "evaluation"
        ),
        ViewKind("drawing", "evaluation.drawing:DrawingView", translate("Views", "Draw a digit"), "evaluation"),
        ViewKind("microscope", "microscope.microscope_view:MicroscopeView", translate("Views", "Microscope"), "inside"),
    )


def view_kind(kind: str) -> ViewKind | None:
    """The kind of that name; None where this version has none."""
    return next((each for each in view_kinds() if each.kind == kind), None)
