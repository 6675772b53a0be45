"""A run in PyTorch's words: the graph of an experiment, its optimizer, schedule and training rules."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from engine import Trainer
from engine.layers.base import Context
from engine.network import TextbookNetwork
from engine.numerics import Array, Purpose, stream
from engine.spec import INPUT
from tests.parity import torch_layers
from tests.parity.support import array, tensor, torch
from tests.parity.test_losses import TORCH as LOSSES

GROUPED = Any
"""A list of parameter groups, each with its own rate and weight decay."""

OPTIMIZERS: dict[str, Callable[[Any, GROUPED], Any]] = {
    "sgd": lambda o, groups: torch.optim.SGD(groups),
    "momentum": lambda o, groups: torch.optim.SGD(groups, momentum=o.rho),
    "nesterov": lambda o, groups: torch.optim.SGD(groups, momentum=o.rho, nesterov=True),
    "adagrad": lambda o, groups: torch.optim.Adagrad(groups, eps=o.epsilon),
    "rmsprop": lambda o, groups: torch.optim.RMSprop(groups, alpha=o.decay, eps=o.epsilon),
    "adam": lambda o, groups: torch.optim.Adam(groups, betas=(o.beta1, o.beta2), eps=o.epsilon),
    "adamw": lambda o, groups: torch.optim.AdamW(groups, betas=(o.beta1, o.beta2), eps=o.epsilon),
}
"""Kind -> the optimizer over parameter groups."""

WHEN_STEP, WHEN_EPOCH, WHEN_LOSS = "after each step", "after each epoch", "after each epoch, with its loss"

SCHEDULES: dict[str, tuple[str, Callable[[Any, Any, int, int], Any]]] = {
    "constant": (WHEN_STEP, lambda s, o, spe, total: lr().ConstantLR(o, factor=1.0)),
    # The drop comes between two epochs: PyTorch counts them, ours takes the whole part of the time in epochs.
    "step_decay": (WHEN_EPOCH, lambda s, o, spe, total: lr().StepLR(o, s.every, gamma=s.drop)),
    # Ours are continuous in time, so that PyTorch's is stepped after each step, with the decay of one step.
    "exponential_decay": (WHEN_STEP, lambda s, o, spe, total: lr().ExponentialLR(o, gamma=math.exp(-s.k / spe))),
    "inverse_time_decay": (WHEN_STEP, lambda s, o, spe, total: lr().LambdaLR(o, lambda n: 1 / (1 + s.k * n / spe))),
    # PyTorch's ends at an absolute rate, ours at a share of the base rate; over all steps, not epochs.
    "cosine": (WHEN_STEP, lambda s, o, spe, total: lr().CosineAnnealingLR(o, total, eta_min=s.low * base(o))),
    # Cycles in steps, which is PyTorch's way of restarting within an epoch.
    "cosine_restarts": (WHEN_STEP, lambda s, o, spe, total: (
        lr().CosineAnnealingWarmRestarts(o, s.first * spe, s.growth, eta_min=s.low * base(o)))),
    # PyTorch would cycle the momentum too, unless told not to.
    "one_cycle": (WHEN_STEP, lambda s, o, spe, total: (
        lr().OneCycleLR(o, [group["lr"] for group in o.param_groups], total, pct_start=s.rise, div_factor=s.start,
                        final_div_factor=s.end, cycle_momentum=False))),
    # PyTorch skips a change of the rate below eps.
    "reduce_on_plateau": (WHEN_LOSS, lambda s, o, spe, total: (
        lr().ReduceLROnPlateau(o, factor=s.drop, patience=s.patience, threshold=s.threshold, eps=0.0))),
}  # fmt: skip
"""Kind -> when it is stepped, and the scheduler of an optimizer, by steps an epoch and steps in all."""


def lr() -> Any:
    return torch.optim.lr_scheduler


def base(optimizer: Any) -> float:
    """The base rate; PyTorch's floors are absolute, so they are compared without rate multipliers only."""
    rates = {group["lr"] for group in optimizer.param_groups}
    assert len(rates) == 1
    return float(rates.pop())


class TorchNetwork:
    """The graph of a network, run node by node with autograd; starts from the same numbers, draws the same masks."""

    def __init__(self, network: TextbookNetwork, seed: int) -> None:
        self.network = network
        self.parameters = {
            node_id: {name: tensor(a, gradient=network.nodes[node_id].trainable) for name, a in own.items()}
            for node_id, own in network.parameters.items()
        }
        self.states = {node_id: {name: tensor(a) for name, a in own.items()} for node_id, own in network.states.items()}
        self.masks = {node_id: stream(seed, Purpose.MASK, node_id) for node_id in network.order}

    def __call__(self, x: Any, *, training: bool) -> Any:
        outputs = {INPUT: x}
        for node_id in self.network.order:
            node, p, state = self.network.nodes[node_id], self.parameters[node_id], self.states[node_id]
            inputs = [outputs[source] for source in node.inputs]
            outputs[node_id] = torch_layers.forward(
                node.layer, inputs, p, state, Context(training, self.masks[node_id])
            )
        return outputs[self.network.output]

    def slots(self) -> Iterator[tuple[Any, Any, bool]]:
        """Every parameter in graph order with its node, and whether it is a weight."""
        for slot in self.network.slots:
            name = slot.parameter.name
            yield self.parameters[slot.node_id][name], self.network.nodes[slot.node_id], slot.parameter.role == "weight"

    def zero_gradients(self) -> None:
        for value, _, _ in self.slots():
            value.grad = None

    def flat(self) -> Array:
        return np.concatenate([array(value).ravel() for value, _, _ in self.slots()])


class Twin:
    """The same run as a fresh trainer's, in PyTorch: no shuffling, no augmentation. `steps` are those of one epoch."""

    def __init__(self, trainer: Trainer) -> None:
        trainer.prepare()
        self.experiment: Any = trainer.experiment
        self.net = TorchNetwork(trainer.network, self.experiment.seed)
        self.train, self.validation = trainer.splits.train, trainer.splits.validation
        self.spe = trainer.steps_per_epoch
        self.rules: dict[str, Any] = {rule.kind_name(): rule for rule in self.experiment.training.rules}
        self.average = [value.detach().clone() for value, _, _ in self.net.slots()]
        self.step = 0

    def groups(self) -> list[dict[str, Any]]:
        """One group a parameter. L2 and AdamW's decay are PyTorch's weight_decay, on penalised weights only."""
        penalties = [each for each in self.experiment.regularizers if self._as_decay(each)]
        found = []
        for value, node, weight in self.net.slots():
            if node.trainable:
                decay = sum(each.strength for each in penalties if each.acts_on(node.id))
                decay += getattr(self.experiment.optimizer, "weight_decay", 0.0)
                rate = self.experiment.optimizer.learning_rate * node.rate_multiplier
                decay = decay if weight and node.penalised else 0.0
                found.append({"params": [value], "lr": rate, "weight_decay": decay})
        return found

    def run(self) -> Iterator[tuple[float, float]]:
        """Train; yields loss and rate of each step after it."""
        optimizer = OPTIMIZERS[self.experiment.optimizer.kind_name()](self.experiment.optimizer, self.groups())
        epochs, size = self.experiment.training.epochs, self.experiment.training.batch_size
        multiplier = next(node.rate_multiplier for _, node, _ in self.net.slots() if node.trainable)
        when, build = SCHEDULES[self.experiment.schedule.kind_name()]
        schedulers = [build(self.experiment.schedule, optimizer, self.spe, self.spe * epochs)]
        if "warm_up" in self.rules:  # the factor at the end of the step: 1/n in the first, 1 in the n-th
            n = round(self.rules["warm_up"].epochs * self.spe)
            schedulers.append(lr().LinearLR(optimizer, start_factor=1 / n, total_iters=n - 1))
        for _ in range(epochs):
            losses = []
            for start in range(0, len(self.train), size):
                rate = float(optimizer.param_groups[0]["lr"] / multiplier)
                x, targets = self.train.x[start : start + size], self.train.targets[start : start + size]
                losses.append((self._one_step(optimizer, x, targets), len(x)))
                yield losses[-1][0], rate
                for scheduler in schedulers if when == WHEN_STEP else schedulers[1:]:
                    scheduler.step()
            if when == WHEN_EPOCH:
                schedulers[0].step()
            elif when == WHEN_LOSS:
                seen = sum(loss * count for loss, count in losses) / len(self.train)
                schedulers[0].step(self._validation_loss() if len(self.validation) else seen)

    def _one_step(self, optimizer: Any, x: Array, targets: Array) -> float:
        self.net.zero_gradients()
        loss = self.loss(self.net(tensor(x), training=True), targets)
        (loss + self._other_penalties()).backward()
        values = [group["params"][0] for group in optimizer.param_groups]
        if "clip_norm" in self.rules:  # torch.nn.utils.clip_grad_norm_ adds 1e-6 to the norm, too much for 1e-8
            length = torch.cat([value.grad.ravel() for value in values]).norm()
            for value in values:
                value.grad *= torch.clamp(self.rules["clip_norm"].limit / length, max=1.0)
        if "clip_value" in self.rules:
            torch.nn.utils.clip_grad_value_(values, self.rules["clip_value"].limit)
        optimizer.step()
        self.step += 1
        self._after_update()
        return float(loss.detach())

    def loss(self, scores: Any, targets: Array) -> Any:
        return LOSSES[self.experiment.loss.kind_name()](self.experiment.loss, scores, tensor(targets))

    def _as_decay(self, penalty: Any) -> bool:
        """Whether a penalty is PyTorch's weight_decay: L2 is, but AdamW means another thing by that word."""
        return bool(penalty.kind_name() == "l2" and self.experiment.optimizer.kind_name() != "adamw")

    def _other_penalties(self) -> Any:
        """The penalties that PyTorch's optimizers have not, as part of the objective."""
        total: Any = 0.0
        for each in self.experiment.regularizers:
            mix = {"l1": 1.0, "l2": 0.0, "elastic_net": getattr(each, "mix", 0.0)}[each.kind_name()]
            for value, node, weight in self.net.slots():
                if not self._as_decay(each) and weight and node.penalised and each.acts_on(node.id):
                    size = mix * value.abs().sum() + (1 - mix) / 2 * (value * value).sum()
                    total = total + each.strength * size
        return total

    def _after_update(self) -> None:
        values = [value.detach() for value, _, _ in self.net.slots()]
        for value, (_, node, weight) in zip(values, self.net.slots(), strict=True):
            if "max_norm" in self.rules and weight and node.trainable:  # torch.renorm adds 1e-7 to the norm
                lengths = value.reshape(-1, value.shape[-1]).norm(dim=0)
                value *= torch.clamp(self.rules["max_norm"].limit / lengths, max=1.0)
        if "weight_averaging" in self.rules:
            decay = min(self.rules["weight_averaging"].decay, (1 + self.step) / (10 + self.step))
            torch.optim.swa_utils.get_ema_multi_avg_fn(decay)(self.average, values, self.step)

    def _validation_loss(self) -> float:
        return float(self.loss(self.net(tensor(self.validation.x), training=False), self.validation.targets).detach())

    def scores(self, x: Array) -> Array:
        """Outputs at the end, in evaluation; with averaged parameters where a rule says so."""
        if "weight_averaging" in self.rules:
            for (value, _, _), mean in zip(self.net.slots(), self.average, strict=True):
                value.detach().copy_(mean)
        return array(self.net(tensor(x), training=False))
