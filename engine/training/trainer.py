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
from engine.spec import Experiment, field_name, get, is_live, replaced
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
        began = time.monotonic()
        loss, accuracy = self.evaluate("validation")
        spe = self.steps_per_epoch
        yield Started(spe, spe * self.experiment.training.epochs, self.network.x.size, loss, accuracy)
        watched = [rule.start() for rule in self._epoch_rules()]
        self._course = course = Course(self.experiment.seed)
        epoch = 0
        status: Status = "finished"
        explanation: Message | None = None
        yield from self._apply_edits()
        good: Parameters | None = None
        while epoch < self.experiment.training.epochs and not self._stopping:
            epoch_began = time.monotonic()
            good = self.network.snapshot(good)
            seen, loss_sum, right_sum = 0, 0.0, 0.0
            for size, event in self._epoch(epoch, course):
                if isinstance(event, Edited):
                    yield event
                    continue
                if not (math.isfinite(event.loss) and math.isfinite(event.gradient_norm)):
                    status, explanation = "diverged", self._recover(good)
                    break
                seen += size
                loss_sum += size * event.loss
                right_sum += size * (event.accuracy or 0.0)
                yield event
                if self._stopping:
                    break
            if status == "diverged" or seen < len(self.splits.train):
                break
            loss, accuracy = self.evaluate("validation")
            if loss is not None and not math.isfinite(loss):
                status, explanation = "diverged", self._recover(good)
                break
            epoch += 1
            mean_loss, trained_accuracy = loss_sum / seen, right_sum / seen if self._classifies else None
            seconds = time.monotonic() - epoch_began
            metrics = self.report("validation", self.experiment.training.metrics)
            yield Epoch(epoch, self.step, mean_loss, trained_accuracy, loss, accuracy, seconds, metrics)
            explanation = self._observe(mean_loss if loss is None else loss, watched)
            if explanation is not None:
                break
            yield from self._apply_edits()  # the number of epochs may be among them
        yield from self._apply_edits()  # of a run that is replayed: what was changed after its last step
        if status != "diverged" and explanation is None and epoch < self.experiment.training.epochs:
            status = "stopped"
        yield Finished(status, epoch, self.step, time.monotonic() - began, explanation)

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

    def _recover(self, good: Parameters) -> Message:
        self._found = None
        return self._quiet.run(self.stepper.recover, good)

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

    def _observe(self, loss: float, watched: list[dict[str, float]]) -> Message | None:
        """Let controllers and epoch rules learn of an epoch's loss; why the run should end, if it should."""
        if isinstance(self.experiment.schedule, Controller):
            self.experiment.schedule.observe(loss, self.stepper.controlled)
        for rule, state in zip(self._epoch_rules(), watched, strict=True):  # as they are set now
            if rule.stops(loss, state):
                return say("Early stopping: the loss has not improved since {best:.4g}.", best=state["best"])
        return None

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

    def _epoch(self, epoch: int, course: Course) -> Iterator[tuple[int, Step | Edited]]:
        """The steps of one epoch with their batches' sizes, and the edits that took effect between them."""
        stepper, changed = self.stepper, True
        course.begin(epoch, len(self.splits.train), self.experiment.training.shuffle)
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
