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
from engine.numerics import Array, Purpose, aligned, stream
from engine.optimizers.base import Elementwise, Evaluating
from engine.plan.compiler import Plan
from engine.plan.kernels.base import Seen
from engine.plan.plans import Plans
from engine.plan.program import Workers
from engine.plan.updates import Segment, Update
from engine.regularizers.base import Regularizer
from engine.rules.base import AveragingRule, GradientRule, RateRule, WeightRule
from engine.schedules.base import Controller
from engine.spec import Experiment
from engine.training.events import Step
from engine.training.metrics import right

KEPT = 2**18
"""Most numbers of an output that are kept to be looked at, as far as whole samples allow."""

H = 1e-5
"""Distance of the central differences of a numerical gradient."""


class Batch(NamedTuple):
    """What one step trains on, and when: steps of this size before it since the run began, and epochs after it."""

    x: Array
    targets: Array
    steps: float
    epochs: float


class Stepper:
    """The network of a run and everything that moves with it. `experiment` may be exchanged between steps.

    Steps go through a plan where the gradient is analytic and the optimizer works number by number, unless `planned`
    says otherwise; else through the textbook.
    """

    def __init__(self, experiment: Experiment, analysis: Analysis, dtype: DTypeLike, *, planned: bool = True) -> None:
        self.network = network = TextbookNetwork(experiment.network, analysis, experiment.seed, dtype)
        self.step_count = 0
        self.evaluations = 0
        """Forward passes over a batch so far, those of numerical gradients and line searches included."""
        self.seen: Seen = {}
        """Outputs of the nodes that were watched in step number `seen_step`, and gradients there where they were asked
        for; without those, outputs of more than KEPT numbers are of fewer samples, evenly chosen."""
        self.seen_step = 0
        self.watched: frozenset[str] = frozenset()
        """The nodes to watch in the next step."""
        self.signals: frozenset[str] = frozenset()
        """Those of them whose gradients are to be kept too."""
        self.updates: dict[str, dict[str, Array]] = {}
        """What step number `updates_step` added to the parameters of the nodes whose update was asked for, rules that
        constrain weights included: as `TextbookNetwork.parameters`."""
        self.updates_step = 0
        self.moved: frozenset[str] = frozenset()
        """The nodes whose update the next step has to keep."""
        self.moments: dict[str, Array] = {}
        elementwise = isinstance(experiment.optimizer, Elementwise)
        if isinstance(experiment.optimizer, Elementwise):
            self.moments = {slot: aligned(network.x.size, network.dtype) for slot in experiment.optimizer.slots}
        averages = any(isinstance(rule, AveragingRule) for rule in experiment.training.rules)
        self.average = network.x.copy() if averages else None
        self.controlled = experiment.schedule.start() if isinstance(experiment.schedule, Controller) else {}
        self.classifies = experiment.data.task == "classification"
        self.plans: Plans | None = None
        if planned and elementwise and experiment.training.gradient == "analytic":
            self.plans = Plans(network, analysis, self.classifies)
        self.differentiated = False
        """Whether the network's gradients are those of the last step."""
        self._failed: Array | None = None  # the batch in which numbers grew without bound
        self.use(experiment)

    def use(self, experiment: Experiment) -> None:
        """Go on with other settings of the same network."""
        self.experiment, network, rules = experiment, self.network, experiment.training.rules
        self._plan: Plan | None = None  # the one used last
        before = [network.nodes[node_id].layer for node_id in network.order]
        network.nodes.update({node.id: node for node in experiment.network.nodes})
        if self.plans is not None:
            self.plans.use(experiment.loss, same_layers=before == [network.nodes[each].layer for each in network.order])
        self.segments = list(_segments(network))
        trained = sum(segment.place.stop - segment.place.start for segment in self.segments)
        self._all_trained = trained == network.g.size
        self._penalties = [
            (regularizer, network.x[slot.place], network.g[slot.place])
            for slot in network.slots
            for regularizer in self.penalties_on(slot)
        ]
        self._rate_rules = [rule for rule in rules if isinstance(rule, RateRule)]
        self._gradient_rules = [rule for rule in rules if isinstance(rule, GradientRule)]
        self._later_rules = [rule for rule in rules if isinstance(rule, WeightRule | AveragingRule)]
        self._update: Update | None = None
        if isinstance(experiment.optimizer, Elementwise) and self.plans is not None:
            self._update = Update(experiment.optimizer, self.segments, network.x, network.g, self.moments)

    def twin(self, experiment: Experiment, analysis: Analysis) -> Stepper:
        """A stepper by the textbook that stands where this one stands, with such settings, and shares nothing with it:
        what it does can be looked at before it is done here."""
        twin, network = Stepper(experiment, analysis, self.network.dtype, planned=False), self.network
        twin.network.restore(Parameters(network.x, network.states))
        twin.network.rewind_masks(network.mask_states())
        twin.step_count, twin.controlled = self.step_count, dict(self.controlled)
        kept = self.moments if self._update is None else self._update.textbook_moments()
        twin.moments = {name: moment.copy() for name, moment in kept.items()}
        if self.average is not None and twin.average is not None:
            twin.average[...] = self.average
        return twin

    def scales(self) -> dict[str, float]:
        """What slots of the optimizer are to be multiplied by to be the textbook's, where they are kept otherwise."""
        return {} if self._update is None else self._update.scales()

    def room(self, samples: int, rows: int | None = None) -> tuple[Array, Array] | None:
        """Where the next batch of so many samples is best put: inputs, and targets (classes, or rows of so many
        numbers); None where it is all the same."""
        if self.plans is None:
            return None
        plan = self._plan = self.plans.step(samples, rows)
        return plan.x, plan.targets

    def step(self, batch: Batch, steps_per_epoch: int, workers: Workers | None = None) -> Step:
        """One update from a batch. Where loss or gradient are not finite nothing is updated, and the event shows it."""
        optimizer, numerical = self.experiment.optimizer, self.experiment.training.gradient == "numerical"
        rate = self._rate(batch, steps_per_epoch)
        if self.plans is not None:
            loss, accuracy, penalty = self._planned_gradient(self.plans, batch, workers)
        else:
            masks = self.network.mask_states() if numerical else {}
            loss, accuracy, penalty = self._watched_gradient(batch)
            if numerical and math.isfinite(loss):
                self._numerical_gradient(batch.x, batch.targets, masks)
        self.differentiated = True
        trained = self.network.g if self._all_trained else self._trained_gradient()
        norm = math.sqrt(float(trained.dot(trained)))
        if math.isfinite(loss) and math.isfinite(norm):
            self.step_count += 1
            before = self._parameters_of(self.moved) if self.moved else None
            if self._gradient_rules:
                self._clip(trained)
            if self._update is not None:
                self._update.advance(self.step_count, rate, workers)
            elif isinstance(optimizer, Elementwise):
                self._elementwise(optimizer, rate)
            elif isinstance(optimizer, Evaluating):
                self._evaluating(optimizer, batch.x, batch.targets, rate)
            if self._later_rules:
                self._after_update()
            if before is not None:
                self._keep_updates(before)
        else:
            self._failed = batch.x.copy()
        return Step(self.step_count, batch.epochs, loss, accuracy, penalty, rate, norm)

    def scores(self, x: Array, chunk: int, workers: Workers | None = None) -> Array:
        """The network's outputs for samples x in evaluation mode, computed in chunks."""
        return self.network.predict(x, chunk) if self.plans is None else self.plans.scores(x, chunk, workers)

    def outputs(self, x: Array) -> dict[str, Array]:
        """The outputs of all nodes for samples x in evaluation mode."""
        return self.network.forward(x, training=False).outputs if self.plans is None else self.plans.outputs(x)

    def gradient(self, x: Array, targets: Array) -> tuple[Pass, float, float | None, float]:
        """Fill the network's gradient for a batch, by the textbook; returns the pass, data loss, accuracy, penalty."""
        network = self.network
        run = network.forward(x, training=True)
        self.evaluations += 1
        scores = run.outputs[network.output]
        loss, ds = self.experiment.loss.value_and_gradient(scores, targets)
        network.backward(run, ds)
        accuracy = right(scores, targets) / len(x) if self.classifies else None
        return run, loss, accuracy, self.penalise()

    def penalties_on(self, slot: Slot) -> list[Regularizer]:
        """The penalties on one parameter."""
        free = slot.parameter.role != "weight" or not self.network.nodes[slot.node_id].penalised
        return [] if free else [each for each in self.experiment.regularizers if each.acts_on(slot.node_id)]

    def penalise(self) -> float:
        """Add the penalties' gradients to the network's; returns the penalties' sum."""
        penalty = 0.0
        for regularizer, x, g in self._penalties:
            penalty += regularizer.penalty(x)
            regularizer.add_gradient(x, g)
        return penalty

    def _planned_gradient(
        self, plans: Plans, batch: Batch, workers: Workers | None
    ) -> tuple[float, float | None, float]:
        x, targets = batch.x, batch.targets
        plan = self._plan
        if plan is None or plan.x is not x or plan.targets is not targets or self.watched:
            rows = None if targets.ndim == 1 else targets.shape[1]
            plan = self._plan = plans.step(len(x), rows, self.watched, self.signals)
            if plan.x is not x:
                plan.x[...], plan.targets[...] = x, targets
        plan.run(workers)
        self.evaluations += 1
        if self.watched:
            self._keep(plan.observe(KEPT))
            self._plan = None
        judge = plan.judge
        assert judge is not None
        penalty = self.penalise() if self._penalties else 0.0
        return judge.loss, judge.right / len(x) if self.classifies else None, penalty

    def _watched_gradient(self, batch: Batch) -> tuple[float, float | None, float]:
        run, loss, accuracy, penalty = self.gradient(batch.x, batch.targets)
        if self.watched:
            gradients = {node_id: run.gradients[node_id] for node_id in self.signals}
            self._keep({node_id: (run.outputs[node_id], gradients.get(node_id)) for node_id in self.watched})
        return loss, accuracy, penalty

    def _keep(self, seen: Seen) -> None:
        self.seen, self.seen_step = seen, self.step_count + 1
        self.watched = self.signals = frozenset()

    def _parameters_of(self, node_ids: frozenset[str]) -> dict[str, dict[str, Array]]:
        """Copies of the parameters of these nodes."""
        parameters = self.network.parameters
        return {node: {name: x.copy() for name, x in parameters[node].items()} for node in sorted(node_ids)}

    def _keep_updates(self, before: dict[str, dict[str, Array]]) -> None:
        for node, arrays in before.items():
            for name, x in arrays.items():
                np.subtract(self.network.parameters[node][name], x, out=x)
        self.updates, self.updates_step, self.moved = before, self.step_count, frozenset()

    def recover(self, good: Parameters) -> str | None:
        """Go back to the state at the start of the epoch that diverged; returns the node where it did, if one did."""
        culprit = self._first_not_finite()
        self.network.restore(good)
        self.network.g[...] = 0
        for moment in self.moments.values():
            moment[...] = 0
        if self.average is not None:
            self.average[...] = self.network.x
        self.seen, self.updates = {}, {}
        self._plan = None
        if self.plans is not None:
            self.plans.forget()  # their memory holds numbers without bound
        return culprit

    def explain(self, culprit: str | None) -> Message:
        """What happened in a run that diverged, and what to try."""
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
        network, x = self.network, self._failed
        if x is not None:
            run = network.forward(x, training=True)
            for node_id in network.order:
                if not np.isfinite(run.outputs[node_id]).all():
                    return node_id
        for node_id in reversed(network.order):
            if any(not np.isfinite(gradient).all() for gradient in network.gradients[node_id].values()):
                return node_id
        return None

    def rate_factors(self, batch: Batch, steps_per_epoch: int) -> tuple[float, ...]:
        """What the base rate is multiplied by in a step: the schedule's factor, then those of the rate rules."""
        if self.controlled:
            factor = self.controlled["factor"]
        else:
            total = steps_per_epoch * self.experiment.training.epochs
            factor = self.experiment.schedule.factor(batch.steps, steps_per_epoch, total)
        return factor, *(rule.factor(batch.epochs) for rule in self._rate_rules)

    def _rate(self, batch: Batch, steps_per_epoch: int) -> float:
        return self.experiment.optimizer.learning_rate * math.prod(self.rate_factors(batch, steps_per_epoch))

    def _trained_gradient(self) -> Array:
        """A copy of the gradient's trainable stretches."""
        network = self.network
        return np.concatenate([network.g[segment.place] for segment in self.segments] or [network.g[:0]])

    def _clip(self, trained: Array) -> None:
        """Let the rules cut the gradient of what is trained; that of frozen layers is left for looking at."""
        for rule in self._gradient_rules:
            rule.clip(trained)
        if trained is not self.network.g:
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
        for rule in self._later_rules:
            if isinstance(rule, WeightRule):
                for slot in self._weights():
                    if network.nodes[slot.node_id].trainable:
                        rule.constrain(network.parameters[slot.node_id][slot.parameter.name])
            elif self.average is not None:
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
