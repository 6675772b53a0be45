"""The update of one parameter under the microscope: the optimizer's own lines with today's numbers."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.analysis.dry_run import DryRun, Taken, dry_run
from engine.analysis.excerpts import Excerpt, excerpt, within
from engine.analysis.looks import Look
from engine.analysis.source_lines import Line, body_lines, traced
from engine.network import Slot
from engine.optimizers.base import Elementwise, Evaluating, Optimizer
from engine.rules.base import GradientRule, RateRule, Rule, WeightRule
from engine.training.trainer import Trainer


@dataclass(frozen=True)
class Part:
    """What a member of the experiment did to a number: its family, kind, title, its own lines with numbers, and the
    number (a gradient, a factor or a value, by the family) that came of it."""

    family: str
    kind: str
    title: str
    value: float
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, eq=False)
class UpdateFigures:
    """The update of one entry of a parameter x in step number `step`.

    Its gradient: `data_gradient` of the mean data loss over the batch, `penalties` (each what it makes of it), and
    after the `clipping` rules `gradient`, which is what the optimizer gets. Its rate: `base_rate` times the
    `rate_factors` (the schedule's first, then the rules') times `multiplier`, the layer's own. `moments` holds before
    and after by name.

    `lines` are the optimizer's, shrinking of weights first, from `before` to the value that `constraints` then may
    change (each says what it left), and at last `after`. `equations` are from the optimizer's declaration. Evaluating
    optimizers have their code alone.

    `trained` is False for a frozen layer, `counts` where loss or gradient is not finite, so that no step is made;
    `numerical`: the gradient comes of central differences, and includes the penalties.
    """

    step: int
    node_id: str
    parameter: str
    role: str
    values: Excerpt
    gradients: Excerpt
    changes: Excerpt
    optimizer: str
    elementwise: bool
    equations: tuple[str, ...]
    code: tuple[str, ...]
    data_gradient: float
    penalties: tuple[Part, ...]
    clipping: tuple[Part, ...]
    gradient: float
    gradient_norm: float
    base_rate: float
    rate_factors: tuple[Part, ...]
    multiplier: float
    rate: float
    before: float
    after: float
    trained: bool
    counts: bool
    numerical: bool
    constraints: tuple[Part, ...] = ()
    lines: tuple[Line, ...] = ()
    moments: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class UpdateAnatomy(Look[UpdateFigures]):
    """How the next step changes an entry (a flat place; None: that of the greatest gradient) of a node's parameter (its
    first, if it is not named). Costs a step, once a step."""

    node_id: str
    parameter: str = ""
    entry: int | None = None

    def answer(self, trainer: Trainer) -> UpdateFigures | None:
        if trainer.experiment.model.kind != "network":
            return None
        trial = dry_run(trainer)
        slots = trial.slots(self.node_id)
        if not slots:
            return None
        slot = next((each for each in slots if each.parameter.name == self.parameter), slots[0])
        with np.errstate(all="ignore"):
            return _figures(trial, slot, self.entry)


def _figures(trial: DryRun, slot: Slot, entry: int | None) -> UpdateFigures:
    taken, twin, experiment = trial.taken, trial.twin, trial.ahead.experiment
    optimizer, shape = experiment.optimizer, slot.parameter.shape
    elementwise, numerical = isinstance(optimizer, Elementwise), experiment.training.gradient == "numerical"
    # What an evaluating optimizer leaves there is the gradient wherever it looked last.
    used = taken.used if elementwise else taken.penalised
    gradients, values = used[slot.place].reshape(shape), taken.x[slot.place].reshape(shape)
    chosen = within(gradients, entry)
    at = slot.place.start + chosen
    here = slice(at, at + 1)
    segment = next((each for each in twin.segments if each.place.start <= at < each.place.stop), None)
    multiplier = 1.0 if segment is None else segment.multiplier
    lines = _lines(trial, taken, here, segment is not None and segment.shrinks, multiplier)
    later = float(taken.later_x[at])
    return UpdateFigures(
        step=trial.number,
        node_id=slot.node_id,
        parameter=slot.parameter.name,
        role=slot.parameter.role,
        values=excerpt(values, chosen),
        gradients=excerpt(gradients, chosen),
        changes=excerpt((taken.later_x - taken.x)[slot.place].reshape(shape), chosen),
        optimizer=optimizer.title,
        elementwise=elementwise,
        equations=_equations(optimizer),
        code=_code(optimizer, segment is not None and segment.shrinks),
        data_gradient=float(taken.data[at]),
        penalties=_penalties(trial, taken, slot, here),
        clipping=_clipping(experiment.training.rules, float(used[at])) if elementwise else (),
        gradient=float(used[at]),
        gradient_norm=taken.event.gradient_norm,
        base_rate=optimizer.learning_rate,
        rate_factors=_factors(trial),
        multiplier=multiplier,
        rate=taken.event.rate * multiplier,
        before=float(taken.x[at]),
        after=later,
        trained=segment is not None,
        counts=taken.counts,
        numerical=numerical,
        constraints=_constraints(experiment.training.rules, slot, later) if segment is not None else (),
        lines=lines if taken.counts and segment is not None else (),
        moments={
            name: (float(moment[at]), float(taken.later_moments[name][at]))
            for name, moment in taken.moments.items()
            if elementwise
        },
    )


def _lines(trial: DryRun, taken: Taken, here: slice, shrinks: bool, multiplier: float) -> tuple[Line, ...]:
    """The optimizer's own lines at one number."""
    optimizer = trial.ahead.experiment.optimizer
    if not isinstance(optimizer, Elementwise):
        return ()
    x, rate = taken.x[here].copy(), taken.event.rate * multiplier
    lines: list[Line] = []
    if shrinks and type(optimizer).shrink is not Elementwise.shrink:
        lines += traced(optimizer.shrink, w=x, rate=rate)
    state = {name: moment[here].copy() for name, moment in taken.moments.items()}
    lines += traced(optimizer.update, x=x, g=taken.used[here].copy(), state=state, step=trial.number, rate=rate)
    return tuple(lines)


def _penalties(trial: DryRun, taken: Taken, slot: Slot, here: slice) -> tuple[Part, ...]:
    parts, g = [], taken.data[here].copy()
    for regularizer in trial.twin.penalties_on(slot):
        lines = traced(regularizer.add_gradient, w=taken.x[here].copy(), g=g)
        parts.append(Part("regularizers", regularizer.kind_name(), regularizer.title, float(g[0]), tuple(lines)))
    return tuple(parts)


def _factors(trial: DryRun) -> tuple[Part, ...]:
    experiment = trial.ahead.experiment
    schedule, *factors = trial.factors
    rules = [rule for rule in experiment.training.rules if isinstance(rule, RateRule)]
    return (
        Part("schedules", experiment.schedule.kind_name(), experiment.schedule.title, schedule),
        *(Part("rules", each.kind_name(), each.title, f) for each, f in zip(rules, factors, strict=True)),
    )


def _clipping(rules: tuple[Rule, ...], clipped: float) -> tuple[Part, ...]:
    return tuple(
        Part("rules", each.kind_name(), each.title, clipped) for each in rules if isinstance(each, GradientRule)
    )


def _constraints(rules: tuple[Rule, ...], slot: Slot, left: float) -> tuple[Part, ...]:
    acting = [each for each in rules if isinstance(each, WeightRule) and slot.parameter.role == "weight"]
    return tuple(Part("rules", each.kind_name(), each.title, left) for each in acting)


def _equations(optimizer: Optimizer) -> tuple[str, ...]:
    """The paragraphs with equations of the declaration's docstring, and of those that it builds on."""
    lines: list[str] = []
    for declaration in type(optimizer).__mro__:
        if declaration.__module__ == Optimizer.__module__:
            break
        paragraphs = inspect.cleandoc(declaration.__doc__ or "").split("\n\n")[1:]
        lines += [line.strip() for each in paragraphs if " = " in each or " -= " in each for line in each.splitlines()]
    return tuple(lines)


def _code(optimizer: Optimizer, shrinks: bool) -> tuple[str, ...]:
    if isinstance(optimizer, Evaluating):
        return body_lines(type(optimizer).step)
    assert isinstance(optimizer, Elementwise)
    shrinking: Any = type(optimizer).shrink
    return (*(body_lines(shrinking) if shrinks and shrinking is not Elementwise.shrink else ()),
            *body_lines(type(optimizer).update))  # fmt: skip
