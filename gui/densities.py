"""The change from one density to another: text and lines, and the panels, places and views that belong to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from gui.theme import theme

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def change_density(window: MainWindow, name: str) -> None:
    """Put a density in force at once, with the layout and the views that it had last; remember those of the old one."""
    settings, bench = window.settings, window.bench
    window.actions_[f"density_{name}"].setChecked(True)
    if name == settings.density and name == theme.density.name:
        return
    focus = QApplication.focusWidget()
    if bench is not None:
        window.enlarging.end()
    settings.keep_layout(window.saveState())
    settings.density = name
    theme.apply(settings.look, name)
    layout = settings.layout
    if layout is None or not window.restoreState(layout):
        window.restore_layout()
    if bench is not None:
        bench.plots.show_kinds(settings.views)
        if focus is not None and not focus.isVisible():
            bench.canvas.setFocus()
