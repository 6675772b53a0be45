"""Keeps what histograms were in the course of a run: what views are shown, and a little where nobody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from engine import Histograms, Snapshot

if TYPE_CHECKING:
    from engine import HistogramRecord
    from gui.run_controller import RunController

HZ = 1.0
"""How often histograms of all layers are taken where nobody looks, at most."""

SHARE = 0.005
"""Most of the training thread's time that this may take."""

MOST_PAIRS = 120
"""Most histograms that are taken where nobody looks; in larger networks the activations are left out first."""

KEPT = ("weights", "gradients", "biases", "updates", "activations")
"""In the order of their weight where not all can be kept."""


class HistogramRecorder(QObject):
    """Adds every answer to a question for histograms to the record of the present run. While there is one it asks
    about all layers itself, seldom; before the first step that is asked along with the start, see `opening`."""

    def __init__(self, controller: RunController) -> None:
        super().__init__(controller)
        self._controller = controller
        controller.looks.answered.connect(self._hear)
        controller.state_changed.connect(self._follow)

    @property
    def record(self) -> HistogramRecord:
        """What is kept of the present run, or of the network that is looked at where there is none."""
        return self._controller.runs.current.histograms

    def opening(self) -> Histograms | None:
        """What is to be taken before the first step; None where the model has no layers."""
        document = self._controller.document
        if not document.learns:
            return None
        facts = document.analysis.nodes
        pairs: list[tuple[str, Any]] = []
        for kind in KEPT:
            for node_id in document.analysis.order:
                roles = [parameter.role for parameter in facts[node_id].parameters]
                if kind == "activations" or ("bias" in roles if kind == "biases" else roles):
                    pairs.append((node_id, kind))
        return Histograms(frozenset(pairs[:MOST_PAIRS]))

    def take(self, snapshot: Snapshot) -> None:
        """Take histograms over."""
        self.record.add(snapshot)

    def _hear(self, _look: object, answer: object, _step: int) -> None:
        if isinstance(answer, Snapshot):
            self.take(answer)

    def _follow(self) -> None:
        controller = self._controller
        look = self.opening() if controller.state in ("running", "paused", "finished") else None
        if look is not None and not controller.differs:
            controller.looks.want(self, look, hz=HZ, share=SHARE)
        elif look is None:
            controller.looks.drop(self)
