"""Keeps what histograms were in the course of a run: what views are shown, and a little where nobody looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from engine import Histograms, Snapshot

if TYPE_CHECKING:
    from engine import HistogramRecord
    from gui.run_controller import RunController

EVERY = 1.0
"""Seconds between histograms of all layers where nobody looks, at least."""

SHARE = 0.0015
"""Most of the training thread's time that this may take."""

MOST_PAIRS = 120
"""Most histograms that are taken where nobody looks; in larger networks the activations are left out first."""

KEPT = ("weights", "gradients", "biases", "updates", "activations")
"""In the order of their weight where not all can be kept."""


class HistogramRecorder(QObject):
    """Adds every answer to a question for histograms to the record of the present run. While that goes on, and when it
    pauses or ends, it asks about all layers itself, seldom and each time anew, so that other questions are not made
    dearer; before the first step that is asked along with the start, see `opening`."""

    def __init__(self, controller: RunController) -> None:
        super().__init__(controller)
        self._controller = controller
        self._asked: Histograms | None = None
        self._all: Histograms | None = None  # of the run, whatever becomes of the document
        self._state = controller.state
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._ask)
        controller.looks.answered.connect(self._hear)
        controller.state_changed.connect(self._follow)

    @property
    def record(self) -> HistogramRecord:
        """What is kept of the present run, or of the network that is looked at where there is none."""
        return self._controller.runs.current.histograms

    def opening(self) -> Histograms | None:
        """A run begins: what is to be taken before its first step; None where the model has no layers."""
        document, self._all = self._controller.document, None
        if not document.learns:
            return None
        facts = document.analysis.nodes
        pairs: list[tuple[str, Any]] = []
        for kind in KEPT:
            for node_id in document.analysis.order:
                roles = [parameter.role for parameter in facts[node_id].parameters]
                if kind == "activations" or ("bias" in roles if kind == "biases" else roles):
                    pairs.append((node_id, kind))
        self._all = Histograms(frozenset(pairs[:MOST_PAIRS]))
        return self._all

    def take(self, snapshot: Snapshot) -> None:
        """Take histograms over."""
        self.record.add(snapshot)

    def _hear(self, look: object, answer: object, _step: int) -> None:
        if isinstance(answer, Snapshot):
            self.take(answer)
        if look == self._asked and self._asked is not None:
            looks = self._controller.looks
            wait = max(EVERY, looks.seconds(self._asked) / SHARE)
            self._drop()
            if self._controller.state == "running":
                self._timer.start(round(1000 * wait))

    def _follow(self) -> None:
        """Begin with a run; ask once more where it rests or ends."""
        state = self._controller.state
        if state == self._state:
            return
        self._state = state
        if state == "running":
            self._timer.start(round(1000 * EVERY))
            return
        self._timer.stop()
        if state in ("paused", "finished"):
            self._ask()
        else:
            self._drop()

    def _ask(self) -> None:
        if self._all is not None:
            self._asked = self._all
            self._controller.looks.want(self, self._all)

    def _drop(self) -> None:
        self._asked = None
        self._controller.looks.drop(self)
