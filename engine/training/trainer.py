"""The trainer: a run as a generator of events. Pause is not asking for the next; stop is a flag between two steps."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from typing import Any

from numpy.typing import DTypeLike
from pydantic import ValidationError

from engine.files import field_faults
from engine.graph import analyse
from engine.messages import DescentError, Message, say
from engine.network import Parameters
from engine.optimizers.base import Evaluating
from engine.plan.program import Workers
from engine.rules.base import EpochRule
from engine.schedules.base import Controller
from engine.spec import Experiment, Network, field_name, get, is_live, replaced
from engine.trained import Ending, TrainedState, from_number, to_number
from engine.training.checkpoint import Standing, put, take
from engine.training.course import Ahead, Course
from engine.training.events import Edited, Epoch, Event, Finished, Started, Status, Step
from engine.training.model import Model, refuse_problems
from engine.training.samples import Splits
from engine.training.typed import flat_place, is_weight_path, typed_weight, weight_path


class Trainer(Model):
    """Trains the model of an experiment. A run is a pure function of the experiment and its live edits.

    Not thread-safe: everything but `stop` belongs to the thread that asks for events. `dtype` and `splits` are as
    `Model` has them.

    Steps are planned: see `engine.plan`; `planned=False` asks for the textbook path. `workers` is the number of threads
    that share large steps, this one included; it changes no bit of the result. A window keeps a core for itself.
    """

    def __init__(
        self, experiment: Experiment, *, edits: Sequence[Edited] = (), dtype: DTypeLike | None = None,
        planned: bool = True, workers: int = 1, splits: Splits | None = None,
    ) -> None:  # fmt: skip
        super().__init__(experiment, dtype=dtype, planned=planned, splits=splits)
        self.edits: list[Edited] = []
        self._replay = list(edits)
        self._queue: list[tuple[str, Any]] = []
        self._stopping = False
        self._workers = workers
        self._course = Course(experiment.seed)
        self._good: Parameters | None = None  # how the network was when the epoch began
        self._goes_on = False  # from a trained state
        self._seconds = 0.0  # of the run before it was begun here
        self._began: float | None = None

    @property
    def steps_per_epoch(self) -> int:
        """Steps in an epoch at the present batch size; an evaluating optimizer takes one."""
        return -(-len(self.splits.train) // self._batch_size(self.experiment))

    def stop(self) -> None:
        """End the run before the next step. May be called from any thread."""
        self._stopping = True

    def edit(self, path: str, value: Any) -> None:
        """Queue a live edit; it takes effect, and is recorded, before the next step. A path that `weight_path` gives
        sets one number of a parameter. Raises DescentError."""
        if is_weight_path(path):
            self.prepare()
            self._queue.append((path, typed_weight(self._network_or_none, path, value)))
            return
        try:
            if not is_live(self.experiment, path):
                raise DescentError(
                    say("{field} cannot change while training; stop first.", field=field_name(self.experiment, path))
                )
            changed = replaced(self.experiment, path, value)
        except KeyError:
            raise DescentError(
                say("{field} is not part of this run.", field=field_name(self.experiment, path))
            ) from None
        except ValidationError as fault:
            problem = field_faults(fault)[0]
            name = field_name(self.experiment, path)
            raise DescentError(say("{field}: {fault}", field=name, fault=problem.text)) from fault
        refuse_problems(changed, analyse(changed))  # a larger batch may need more memory than there is
        self._queue.append((path, value))

    def set_weight(self, node_id: str, parameter: str, index: Sequence[int], value: float) -> None:
        """Queue a typed-in weight: one number of a parameter, by its position in it. A live edit like others: it takes
        effect before the next step, is recorded with its step and old value, and is replayed. The optimizer's memory is
        left as it is. Raises DescentError where there is no such place, or the number is not finite."""
        self.edit(weight_path(node_id, parameter, index), value)

    @property
    def edits_wait(self) -> bool:
        """Whether live edits are queued. While they are, the next event is the first of them, before any other step
        (at the end of an epoch, after its Epoch)."""
        return bool(self._queue)

    def settle(self) -> list[Edited]:
        """Let queued edits take effect where no event will come any more: after the last one of a run."""
        return list(self._apply_edits())

    def events(self) -> Iterator[Event]:
        """Train to the end, an event at a time: Started, then steps, epochs and edits, last Finished.

        Raises DescentError where the experiment has problems or its data cannot be loaded.
        """
        self.prepare()
        if self._stepper is None:
            yield from self._remember()
            return
        self._helpers = Workers(self._workers) if self._workers > 1 else None
        try:
            yield from self._train()
        finally:
            if self._helpers is not None:
                self._helpers.close()
                self._helpers = None

    def _train(self) -> Iterator[Event]:
        course, goes_on = self._course, self._goes_on
        if not goes_on:
            self._course = course = Course(self.experiment.seed)
            course.begun = self.evaluate("validation")
            course.watched = [rule.start() for rule in self._epoch_rules()]
        self._goes_on = False
        self._began = time.monotonic() - self._seconds
        spe = self.steps_per_epoch
        assert course.begun is not None
        yield Started(spe, spe * self.experiment.training.epochs, self.network.x.size, *course.begun, self.step)
        yield from self._apply_edits()
        while course.ending is None and not self._stopping:
            if not course.open:
                if course.done >= self.experiment.training.epochs:
                    break
                self._good = self.network.snapshot(self._good)
                course.begin(course.done, len(self.splits.train), self.experiment.training.shuffle)
            epoch_began = time.monotonic()
            for size, event in self._epoch(course):
                if isinstance(event, Edited):
                    yield event
                    continue
                if not (math.isfinite(event.loss) and math.isfinite(event.gradient_norm)):
                    self._recover(course)
                    break
                course.loss_sum += size * event.loss
                course.right_sum += size * (event.accuracy or 0.0)
                yield event
                if self._stopping:
                    break
            if course.ending is not None or not course.over:
                break
            epoch = self._close(course, time.monotonic() - epoch_began)
            if epoch is None:
                break
            yield epoch
            if course.ending is None:
                yield from self._apply_edits()  # the number of epochs may be among them
        yield from self._apply_edits()  # of a run that is replayed: what was changed after its last step
        status: Status = "finished"
        if course.ending is not None and course.ending.diverged:
            status = "diverged"
        elif course.ending is None and course.done < self.experiment.training.epochs:
            status = "stopped"
        if not course.open:
            self._good = None
        self._seconds, self._began = time.monotonic() - self._began, None
        yield Finished(status, course.done, self.step, self._seconds, self._explanation(course))

    def _close(self, course: Course, seconds: float) -> Epoch | None:
        """The end of an epoch, with what controllers and rules make of it; None where its weights are of no use."""
        seen = course.position
        loss, accuracy = self.evaluate("validation")
        if loss is not None and not math.isfinite(loss):
            self._recover(course)
            return None
        course.done += 1
        mean_loss, trained_accuracy = course.loss_sum / seen, course.right_sum / seen if self._classifies else None
        self._observe(mean_loss if loss is None else loss, course)
        metrics = self.report("validation", self.experiment.training.metrics)
        return Epoch(course.done, self.step, mean_loss, trained_accuracy, loss, accuracy, seconds, metrics)

    def state(self) -> TrainedState:
        """All that the run needs to go on from here as if never interrupted; a copy. To be taken between two events.
        Raises DescentError where the model has no network, or its numbers have grown without bound."""
        if not isinstance(self.experiment.model, Network):
            raise DescentError(say("This model has no trained state: it only remembers its training samples."))
        self.prepare()
        seconds = self._seconds if self._began is None else time.monotonic() - self._began
        standing = Standing(
            self.experiment, self._course, self._good, self.edits, self._replay, self._queue, seconds,
            self._planned_chunk,
        )  # fmt: skip
        return take(standing, self.stepper, self.splits)

    def restore(self, state: TrainedState) -> None:
        """Let the run go on where another one of the same experiment stood: `events` begins there, bit for bit. Where
        the experiments differ in what may change while training, the first thing to happen is that it changes.

        For a trainer that was not trained. Raises TrainedError where the state does not fit, and changes nothing then.
        """
        if not isinstance(self.experiment.model, Network):
            raise state.refusal(say("This model has no trained state: it only remembers its training samples."))
        if self.step or self._course.begun is not None:
            raise state.refusal(say("This network has been trained already; begin anew first."))
        self.prepare()
        put_back = put(state, self.experiment, self.stepper, self.splits, self._chunk)
        self.experiment, self._course, self._good = put_back.experiment, put_back.course, put_back.good
        self.edits, self._replay, self._queue = list(put_back.edits), list(put_back.replay), put_back.queue
        self._seconds, self._planned_chunk = put_back.seconds, put_back.chunk
        self._goes_on = self._course.begun is not None
        self._found = None

    def ahead(self) -> Ahead:
        """The step that comes next, or would come if the run went on: edits that wait for it are in its settings.
        Nothing is consumed. A schedule that goes by the losses may still change the rate where an epoch has ended."""
        value, course = self.experiment, self._course.copied()
        for path, new in [(past.path, past.new) for past in self._replay if past.step <= self.step] + self._queue:
            if not is_weight_path(path):  # those are in the network already, or will be seen when they are
                value = replaced(value, path, new)
        count = len(self.splits.train)
        if course.over:
            course.begin(course.epoch + (course.order is not None), count, value.training.shuffle)
        size = self._batch_size(value)
        per_epoch = -(-count // size)
        samples, batch = course.take(self.splits, value.data, size, per_epoch)
        return Ahead(value, batch, samples, per_epoch)

    def _recover(self, course: Course) -> None:
        """Go back to where the epoch began, and end the run."""
        assert self._good is not None
        self._found = None
        course.ending = Ending(diverged=True, layer=self._quiet.run(self.stepper.recover, self._good))

    def _explanation(self, course: Course) -> Message | None:
        """Why the run ended as it did, where that takes a word."""
        ending = course.ending
        if ending is None:
            return None
        if ending.diverged:
            return self.stepper.explain(ending.layer)
        best = from_number("nan" if ending.best is None else ending.best)
        return say("Early stopping: the loss has not improved since {best:.4g}.", best=best)

    def _remember(self) -> Iterator[Event]:
        """The run of a model that only keeps its training samples: over as soon as it is begun."""
        began = time.monotonic()
        yield Started(0, 0, 0, None, None)
        loss, trained = self.evaluate("train")
        validation_loss, validated = self.evaluate("validation")
        metrics = self.report("validation", self.experiment.training.metrics)
        loss = math.nan if loss is None else loss
        yield Epoch(1, 0, loss, trained, validation_loss, validated, time.monotonic() - began, metrics)
        yield Finished("finished", 1, 0, time.monotonic() - began)

    def _epoch_rules(self) -> list[EpochRule]:
        return [rule for rule in self.experiment.training.rules if isinstance(rule, EpochRule)]

    def _observe(self, loss: float, course: Course) -> None:
        """Let controllers and epoch rules learn of an epoch's loss, and end the run if they say so."""
        if isinstance(self.experiment.schedule, Controller):
            self.experiment.schedule.observe(loss, self.stepper.controlled)
        for rule, state in zip(self._epoch_rules(), course.watched, strict=True):  # as they are set now
            if rule.stops(loss, state):
                course.ending = Ending(diverged=False, best=to_number(state["best"]))
                return

    def _apply_edits(self) -> Iterator[Edited]:
        """Let live edits take effect: those of a run that is replayed, at their step, and those queued since."""
        while self._replay and self._replay[0].step <= self.step:
            past = self._replay.pop(0)
            self._queue.append((past.path, past.new))
        while self._queue:
            path, new = self._queue.pop(0)
            if is_weight_path(path):
                old = self._set_weight(path, new)
            else:
                old = get(self.experiment, path)
                self.experiment = replaced(self.experiment, path, new)
                self.stepper.use(self.experiment)
            edit = Edited(self.step, path, old, new)
            self.edits.append(edit)
            yield edit

    def _set_weight(self, path: str, value: float) -> float:
        """Put a number into a parameter, and into its average where there is one; returns what it replaces."""
        network, average = self.network, self.stepper.average
        place = flat_place(network, path)
        old = float(network.x[place])
        network.x[place] = value
        if average is not None:  # else evaluation would follow only slowly
            average[place] = value
        self._found = None
        return old

    def _epoch(self, course: Course) -> Iterator[tuple[int, Step | Edited]]:
        """The steps left of an epoch with their batches' sizes, and the edits that took effect between them."""
        stepper, changed = self.stepper, True
        while not course.over:
            if self._queue or self._replay:
                for edit in self._apply_edits():
                    changed = True
                    yield 0, edit
            if changed:  # what follows from the settings is worked out once
                data, per_epoch, changed = self.experiment.data, self.steps_per_epoch, False
                size, rows, room = self._batch_size(self.experiment), self._target_rows(), None
            if room is None or course.left() < size:
                room = stepper.room(min(size, course.left()), rows)
            index, batch = course.take(self.splits, data, size, per_epoch, room)
            yield len(index), self._quiet.run(stepper.step, batch, per_epoch, self._helpers)

    def _batch_size(self, experiment: Experiment) -> int:
        whole = isinstance(experiment.optimizer, Evaluating)
        return len(self.splits.train) if whole else experiment.training.batch_size

    def _target_rows(self) -> int | None:
        """How many numbers a target has in training; None for classes."""
        targets = self.splits.train.targets
        if targets.ndim == 2:
            return int(targets.shape[1])
        mixes = any(each.mixes for each in self.experiment.data.augmentations)
        return self.experiment.data.outputs() if mixes else None
