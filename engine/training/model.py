"""The model of an experiment, standing: it has its data, answers, and can be looked at. Training is the trainer's."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from contextvars import copy_context
from typing import Any, TypeVar

import numpy as np
from numpy.typing import DTypeLike

from engine.datasets.base import Samples
from engine.graph import Analysis, analyse
from engine.messages import DescentError, say
from engine.metrics.base import Figures, Metric
from engine.network import TextbookNetwork
from engine.numerics import Array, one_blas_thread, softmax
from engine.optimizers.base import Evaluating
from engine.plan.program import Workers
from engine.rules.base import EvaluationRule
from engine.spec import Experiment, KNearestNeighbors
from engine.training.metrics import all_metrics, report, right
from engine.training.neighbours import predict
from engine.training.samples import Splits, load_splits
from engine.training.stepper import Stepper

T = TypeVar("T")

CHUNK = 1024
"""Most samples in one go when evaluating."""

CHUNK_MEMORY = 2**28
"""Bytes that they may take on their way through the network; where a sample takes much, fewer go at once."""

EVALUATED = 2**20
"""Bytes that samples may take when a plan evaluates them, unless a batch takes more."""

PROBE = 256
"""Training samples whose activations are shown before the first step."""


class Model:
    """What an experiment describes, standing: its samples and its network, or the neighbours it remembers.

    Not thread-safe. Networks are held in float32, or in float64 where the optimizer or the gradient needs it, unless
    `dtype` says otherwise. `splits` of another model spare loading the same data again; of other data, they are passed
    over. See `Trainer` for `planned`.
    """

    def __init__(
        self, experiment: Experiment, *, dtype: DTypeLike | None = None, planned: bool = True,
        splits: Splits | None = None,
    ) -> None:  # fmt: skip
        self.experiment = experiment
        self._loaded = splits
        self._dtype = np.dtype(_precision(experiment) if dtype is None else dtype)
        self._planned = planned
        self._stepper: Stepper | None = None
        self._splits: Splits | None = None
        self._helpers: Workers | None = None
        self._found: tuple[int, dict[Hashable, Any]] | None = None  # by looking at the network after so many steps
        self._quiet = copy_context()
        self._quiet.run(np.seterr, all="ignore")  # overflow is found by looking at the loss, not by a warning

    def prepare(self) -> None:
        """Check the experiment, load its data and initialise its network, once. Raises DescentError."""
        if self._splits is not None:
            return
        one_blas_thread()
        analysis = analyse(self.experiment)
        refuse_problems(self.experiment, analysis)
        self._chunk = max(1, min(CHUNK, CHUNK_MEMORY // max(analysis.sample_memory, 1)))
        self._planned_chunk = self._chunk
        self._few = max(1, min(PROBE, self._chunk // 4))
        loaded, self._loaded = self._loaded, None
        if loaded is None or loaded.data != self.experiment.data or loaded.pipeline.dtype != self._dtype:
            loaded = load_splits(self.experiment.data, self._dtype)
        if not isinstance(self.experiment.model, KNearestNeighbors):
            self._stepper = Stepper(self.experiment, analysis, self._dtype, planned=self._planned)
            if self._stepper.plans is not None:  # evaluation shares a step's memory, and should not need much more
                at_ease = max(self.experiment.training.batch_size, EVALUATED // max(analysis.sample_memory, 1))
                self._planned_chunk = min(self._chunk, at_ease)
        self._splits = loaded

    @property
    def stepper(self) -> Stepper:
        """The network and what moves with it; only where the model is a network."""
        self.prepare()
        assert self._stepper is not None, "this model has no network"
        return self._stepper

    @property
    def network(self) -> TextbookNetwork:
        """The network as trained so far."""
        return self.stepper.network

    @property
    def splits(self) -> Splits:
        """The samples of this run."""
        self.prepare()
        assert self._splits is not None
        return self._splits

    @property
    def step(self) -> int:
        """Number of finished steps."""
        return self._stepper.step_count if self._stepper is not None else 0

    def weights_sha256(self) -> str | None:
        """A digest of all parameters, see `TextbookNetwork`; None where the model has none."""
        self.prepare()
        return self._stepper.network.weights_sha256() if self._stepper is not None else None

    def scores(self, x: Array) -> Array:
        """The model's answers to preprocessed samples x, (N, K), in evaluation mode, as the training rules have it."""
        outputs = self.experiment.data.outputs()
        if isinstance(self.experiment.model, KNearestNeighbors):
            pieces = [x[start : start + self._chunk] for start in range(0, len(x), self._chunk)]
            return np.concatenate(
                [predict(self.experiment.model, self.splits.train, piece, outputs) for piece in pieces]
            )
        network, passes = self.network, self.passes
        kept = network.x.copy() if self.stepper.average is not None else None
        if self.stepper.average is not None:
            network.x[...] = self.stepper.average
        try:
            if passes == 1:
                return self.stepper.scores(x, self._planned_chunk, self._helpers)
            return self._averaged(x, passes)
        finally:
            if kept is not None:
                network.x[...] = kept

    @property
    def passes(self) -> int:
        """How many random passes an answer in evaluation averages over; of more than one, answers to classes are the
        logarithms of mean probabilities."""
        rules = self.experiment.training.rules
        return max((rule.passes() for rule in rules if isinstance(rule, EvaluationRule)), default=1)

    def evaluate(self, split: str) -> tuple[float | None, float | None]:
        """Mean loss and accuracy over a split ("train", "validation", "test") in evaluation mode. None where the split
        is empty, or the task has no classes, or the model answers with votes, which have no loss."""
        samples: Samples = getattr(self.splits, split)
        if not len(samples):
            return None, None
        with np.errstate(all="ignore"):
            return self.judge(self.scores(samples.x), samples.targets)

    def judge(self, scores: Array, targets: Array) -> tuple[float | None, float | None]:
        """Mean loss and accuracy of answers (N, K) to at least one sample; None as `evaluate` has it."""
        loss = None if self.votes else self.experiment.loss.value(scores, targets)
        return loss, right(scores, targets) / len(scores) if self._classifies else None

    def report(self, split: str, metrics: Iterable[Metric] | None = None) -> dict[str, Figures]:
        """What metrics (all, unless some are named) that fit the task say of a split; nothing where it is empty."""
        samples: Samples = getattr(self.splits, split)
        asked = all_metrics() if metrics is None else list(metrics)
        if not len(samples) or not asked:
            return {}
        return report(asked, self.scores(samples.x), samples.targets, self._classifies)

    @property
    def votes(self) -> bool:
        """Whether the scores are shares of votes, which have no loss."""
        return isinstance(self.experiment.model, KNearestNeighbors) and self._classifies

    def values(self, node_id: str, kind: str) -> Array | None:
        """A node's array for looking at: its first parameter ("weights"), that one's gradient of the last step
        ("gradients") and what that step added to it ("updates"), its output ("activations") or the gradient there
        ("signals"); None where there is none.

        Update, output and signal are those of the last step where it was asked to keep them, see `watch`; a large
        output without its signal is of fewer samples, evenly chosen (see `Stepper.seen`). Else the
        output is that for the first PROBE training samples in evaluation mode, as the network stands.
        """
        self.prepare()
        if self._stepper is None or node_id not in self.network.parameters:
            return None
        if kind in ("activations", "signals"):
            stepper = self._stepper
            if stepper.seen_step == stepper.step_count and node_id in stepper.seen:
                return stepper.seen[node_id][kind == "signals"]
            return self._probed()[node_id] if kind == "activations" else None
        if kind == "updates":
            current = self._stepper.updates_step == self._stepper.step_count
            return next(iter(self._stepper.updates.get(node_id, {}).values()), None) if current else None
        if kind == "gradients" and (self.step == 0 or not self._stepper.differentiated):
            return None
        arrays = (self.network.parameters if kind == "weights" else self.network.gradients)[node_id]
        return next(iter(arrays.values()), None)

    def watch(self, node_ids: Iterable[str], moved: Iterable[str] = (), signals: Iterable[str] = ()) -> None:
        """Let the next step keep the outputs of these nodes, outputs and the gradients there of `signals`, which takes
        longer, and what it adds to the parameters of the `moved` ones; its result is the same."""
        self.prepare()
        if self._stepper is not None:
            known = frozenset(self.network.order)
            self._stepper.moved, self._stepper.signals = frozenset(moved) & known, frozenset(signals) & known
            self._stepper.watched = (frozenset(node_ids) & known) | self._stepper.signals

    @property
    def _classifies(self) -> bool:
        return self.experiment.data.task == "classification"

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What `work` finds in the network as it stands, done once for all who ask with that key."""
        if self._found is None or self._found[0] != self.step:
            self._found = self.step, {}
        found = self._found[1]
        if key not in found:
            found[key] = work()
        known: T = found[key]
        return known

    def _probed(self) -> dict[str, Array]:
        return self.once(
            "probe", lambda: self._quiet.run(self.stepper.outputs, self.splits.train.x[: self._few])
        )  # fmt: skip

    def _averaged(self, x: Array, passes: int) -> Array:
        """Answers averaged over random passes: probabilities for classes, as their logarithms, else the outputs."""
        total: Array | None = None
        for number in range(passes):
            masks = self.network.fresh_masks(f"evaluation {number}")
            scores = self.network.predict(x, self._chunk, masks)
            answer = softmax(scores) if self._classifies else scores
            total = answer if total is None else total + answer
        assert total is not None
        mean: Array = total * total.dtype.type(1 / passes)
        return np.log(np.maximum(mean, np.finfo(mean.dtype).tiny)) if self._classifies else mean

    @property
    def _network_or_none(self) -> TextbookNetwork | None:
        return None if self._stepper is None else self._stepper.network


def _precision(experiment: Experiment) -> DTypeLike:
    fine = isinstance(experiment.optimizer, Evaluating) or experiment.training.gradient == "numerical"
    return np.float64 if fine else np.float32


def refuse_problems(experiment: Experiment, analysis: Analysis) -> None:
    """Raise DescentError with the first problem of an experiment, if it has any."""
    if not analysis.problems:
        return
    problem = analysis.problems[0]
    place = "" if problem.node is None else experiment.network.node(problem.node).name()
    raise DescentError(
        say("{place}: {problem} {remedy}", place=place, problem=problem.text, remedy=problem.remedy)
        if place
        else say("{problem} {remedy}", problem=problem.text, remedy=problem.remedy)
    )
