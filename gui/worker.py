"""The training thread: a thin adapter around the engine's Trainer, and the mailbox through which it reports.

The thread lives as long as the window and owns every array of the network. It is told what to do through a queue of
commands and sleeps on that queue while there is nothing to do: no polling, and between two steps no lock.

Python collects cyclic garbage in whichever thread happens to allocate, but the window's objects may be destroyed in its
own thread only. So this thread keeps the collector off except while it sleeps; the window collects meanwhile.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QThread, Signal

from engine import DescentError, Edited, Epoch, Finished, Message, Started, Step, is_weight_path
from gui.mailbox import BLOCK, Failed, Halted, Mailbox, Opened, Prepared, Refused, Seen, Shown

if TYPE_CHECKING:
    from engine import Event, Experiment, Look, Splits, Trainer

SWITCH_INTERVAL = 0.0005
"""Seconds after which Python lets the window have its turn."""


@dataclass(frozen=True)
class Goal:
    """Where a run is to wait: after so many steps, or at the end of that epoch. Its number tells it from others."""

    number: int
    step: int = sys.maxsize
    epoch: float = float("inf")


NOWHERE = Goal(0)


class TrainingThread(QThread):
    """Runs trainers, one after the other. All methods but `run` are called by the window and return at once."""

    news = Signal()
    """Something rare is in the mailbox: the network stands, a pause was reached, the run ended, an answer came."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: SimpleQueue[Callable[[], None]] = SimpleQueue()
        # From here on everything belongs to the thread.
        self._mailbox = Mailbox()
        self._trainer: Trainer | None = None
        self._untouched: Trainer | None = None  # built to be looked at, and nothing else was done with it
        self._splits: Splits | None = None  # loaded last; often the next run needs the same
        self._events: Iterator[Event] | None = None
        self._running = False
        self._quitting = False
        self._goal = NOWHERE
        self._pace = 0.0  # steps a second; 0 for as fast as can be
        self._next_at = 0.0
        self._watched: frozenset[str] = frozenset()  # what the views asked to be kept
        self._moved: frozenset[str] = frozenset()

    def begin(
        self, experiment: Experiment, mailbox: Mailbox, *, running: bool, opening: Look[Any] | None = None
    ) -> None:
        """Start a run in place of any other; it waits before its first step unless `running`. The question `opening` is
        answered before that."""
        self._commands.put(partial(self._begin, experiment, mailbox, running, opening))

    def show(self, experiment: Experiment, mailbox: Mailbox) -> None:
        """Build the network of an experiment to be looked at, in place of any run. `begin` with the same experiment
        trains that very network."""
        self._commands.put(partial(self._show, experiment, mailbox))

    def resume(self, goal: Goal = NOWHERE) -> None:
        """Train on, as far as the goal; a `Halted` tells that it is reached."""
        self._commands.put(partial(self._resume, goal))

    def pause(self) -> None:
        self._commands.put(self._pause)

    def set_pace(self, steps_per_second: float) -> None:
        """Train no faster than this, for watching; 0 for as fast as can be."""
        self._commands.put(partial(self._set_pace, steps_per_second))

    def step_once(self) -> None:
        """Do one step, then pause. Ends an epoch or the run where this was its last step."""
        self._commands.put(self._step_once)

    def end(self) -> None:
        """Stop the run; its network can still be looked at."""
        self._commands.put(self._end)

    def discard(self) -> None:
        """Drop the run and its network."""
        self._commands.put(self._discard)

    def edit(self, path: str, value: Any) -> None:
        """Make a live edit, which takes effect before the next step; a typed-in weight at once where the run rests, and
        also where it is over."""
        self._commands.put(partial(self._edit, path, value))

    def look(self, looks: Sequence[Look[Any]], wanted: frozenset[Look[Any]]) -> None:
        """Ask questions about the network as it stands; one `Seen` answers them all in any case. Single steps keep from
        now on what all the questions that are `wanted` need."""
        self._commands.put(partial(self._look, tuple(looks), wanted))

    def nudge(self) -> None:
        """Tell a thread that waits because of a full mailbox that there is room again."""
        self._commands.put(_nothing)

    def quit_soon(self) -> None:
        """End the thread before the next step."""
        self._commands.put(self._quit)

    def run(self) -> None:
        commands = self._commands
        while not self._quitting:
            try:
                if self._running and commands.empty() and not self._mailbox.full():
                    if self._pace:
                        self._walk()
                    else:
                        self._advance()
                else:
                    self._commands.get()()  # sleeps until there is something to do
            except DescentError as fault:
                self._fail(fault.message)
            except Exception as fault:
                logging.getLogger(__name__).exception("training stopped by a fault of the program")
                self._fail(_fault_message(fault))
        self._discard()

    def _advance(self) -> None:
        """Train until there is a command, the goal is reached, or there is nothing more to do."""
        assert self._events is not None
        mailbox, waiting, goal = self._mailbox, self._commands.empty, self._goal
        steps, last = mailbox.steps, goal.step
        for event in self._events:
            if type(event) is Step:
                steps.append(event)
                if event.step >= last:
                    self._complete(event)
                    self._halt()
                    return
                if len(steps) >= BLOCK:
                    mailbox.pack()
                    if mailbox.full():
                        return
            else:
                self._tell(event)
                if type(event) is Epoch and event.epoch >= goal.epoch:
                    self._end_of_run(event)
                    self._halt()
                    return
            if not waiting():
                return
        self._events, self._running = None, False

    def _walk(self) -> None:
        """Do one step when its time has come; what the user commands meanwhile comes first."""
        wait = self._next_at - time.monotonic()
        if wait > 0:
            with suppress(Empty):
                self._commands.get(timeout=wait)()
            return
        self._next_at = max(self._next_at + 1 / self._pace, time.monotonic())
        self._one_step()

    def _one_step(self) -> None:
        """Do one step, which keeps what the views look at. Ends an epoch or the run where this was its last step."""
        if self._trainer is not None:
            self._trainer.watch(self._watched, self._moved)
        event = self._next_event()
        while isinstance(event, Edited | Epoch):
            if isinstance(event, Epoch) and self._running and event.epoch >= self._goal.epoch:
                self._end_of_run(event)
                self._halt()
                return
            event = self._next_event()
        if isinstance(event, Step):
            ended = self._complete(event)
            if self._running and (event.step >= self._goal.step or ended >= self._goal.epoch):
                self._halt()

    def _complete(self, step: Step) -> float:
        """What belongs to a step that was the last of its epoch: the end of the epoch. Returns which epoch ended."""
        if step.epoch != int(step.epoch):
            return 0.0
        event = self._next_event()
        if isinstance(event, Epoch):
            self._end_of_run(event)
        return step.epoch

    def _end_of_run(self, epoch: Epoch) -> None:
        """What belongs to the last epoch: the end of the run."""
        assert self._trainer is not None
        if epoch.epoch >= self._trainer.experiment.training.epochs:
            self._next_event()

    def _halt(self) -> None:
        """Wait at the goal; there is no need where the run is over."""
        if self._events is not None:
            self._mailbox.tell(Halted(self._goal.number))
            self._running = False
            self.news.emit()

    def _next_event(self) -> Event | None:
        """Ask for one event and report it; None where the run is over."""
        event = next(self._events, None) if self._events is not None else None
        if isinstance(event, Step):
            self._mailbox.steps.append(event)
        elif event is not None:
            self._tell(event)
        return event

    def _tell(self, event: Started | Epoch | Edited | Finished) -> None:
        if isinstance(event, Finished):
            self._events, self._running = None, False
        self._mailbox.tell(event)
        if isinstance(event, Started | Finished):
            self.news.emit()

    def _show(self, experiment: Experiment, mailbox: Mailbox) -> None:
        self._discard()
        self._mailbox = mailbox
        try:
            self._trainer = self._untouched = self._prepared(experiment)
        except DescentError as fault:
            mailbox.tell(Shown(fault.message))
        except Exception as fault:
            logging.getLogger(__name__).exception("the network cannot be shown")
            mailbox.tell(Shown(_fault_message(fault)))
        else:
            mailbox.tell(Shown())
        self.news.emit()

    def _begin(self, experiment: Experiment, mailbox: Mailbox, running: bool, opening: Look[Any] | None) -> None:
        trainer = self._untouched
        self._discard()
        self._mailbox = mailbox
        sys.setswitchinterval(SWITCH_INTERVAL)
        if trainer is None or trainer.experiment != experiment:
            trainer = self._prepared(experiment)
        self._trainer = trainer
        mailbox.tell(Prepared(len(trainer.splits.train)))
        answer = None if opening is None else self._answer(opening)[0]
        if answer is not None:
            mailbox.tell(Opened(answer))
        self._events = trainer.events()
        self._next_event()
        self._running = running and self._events is not None

    def _prepared(self, experiment: Experiment) -> Trainer:
        """A trainer before its first step."""
        from engine import Trainer, cores  # the engine proper is loaded here, not while the window opens

        trainer = Trainer(experiment, workers=cores() - 1, splits=self._splits)  # one core is the window's
        trainer.prepare()
        self._splits = trainer.splits
        return trainer

    def _resume(self, goal: Goal) -> None:
        self._goal, self._next_at = goal, 0.0
        self._running = self._events is not None
        if not self._running:
            self.news.emit()

    def _pause(self) -> None:
        self._running = False
        self.news.emit()

    def _set_pace(self, steps_per_second: float) -> None:
        self._pace, self._next_at = steps_per_second, 0.0

    def _step_once(self) -> None:
        self._running = False
        self._one_step()
        self.news.emit()

    def _end(self) -> None:
        if self._trainer is not None and self._events is not None:
            self._trainer.stop()
            self._running, self._next_at = True, 0.0

    def _discard(self) -> None:
        self._events, self._trainer, self._untouched, self._running = None, None, None, False
        self._mailbox, self._goal = Mailbox(), NOWHERE

    def _edit(self, path: str, value: Any) -> None:
        trainer = self._trainer
        if trainer is None or (self._events is None and not is_weight_path(path)):
            return
        try:
            trainer.edit(path, value)
        except DescentError as fault:
            self._mailbox.tell(Refused(path, value, fault.message))
            self.news.emit()
            return
        if (self._running and not self._pace) or not is_weight_path(path):
            return
        while self._events is not None and trainer.edits_wait:  # to be seen at once, though no step follows
            self._next_event()
        for edit in trainer.settle():  # the run is over
            self._tell(edit)
        self.news.emit()

    def _look(self, looks: tuple[Look[Any], ...], wanted: frozenset[Look[Any]]) -> None:
        self._watched = frozenset().union(*(look.watched() for look in wanted))
        self._moved = frozenset().union(*(look.moved() for look in wanted))
        if self._running and not self._pace and any(look.watched() or look.moved() for look in looks):
            try:
                self._one_step()
            except Exception:  # a fault of the run, and it is reported as one; but who asked is answered
                self._mailbox.tell(Seen(tuple((look, None, 0.0) for look in looks)))
                raise
        answers = tuple((look, *self._answer(look)) for look in looks)
        self._mailbox.tell(Seen(answers, 0 if self._trainer is None else self._trainer.step))
        if not self._running:
            self.news.emit()

    def _answer(self, look: Look[Any]) -> tuple[Any, float]:
        """The answer to a question, and how many seconds it took. A view that cannot be served does not end the run."""
        began = time.perf_counter()
        try:
            answer = None if self._trainer is None else look.answer(self._trainer)
        except Exception:
            logging.getLogger(__name__).exception("no answer to %s", type(look).__name__)
            answer = None
        return answer, time.perf_counter() - began

    def _quit(self) -> None:
        self._quitting = True

    def _fail(self, message: Message) -> None:
        self._events, self._running = None, False
        if self._trainer is not None and not self._trainer.step:
            self._trainer = None  # the next run begins with another
        self._mailbox.tell(Failed(message))
        self.news.emit()


def _nothing() -> None:
    pass


def _fault_message(fault: BaseException) -> Message:
    template = QT_TRANSLATE_NOOP("TrainingThread", "Training stopped by a fault of the program: {fault}")
    return Message("TrainingThread", str(template), {"fault": f"{type(fault).__name__}: {fault}"})
