"""What the user points at: a neuron, or a point among the inputs. Views and canvas meet here, as strangers."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import QObject, Signal

Neuron = tuple[str, int]
"""A node's id, and which of its neurons."""

Point = tuple[float, ...]
"""A raw sample: as the data set has it, before preprocessing."""


class Attention(QObject):
    """What all views look at, where one of them chose it."""

    neuron_changed = Signal()
    probe_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.neuron: Neuron | None = None
        """The neuron under the pointer, wherever it is shown; None for none."""
        self.probe: Point | None = None
        """The point among the inputs that is kept in view; None for none."""

    def point_at(self, neuron: Neuron | None) -> None:
        """Show a neuron large while the pointer is on it; None when it left."""
        if neuron != self.neuron:
            self.neuron = neuron
            self.neuron_changed.emit()

    def keep(self, probe: Point | None) -> None:
        """Keep a point in view; None for none."""
        if probe != self.probe:
            self.probe = probe
            self.probe_changed.emit()

    def tend(self, nodes: Container[str]) -> None:
        """Leave a neuron whose layer is gone."""
        if self.neuron is not None and self.neuron[0] not in nodes:
            self.point_at(None)

    def clear(self) -> None:
        """Forget both: another experiment was opened."""
        self.point_at(None)
        self.keep(None)
