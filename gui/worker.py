"""The training thread: a thin adapter around the engine's Trainer, and the mailbox through which it reports.

The thread lives as long as the window and owns every array of the network. It is told what to do through a queue of
commands and sleeps on that queue while there is nothing to do: no polling, and between two steps no lock.

Python collects cyclic garbage in whichever thread happens to allocate, but the window's objects may be destroyed in its
own thread only. So this thread keeps the collector off except while it sleeps; the window collects meanwhile.
"""

from __future__ import annotations

import gc
import logging
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, QThread, Signal

from engine import DescentError, Edited, Epoch, Finished, Message, Started, Step

if TYPE_CHECKING:
    from engine import Event, Experiment, Look, Splits, Trainer

BLOCK = 1024
"""Rows that wait as they came; more of them are packed."""

MOST_ROWS = 1_000_000
"""Rows that may wait for the window; training holds when there are more (some 60 MB)."""

SWITCH_INTERVAL = 0.0005
"""Seconds after which Python lets the window have its turn."""


@dataclass(frozen=True)
class Prepared:
    """The data are loaded: number of training samples."""

    samples: int


@dataclass(frozen=True)
class Refused:
    """A live edit was not taken."""

    path: str
    value: Any
    message: Message


@dataclass(frozen=True)
class Failed:
    """The run ended by a fault."""

    message: Message


@dataclass(frozen=True)
class Shown:
    """An untrained network stands, and can be looked at."""


@dataclass(frozen=True)
class Seen:
    """The answers to questions after `step` steps, each with the seconds it took. None answers a question that does
    not apply, and every question where there is no network to look at."""

    answers: tuple[tuple[Look[Any], Any, float], ...]
    step: int = 0


News = Started | Epoch | Edited | Finished | Prepared | Shown | Refused | Failed | Seen


class Mailbox:
    """What one run has to tell the window: written by the training thread, emptied by the window.

    Steps are appended to a list, which needs no lock; when the window is late they are packed into blocks, so that no
    row is ever lost. Rare news come first out of the box but are put in last, so news of a step never precede it.
    """

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        self.steps: list[Step] = []
        self._blocks: list[np.ndarray] = []
        self._packed = 0
        self._lock = Lock()
        self._news: deque[News] = deque()
        self._most_rows = most_rows
        self.waiting = False
        """Whether the training thread holds until there is room, and needs a nudge then."""

    def full(self) -> bool:
        """Whether training has to wait for the window (training thread)."""
        self.waiting = True  # before looking: a window that makes room in between sees it, and nudges in vain at worst
        self.waiting = self._packed + len(self.steps) >= self._most_rows
        return self.waiting

    def tell(self, news: News) -> None:
        """Put rare news in (training thread)."""
        self._news.append(news)

    def pack(self) -> None:
        """Turn the waiting steps into a compact block (training thread)."""
        with self._lock:
            self._blocks.append(_rows(self.steps))
            self._packed += len(self.steps)
            self.steps.clear()

    def take(self) -> tuple[list[News], np.ndarray]:
        """Empty the box (window): the rare news in order, and all steps before the last of them as rows (n, 7) with the
        columns of `Step`, NaN where a figure does not apply."""
        news = [self._news.popleft() for _ in range(len(self._news))]
        with self._lock:
            blocks, self._blocks, self._packed = self._blocks, [], 0
            count = len(self.steps)  # the other thread may append meanwhile: leave what comes after
            blocks.append(_rows(self.steps[:count]))
            del self.steps[:count]
        return news, blocks[0] if len(blocks) == 1 else np.concatenate(blocks)


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
        self._splits: Splits | None = None  # loaded last; often the next run needs the same
        self._events: Iterator[Event] | None = None
        self._running = False
        self._quitting = False

    def begin(self, experiment: Experiment, mailbox: Mailbox, *, running: bool) -> None:
        """Start a run in place of any other; it waits before its first step unless `running`."""
        self._commands.put(partial(self._begin, experiment, mailbox, running))

    def show(self, experiment: Experiment, mailbox: Mailbox) -> None:
        """Build the network of an experiment to be looked at, in place of any run. `begin` with the same experiment
        trains that very network."""
        self._commands.put(partial(self._show, experiment, mailbox))

    def resume(self) -> None:
        self._commands.put(partial(self._set_running, True))

    def pause(self) -> None:
        self._commands.put(partial(self._set_running, False))

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
        """Make a live edit, which takes effect before the next step."""
        self._commands.put(partial(self._edit, path, value))

    def look(self, looks: Sequence[Look[Any]]) -> None:
        """Ask questions about the network as it stands; one `Seen` answers them all in any case."""
        self._commands.put(partial(self._look, tuple(looks)))

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
        """Train until there is a command, or nothing more to do."""
        assert self._events is not None
        mailbox, waiting = self._mailbox, self._commands.empty
        steps = mailbox.steps
        for event in self._events:
            if type(event) is Step:
                steps.append(event)
                if len(steps) >= BLOCK:
                    mailbox.pack()
                    if mailbox.full():
                        return
            else:
                self._tell(event)
            if not waiting():
                return
        self._events, self._running = None, False

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
            self._trainer = self._prepared(experiment)
        except DescentError:  # said when it is to be trained
            return
        except Exception:
            logging.getLogger(__name__).exception("the network cannot be shown")
            return
        mailbox.tell(Shown())
        self.news.emit()

    def _begin(self, experiment: Experiment, mailbox: Mailbox, running: bool) -> None:
        trainer = self._trainer if self._events is None else None
        self._discard()
        self._mailbox = mailbox
        sys.setswitchinterval(SWITCH_INTERVAL)
        if trainer is None or trainer.step or trainer.experiment != experiment:
            trainer = self._prepared(experiment)
        self._trainer = trainer
        mailbox.tell(Prepared(len(trainer.splits.train)))
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

    def _set_running(self, running: bool) -> None:
        self._running = running and self._events is not None
        if not self._running:
            self.news.emit()

    def _step_once(self) -> None:
        self._running = False
        event = self._next_event()
        while isinstance(event, Edited | Epoch):
            event = self._next_event()
        if isinstance(event, Step) and event.epoch == int(event.epoch):
            event = self._next_event()  # the end of the epoch belongs to its last step
            assert self._trainer is not None
            if isinstance(event, Epoch) and event.epoch >= self._trainer.experiment.training.epochs:
                self._next_event()
        self.news.emit()

    def _end(self) -> None:
        if self._trainer is not None and self._events is not None:
            self._trainer.stop()
            self._running = True

    def _discard(self) -> None:
        self._events, self._trainer, self._running = None, None, False
        self._mailbox = Mailbox()

    def _edit(self, path: str, value: Any) -> None:
        if self._trainer is not None and self._events is not None:
            try:
                self._trainer.edit(path, value)
            except DescentError as fault:
                self._mailbox.tell(Refused(path, value, fault.message))
                self.news.emit()

    def _look(self, looks: tuple[Look[Any], ...]) -> None:
        if self._running and self._trainer is not None:
            try:
                self._watched_step(*(frozenset().union(*each) for each in (
                    (look.watched() for look in looks), (look.moved() for look in looks),
                )))  # fmt: skip
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

    def _watched_step(self, watched: frozenset[str], moved: frozenset[str]) -> None:
        """Make the next step one that keeps what these nodes give, and how those move."""
        assert self._trainer is not None
        self._trainer.watch(watched, moved)
        event = self._next_event() if watched or moved else None
        while isinstance(event, Edited | Epoch):
            event = self._next_event()

    def _quit(self) -> None:
        self._quitting = True

    def _fail(self, message: Message) -> None:
        self._events, self._running = None, False
        if self._trainer is not None and not self._trainer.step:
            self._trainer = None  # the next run begins with another
        self._mailbox.tell(Failed(message))
        self.news.emit()


def collect_garbage(thoroughly: bool) -> None:
    """What Python does by itself where its collector is on; for the window to call now and then while it is off.

    The collector runs in whichever thread happens to allocate. In the training thread it would destroy widgets there.
    A full collection, which takes tens of milliseconds, is made only `thoroughly`.
    """
    if not gc.isenabled():
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[2] and thoroughly:
            gc.collect()
        elif due[1]:
            gc.collect(1)
        elif due[0]:
            gc.collect(0)


def _nothing() -> None:
    pass


def _rows(steps: list[Step]) -> np.ndarray:
    return np.array(list(chain.from_iterable(steps)), dtype=float).reshape(-1, len(Step._fields))


def _fault_message(fault: BaseException) -> Message:
    template = QT_TRANSLATE_NOOP("TrainingThread", "Training stopped by a fault of the program: {fault}")
    return Message("TrainingThread", str(template), {"fault": f"{type(fault).__name__}: {fault}"})
