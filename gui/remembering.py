"""What a person chose in the panels is restored from the settings, and kept there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.canvas.figures import Figures
from gui.plots.curves.options import CurveOptions

if TYPE_CHECKING:
    from gui.actions import Actions
    from gui.settings import Settings
    from gui.workbench import Workbench


def remember_choices(bench: Workbench, settings: Settings, actions: Actions) -> None:
    """Restore the choices of last time, and keep those that are made from now on."""
    canvas, minimap, plots = bench.canvas, bench.canvas.view.minimap, bench.plots
    options = CurveOptions.of(bench.controller)
    options.restore(settings.curves)
    options.changed.connect(lambda: setattr(settings, "curves", options.saved()))
    plots.chosen.connect(lambda: setattr(settings, "views", plots.kinds))
    minimap.switch(settings.minimap)
    minimap.switched.connect(lambda shown: setattr(settings, "minimap", shown))
    minimap.switched.connect(actions["minimap"].setChecked)
    actions["minimap"].setChecked(settings.minimap)
    canvas.show_figures(Figures(settings.figures, settings.figures_share))
    canvas.figures_chosen.connect(lambda chosen: settings.keep_figures(chosen.kind, chosen.share))
    canvas.show_worn(settings.worn)
    canvas.worn_chosen.connect(lambda worn: setattr(settings, "worn", worn))
