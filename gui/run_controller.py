"""The state machine of a run, in the window's thread: it tells the training thread what to do, and empties its mailbox.

    idle -> preparing -> running <-> paused -> finished | failed;  reset leads back to idle, train starts afresh

States follow the user's intention at once; the thread follows with its next step. Only that a run stands, ends or fails
is taken from the thread's report.
"""

from __future__ import annotations

import gc
import math
import time
from array import array
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from engine import Edited, Epoch, Finished, History, Message, Network, Started, get, is_live, replaced
from gui.worker import Failed, Mailbox, Pairs, Prepared, Refused, Seen, TrainingThread, collect_garbage

if TYPE_CHECKING:
    from engine import Experiment, Snapshot
    from gui.document import Document
    from gui.worker import News

State = Literal["idle", "preparing", "running", "paused", "finished", "failed"]

DRAIN_MS = 33
COLLECT_MS = 1000
SNAPSHOT_SECONDS = 0.1
"""Least time between two requests for histograms while training."""

SMOOTHED_SECONDS = 1.0
"""Over which the speed is averaged."""

CLOCK_SECONDS = 0.25
"""How often the elapsed time is brought up to date where steps take long."""

_NEXT: dict[State, frozenset[State]] = {
    "idle": frozenset({"preparing"}),
    "preparing": frozenset({"running", "paused", "failed", "idle"}),
    "running": frozenset({"paused", "finished", "failed", "idle"}),
    "paused": frozenset({"running", "finished", "failed", "idle"}),
    "finished": frozenset({"idle", "preparing"}),
    "failed": frozenset({"idle", "preparing"}),
}
_MAY: dict[str, frozenset[State]] = {
    "train": frozenset({"idle", "preparing", "paused", "finished", "failed"}),
    "pause": frozenset({"preparing", "running"}),
    "step": frozenset({"idle", "paused", "failed"}),
    "stop": frozenset({"running", "paused"}),
    "reset": frozenset({"preparing", "running", "paused", "finished", "failed"}),
}


@dataclass(frozen=True)
class Progress:
    """How far a run is. `epoch` counts samples: 2.5 is half-way through the third. `remaining` and the speeds are of
    the last second (of the whole run once it is over); durations are seconds without pauses."""

    step: int = 0
    total_steps: int = 0
    epoch: float = 0.0
    epochs: int = 0
    steps_per_second: float = 0.0
    samples_per_second: float = 0.0
    elapsed: float = 0.0
    remaining: float | None = None


class RunController(QObject):
    """One run at a time, of the experiment as it was when it started, plus the live edits made since."""

    state_changed = Signal()
    """`state`, `status`, `differs` or what `can` be done changed."""
    updated = Signal()
    """New figures arrived in `history` and `progress`; at most about 30 times a second."""
    snapshot_changed = Signal()
    message_changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.state: State = "idle"
        self.status: str | None = None
        """How a finished run ended: "finished", "stopped" or "diverged"."""
        self.message: Message | None = None
        """Why the last run failed or diverged, why a start or a live edit was refused."""
        self.history = History()
        self.snapshot: Snapshot | None = None
        self.progress = Progress()
        self.differs = False
        self._problems = document.analysis.problems
        """Whether the document was edited in ways the run does not follow."""
        self._thread = TrainingThread(self)
        self._thread.news.connect(self._drain)
        self._mailbox = Mailbox()
        self._timer = QTimer(self, interval=DRAIN_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._drain)
        gc.disable()  # see collect_garbage
        self._collector = QTimer(self, interval=COLLECT_MS)
        self._collector.timeout.connect(lambda: collect_garbage(thoroughly=self.state not in ("preparing", "running")))
        self._collector.start()
        self._trained: Experiment | None = None
        self._pending: list[tuple[str, object]] = []  # live edits on their way
        self._wishes_to_run = False
        self._stopping = False
        self._wants: dict[object, Pairs] = {}
        self._asked = self._looks_old = False
        self._asked_at = 0.0
        self._samples = 0
        self._elapsed = self._since = self._measured_at = 0.0
        self._marks: deque[tuple[float, int, float]] = deque()
        # Steps and epochs that belong together: the start, the ends of epochs, and what was reached last.
        self._end_steps, self._end_epochs = array("d", (0, 0)), array("d", (0, 0))
        document.field_set.connect(self._field_set)
        document.changed.connect(self._compare)
        document.replaced.connect(self.reset)

    @property
    def experiment(self) -> Experiment:
        """What the run trains with its live edits; the document's experiment where there is no run."""
        return self._trained if self._trained is not None else self.document.experiment

    @property
    def learns(self) -> bool:
        """Whether the run trains a network; another model is evaluated, once and without steps."""
        return isinstance(self.experiment.model, Network)

    @property
    def _epochs(self) -> int:
        return self.experiment.training.epochs if self.learns else 1

    def can(self, name: str) -> bool:
        """Whether train, pause, step, stop or reset would do something now."""
        if self.state not in _MAY[name] or (self._stopping and name != "reset"):
            return False
        if self.state == "preparing" and name in ("train", "pause"):
            return self._wishes_to_run == (name == "pause")
        starts = name in ("train", "step") and self.state in ("idle", "finished", "failed")
        return not (starts and self.document.analysis.problems)

    def train(self) -> None:
        """Start training, afresh where a run is over; go on where it is paused."""
        if self._refuses("train"):
            return
        if self.state in ("idle", "finished", "failed"):
            self._begin(running=True)
            return
        self._wishes_to_run = True
        self._thread.resume()
        if self.state == "paused":
            self._enter("running")
        else:
            self.state_changed.emit()

    def pause(self) -> None:
        """Pause before the next step."""
        if not self.can("pause"):
            return
        self._wishes_to_run = False
        self._thread.pause()
        if self.state == "running":
            self._enter("paused")
        else:
            self.state_changed.emit()

    def step(self) -> None:
        """Do one step; of a new run where there is none."""
        if self._refuses("step"):
            return
        if self.state != "paused":
            self._begin(running=False)
        self._thread.step_once()

    def stop(self) -> None:
        """End the run before its next step; its network can still be looked at."""
        if self.can("stop"):
            self._stopping = True
            self._thread.end()
            self.state_changed.emit()

    def reset(self) -> None:
        """Discard the run."""
        if self.state == "idle":
            self._set_message(None)
            return
        self._thread.discard()
        self._forget()
        self._enter("idle")
        self.updated.emit()
        self.snapshot_changed.emit()

    def shutdown(self, seconds: float = 2.0) -> bool:
        """Stop and end the thread, for closing; whether it ended within that time."""
        self._timer.stop()
        self._collector.stop()
        gc.enable()
        self._mailbox = Mailbox()
        self._thread.blockSignals(True)
        self._thread.quit_soon()
        return self._thread.wait(round(1000 * seconds))

    def want(self, view: object, pairs: set[tuple[str, Any]]) -> None:
        """Register which (node id, kind) histograms a visible view wants in `snapshot`; an empty set withdraws."""
        wanted = frozenset(pairs)
        if wanted == self._wants.get(view, frozenset()):
            return
        if wanted:
            self._wants[view] = wanted
            self._looks_old = True
            self._ask()
        else:
            del self._wants[view]

    def epochs_at(self, steps: np.ndarray) -> np.ndarray:
        """Where steps lie on an axis of epochs, whatever the batch size was."""
        return np.interp(steps, np.array(self._end_steps), np.array(self._end_epochs))

    def steps_at(self, epochs: np.ndarray) -> np.ndarray:
        """The inverse of `epochs_at`; fractions of steps."""
        return np.interp(epochs, np.array(self._end_epochs), np.array(self._end_steps))

    def _refuses(self, name: str) -> bool:
        """Whether an action cannot be taken; a start that problems forbid says which."""
        if self.can(name):
            return False
        problems = self.document.analysis.problems
        if problems and self.state in ("idle", "finished", "failed"):
            self._set_message(problems[0].text)
        return True

    def _begin(self, *, running: bool) -> None:
        self._forget()
        self._trained = self.document.experiment
        self._wishes_to_run = running
        self.progress = Progress(epochs=self._epochs)
        if not self._thread.isRunning():
            self._thread.start()
        self._thread.begin(self._trained, self._mailbox, running=running)
        self._enter("preparing")
        self.updated.emit()
        self.snapshot_changed.emit()

    def _forget(self) -> None:
        self._mailbox = Mailbox()
        self.history, self.snapshot, self.progress = History(), None, Progress()
        self._trained = self.status = None
        self._pending.clear()
        self._marks.clear()
        self._end_steps, self._end_epochs = array("d", (0, 0)), array("d", (0, 0))
        self._stopping = self._asked = self._looks_old = self.differs = False
        self._elapsed = 0.0
        self._set_message(None)

    def _enter(self, state: State) -> None:
        assert state in _NEXT[self.state], f"{self.state} -> {state}"
        now = time.monotonic()
        if self.state == "running":
            self._elapsed += now - self._since
        if state == "running":
            self._since = now
            self._marks.clear()
            self._timer.start()
        else:
            self._timer.stop()
        self.state = state
        self.state_changed.emit()

    def _drain(self) -> None:
        """Take over what the thread has reported since."""
        collect_garbage(thoroughly=False)
        news, rows = self._mailbox.take()
        if self._mailbox.waiting:
            self._thread.nudge()
        if len(rows):
            self.history.add_steps(rows[:, 2:])
            self._end_steps[-1], self._end_epochs[-1] = rows[-1, 0], rows[-1, 1]
            self._looks_old = True
        figures = len(rows) > 0
        for each in news:
            figures = self._hear(each) or figures
        now = time.monotonic()
        if figures or (self.state == "running" and now - self._measured_at >= CLOCK_SECONDS):
            self._measure(now)
            self.updated.emit()
        self._ask()

    def _hear(self, news: News) -> bool:
        """Take one piece of news over; whether there is something new to show."""
        match news:
            case Prepared(samples):
                self._samples = samples
                return False
            case Seen(snapshot):
                self._asked = False
                if snapshot is not None:
                    self.snapshot = snapshot
                    self.snapshot_changed.emit()
                return False
            case Started():
                self.history.add(news)
                self._looks_old = True
                self._enter("running" if self._wishes_to_run else "paused")
            case Epoch():
                self.history.add(news)
                self._end_steps.insert(-1, news.step)
                self._end_epochs.insert(-1, news.epoch)
                self._end_epochs[-1] = max(self._end_epochs[-1], news.epoch)  # an epoch may be without steps
            case Edited(path=path, new=new):
                self.history.add(news)
                self._trained = replaced(self._trained, path, new) if self._trained is not None else None
                self._settle(path, new)
            case Refused(path, value, message):
                self._settle(path, value)
                self._set_message(message)
            case Finished():
                self.status, self._stopping = news.status, False
                self._pending.clear()
                self._compare()
                self._set_message(news.explanation)
                self._enter("finished")
            case Failed(message):
                self._stopping = False
                self._set_message(message)
                self._enter("failed")
        return True

    def _measure(self, now: float) -> None:
        """Bring `progress` up to date."""
        step, epoch = int(self._end_steps[-1]), self._end_epochs[-1]
        over = self.state in ("finished", "failed")
        elapsed = self._elapsed + (now - self._since if self.state == "running" else 0.0)
        self._measured_at = now
        self._marks.append((now, step, epoch))
        while len(self._marks) > 2 and now - self._marks[1][0] >= SMOOTHED_SECONDS:
            self._marks.popleft()
        began, first_step, first_epoch = (now - elapsed, 0, 0.0) if over else self._marks[0]
        span = now - began
        moves = span > 0 and (over or self.state == "running")
        epochs = self._epochs
        epoch_speed = (epoch - first_epoch) / span if moves else 0.0
        remaining = max(epochs - epoch, 0.0) / epoch_speed if epoch_speed > 0 and not over else None
        self.progress = Progress(
            step=step,
            total_steps=step + self._steps_left(epoch),
            epoch=epoch,
            epochs=epochs,
            steps_per_second=(step - first_step) / span if moves else 0.0,
            samples_per_second=epoch_speed * self._samples,
            elapsed=elapsed,
            remaining=remaining,
        )

    def _steps_left(self, epoch: float) -> int:
        """Number of steps to the end at the present batch size; the last batch of an epoch may be smaller."""
        if not self.learns:
            return 0
        training = self.experiment.training
        batch = self._samples if self._whole_batches() else training.batch_size
        whole = math.floor(epoch)
        left_now = math.ceil((1 - (epoch - whole)) * self._samples / batch - 1e-6)
        return max((training.epochs - whole - 1) * math.ceil(self._samples / batch) + left_now, 0)

    def _whole_batches(self) -> bool:
        """Whether the optimizer takes all samples in one step."""
        return not hasattr(self.experiment.optimizer, "update")

    def _ask(self) -> None:
        """Ask for histograms where some are wanted, what is there is old, and the thread is not asked already."""
        running = self.state == "running"
        if self._asked or not self._looks_old or self.state in ("idle", "preparing") or not self._wants:
            return
        now = time.monotonic()
        if running and now - self._asked_at < SNAPSHOT_SECONDS:
            return
        self._asked, self._looks_old, self._asked_at = True, False, now
        self._thread.look(frozenset().union(*self._wants.values()))

    def _field_set(self, path: str, old: object, new: object) -> None:
        """Pass a live edit on to the run."""
        if self._trained is None or self.state not in ("preparing", "running", "paused"):
            return
        owner = path.rpartition(".")[0]
        try:
            same = type(get(self._trained, owner)) is type(get(self.document.experiment, owner))
        except KeyError:  # what it belongs to was added after the start
            return
        if same and is_live(self.document.experiment, path):
            self._pending.append((path, new))
            self._thread.edit(path, new)

    def _settle(self, path: str, value: object) -> None:
        """A live edit that was passed on has been answered."""
        if (path, value) in self._pending:
            self._pending.remove((path, value))
        self._compare()

    def _compare(self) -> None:
        followed = self._trained
        for path, value in self._pending if followed is not None else ():
            followed = replaced(followed, path, value)
        differs = followed is not None and followed != self.document.experiment
        if differs != self.differs:
            self.differs = differs
            self.state_changed.emit()
        elif self.document.analysis.problems != self._problems:
            self.state_changed.emit()  # what can be done may have come or gone with them
        self._problems = self.document.analysis.problems

    def _set_message(self, message: Message | None) -> None:
        if message != self.message:
            self.message = message
            self.message_changed.emit()
