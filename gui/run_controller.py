"""The state machine of a run, in the window's thread: it tells the training thread what to do, and hears its reports.

    idle -> preparing -> running <-> paused -> finished | failed;  reset leads back to idle, train starts afresh

States follow the user's intention at once; the thread follows with its next step. Only that a run stands, ends or fails
is taken from the thread's report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine import Edited, Finished, History, Message, Network, Started, is_weight_path
from gui.attention import Attention
from gui.garbage import Collector
from gui.histogram_recorder import HistogramRecorder
from gui.live_edits import LiveEdits
from gui.looks import Looks
from gui.mailbox import Failed, Halted, Opened, Prepared, Refused, Seen, Shown
from gui.progress import Progress, epochs_of, left_behind
from gui.reports import Reports
from gui.run_states import MAY, NEXT, OVER, UNDER_WAY, State
from gui.runs import Runs
from gui.seeds import SeedSeries
from gui.typed_weights import TypedWeights
from gui.untrained import Untrained
from gui.worker import Goal, TrainingThread

if TYPE_CHECKING:
    from engine import Experiment
    from gui.document import Document
    from gui.mailbox import News


class RunController(QObject):
    """One run at a time, of the experiment as it was when it started, plus the live edits made since."""

    state_changed = Signal()
    """`state`, `status`, `differs` or what `can` be done changed."""
    updated = Signal()
    """New figures arrived in `history` and `progress`; at most about 30 times a second."""
    message_changed = Signal()
    pace_changed = Signal()
    weight_set = Signal(object)
    """A typed-in weight took effect: an `Edited`."""
    weight_refused = Signal(object)
    """A typed-in weight could not be set: a `Refused`."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.state: State = "idle"
        self.status: str | None = None
        """How a finished run ended: "finished", "stopped" or "diverged"."""
        self.message: Message | None = None
        """Why the last run failed or diverged, why a start or a live edit was refused."""
        self.runs = Runs(self)
        """This run and those before it."""
        self.progress = Progress()
        self.run_number = 0
        """Counts up with every run and every reset."""
        self._problems = document.analysis.problems
        self._thread = TrainingThread(self)
        self._reports = Reports(self, self._thread, self._hear)
        self._reports.taken.connect(self._taken)
        self._collector = Collector(lambda: self.state in ("preparing", "running"), lambda: document.settling, self)
        self.obstacle: Message | None = None
        """Why the network cannot be built to be looked at."""
        self.looks = Looks(self._thread.look, self)
        """What the views ask of the network: of the run, or where there is none of the network as it would begin."""
        self._reports.tick()
        self.attention = Attention(self)
        """What the user points at, for all views."""
        self.typed = TypedWeights(document, self)
        self._untrained = Untrained(self, self._show)
        self._live = LiveEdits(document, self._thread.edit)
        self.histograms = HistogramRecorder(self)
        """Histograms over time."""
        self.series = SeedSeries(self)
        """Runs that follow one another with other seeds."""
        self._wishes_to_run = False
        self._stopping = False
        self._goals = 0
        self.pace = 0.0
        """Steps a second while somebody wants to watch; 0 for as fast as can be."""
        document.field_set.connect(self._field_set)
        document.changed.connect(self._tend)
        document.changed.connect(self._compare)
        document.changed.connect(self._untrained.show_soon)
        document.settled.connect(self._tell_problems)
        document.replaced.connect(self._start_over)
        document.replaced.connect(self.attention.clear)

    @property
    def history(self) -> History:
        """The figures of the run."""
        return self.runs.current.history

    @property
    def experiment(self) -> Experiment:
        """What the run trains with its live edits; the document's experiment where there is no run."""
        return self._live.experiment or self.document.experiment

    @property
    def trained_experiment(self) -> Experiment | None:
        """What the run trains with its live edits; None where there is no run."""
        return self._live.experiment

    @property
    def differs(self) -> bool:
        """Whether the document was edited in ways the run does not follow."""
        return self._live.differs

    @property
    def learns(self) -> bool:
        """Whether the run trains a network; another model is evaluated, once and without steps."""
        return isinstance(self.experiment.model, Network)

    def can(self, name: str) -> bool:
        """Whether train, pause, step, stop or reset would do something now."""
        if self.state not in MAY[name] or (self._stopping and name != "reset"):
            return False
        if self.state == "preparing" and name in ("train", "pause"):
            return self._wishes_to_run == (name == "pause")
        starts = name in ("train", "step", "step_epoch", "run_to") and self.state in OVER
        return not (starts and self.document.analysis.problems)

    def train(self) -> None:
        """Start training, afresh where a run is over; go on where it is paused."""
        if self._refuses("train"):
            return
        if self.state in OVER:
            self._begin(running=True)
            return
        self._wishes_to_run = True
        self._goals += 1
        self._thread.resume()
        if self.state == "paused":
            self._enter("running")
        else:
            self.state_changed.emit()

    def train_as(self, experiment: Experiment) -> None:
        """Train an experiment afresh that differs from the document's in its seed at most, in place of any run."""
        if self.state in UNDER_WAY:
            self.reset()
        self._begin(running=True, experiment=experiment)

    def pause(self) -> None:
        """Pause before the next step."""
        if not self.can("pause"):
            return
        self._wishes_to_run = False
        self._goals += 1
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

    def step_epoch(self) -> None:
        """Train to the end of the epoch, then pause; of a new run where there is none."""
        if not self._refuses("step_epoch"):
            done = int(self.progress.epoch) if self.state == "paused" else 0
            self._go(epoch=done + 1)

    def run_to(self, *, step: int | None = None, epoch: int | None = None) -> None:
        """Train until so many steps or epochs are done, then pause; in a new run where there is none."""
        if self._refuses("run_to"):
            return
        under_way = self.state in ("running", "paused")
        past = under_way and (
            (step is not None and step <= self.progress.step) or (epoch is not None and epoch <= self.progress.epoch)
        )
        if past:
            self._set_message(left_behind(self.progress.step))
        elif epoch is not None:
            self._go(epoch=epoch)
        elif step is not None:
            self._go(step=step)

    def set_refresh(self, hz: int) -> None:
        """Take over reports so many times a second while a view is in sight."""
        self._reports.set_refresh(hz)

    def follow(self, view: QObject, *, in_sight: bool) -> None:
        """Learn whether a view that follows the run is in sight; while none is, reports can wait a little."""
        self._reports.follow(view, in_sight=in_sight)

    def set_pace(self, steps_per_second: float) -> None:
        """Train no faster than so many steps a second; 0 for as fast as can be."""
        if steps_per_second != self.pace:
            self.pace = steps_per_second
            self._thread.set_pace(steps_per_second)
            self.pace_changed.emit()

    def reset_anew(self) -> None:
        """Discard the run, and let the next one begin with other weights: the seed goes up by one, which can be
        undone."""
        self.document.draw_seed(QCoreApplication.translate("RunController", "New initialisation"))
        self.reset()

    def _go(self, **goal: int) -> None:
        if self.state not in ("running", "paused"):
            self._begin(running=False)
        self._goals += 1
        self._wishes_to_run = True
        self._thread.resume(Goal(self._goals, **goal))
        if self.state == "paused":
            self._enter("running")

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
        self.runs.begin(visible=False)
        self._enter("idle")
        self.updated.emit()
        self._untrained.show_soon()

    def set_weight(self, path: str, value: float) -> bool:
        """Set one number of a parameter, by the path that `weight_path` gives: an edit of the run, recorded with its
        step. Where there is no run one begins, paused before its first step. Whether it was passed on: not where
        problems forbid a run."""
        if self.state in ("idle", "failed"):
            if self._refuses("step"):
                return False
            self._begin(running=False)
        self._thread.edit(path, value)
        return True

    def _start_over(self) -> None:
        """Another document is open: nothing of what was chosen for the last one stays in force."""
        self.reset()
        self.runs.fit(self.document.experiment)
        self.set_pace(0.0)

    def shutdown(self, seconds: float = 2.0) -> bool:
        """Stop and end the thread, for closing; whether it ended within that time."""
        self._reports.rest()
        self._untrained.stop()
        self._collector.stop()
        self._reports.renew()
        self._thread.blockSignals(True)
        self._thread.quit_soon()
        return self._thread.wait(round(1000 * seconds))

    def _refuses(self, name: str) -> bool:
        """Whether an action cannot be taken; a start that problems forbid says which."""
        if self.can(name):
            return False
        problems = self.document.analysis.problems
        if problems and self.state in OVER:
            self._set_message(problems[0].text)
        return True

    def _begin(self, *, running: bool, experiment: Experiment | None = None) -> None:
        self._forget()
        trained = self._live.begin(experiment)
        self.runs.begin(trained)
        self._wishes_to_run = running
        self.progress = Progress(epochs=epochs_of(trained))
        self._ensure_thread()
        self._thread.begin(trained, self._reports.mailbox, running=running, opening=self.histograms.opening())
        self._enter("preparing")
        self.updated.emit()

    def _forget(self) -> None:
        self.run_number += 1
        self._reports.renew()
        self.progress = Progress()
        self._live.forget()
        self.looks.forget()
        self._untrained.forget()
        self.status = self.obstacle = None
        self._stopping = False
        self._set_message(None)

    def _enter(self, state: State) -> None:
        assert state in NEXT[self.state], f"{self.state} -> {state}"
        if state == "running":
            self._reports.run()
        else:
            self._reports.rest()
        self.looks.moving = state == "running"
        self.state = state
        self.state_changed.emit()

    def _taken(self, figures: bool) -> None:
        """What the thread has reported is taken over."""
        if figures:
            self.progress = self._reports.measure(self.experiment, over=self.state in ("finished", "failed"))
            self.updated.emit()
        self.looks.ask()

    def _hear(self, news: News) -> bool:
        """Take one piece of news over; whether there is something new to show."""
        match news:
            case Prepared():
                return False
            case Opened(answer):
                self.histograms.take(answer)
                return False
            case Shown(fault):
                self.looks.open = fault is None
                self.looks.touch()
                if fault != self.obstacle:
                    self.obstacle = fault
                    self.state_changed.emit()
                return False
            case Seen(answers, step):
                self.looks.hear(answers, step)
                return False
            case Started():
                self.looks.open = True
                self.looks.touch()
                self._enter("running" if self._wishes_to_run else "paused")
            case Edited(path=path, new=new):
                self.looks.touch()
                if is_weight_path(path):
                    self.weight_set.emit(news)
                    return True
                self._live.take_over(path, new)
                self._compare()
            case Halted(goal):
                if goal == self._goals and self.state == "running":
                    self._wishes_to_run = False
                    self._enter("paused")
            case Refused(path, value, message):
                self._live.settle(path, value)
                self._compare()
                if is_weight_path(path):
                    self.weight_refused.emit(news)
                self._set_message(message)
            case Finished():
                self.status, self._stopping = news.status, False
                self._live.settle_all()
                self._compare()
                self._set_message(news.explanation)
                self._enter("finished")
            case Failed(message):
                self._stopping = False
                self._set_message(message)
                self._enter("failed")
        return True

    def _show(self, experiment: Experiment) -> None:
        """Have the network of an experiment built, untrained, for the views."""
        self.looks.renew()
        self._ensure_thread()
        self._thread.show(experiment, self._reports.renew())

    def _ensure_thread(self) -> None:
        if not self._thread.isRunning():
            self._thread.start()

    def _field_set(self, path: str, _old: object, new: object) -> None:
        if self.state in UNDER_WAY:
            self._live.follow(path, new)

    def _tend(self) -> None:
        self.attention.tend(self.document.analysis.nodes)

    def _compare(self) -> None:
        """Tell where the run and the document part or meet."""
        if self._live.compare():
            self.state_changed.emit()

    def _tell_problems(self) -> None:
        """What can be done may come or go with the problems."""
        told, self._problems = self._problems, self.document.analysis.problems
        if told != self._problems:
            self.state_changed.emit()

    def _set_message(self, message: Message | None) -> None:
        if message != self.message:
            self.message = message
            self.message_changed.emit()
