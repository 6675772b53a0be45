"""From a run to its trained state and back: what the layers and the optimizer declare decides what is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from pydantic import ValidationError

from engine.layers.base import times
from engine.messages import DescentError, say
from engine.network import Parameters, TextbookNetwork
from engine.numerics import Array
from engine.optimizers.base import Evaluating
from engine.rules.base import EpochRule
from engine.spec import Experiment, get, is_live, replaced
from engine.trained import (
    Figures,
    TrainedState,
    differences,
    from_number,
    harmless,
    misfit,
    set_stream,
    stream_words,
    to_number,
)
from engine.training.course import Course
from engine.training.events import Edited
from engine.training.samples import Splits
from engine.training.stepper import Stepper
from engine.training.typed import is_weight_path, typed_weight

Queue = list[tuple[str, Any]]


class Standing(NamedTuple):
    """Where a run stands, beside its stepper."""

    experiment: Experiment
    course: Course
    good: Parameters | None
    edits: Sequence[Edited]
    replay: Sequence[Edited]
    queue: Queue
    seconds: float
    chunk: int


def take(standing: Standing, stepper: Stepper, splits: Splits) -> TrainedState:
    """The state of a run between two steps, as copies. Raises DescentError where its numbers have no bound."""
    network, course = stepper.network, standing.course
    good = standing.good if course.open and course.ending is None else None
    arrays = {name: each.copy() for name, each in _places(stepper, good).items()}
    if isinstance(stepper.experiment.optimizer, Evaluating):
        arrays |= {f"optimizer/{name}": each.copy() for name, each in stepper.moments.items()}
    if course.order is not None:
        arrays["order"] = course.order.astype(np.int64)
    if any(_unsound(name, each) for name, each in arrays.items()):
        raise DescentError(
            say("The numbers of the network are no longer finite, so that its state cannot be kept. Train anew, with a "
                "lower learning rate.")
        )  # fmt: skip
    figures = Figures(
        dtype="float64" if network.dtype == np.float64 else "float32",
        data=splits.digest,
        step=stepper.step_count,
        evaluations=stepper.evaluations,
        chunk=standing.chunk,
        begun=None if course.begun is None else (_maybe(course.begun[0]), _maybe(course.begun[1])),
        epoch=course.epoch,
        position=course.position,
        done=course.done,
        loss_sum=_number(course.loss_sum),
        right_sum=_number(course.right_sum),
        ending=course.ending,
        seconds=standing.seconds,
        orders=stream_words(course.orders),
        augmentation=stream_words(course.augmentation),
        masks={node_id: stream_words(network.mask_stream(node_id)) for node_id in network.order},
        scales=stepper.scales(),
        controlled=_numbers(stepper.controlled),
        watched=tuple(_numbers(state) for state in course.watched),
        edits=_rows(standing.edits),
        replay=_rows(standing.replay),
        queue=tuple(standing.queue),
    )
    return TrainedState(standing.experiment, figures, arrays)


def put(state: TrainedState, experiment: Experiment, stepper: Stepper, splits: Splits, most: int) -> Standing:
    """Let a fresh stepper stand where the one of a state stood; returns the rest. `most` bounds the samples that are
    evaluated in one go. Raises TrainedError where something does not fit, before anything is changed."""
    fault = misfit(experiment, state.experiment)
    if fault is not None:
        raise state.refusal(fault)
    figures, network = state.figures, stepper.network
    if figures.data != splits.digest:
        raise state.refusal(say("The data are not those that it was trained on; bring them back, or train anew."))
    if figures.dtype != network.dtype.name:
        text = say("the network is held in {mine}, but {found} was kept; train anew.",
                   mine=network.dtype.name, found=figures.dtype)  # fmt: skip
        raise state.refusal(text, "dtype")
    if not 1 <= figures.chunk <= most:
        raise state.refusal(say("this is not possible; restore the file from a copy."), "chunk")
    good = None
    if figures.done == figures.epoch and "order" in state.arrays and figures.ending is None:
        good = network.snapshot()
    places = _places(stepper, good)
    course = _course(state, experiment, stepper, len(splits.train))
    _check_arrays(state, stepper, places, len(splits.train))
    present, queue = _present(state, experiment, network)
    mine, kept = stepper.scales(), figures.scales
    for name, place in places.items():
        place[...] = state.arrays[name]
    for name, moment in stepper.moments.items():  # kept by another path, or another version of this one
        if mine.get(name, 1.0) != kept.get(name, 1.0):
            moment *= moment.dtype.type(kept.get(name, 1.0) / mine.get(name, 1.0))
    if isinstance(experiment.optimizer, Evaluating):
        stepper.moments.update({name: state.arrays[f"optimizer/{name}"].copy() for name in _remembered(state)})
    for node_id, words in figures.masks.items():
        set_stream(network.mask_stream(node_id), words)
    stepper.step_count, stepper.evaluations = figures.step, figures.evaluations
    stepper.controlled = {name: from_number(value) for name, value in figures.controlled.items()}
    stepper.use(present)
    replay = [Edited(*row) for row in figures.replay]
    return Standing(present, course, good, state.edits, replay, queue, figures.seconds, figures.chunk)


def _places(stepper: Stepper, good: Parameters | None) -> dict[str, Array]:
    """The arrays of a run whose shapes follow from the experiment, by their name in a state."""
    network = stepper.network
    flat = {"weights": network.x}
    if not isinstance(stepper.experiment.optimizer, Evaluating):
        flat |= {f"optimizer/{name}": moment for name, moment in stepper.moments.items()}
    if stepper.average is not None:
        flat["average"] = stepper.average
    states = {"statistics": network.states}
    if good is not None:
        flat["epoch/weights"], states["epoch/statistics"] = good.x, good.states
    found = {
        f"{group}/{slot.node_id}.{slot.parameter.name}": array[slot.place].reshape(slot.parameter.shape)
        for group, array in flat.items()
        for slot in network.slots
    }
    for group, own in states.items():
        found |= {f"{group}/{node}.{name}": array for node, arrays in own.items() for name, array in arrays.items()}
    return found


def _remembered(state: TrainedState) -> list[str]:
    """What an evaluating optimizer remembered."""
    return [name.removeprefix("optimizer/") for name in state.arrays if name.startswith("optimizer/")]


def _check_arrays(state: TrainedState, stepper: Stepper, places: Mapping[str, Array], samples: int) -> None:
    """Refuse arrays that are missing, unknown, or not what the run would have."""
    optimizer, dtype = stepper.experiment.optimizer, stepper.network.dtype
    known = {*places, "order"}
    if isinstance(optimizer, Evaluating):
        remembered = {name: state.arrays[f"optimizer/{name}"] for name in _remembered(state)}
        trained = sum(segment.place.stop - segment.place.start for segment in stepper.segments)
        if any(each.dtype != dtype for each in remembered.values()) or not optimizer.may_remember(remembered, trained):
            raise state.refusal(say("this is not what the optimizer remembers; train anew."), "optimizer")
        known |= {f"optimizer/{name}" for name in remembered}
    for name, place in places.items():
        found = state.arrays.get(name)
        if found is None:
            raise state.refusal(say("this array is missing; restore the file from a copy, or train anew."), name)
        if found.shape != place.shape or found.dtype != place.dtype:
            text = say("{found} numbers of type {kind} stand here in place of {needed} of type {right}; train anew.",
                       found=times(found.shape) or "1", kind=found.dtype.name,
                       needed=times(place.shape) or "1", right=place.dtype.name)  # fmt: skip
            raise state.refusal(text, name)
    for name, found in state.arrays.items():
        if name not in known:
            raise state.refusal(say("this array is not known here; restore the file from a copy, or train anew."), name)
        if _unsound(name, found):
            raise state.refusal(say("it holds numbers that are not finite; restore the file from a copy."), name)
    order = state.arrays.get("order")
    if order is not None and (
        order.dtype != np.int64 or order.shape != (samples,) or not np.array_equal(np.sort(order), np.arange(samples))
    ):
        raise state.refusal(say("this is no order of the training samples; train anew."), "order")


def _course(state: TrainedState, experiment: Experiment, stepper: Stepper, samples: int) -> Course:
    """The course of a state, if it can be one."""
    figures = state.figures
    course = Course(experiment.seed)
    fresh = [rule.start() for rule in experiment.training.rules if isinstance(rule, EpochRule)]
    ending = figures.ending
    begun = "order" in state.arrays
    fits = {
        "position": figures.position <= (samples if begun else 0),
        "done": figures.done - figures.epoch in ((0, 1) if begun else (0,)) and (begun or not figures.epoch),
        "begun": figures.begun is not None or not (begun or figures.step),
        "masks": set(figures.masks) == set(stepper.network.order),
        "scales": set(figures.scales) <= set(stepper.moments),
        "controlled": set(figures.controlled) == set(stepper.controlled),
        "watched": figures.begun is None or [set(each) for each in figures.watched] == [set(each) for each in fresh],
        "ending": ending is None or (ending.layer is None or ending.layer in stepper.network.nodes),
    }
    for name, does in fits.items():
        if not does:
            raise state.refusal(say("this is not possible; restore the file from a copy."), name)
    set_stream(course.orders, figures.orders)
    set_stream(course.augmentation, figures.augmentation)
    course.epoch, course.position, course.done = figures.epoch, figures.position, figures.done
    course.order = state.arrays["order"].copy() if begun else None
    course.loss_sum, course.right_sum = from_number(figures.loss_sum), from_number(figures.right_sum)
    if figures.begun is not None:
        loss, accuracy = (None if each is None else from_number(each) for each in figures.begun)
        course.begun = loss, accuracy
        course.watched = [{name: from_number(value) for name, value in each.items()} for each in figures.watched]
    course.ending = ending
    return course


def _present(state: TrainedState, experiment: Experiment, network: TextbookNetwork) -> tuple[Experiment, Queue]:
    """The experiment as the run had it, and the live edits that lead to how it is wanted now."""
    present, figures = experiment, state.figures
    for path in differences(experiment, state.experiment):
        if not harmless(path):
            present = replaced(present, path, get(state.experiment, path))
    soon = present
    for path, value in ((row[-3], row[-1]) for row in figures.edits + figures.replay):
        _check_edit(state, present, network, path, value)
    for path, value in figures.queue:
        _check_edit(state, present, network, path, value)
        soon = soon if is_weight_path(path) else replaced(soon, path, value)
    wanted = [(path, get(experiment, path)) for path in differences(experiment, soon) if not harmless(path)]
    return present, [*figures.queue, *wanted]


def _check_edit(state: TrainedState, present: Experiment, network: TextbookNetwork, path: str, value: Any) -> None:
    try:
        if is_weight_path(path):
            typed_weight(network, path, value)
        elif not is_live(present, path):
            raise KeyError(path)
        else:
            replaced(present, path, value)
    except (KeyError, ValidationError, DescentError) as fault:
        raise state.refusal(
            say("this is no change that a run can take; restore the file from a copy."), path
        ) from fault


def _unsound(name: str, array: Array) -> bool:
    """Whether an array holds what a sound run cannot have. Squares of gradients may grow beyond all numbers."""
    if name.startswith("optimizer/"):
        return bool(np.isnan(array).any())
    return not np.isfinite(array).all()


def _rows(edits: Sequence[Edited]) -> tuple[tuple[int, str, Any, Any], ...]:
    return tuple((each.step, each.path, each.old, each.new) for each in edits)


def _numbers(state: Mapping[str, float]) -> dict[str, Any]:
    return {name: to_number(value) for name, value in state.items()}


def _number(value: float) -> Any:
    return to_number(value)


def _maybe(value: float | None) -> Any:
    return None if value is None else to_number(value)
