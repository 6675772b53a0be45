"""One step of training: gradient, penalties, rules, update. What happens when is read off `Stepper.step`."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from engine.graph import Analysis
from engine.messages import Message, say
from engine.network import Parameters, Pass, Slot, TextbookNetwork
from engine.numerics import Array, Purpose, stream
from engine.optimizers.base import Elementwise, Evaluating
from engine.rules.base import AveragingRule, GradientRule, RateRule, WeightRule
from engine.schedules.base import Controller
from engine.spec import Experiment
from engine.training.events import Step
from engine.training.metrics import right

H = 1e-5
"""Distance of the central differences of a numerical gradient."""


class Batch(NamedTuple):
    """What one step trains on, and when: steps of this size before it since the run began, and epochs after it."""

    x: Array
    targets: Array
    steps: float
    epochs: float


class Segment(NamedTuple):
    """A trainable stretch of the flat parameters, its rate multiplier, and whether its weights may be shrunk."""

    place: slice
    multiplier: float
    shrinks: bool


class Stepper:
    """The network of a run and everything that moves with it. `experiment` may be exchanged between steps."""

    def __init__(self, experiment: Experiment, analysis: Analysis, dtype: DTypeLike) -> None:
        self.network = TextbookNetwork(experiment.network, analysis, experiment.seed, dtype)
        self.step_count = 0
        self.evaluations = 0
        """Forward passes over a batch so far, those of numerical gradients and line searches included."""
        self.run: Pass | None = None
        self.moments: dict[str, Array] = {}
        if isinstance(experiment.optimizer, Elementwise):
            self.moments = {slot: np.zeros_like(self.network.x) for slot in experiment.optimizer.slots}
        averages = any(isinstance(rule, AveragingRule) for rule in experiment.training.rules)
        self.average = self.network.x.copy() if averages else None
        self.controlled = experiment.schedule.start() if isinstance(experiment.schedule, Controller) else {}
        self.use(experiment)

    def use(self, experiment: Experiment) -> None:
        """Go on with other settings of the same network."""
        self.experiment = experiment
        self.network.nodes.update({node.id: node for node in experiment.network.nodes})
        self.segments = list(_segments(self.network))

    def step(self, batch: Batch, steps_per_epoch: int) -> Step:
        """One update from a batch. Where loss or gradient are not finite nothing is updated, and the event shows it."""
        network, optimizer = self.network, self.experiment.optimizer
        rate = self._rate(batch, steps_per_epoch)
        numerical = self.experiment.training.gradient == "numerical"
        masks = network.mask_states() if numerical else {}
        run, loss, accuracy, penalty = self.gradient(batch.x, batch.targets)
        self.run = run
        if numerical and math.isfinite(loss):
            self._numerical_gradient(batch.x, batch.targets, masks)
        trained = self._trained_gradient()
        norm = math.sqrt(float(np.dot(trained, trained)))
        if math.isfinite(loss) and math.isfinite(norm):
            self.step_count += 1
            self._clip(trained)
            if isinstance(optimizer, Elementwise):
                self._elementwise(optimizer, rate)
            elif isinstance(optimizer, Evaluating):
                self._evaluating(optimizer, batch.x, batch.targets, rate)
            self._after_update()
        return Step(self.step_count, batch.epochs, loss, accuracy, penalty, rate, norm)

    def gradient(self, x: Array, targets: Array) -> tuple[Pass, float, float | None, float]:
        """Fill the network's gradient for a batch; returns the pass, data loss, accuracy and penalty."""
        network, experiment = self.network, self.experiment
        run = network.forward(x, training=True)
        self.evaluations += 1
        scores = run.outputs[network.output]
        loss, ds = experiment.loss.value_and_gradient(scores, targets)
        network.backward(run, ds)
        penalty = 0.0
        for slot in self._weights():
            for regularizer in experiment.regularizers:
                if regularizer.acts_on(slot.node_id) and network.nodes[slot.node_id].penalised:
                    penalty += regularizer.penalty(network.x[slot.place])
                    regularizer.add_gradient(network.x[slot.place], network.g[slot.place])
        classifies = experiment.data.source.task == "classification"
        return run, loss, right(scores, targets) / len(x) if classifies else None, penalty

    def recover(self, good: Parameters) -> Message:
        """Go back to the state at the start of the epoch that diverged, and say what happened and what to try."""
        culprit = self._first_not_finite()
        self.network.restore(good)
        self.network.g[...] = 0
        for moment in self.moments.values():
            moment[...] = 0
        if self.average is not None:
            self.average[...] = self.network.x
        self.run = None
        rate = self.experiment.optimizer.learning_rate / 10
        if culprit is None:
            return say(
                "The loss was no longer a finite number after step {step}. The weights are back as they were when the "
                "epoch began. Try a learning rate of {rate:.3g}.",
                step=self.step_count,
                rate=rate,
            )
        return say(
            "The numbers of {layer} were no longer finite after step {step}: they grew without bound. The weights are "
            "back as they were when the epoch began. Try a learning rate of {rate:.3g}.",
            layer=self.network.nodes[culprit].name(),
            step=self.step_count,
            rate=rate,
        )

    def _first_not_finite(self) -> str | None:
        """The first node in graph order whose output, or else gradient, is not finite in the last pass."""
        network = self.network
        if self.run is not None:
            for node_id in network.order:
                if not np.isfinite(self.run.outputs[node_id]).all():
                    return node_id
        for node_id in reversed(network.order):
            if any(not np.isfinite(gradient).all() for gradient in network.gradients[node_id].values()):
                return node_id
        return None

    def _rate(self, batch: Batch, steps_per_epoch: int) -> float:
        schedule, training = self.experiment.schedule, self.experiment.training
        total = steps_per_epoch * training.epochs
        factor = schedule.factor(batch.steps, steps_per_epoch, total)
        if isinstance(schedule, Controller):
            factor = self.controlled["factor"]
        for rule in training.rules:
            if isinstance(rule, RateRule):
                factor *= rule.factor(batch.epochs)
        return self.experiment.optimizer.learning_rate * factor

    def _trained_gradient(self) -> Array:
        """The gradient of what is trained: all of `g`, or a copy of its trainable stretches where some layer is not."""
        network, stretches = self.network, [segment.place for segment in self.segments]
        if sum(place.stop - place.start for place in stretches) == network.g.size:
            return network.g
        return np.concatenate([network.g[place] for place in stretches] or [network.g[:0]])

    def _clip(self, trained: Array) -> None:
        """Let the rules cut the gradient of what is trained; that of frozen layers is left for looking at."""
        rules = [rule for rule in self.experiment.training.rules if isinstance(rule, GradientRule)]
        for rule in rules:
            rule.clip(trained)
        if rules and trained is not self.network.g:
            start = 0
            for segment in self.segments:
                stop = start + segment.place.stop - segment.place.start
                self.network.g[segment.place] = trained[start:stop]
                start = stop

    def _elementwise(self, optimizer: Elementwise, rate: float) -> None:
        network = self.network
        for segment in self.segments:
            x, g = network.x[segment.place], network.g[segment.place]
            if segment.shrinks:
                optimizer.shrink(x, rate * segment.multiplier)
            moments = {name: moment[segment.place] for name, moment in self.moments.items()}
            optimizer.update(x, g, moments, self.step_count, rate * segment.multiplier)

    def _evaluating(self, optimizer: Evaluating, x: Array, targets: Array, rate: float) -> None:
        """Let an evaluating optimizer move the trainable parameters, over all samples at once."""
        network = self.network
        everywhere = np.arange(network.x.size)
        place = np.concatenate([everywhere[segment.place] for segment in self.segments] or [everywhere[:0]])
        kept_run = self.run

        def evaluate(at: Array, gradient: bool) -> tuple[float, Array | None]:
            network.x[place] = at
            masks = network.mask_states()
            _, loss, _, penalty = self.gradient(x, targets)
            if gradient and self.experiment.training.gradient == "numerical":
                self._numerical_gradient(x, targets, masks)
            value = loss + penalty
            return (value if math.isfinite(value) else math.inf), network.g[place] if gradient else None

        rng = stream(self.experiment.seed, Purpose.SEARCH, str(self.step_count))
        at = network.x[place]
        optimizer.step(at, evaluate, self.moments, rng, rate)
        network.x[place] = at
        self.run = kept_run

    def _numerical_gradient(self, x: Array, targets: Array, masks: dict[str, Any]) -> None:
        """Put central differences of the objective in the place of the gradient; all evaluations see the same masks."""
        network = self.network
        kept, analytic = network.snapshot(), network.g.copy()

        def objective() -> float:
            network.rewind_masks(masks)
            _, loss, _, penalty = self.gradient(x, targets)
            return loss + penalty

        numerical = np.empty_like(analytic)
        for index in range(network.x.size):
            here = network.x[index]
            network.x[index] = here + H
            above = objective()
            network.x[index] = here - H
            numerical[index] = (above - objective()) / (2 * H)
            network.x[index] = here
        network.restore(kept)
        network.g[...] = numerical

    def _after_update(self) -> None:
        network = self.network
        for rule in self.experiment.training.rules:
            if isinstance(rule, WeightRule):
                for slot in self._weights():
                    if network.nodes[slot.node_id].trainable:
                        rule.constrain(network.parameters[slot.node_id][slot.parameter.name])
            elif isinstance(rule, AveragingRule) and self.average is not None:
                rule.average(self.average, network.x, self.step_count)

    def _weights(self) -> Iterator[Slot]:
        return (slot for slot in self.network.slots if slot.parameter.role == "weight")


def _segments(network: TextbookNetwork) -> Iterator[Segment]:
    """The trainable stretches; neighbours that are trained alike are one."""
    pending: Segment | None = None
    for slot in network.slots:
        node = network.nodes[slot.node_id]
        if not node.trainable:
            continue
        shrinks = slot.parameter.role == "weight" and node.penalised
        alike = pending is not None and pending[1:] == (node.rate_multiplier, shrinks)
        if pending is not None and alike and pending.place.stop == slot.place.start:
            pending = pending._replace(place=slice(pending.place.start, slot.place.stop))
            continue
        if pending is not None:
            yield pending
        pending = Segment(slot.place, node.rate_multiplier, shrinks)
    if pending is not None:
        yield pending
