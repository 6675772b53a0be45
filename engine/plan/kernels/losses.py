"""The end of the way forward and the beginning of the way back: loss, right answers, gradient at the scores."""

from __future__ import annotations

import numpy as np

from engine.losses.base import Loss
from engine.losses.softmax_cross_entropy import SoftmaxCrossEntropy
from engine.numerics import Array
from engine.plan.kernels.base import Signal, Site, maximum
from engine.plan.program import Builder, Call


class Judge:
    """What became of a step: `loss`, and `right`, the count of samples whose class is on top (0 without classes)."""

    def __init__(self, site: Site, loss: Loss, scores: Signal, targets: Array, classifies: bool) -> None:
        self.site, self.layer, self.scores, self.targets = site, loss, scores, targets
        self.classifies = classifies
        self.loss = 0.0
        self.right = 0

    def add(self, build: Builder) -> None:
        """Add the calls; the gradient at the scores becomes an edge of their signal."""
        edge, batch = self.scores.new_edge(self.site), self.site.batch
        scores = self.scores.y.values(0, batch)
        ds = np.zeros_like(scores) if edge is None else edge.values(0, batch)
        fast = isinstance(self.layer, SoftmaxCrossEntropy) and not self.layer.class_weights and self.targets.ndim == 1
        if fast:
            calls: list[Call] = []
            self._softmax(calls, scores, ds)
            for function, arguments in calls:
                build.call(function, *arguments)
        else:
            build.call(self._textbook, scores, ds)

    def _textbook(self, scores: Array, ds: Array) -> None:
        self.loss, ds[...] = self.layer.value_and_gradient(scores, self.targets)
        if self.classifies:
            classes = self.targets if self.targets.ndim == 1 else self.targets.argmax(axis=1)
            self.right = int((scores.argmax(axis=1) == classes).sum())

    def _softmax(self, calls: list[Call], scores: Array, ds: Array) -> None:
        """Softmax cross-entropy against classes, a class a row: what is the same for all classes of a sample is then
        the same for all rows, and broadcasts cheaply. With T = targets / N and s = sum exp:

        L = mean ln s - sum T (scores - max),  ds = exp / (N s) - T
        """
        assert isinstance(self.layer, SoftmaxCrossEntropy)
        site, (count, classes) = self.site, scores.shape
        smoothing = self.layer.label_smoothing
        table = (np.eye(classes) * (1 - smoothing) + smoothing / classes) / count
        rows, columns, shifted, raised = site.array(scores.shape), *(site.array((classes, count)) for _ in range(3))
        top, total, logarithm = (site.array(count) for _ in range(3))
        best, hits, mean = np.zeros(count, np.intp), np.zeros(count, np.bool_), site.array(count, 1 / count)
        calls.append((table.astype(site.dtype).take, (self.targets, 0, rows, "clip")))
        calls.append((scores.argmax, (1, best)))
        calls.append((np.equal, (best, self.targets, hits)))
        calls.append((np.copyto, (columns, scores.T)))
        calls.append(maximum(columns[0], columns[1], top) if classes == 2
                     else (np.maximum.reduce, (columns, 0, None, top)))  # fmt: skip
        calls.append((np.subtract, (columns, top, shifted)))
        calls.append((np.exp, (shifted, raised)))
        calls.append((site.array(classes, 1).dot, (raised, total)))
        calls.append((np.log, (total, logarithm)))
        calls.append((np.multiply, (total, site.scalar(count), total)))
        calls.append((np.divide, (raised, total, raised)))
        calls.append((np.subtract, (raised.T, rows, ds)))
        flat_rows, flat_shifted = rows.reshape(-1), np.zeros(rows.size, site.dtype)
        calls.append((np.copyto, (flat_shifted.reshape(scores.shape), shifted.T)))

        def finish() -> None:
            self.loss = float(mean.dot(logarithm) - flat_rows.dot(flat_shifted))
            self.right = int(np.count_nonzero(hits))

        calls.append((finish, ()))
