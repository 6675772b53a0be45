"""The plans of one network: made when first needed, kept for the batch sizes in use."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from engine.graph import Analysis
from engine.losses.base import Loss
from engine.network import TextbookNetwork
from engine.numerics import Array
from engine.plan.compiler import Plan
from engine.plan.memory import Store
from engine.plan.program import Workers

MOST = 8
"""Plans kept: for training whole and ragged batches, looked at or not, and for evaluation."""


class Plans:
    """Plans of a network that share their memory."""

    def __init__(self, network: TextbookNetwork, analysis: Analysis, classifies: bool) -> None:
        self.network, self.analysis, self.classifies = network, analysis, classifies
        self._loss: Loss | None = None
        self.forget()

    def use(self, loss: Loss, *, same_layers: bool) -> None:
        """Go on with another loss, or other settings of the layers."""
        if not same_layers:
            self.forget()
        elif self._loss != loss:
            self._plans.clear()
        self._loss = loss

    def forget(self) -> None:
        """Make all plans anew, with fresh memory."""
        self._store = Store(self.network.dtype)
        self._plans: dict[Hashable, Plan] = {}

    def step(
        self, batch: int, rows: int | None, watched: frozenset[str] = frozenset(),
        gradients: frozenset[str] = frozenset(),
    ) -> Plan:  # fmt: skip
        """The plan of a training step; targets are classes, or where `rows` is given rows of so many numbers."""
        key = (batch, rows, watched, gradients)
        plan = self._known(key)
        if plan is None:
            targets = np.zeros(batch, np.int64) if rows is None else np.zeros((batch, rows), self.network.dtype)
            plan = self._make(key, batch, self._loss, targets, watched, gradients)
        return plan

    def scores(self, x: Array, chunk: int, workers: Workers | None = None) -> Array:
        """The network's outputs for samples x in evaluation mode, computed in chunks."""
        if x.shape[1:] != self.analysis.input_shape:
            raise ValueError(f"samples of shape {x.shape[1:]} for a network that takes {self.analysis.input_shape}")
        parts = []
        for start in range(0, len(x), chunk):
            piece = x[start : start + chunk]
            plan = self._known(len(piece)) or self._make(len(piece), len(piece))
            plan.x[...] = piece
            plan.run(workers)
            parts.append(plan.scores.copy())
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def outputs(self, x: Array) -> dict[str, Array]:
        """The outputs of all nodes for samples x in evaluation mode."""
        everything = frozenset(self.network.order)
        plan = self._known(("outputs", len(x))) or self._make(("outputs", len(x)), len(x), watched=everything)
        plan.x[...] = x
        plan.run()
        return {node_id: output for node_id, (output, _) in plan.observe().items()}

    def _known(self, key: Hashable) -> Plan | None:
        """A plan that is kept, now the one used last."""
        plan = self._plans.pop(key, None)
        if plan is not None:
            self._plans[key] = plan
        return plan

    def _make(
        self, key: Hashable, batch: int, loss: Loss | None = None, targets: Array | None = None,
        watched: frozenset[str] = frozenset(), gradients: frozenset[str] = frozenset(),
    ) -> Plan:  # fmt: skip
        grown = self._store.grown
        plan = Plan(
            self.network, self.analysis, self._store, batch, loss, targets, watched, gradients,
            classifies=self.classifies,
        )  # fmt: skip
        if self._store.grown > grown:  # the others hold on to memory that is no longer shared
            self._plans.clear()
        while len(self._plans) >= MOST:
            del self._plans[next(iter(self._plans))]
        self._plans[key] = plan
        return plan
