"""The trainer: a run as a generator of events. Pause is not asking for the next; stop is a flag between two steps."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike
from pydantic import ValidationError

from engine.files import field_faults
from engine.graph import Analysis, analyse
from engine.layers.base import Parameter
from engine.messages import DescentError, Message, say
from engine.network import Parameters, Pass, Slot, TextbookNetwork, segments
from engine.numerics import Array, Purpose, one_blas_thread, stream
from engine.optimizers.base import Elementwise, Evaluating
from engine.spec import Experiment, get, is_live, replaced
from engine.training.events import Edited, Epoch, Event, Finished, Started, Status, Step
from engine.training.samples import Splits, load_splits

CHUNK = 1024
"""Most samples in one go when evaluating."""

CHUNK_MEMORY = 2**28
"""Bytes that they may take on their way through the network; where a sample takes much, fewer go at once."""

PROBE = 256
"""Training samples whose activations are shown before the first step."""


class Trainer:
    """Trains the network of an experiment. A run is a pure function of the experiment and its live edits.

    Not thread-safe: everything but `stop` belongs to the thread that asks for events.
    """

    def __init__(self, experiment: Experiment, *, edits: Sequence[Edited] = (), dtype: DTypeLike = np.float32) -> None:
        self.experiment = experiment
        self.step = 0
        self.edits: list[Edited] = []
        self._dtype = np.dtype(dtype)
        self._replay = list(edits)
        self._queue: list[tuple[str, Any]] = []
        self._stopping = False
        self._network: TextbookNetwork | None = None
        self._splits: Splits | None = None
        self._run: Pass | None = None
        self._moments: dict[str, Array] = {}

    def prepare(self) -> None:
        """Check the experiment, load its data and initialise its network, once. Raises DescentError."""
        if self._network is not None:
            return
        one_blas_thread()
        analysis = analyse(self.experiment)
        _refuse_problems(self.experiment, analysis)
        self._chunk = max(1, min(CHUNK, CHUNK_MEMORY // max(analysis.sample_memory, 1)))
        self._splits = load_splits(self.experiment.data, self._dtype)
        self._network = TextbookNetwork(self.experiment.model, analysis, self.experiment.seed, self._dtype)
        optimizer = self.experiment.optimizer
        if isinstance(optimizer, Elementwise):
            self._moments = {slot: np.zeros_like(self._network.x) for slot in optimizer.slots}
        self._segments = segments(self._network.slots, self._network.nodes)

    @property
    def network(self) -> TextbookNetwork:
        """The network as trained so far."""
        self.prepare()
        assert self._network is not None
        return self._network

    @property
    def splits(self) -> Splits:
        """The samples of this run."""
        self.prepare()
        assert self._splits is not None
        return self._splits

    @property
    def steps_per_epoch(self) -> int:
        """Steps in an epoch at the present batch size; an evaluating optimizer takes one."""
        if isinstance(self.experiment.optimizer, Evaluating):
            return 1
        return -(-len(self.splits.train) // self.experiment.training.batch_size)

    def stop(self) -> None:
        """End the run before the next step. May be called from any thread."""
        self._stopping = True

    def edit(self, path: str, value: Any) -> None:
        """Queue a live edit; it takes effect, and is recorded, before the next step. Raises DescentError."""
        try:
            if not is_live(self.experiment, path):
                raise DescentError(say("{field} cannot change while training; stop first.", field=path))
            changed = replaced(self.experiment, path, value)
        except KeyError:
            raise DescentError(say("{field} is not part of this run.", field=path)) from None
        except ValidationError as fault:
            problem = field_faults(fault)[0]
            raise DescentError(say("{field}: {fault}", field=path, fault=problem.text)) from fault
        _refuse_problems(changed, analyse(changed))  # a larger batch may need more memory than there is
        self._queue.append((path, value))

    def events(self) -> Iterator[Event]:
        """Train to the end, an event at a time: Started, then steps, epochs and edits, last Finished.

        Raises DescentError where the experiment has problems or its data cannot be loaded.
        """
        self.prepare()
        began = time.monotonic()
        loss, accuracy = self.evaluate("validation")
        spe = self.steps_per_epoch
        yield Started(spe, spe * self.experiment.training.epochs, self.network.x.size, loss, accuracy)
        order_stream = stream(self.experiment.seed, Purpose.ORDER)
        epoch = 0
        status: Status = "finished"
        explanation: Message | None = None
        yield from self._apply_edits()
        while epoch < self.experiment.training.epochs and not self._stopping:
            epoch_began = time.monotonic()
            good = self.network.snapshot()
            seen, sums = 0, np.zeros(2)
            for size, event in self._epoch(epoch, order_stream):
                if isinstance(event, Edited):
                    yield event
                    continue
                if not (math.isfinite(event.loss) and math.isfinite(event.gradient_norm)):
                    status, explanation = "diverged", self._recover(good)
                    break
                seen += size
                sums += size * event.loss, size * (event.accuracy or 0.0)
                yield event
                if self._stopping:
                    break
            if status == "diverged" or seen < len(self.splits.train):
                break
            epoch += 1
            loss, accuracy = self.evaluate("validation")
            if loss is not None and not math.isfinite(loss):
                status, explanation = "diverged", self._recover(good)
                break
            mean_loss, mean_accuracy = (float(total) for total in sums / seen)
            trained_accuracy = mean_accuracy if self._classifies else None
            seconds = time.monotonic() - epoch_began
            yield Epoch(epoch, self.step, mean_loss, trained_accuracy, loss, accuracy, seconds)
        if status != "diverged" and epoch < self.experiment.training.epochs:
            status = "stopped"
        yield Finished(status, epoch, self.step, time.monotonic() - began, explanation)

    def evaluate(self, split: str) -> tuple[float | None, float | None]:
        """Mean loss and accuracy over a split ("train", "validation", "test") in evaluation mode. None where the split
        is empty, or the task has no classes."""
        samples = getattr(self.splits, split)
        if not len(samples):
            return None, None
        loss, right = 0.0, 0
        with np.errstate(all="ignore"):
            for start in range(0, len(samples), self._chunk):
                x, targets = samples.x[start : start + self._chunk], samples.targets[start : start + self._chunk]
                scores = self.network.predict(x, self._chunk)
                loss += self.experiment.loss.value(scores, targets) * len(x)
                right += _right(scores, targets) if self._classifies else 0
        return loss / len(samples), right / len(samples) if self._classifies else None

    def values(self, node_id: str, kind: str) -> Array | None:
        """A node's array for looking at: its first parameter ("weights"), that one's gradient of the last step
        ("gradients"), or its output for the last batch ("activations"); None where there is none."""
        network = self.network
        if node_id not in network.parameters:
            return None
        if kind == "activations":
            return self._latest().outputs[node_id]
        if kind == "gradients" and self.step == 0:
            return None
        arrays = (network.parameters if kind == "weights" else network.gradients)[node_id]
        return next(iter(arrays.values()), None)

    @property
    def _classifies(self) -> bool:
        return self.experiment.data.source.task == "classification"

    def _latest(self) -> Pass:
        if self._run is None:
            self._run = self.network.forward(self.splits.train.x[: min(PROBE, self._chunk)], training=False)
        return self._run

    def _apply_edits(self) -> Iterator[Edited]:
        """Let live edits take effect: those of a run that is replayed, at their step, and those queued since."""
        while self._replay and self._replay[0].step <= self.step:
            past = self._replay.pop(0)
            self._queue.append((past.path, past.new))
        while self._queue:
            path, new = self._queue.pop(0)
            old = get(self.experiment, path)
            self.experiment = replaced(self.experiment, path, new)
            self.network.nodes.update({node.id: node for node in self.experiment.model.nodes})
            self._segments = segments(self.network.slots, self.network.nodes)
            edit = Edited(self.step, path, old, new)
            self.edits.append(edit)
            yield edit

    def _epoch(self, epoch: int, order_stream: np.random.Generator) -> Iterator[tuple[int, Step | Edited]]:
        """The steps of one epoch with their batches' sizes, and the edits that took effect between them."""
        train = self.splits.train
        order = order_stream.permutation(len(train)) if self.experiment.training.shuffle else np.arange(len(train))
        position = 0
        while position < len(train):
            for edit in self._apply_edits():
                yield 0, edit
            optimizer = self.experiment.optimizer
            size = len(train) if isinstance(optimizer, Evaluating) else self.experiment.training.batch_size
            batch = order[position : position + size]
            done = epoch + position / len(train)
            position += len(batch)
            with np.errstate(all="ignore"):  # overflow is found by looking at the loss, not by a warning
                event = self._one_step(train.x[batch], train.targets[batch], done, epoch + position / len(train))
            yield len(batch), event

    def _one_step(self, x: Array, targets: Array, done: float, after: float) -> Step:
        """One update from a batch. A step whose loss or gradient is not finite changes nothing and says so."""
        network, experiment = self.network, self.experiment
        optimizer, spe = experiment.optimizer, self.steps_per_epoch
        factor = experiment.schedule.factor(done * spe, spe, spe * experiment.training.epochs)
        rate = optimizer.learning_rate * factor
        self._run, loss, accuracy, penalty = self._gradient(x, targets)
        norm = math.sqrt(float(np.dot(network.g, network.g))) if network.g.size else 0.0
        if math.isfinite(loss) and math.isfinite(norm):
            self.step += 1
            if isinstance(optimizer, Elementwise):
                for place, multiplier in self._segments:
                    moments = {name: moment[place] for name, moment in self._moments.items()}
                    optimizer.update(network.x[place], network.g[place], moments, self.step, rate * multiplier)
            elif isinstance(optimizer, Evaluating):
                self._evaluating_step(optimizer, x, targets, rate)
        return Step(self.step, after, loss, accuracy, penalty, rate, norm)

    def _gradient(self, x: Array, targets: Array) -> tuple[Pass, float, float | None, float]:
        """Fill the network's gradient for a batch; returns the pass, data loss, accuracy and penalty."""
        network, experiment = self.network, self.experiment
        run = network.forward(x, training=True)
        scores = run.outputs[network.output]
        loss, ds = experiment.loss.value_and_gradient(scores, targets)
        network.backward(run, ds)
        penalty = 0.0
        for slot in self._penalised():
            for regularizer in experiment.regularizers:
                penalty += regularizer.penalty(network.x[slot.place])
                regularizer.add_gradient(network.x[slot.place], network.g[slot.place])
        accuracy = _right(scores, targets) / len(x) if self._classifies else None
        return run, loss, accuracy, penalty

    def _penalised(self) -> Iterator[Slot]:
        if self.experiment.regularizers:
            for slot in self.network.slots:
                parameter: Parameter = slot.parameter
                if parameter.role == "weight" and self.network.nodes[slot.node_id].penalised:
                    yield slot

    def _evaluating_step(self, optimizer: Evaluating, x: Array, targets: Array, rate: float) -> None:
        """Let an evaluating optimizer move the trainable parameters, over all samples at once."""
        network = self.network
        place = np.concatenate([np.arange(network.x.size)[part] for part, _ in self._segments] or [np.arange(0)])

        def evaluate(at: Array, gradient: bool) -> tuple[float, Array | None]:
            network.x[place] = at
            _, loss, _, penalty = self._gradient(x, targets)
            value = loss + penalty
            return (value if math.isfinite(value) else math.inf), network.g[place] if gradient else None

        rng = stream(self.experiment.seed, Purpose.SEARCH, str(self.step))
        at = network.x[place]
        optimizer.step(at, evaluate, self._moments, rng, rate)
        network.x[place] = at

    def _recover(self, good: Parameters) -> Message:
        """Go back to the state at the start of the epoch that diverged, and say what happened and what to try."""
        self.network.restore(good)
        self.network.g[...] = 0
        for moment in self._moments.values():
            moment[...] = 0
        self._run = None
        return say(
            "The loss was no longer a finite number after step {step}: the weights grew without bound. They are back "
            "as they were when the epoch began. Try a learning rate below {rate:.3g}.",
            step=self.step,
            rate=self.experiment.optimizer.learning_rate,
        )


def _refuse_problems(experiment: Experiment, analysis: Analysis) -> None:
    """Raise DescentError with the first problem of an experiment, if it has any."""
    if not analysis.problems:
        return
    problem = analysis.problems[0]
    place = "" if problem.node is None else experiment.model.node(problem.node).name()
    raise DescentError(
        say("{place}: {problem} {remedy}", place=place, problem=problem.text, remedy=problem.remedy)
        if place
        else say("{problem} {remedy}", problem=problem.text, remedy=problem.remedy)
    )


def _right(scores: Array, targets: Array) -> int:
    """How many samples have their class on top."""
    return int((scores.argmax(axis=1) == targets).sum())
