"""The views that draw figures. pyqtgraph is imported within this package only, and only by what draws curves."""
